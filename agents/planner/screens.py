"""The conditions by which a screen picks securities, read from the clauses of a question."""

import re
from collections.abc import Sequence

from agents.planner.conditions import MOVES, Operator, condition
from agents.planner.measures import measures
from agents.planner.share_price import of_price, price_bound
from agents.planner.up_or_down import falls, rises
from stockelper.types import Measure, Screen

AT_LIMIT = 0.295
"""A move that ends at a daily limit of 30 %, whatever the rounding to a tick takes off."""
_AT_LIMIT = re.compile(r"(?P<up>상한가|limit[- ]up)|하한가|limit[- ]down")
_CLAUSE = re.compile(
    r"(?:(?<=이상)|(?<=이하)|(?<=미만)|(?<=초과)) (?=.{0,24}?\d.{0,10}?(?:이상|이하|미만|초과))|(?:이고|이면서|면서|이며|하고|인데|(?<=[가-힣])고)(?![가-힣])|,|(?:종목|주식|것|거) ?(?:중에서|중에|중|가운데)(?![가-힣])"
    r"|(?<![a-z])(?:and|with|but|w/)(?![a-z])"
)


def screens(plain: str, asked: Sequence[Measure]) -> tuple[Screen, ...]:
    """The conditions of a screen, the one that ranks first: each clause's figure with what is asked of it."""
    if limit_move := _AT_LIMIT.search(plain):
        others = [one for one in _besides(_AT_LIMIT.sub(" ", plain)) if one.measure not in MOVES]
        return (*others, _at_limit(up=bool(limit_move["up"])))
    if price := price_bound(plain):
        rest = f"{plain[: price.start()]} {plain[price.end() :]}"
        return (*(one for one in _besides(rest) if one.measure != "close"), of_price(price))
    return _of_clauses(plain, asked)


def turned(plain: str, carried: Sequence[Screen]) -> tuple[Screen, ...]:
    """The screens of the turn before, the other way round where this turn says so ("the losers?")."""
    end: Operator | None = "bottom" if falls(plain) else "top" if rises(plain) else None
    return tuple(
        one.model_copy(update={"operator": end}) if end and _ranks_by_move(one) else one for one in carried
    )


def _ranks_by_move(one: Screen) -> bool:
    return one.operator in ("top", "bottom") and one.measure in ("return", "change")


def _besides(rest: str) -> tuple[Screen, ...]:
    """The conditions of what is left of a text when one is taken out of it."""
    return _of_clauses(rest, measures(rest))


def _at_limit(*, up: bool) -> Screen:
    """The close at the day's upper or lower limit."""
    if up:
        return Screen(measure="change", operator="above", threshold=AT_LIMIT)
    return Screen(measure="change", operator="below", threshold=-AT_LIMIT)


def _of_clauses(plain: str, asked: Sequence[Measure]) -> tuple[Screen, ...]:
    found = [condition(clause, measures(clause)) for clause in _clauses(plain)]
    if len({one.measure for one in found}) < 2:
        return (condition(plain, asked),)
    return tuple(sorted(found, key=lambda one: one.operator not in ("top", "bottom")))


def _clauses(plain: str) -> list[str]:
    """The parts of a text that each have a figure; one without leads the next ("50% 이상" | "오른 종목")."""
    found: list[str] = []
    before = ""
    for clause in _CLAUSE.split(plain):
        before = f"{before} {clause}".strip()
        if measures(before):
            found.append(before)
            before = ""
    return found
