"""The market as one object: everything drawn, everything priced, from a seed up to a moment."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from collectors.practice.announcements import announcement
from collectors.practice.cast import companies
from collectors.practice.days import Days, days_until, local
from collectors.practice.dividends import decisions, declared
from collectors.practice.events import random_events, sizes
from collectors.practice.halts import Halts, Split, halts
from collectors.practice.kinds import KINDS, TARGET_EFFECT
from collectors.practice.prices import Bars, Payout, bars, path
from collectors.practice.reports import Report, reports
from collectors.practice.returns import Returns, returns
from collectors.practice.stories import Story
from collectors.practice.streams import Flags, Floats, uniforms
from collectors.practice.talk import talk
from stockelper.markets.practice import PRACTICE

SEED = 20220103
INQUIRY = "notice.inquiry"


@dataclass(frozen=True)
class Market:
    """The simulated market up to the session after `now`; what is known by `now` is for the tables to say."""

    seed: int
    now: datetime
    days: Days
    halts: Halts
    stories: tuple[Story, ...]
    reports: tuple[Report, ...]
    payouts: tuple[tuple[Story, Payout, date], ...]
    splits: tuple[tuple[Story, Split], ...]
    returns: Returns
    bars: Bars


def simulate(now: datetime, seed: int = SEED, *, spillover: bool = True) -> Market:
    """The market as of `now` (aware). A later `now` changes nothing that an earlier one has shown."""
    days = days_until(now)
    halt = halts(seed, days)
    results = reports(seed, days, halt.halted)
    decided = decisions(seed, days, halt.halted, results)
    divided = [(_split_story(seed, days, split), split) for split in halt.splits]
    scheduled = [r.story for r in results] + [story for story, _ in divided]
    taken = _taken(halt.halted, [(s.session, s.company) for s in (*scheduled, *decided)])
    stories = scheduled + random_events(seed, days, taken)
    effects, overnight = sizes(stories, decided, days)
    _bids(stories, effects, overnight, halt)
    drawn = returns(seed, effects, halt.halted, spillover=spillover)
    prices = path(drawn.total, halt.splits, [])
    paid = [declared(days, decision, prices) for decision in decided]
    level = path(drawn.total, halt.splits, [payout for _, payout, _ in paid])
    priced = bars(seed, days, drawn, level, overnight, halt.halted, halt.splits)
    told = [
        *stories,
        *(story for story, _, _ in paid),
        *talk(seed, days, halt.halted),
        *_inquiries(days, halt),
    ]
    ordered = tuple(sorted(told, key=lambda s: (s.when, s.id)))
    return Market(seed, now, days, halt, ordered, tuple(results), tuple(paid), tuple(divided), drawn, priced)


def _taken(halted: Flags, sessions: list[tuple[int, int]]) -> Flags:
    """Where no random event may fall: on halts and where something is scheduled."""
    taken = halted.copy()
    for session, company in sessions:
        if session >= 0:
            taken[session, company] = True
    return taken


def _bids(stories: list[Story], effects: Floats, overnight: Floats, halt: Halts) -> None:
    """Add what a bid does to the share of its target."""
    for story in stories:
        target = story.partner.index if story.partner else None
        if story.topic == "merger_acquisition" and target is not None:
            effects[story.session, target] += TARGET_EFFECT * (not halt.halted[story.session, target])
            overnight[story.session, target] = effects[story.session, target] * story.overnight


def _split_story(seed: int, days: Days, split: Split) -> Story:
    draw, minute = uniforms(seed, f"split/{companies()[split.company].ticker}", 2).tolist()
    when, overnight = announcement(days, split.session, draw, minute)
    effective = effective_day(days, split)
    figures = {"ratio": float(split.factor), "date": effective}
    return Story(
        "split", split.company, split.session, when, overnight, KINDS["split"].effect, figures=figures
    )


def _inquiries(days: Days, halt: Halts) -> list[Story]:
    """The exchange's notices that it halts a share for a day to ask its company about rumours."""
    return [
        Story(INQUIRY, company, session, local(days.sessions[session], 7 * 60 + 40), overnight=True)
        for session, company in np.argwhere(halt.inquiry).tolist()
    ]


def effective_day(days: Days, split: Split) -> date:
    """The session on which a split takes effect, also when it lies ahead."""
    return PRACTICE.session_offset(days.sessions[split.session], split.effective - split.session)
