"""A turn that asks the question before it with another amount, company or time: "만약 500만원이었다면?", "what about 10 shares?".

The question before is put again with that one part replaced, so that all the rest of it still holds.
"""

import re
from collections.abc import Sequence

from agents.planner.spoken_dates import stretch
from agents.planner.today import Today
from stockelper.securities.resolver import Mention, Resolver
from stockelper.types import Kind, Plan

_LONGEST = 50
"""Letters that such a turn has at most."""
_KO_FIGURE = r"(?:\d[\d,.]*|(?<![가-힣])[일이삼사오육칠팔구십백천]+)"
MONEY = re.compile(
    rf"\$ ?\d[\d,.]*(?<![.,]) ?(?:k|thousand|million|m)?(?![a-z\d])|\d[\d,.]*(?: ?(?:k|thousand|million))? ?(?:dollars?|bucks|usd|won|krw)(?![a-z])|{_KO_FIGURE} ?(?:[십백천]?만|억) ?(?:{_KO_FIGURE} ?[십백천]?만? ?)?(?:원|달러|불)?(?![주개년명])|{_KO_FIGURE} ?(?:원|달러|불)",
    re.IGNORECASE,
)
SHARES = re.compile(
    rf"(?:\d[\d,]*|(?<![a-z])(?:one|two|three|four|five|ten|twenty|fifty|a hundred)) shares?(?![a-z])|(?:{_KO_FIGURE}|(?<![가-힣])(?:한|두|세|네|다섯|열)) ?주(?![가-힣]*(?:일|간|차|년|당|식|가|주|총|말))",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"그럼|그러면|그렇다면|만약에?|만일에?|혹시|그리고|아니면|그냥|대신|라면|이라면|이었다면|였다면|이었으면|였으면|이면|으면|면|으로|로|를|을|은|는|이|가|도|치|어치|정도|만|넣었으면|넣었다면|넣으면|샀으면|샀다면|사면|사려면|투자했으면|투자했다면|투자하면|샀더라면|했더라면|했으면|했다면|하면|에다|에|요|얼마야|얼마|어때|어떻게 ?돼"
    r"|(?<![a-z])(?:and|or|but|so|then|what|how|about|if|it|that|this|was|were|is|had|have|been|be|i'd|we'd|i|we|put|invested|invest|bought|buy|purchased|picked|chosen|chose|gone|went|done|did|used|with|for|of|in|into|on|instead|just|only|the|a|to|would|say|suppose|let's|make|only|much|get|got)(?![a-z])"
)


_SUMS: frozenset[Kind] = frozenset({"backtest", "quote", "portfolio"})
"""Kinds in which an amount is a sum put in or a number of shares, and no price of one company."""
_ENDING = re.compile(r"(?:이었|이라)$")
_BEFORE = re.compile(
    r"(?<![a-z])(?:(?:in|on|at|since|from|back in|during) )?(?:the )?(?:(?:start|beginning|end|middle) of (?:the )?|early(?: in)? |late(?: in)? |mid[- ])$"
    r"|(?<![a-z])(?:in|on|at|since|from|back in|during) (?:the )?$|^(?:in|on|at|since|from|back in|during|early|late|mid) ",
    re.IGNORECASE,
)
_BEHIND = re.compile(r" ?(?:연?초|연?말|중반|초반|후반)(?![가-힣]*(?:가|고))")
"""Part of a time that is named, before it in English, behind it in Korean."""
_PARTICLE = re.compile(r"^(?:에|부터)(?= )\s*")
_NEEDS_NONE = re.compile(r"(?<![a-z])(?:ago|yesterday|last|this|earlier)(?![a-z])", re.IGNORECASE)


def replaced(text: str, before: Plan, resolver: Resolver, today: Today) -> str | None:
    """The question before with the part that a turn gives anew; None where it speaks of no amount or the turn says more."""
    question = before.question
    measure = next((one for one in (MONEY, SHARES) if one.search(question)), None)
    if measure is None or len(text) > _LONGEST:
        return None
    if amount := measure.search(text):
        rest = f"{text[: amount.start()]} {text[amount.end() :]}"
        return None if _says_more(rest) else measure.sub(lambda _: amount.group(), question, count=1)
    if before.kinds[0] not in _SUMS:
        return None
    return _another_company(text, question, resolver) or _another_time(text, question, today)


def _says_more(text: str) -> bool:
    return any(letter.isalnum() for letter in _FILLER.sub(" ", text.lower()))


def _another_company(text: str, question: str, resolver: Resolver) -> str | None:
    named, old = resolver.resolve(text).mentions, resolver.resolve(question).mentions
    if len(named) != 1 or len(old) != 1:
        return None
    if _says_more(_without(text, named)):
        return None
    return f"{question[: old[0].start]}{text[named[0].start : named[0].end]}{question[old[0].end :]}"


def _without(text: str, mentions: Sequence[Mention]) -> str:
    for mention in reversed(mentions):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


def _another_time(text: str, question: str, today: Today) -> str | None:
    """The question with another time, or with one where it had none."""
    said, old = stretch(text.lower(), today), stretch(question.lower(), today)
    if said is None or len(said[1]) != 1 or (old is not None and len(old[1]) != 1):
        return None
    start, end = _with_its_edges(text, *said[1][0])
    if _says_more(f"{text[:start]} {text[end:]}"):
        return None
    when = _ENDING.sub("", text[start:end].strip())
    if old is None:
        return _dated(question, when)
    first, last = _with_its_edges(question, *old[1][0])
    rest = question[last:].lstrip()
    if _korean(question):
        return f"{question[:first]}{when}에 {_PARTICLE.sub('', rest)}"
    return f"{question[:first]}{_placed(when)} {rest}"


def _with_its_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a time stands with the words that say which part of it is meant, or that it begins with: "at the start of"."""
    before, behind = _BEFORE.search(text[:start]), _BEHIND.match(text[end:])
    return (before.start() if before else start), (end + behind.end() if behind else end)


def _dated(question: str, when: str) -> str:
    if _korean(question):
        return f"{when}에 {question}"
    bare = question.rstrip(" ?.!")
    return f"{bare} {_placed(when)}{question[len(bare) :]}"


def _placed(when: str) -> str:
    """An English time with the preposition that it lacks; what is told from today needs none."""
    return when if _BEFORE.match(when) or _NEEDS_NONE.search(when) else f"in {when}"


def _korean(text: str) -> bool:
    return re.search("[가-힣]", text) is not None
