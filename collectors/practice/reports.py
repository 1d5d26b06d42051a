"""When results are announced, and the story of each announcement."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from collectors.practice.accounts import accounts
from collectors.practice.announcements import announcement
from collectors.practice.cast import companies
from collectors.practice.days import Days, local
from collectors.practice.halts import open_session
from collectors.practice.kinds import EARNINGS_CAP, EARNINGS_SLOPE, SURPRISE
from collectors.practice.stories import Story
from collectors.practice.streams import Flags, uniforms
from stockelper.markets.practice import PRACTICE

FIRST_YEAR = 2021
YEAR_LAG, QUARTER_LAG, LAG_RANGE = 35, 24, 22
"""Days from a period's end to its announcement: at least these, and up to the range more."""


@dataclass(frozen=True)
class Report:
    """One company's quarter. Figures in won; `story` announces it; `year` holds the sums of a fourth quarter."""

    company: int
    period: str
    end: date
    figures: dict[str, float]
    year: dict[str, float] | None
    story: Story


def reports(seed: int, days: Days, halted: Flags) -> list[Report]:
    """Every quarter whose results are announced within `days`, from 2021 on."""
    quarters = _quarters(days)
    books = accounts(seed, len(quarters))
    lags = uniforms(seed, "report/lag", len(quarters), len(companies()), 3)
    found: list[Report] = []
    for number, (quarter, end) in enumerate(quarters):
        for company in range(len(companies())):
            figures = books.quarter(number, company)
            surprise = round(figures["operating_profit"] / float(books.consensus[number, company]) - 1, 3)
            story = _story(days, halted, company, end, lags[number, company].tolist())
            if story is not None:
                told = _told(story, f"{end.year}Q{quarter}", figures, surprise)
                year = books.year(number, company) if quarter == 4 else None
                found.append(Report(company, f"{end.year}Q{quarter}", end, figures, year, told))
    return found


def _quarters(days: Days) -> list[tuple[int, date]]:
    """Number and last day of every quarter that has ended."""
    ends = [
        (quarter, date(year + quarter // 4, quarter * 3 % 12 + 1, 1) - timedelta(1))
        for year in range(FIRST_YEAR, days.sessions[-1].year + 1)
        for quarter in (1, 2, 3, 4)
    ]
    return [entry for entry in ends if entry[1] < days.sessions[-1]]


def _story(days: Days, halted: Flags, company: int, end: date, lag: list[float]) -> Story | None:
    """When it is announced: before the first session it moves nothing, after the last it is not known."""
    due = end + timedelta((YEAR_LAG if end.month == 12 else QUARTER_LAG) + int(LAG_RANGE * lag[0]))
    if due < days.sessions[0]:
        when = local(PRACTICE.session_on_or_before(due), 16 * 60 + 30 * lag[2])
        return Story("aside.results", company, -1, when, overnight=True)
    session = open_session(halted, days.on_or_after(due), company)
    if session >= len(days):
        return None
    when, overnight = announcement(days, session, lag[1], lag[2])
    return Story("aside.results", company, session, when, overnight)


def _told(story: Story, period: str, figures: dict[str, float], surprise: float) -> Story:
    """The announcement with what it says; far from the consensus it is an event."""
    effect = float(np.clip(EARNINGS_SLOPE * surprise, -EARNINGS_CAP, EARNINGS_CAP))
    return Story(
        topic="earnings_surprise" if abs(surprise) >= SURPRISE else story.topic,
        company=story.company,
        session=story.session,
        when=story.when,
        overnight=story.overnight,
        effect=effect,
        good=surprise >= 0,
        figures={
            "amount": figures["operating_profit"],
            "revenue": figures["revenue"],
            "net_income": figures["net_income"],
            "period": period,
            "direction": "up" if surprise >= 0 else "down",
            "ratio": abs(surprise),
        },
    )
