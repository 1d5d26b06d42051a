"""Names that no listing has: capitalised phrases, Korean people with a title, Korean organisations."""

import re
from collections.abc import Iterator

from agents.verifier.english import is_english
from agents.verifier.marks import Other
from agents.verifier.ordinary import is_ordinary
from agents.verifier.words import COMMON, NOT_COMPANIES, NOT_PEOPLE

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿ"
_LATIN = re.compile(
    rf"(?<![\w$])[A-Z][{_LETTER}'’.&-]*[{_LETTER}](?:\s(?:(?:of|and|&|de|van|the)\s)?[A-Z][{_LETTER}'’.&-]*[{_LETTER}])*"
)
_TITLED = re.compile(
    r"(?<![가-힣])([가-힣]{2,4})\s?(?:(?:수석|총괄|명예|공동|각자|선임|책임|그룹|신임|전|현)\s?)?(?:부회장|회장|부사장|사장|대표(?:이사|(?!적|팀|작|단|곡|주|상품|기업|종목|브랜드))|전무|상무|연구위원|연구원|애널리스트|센터장|본부장|장관|의장|총재|이사장|위원장|교수|행장|최고[가-힣]{2,4}책임자|CEO|CFO|CTO|COO)"
)
_ORGANISATION = re.compile(
    r"(?<![가-힣A-Za-z])([가-힣A-Za-z&]{2,10}(?:증권|자산운용|은행|그룹|홀딩스|바이오|제약|전자|건설|중공업|생명|화재|캐피탈|로보틱스|소프트|게임즈|엔터테인먼트"
    r"|제철|물산|텔레콤|머티리얼즈|네트웍스|이노베이션|디스플레이|테크|모빌리티|케미칼|모터스))(?=[은는이가을를의와과도에로]|\s|[,.·)(]|$)"
)
_BETWEEN = re.compile(
    r"(?<![가-힣])([김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원][가-힣]{2})\s[가-힣A-Za-z&]{2,12}\s"
    r"(?:부회장|회장|부사장|사장|대표|연구원|애널리스트|행장|최고[가-힣]{2,4}책임자)"
)
_ENDED = re.compile(r"(?:[한된할인은는의을를로에고며과와던]|적)$")
_SUFFIX = re.compile(
    r"(?:ly|ing|tions?|ments?|ity|ness|ances?|ences?|ed|ical|ive|ous|able|ful|ward|wise|ism|ists?|ology|ers?)$"
)


_PLURAL = re.compile(r"[A-Z]{2,4}s")
"""An abbreviation of several things: SUVs, ETFs."""


def common(word: str) -> bool:
    """Whether a word is capitalised without naming anybody."""
    low = word.lower().strip(".'’-")
    low = low.removesuffix("'s").removesuffix("’s")
    if _PLURAL.fullmatch(word) or low.endswith("iest"):
        return True
    return low in COMMON or len(low) < 3 or (len(low) > 5 and bool(_SUFFIX.search(low)))


_BEGINNING = re.compile(r"(?:^|[.!?:;|\n•*>\"“‘(\[–—-])\s*$")
_JOINED = re.compile(r"\s[A-Z]")


def _begins_ordinary(text: str, found: re.Match[str], word: re.Match[str]) -> bool:
    """Whether a word has its capital from the beginning of a sentence alone: "Uncertainties remain", "Sales of Nokia"."""
    if word.start() or _JOINED.match(found[0], word.end()):
        return False
    before = text[max(0, found.start() - 4) : found.start()]
    return _BEGINNING.search(before) is not None and is_english(word[0])


def _runs(text: str, found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The stretches of a capitalised phrase that are not common words."""
    start = end = -1
    for word in re.finditer(r"\S+", found[0]):
        if not common(word[0]) and not _begins_ordinary(text, found, word):
            start = found.start() + word.start() if start < 0 else start
            end = found.start() + word.end()
        elif start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def korean_names(text: str) -> Iterator[re.Match[str]]:
    """Korean people with a title and Korean organisations, group 1 of each match."""
    for pattern, wrong in ((_TITLED, NOT_PEOPLE), (_BETWEEN, NOT_PEOPLE), (_ORGANISATION, NOT_COMPANIES)):
        for found in pattern.finditer(text):
            if found[1] not in wrong and not (pattern is _TITLED and _is_word(found[1])):
                yield found


def _is_word(said: str) -> bool:
    """Whether what stands before a title is an ordinary word with its ending: 위원회의 위원장."""
    return _ENDED.search(said) is not None and is_ordinary(said)


_NUMBERED = re.compile(
    r"^(?:Form|Schedule|Item|Section|Article|Rule|Phase|Level|Tier|Chapter|Note|Table|Exhibit|Annex)$"
)
_NUMBER = re.compile(r"\s(?:\d|[IVX]+\b|[A-Z]\b)")
"""Behind a kind of document or step: Form 4, Phase II."""


def capitalised(text: str) -> Iterator[tuple[int, int]]:
    """The spans of capitalised phrases without the common words at their ends and the possessive."""
    for found in _LATIN.finditer(text):
        if _NUMBERED.search(found[0]) and _NUMBER.match(text, found.end()):
            continue
        for start, end in _runs(text, found):
            run = text[start:end].removesuffix("'s").removesuffix("’s")
            yield start, start + len(run)


def others(text: str) -> Iterator[Other]:
    """Every name that is told by its looks alone. Listed companies are among them."""
    for found in korean_names(text):
        yield Other(found.start(1), found.end(1), frozenset({found[1]}))
    for start, end in capitalised(text):
        yield Other(start, end, frozenset(re.findall(r"\w+", text[start:end].lower())))
