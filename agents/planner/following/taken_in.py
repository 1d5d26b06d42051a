"""Names of companies that a turn takes into the question before, told as short as a conversation does: "Add Monster", "몬스터도 추가".

They are read as in a question about shares; a name that no listing knows, or that several share, is asked back about.
"""

import re
from collections.abc import Sequence
from itertools import islice

from agents.planner import clarify
from agents.planner.following.short_names import is_word
from agents.planner.lexicon import details
from stockelper.securities.resolver import Mention, Resolver
from stockelper.types import Kind, Language, Plan

_LONGEST = 50
"""Letters that such a turn has at most."""
_SHOWN = 5
_LEAST = 4
"""Letters of the first word of a name that it is called by."""
_EN = re.compile(
    r"^(?:(?:and|then|also|now|please|just|ok|okay|but|let's|can you|could you|can we|could we),? )*(?:add|include|throw in|put in|bring in|plus|toss in)(?: in)? (?P<names>[^?.!]{2,40}?)"
    r"(?: (?:too|as well|also|please|in|stock|shares|now|(?:in)?to (?:it|that|this|the (?:list|comparison|mix|chart|table)|them)|there|here))*[\s?.!]*$",
    re.IGNORECASE,
)
_KO = re.compile(
    r"^(?:(?:그럼|그러면|그리고|거기에|여기에|거기다|여기다|이번엔|또) )*(?P<names>[가-힣A-Za-z&.,· ]{2,30}?)(?:까지|도|을|를)? ?(?:같이 ?|함께 ?)?(?:좀 ?)?(?:추가|포함|넣어|더해|끼워|껴|얹어)\S*(?: ?(?:줘|줘요|주세요|줄래|봐|보자|서|비교|해 ?줘))*[\s?.!]*$"
)
_KO_TOO = re.compile(r"^(?:(?:그럼|그러면|그리고) )?(?P<names>[가-힣A-Za-z&]{2,12})도[\s?.!]*$")
_BETWEEN = re.compile(
    r"\s*(?:,|·|&|(?<![a-z])and(?![a-z])|하고|이랑|(?<=[가-힣]{2})[랑와과](?= ))\s*", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"(?:^|(?<=\s))(?:the|a|an|its|their|my|some|more|other|another|all|one|both|it|that|this|me|to)(?=\s|$)|뉴스|차트|그래프|실적|배당|전망|기간|지표|설명|종목|회사|기업|하나|그것|이것|다른|news|charts?|dividends?|earnings|outlook|forecast|details?|years?|months?|weeks?|days?|index|sector",
    re.IGNORECASE,
)
"""What is taken in is something else than a company."""
_OF_NOBODY: tuple[tuple[Kind, ...], ...] = (("out_of_scope",), ("help",))


def whole_names(text: str, resolver: Resolver) -> str:
    """The turn with the whole names of the companies that it takes in; as it is where it takes none in."""
    found = _frame(text)
    if found is None:
        return text
    parts = _BETWEEN.split(found["names"])
    mentions = [_as_a_share(part, resolver) for part in parts]
    known = [
        resolver.listing.get(m.candidates[0]) if m and len(m.candidates) == 1 else None for m in mentions
    ]
    if not all(known):
        return text
    names = ", ".join(one.name for one in known if one)
    # the verb in small letters: beside a capital one it would be read as part of the name
    lead = text[: found.start("names")].lower()
    return f"{lead}{names}{text[found.end('names') :]}"


def asked_whom(made: Plan, text: str, anchor: Plan | None, resolver: Resolver, language: Language) -> Plan:
    """The plan of a turn, with the question which company is meant where one was to be taken in and nothing was read."""
    found = _frame(text)
    if found is None or anchor is None or not anchor.securities or made.kinds not in _OF_NOBODY:
        return made
    unread = [part for part in _BETWEEN.split(found["names"]) if part]
    several = next(
        (m for m in (_as_a_share(part, resolver) for part in unread) if m and len(m.candidates) > 1), None
    )
    asking = clarify.which(several, resolver, language) if several else clarify.unlisted(unread, language)
    return anchor.model_copy(
        update={"question": text, "language": language, "clarify": asking, "specialists": ()}
    )


def _frame(text: str) -> re.Match[str] | None:
    """The names that a turn takes in; None where it takes in anything else, such as a figure."""
    if len(text) > _LONGEST:
        return None
    found = next((m for said in (_EN, _KO, _KO_TOO) if (m := said.match(text.strip()))), None)
    if found is None or _NO_NAME.search(found["names"]) or _is_a_figure(found["names"]):
        return None
    return None if is_word(found["names"]) else found


def _is_a_figure(names: str) -> bool:
    lower = names.lower()
    return any(pattern.search(lower) for pattern in details("measures").values())


def _as_a_share(name: str, resolver: Resolver) -> Mention | None:
    """The company that a name alone means in a question about shares; by its first word where only one begins so."""
    behind = " 주가" if re.search("[가-힣]", name) else " stock price"
    mentions: Sequence[Mention] = resolver.resolve(f"{name}{behind}", of_stocks=True).mentions
    whole = [m for m in mentions if m.text.strip().lower() == name.lower()]
    return whole[0] if len(whole) == 1 else _begun_so(name, resolver)


def _begun_so(name: str, resolver: Resolver) -> Mention | None:
    """The companies whose names begin with a word that means none of them by itself: "United"."""
    begins = f"{name.lower()} "
    if len(begins) <= _LEAST:
        return None
    found = (
        one.id
        for one in resolver.listing.records()
        if f"{one.name_en or one.name} ".lower().startswith(begins)
    )
    candidates = tuple(islice(found, _SHOWN))
    return Mention(0, len(name), name, candidates, "alias") if candidates else None
