"""Prices and actions as the sources' recorded answers tell them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from pydantic import SecretStr

from collectors.registry import SOURCES
from collectors.source import Page, Parsed, Wanted
from collectors.sources import kis, naver_chart, yahoo
from collectors.web import PoliteWeb
from stockelper.errors import NotListed, SourceError, Unauthorised
from stockelper.markets.registry import MARKETS
from stockelper.securities.at import bundled_resolver
from stockelper.settings import Settings
from stockelper.store.documents import Documents
from tests.collectors.recorded import EXAMPLES, NVDA, SAMSUNG, recording
from tests.collectors.replay import Replay, Told
from tests.collectors.test_registry import Set

FETCHED = datetime(2025, 2, 22, 12, 0, tzinfo=UTC)
SPLIT = "historical-via-chart-NVDA-split-2021-02-01-to-2022-01-31.csv.json"
DIVIDENDS = "historical-via-chart-MSFT-dividends-2021-02-01-to-2022-01-31.csv.json"


def charted(body: Mapping[str, object], part: str, *, whole: bool, fetched: datetime = FETCHED) -> Parsed:
    until = fetched.timestamp() + (1 if whole else -1)
    symbol = part.partition(":")[2]
    details = {"symbol": symbol, "until": str(int(until)), "first": "2019-01-01"}
    return yahoo.parse(
        Page(part, "https://x.example", json.dumps(body).encode(), fetched, details), bundled_resolver()
    )


def on(bars: pl.DataFrame, day: date) -> dict[str, object]:
    return bars.filter(pl.col("date") == day).row(0, named=True)


def test_prices_before_a_split_are_turned_back_into_what_was_traded(shared_data: Path) -> None:
    body = recording(shared_data / "api", SPLIT)
    adjusted = charted(body, "US:NVDA", whole=False).frames["bars"]
    raw = charted(body, "US:NVDA", whole=True).frames["bars"]
    assert set(adjusted["basis"]) == {"splits"}
    assert set(raw["basis"]) == {"raw"}
    before, after = date(2021, 7, 19), date(2021, 7, 20)
    assert on(raw, before)["close"] == pytest.approx(4 * float(str(on(adjusted, before)["close"])))
    assert on(raw, before)["volume"] == pytest.approx(int(str(on(adjusted, before)["volume"])) / 4, abs=1)
    assert on(raw, after)["close"] == on(adjusted, after)["close"]


def test_a_split_is_known_when_its_ex_date_opens(shared_data: Path) -> None:
    (split,) = (
        charted(recording(shared_data / "api", SPLIT), "US:NVDA", whole=True)
        .frames["actions"]
        .rows(named=True)
    )
    assert (split["type"], split["ex_date"], split["factor"]) == ("split", date(2021, 7, 20), 4.0)
    assert split["known_at"] == MARKETS["us"].open_at(date(2021, 7, 20))


def test_dividends_have_their_ex_dates_and_amounts(shared_data: Path) -> None:
    found = charted(recording(shared_data / "api", DIVIDENDS), "US:MSFT", whole=True).frames["actions"]
    assert found.select("ex_date", "amount", "currency").rows() == [
        (date(2021, 2, 17), 0.56, "USD"),
        (date(2021, 5, 19), 0.56, "USD"),
        (date(2021, 8, 18), 0.56, "USD"),
        (date(2021, 11, 17), 0.62, "USD"),
    ]


def test_a_price_that_went_through_float32_is_stored_by_its_shortest_decimal(shared_data: Path) -> None:
    body = recording(shared_data / "api", "chart-AAPL.json")
    (bar,) = charted(body, "US:AAPL", whole=True).frames["bars"].rows(named=True)
    assert [bar[name] for name in ("open", "high", "low", "close")] == [164.98, 166.69, 162.15, 164.32]


def test_the_running_session_is_left_out_until_it_has_closed(shared_data: Path) -> None:
    body = recording(shared_data / "api", "chart-AAPL-2020-01-01-to-2020-01-03.json")
    close = MARKETS["us"].close_at(date(2020, 1, 2))
    running = charted(body, "US:AAPL", whole=True, fetched=close.replace(minute=59, hour=close.hour - 1))
    assert (running.frames["bars"].height, running.cursor) == (0, None)
    closed = charted(body, "US:AAPL", whole=True, fetched=close)
    assert (closed.frames["bars"]["known_at"].to_list(), closed.cursor) == ([close], "2020-01-02")


@pytest.mark.parametrize(
    ("part", "name", "field"),
    [
        ("US:AAPL", "chart-notimestamp-weird-quote.fake.json", "timestamp"),
        ("US:WSU.DE", "chart-WSU.DE-2023-08-04-to-2023-08-09.json", "meta.exchangeTimezoneName"),
        ("US:GOOG", "chart-AAPL.json", "meta.symbol"),
    ],
)
def test_an_answer_about_something_else_names_the_field(
    part: str, name: str, field: str, shared_data: Path
) -> None:
    with pytest.raises(SourceError) as caught:
        charted(recording(shared_data / "api", name), part, whole=True)
    assert caught.value.parameters["field"] == field


def scene(source_name: str, replay: Replay, store: Documents) -> Set:
    settings = Settings(source_timeout_s=3.0).model_copy(
        update={
            "source_addresses": {source_name: replay.address},
            "kis_app_key": SecretStr("app-key-1"),
            "kis_app_secret": SecretStr("secret-1"),
        }
    )
    return Set(SOURCES[source_name], EXAMPLES[source_name], store, settings)


def ask(web: PoliteWeb, source_name: str, wanted: Wanted) -> list[Page]:
    try:
        return list(SOURCES[source_name].fetch(web, wanted))
    finally:
        web.close()


def test_a_korean_share_of_unknown_board_is_looked_for_on_both(replay: Replay, store: Documents) -> None:
    replay.on("/v8/finance/chart/005930.KQ", Told(b'{"chart": {}}'))
    nameless = SAMSUNG.model_copy(update={"board": None})
    web = scene("yahoo", replay, store).open()
    (page,) = ask(web, "yahoo", Wanted((nameless,), date(2025, 1, 2), date(2025, 1, 3)))
    assert page.details["symbol"] == "005930.KQ"
    assert [question.path[-3:] for question in replay.asked] == [".KS", ".KQ"]


def test_a_symbol_that_yahoo_does_not_know_is_not_listed(replay: Replay, store: Documents) -> None:
    web = scene("yahoo", replay, store).open()
    with pytest.raises(NotListed):
        ask(web, "yahoo", Wanted((NVDA,), date(2025, 1, 2), date(2025, 1, 3)))


def naver(body: str, symbol: str = "005930") -> Parsed:
    page = Page(
        SAMSUNG.id,
        "https://x.example",
        body.encode("cp949"),
        FETCHED,
        {"symbol": symbol, "first": "2018-08-03"},
    )
    return naver_chart.parse(page, bundled_resolver())


HEAD, TAIL = '<protocol><chartdata symbol="005930" name="삼성전자">', "</chartdata></protocol>"


def test_naver_s_lines_become_split_adjusted_bars_from_the_first_day_wanted() -> None:
    lines = (
        '<item data="20180802|46550|46800|45500|45550|8560924" />'
        '<item data="20180803|45850|45900|45450|45750|8274944" />'
        '<item data="20180806|0|0|0|45750|0" /><item data="20180807|46300|x|45900|46700|9058174" />'
    )
    found = naver(HEAD + lines + TAIL)
    rows = found.frames["bars"].select("date", "open", "close", "volume", "halted", "basis").rows()
    assert rows == [
        (date(2018, 8, 3), 45850.0, 45750.0, 8274944, False, "splits"),
        (date(2018, 8, 6), None, 45750.0, 0, True, "splits"),
    ]
    assert [one.record for one in found.refused] == [{"item": "20180807|46300|x|45900|46700|9058174"}]


def test_a_cut_chart_of_naver_is_an_error() -> None:
    with pytest.raises(SourceError, match="protocol"):
        naver(HEAD + '<item data="20180803|45850|45900|45450|45750|8274944" />')


def test_a_chart_of_another_symbol_is_not_listed() -> None:
    with pytest.raises(NotListed):
        naver(HEAD + TAIL, symbol="000660")


KIS_PATH = f"/{kis.CHART}"
WANTED = Wanted((SAMSUNG,), date(2025, 1, 2), date(2025, 1, 3))
EMPTY = b'{"rt_cd": "0", "msg_cd": "MCA00000", "output2": [{}]}'


def failing(code: str) -> Told:
    return Told(json.dumps({"rt_cd": "1", "msg_cd": code, "msg1": ""}).encode(), 500)


def test_an_expired_token_is_asked_for_anew_once(replay: Replay, store: Documents) -> None:
    replay.on("/oauth2/tokenP", Told(b'{"access_token": "one"}'), Told(b'{"access_token": "two"}'))
    replay.on(KIS_PATH, failing("EGW00123"), Told(EMPTY))
    (page,) = ask(scene("kis", replay, store).open(), "kis", WANTED)
    used = [q.headers["authorization"] for q in replay.asked if q.path == KIS_PATH]
    assert used == ["Bearer one", "Bearer two"]
    assert "secret" not in page.url


def test_too_many_calls_a_second_are_waited_out(replay: Replay, store: Documents) -> None:
    replay.on("/oauth2/tokenP", Told(b'{"access_token": "one"}'))
    replay.on(KIS_PATH, failing("EGW00201"), Told(EMPTY))
    ask(scene("kis", replay, store).open(), "kis", WANTED)
    first, second = (q.at for q in replay.asked if q.path == KIS_PATH)
    assert second - first >= 1.0


def test_a_key_that_is_not_accepted_is_told_as_such(replay: Replay, store: Documents) -> None:
    replay.on("/oauth2/tokenP", Told(b'{"error_code": "EGW00103"}', 403))
    with pytest.raises(Unauthorised):
        ask(scene("kis", replay, store).open(), "kis", WANTED)


def test_a_year_is_asked_for_in_spans_of_under_a_hundred_sessions(replay: Replay, store: Documents) -> None:
    replay.on("/oauth2/tokenP", Told(b'{"access_token": "one"}'))
    replay.on(KIS_PATH, Told(EMPTY))
    ask(scene("kis", replay, store).open(), "kis", replace(WANTED, since=date(2024, 1, 2)))
    spans = [
        (q.query["FID_INPUT_DATE_1"], q.query["FID_INPUT_DATE_2"]) for q in replay.asked if q.path == KIS_PATH
    ]
    assert spans[0] == ("20240102", "20240520")
    assert spans[-1][1] == "20250103"
    days = [tuple(date.fromisoformat(day) for day in span) for span in spans]
    assert max(len(MARKETS["krx"].sessions(*span)) for span in days) <= 100


def test_a_watermark_is_asked_for_again_and_never_lies_behind_the_last_day() -> None:
    day, after = date(2025, 1, 3), date(2025, 2, 1)
    for watermark, start in ((None, WANTED.since), (day, day), (after, WANTED.until)):
        cursors = {SAMSUNG.id: str(watermark)} if watermark else {}
        assert replace(WANTED, cursors=cursors).start(SAMSUNG.id) == start
