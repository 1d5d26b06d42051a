"""Findings to a cited answer, by rules: the direct answer first, then what to know about it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from agents.context import Context
from agents.indices import indices
from agents.tools.tape import name_of, security_of
from agents.writer.citing import Citing
from agents.writer.coverage import of_notes, of_sentences, of_words
from agents.writer.draft import Draft
from agents.writer.follow_ups import follow_ups
from agents.writer.notes import MISSING, for_text, rendered
from agents.writer.replies import preface, reply
from agents.writer.values import spelled
from stockelper.language.catalogue import render
from stockelper.markets.registry import MARKETS, is_simulated
from stockelper.types import Evidence, Finding, Language, Note, Plan, Statement, Status

UNBUILT = frozenset({"portfolio", "trading"})
"""Specialists whose own field is not there yet: figures told beside what is missing stand in its place and answer nothing."""
_MARKERS = re.compile(r" ?\[\d+\]")


def write(plan: Plan, findings: Sequence[Finding], context: Context) -> Draft:
    """The answer to a plan from what its specialists found, in the plan's language."""
    if (answer := reply(plan, context)) is not None:
        told = answer.text if answer.status == "answered" else ""  # else there is nothing to hold it against
        return replace(answer, coverage=tuple(of_words(told, "explained", plan, context)))
    evidence = {item.id: item for finding in findings for item in finding.evidence}
    citing = Citing(evidence)
    # two specialists that settle one sum by the same call say the same
    body = list(dict.fromkeys(_paragraph(one, evidence, citing, plan.language) for one in findings))
    simulated = _is_simulated(plan, evidence.values())
    notes = rendered((*_read_as(plan, context), *_notes(plan, findings, simulated=simulated)), plan.language)
    status = _status(findings)
    said = "\n\n".join(part for part in _ordered(body, notes, status, _asked_indices(plan, context)) if part)
    told = (
        (one, _sentence(one, evidence, citing, plan.language)) for each in findings for one in each.statements
    )
    before = preface(plan)
    coverage = (
        *of_sentences(told, evidence, plan, context),
        *of_notes(notes, said, plan, context),
        *of_words(before, "explained", plan, context),
    )
    return Draft(
        text=said or render(plan.language, "answer.nothing_found"),
        status=status,
        citations=citing.citations(),
        follow_ups=follow_ups(plan, context),
        notes=notes,
        simulated=simulated,
        preface=before,
        coverage=coverage,
    )


def _read_as(plan: Plan, context: Context) -> Iterator[Note]:
    """As which company a misspelt name was read."""
    if not plan.securities:
        return
    for one in context.resolver.resolve(plan.question).mentions:
        known = context.resolver.listing.get(one.candidates[0])
        if one.how == "typo" and known and known.id in plan.securities:
            shown = {
                "written": one.text.strip(),
                "name": name_of(known, plan.language),
                "ticker": known.ticker,
            }
            yield Note(code="spelt_as", parameters=dict(shown))


def _asked_indices(plan: Plan, context: Context) -> frozenset[str]:
    """The names of the indices that a question names."""
    return frozenset(name_of(security_of(one, context), plan.language) for one in indices(plan.question))


def _ordered(
    body: Sequence[str], notes: Sequence[Note], status: Status, asked: frozenset[str]
) -> Sequence[str]:
    """The paragraphs and the notes; what is missing first where the figures stand only in its place, as does the level of
    an index that is `asked`."""
    if not any(body):
        return (for_text(notes, answered=status != "no_data"),)
    first = [note for note in notes if _stands_first(note, status, asked)]
    others = [note for note in notes if note not in first]
    return (for_text(first, answered=False), *body, for_text(others, answered=True))


def _stands_first(note: Note, status: Status, asked: frozenset[str]) -> bool:
    if status == "no_data":
        return note.code in MISSING
    return note.code == "no_index_level" and note.parameters.get("name") in asked


def _paragraph(finding: Finding, evidence: dict[str, Evidence], citing: Citing, language: Language) -> str:
    said: dict[str, str] = {}
    for place, item in enumerate(finding.statements):
        text = _sentence(item, evidence, citing, language)
        # two forecasts by one model share their verdict; headings of lists are each their own list's
        said.setdefault(_MARKERS.sub("", text) if item.code.startswith("outlook.") else str(place), text)
    return _joined(list(said.values()))


def _sentence(item: Statement, evidence: dict[str, Evidence], citing: Citing, language: Language) -> str:
    text = render(language, item.code, **spelled(item, evidence, language))
    return citing.mark(text, item.evidence.values())


def _joined(sentences: Sequence[str]) -> str:
    """Sentences run on; list items stand on lines of their own."""
    text = ""
    for sentence in sentences:
        is_item = sentence.startswith("- ")
        gap = (
            ""
            if not text
            else "\n"
            if is_item
            else "\n\n"
            if text.rpartition("\n")[2].startswith("- ")
            else " "
        )
        text += gap + sentence
    return text


def _notes(plan: Plan, findings: Sequence[Finding], *, simulated: bool) -> tuple[Note, ...]:
    notes = {(n.code, *n.parameters.items()): n for finding in findings for n in finding.notes}
    unknown = [Note(code="unknown_name", parameters={"name": f"'{name}'"}) for name in plan.unknown]
    left_out = unknown if plan.securities else []
    return (*notes.values(), *left_out, *((Note(code="simulated"),) if simulated else ()))


def _is_simulated(plan: Plan, evidence: Iterable[Evidence]) -> bool:
    securities = (*plan.securities, *(item.security or "" for item in evidence))
    markets = (MARKETS[code] for code in plan.markets if code in MARKETS)
    return any(market.simulated for market in markets) or any(map(is_simulated, securities))


def _status(findings: Sequence[Finding]) -> Status:
    said = any(one.statements for one in findings if one.specialist not in UNBUILT or not one.missing)
    missing = any(finding.missing for finding in findings)
    return "no_data" if not said else "partial" if missing else "answered"
