"""Places in an order: first, second, 네 번째, 3위: held against the order of the evidence's figures, or what its texts say."""

import re
from collections.abc import Iterator, Mapping, Sequence

from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.marks import Mark
from agents.verifier.rankings import place_of, rankings_of, told_places
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
_ANY = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b", re.IGNORECASE)
_MOST = re.compile(r"가장|최대|최고|최다|제일|\b(?:largest|biggest|highest|most|top|best)\b", re.IGNORECASE)


def ordinals(reading: Reading, bench: Bench, texts: Mapping[str, Reading]) -> Iterator[Claim]:
    """A claim for each place in an order that the evidence has otherwise."""
    rankings = list(rankings_of(bench.facts.facts))
    for sentence in reading.sentences:
        sources = _sources(sentence, bench, texts)
        for found in _ORDINAL.finditer(reading.text, sentence.start, sentence.end):
            n = _place(found)
            fine = place_of(reading, sentence, found.start(), rankings)
            wrong = n not in fine if fine else _is_unheard(n, sources)
            wrong = wrong and n not in told_places(sentence, bench) and not _among_others(reading.text, found)
            if wrong and not sentence.quotes_or_names(found):
                yield claim(reading, Mark(*found.span()), "number", False, "value", value=float(n))


_OTHER_BEFORE = re.compile(r"\d\s?위(?:와|과|·|,|\s?[-~/])\s?$")
_OTHER_BEHIND = re.compile(r"(?:와|과|·|,|\s?[-~/])\s?\d{1,2}\s?위")


def _among_others(text: str, found: re.Match[str]) -> bool:
    """Whether a place is told beside another, of no company: what lies between 1위 and 3위."""
    before = text[max(0, found.start() - 8) : found.start()]
    return bool(_OTHER_BEFORE.search(before) or _OTHER_BEHIND.match(text, found.end()))


def _place(found: re.Match[str]) -> int:
    number = found["n"] or found["no"] or found["th"] or found["b"]
    return int(number) if number else _WORDS[(found["k"] or found["f"] or found["e"]).lower()]


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
    said |= {_WORDS[found[0].lower()] for text in sources for found in _ANY.finditer(text)}
    return n > 1 and n not in said and (bool(said) or any(_MOST.search(text) for text in sources))


def _places(found: re.Match[str]) -> set[int]:
    return {int(found["a"]), int(found["b"])} if found["a"] else {_place(found)}
