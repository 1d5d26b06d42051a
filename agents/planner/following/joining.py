"""A turn that takes a company into the question before it, or out of it: "제주항공도 추가해줘", "drop United"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from stockelper.securities.resolver import Mention, Resolver
from stockelper.types import Kind, Language, Measure, Plan

_LONGEST = 70
"""Letters that such a turn has at most."""
_KO = re.compile(
    r"(?P<add>추가(?! ?(?:매수|상승|하락|조정|금|로 ?(?:오|내|떨)))|넣어|더해|포함|끼워|얹어|붙여 ?(?:줘|서)|같이 ?(?:봐|보여|비교|넣|해)|함께 ?(?:봐|보여|비교|넣|해))"
    r"|(?P<drop>빼(?! ?곤)|제외|제거|지우|지워|없애|삭제)"
)
_EN = re.compile(
    r"(?:^|[,.;!?] ?|(?<![a-z])(?:and|then|also|now|please|just|ok|okay|but|let's|can you|could you|can we|could we) )(?:(?P<add>add|include|throw in|put in|bring in|plus|also with|together with|along with)|(?P<drop>drop|ditch|scrap|delete|kick out|remove|exclude|without|leave out|take out|take away|get rid of|minus|forget(?: about)?|skip|lose))(?![a-z])"
)
_SWAPPED = re.compile(
    r"(?<![a-z])(?:swap|replace|switch|exchange|substitute|change)(?: out)? (?:the )?□ (?:for|with|to|by) (?:the )?□"
    r"|□(?:을|를|은|는)? ?(?:대신(?:에)?|말고|빼고|아니고|아니라|지우고) ?□"
    r"|□(?:을|를) ?□(?:으로|로) ?(?:바꿔|바꾸|교체|변경)"
    r"|(?<![a-z])(?:not|instead of|rather than) □,? (?:but |use |try )?□"
)
"""The first company gives its place to the second; and the other way round in `_SWAPPED_BACK`."""
_SWAPPED_BACK = re.compile(r"□,? (?:instead of|rather than|in place of|not) □")
_CLIPPED = re.compile(r"(?P<name>[가-힣A-Z]{2,})(?=(?:은|는|을|를)? ?(?:빼|제외|지우|지워|없애|삭제|말고))")
"""A name, or the beginning of one, that is taken out."""
_FILLER = re.compile(
    r"거기에?다?가?|여기에?다?가?|이번엔|이번에는|그럼|그러면|그리고|아니|미안|목록|리스트|비교|다시|그냥|이제|하나|회사|종목|결과|추가|포함|제외|제거|삭제|교체|변경|대신에?|말고|같이|함께|까지|이랑|하고|에서|으로|시켜|보여|주세요|줄래|달라|보면|볼래|어때|해|넣|더|끼|껴|얹|붙|빼|지우|지워|없애|바꿔|바꾸|[도랑와과은는을를이가에만좀또줘봐서고요면까자어여줄로구기한번]"
    r"|(?<![a-z])(?:and|also|please|pls|plz|can|could|would|you|we|i|to|in|into|the|it|that|this|too|as|well|list|comparison|compare|chart|table|mix|now|then|ok|okay|just|let|let's|lets|me|from|of|out|off|up|here|there|instead|place|for|with|by|not|but|use|try|one|rather|than|again|show|add|include|throw|put|bring|plus|together|along|drop|ditch|scrap|delete|kick|remove|exclude|without|leave|take|away|get|rid|minus|forget|about|skip|lose|swap|replace|switch|exchange|substitute|change|s)(?![a-z])"
)
_ELSEWHERE = re.compile(
    r"관심|포트|포폴|계좌|보유|알림|주문|매수|매도|watch ?list|portfolio|account|position|holding|alert|order|shares|\$ ?\d|\d ?[십백천만억]* ?(?:원|달러|불|주)(?![가-힣])|만 ?원"
)
"""Speaks of a list that somebody keeps, not of what was asked."""
_GAUGES: frozenset[Measure] = frozenset({"rsi", "sma", "macd", "bollinger", "cross"})
_JOINABLE: frozenset[Kind] = frozenset(
    {
        "quote",
        "technical",
        "compare",
        "fundamentals",
        "news",
        "outlook",
        "explain_move",
        "backtest",
        "relations",
    }
)
_NOW = "default"


def edited(text: str, before: Plan | None, resolver: Resolver, language: Language) -> Plan | None:
    """The plan before with companies more or fewer; None where the turn names none that it takes in or out."""
    if before is None or not _can_be_edited(before) or len(text) > _LONGEST:
        return None
    text, lower = (said := _with_whole_names(text, before, resolver)), said.lower()
    mentions = [_of_the_thread(m, before) for m in resolver.resolve(text, of_stocks=True).mentions]
    if not mentions or _ELSEWHERE.search(_between(lower, mentions)):
        return None
    if _says_more(lower, mentions):
        return None
    if swapped := _swapped(lower, mentions, before):
        return _of(before, swapped).model_copy(update={"question": text, "language": language})
    added, dropped = ([m for m in mentions if _said_of(m, lower) == what] for what in ("add", "drop"))
    sure = all(len(m.candidates) == 1 for m in mentions)
    if not sure or len(added) + len(dropped) != len(mentions):
        return None
    kept = [one for one in before.securities if one not in _ids(dropped)]
    securities = tuple(dict.fromkeys((*kept, *_ids(added))))
    if not securities or securities == before.securities:
        return None
    return _of(before, securities).model_copy(update={"question": text, "language": language})


def _swapped(lower: str, mentions: Sequence[Mention], before: Plan) -> tuple[str, ...]:
    """The securities with one of them replaced by another company; none where a turn replaces nothing of them."""
    if len(mentions) != 2 or any(len(m.candidates) != 1 for m in mentions):
        return ()
    masked = _between(lower, mentions, "□")
    first, second = _ids(mentions)
    if _SWAPPED_BACK.search(masked):
        first, second = second, first
    elif not _SWAPPED.search(masked):
        return ()
    fits = first in before.securities and second not in before.securities
    return tuple(second if one == first else one for one in before.securities) if fits else ()


def _says_more(lower: str, mentions: Sequence[Mention]) -> bool:
    """Whether a turn says anything beside whom it takes in or out."""
    return any(letter.isalnum() for letter in _FILLER.sub(" ", _between(lower, mentions)))


def _can_be_edited(plan: Plan) -> bool:
    return bool(plan.securities) and not plan.clarify and plan.kinds[0] in _JOINABLE


def _with_whole_names(text: str, before: Plan, resolver: Resolver) -> str:
    """The turn with the whole name of a company before that is taken out by the beginning of it ("하나 빼고")."""
    said = _CLIPPED.match(text)
    known = (resolver.listing.get(one) for one in before.securities)
    fits = [one.name for one in known if said and one and one.name.startswith(said["name"])]
    return f"{fits[0]}{text[said.end('name') :]}" if said and len(fits) == 1 else text


def _of_the_thread(mention: Mention, before: Plan) -> Mention:
    """A name that several companies share, held to the one of them that was just spoken of."""
    there = tuple(one for one in mention.candidates if one in before.securities)
    return replace(mention, candidates=there) if len(there) == 1 else mention


def _between(lower: str, mentions: Sequence[Mention], sign: str = " ") -> str:
    """The text with a sign for each of the names."""
    for mention in reversed(mentions):
        lower = f"{lower[: mention.start]}{sign}{lower[mention.end :]}"
    return lower


def _ids(mentions: Sequence[Mention]) -> list[str]:
    return [mention.candidates[0] for mention in mentions]


def _said_of(mention: Mention, lower: str) -> str | None:
    """What is done with a company: by the nearest verb behind it in Korean, before it in English."""
    if behind := _KO.search(lower, mention.end):
        return behind.lastgroup
    said = list(_EN.finditer(lower, 0, mention.start))
    return said[-1].lastgroup if said else None


def _of(before: Plan, securities: tuple[str, ...]) -> Plan:
    """The plan for other securities: one figure of several over a stretch is a comparison, of one it is none."""
    return before.model_copy(
        update={
            "securities": securities,
            "kinds": _kinds(before, len(securities)),
            "listed": (),
            "ranked": (),
        }
    )


def _kinds(before: Plan, count: int) -> tuple[Kind, ...]:
    first, figures = before.kinds[0], set(before.measures)
    if first == "compare" and count == 1:
        main: Kind = (
            "fundamentals"
            if "fundamentals" in before.specialists
            else "technical"
            if figures & _GAUGES
            else "quote"
        )
        return (main, *before.kinds[1:])
    over_a_stretch = before.window is not None and before.window.label != _NOW
    if first == "quote" and count > 1 and over_a_stretch:
        return ("compare", *before.kinds[1:])
    return before.kinds
