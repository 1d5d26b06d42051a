"""What the evidence of an answer holds as a whole: its companies, dates and periods, and what each text names."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import chain

from agents.verifier.claims import Known
from agents.verifier.facts import Context, Fact
from agents.verifier.names import fold
from agents.verifier.reading import Reading
from agents.verifier.sources import published
from agents.verifier.weekdays import is_weekday
from stockelper.types import Evidence

Readings = Sequence[tuple[Evidence, Reading]]


def known_of(
    evidence: Sequence[Evidence],
    facts: Sequence[Fact],
    readings: Readings,
    citations: Mapping[int, Sequence[str]] | None,
) -> Known:
    """What the evidence as a whole holds."""
    whole = _whole(facts, [reading for _, reading in readings], evidence)
    stories = [item for item, _ in readings if item.kind in ("article", "filing")]
    return Known(
        keys=_keys(evidence, [r for _, r in readings]),
        whole=whole,
        years=_years(whole),
        ids=tuple(item.id for item in evidence),
        citations=citations,
        text_dates=_text_dates(readings),
        texts=[(item.id, fold(reading.text), _named(item, reading)) for item, reading in readings],
        published={item.id: published(item) for item, _ in readings},
        structured=frozenset(item.security for item in evidence if item.security and item.value is not None),
        moments=frozenset(
            item.known_at for item in evidence if item.value is not None and item.known_at.year > _NOBODY_SAID
        ),
        befores=_befores(evidence),
        reported=frozenset(item.security for item in stories if item.security),
        weekdays={
            item.id: frozenset(label.text for s in r.sentences for label in s.own.labels if is_weekday(label))
            for item, r in readings
        },
        by_source=_by_source(evidence),
        days={
            item.id: tuple(day for s in r.sentences for day in s.own.days if day.year and day.day)
            for item, r in readings
        },
    )


_NOBODY_SAID = 1970


def _named(item: Evidence, reading: Reading) -> frozenset[str]:
    """The companies of a text: those it names and the one it is stored under."""
    named = frozenset(key for s in reading.sentences for name in s.own.names for key in name.keys)
    return named | frozenset({item.security} if item.security else ())


def _befores(evidence: Sequence[Evidence]) -> frozenset[dt.date]:
    """The dates that changes count from."""
    first = {item.derivation.operands[0] for item in evidence if item.derivation and item.name == "change"}
    return frozenset(item.date for item in evidence if item.id in first and item.date)


def _by_source(evidence: Sequence[Evidence]) -> tuple[tuple[str, ...], ...]:
    """The ids of each source, in order."""
    sources: dict[tuple[str, str | None], list[str]] = {}
    for item in evidence:
        sources.setdefault((item.source, item.title or item.security), []).append(item.id)
    return tuple(map(tuple, sources.values()))


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


def _text_dates(readings: Sequence[tuple[Evidence, Reading]]) -> Context:
    """When the texts appeared and the dates that they name."""
    days = [day for _, reading in readings for s in reading.sentences for day in s.own.days]
    return Context(dates=tuple(date for item, _ in readings for date in published(item)), days=tuple(days))
