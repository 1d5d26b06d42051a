"""OpenDART's financial statements (`fnlttSinglAcntAll.json`): consolidated ones, separate ones where there are none.

An account stands in several statements (equity in the balance sheet and in that of changes, profit in three), so each
figure is taken from the statement it belongs to (`sj_div`) alone. The figure of a quarter is the quarter's own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from collectors.fields import of_type, parsed
from collectors.records import frame_of
from collectors.source import Page, Parsed, Rate, Refused, Reply, Source, Wanted, Web
from collectors.sources.opendart import ADDRESS, PER_DAY, asked, company, day_of, end_of_day
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import FACTS

NAME = "opendart_fundamentals"
FIRST_YEAR = 2015
CONSOLIDATED, SEPARATE = "CFS", "OFS"
DUE = timedelta(days=14)
"""No report is filed sooner after its period."""


@dataclass(frozen=True)
class Concept:
    """The accounts that are one of our concepts, and the statements in which they are it, the best first."""

    name: str
    accounts: frozenset[str]
    statements: tuple[str, ...]


PROFIT, BALANCE = ("IS", "CIS"), ("BS",)
CONCEPTS = (
    Concept("revenue", frozenset({"ifrs-full_Revenue", "ifrs_Revenue"}), PROFIT),
    Concept(
        "operating_income",
        frozenset({"dart_OperatingIncomeLoss", "ifrs-full_ProfitLossFromOperatingActivities"}),
        PROFIT,
    ),
    Concept("net_income", frozenset({"ifrs-full_ProfitLoss", "ifrs_ProfitLoss"}), PROFIT),
    Concept(
        "eps", frozenset({"ifrs-full_BasicEarningsLossPerShare", "ifrs_BasicEarningsLossPerShare"}), PROFIT
    ),
    Concept("total_assets", frozenset({"ifrs-full_Assets", "ifrs_Assets"}), BALANCE),
    Concept("total_liabilities", frozenset({"ifrs-full_Liabilities", "ifrs_Liabilities"}), BALANCE),
    Concept("equity", frozenset({"ifrs-full_Equity", "ifrs_Equity"}), BALANCE),
)
REPORTS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {"11013": ("Q1", 3), "11012": ("Q2", 6), "11014": ("Q3", 9), "11011": ("FY", 12)}
)
"""A report's code: its period, and after how many months of the business year that ends."""


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer for each report whose period ends in the span, the oldest first."""
    for security in wanted.securities:
        number = company(NAME, web, security.ticker)
        about = asked(NAME, web, "api/company.json", corp_code=number)
        closing = int(of_type(NAME, str, parsed(NAME, about.body), "acc_mt")) if about else 12
        for end, year, code in _periods(wanted.start(security.id), wanted.until - DUE, closing):
            period = {"corp_code": number, "bsns_year": str(year), "reprt_code": code}
            for kind in (CONSOLIDATED, SEPARATE):
                reply = asked(NAME, web, "api/fnlttSinglAcntAll.json", **period, fs_div=kind)
                if reply is not None:
                    yield _page(security.id, reply, f"{year}{REPORTS[code][0]}", end, kind)
                    break


def _periods(first: date, last: date, closing: int) -> list[tuple[date, int, str]]:
    """Reports whose periods end from `first` to `last`: the end, the business year, the code."""
    found = [
        (_end(year, (closing % 12) + months), year, code)
        for year in range(max(FIRST_YEAR, first.year - 1), last.year + 1)
        for code, (_, months) in REPORTS.items()
    ]
    return sorted(one for one in found if first <= one[0] <= last)


def _end(year: int, month: int) -> date:
    """The last day of a month; months past the twelfth are the next year's."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _page(security: str, reply: Reply, period: str, end: date, kind: str) -> Page:
    details = {"period": period, "end": end.isoformat(), "kind": kind}
    return Page(security, reply.url, reply.body, reply.fetched, details)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """The figures of one report, in won as reported, known at the end of the day of its filing."""
    accounts = of_type(NAME, list, parsed(NAME, page.body), "list")
    rows: list[dict[str, object]] = []
    refused: list[Refused] = []
    for concept in CONCEPTS:
        found = _account(accounts, concept)
        if found is None or not (amount := of_type(NAME, str, found, "thstrm_amount").replace(",", "")):
            continue
        try:
            value = float(amount)
        except ValueError:
            refused.append(Refused("thstrm_amount", "not_a_number", page.part, {"amount": amount}))
            continue
        rows.append(_fact(page, concept.name, value, found))
    return Parsed({FACTS.name: frame_of(FACTS, rows)}, refused, page.details["end"])


def _account(accounts: Sequence[object], concept: Concept) -> object | None:
    for statement in concept.statements:
        for one in accounts:
            names = of_type(NAME, str, one, "account_id"), of_type(NAME, str, one, "sj_div")
            if names[0] in concept.accounts and names[1] == statement:
                return one
    return None


def _fact(page: Page, concept: str, value: float, account: object) -> dict[str, object]:
    receipt = of_type(NAME, str, account, "rcept_no")
    day = day_of(NAME, receipt[:8], "rcept_no")
    return {
        "security": page.part,
        "concept": concept,
        "period": page.details["period"],
        "consolidated": page.details["kind"] == CONSOLIDATED,
        "filing": receipt,
        "value": value,
        "unit": of_type(NAME, str, account, "currency"),
        "period_end": date.fromisoformat(page.details["end"]),
        "source": "dart",
        "known_at": min(end_of_day(day), page.fetched),
    }


SOURCE = Source(
    name=NAME,
    kind="fundamentals",
    markets=("krx",),
    address=ADDRESS,
    rate=Rate(5.0, per_day=PER_DAY),
    fetch=fetch,
    parse=parse,
    keys=("opendart_api_key",),
    recording="opendart/samples/report_fnlttSinglAcntAll.json",
)
