"""Words of relation beside names, where the cited texts that have these names tell other relations alone.

A supplier told as a rival is wrong when every text about the two tells of supplies and none of rivalry. Patterns that tell
who stands on which side are in `relations`; here the words alone are weighed, so that a sector is no customer either.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from agents.verifier.claims import claim
from agents.verifier.listing import items
from agents.verifier.marks import Mark
from agents.verifier.reading import Reading, Sentence
from stockelper.types import Claim, Evidence

_TABLE: tuple[tuple[str, str], ...] = (
    ("supply", r"공급|납품|조달|벤더|협력사|협력\s?업체|\bsuppl(?:y|ies|ied|ier|iers|ying)\b|\bvendors?\b|\bprovid(?:es?|ed|ing)\b|\bsourc(?:es?|ed|ing)\b"),
    ("customer", r"고객|거래처|구매|\bcustomers?\b|\bclients?\b|\bbuyers?\b|\bbuys?\b"),
    ("rival", r"경쟁|라이벌|맞수|\bcompet\w*|\brival\w*"),
    ("partner", r"협력|제휴|파트너|공동|협약|MOU|\bpartner\w*|\bcollaborat\w*|\balliance\w*|\bjoint\b"),
    ("holder", r"주주|지분|보유|소유|투자|\b\w*holders?\b|\bstakes?\b|\bholds?\b|\bheld\b|\bowns?\b|\bowned\b|\binvest\w*|\d%|\d퍼센트"),
    ("subsidiary", r"자회사|종속|모회사|계열|그룹|\bsubsidiar\w*|\bparent\b|\baffiliat\w*|\bunits?\b"),
    ("sector", r"업종|섹터|산업군|\bsectors?\b|\bindustr(?:y|ies)\b|\bbelongs?\b"),
    ("leads", r"대표|이끄|이끌|회장|사장|최고경영자|CEO|\bleads?\b|\bled\b|\bchief\b|\bchair\w*|\bhead(?:s|ed)\b"),
    ("makes", r"만드|만들|제조|생산|제품|\bmakes?\b|\bmade\b|\bproduc\w*|\bmanufactur\w*"),
    ("sues", r"고소|제소|소송|\bsu(?:es?|ed|ing)\b|\blawsuits?\b|\blitigation\b"),
)  # fmt: skip
_ALSO = {
    "supply": {"customer", "partner"},
    "customer": {"supply"},
    "partner": {"supply"},
    "holder": {"subsidiary"},
    "subsidiary": {"holder"},
}
"""What may be called so as well: who supplies a company has it for a customer."""
_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _TABLE}
_ROLE = re.compile(
    r"(?P<supply>공급(?:사|업체|처|하는|합니다|한다|해)|납품|\bsuppliers?\sof\b|\bsupplies\b)|(?P<customer>고객사?[는은이]|거래처|\bcustomers\sof\b)"
    r"|(?P<rival>경쟁(?:사|업체|하는|합니다|한다)|\bcompetitors\sof\b|\bcompetes\swith\b|\brivals\sof\b)|(?P<partner>협력사|파트너사|\bpartners\sof\b|\bpartners\swith\b)"
    r"|(?P<holder>주주[는은이]|지분을\s보유|\bshareholders\sof\b|\bholds\s(?:a\s)?stakes?\b)|(?P<subsidiary>자회사|계열사|\bsubsidiaries\sof\b|\baffiliates\sof\b)"
    r"|(?P<sector>업종에\s속|\bbelongs\sto\sthe\ssector\b)|(?P<leads>이끄는\s사람|\bis\sled\sby\b)|(?P<sues>고소한|\bis\ssued\sby\b|\bsues\b)",
    re.IGNORECASE,
)  # fmt: skip
_SECTOR_DEALT = re.compile(
    r"업종에\s(?:공급|납품)|\b(?:supplies|competes\swith)\sthe\ssector\b", re.IGNORECASE
)
_LONGEST = 400
"""Characters of a text from which on it tells of more than one relation."""


def roles(reading: Reading, readings: Sequence[tuple[Evidence, Reading]]) -> Iterator[Claim]:
    """A claim for each word of relation that no text with the sentence's names bears out, while these texts tell of others."""
    for sentence in reading.sentences:
        every = _ROLE.finditer(reading.text, sentence.start, sentence.end)
        found = next((one for one in every if not sentence.quotes_or_names(one)), None)
        if found is None:
            continue
        said = {one.lastgroup or "" for one in _ROLE.finditer(reading.text, sentence.start, sentence.end)}
        dealt = _SECTOR_DEALT.search(reading.text, sentence.start, sentence.end)
        told_as = {also for one in said for also in (one, *_ALSO.get(one, set()))}
        told = _kinds(_about(reading, sentence, readings))
        wrong = told and (told.isdisjoint(told_as) or (dealt and told <= {"sector"}))
        if wrong or any(pair and pair.isdisjoint(told_as) for pair in _of_pairs(sentence, readings)):
            yield claim(reading, Mark(*found.span()), "name", False, "company")


def _kinds(texts: Iterable[str]) -> set[str]:
    return {kind for text in texts for kind, words in _PATTERNS.items() if words.search(text)}


def _of_pairs(sentence: Sentence, readings: Sequence[tuple[Evidence, Reading]]) -> Iterator[set[str]]:
    """The kinds of relation that short texts tell in the sentences with the first name and each of the others."""
    keys = list(dict.fromkeys(frozenset(name.keys) for name in sentence.own.names if name.keys))
    told = [
        (text.text[s.start : s.end], s)
        for _, text in readings
        if len(text.text) <= _LONGEST
        for s in text.sentences
    ]
    for other in keys[1:]:
        both = [said for said, s in told if _has(keys[0], said, s) and _has(other, said, s)]
        yield _kinds(both)


def _has(keys: frozenset[str], said: str, sentence: Sentence) -> bool:
    there = frozenset(key for name in sentence.own.names for key in name.keys)
    return not keys.isdisjoint(there) or any(_is_in(key, said) for key in keys)


def tells(kind: str, said: str) -> bool:
    """Whether words of a kind of relation (`rival`, `partner`, ...) stand in a sentence."""
    return _PATTERNS[kind].search(said) is not None


def _about(
    reading: Reading, sentence: Sentence, readings: Sequence[tuple[Evidence, Reading]]
) -> Iterator[str]:
    """The short cited texts that have the names of a sentence and of the list below it: two of them, or the only one."""
    names = [*sentence.own.names, *(name for item in items(reading, sentence) for name in item.own.names)]
    keys = list(dict.fromkeys(frozenset(name.keys) for name in names if name.keys))
    scored: list[tuple[int, str]] = []
    for item, text in readings:
        if len(text.text) > _LONGEST or not keys:
            continue
        there = frozenset(key for s in text.sentences for name in s.own.names for key in name.keys)
        there |= frozenset({item.security} if item.security else ())
        has = sum(not one.isdisjoint(there) or any(_is_in(key, text.text) for key in one) for one in keys)
        scored.append((has, text.text))
    most = max((has for has, _ in scored), default=0)
    least = min(2, len(keys)) if most < len(keys) else most
    yield from (text for has, text in scored if has >= least)


def _is_in(key: str, text: str) -> bool:
    return ":" not in key and key.strip() in text.lower()
