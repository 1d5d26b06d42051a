"""Quarterly figures and the announcements of results."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from collectors.practice.announcements import announcement
from collectors.practice.cast import companies
from collectors.practice.days import Days, local
from collectors.practice.halts import open_session
from collectors.practice.kinds import EARNINGS_CAP, EARNINGS_SLOPE, SURPRISE
from collectors.practice.stories import Story
from collectors.practice.streams import Flags, Floats, normals, uniforms
from stockelper.markets.practice import PRACTICE

FIRST_YEAR = 2021
UNIT = 1e8
LOW_MULTIPLE, MULTIPLE_RANGE = 9.0, 10.0
"""Price to earnings at the start lies in 9..19, where the margin that this takes is plausible."""
LOW_MARGIN, HIGH_MARGIN, NET_SHARE = 0.03, 0.35, 0.74
CONCEPTS = ("revenue", "operating_profit", "net_income", "assets", "liabilities", "equity")


@dataclass(frozen=True)
class Report:
    """One company's quarter. Figures in won; `story` announces it; `year` holds the sums of a fourth quarter."""

    company: int
    period: str
    end: date
    figures: dict[str, float]
    year: dict[str, float] | None
    consensus: float
    surprise: float
    story: Story


def reports(seed: int, days: Days, halted: Flags) -> list[Report]:
    """Every quarter whose results are announced within `days`, from 2021 on."""
    quarters = _quarters(days)
    figures, consensus = _figures(seed, len(quarters))
    lags = uniforms(seed, "report/lag", len(quarters), len(companies()), 3)
    found: list[Report] = []
    for number, (year, quarter, end) in enumerate(quarters):
        for company in range(len(companies())):
            lag = lags[number, company].tolist()
            due = end + timedelta((35 if quarter == 4 else 24) + int(22 * lag[0]))
            values = {name: float(figures[name][number, company]) for name in CONCEPTS}
            expected = float(consensus[number, company])
            surprise = round(values["operating_profit"] / expected - 1, 3)
            period = f"{year}Q{quarter}"
            session = open_session(halted, days.on_or_after(due), company)
            story = _story(days, session, company, due, lag, period, values, surprise)
            if story is not None:
                sums = _year(figures, number, company) if quarter == 4 else None
                found.append(Report(company, period, end, values, sums, expected, surprise, story))
    return found


def _quarters(days: Days) -> list[tuple[int, int, date]]:
    last = days.sessions[-1]
    ends = [
        (year, quarter, date(year + quarter // 4, quarter * 3 % 12 + 1, 1) - timedelta(1))
        for year in range(FIRST_YEAR, last.year + 1)
        for quarter in (1, 2, 3, 4)
    ]
    return [entry for entry in ends if entry[2] < last]


def _figures(seed: int, count: int) -> tuple[dict[str, Floats], Floats]:
    """The figures by quarter and company, and the consensus on operating profit."""
    size = len(companies())
    z = normals(seed, "quarters", count, size, 5)
    base = np.array([company.revenue for company in companies()]) / 4
    growth = 0.01 + 0.09 * uniforms(seed, "growth", size)
    worth = np.array([company.price * company.shares for company in companies()])
    earnings = worth / (LOW_MULTIPLE + MULTIPLE_RANGE * uniforms(seed, "multiple", size))
    margin = np.clip(earnings / NET_SHARE / (base * 4), LOW_MARGIN, HIGH_MARGIN)
    season = 0.06 * normals(seed, "season", 4, size)
    lever = 0.4 + 1.2 * uniforms(seed, "leverage", size)
    sales, profits, equity = np.zeros(size), np.zeros(size), base * 4 * 0.8
    rows: dict[str, list[Floats]] = {name: [] for name in CONCEPTS}
    consensus = np.zeros((count, size))
    for k in range(count):
        trend = base * np.exp(growth * k / 4 + season[k % 4])
        expected = trend * np.exp(0.8 * sales) * np.maximum(margin + 0.7 * profits, 0.01)
        consensus[k] = np.maximum(_whole(expected), UNIT)
        sales = 0.8 * sales + 0.05 * z[k, :, 0]
        profits = 0.7 * profits + 0.12 * margin * z[k, :, 1]
        revenue = _whole(trend * np.exp(sales))
        operating = np.maximum(_whole(revenue * np.clip(margin + profits, 0.01, 0.45)), UNIT)
        net = _whole(operating * (NET_SHARE + 0.06 * z[k, :, 2]))
        equity = equity + 0.75 * net
        liabilities = _whole(lever * equity * np.exp(0.02 * z[k, :, 3]))
        whole_equity = _whole(equity)
        values = (revenue, operating, net, whole_equity + liabilities, liabilities, whole_equity)
        for name, value in zip(CONCEPTS, values, strict=True):
            rows[name].append(value)
    return {name: np.array(values) for name, values in rows.items()}, consensus


def _whole(values: Floats) -> Floats:
    return np.round(values / UNIT) * UNIT


def _year(figures: dict[str, Floats], number: int, company: int) -> dict[str, float]:
    flows = ("revenue", "operating_profit", "net_income")
    return {
        name: float(
            values[number - 3 : number + 1, company].sum() if name in flows else values[number, company]
        )
        for name, values in figures.items()
    }


def _story(
    days: Days,
    session: int,
    company: int,
    due: date,
    lag: list[float],
    period: str,
    values: dict[str, float],
    surprise: float,
) -> Story | None:
    """How a result is announced; before the first session it moves nothing, after the last it is not known."""
    good = surprise >= 0
    figures = {
        "amount": values["operating_profit"],
        "revenue": values["revenue"],
        "net_income": values["net_income"],
        "period": period,
        "direction": "up" if good else "down",
        "ratio": abs(surprise),
    }
    topic = "earnings_surprise" if abs(surprise) >= SURPRISE else "aside.results"
    effect = float(np.clip(EARNINGS_SLOPE * surprise, -EARNINGS_CAP, EARNINGS_CAP))
    if due < days.sessions[0]:
        when = local(PRACTICE.session_on_or_before(due), 16 * 60 + 30 * lag[2])
        return Story(topic, company, -1, when, True, 0.0, good, figures=figures)
    if session >= len(days):
        return None
    when, overnight = announcement(days, session, lag[1], lag[2])
    return Story(topic, company, session, when, overnight, effect, good, figures=figures)
