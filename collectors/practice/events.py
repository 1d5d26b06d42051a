"""Random events: which company has what on which session, with the figures that texts will state."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from collectors.practice.announcements import announcement
from collectors.practice.cast import OUTSIDERS, companies, linked
from collectors.practice.days import Days
from collectors.practice.dividends import Decision
from collectors.practice.kinds import KINDS, RANDOM, SESSIONS_A_YEAR, Kind
from collectors.practice.stories import Figure, Party, Story, listed, number, outsider
from collectors.practice.streams import Flags, Floats, uniforms

DRAWS = 12
"""Uniforms that one event may use."""
UNIT = 1e8
FACTORY = frozenset({"recall", "accident", "strike"})
OFFICES = frozenset({"Financials", "Games"})
"""What happens in factories does not happen to sectors that have none."""
NAMED = frozenset({"contract_won", "contract_lost", "merger_acquisition", "litigation"})
BUYERS: dict[str, tuple[str, ...]] = {
    "Semiconductors": ("Semiconductors", "Autos & Parts", "Games"),
    "Autos & Parts": ("Autos & Parts", "Food & Beverage"),
    "Batteries": ("Batteries", "Autos & Parts", "Semiconductors"),
    "Biotechnology": ("Biotechnology", "Food & Beverage"),
    "Shipbuilding": ("Shipbuilding", "Autos & Parts"),
    "Games": ("Games", "Financials", "Food & Beverage"),
    "Food & Beverage": ("Food & Beverage",),
    "Financials": ("Autos & Parts", "Food & Beverage", "Shipbuilding"),
}
"""Which sectors order from which."""
MONEY = {
    "merger_acquisition": (0.05, 0.30, 0.15, 0.40),
    "capital_increase": (0.04, 0.20, 0.05, 0.25),
    "buyback": (0.005, 0.025, 0.0, 0.0),
    "litigation": (0.002, 0.032, 0.0, 0.0),
    "regulation": (0.001, 0.012, 0.0, 0.0),
}
"""Lowest and highest amount as a share of a year's revenue, lowest and highest ratio (0: none stated)."""
"""Amounts are whole multiples of 100 million won, so that both languages state them exactly."""


def random_events(seed: int, days: Days, closed: Flags) -> list[Story]:
    """The unscheduled events, at most one a company and session, none where `closed` (halted or taken)."""
    size = len(companies())
    drawn = uniforms(seed, "event", len(days), size)
    details = uniforms(seed, "details", len(days), size, DRAWS)
    edges = np.cumsum([kind.yearly / SESSIONS_A_YEAR for kind in RANDOM])
    which = np.searchsorted(edges, drawn, "right")
    happens = (which < len(RANDOM)) & ~closed
    past = _Past([0] * size, {tail for _, tail in linked("HOLDS")})
    stories: list[Story] = []
    for session, company in np.argwhere(happens).tolist():
        kind = RANDOM[int(which[session, company])]
        if not (kind.type in FACTORY and companies()[company].sector in OFFICES):
            stories += _story(kind, days, session, company, details[session, company].tolist(), past)
    return stories


@dataclass
class _Past:
    """What earlier events have settled: how often the chief executive changed, who has an owner."""

    changes: list[int]
    owned: set[int]


def _story(kind: Kind, days: Days, session: int, company: int, u: list[float], past: _Past) -> list[Story]:
    """The event, or nothing when a bid finds no company that is free."""
    partner = _partner(kind, company, u, past)
    if partner is None and kind.type in NAMED:
        return []
    if kind.type == "merger_acquisition" and partner and partner.index is not None:
        past.owned.add(partner.index)
    past.changes[company] += kind.type == "executive_change"
    when, overnight = announcement(days, session, u[0], u[1])
    good = not kind.two_sided or u[2] < 0.5
    figures = _figures(kind, company, days.sessions[session], u, past.changes[company], good)
    size = abs(kind.effect) * (0.6 + 0.8 * u[3])
    if kind.type == "contract_won":
        size = 0.015 + 0.12 * number(figures, "ratio")  # a bigger order moves the price more
    down = kind.effect < 0 if not kind.two_sided else not good
    effect = -size if down else size
    return [Story(kind.type, company, session, when, overnight, effect, good, partner, figures)]


def _partner(kind: Kind, company: int, u: list[float], past: _Past) -> Party | None:
    """The other side, never a company that the event would contradict."""
    match kind.type:
        case "contract_won" | "contract_lost":
            buyers = BUYERS[companies()[company].sector]
            near = [i for i in strangers(company) if companies()[i].sector in buyers]
            foreign = u[4] < 0.35 or not near
            return outsider(int(u[5] * len(OUTSIDERS))) if foreign else listed(near[int(u[5] * len(near))])
        case "merger_acquisition":
            free = [i for i in strangers(company) if i not in past.owned and _worth(i) < _worth(company) / 2]
            return listed(free[int(u[5] * len(free))]) if free else None
        case "litigation":
            return stranger(company, u[5])
        case _:
            return None


def _worth(company: int) -> float:
    return companies()[company].price * companies()[company].shares


def stranger(company: int, draw: float) -> Party:
    """A listed company with which there is no relation of supply or ownership."""
    free = strangers(company)
    return listed(free[int(draw * len(free))])


@cache
def strangers(company: int) -> tuple[int, ...]:
    """All of them."""
    tied = {company}
    for type_ in ("SUPPLIES", "SUBSIDIARY_OF", "HOLDS", "ACQUIRES", "INVESTS_IN"):
        tied |= {tail for head, tail in linked(type_) if head == company}
        tied |= {head for head, tail in linked(type_) if tail == company}
    return tuple(index for index in range(len(companies())) if index not in tied)


def _figures(
    kind: Kind, company: int, day: date, u: list[float], change: int, good: bool
) -> dict[str, Figure]:
    """What the texts about it may state. Ratios are fractions in whole per mille."""
    revenue = companies()[company].revenue
    if kind.type in ("contract_won", "contract_lost"):
        amount = _amount(revenue * (0.03 + 0.30 * u[6] ** 2))
        end = date(day.year + 1 + int(u[7] * 3), 1 + int(u[8] * 12), 28)
        return {"amount": amount, "ratio": round(amount / revenue, 3), "date": end}
    if kind.type in MONEY:
        low, high, low_ratio, high_ratio = MONEY[kind.type]
        figures: dict[str, Figure] = {"amount": _amount(revenue * (low + (high - low) * u[6] ** 2))}
        if high_ratio:
            figures["ratio"] = round(low_ratio + (high_ratio - low_ratio) * u[7], 3)
        return figures | ({"date": day + timedelta(91)} if kind.type == "buyback" else {})
    return _other_figures(kind, day, u, change, good)


def _other_figures(kind: Kind, day: date, u: list[float], change: int, good: bool) -> dict[str, Figure]:
    direction: dict[str, Figure] = {"direction": "up" if good else "down"}
    match kind.type:
        case "recall":
            return {"units": float(round(1_000 + 90_000 * u[6] ** 2, -2))}
        case "executive_change":
            return {"change": float(change), "date": day + timedelta(14 + int(30 * u[6]))}
        case "strike":
            return {"ratio": round(0.55 + 0.4 * u[6], 3), "date": day + timedelta(1 + int(5 * u[7]))}
        case "accident":
            return {"date": day - timedelta(1)}
        case "guidance":
            return direction | {"ratio": round(0.05 + 0.2 * u[6], 3), "period": f"{day.year}FY"}
        case _:
            return direction


def _amount(value: float) -> float:
    return max(round(value / UNIT), 1) * UNIT


def sizes(stories: list[Story], decided: list[Decision], days: Days) -> tuple[Floats, Floats]:
    """Event sizes by session and company, and the part of them that is known before the open."""
    total = np.zeros((len(days), len(companies())))
    overnight = np.zeros_like(total)
    moves = [(s.session, s.company, s.effect, s.overnight) for s in stories]
    moves += [(d.session, d.company, KINDS["dividend"].effect, d.overnight) for d in decided]
    for session, company, effect, before_open in moves:
        if session >= 0:
            total[session, company] += effect
            overnight[session, company] += effect * before_open
    return total, overnight
