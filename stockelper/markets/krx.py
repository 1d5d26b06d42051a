"""The Korean market: KOSPI, KOSDAQ and KONEX."""

import re
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from stockelper.markets.calendar import Calendar
from stockelper.markets.market import Market
from stockelper.markets.rules import Ladder, Rule, ladder

SEOUL = ZoneInfo("Asia/Seoul")
SESSIONS = Calendar("krx.csv", SEOUL)

# KOSPI until 2010-10-03: 5 won below 5,000 (https://hankyung.com/article/2010073099481 names the old step
# and the change of 2010-10-04); KOSDAQ from 2003-07-21 (https://m.sedaily.com/NewsView/1HVLRK85PY).
_UPPER = (("10000", "10"), ("50000", "50"), ("100000", "100"), ("500000", "500"), (None, "1000"))
_KOSPI_OLD = ladder(("5000", "5"), *_UPPER)
_KOSPI_2010 = ladder(("1000", "1"), ("5000", "5"), *_UPPER)
_KOSDAQ_UPPER = (("10000", "10"), ("50000", "50"), (None, "100"))
_KOSDAQ_2003 = ladder(("5000", "5"), *_KOSDAQ_UPPER)
_KOSDAQ_2010 = ladder(("1000", "1"), ("5000", "5"), *_KOSDAQ_UPPER)
# One table for all boards from 2023-01-25: https://m.ekn.kr/view.php?key=20230117010003826
_UNIFIED = ladder(
    ("2000", "1"), ("5000", "5"), ("20000", "10"), ("50000", "50"), ("200000", "100"), ("500000", "500"), (None, "1000"),
)  # fmt: skip

TICKS: dict[str, tuple[Rule[Ladder], ...]] = {
    "KOSPI": (
        Rule(date(1998, 12, 7), _KOSPI_OLD),
        Rule(date(2010, 10, 4), _KOSPI_2010),
        Rule(date(2023, 1, 25), _UNIFIED),
    ),
    "KOSDAQ": (
        Rule(date(2003, 7, 21), _KOSDAQ_2003),
        Rule(date(2010, 10, 4), _KOSDAQ_2010),
        Rule(date(2023, 1, 25), _UNIFIED),
    ),
    "KONEX": (Rule(date(2013, 7, 1), _KOSDAQ_2010), Rule(date(2023, 1, 25), _UNIFIED)),
}

# https://sgsg.hankyung.com/article/2006020841961 (6, 8, 12, 15 %) and
# http://tg1004.tistory.com/1495 (30 % from 2015-06-15 on KOSPI and KOSDAQ; KONEX stays at 15 %).
LIMITS: dict[str, tuple[Rule[Decimal | None], ...]] = {
    "KOSPI": (
        Rule(date(1995, 4, 1), Decimal("0.06")),
        Rule(date(1996, 11, 25), Decimal("0.08")),
        Rule(date(1998, 3, 2), Decimal("0.12")),
        Rule(date(1998, 12, 7), Decimal("0.15")),
        Rule(date(2015, 6, 15), Decimal("0.30")),
    ),
    "KOSDAQ": (
        Rule(date(1996, 11, 25), Decimal("0.08")),
        Rule(date(1998, 5, 25), Decimal("0.12")),
        Rule(date(2005, 3, 28), Decimal("0.15")),
        Rule(date(2015, 6, 15), Decimal("0.30")),
    ),
    "KONEX": (Rule(date(2013, 7, 1), Decimal("0.15")),),
}

# Securities transaction tax plus, on KOSPI, the special tax for rural development (0.15 %), by settlement day:
# 1996 and 2019: https://www.fntimes.com/html/view.php?ud=201904021729082998f09e13944d_18 and
# https://www.hankookilbo.com/News/Read/201905211157035366; 2021, 2023, 2024: Enforcement Decree of the
# Securities Transaction Tax Act art. 5; 2025: https://m.hygood.co.kr/board/customerNotice/detail/1419;
# 2026: https://studygov.kr/blog/0337-2026-stock-transaction-tax
_SHARED = (
    (date(1996, 4, 1), "0.0030"),
    (date(2019, 6, 3), "0.0025"),
    (date(2021, 1, 1), "0.0023"),
    (date(2023, 1, 1), "0.0020"),
    (date(2024, 1, 1), "0.0018"),
    (date(2025, 1, 1), "0.0015"),
    (date(2026, 1, 1), "0.0020"),
)
TAXES: dict[str, tuple[Rule[Decimal], ...]] = {
    "KOSPI": tuple(Rule(since, Decimal(rate)) for since, rate in _SHARED),
    "KOSDAQ": tuple(Rule(since, Decimal(rate)) for since, rate in _SHARED),
    "KONEX": (Rule(date(2013, 7, 1), Decimal("0.0030")), Rule(date(2019, 6, 3), Decimal("0.0010"))),
}

KRX = Market(
    code="krx",
    prefix="KRX",
    zone=SEOUL,
    currency="KRW",
    boards=("KOSPI", "KOSDAQ", "KONEX"),
    default_basis="splits",
    indices={"KOSPI": "INDEX:KS11", "KOSDAQ": "INDEX:KQ11"},
    other_indices=("INDEX:KS200",),
    rates=("FX:USDKRW",),
    symbol=re.compile(r"[0-9A-Z]{6}"),
    rewrite=(
        (re.compile(r"\.(KS|KQ|KN|KRX)$"), ""),
        (re.compile(r"^A(?=[0-9A-Z]{6}$)"), ""),
    ),
    calendar=SESSIONS,
    ticks=TICKS,
    limits=LIMITS,
    taxes=TAXES,
    settlement=2,
)
