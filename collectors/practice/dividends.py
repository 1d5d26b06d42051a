"""Yearly dividends: two companies in three decide on one some days after their annual results."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from collectors.practice.announcements import announcement
from collectors.practice.cast import companies
from collectors.practice.days import Days
from collectors.practice.halts import open_session
from collectors.practice.kinds import KINDS
from collectors.practice.prices import Payout
from collectors.practice.reports import FIRST_YEAR, Report
from collectors.practice.stories import Story
from collectors.practice.streams import Flags, Floats, uniforms
from stockelper.markets.practice import PRACTICE

LOW_YIELD, YIELD_RANGE = 0.008, 0.030
YEARS = 64


@dataclass(frozen=True)
class Decision:
    """A board's decision for session `session`: a `share` of the price of the day before, paid from `ex` on."""

    company: int
    session: int
    when: datetime
    overnight: bool
    share: float
    ex: date
    year: int


def decisions(seed: int, days: Days, halted: Flags, found: list[Report]) -> list[Decision]:
    """Every decision announced within `days`."""
    draws = uniforms(seed, "dividend", YEARS, len(companies()), 4)
    made: list[Decision] = []
    for report in found:
        year, company = report.end.year, report.company
        if report.year is None or company % 3 == 2 or report.year["net_income"] <= 0:
            continue
        u = draws[year - FIRST_YEAR, company].tolist()
        due = days.on_or_after(report.story.when.date() + timedelta(3 + int(8 * u[0])))
        session = open_session(halted, due, company)
        if session < len(days):
            when, overnight = announcement(days, session, u[1], u[2])
            ex = PRACTICE.session_offset(PRACTICE.session_on_or_before(date(year + 1, 4, 15)), -1)
            share = LOW_YIELD + YIELD_RANGE * u[3]
            made.append(Decision(company, session, when, overnight, share, ex, year))
    return made


def declared(days: Days, decision: Decision, prices: Floats) -> tuple[Story, Payout, date]:
    """The decision in won, given unrounded closes: the story, the payout and its ex-date."""
    amount = max(round(decision.share * float(prices[decision.session - 1, decision.company]), -1), 10.0)
    story = Story(
        "dividend",
        decision.company,
        decision.session,
        decision.when,
        decision.overnight,
        KINDS["dividend"].effect,
        figures={
            "amount": amount,
            "date": PRACTICE.session_offset(decision.ex, 1),
            "period": f"{decision.year}FY",
        },
    )
    return story, Payout(decision.company, days.on_or_after(decision.ex), amount), decision.ex
