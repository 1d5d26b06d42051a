"""The evidence of an answer made ready: its facts, its texts taken apart, and what they hold as a whole."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain

from agents.verifier.claims import Known
from agents.verifier.deriving import recomputes
from agents.verifier.facts import Context, Fact
from agents.verifier.names import fold, listed
from agents.verifier.reading import Reading, plain, read
from agents.verifier.remembered import per_resolver
from agents.verifier.sources import published, stated, structured
from agents.verifier.weekdays import is_weekday
from stockelper.securities.resolver import Resolver
from stockelper.types import Evidence


def _texts(evidence: Sequence[Evidence]) -> list[tuple[Evidence, str]]:
    """The cited texts: title and body, as one reading each."""
    pairs: list[tuple[Evidence, str]] = []
    for item in evidence:
        title, body = item.title or "", item.text or ""
        if item.value is not None and item.security is None and item.kind != "relation":
            continue  # the name of what it is a figure of
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


def counts(evidence: Sequence[Evidence]) -> frozenset[int]:
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


_KOREAN_CODE = re.compile(r"\d[0-9A-Z]{5}")
_TICKER = re.compile(r"[A-Z]{1,5}(?:[.-][A-Z])?")


def with_market(item: Evidence) -> Evidence:
    """The evidence with its security's id whole where only a code or ticker is given: 005930, NVDA."""
    code = item.security or ""
    if not code or ":" in code:
        return item
    market = "KRX" if _KOREAN_CODE.fullmatch(code) else "US" if _TICKER.fullmatch(code) else ""
    return item.model_copy(update={"security": f"{market}:{code.replace('-', '.')}"}) if market else item


def gather(
    evidence: Sequence[Evidence], resolver: Resolver
) -> tuple[list[Fact], list[tuple[Evidence, Reading]]]:
    """The facts of the evidence that recomputes, and the cited texts taken apart, each with its evidence."""
    by_id = {item.id: item for item in evidence}
    sound = [item for item in evidence if recomputes(item, by_id)]
    readings = [(item, _read(resolver, (text, item.security))) for item, text in _texts(evidence)]
    found = (structured(item, _operands(item, by_id), _parties(item, resolver)) for item in sound)
    facts = [fact for fact in found if fact is not None]
    for item, reading in readings:
        facts += stated(item, reading)
    return facts, readings


def known_of(
    evidence: Sequence[Evidence],
    facts: Sequence[Fact],
    readings: Sequence[tuple[Evidence, Reading]],
    citations: Mapping[int, Sequence[str]] | None,
) -> Known:
    """What the evidence as a whole holds."""
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
        {
            item.id: tuple(day for s in r.sentences for day in s.own.days if day.year and day.day)
            for item, r in readings
        },
    )


def _text_dates(readings: Sequence[tuple[Evidence, Reading]]) -> Context:
    """When the texts appeared and the dates that they name."""
    days = [day for _, reading in readings for s in reading.sentences for day in s.own.days]
    return Context(dates=tuple(date for item, _ in readings for date in published(item)), days=tuple(days))
