"""People in a sentence, found by the titles beside their names and, in Korean, by surname and length."""

import re
from collections.abc import Iterator

from kg.extraction.lexicon import lexicon
from kg.extraction.records import Mention, Spotted

_TITLE = (
    "(?:명예회장|부회장|회장|대표이사 사장|대표이사|공동대표|각자대표|대표|부사장|사장|최고경영자|최고재무책임자|최고기술책임자|CEO|CFO|COO|CTO|의장|총괄|부문장|본부장|전무|상무|사외이사|이사"
    "|은행장|부행장|행장|실장|법인장|창업자|원장|총수|씨|연구원|애널리스트)"
)
_OF_MAKING = re.compile(
    r"선임|취임|내정|발탁|임명|선출|연임|물러|사임|사퇴|퇴임|승진|교체|추대|영입|새 대표|신임|대표이사|CEO|대표에|수장|사령탑|지휘봉|이끌|이끈|이끄|경영을|의장|의장봉|회장|지휘|키를|키가|총괄|대표직|내려놓|내려놨|용퇴|하차|바통|총수|창업주|창업자|대표\s?체제|법인장|대표로|대표를|CEO로"
)
_WORD = re.compile(
    r"(?<![가-힣A-Za-z])(?P<name>[가-힣]{2,4}?)(?=(?:\s?\([^)]*\))?(?:\s(?:전|현|신임)?\s?"
    + _TITLE
    + r"|"
    + _TITLE
    + r"|을|를|이|가|은|는|씨|의|으로|로|에게|다|도|와|과|,|·|—|\s|$))"
)
_ENGLISH_TITLE = (
    r"(?:(?:[Nn]ew|[Ff]ormer|[Cc]o-|[Ii]nterim|[Oo]utgoing|[Ii]ncoming|[Vv]ice|[Ll]ongtime)\s?)*(?:CEO|CFO|COO|CTO|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|[Cc]hief (?:[Ff]inancial|[Oo]perating|[Tt]echnology) [Oo]fficer"
    r"|[Cc]hair(?:man|woman|person)?|[Pp]resident|[Mm]anaging [Dd]irector|[Ff]ounder|[Bb]oss|[Cc]hief,?|[Vv]eteran|[Ee]xecutive|Mr\.|Ms\.|Mrs\.|Dr\.|[Aa]nalyst|[Bb]illionaire|[Ii]nvestor)"
)
_ENGLISH_NAME = r"[A-Z][a-zA-Z'’.-]+(?:\s(?:[A-Z]\.\s)?(?:[a-z]{2,3}\s)?[A-Z][a-zA-Z'’-]+){1,2}|[A-Z][a-z]+-[a-z]+ [A-Z][a-z]+"
_TITLED = re.compile(rf"{_ENGLISH_TITLE},?\s(?P<name>{_ENGLISH_NAME})")
_VERBED = re.compile(
    rf"\b(?:appoint(?:ed|s)?|nam(?:ed|es)|promot(?:ed|es)|install(?:ed|s)|brought|br(?:ings)|lur(?:ed|es)|poach(?:ed|es)|recruit(?:ed|s)|welcom(?:ed|es)|elect(?:ed|s)|hir(?:ed|es)|tapp(?:ed)|taps|pick(?:ed|s)|elevat(?:ed|es)|replac(?:ed|es|ing)|succeed(?:ed|s|ing)?|oust(?:ed|s)|veteran|replaced by|succeeded by|(?:led|chaired|headed|helmed|run|founded|steered) by|(?:reins|helm|job|baton|keys) to|goes to)\s(?:[a-z-]+\s){{0,4}}?(?P<name>{_ENGLISH_NAME})"
)
_BEFORE = re.compile(
    rf"(?P<name>{_ENGLISH_NAME})(?=,? (?:\d\d,|(?:has been|was|is|will be|had been) (?:named|appointed|elected|promoted|chosen|set to)|will (?:become|succeed|take over|replace|step)|steps? down|stepped down|resigned|(?:has |had )?(?:begun|started|begins|starts|taken|takes|took) (?:work|office|over|the (?:job|post|role|helm|reins|top))|in as |joins as |becomes?\b|became|takes? over|took over|to (?:succeed|replace|become)|who |(?:runs|ran|chairs|heads|leads|steers|helms|has (?:run|led|chaired|steered|headed)|at the (?:helm|wheel|controls)|in the top job)\b|(?:the |its |a )?(?:[a-z]+ ){{0,3}}(?:chief|chair|president|CEO|head|executive|boss|founder)\b|as (?:its |the )?(?:new |next )?(?:chief|chair|president|CEO|head)))"
)


_OF_FIRM = re.compile(
    rf"\b(?:chief|head|boss|executive|officer|president|chair(?:man|woman)?|CEO|CFO) (?:of|at) [A-Z][^,.;]{{2,40}}, (?P<name>{_ENGLISH_NAME}),"
)
"""Whom an office behind which the company stands belongs to: the finance chief of ▢, ▢ ▢, will retire."""
_FULL = 3
"""Syllables of a Korean name as most are written."""


def people(text: str, taken: frozenset[int]) -> Iterator[Spotted]:
    """Everybody named outside the places that are `taken`."""

    for start, name in (*_korean(text, taken), *_english(text)):
        if taken.isdisjoint(range(start, start + len(name))):
            yield Spotted(start, start + len(name), Mention(name, "person"))


def _holds_word(name: str) -> bool:
    """Whether a would-be name is a word of the rules with an ending: 선임했."""
    words = lexicon()
    return name in words.korean_words or name[:2] in words.korean_words or name[:2] in words.korean_vocabulary


def _beside_firm(text: str, at: int, taken: frozenset[int]) -> bool:
    """Whether a company and then a title follow: 오세민 ⟦company⟧ 대표."""
    start = at = at + 1
    while at in taken:
        at += 1
    return at > start and re.match(rf"\s?(?:그룹\s)?{_TITLE}", text[at:]) is not None


def _skipped(text: str, at: int) -> int:
    """Where a name's company would begin: behind 전, 현, 신임."""
    match = re.match(r"\s(?:전|현|신임)(?=\s)", text[at:])
    return at + match.end() if match else at


def _korean(text: str, taken: frozenset[int]) -> Iterator[tuple[int, str]]:
    making = _OF_MAKING.search(text) is not None
    for match in _TITLE_FIRST.finditer(text):
        if lexicon().korean_person.fullmatch(match["name"]) and match["name"] not in lexicon().korean_words:
            yield match.start("name"), match["name"]
    for match in _WORD.finditer(text):
        name = match["name"]
        if not lexicon().korean_person.fullmatch(name) or name in lexicon().korean_words:
            continue
        after = text[match.end() :]
        titled = re.match(rf"(?:\s?\([^)]*\))?\s?(?:전|현|신임)?\s?{_TITLE}(?![가-힣]*(?:협약|계약))", after)
        beside = titled or _beside_firm(text, _skipped(text, match.end()), taken)
        if _holds_word(name) and not (beside and len(name) == _FULL and name[-1] != "에"):
            continue
        if beside or (
            making
            and len(name) == _FULL
            and re.match(
                r"(?:\s?\([^)]*\))?(?:을|를|이|가|은|는|씨|으로|로|에게|이?다\b|이라고|도|와|과)[\s.,]|$|—|…|,\s?(?:신임|새)|·|\s전\s|\s(?:선임|내정|취임|발탁|임명|낙점|영입|물러|사임|사퇴|용퇴|체제|단독대표|각자대표|공동대표)",
                after,
            )
        ):
            yield match.start("name"), name


_TITLE_FIRST = re.compile(
    r"(?:(?:각자|공동|단독)?대표(?:이사)?(?:\s?(?:사장|회장|부회장))?|사장|회장|CEO|최고경영자(?:\(CEO\))?|행장|의장|수장|사령탑|창업자|창업주|총수)(?:인|이자)?\s(?P<name>[가-힣]{3})"
    r"(?=\s*(?:$|[,.;◇△▲/)…—·])|[은는이가을를의]\s|(?:으로|로|와|과|도)\s|\s(?:씨|체제|등|선임|내정|취임|물러|사임|사퇴|퇴임))"
)
"""As in lists of appointments: 대표이사 사장 ○○○."""


def _english(text: str) -> Iterator[tuple[int, str]]:
    words = lexicon().english_words
    for pattern in (_TITLED, _VERBED, _BEFORE, _OF_FIRM):
        for match in pattern.finditer(text):
            start, parts = match.start("name"), re.sub(r"['’]s$", "", match["name"]).split(" ")
            while parts and parts[0].lower() in words:
                start += len(parts.pop(0)) + 1
            while parts and parts[-1].lower() in words:
                parts.pop()
            if len(parts) >= 2:
                yield start, " ".join(parts)
