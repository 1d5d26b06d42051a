"""Names in a text: listed companies by the resolver, indices, and what looks like a name that no listing has."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from agents.verifier.marks import Name
from agents.verifier.words import COMMON, NOT_COMPANIES, NOT_PEOPLE
from stockelper.securities.resolver import Resolver

_INDICES: tuple[tuple[str, str], ...] = (
    ("INDEX:KS200", r"코스피\s?200|(?i:\bkospi\s?200\b)"),
    ("INDEX:KS11", r"코스피(?!\s?(?:상장|시장에?\s?상장))|(?i:\bkospi\b)"),
    ("INDEX:KQ11", r"코스닥(?!\s?(?:상장|시장에?\s?상장))|(?i:\bkosdaq\b)"),
    ("INDEX:SPX", r"S&P\s?(?:500)?(?!\s?Global)|에스앤피\s?500"),
    ("INDEX:NDX", r"(?i:\bnasdaq(?:[\s-]100|\scomposite)\b)|나스닥(?!\s?상장)"),
    ("INDEX:DJI", r"(?i:\bdow\s?jones\b)|\bthe\sDow\b|다우\s?(?:존스|지수)"),
)
_INDEX = re.compile("|".join(f"(?P<i{i}>{p})" for i, (_, p) in enumerate(_INDICES)))
_LATIN = re.compile(
    r"(?<![\w$])[A-Z][A-Za-z'’.&-]*[A-Za-z](?:\s(?:(?:of|and|&|de|van|the)\s)?[A-Z][A-Za-z'’.&-]*[A-Za-z])*"
)
_TITLED = re.compile(
    r"(?<![가-힣])([가-힣]{2,4})\s?(?:부회장|회장|부사장|사장|대표(?:이사)?|전무|상무|연구위원|연구원|애널리스트|센터장|본부장|장관|의장|총재|이사장|위원장|교수|행장|최고[가-힣]{2,4}책임자|CEO|CFO|CTO|COO)"
)
_ORGANISATION = re.compile(
    r"(?<![가-힣A-Za-z])([가-힣A-Za-z&]{2,10}(?:증권|자산운용|은행|그룹|홀딩스|바이오|제약|전자|건설|중공업|생명|화재|캐피탈|로보틱스|소프트|게임즈|엔터테인먼트"
    r"|제철|물산|텔레콤|머티리얼즈|네트웍스|이노베이션|디스플레이|테크|모빌리티|케미칼|모터스))(?=[은는이가을를의와과도에로]|\s|[,.·)(]|$)"
)
_BETWEEN = re.compile(
    r"(?<![가-힣])([김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원][가-힣]{2})\s[가-힣A-Za-z&]{2,12}\s"
    r"(?:부회장|회장|부사장|사장|대표|연구원|애널리스트|행장|최고[가-힣]{2,4}책임자)"
)
_CODE = re.compile(r"\s?\(([0-9A-Z.]{1,6})\)")
_AKIN = 80.0
_LENGTH = re.compile(r"\d{1,2}M\s?(?:return|수익률|change|perf|vol|변동|\||:)", re.IGNORECASE)
_SUFFIX = re.compile(
    r"(?:ly|ing|tions?|ments?|ity|ness|ances?|ences?|ed|ical|ive|ous|able|ful|ward|wise|ism|ists?|ology|ers?)$"
)


def _everyday(text: str) -> bool:
    """Whether a ticker is only a word here: "on", "Apr"."""
    return not text.isupper() and (
        text.lower() in COMMON or (text.islower() and len(text) < 5 and text.isascii())
    )


@lru_cache(maxsize=4096)
def _resolved(resolver: Resolver, line: str) -> tuple[Name, ...]:
    """The companies of one line. The resolver counts in the normalised line: each is found again in this one."""
    names: list[Name] = []
    at = 0
    for mention in resolver.written(line):
        start = line.find(mention.text, at)
        if start >= 0 and not _everyday(mention.text) and not _LENGTH.match(line, start):
            at = start + len(mention.text)
            own = _by_code(line, at, mention.candidates, resolver)
            names.append(Name(start, at, frozenset(own)))
    return tuple(names)


def _by_code(line: str, at: int, candidates: Sequence[str], resolver: Resolver) -> Sequence[str]:
    """What the code in brackets behind a name says, where several share the name: Under Armour (UA)."""
    code = _CODE.match(line, at)
    coded = [f"{one.partition(':')[0]}:{code[1]}" for one in candidates] if code else []
    known = [one for one in coded if one in candidates or _akin(one, candidates, resolver)]
    return known[:1] or candidates


def _akin(one: str, candidates: Sequence[str], resolver: Resolver) -> bool:
    """Whether a code is that of another share of a company: their names are alike."""
    coded, others = resolver.listing.get(one), map(resolver.listing.get, candidates)
    return coded is not None and any(fuzz.ratio(coded.name, other.name) >= _AKIN for other in others if other)


def _companies(text: str, resolver: Resolver) -> Iterator[Name]:
    for line in re.finditer(r"[^\n]+", text):
        for name in _resolved(resolver, line[0]):
            yield Name(line.start() + name.start, line.start() + name.end, name.keys)


def _indices(text: str) -> Iterator[Name]:
    for found in _INDEX.finditer(text):
        key = _INDICES[int((found.lastgroup or "i0")[1:])][0]
        yield Name(found.start(), found.end(), frozenset({key}), index=True)


def _apart(names: Sequence[Name], start: int, end: int) -> bool:
    return all(name.end <= start or end <= name.start for name in names)


def listed(text: str, resolver: Resolver) -> list[Name]:
    """Companies of the listing and indices, in order."""
    indices = list(_indices(text))
    names = [name for name in _companies(text, resolver) if _apart(indices, name.start, name.end)]
    return sorted([*indices, *names], key=lambda name: name.start)


def fold(text: str) -> str:
    """A text as its words between single spaces, folded, Hangul apart from Latin: what names are looked up in."""
    words = re.sub(r"[^\w]+|_", " ", text.lower())
    return f" {re.sub(r'(?<=[a-z0-9])(?=[가-힣])', ' ', words)} "


def _common(word: str) -> bool:
    low = word.lower().strip(".'’-")
    low = low.removesuffix("'s").removesuffix("’s")
    return low in COMMON or len(low) < 3 or (len(low) > 5 and bool(_SUFFIX.search(low)))


def _known(run: str, sources: str) -> bool:
    folded = fold(run)
    return folded in sources or all(f" {word} " in sources for word in folded.split() if word != "s")


def _heading(text: str, start: int, end: int) -> bool:
    """Whether the span stands in a heading, a table's head or a label: there words have capitals anyway."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)].strip()
    after = text[end : end + 3]
    if line.startswith("#") or line.count("|") >= 2 or (line.startswith("**") and line.endswith(("**", ":"))):
        return True
    return "**" in text[max(0, start - 3) : start] and ("**" in after or ":" in after)


def _runs(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The stretches of a capitalised phrase that are not common words."""
    start = end = -1
    for word in re.finditer(r"\S+", found[0]):
        if not _common(word[0]):
            start = found.start() + word.start() if start < 0 else start
            end = found.start() + word.end()
        elif start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _latin(text: str, sources: str) -> Iterator[Name]:
    for found in _LATIN.finditer(text):
        for start, end in _runs(found):
            run = text[start:end].removesuffix("'s").removesuffix("’s")
            end = start + len(run)
            if _known(run, sources):
                yield Name(start, end, frozenset({fold(run)}))
            elif not (run.isupper() and len(run) < 6) and not _heading(text, start, end):
                yield Name(start, end, frozenset())


def _korean(text: str, sources: str) -> Iterator[Name]:
    for pattern, wrong in ((_TITLED, NOT_PEOPLE), (_BETWEEN, NOT_PEOPLE), (_ORGANISATION, NOT_COMPANIES)):
        for found in pattern.finditer(text):
            run = found[1]
            if run not in wrong:
                known = run in sources
                yield Name(found.start(1), found.end(1), frozenset({run} if known else ()))


def unlisted(text: str, sources: str, taken: Sequence[Name]) -> list[Name]:
    """Names besides the listed ones; without keys where no evidence has them. `sources` is folded evidence."""
    names: list[Name] = list(taken)
    for name in (*_korean(text, sources), *_latin(text, sources)):
        if _apart(names, name.start, name.end):
            names.append(name)
    return names[len(taken) :]
