"""What a history must be for a forecast: each fault has its reason, and harms no other security."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from forecasting.features.inputs import Inputs
from forecasting.registry import Models
from forecasting.service import Asked, Forecasts
from forecasting.soundness import Unsound, check
from forecasting.vintages import vintage
from stockelper.errors import NoData
from stockelper.types import Forecast
from tests.forecasting.simulated import KRX, LAST, bars, given, stored

FAULTY = "KRX:000001"
PRICES = ("open", "high", "low", "close")
DAYS = bars(securities=1)["date"].to_list()
Change = Callable[[pl.DataFrame], pl.DataFrame]


def since(ago: int, until: int = 0) -> pl.Expr:
    """The faulty security's bars of the last sessions, or of some before them."""
    return (pl.col("security") == FAULTY) & pl.col("date").is_between(DAYS[-ago], DAYS[-1 - until])


def scaled(by: float, ago: int, without: tuple[int, int] | None = None) -> Change:
    """Prices times a factor from so many sessions ago on, as a split makes them; some bars may be missing."""

    def change(frame: pl.DataFrame) -> pl.DataFrame:
        kept = frame if without is None else frame.filter(~since(*without))
        return kept.with_columns(
            pl.when(since(ago)).then(pl.col(name) * by).otherwise(pl.col(name)) for name in PRICES
        )

    return change


def closes(frame: pl.DataFrame) -> list[float]:
    return frame.filter(pl.col("security") == FAULTY)["close"].to_list()


def halted(by: float, ago: int, until: int) -> Change:
    """A halt, and prices that begin again at a factor of the last one."""

    def change(frame: pl.DataFrame) -> pl.DataFrame:
        paused, found = since(ago, until), closes(frame)
        last, first = found[-ago - 1], found[-until]
        again = pl.when(since(until)).then(pl.col("close") * (by * last / first)).otherwise(pl.col("close"))
        return frame.with_columns(close=pl.when(paused).then(last).otherwise(again), halted=paused)

    return change


def without(ago: int, until: int = 0) -> Change:
    return lambda frame: frame.filter(~since(ago, until))


def still(ago: int) -> Change:
    return lambda frame: frame.with_columns(
        close=pl.when(since(ago)).then(closes(frame)[-ago - 1]).otherwise(pl.col("close"))
    )


def unsold(ago: int) -> Change:
    return lambda frame: frame.with_columns(volume=pl.when(since(ago)).then(0).otherwise(pl.col("volume")))


def checked(frame: pl.DataFrame) -> None:
    found: Inputs = given(frame)
    check(found, FAULTY, found.panel.securities.index(FAULTY))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (scaled(1 / 10, 30), "price_jumped"),
        (scaled(1 / 5, 100), "price_jumped"),
        (scaled(1 / 2, 200), "price_jumped"),
        (scaled(1 / 1.7, 240), "price_jumped"),
        (scaled(10, 100), "price_jumped"),
        (scaled(1 / 2, 100, without=(100, 99)), "price_jumped"),  # the bar of the split was set apart
        (halted(5.0, 120, 100), "price_jumped"),  # shares were put together during the halt
        (halted(0.2, 120, 100), "price_jumped"),
        (without(120, 20), "history_has_gaps"),
        (without(190, 50), "history_has_gaps"),
        (still(70), "price_never_moved"),
        (still(400), "price_never_moved"),
        (unsold(60), "no_volume"),
        (unsold(400), "no_volume"),
        (without(300), "no_bar_that_day"),
        (without(1), "no_bar_that_day"),
    ],
)
def test_a_faulty_history_has_its_reason(change: Change, code: str) -> None:
    with pytest.raises(Unsound) as refused:
        checked(change(bars(securities=12)))
    assert refused.value.code == code


@pytest.mark.parametrize(
    "change",
    [
        scaled(1.0, 30),
        scaled(1 / 5, 300),  # before what any feature compares
        scaled(1.25, 100),  # a day's limit is 30 %
        halted(1.9, 120, 100),  # trade begins again at up to twice the last price
        halted(0.55, 120, 100),
        without(20, 15),
        without(400, 250),
        still(40),
        unsold(59),
    ],
)
def test_what_can_happen_to_a_price_is_no_fault(change: Change) -> None:
    checked(change(bars(securities=12)))


def test_a_company_that_was_delisted_long_ago_is_told_its_last_day() -> None:
    with pytest.raises(Unsound) as refused:
        checked(without(300)(bars(securities=12)))
    assert refused.value.parameters["last"] == DAYS[-301].isoformat()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    documents = stored(bars(carries=0.3), folder)
    vintage(documents, Models(folder / "models"), KRX, date(2025, 5, 30), [1], "linear")
    documents.close()
    return folder


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan, 0.0, -5.0])
@pytest.mark.parametrize("name", ["close", "high", "volume"])
def test_what_is_no_price_is_no_bar_and_harms_no_other_security(
    tmp_path: Path, sound: Path, name: str, value: float
) -> None:
    frame = bars(carries=0.3).with_columns(pl.col("volume").cast(pl.Float64()))
    spoilt = frame.with_columns(pl.when(since(1)).then(value).otherwise(pl.col(name)).alias(name))
    documents = stored(
        spoilt.with_columns(
            pl.col("volume").replace({np.inf: None, -np.inf: None, np.nan: None}).cast(pl.Int64())
        ),
        tmp_path,
    )
    others = [Asked(f"KRX:{number:06d}", 1, LAST) for number in range(2, 31)]
    faulty, *rest = Forecasts(documents, Models(sound / "models")).many([Asked(FAULTY, 1, LAST), *others])
    documents.close()
    assert all(isinstance(one, Forecast) for one in rest)
    if name == "close":
        assert isinstance(faulty, Unsound)
        assert faulty.code == "no_bar_that_day"


def test_a_market_of_three_securities_is_not_learnt_from(tmp_path: Path) -> None:
    documents = stored(bars(securities=3, sessions=840), tmp_path)
    with pytest.raises(NoData) as refused:
        vintage(documents, Models(tmp_path / "models"), KRX, LAST, [1], "linear")
    documents.close()
    assert (refused.value.code, refused.value.parameters["n"]) == ("too_few_to_train", 3)
