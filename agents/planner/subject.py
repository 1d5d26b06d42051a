"""What a question is about when its own words do not say: the turns before fill in, or we ask back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.planner import plan_window
from agents.planner.mentions import INDEX
from agents.planner.ordinals import place
from agents.planner.plan_window import ASIDE
from agents.planner.reading import Reading
from agents.planner.several import picks_among, spoken_of
from stockelper.types import Kind, Plan, Window

ABOUT_A_SECURITY: frozenset[Kind] = frozenset(
    {"quote", "technical", "explain_move", "news", "fundamentals", "relations", "outlook", "compare", "order"}
)
_TOGETHER = (
    "둘", "두 ", "both", "two", "them", "they", "these", "which one", "어느 쪽", "어느쪽", "셋", "전부", "모두", "either",
)  # fmt: skip
"""Means the two companies spoken of last together."""
_PLACES = tuple(
    re.compile(pattern)
    for pattern in (
        r"첫 ?번째|(?<![가-힣])전자(?![가-힣]{2})|앞의 ?(?:것|거|회사)|(?<![a-z])the (?:first|former)(?![a-z]| (?:day|week|month|quarter|half|time))",
        r"두 ?번째|(?<![가-힣])후자|뒤의 ?(?:것|거|회사)|(?<![a-z])the (?:second|latter|other)(?![a-z]| (?:day|week|month|quarter|half|time))",
        r"세 ?번째|(?<![a-z])the third(?![a-z]| (?:day|week|month|quarter|time))",
    )
)
"""Names the first, second or third of the securities just spoken of."""


_SHOWN = 4
"""Turns back that a list is still leant on."""


_MARKET = re.compile(
    r"증시|시황|장세|시장(?! ?(?:점유|가치|가(?![가-힣])|규모|대비|보다|에 비해|지배|반응))"
    r"|(?<![a-z])markets?(?! ?(?:cap|share|price|value|order|close|open|size|leader|position|reaction))(?![a-z])"
)
"""Speaks of the market as a whole."""


@dataclass(frozen=True)
class Thread:
    """The turns before, as far as a follow-up leans on them.

    Attributes:
        anchor: the last plan that was about something on the market; None at the beginning.
        recent: securities of all turns, the latest first, each once.
        stretches: the last two stretches of time that were spoken of one security, the earlier first.
        showing: the last plan that listed or compared several securities, of the last few turns.
    """

    anchor: Plan | None
    recent: tuple[str, ...]
    stretches: tuple[Window, ...] = ()
    showing: Plan | None = None


def thread(history: Sequence[Plan]) -> Thread:
    """Sum up the turns before."""
    about = [plan for plan in history if plan.kinds and plan.kinds[0] not in ASIDE]
    recent = (security for plan in reversed(about) for security in plan.securities)
    several = (plan for plan in reversed(about[-_SHOWN:]) if plan.listed or len(plan.securities) > 1)
    return Thread(
        about[-1] if about else None, tuple(dict.fromkeys(recent)), _stretches(about), next(several, None)
    )


def _stretches(about: Sequence[Plan]) -> tuple[Window, ...]:
    of_one = about[-1].securities if about and len(about[-1].securities) == 1 else ()
    spoken = [
        plan.window
        for plan in about
        if of_one and plan.securities == of_one and plan.window and plan.window.from_ < plan.window.to
    ]
    last = sorted(dict.fromkeys(spoken[-2:]), key=lambda window: window.from_)
    return tuple(last) if len(last) == 2 and last[0].to < last[1].from_ else ()


def sides(
    reading: Reading, kinds: Sequence[Kind], securities: Sequence[str], before: Thread
) -> tuple[Window, ...]:
    """The stretches that a comparison or a quote sets side by side: its own, else those its turns spoke of."""
    if not {"compare", "quote"} & set(kinds):
        return ()
    if reading.stretches or "compare" not in kinds or reading.named.securities or len(securities) != 1:
        return tuple(plan_window.window_of(one) for one in reading.stretches)
    return _beside_the_last(reading, before) or before.stretches


def _beside_the_last(reading: Reading, before: Thread) -> tuple[Window, ...]:
    """The stretch that is named and the one that was spoken of ("작년이랑 비교하면?"); none where they overlap."""
    last = before.anchor.window if before.anchor else None
    says_so = reading.facts & {"compare", "contrast"} and "index" not in reading.facts
    if not says_so or reading.span is None or last is None or last.from_ == last.to:
        return ()
    pair = sorted((plan_window.window_of(reading.span), last), key=lambda window: window.from_)
    return tuple(pair) if pair[0].to < pair[1].from_ else ()


def securities(reading: Reading, kinds: Sequence[Kind], before: Thread) -> tuple[str, ...]:
    """The securities of a question: its own, those it points back to, or both when it sets them against another."""
    own = reading.named.securities
    anchor = before.anchor
    if anchor is None or reading.named.ambiguous:
        return own
    if own:
        return _against(own, reading, kinds, before)
    if anchor.listed and "points" in reading.facts and ABOUT_A_SECURITY & set(kinds):
        return _listed(reading, anchor)
    if _beside_an_index(reading, kinds, anchor):
        return anchor.securities
    if reading.facts & {"scope", "sector"} or not _leans(kinds, anchor) or _is_of_the_market(reading, kinds):
        return ()
    if reading.named.unknown:
        # what ties a company just spoken of to one that no listing knows is asked of the former
        return anchor.securities if "relations" in kinds else ()
    return _pointed_at(reading, kinds, before)


def _beside_an_index(reading: Reading, kinds: Sequence[Kind], anchor: Plan) -> bool:
    """Whether the one company just spoken of is to be set against an index that is named ("코스피보다 잘한 거야?")."""
    return "compare" in kinds and reading.plain.count(INDEX) == 1 and len(anchor.securities) == 1


def _is_of_the_market(reading: Reading, kinds: Sequence[Kind]) -> bool:
    """Whether a turn that points at nobody speaks of the market as a whole ("and the market's outlook?")."""
    compared = "compare" in kinds or "points" in reading.facts
    return not compared and _MARKET.search(reading.plain) is not None


def _listed(reading: Reading, anchor: Plan) -> tuple[str, ...]:
    """The one of the securities that the turn before listed that is pointed at; the first where no place is named."""
    at = place(reading.plain) or 0
    return anchor.listed[at : at + 1]


def _against(
    own: tuple[str, ...], reading: Reading, kinds: Sequence[Kind], before: Thread
) -> tuple[str, ...]:
    contrasts = "compare" in kinds and len(own) == 1 and not {"index", "market", "periods"} & reading.facts
    if not contrasts:
        return own
    anchor = before.anchor
    if anchor is not None and anchor.kinds[0] == "compare" and len(anchor.securities) > 1:
        return tuple(dict.fromkeys((*anchor.securities, *own)))
    return (*_others(before.recent, own), *own)


def _others(recent: Sequence[str], own: Sequence[str]) -> tuple[str, ...]:
    return tuple(security for security in recent if security not in own)[:1]


def _leans(kinds: Sequence[Kind], anchor: Plan) -> bool:
    return bool(ABOUT_A_SECURITY & set(kinds)) or anchor.kinds[0] in kinds


def _pointed_at(reading: Reading, kinds: Sequence[Kind], before: Thread) -> tuple[str, ...]:
    """The one of the last turn's securities whose place is named, the two that are meant together, or all of them."""
    assert before.anchor is not None
    last = before.anchor.securities or _only_one(before.anchor.listed)
    if len(last) > 1 and (at := _place(reading.plain)) is not None:
        return last[at : at + 1] or last[-1:]
    if picks_among(reading.plain, before.anchor, before.recent):
        return spoken_of(reading.plain, before.anchor, before.recent)
    together = "compare" in kinds or any(word in reading.plain for word in _TOGETHER)
    if together and len(last) < 2 and len(before.recent) > 1:
        return tuple(reversed(before.recent[:2]))
    return last or (before.recent[:1] if not _market_wide(before.anchor) else ())


def _only_one(listed: tuple[str, ...]) -> tuple[str, ...]:
    """The security of a list of one, which was as good as named."""
    return listed if len(listed) == 1 else ()


def _place(plain: str) -> int | None:
    return next((at for at, said in enumerate(_PLACES) if said.search(plain)), None)


def _market_wide(plan: Plan) -> bool:
    return bool(plan.markets or plan.sector or plan.kinds[0] in ("briefing", "screen"))


def is_market_wide(reading: Reading, before: Thread) -> bool:
    """Whether the question, or the turn it continues, is about a market, a sector or a macro figure."""
    facts = reading.facts
    if facts & {"scope", "sector", "subject", "market", "index"}:
        return True
    anchor = before.anchor
    return anchor is not None and not anchor.securities and anchor.clarify is None and _market_wide(anchor)
