"""Charts of made-up Korean shares as Naver and Yahoo tell them, for tests that need many or broken ones."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.collectors.replay import Told

XML = {"Content-Type": "text/xml"}
SEOUL = ZoneInfo("Asia/Seoul")
OPENS = timedelta(hours=9)


def naver_chart(ticker: str, days: Sequence[date], *, odd: bool = False) -> Told:
    """Prices that rise by a won a day; `odd` adds a line that is none."""
    lines = [f"{day:%Y%m%d}|{n + 100}|{n + 110}|{n + 90}|{n + 105}|{n + 1000}" for n, day in enumerate(days)]
    lines += [f"{days[-1]:%Y%m%d}|x|1|1|1|1"] if odd else []
    items = "".join(f'<item data="{line}" />' for line in lines)
    body = f'<protocol><chartdata symbol="{ticker}" name="x">{items}</chartdata></protocol>'
    return Told(body.encode(), headers=XML, delay=0.01)


def yahoo_chart(
    symbol: str,
    days: Sequence[date],
    zone: ZoneInfo = SEOUL,
    opens: timedelta = OPENS,
    currency: str = "KRW",
) -> Told:
    """The same prices, stamped with the session's opening in its zone, and a dividend on the second day."""
    stamps = [int((datetime.combine(day, datetime.min.time(), zone) + opens).timestamp()) for day in days]
    numbers = range(len(days))
    quote = {name: [n + add for n in numbers] for name, add in (("open", 100), ("high", 110), ("low", 90))}
    quote |= {"close": [n + 105 for n in numbers], "volume": [n + 1_000 for n in numbers]}
    meta = {"symbol": symbol, "currency": currency, "exchangeTimezoneName": zone.key}
    events = {"dividends": {str(stamps[1]): {"date": stamps[1], "amount": 3}}} if len(days) > 1 else {}
    result = {"meta": meta, "timestamp": stamps, "events": events, "indicators": {"quote": [quote]}}
    return Told(json.dumps({"chart": {"result": [result], "error": None}}).encode(), delay=0.01)
