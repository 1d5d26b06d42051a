"""Korea Investment & Securities: daily prices as traded (FHKST03010100, at most 100 rows a call)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import cast

from collectors.daily import daily_bars
from collectors.fields import at, of_type, parsed
from collectors.source import Page, Parsed, Rate, Refused, Reply, Source, Wanted, Web
from stockelper.errors import SourceError, Unauthorised
from stockelper.markets.registry import MARKETS
from stockelper.securities.resolver import Resolver

NAME = "kis"
CHART = "uapi/domestic-stock/v1/quotations/inquire-daily-itemchartprice"
SPAN = timedelta(days=139)
"""Calendar days that hold fewer than the 100 sessions of one answer."""
EXPIRED, TOO_FAST, TOKEN_TOO_SOON = "EGW00123", "EGW00201", "EGW00133"
REFUSED = {"EGW00103", "EGW00105", "EGW00121"}
"""The app key, its secret or the token is not accepted."""
TRIES = 4
FIELDS: Mapping[str, str] = {
    "open": "stck_oprc",
    "high": "stck_hgpr",
    "low": "stck_lwpr",
    "close": "stck_clpr",
    "volume": "acml_vol",
}


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """Spans of under 100 sessions, the oldest first, so that a watermark never runs ahead of a gap."""
    for security in wanted.securities:
        first = wanted.start(security.id)
        while first <= wanted.until:
            last = min(first + SPAN, wanted.until)
            reply = _asked(web, security.ticker, first, last)
            details = {"first": first.isoformat(), "last": last.isoformat()}
            yield Page(security.id, reply.url, reply.body, reply.fetched, details)
            first = last + timedelta(days=1)


def _asked(web: Web, ticker: str, first: date, last: date) -> Reply:
    params = {
        "FID_COND_MRKT_DIV_CODE": "J",
        "FID_INPUT_ISCD": ticker,
        "FID_INPUT_DATE_1": f"{first:%Y%m%d}",
        "FID_INPUT_DATE_2": f"{last:%Y%m%d}",
        "FID_PERIOD_DIV_CODE": "D",
        "FID_ORG_ADJ_PRC": "1",
    }
    for _ in range(TRIES):
        headers = {
            "authorization": f"Bearer {_token(web)}",
            "appkey": web.key("kis_app_key"),
            "appsecret": web.key("kis_app_secret"),
            "tr_id": "FHKST03010100",
            "custtype": "P",
        }
        reply = web.get(CHART, params=params, headers=headers, accepted=(500,))
        answer = parsed(NAME, reply.body)
        if at(NAME, answer, "rt_cd") == "0":
            return reply
        _give_way(web, of_type(NAME, str, answer, "msg_cd"))
    raise SourceError("source_status", source=NAME, status=TOO_FAST)


def _token(web: Web) -> str:
    """The access token of this client; a new one may be asked for once a minute."""
    if "token" not in web.kept:
        asked = {
            "grant_type": "client_credentials",
            "appkey": web.key("kis_app_key"),
            "appsecret": web.key("kis_app_secret"),
        }
        answer = parsed(NAME, web.post("oauth2/tokenP", json=asked, accepted=(403, 500)).body)
        fields = of_type(NAME, dict, answer)
        if "access_token" not in fields:
            _give_way(web, str(fields.get("error_code", fields.get("msg_cd"))))
        token = of_type(NAME, str, answer, "access_token")
        web.secret(token)
        web.kept["token"] = token
    return web.kept["token"]


def _give_way(web: Web, code: str) -> None:
    """Do what an error's code asks for before the next try."""
    if code == EXPIRED:
        web.kept.pop("token", None)
    elif code == TOO_FAST:
        web.pause(1.0)
    elif code == TOKEN_TOO_SOON:
        web.pause(60.0)
    elif code in REFUSED:
        raise Unauthorised("source_refused", source=NAME, status=code)
    else:
        raise SourceError("source_status", source=NAME, status=code)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Bars as traded; the answer has the newest row first, and empty ones where the span had no session."""
    answer = parsed(NAME, page.body)
    if at(NAME, answer, "rt_cd") != "0":
        raise SourceError("source_status", source=NAME, status=str(at(NAME, answer, "msg_cd")))
    rows: list[dict[str, object]] = []
    refused: list[Refused] = []
    for given in of_type(NAME, list, answer, "output2"):
        if not given:
            continue
        cells = {name: of_type(NAME, str, given, field) for name, field in FIELDS.items()}
        day = of_type(NAME, str, given, "stck_bsop_date")
        try:
            rows.append({"date": date.fromisoformat(day), **{n: int(c) for n, c in cells.items()}})
        except ValueError:
            record = cast("Mapping[str, object]", given)
            refused.append(Refused("output2", "not_a_number", page.part, record))
    bars = daily_bars(
        rows, security=page.part, source=NAME, basis="raw", market=MARKETS["krx"], fetched=page.fetched
    )
    return Parsed({"bars": bars}, refused, None if bars.is_empty() else str(bars["date"].max()))


SOURCE = Source(
    name=NAME,
    kind="prices",
    markets=("krx",),
    address="https://openapi.koreainvestment.com:9443",
    rate=Rate(5.0),
    fetch=fetch,
    parse=parse,
    keys=("kis_app_key", "kis_app_secret"),
    recording="kis/official_api_catalog_column_mapping.csv.gz",
)
