"""Real prices with planted errors, and real crashes without: what is refused, repaired, released."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from collectors.daily import actions, daily_bars
from collectors.gate import admit
from collectors.quality.findings import Bar
from collectors.quality.judging import judge
from collectors.quality.releasing import release
from collectors.registry import SOURCES
from collectors.source import Refused
from collectors.storing import Admitted, set_apart
from stockelper.errors import BadInput, NotFound
from stockelper.markets.market import MarketCode
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import BARS, QUARANTINE, REPAIRS
from stockelper.store.documents import Documents, eq

FILES: dict[MarketCode, str] = {"krx": "krx_daily_2019_2025", "us": "us_daily_2010_2026-01"}
NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
AT = 40
Change = Callable[[Bar], Bar]


def series(shared: Path, market: MarketCode, symbol: str, first: date, last: date) -> list[Bar]:
    path = shared / "prices" / f"{FILES[market]}.parquet"
    if not path.is_file():
        pytest.skip(f"real data is not here: {path}")
    found = pl.scan_parquet(path).filter(
        (pl.col("symbol") == symbol) & pl.col("date").cast(pl.Date).is_between(first, last)
    )
    columns = ("open", "high", "low", "close")
    rows = found.sort("date").select(pl.col("date").cast(pl.Date), *columns, "volume").collect().iter_rows()
    return [
        Bar(day, o and float(o), h and float(h), low and float(low), float(c), int(v), halted=not o)
        for day, o, h, low, c, v in rows
    ]


def times(bar: Bar, factor: float) -> Bar:
    prices = {
        n: None if (p := getattr(bar, n)) is None else p * factor for n in ("open", "high", "low", "close")
    }
    return replace(bar, **prices)


def sold(bar: Bar, factor: int) -> Bar:
    return replace(bar, volume=bar.volume * factor)


PLANTED: dict[str, tuple[Change, bool, str]] = {
    "a price a hundred times too high": (lambda bar: times(bar, 100), False, "hundredfold"),
    "cents for dollars": (lambda bar: times(bar, 0.01), True, "hundredfold"),
    "thousands of won": (lambda bar: times(bar, 0.001), True, "unit_change"),
    "a split of two nobody told": (lambda bar: sold(times(bar, 0.5), 2), True, "missed_split"),
    "a split of five nobody told": (lambda bar: sold(times(bar, 0.2), 5), True, "missed_split"),
    "a slip of the pen": (lambda bar: times(bar, 7.3), False, "spike"),
    "volume in hundreds": (lambda bar: sold(bar, 100), True, "volume_unit"),
}


@pytest.mark.parametrize("planted", PLANTED)
@pytest.mark.parametrize(
    ("market", "symbol"), [("krx", "005930"), ("krx", "035420"), ("us", "AAPL"), ("us", "KO")]
)
def test_a_planted_error_is_found_on_its_day_and_no_day_before(
    planted: str, market: MarketCode, symbol: str, shared_data: Path
) -> None:
    change, stays, reason = PLANTED[planted]
    bars = series(shared_data, market, symbol, date(2024, 3, 4), date(2024, 7, 31))
    spoilt = [change(bar) if n == AT or (stays and n > AT) else bar for n, bar in enumerate(bars)]
    first, *_ = judge(spoilt, [], {}, MARKETS[market])
    assert (first.date, first.reason) == (bars[AT].date, reason)


def test_a_bar_that_comes_twice_is_stale(shared_data: Path) -> None:
    bars = series(shared_data, "us", "AAPL", date(2024, 3, 4), date(2024, 7, 31))
    bars[AT] = replace(bars[AT - 1], date=bars[AT].date)
    assert [(one.date, one.reason) for one in judge(bars, [], {}, MARKETS["us"])] == [
        (bars[AT].date, "stale_repeat")
    ]


@pytest.mark.parametrize(("market", "symbol"), [("krx", "005930"), ("us", "AAPL"), ("us", "KO")])
@pytest.mark.parametrize("kept", ["the whole day", "no volume", "the close alone", "the prices alone"])
def test_days_filled_in_with_the_one_before_are_stale_to_the_last(
    market: MarketCode, symbol: str, kept: str, shared_data: Path
) -> None:
    bars = series(shared_data, market, symbol, date(2024, 3, 4), date(2024, 7, 31))
    last = max(bars[AT - 10 : AT], key=lambda bar: (bar.high or 0) / (bar.low or 1))
    at = bars.index(last) + 1
    for n in range(at, at + 4):
        day, sold_then = bars[n].date, bars[n].volume
        bars[n] = {
            "the whole day": replace(last, date=day),
            "no volume": replace(last, date=day, volume=0),
            "the close alone": replace(last, date=day, open=last.close, high=last.close, low=last.close),
            "the prices alone": replace(last, date=day, volume=sold_then),
        }[kept]
    found = [(one.date, one.reason) for one in judge(bars, [], {}, MARKETS[market])]
    assert found == [(bars[n].date, "stale_repeat") for n in range(at, at + 4)]


@pytest.mark.parametrize(
    ("market", "symbol", "first", "last"),
    [
        ("us", "APA", date(2020, 1, 2), date(2020, 6, 30)),  # halved in a day by the price of oil
        ("us", "CNC", date(2025, 5, 1), date(2025, 9, 30)),
        ("us", "STI", date(2025, 4, 1), date(2025, 11, 30)),  # nearly fourfold in a day
        ("us", "VRTX", date(2012, 3, 1), date(2013, 6, 30)),
        ("krx", "900300", date(2024, 9, 2), date(2025, 2, 28)),  # shares joined ten to one over a halt
        ("krx", "005930", date(2019, 1, 2), date(2025, 12, 30)),
    ],
)
def test_real_crashes_and_surges_pass(
    market: MarketCode, symbol: str, first: date, last: date, shared_data: Path
) -> None:
    bars = series(shared_data, market, symbol, first, last)
    assert len(bars) > 80
    assert judge(bars, [], {}, MARKETS[market]) == []


@pytest.mark.parametrize(("market", "most"), [("krx", 2e-5), ("us", 2e-5)])
def test_hardly_anything_of_untouched_prices_is_refused(
    market: MarketCode, most: float, shared_data: Path
) -> None:
    path = shared_data / "prices" / f"{FILES[market]}.parquet"
    symbols = pl.scan_parquet(path).select("symbol").unique().sort("symbol").collect()["symbol"].to_list()
    rows = alarms = 0
    for symbol in symbols[:: len(symbols) // 40]:
        bars = series(shared_data, market, symbol, date(2019, 1, 2), date(2026, 1, 6))
        rows, alarms = rows + len(bars), alarms + len(judge(bars, [], {}, MARKETS[market]))
    assert rows > 50_000
    assert alarms <= most * rows + 1


def test_a_split_that_was_told_explains_its_jump_in_prices_as_traded(shared_data: Path) -> None:
    bars = series(shared_data, "us", "AAPL", date(2024, 3, 4), date(2024, 7, 31))
    traded = [sold(times(bar, 0.25), 4) if n >= AT else bar for n, bar in enumerate(bars)]
    assert judge(traded, [], {bars[AT].date: 4.0}, MARKETS["us"]) == []


def page(bars: list[Bar], source: str) -> pl.DataFrame:
    rows = [{n: getattr(bar, n) for n in ("date", "open", "high", "low", "close", "volume")} for bar in bars]
    market = MARKETS["us"]
    return daily_bars(rows, security="US:AAPL", source=source, basis="raw", market=market, fetched=NOW)


def admitted(documents: Documents, frames: dict[str, pl.DataFrame], source: str = "yahoo") -> Admitted:
    return admit(documents, replace(SOURCES["yahoo"], name=source), frames, NOW)


def test_a_wrong_unit_is_repaired_where_another_source_agrees_and_the_original_is_kept(
    store: Documents, shared_data: Path
) -> None:
    bars = series(shared_data, "us", "AAPL", date(2024, 3, 4), date(2024, 7, 31))
    spoilt = [times(bar, 100) if n == AT else bar for n, bar in enumerate(bars)]
    alone = admitted(store, {"bars": page(spoilt, "yahoo")})
    assert [one.reason for one in alone.refused] == ["hundredfold"]
    store.upsert(BARS.name, page(bars, "other"), recorded_at=NOW)
    repaired = admitted(store, {"bars": page(spoilt, "yahoo")})
    assert (repaired.refused, repaired.frames["bars"].height) == ((), len(bars))
    fixed = repaired.frames["bars"].filter(pl.col("date") == bars[AT].date).row(0, named=True)
    assert fixed["close"] == pytest.approx(bars[AT].close)
    (note,) = store.read(REPAIRS.name, eq("field", "close")).rows(named=True)
    assert (note["before"], note["reason"]) == (pytest.approx(bars[AT].close * 100), "hundredfold")
    assert '"witness": "other"' in note["facts"]


def test_a_refused_bar_is_stored_once_a_person_releases_it(store: Documents, shared_data: Path) -> None:
    bars = series(shared_data, "us", "AAPL", date(2024, 3, 4), date(2024, 7, 31))
    bars[AT] = times(bars[AT], 100)
    judged = admitted(store, {"bars": page(bars, "yahoo")})
    store.upsert(BARS.name, judged.frames["bars"], recorded_at=NOW)
    set_apart(store, SOURCES["yahoo"], judged.refused, NOW)
    (held,) = store.read(QUARANTINE.name).rows(named=True)
    assert held["key"] == f"US:AAPL {bars[AT].date}"
    for _ in range(2):
        assert release(store, held["id"], NOW) == "bars"
    (bar,) = store.read(BARS.name, eq("date", bars[AT].date)).rows(named=True)
    assert (bar["date"], bar["close"]) == (bars[AT].date, bars[AT].close)
    assert store.read(QUARANTINE.name)["released"].to_list() == [NOW]
    assert admitted(store, {"bars": page(bars, "yahoo")}).refused == ()


def test_what_is_no_whole_record_cannot_be_released(store: Documents) -> None:
    set_apart(store, SOURCES["yahoo"], [Refused("x", "not_a_number", "k", {"line": "?"})], NOW)
    with pytest.raises(BadInput):
        release(store, store.read(QUARANTINE.name)["id"][0], NOW)
    with pytest.raises(NotFound):
        release(store, "nothing", NOW)


@pytest.mark.parametrize(
    ("paid", "reasons"),
    [
        ([(date(2024, 5, 10), 0.25)], []),
        ([(date(2024, 5, 10), 0.25), (date(2024, 5, 13), 0.25)], ["doubled_dividend"]),
        ([(date(2024, 2, 9), 0.24), (date(2024, 5, 10), 0.25)], []),
        ([(date(2024, 5, 10), 250.0)], ["dividend_too_large"]),
        ([(date(2024, 5, 10), -0.25)], ["impossible_dividend"]),
    ],
)
def test_wrong_and_doubled_dividends_are_refused(
    paid: list[tuple[date, float]], reasons: list[str], store: Documents, shared_data: Path
) -> None:
    bars = series(shared_data, "us", "AAPL", date(2024, 3, 4), date(2024, 7, 31))
    told = [
        {"security": "US:AAPL", "type": "dividend", "ex_date": day, "amount": amount, "source": "yahoo", "known_at": NOW}
        for day, amount in paid
    ]  # fmt: skip
    judged = admitted(store, {"bars": page(bars, "yahoo"), "actions": actions(told)})
    assert [one.reason for one in judged.refused] == reasons
    assert judged.frames["actions"].height == len(paid) - len(reasons)


@pytest.mark.parametrize(("symbol", "first"), [("005930", date(2024, 3, 4)), ("035420", date(2024, 3, 4))])
def test_adjusted_bars_after_a_split_that_the_stored_ones_miss_are_refused_day_after_day(
    symbol: str, first: date, store: Documents, shared_data: Path
) -> None:
    """A vendor's adjusted prices change all at once; a collector that goes on from its watermark sees the new ones alone."""
    source = replace(SOURCES["naver_chart"], name="naver_chart")
    bars = series(shared_data, "krx", symbol, first, date(2024, 7, 31))
    for n, bar in enumerate([bars[AT - 1], *bars[AT : AT + 15]]):
        told = bars[:AT] if n == 0 else [times(bar, 0.2)]
        rows = [
            {
                "date": b.date,
                "open": b.open,
                "high": b.high,
                "low": b.low,
                "close": b.close,
                "volume": b.volume,
            }
            for b in told
        ]
        frame = daily_bars(
            rows, security=f"KRX:{symbol}", source="naver_chart", basis="splits", market=MARKETS["krx"], fetched=NOW
        )  # fmt: skip
        admitted = admit(store, source, {"bars": frame}, NOW)
        store.upsert(BARS.name, admitted.frames["bars"], recorded_at=NOW)
        set_apart(store, source, admitted.refused, NOW)
        assert len(admitted.refused) == (0 if n == 0 else 1)
    assert store.count(BARS.name) == AT
