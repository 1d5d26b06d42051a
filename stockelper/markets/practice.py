"""The practice market: fictional companies that trade on KRX's calendar under KOSPI's rules, in won."""

import re

from stockelper.markets.krx import LIMITS, SEOUL, SESSIONS, TAXES, TICKS
from stockelper.markets.market import Market

BOARD = "PRACTICE"
INDEX = "INDEX:PRACTICE"

PRACTICE = Market(
    code="practice",
    prefix="PRACTICE",
    zone=SEOUL,
    currency="KRW",
    boards=(BOARD,),
    default_basis="raw",
    indices={BOARD: INDEX},
    symbol=re.compile(r"[A-Z][0-9A-Z]{1,7}"),
    calendar=SESSIONS,
    ticks={BOARD: TICKS["KOSPI"]},
    limits={BOARD: LIMITS["KOSPI"]},
    taxes={BOARD: TAXES["KOSPI"]},
    settlement=2,
    simulated=True,
)
