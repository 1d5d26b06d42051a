"""`verify`: an answer and its evidence in, claims out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from agents.verifier import claims as made
from agents.verifier.alignment import held_against
from agents.verifier.bands import bands
from agents.verifier.claims import Known
from agents.verifier.comparing import comparisons
from agents.verifier.deriving import recomputes
from agents.verifier.directing import said_in
from agents.verifier.evident import names_of
from agents.verifier.facts import Context, Fact, Facts
from agents.verifier.judging import Bench, judge_numbers
from agents.verifier.made import marks_made
from agents.verifier.marks import Quote
from agents.verifier.names import fold, listed
from agents.verifier.naming import names
from agents.verifier.odds import odds
from agents.verifier.opposites import opposites
from agents.verifier.orders import orders
from agents.verifier.ordinals import ordinals
from agents.verifier.placing import places
from agents.verifier.posts import posts
from agents.verifier.quoting import misquoted, verbatim
from agents.verifier.reading import Reading, plain, read
from agents.verifier.references import references
from agents.verifier.relating import relations
from agents.verifier.remembered import per_resolver
from agents.verifier.scopes import scopes
from agents.verifier.sources import published, stated, structured
from agents.verifier.weekdays import is_weekday
from stockelper.language import catalogue
from stockelper.securities.at import bundled_resolver
from stockelper.securities.resolver import Resolver
from stockelper.types import Claim, Evidence, Language


def _texts(evidence: Sequence[Evidence]) -> list[tuple[Evidence, str]]:
    """The cited texts: title and body, as one reading each."""
    pairs: list[tuple[Evidence, str]] = []
    for item in evidence:
        title, body = item.title or "", item.text or ""
        text = body if not title or title in body else f"{title}\n{body}".strip()
        if text:
            pairs.append((item, text))
    return pairs


@per_resolver(4096)
def _read(resolver: Resolver, source: tuple[str, str | None]) -> Reading:
    """A cited text, read as one that is about the security which it is stored under."""
    text, security = source
    subject = frozenset({security} if security else ())
    return read(text, listed(plain(text), resolver), subject)


def _whole(facts: Sequence[Fact], readings: Sequence[Reading], evidence: Sequence[Evidence]) -> Context:
    """All dates and periods of the evidence."""
    contexts = [fact.context for fact in facts]
    own = [sentence.own for reading in readings for sentence in reading.sentences]
    dated = chain.from_iterable(published(item) if item.text or item.title else () for item in evidence)
    lengths = [context.length for context in contexts if context.length]
    return Context(
        dates=tuple({*chain.from_iterable(c.dates for c in contexts), *dated}),
        days=tuple({day for marks in own for day in marks.days}),
        fiscals=tuple(
            {*chain.from_iterable(c.fiscals for c in contexts), *(f for marks in own for f in marks.fiscals)}
        ),
        windows=tuple(
            {*chain.from_iterable(c.windows for c in contexts), *(w for marks in own for w in marks.windows)}
        ),
        length=lengths[0] if lengths else None,
    )


def _years(whole: Context) -> frozenset[int]:
    years = {date.year for date in whole.dates} | {day.year for day in whole.days if day.year}
    return frozenset(years | {fiscal.year for fiscal in whole.fiscals if fiscal.year})


def _keys(evidence: Sequence[Evidence], readings: Sequence[Reading]) -> frozenset[str]:
    named = (
        key for reading in readings for s in reading.sentences for name in s.own.names for key in name.keys
    )
    return frozenset({*(item.security for item in evidence if item.security), *named})


def _counts(evidence: Sequence[Evidence]) -> frozenset[int]:
    """How many texts, companies and pieces of evidence there are: an answer may count them."""
    texts = sum(1 for item in evidence if item.text or item.title)
    filings = sum(1 for item in evidence if item.kind == "filing")
    relations = sum(1 for item in evidence if item.kind == "relation")
    companies = len({item.security for item in evidence if item.security})
    return frozenset({texts, filings, relations, companies, texts - filings, len(evidence)} - {0})


def _operands(item: Evidence, by_id: Mapping[str, Evidence]) -> list[Evidence]:
    named = item.derivation.operands if item.derivation else ()
    return [by_id[name] for name in named if name in by_id]


def _parties(item: Evidence, resolver: Resolver) -> frozenset[str]:
    """The companies that a relation is between: a stake is its holder's figure as much as the held company's."""
    named = listed(item.text, resolver) if item.kind == "relation" and item.text else []
    return frozenset(key for name in named for key in name.keys)


def _gather(
    evidence: Sequence[Evidence], resolver: Resolver
) -> tuple[list[Fact], list[tuple[Evidence, Reading]]]:
    by_id = {item.id: item for item in evidence}
    sound = [item for item in evidence if recomputes(item, by_id)]
    readings = [(item, _read(resolver, (text, item.security))) for item, text in _texts(evidence)]
    found = (structured(item, _operands(item, by_id), _parties(item, resolver)) for item in sound)
    facts = [fact for fact in found if fact is not None]
    for item, reading in readings:
        facts += stated(item, reading)
    return facts, readings


def _known(
    evidence: Sequence[Evidence],
    facts: Sequence[Fact],
    readings: Sequence[tuple[Evidence, Reading]],
    citations: Mapping[int, Sequence[str]] | None,
) -> Known:
    whole = _whole(facts, [reading for _, reading in readings], evidence)
    texts: list[tuple[str, str, frozenset[str]]] = []
    for item, reading in readings:
        named = frozenset(k for s in reading.sentences for name in s.own.names for k in name.keys)
        named |= frozenset({item.security} if item.security else ())
        texts.append((item.id, fold(reading.text), named))
    figures = frozenset(item.security for item in evidence if item.security and item.value is not None)
    ids = tuple(item.id for item in evidence)
    sources: dict[tuple[str, str | None], list[str]] = {}
    for item in evidence:
        sources.setdefault((item.source, item.title or item.security), []).append(item.id)
    moments = frozenset(
        item.known_at for item in evidence if item.value is not None and item.known_at.year > 1970
    )
    first = {item.derivation.operands[0] for item in evidence if item.derivation and item.name == "change"}
    befores = frozenset(item.date for item in evidence if item.id in first and item.date)
    return Known(
        _keys(evidence, [r for _, r in readings]),
        whole,
        _years(whole),
        ids,
        citations,
        _text_dates(readings),
        texts,
        {item.id: published(item) for item, _ in readings},
        figures,
        moments,
        befores,
        frozenset(
            item.security for item, _ in readings if item.security and item.kind in ("article", "filing")
        ),
        {
            item.id: frozenset(label.text for s in r.sentences for label in s.own.labels if is_weekday(label))
            for item, r in readings
        },
        tuple(map(tuple, sources.values())),
    )


def _text_dates(readings: Sequence[tuple[Evidence, Reading]]) -> Context:
    """When the texts appeared and the dates that they name."""
    days = [day for _, reading in readings for s in reading.sentences for day in s.own.days]
    return Context(dates=tuple(date for item, _ in readings for date in published(item)), days=tuple(days))


def _quotes(text: str, evidence: Sequence[Evidence]) -> list[Quote]:
    """The titles of cited texts where the answer has them between quotation marks, and what it takes from
    those texts word for word in the same line."""
    found: dict[tuple[int, int], set[str]] = {}
    for item in evidence:
        if item.title and (item.text or item.kind in ("article", "filing")):
            for match in re.finditer(re.escape(f"“{item.title}”"), text):
                found.setdefault(match.span(), set()).add(item.id)
                if excerpt := _excerpt(text, match.end(), item.text or ""):
                    found.setdefault(excerpt, set()).add(item.id)
    return [Quote(start, end, frozenset(ids)) for (start, end), ids in sorted(found.items())]


_AFTER_TITLE = re.compile(r"[^\n:]{0,80}: (?P<excerpt>[^\n]{40,})")
_NO_EXCERPT = re.compile(r"(?:\s?\[[^\]\n]{1,24}\])*\s*$")
"""Markers at the end of a line."""


def _excerpt(text: str, at: int, source: str) -> tuple[int, int] | None:
    """The span of what follows a quoted title, when all of it stands in the cited text; an ellipsis ends it."""
    after = _AFTER_TITLE.match(text, at)
    if after is None:
        return None
    said = _NO_EXCERPT.sub("", after["excerpt"])
    words = said.removesuffix("…").rstrip(".")
    start = after.start("excerpt")
    return (start, start + len(said)) if len(words) >= 40 and words in source else None


def verify(
    text: str,
    evidence: Sequence[Evidence],
    resolver: Resolver | None = None,
    language: Language | None = None,
    citations: Mapping[int, Sequence[str]] | None = None,
) -> list[Claim]:
    """Every checkable claim of an answer, in order, and whether the evidence carries it.

    Args:
        text: the answer; the claims' offsets are into it.
        evidence: structured values, cited texts, or both.
        resolver: knows companies by name; None takes the bundled listing.
        language: renders the reasons as sentences; None leaves their codes (`value`, `company`, ...).
        citations: what a marker `[n]` stands for, evidence ids by n; None counts the evidence from 1.
    """
    resolver = resolver or bundled_resolver()
    facts, readings = _gather(evidence, resolver)
    known = _known(evidence, facts, readings, citations)
    bench = Bench(
        Facts.of(facts),
        [s for item, reading in readings for s in said_in(reading, item.id)],
        _counts(evidence),
    )
    named = names_of(plain(text), evidence, resolver, known.keys)
    reading = read(text, named, quotes=_quotes(text, evidence))
    judge_numbers(reading, bench)
    found = [
        *made.numbers(reading, bench),
        *made.dates(reading, bench, known),
        *made.directions(reading, bench),
        *names(reading, bench, known),
        *made.citations(reading, bench, known),
    ]
    by_id = {item.id: said for item, said in readings if "→" not in said.text}
    more = chain(
        scopes(reading, bench, resolver, evidence),
        orders(reading, bench, known.published),
        bands(reading, bench),
        references(reading, bench),
        places(reading, bench, by_id),
        opposites(reading, bench, by_id),
    )
    sure = chain(
        comparisons(reading, bench),
        ordinals(reading, bench, by_id),
        marks_made(reading, bench),
        posts(reading, by_id),
        odds(reading, bench),
    )
    found = _merged(found, more)
    found = list({(one.start, one.end): one for one in (*found, *sure)}.values())
    found = [*_others(found, otherwise := list(relations(reading, readings))), *otherwise]
    texts = [
        (item.id, said) for item, said in readings if "→" not in said.text
    ]  # a link's neighbours are chance
    copied = verbatim(text, [(s.start, s.end) for s in reading.sentences], evidence)
    found = [_as_copied(one, copied) for one in held_against(found, reading, texts)]
    found += misquoted(text, evidence)
    return [_worded(claim, language) for claim in sorted(found, key=lambda c: (c.start, c.end))]


def _merged(claims: Sequence[Claim], wrong: Iterable[Claim]) -> list[Claim]:
    """The claims and those of what is wrong; of one span the latter, unless a value of the evidence carries the former."""
    by_span = {(one.start, one.end): one for one in claims}
    for one in wrong:
        known = by_span.get((one.start, one.end))
        if known is None or (known.supported and known.reason == "stated"):
            by_span[(one.start, one.end)] = one
    return list(by_span.values())


def _others(claims: Sequence[Claim], wrong: Sequence[Claim]) -> list[Claim]:
    """The claims in the place of which no other is put."""
    spans = {(one.start, one.end) for one in wrong}
    return [one for one in claims if (one.start, one.end) not in spans]


_IN_ITSELF = frozenset({"value", "sign", "date", "period", "measure", "direction", "name"})
"""What is wrong with a claim by itself; whose it is and what is cited for it depends on the rest of the answer."""


def _as_copied(claim: Claim, copied: Sequence[tuple[int, int]]) -> Claim:
    """A claim of a sentence that a cited text has letter for letter holds."""
    if claim.supported or claim.reason not in _IN_ITSELF:
        return claim
    if not any(start <= claim.start and claim.end <= end for start, end in copied):
        return claim
    return claim.model_copy(update={"supported": True, "reason": "stated"})


def _worded(claim: Claim, language: Language | None) -> Claim:
    if language is None or claim.reason is None:
        return claim
    return claim.model_copy(
        update={"reason": catalogue.render(language, f"verify.{claim.reason}", text=claim.text)}
    )
