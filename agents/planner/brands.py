"""Companies by what they make or who leads them: "새우깡 만드는 집", "the company behind Ozempic", "버핏 회사".

A brand counts only beside words that ask for its maker, so that a question about the product stays one. The tables are
in `data/brands.toml`; what is found is put into the text as the company's code, which the resolver reads.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from agents.planner.lexicon import lowered, table
from stockelper.securities.folding import fold, folded
from stockelper.securities.names import Name, Names

_MAKES = "만드는|만든|만들던|만들고 있는|만들어 ?파는|파는|팔고 있는|운영하는|개발한|개발하는|내놓은|내놓는|출시한|찍어내는|가진|갖고 있는|거느린|소유한|보유한|유통하는|서비스하는|제작한|배급하는|낸"
_PLACES = "곳|회사|기업|업체|집|데|쪽|제약사|제약회사|게임사|제조사|개발사|운영사|유통사|기획사|소속사|상장사|모회사|본사|식품사|업자|주식|종목"
_OWN = "회사|제조사|제작사|모회사|본사|운영사|개발사|게임사|유통사|기획사|소속사|만드는 ?쪽|파는 ?쪽"
_RIGHT = re.compile(
    rf"(?:을|를|이|가|은|는|도|의)? ?(?:[가-힣]{{1,8}} )?(?:(?:{_MAKES}) ?(?:[가-힣a-z]{{1,8}} ){{0,3}}?[가-힣]{{0,6}}?(?:{_PLACES})(?:[이은는가을를의도]|에서|[랑와과]|한테|(?![가-힣]))|(?:의 ?)?(?:{_OWN})(?![가-힣]{{3}}))"
    r"|(?:s|'s|s')?[ -](?:makers?|owners?|parent company|parent|manufacturer|publisher|developer|company|people|folks|producer|operator|creator|firm|label|agency)(?![a-z])"
    r"|s? (?:are|is|come|comes) (?:all )?from (?:one|a|some|which|what) company"
)
_LEFT = re.compile(
    r"(?:(?:makers?|manufacturers?|owners?|parent|parent company|producers?|creators?|developers?|publishers?|operators?|sellers?|inventors?) of"
    r"|(?:company|companies|firm|outfit|people|folks|guys|business|studio|drug ?maker|drug company|lot|group|conglomerate|stock|ones?|makers?|label|agency) "
    r"(?:behind|that (?:makes?|owns?|runs?|sells?|invented|created|brews?|publish(?:es)?|develops?|built|builds?)|which (?:makes?|owns?|sells?)|who (?:makes?|owns?|runs?|sells?)|making|selling|owning|running)"
    r"|(?:who|whoever) (?:makes|owns|sells|brews|runs|builds|publishes|is behind)) (?:the |those |these |all those |all the |that )?$"
)
_ASKS = re.compile(
    rf"{_MAKES}|회사|제조사|모회사|본사|개발사|운영사|소속사|기획사|maker|owner|owning|parent|manufactur|publish|develop|company|firm|outfit|people|folks|behind|produc|creat|makes|making|sell|runs|label|agency|studio"
)
_TRADES = (
    "반도체|자동차|전기차|게임|엔터|투자|보험|식당|요리|외식|배터리|바이오|쇼핑|핀테크|데이터|프랜차이즈|커피"
)
_LED = re.compile(
    rf"(?: ?(?:아저씨|회장님?|의장|대표|형님?|씨|옹|할아버지|사장|창업자|교수))?(?:네|의|가|이)? ?(?:(?:이끄는|세운|만든|가진|창업한|운영하는|경영하는|하는|차린) )?(?:(?:{_TRADES}) ?)?(?:회사|기업|주식|종목)"
    r"|(?:'s|s'|s)? (?:(?:own|big|old|new|ev|car|electric|electric car|chip|gpu|software|insurance|games?|coffee|holding) ){0,2}(?:company|firm|outfit|conglomerate|car ?maker|automaker|chip ?maker|empire)(?![a-z])"
)
_BY = re.compile(
    r"(?:company|firm|outfit|conglomerate) (?:(?:that is |that's )?(?:run|led|founded|owned|headed|started|controlled|chaired) by) (?:mr\.? )?$"
)
_BEFORE = 60
"""Characters before a brand in which words that ask for its maker stand."""
_BOUND = re.compile("[가-힣a-z0-9]")


def makers_named(text: str, lower: str) -> str:
    """The text with the codes of companies in place of the phrases that describe them; `lower` is it in small letters."""
    for security, pattern in _described().items():
        if found := pattern.search(lower):
            return _put(text, found.start(), found.end(), security)
    if not _ASKS.search(lower):
        return text
    for start, end, security in _phrases(lower):
        meant = _put(text, start, end, security)
        return makers_named(meant, lowered(meant))
    return text


def brands_in(lower: str) -> set[str]:
    """The companies whose brands a text names, whatever it asks of them."""
    return {security for _, _, security in _found(lower, _brands())}


def _put(text: str, start: int, end: int, security: str) -> str:
    return f"{text[:start]}{security} {text[end:]}"


def _phrases(lower: str) -> Iterator[tuple[int, int, str]]:
    """Each phrase that asks for the company behind a brand or a person, with the company."""
    for names, right, left in ((_brands(), _RIGHT, _LEFT), (_people(), _LED, _BY)):
        for start, end, security in _found(lower, names):
            before = left.search(lower, max(0, start - _BEFORE), start)
            behind = right.match(lower, end)
            if before or behind:
                yield before.start() if before else start, behind.end() if behind else end, security


def _found(lower: str, names: Names) -> Iterator[tuple[int, int, str]]:
    """Where the names of a table stand as words of their own, the longest at each place."""
    text = folded(lower)
    at = 0
    while at < len(text.text):
        for end, name in names.starting(text.text, at):
            start, stop = text.span(at, end)
            if _stands_alone(lower, start, stop):
                yield start, stop, name.ids[0]
                at = end - 1
                break
        at += 1


def _stands_alone(lower: str, start: int, stop: int) -> bool:
    if start and _BOUND.match(lower[start - 1]):
        return False
    behind = lower[stop : stop + 1]
    return not (lower[stop - 1].isascii() and behind.isascii() and behind.isalnum() and behind != "s")


@cache
def _brands() -> Names:
    return _names("brands")


@cache
def _people() -> Names:
    return _names("people")


@cache
def _described() -> Mapping[str, re.Pattern[str]]:
    return {security: re.compile(str(said)) for security, said in table("brands")["described"].items()}


def _names(section: str) -> Names:
    listed = (
        (name, security)
        for security, names in table("brands")[section].items()
        for name in str(names).lower().replace(" ?", "").split("|")
    )
    return Names({fold(name): Name(name, (security,), 1, "nothing", False) for name, security in listed})
