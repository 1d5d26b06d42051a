"""A turn that points into what was just shown, with the company named: "두 번째 종목은?", "why did the last one fall?"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stockelper.securities.resolver import Resolver
from stockelper.types import Plan

_RECENT = 4
"""Turns back that a list is still pointed into."""
_KO_COUNTS = "첫|두|세|네|다섯|여섯|일곱|여덟|아홉|열"
_EN_COUNTS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_EN_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_KO_THING = r"(?:(?: ?에)?(?: ?(?:있는|있던|나온|적힌|뜬))? ?(?:종목|회사|기업|주식|업체|것|건|거|껀|꺼|애|놈|데|곳|쪽|항목)(?![가-힣]{3}))?"
_NO_TIME = r"(?! ?(?:분기|달|날|주(?![가식])|해(?![가-힣])|반기|년|월|거래일|이유|질문|문장))"
_OPENING = r"(?:^|(?<=[,.!?]))(?:\s|그럼|그러면|그래서|근데|그런데|그중에?서?|그 ?중에?서?|이 ?중에?서?|여기서|거기서|저기서|위에서|아까|방금|리스트에서|목록에서|순위에서|왜|음|아|오)*"
_KO = re.compile(
    rf"(?P<place>(?:{_KO_COUNTS}) ?번? ?째|\d{{1,2}} ?번 ?째?(?!\S{{0,2}} ?(?:올|내|하|상))|(?:맨|제일|가장) ?(?:위|처음|앞|아래|밑|끝|마지막|뒤)|마지막){_KO_THING}{_NO_TIME}(?=$|[\s은는이가을를의도랑과와,.?!])"
)
_KO_RANK = re.compile(
    rf"(?P<open>{_OPENING}|(?:랑|와|과|하고|,) ?)(?P<place>\d{{1,2}} ?[위등]|[일이삼사오]등|꼴찌|꼴등|승자|패자|(?:이긴|앞선|진|뒤진|밀린|더 ?(?:오른|잘한|잘 ?나간|좋은|내린|떨어진|빠진|못한|나쁜)) ?(?=쪽|종목|회사|기업|거|것|애|놈)){_KO_THING}(?=$|[\s은는이가을를의도랑과와,.?!])"
)
_EN_THING = r"(?: (?:one|stock|company|name|ticker|share|pick)(?:'s)?(?![a-z])(?: (?:of|on|in|from) (?:them|those|these|that list|the list|your list))?| (?:of|from|in|on) (?:them|those|these|that list|the list|your list)(?![a-z]))"
_EN_PLACE = rf"{'|'.join(_EN_COUNTS)}|1st|2nd|3rd|[4-9]th|10th|last|former|latter"
_EN_END = r"(?=\s*$|\s*[?!.,]|'s |\s+(?:did|do|does|is|was|has|had|rise|fall|drop|and|or|then|over|this year|in \d|please|pls|now|today)(?![a-z]))"
_EN = re.compile(
    rf"(?<![a-z])(?:the )?(?P<place>{_EN_PLACE}){_EN_THING}"
    rf"|(?<![a-z])(?:the )?(?:very )?(?P<end>best|worst|top|bottom|better|stronger|worse|weaker)(?: (?:performer|performing))?(?:{_EN_THING}|(?<=er))"
    rf"|(?<![a-z])(?:number|no\.?|#) ?(?P<number>{'|'.join(_EN_NUMBERS)}|10|[1-9])(?:{_EN_THING}|{_EN_END})"
    r"|(?<![a-z])the (?P<side>winner|loser|leader|laggard)(?![a-z])",
    re.IGNORECASE,
)
_EN_BARE = re.compile(
    rf"(?<![a-z])the (?P<place>{_EN_PLACE}){_EN_END}|^(?:(?:and|or|what about|how about) )?(?P<alone>{_EN_PLACE})(?=\s*[?.!]*$)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:나머지|다른|반대) ?(?:하나|한 ?(?:종목|회사|쪽)|쪽|거|것|회사|종목)(?=$|[\s은는이가을를의도,.?!])|나머지(?=[은는] ?\?*$)|(?<![a-z])the other(?: (?:one|stock|company))?(?=$|\s*[?.!,]|'s |\s(?:did|do|is|was|over)(?![a-z]))",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:그 ?)?다음 ?(?:종목|회사|기업|거|것|꺼|순위|번)(?=$|[\s은는이가을를의도,.?!])|(?<![a-z])(?:the )?next (?:one|stock|company|name)(?![a-z])",
    re.IGNORECASE,
)
_BEST = re.compile(
    r"1 ?[위등]|일등|승자|이긴|앞선|더 ?(?:오른|잘|좋)|top|best|better|stronger|winner|leader|number (?:one|1)",
    re.IGNORECASE,
)
_WORST = re.compile(
    r"꼴찌|꼴등|패자|진(?=$| )|뒤진|밀린|더 ?(?:내린|떨어진|빠진|못한|나쁜)|bottom|worst|worse|weaker|loser|laggard",
    re.IGNORECASE,
)
_END = re.compile(r"꼴찌|꼴등|bottom", re.IGNORECASE)
"""The end of a list, whatever it is ordered by."""
_GOOD = re.compile(r"승자|이긴|앞선|더 ?(?:오른|잘|좋)|best|better|stronger|winner", re.IGNORECASE)
_LAST = re.compile(r"마지막|(?:맨|제일|가장) ?(?:아래|밑|끝|뒤)|last|latter", re.IGNORECASE)
_RANKED = re.compile(r"[위등]$|number|#")


_AMONG = re.compile(r"중|가운데|which|who|누가|어느|어디|뭐가", re.IGNORECASE)
_THEY = re.compile(
    r"(?<![a-z])(?<!of )(?<!among )(?<!from )(?:they|them|(?:those|these)(?: (?:companies|stocks|firms|names|ones))?(?! (?:two|are|is|days|weeks|months|years)))(?![a-z])|(?:그|이|저) ?(?:회사|기업|종목|업체|주식)들|걔네(?:들)?|얘네(?:들)?|쟤네(?:들)?|그것들|이것들",
    re.IGNORECASE,
)
_MOST = 5
"""Companies of a list that "they" stands for at most."""


class _Shown(NamedTuple):
    """What was shown: in the order in which it stood, and from the best to the worst."""

    order: Sequence[str]
    ranked: Sequence[str]
    falling: bool = False
    """Whether the list was ordered by the least first, so that its worst is the first."""


def named_there(text: str, history: Sequence[Plan], resolver: Resolver) -> str:
    """The turn with the names of the companies that it points at; as it is where it points at none."""
    shown = _shown(history)
    if shown is None:
        return text
    for said in (_OTHER, _NEXT, _KO, _KO_RANK, _EN, _EN_BARE):
        text = said.sub(_Naming(shown, history[-1], text, resolver), text)
    return _they_named(text, history[-1], resolver)


def _they_named(text: str, last: Plan, resolver: Resolver) -> str:
    """The turn with the names of a list that was just shown for "they", unless it picks among them."""
    listed = (last.listed or last.ranked) if len(last.securities) < 2 else ()
    if len(listed) < 2 or _AMONG.search(text):
        return text
    names = ", ".join(_called(one, text, resolver) for one in listed[:_MOST])
    return _THEY.sub(lambda _: names, text, count=1)


def _shown(history: Sequence[Plan]) -> _Shown | None:
    for plan in reversed(history[-_RECENT:]):
        if plan.listed:
            falling = any(one.operator == "bottom" for one in plan.screens)
            return _Shown(plan.listed, plan.listed, falling)
        if plan.kinds[0] == "relations" and plan.ranked:
            return _Shown(plan.ranked, plan.ranked)
        if len(plan.securities) > 1 and not plan.clarify:
            return _Shown(plan.securities, plan.ranked or plan.securities)
    return None


@dataclass(frozen=True)
class _Naming:
    """What is pointed at in a turn, replaced by its name."""

    shown: _Shown
    last: Plan
    text: str
    resolver: Resolver

    def __call__(self, match: re.Match[str]) -> str:
        ways = {_OTHER: self._other, _NEXT: self._next}
        found = ways[match.re]() if match.re in ways else _chosen(match, self.shown)
        opening = match.groupdict().get("open") or ""
        return f"{opening}{_called(found, self.text, self.resolver)}" if found else match.group()

    def _next(self) -> str | None:
        """The one that stands behind the one that the turn before was about."""
        order = list(self.shown.order)
        at = (
            order.index(self.last.securities[0]) + 1
            if set(self.last.securities[:1]) & set(order)
            else len(order)
        )
        return order[at] if len(self.last.securities) == 1 and at < len(order) else None

    def _other(self) -> str | None:
        """The one of two that the turn before was not about."""
        rest = [one for one in self.shown.order if one not in self.last.securities]
        return rest[0] if len(rest) == 1 and len(self.shown.order) == 2 else None


def _chosen(match: re.Match[str], shown: _Shown) -> str | None:
    """The security at the place that is named; None where the list is shorter."""
    said = match.group()
    if _WORST.search(said):
        return shown.ranked[0 if shown.falling and not _END.search(said) else -1]
    if _LAST.search(said):
        return shown.order[-1]
    if _BEST.search(said):
        return shown.ranked[-1 if shown.falling and _GOOD.search(said) else 0]
    at = _place(match)
    among = shown.ranked if _RANKED.search(match.groupdict().get("place") or said) else shown.order
    return among[at] if at < len(among) else None


def _place(match: re.Match[str]) -> int:
    """The place that is named, counted from 0."""
    groups = match.groupdict()
    said = (groups.get("number") or groups.get("place") or groups.get("alone") or "").lower()
    if digits := re.search(r"\d+", said):
        return max(int(digits.group()) - 1, 0)
    words = (_EN_COUNTS, _EN_NUMBERS, tuple(_KO_COUNTS.split("|")), tuple("일이삼사오"))
    return next((n for each in words for n, word in enumerate(each) if said.startswith(word)), 0)


def _called(security: str, text: str, resolver: Resolver) -> str:
    """What a security is called where the name means it alone, else its code."""
    known = resolver.listing.get(security)
    if known is None:
        return security
    korean = re.search("[가-힣]", text) is not None
    names = (known.name, known.name_en or "") if korean else (known.name_en or known.name, known.name)
    fits = (name for name in names if name and resolver.resolve(name).securities == (security,))
    return next(fits, known.ticker)
