"""Days on which a share does not trade, and the share splits that cause some of them."""

from dataclasses import dataclass

import numpy as np

from collectors.practice.cast import companies
from collectors.practice.days import Days
from collectors.practice.kinds import SESSIONS_A_YEAR
from collectors.practice.streams import Flags, uniforms

HALTS_A_YEAR, SPLITS_A_YEAR = 0.08, 0.10
SPLIT_PRICE = 120_000
"""Companies that began above this price split their shares now and then."""
NOTICE, CLOSED = 28, 3
"""Sessions from a split's announcement to the halt, and how long the halt lasts."""


@dataclass(frozen=True)
class Split:
    """`factor` new shares for each old one from session `effective` on, announced for `session`."""

    company: int
    session: int
    effective: int
    factor: int


@dataclass(frozen=True)
class Halts:
    """`inquiry` marks single days of inquiry, `halted` those and the days before a split takes effect."""

    inquiry: Flags
    halted: Flags
    splits: tuple[Split, ...]


def halts(seed: int, days: Days) -> Halts:
    """Which company does not trade on which session."""
    size = len(companies())
    inquiry = uniforms(seed, "halt", len(days), size) < HALTS_A_YEAR / SESSIONS_A_YEAR
    drawn = uniforms(seed, "split", len(days), size)
    dear = np.array([company.price >= SPLIT_PRICE for company in companies()])
    announced = (drawn < SPLITS_A_YEAR / SESSIONS_A_YEAR) & dear & ~inquiry
    splits = _apart(announced[: days.schedulable(NOTICE + CLOSED)], drawn)
    halted = inquiry.copy()
    for split in splits:
        halted[split.effective - CLOSED : split.effective, split.company] = True
        inquiry[split.effective - CLOSED : split.effective, split.company] = False
    return Halts(inquiry, halted, splits)


def _apart(announced: Flags, drawn: np.ndarray) -> tuple[Split, ...]:
    """The splits, leaving out those of a company that has one already."""
    splits: list[Split] = []
    for session, company in np.argwhere(announced).tolist():
        if all(split.company != company for split in splits):
            even = int(drawn[session, company] * 1e9) % 2 == 0
            splits.append(Split(company, session, session + NOTICE + CLOSED, 5 if even else 2))
    return tuple(splits)


def open_session(halted: Flags, session: int, company: int) -> int:
    """The first session from the given one on that the company trades; the length when there is none yet."""
    while session < len(halted) and halted[session, company]:
        session += 1
    return session
