"""The published protocols, day by day, on made-up tables and on the real files."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from forecasting.movement.movements import PRICES, Matrix, movements, read_bars, read_features
from forecasting.movement.protocol import ACL18, KDD17, STOCKNET, Part, Protocol

PUBLISHED = {ACL18: (20_315, 2_555), KDD17: (64_307, 8_070)}


def days(first: str, last: str) -> np.ndarray:
    return np.arange(np.datetime64(first), np.datetime64(last) + 1)


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        ("train", "2014-01-02", "2015-08-02"),
        ("validation", "2015-08-03", "2015-09-30"),
        ("test", "2015-10-01", "2015-12-31"),
    ],
)
def test_the_parts_of_acl18_begin_and_end_on_the_published_days(part: Part, first: str, last: str) -> None:
    every = days("2013-01-01", "2016-06-30")
    rows = ACL18.rows(every, part)
    assert (str(every[rows[0]]), str(every[rows[-1]])) == (first, last)


def test_a_part_that_the_days_do_not_reach_is_empty() -> None:
    assert not ACL18.rows(days("2013-01-01", "2015-09-30"), "test").size


@pytest.mark.parametrize(
    ("change", "label"), [(0.0055, 1), (0.0054, 0), (0.0, 0), (-0.0049, 0), (-0.0051, -1), (0.2, 1)]
)
def test_small_changes_are_neither_up_nor_down(change: float, label: int) -> None:
    close = np.array([[1.0], [1.0 + change + 1e-12]])
    found = movements(days("2014-01-06", "2014-01-07"), ("A",), dict.fromkeys(PRICES, close))
    assert found.label[1, 0] == label


def test_a_sample_needs_every_day_of_its_look_back() -> None:
    close = 10.0 * np.power(1.01, np.arange(12.0))[:, None]
    close[5] = np.nan
    prices: dict[str, Matrix] = dict.fromkeys(PRICES, close)
    found = movements(days("2014-01-06", "2014-01-17"), ("A",), prices)
    short = Protocol("short", 3, *[date(2014, 1, 1)] * 4)
    # Row 5 has no price, so rows 5 and 6 have no return and cannot be looked back on.
    assert np.flatnonzero(found.samples(short)[:, 0]).tolist() == [4, 10, 11]


def test_the_features_of_bars_are_the_published_ones() -> None:
    adjusted = np.arange(1.0, 31.0)[:, None]
    prices = {"open": adjusted * 2, "high": adjusted * 3, "low": adjusted, "close": adjusted * 2}
    found = movements(days("2014-01-01", "2014-01-30"), ("A",), prices | {"adj_close": adjusted})
    last = {name: float(values[-1, 0]) for name, values in found.features.items()}
    assert last == pytest.approx(
        {"c_open": 0.0, "c_high": 50.0, "c_low": -50.0, "n_close": 100 / 29, "n_adj_close": 100 / 29}
        | {f"ma{n}": 100 * ((30 + 31 - n) / 2 / 30 - 1) for n in (5, 10, 15, 20, 25, 30)}
    )
    assert np.isnan(found.features["ma30"][28, 0])


@pytest.mark.parametrize("protocol", PUBLISHED, ids=lambda protocol: protocol.name)
def test_the_real_files_give_the_published_numbers_of_samples(protocol: Protocol, shared_data: Path) -> None:
    path = shared_data / "movement" / f"{protocol.name}_features.parquet"
    if not path.exists():
        pytest.skip(f"the benchmark's file is not here: {path}")
    found = read_features(path, protocol)
    parts: tuple[Part, ...] = ("train", "validation")
    counts = tuple(int(found.samples(protocol)[protocol.rows(found.days, part)].sum()) for part in parts)
    assert counts == PUBLISHED[protocol]


def test_the_features_made_of_the_real_bars_are_those_of_the_real_file(shared_data: Path) -> None:
    bars, features = shared_data / "stocknet/prices.parquet", shared_data / "movement/acl18_features.parquet"
    if not (bars.exists() and features.exists()):
        pytest.skip(f"the benchmark's files are not here: {bars}, {features}")
    made, given = read_bars(bars, STOCKNET), read_features(features, ACL18)
    assert made.symbols == given.symbols
    rows = np.searchsorted(made.days, given.days)
    both = given.valid & np.isfinite(made.features["ma30"][rows])
    assert both.mean() > 0.95
    for name, values in given.features.items():
        close = np.abs(made.features[name][rows] - values)[both] < 0.02
        assert close.mean() > 0.99, name


def test_a_file_is_read_in_any_order_of_its_rows(tmp_path: Path, shared_data: Path) -> None:
    path = shared_data / "movement/acl18_features.parquet"
    if not path.exists():
        pytest.skip(f"the benchmark's file is not here: {path}")
    shuffled = tmp_path / "shuffled.parquet"
    pl.read_parquet(path).sample(fraction=1, shuffle=True, seed=3).write_parquet(shuffled)
    one, other = read_features(path, ACL18), read_features(shuffled, ACL18)
    assert (one.symbols, one.label.tobytes()) == (other.symbols, other.label.tobytes())
