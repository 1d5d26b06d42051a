"""What an answer says of the store and not of a security: as evidence, so that these sentences can be checked too.

That nothing is stored, up to when prices reach, how figures are to be read, what a list holds and by what it is
ordered: no value stands behind such a sentence, but the look-up that found it does, and is recorded as it is told.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping

from agents.context import Context
from stockelper.types import COVERAGE, Evidence, Note, Parameter, Period, Plan, Statement

SOURCE = "store"
_MARKERS = re.compile(r" ?\[\d+\]")
_HEADING = re.compile(r"(?:다음과 같습니다|정리했습니다) ?\.|:\s*$")
"""The end of a sentence that a list follows."""
_ITEM = "- "
Told = Iterable[tuple[Statement, str]]


def of_notes(notes: Iterable[Note], text: str, plan: Plan, context: Context) -> Iterator[Evidence]:
    """The notes that a text repeats."""
    for place, note in enumerate(one for one in notes if one.text and one.text in text):
        yield _record(f"note:{place}:{note.code}", note.code, note.text, plan, context, note.parameters)


def of_sentences(
    told: Told, evidence: Mapping[str, Evidence], plan: Plan, context: Context
) -> Iterator[Evidence]:
    """The sentences, with the statements that they put into words, that state no value: headings of lists, and what
    was searched for and not found."""
    for place, (statement, text) in enumerate(told):
        valued = any(evidence[key].value is not None for key in statement.evidence.values())
        if not text.startswith(_ITEM) and (not valued or _HEADING.search(text)):
            bare = _MARKERS.sub("", text)
            yield _record(
                f"told:{place}:{statement.code}", statement.code, bare, plan, context, statement.parameters
            )


def of_words(text: str, code: str, plan: Plan, context: Context) -> Iterator[Evidence]:
    """A text that the product tells by itself: an explanation, a question back, what it can do."""
    if text:
        yield _record(f"words:{code}", code, text, plan, context, {})


def _record(
    key: str, code: str, text: str, plan: Plan, context: Context, parameters: Mapping[str, Parameter]
) -> Evidence:
    window = plan.window
    covered = Period.model_validate({"from": window.from_, "to": window.to}) if window else None
    return Evidence(
        id=f"{COVERAGE}{key}",
        kind="fact",
        security=plan.securities[0] if "name" in parameters and len(plan.securities) == 1 else None,
        name=code,
        date=_day(parameters.get("date")),
        period=covered,
        known_at=context.clock.now(),
        source=SOURCE,
        text=text,
    )


def _day(value: Parameter) -> dt.date | None:
    """A parameter that is a date in ISO form."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return None
    return dt.date.fromisoformat(value)
