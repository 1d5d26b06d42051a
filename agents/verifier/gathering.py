"""The evidence of an answer made ready: its facts, its texts taken apart, and what they hold as a whole."""

import re
from collections.abc import Mapping, Sequence

from agents.verifier.deriving import recomputes
from agents.verifier.facts import Fact
from agents.verifier.names import listed
from agents.verifier.reading import Reading, read
from agents.verifier.remembered import per_resolver
from agents.verifier.scanning import plain
from agents.verifier.sources import stated, structured
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
