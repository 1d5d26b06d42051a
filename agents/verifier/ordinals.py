"""Places in an order: first, second, 네 번째, 3위: held against the order of the evidence's figures, or what its texts say."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from agents.verifier.claims import claim
from agents.verifier.context import listed
from agents.verifier.facts import Context, Fact
from agents.verifier.judging import Bench
from agents.verifier.marks import Mark, Name
from agents.verifier.reading import Reading, Sentence
from stockelper.types import Claim

_WORDS = {
    "첫": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "first": 1, "second": 2, "third": 3,
    "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "runner-up": 2, "처음": 1, "최초": 1,
    "선두": 1, "1등": 1,
}  # fmt: skip
_ORDINAL = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3})\s?(?:위(?!\s?(?:권|안|원))|번째)|(?<![가-힣])(?P<k>첫|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:번째|째(?=\s))"
    r"|(?<![가-힣])(?P<f>처음|최초|선두|첫(?=\s))|(?i:\b(?P<e>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|runner-up)\b"
    r"(?![\s-](?:fiscal\s|financial\s)?(?:quarters?|half|month|day|week|year|hours?|of\s(?:January|February|March|April|May|June|July|August|September|October|November|December))\b|\s(?:time|point|party|Point)))"
    r"|(?i:\bNo\.\s?(?P<no>\d{1,2})\b)|(?<![\d.,])(?P<th>\d{1,2})(?:st|nd|rd|th)(?=[\s-](?:largest|biggest|highest|lowest|most|best|worst|place|straight|consecutive))"
    r"|(?P<a>\d)·(?P<b>\d)위"
)
_MOST = re.compile(r"가장|최대|최고|최다|제일|\b(?:largest|biggest|highest|most|top|best)\b", re.IGNORECASE)
_FALLS = re.compile(
    r"하락|내린|내렸|떨어|낙폭|부진|저조|최하위|\b(?:worst|losers?|decliners?|fell|lowest|smallest|bottom)\b", re.IGNORECASE
)
_LEAST = 3
"""Companies from which on figures of one kind are a ranking."""


def ordinals(reading: Reading, bench: Bench, texts: Mapping[str, Reading]) -> Iterator[Claim]:
    """A claim for each place in an order that the evidence has otherwise."""
    rankings = list(rankings_of(bench.facts.facts))
    for sentence in reading.sentences:
        sources = _sources(sentence, bench, texts)
        for found in _ORDINAL.finditer(reading.text, sentence.start, sentence.end):
            n = _place(found)
            fine = place_of(reading, sentence, found.start(), rankings)
            wrong = n not in fine if fine else _is_unheard(n, sources)
            if wrong and not _inside(found, sentence):
                yield claim(reading, Mark(*found.span()), "number", False, "value", value=float(n))


def _place(found: re.Match[str]) -> int:
    number = found["n"] or found["no"] or found["th"] or found["b"]
    return int(number) if number else _WORDS[(found["k"] or found["f"] or found["e"]).lower()]


def _inside(found: re.Match[str], sentence: Sentence) -> bool:
    spans = (*sentence.own.names, *sentence.own.quotes)
    return any(span.start < found.end() and found.start() < span.end for span in spans)


def rankings_of(facts: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """Figures of one kind and time of several companies each, the highest first."""
    kinds: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        about = fact.context
        if fact.printed is None and about.keys and fact.unit in ("percent", "shares", "KRW", "USD"):
            if not any(key.startswith("INDEX:") for key in about.keys):
                kinds[_kind(fact, about)].append(fact)
    for group in kinds.values():
        if len(group) >= _LEAST and len({fact.context.keys for fact in group}) == len(group):
            yield sorted(group, key=lambda fact: -fact.signed_value)


def _kind(fact: Fact, about: Context) -> tuple[object, ...]:
    return fact.unit, about.tags, about.dates, about.windows and about.windows[0].span


def place_of(
    reading: Reading, sentence: Sentence, at: int, rankings: Sequence[Sequence[Fact]]
) -> frozenset[int]:
    """The places that the company beside an ordinal has in the rankings of returns; empty where it has none."""
    name = _beside(sentence, at)
    if name is None:
        return frozenset()
    falls = _FALLS.search(reading.text, sentence.start, sentence.end)
    places: set[int] = set()
    for ranking in rankings:
        if "return" not in ranking[0].context.tags and ranking[0].unit != "shares":
            continue
        order = list(reversed(ranking)) if falls and ranking[-1].signed_value < 0 else ranking
        places |= {i for i, fact in enumerate(order, 1) if fact.context.keys & name.keys}
    return frozenset(places)


def _beside(sentence: Sentence, at: int) -> Name | None:
    """The company that an ordinal is told of: the only one of its clause, else the nearest before it, else the next."""
    piece = next((p for p in sentence.pieces if p.start <= at < p.end), None)
    names = [n for n in listed(piece.own.names if piece else ()) if not n.index]
    names = names or [n for n in listed(sentence.own.names) if not n.index]
    before = [name for name in names if name.end <= at]
    return (before or names or [None])[-1 if before else 0]


def _sources(sentence: Sentence, bench: Bench, texts: Mapping[str, Reading]) -> Sequence[str]:
    """The texts that carry a sentence's figures, else all of them; none where structured values carry it."""
    facts = [item.match.fact for item in bench.of(sentence) if item.match.found and item.match.fact]
    if any(fact.printed is None for fact in facts):
        return ()
    plain = any(fact.printed is None for fact in bench.facts.facts)
    carrying = [texts[fact.evidence].text for fact in facts if fact.evidence in texts]
    return carrying or ([] if plain else [text.text for text in texts.values()])


def _is_unheard(n: int, sources: Sequence[str]) -> bool:
    """Whether texts that name places in an order, or what is most, do not name this one."""
    said = {place for text in sources for found in _ORDINAL.finditer(text) for place in _places(found)}
    return n > 1 and n not in said and (bool(said) or any(_MOST.search(text) for text in sources))


def _places(found: re.Match[str]) -> set[int]:
    return {int(found["a"]), int(found["b"])} if found["a"] else {_place(found)}
