"""What the companies earn and own, quarter by quarter from 2021, and what was expected of them."""

from dataclasses import dataclass

import numpy as np

from collectors.practice.cast import companies
from collectors.practice.returns import shifted
from collectors.practice.streams import Floats, autoregressive, normals, uniforms

UNIT = 1e8
"""Figures are whole multiples of 100 million won."""
FLOWS = ("revenue", "operating_profit", "net_income")
LOW_MULTIPLE, MULTIPLE_RANGE = 9.0, 10.0
"""Price to earnings at the start lies in 9..19, where the margin that this takes is plausible."""
LOW_MARGIN, HIGH_MARGIN, NET_SHARE = 0.03, 0.35, 0.74
SALES_MEMORY, SALES_NOISE, MARGIN_MEMORY, MARGIN_NOISE = 0.8, 0.05, 0.7, 0.12
LEAST_MARGIN, MOST_MARGIN = 0.01, 0.45
EQUITY_TO_SALES, RETAINED = 0.8, 0.75


@dataclass(frozen=True)
class Accounts:
    """Figures by concept, each by quarter and company, in won; `consensus` is for the operating profit."""

    figures: dict[str, Floats]
    consensus: Floats

    def quarter(self, number: int, company: int) -> dict[str, float]:
        """One company's quarter."""
        return {name: float(values[number, company]) for name, values in self.figures.items()}

    def year(self, number: int, company: int) -> dict[str, float]:
        """The year that ends with a quarter: sums of flows, the balance at its end."""
        return self.quarter(number, company) | {
            name: float(self.figures[name][number - 3 : number + 1, company].sum()) for name in FLOWS
        }


def accounts(seed: int, count: int) -> Accounts:
    """The first `count` quarters."""
    size = len(companies())
    shocks = normals(seed, "quarters", count, size, 4)
    trend, margin = _trend(seed, count), _margins(seed)
    sales = autoregressive(SALES_NOISE * shocks[:, :, 0], SALES_MEMORY)
    profits = autoregressive(MARGIN_NOISE * margin * shocks[:, :, 1], MARGIN_MEMORY)
    revenue = _whole(trend * np.exp(sales))
    operating = np.maximum(_whole(revenue * np.clip(margin + profits, LEAST_MARGIN, MOST_MARGIN)), UNIT)
    net = _whole(operating * (NET_SHARE + 0.06 * shocks[:, :, 2]))
    equity = _whole(EQUITY_TO_SALES * _revenues() + np.cumsum(RETAINED * net, axis=0))
    leverage = 0.4 + 1.2 * uniforms(seed, "leverage", size)
    liabilities = _whole(leverage * equity * np.exp(0.02 * shocks[:, :, 3]))
    figures = {
        "revenue": revenue,
        "operating_profit": operating,
        "net_income": net,
        "assets": equity + liabilities,
        "liabilities": liabilities,
        "equity": equity,
    }
    expected_sales = trend * np.exp(SALES_MEMORY * shifted(sales, 1))
    expected_margin = np.maximum(margin + MARGIN_MEMORY * shifted(profits, 1), LEAST_MARGIN)
    return Accounts(figures, np.maximum(_whole(expected_sales * expected_margin), UNIT))


def _trend(seed: int, count: int) -> Floats:
    """Quarterly revenue without surprises: growth and season."""
    quarters = np.arange(count)
    growth = 0.01 + 0.09 * uniforms(seed, "growth", len(companies()))
    season = 0.06 * normals(seed, "season", 4, len(companies()))
    return _revenues() / 4 * np.exp(growth * quarters[:, None] / 4 + season[quarters % 4])


def _margins(seed: int) -> Floats:
    """Each company's own operating margin, such that its first price is a usual multiple of its earnings."""
    worth = np.array([company.price * company.shares for company in companies()])
    earnings = worth / (LOW_MULTIPLE + MULTIPLE_RANGE * uniforms(seed, "multiple", len(companies())))
    return np.clip(earnings / NET_SHARE / _revenues(), LOW_MARGIN, HIGH_MARGIN)


def _revenues() -> Floats:
    return np.array([company.revenue for company in companies()])


def _whole(values: Floats) -> Floats:
    return np.round(values / UNIT) * UNIT
