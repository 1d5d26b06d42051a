"""Damaged files of a benchmark are named by file, row and field, and nothing is computed from them."""

from pathlib import Path

import polars as pl
import pytest

from forecasting.movement.movements import read_bars, read_features
from forecasting.movement.protocol import ACL18, STOCKNET
from forecasting.movement.tweets import read_tweets
from stockelper.errors import BadInput, NoData
from stockelper.language.catalogue import render
from tests.forecasting.movement.made_up import Made, matrices

FEATURES = "movement/acl18_features.parquet"
BARS = "stocknet/prices.parquet"
TWEETS = "stocknet/tweets_preprocessed.parquet"


def changed(path: Path, row: int, **values: object) -> int:
    """Write other values into a data row, counted from 1; the row."""
    at = pl.int_range(1, pl.len() + 1) == row
    read = pl.read_parquet(path)
    columns = {
        name: pl.when(at).then(pl.lit(value, dtype=read.schema[name])).otherwise(pl.col(name))
        for name, value in values.items()
    }
    read.with_columns(**columns).write_parquet(path)
    return row


def test_a_missing_file_is_named(made: Made) -> None:
    path = made.file(FEATURES)
    path.unlink()
    with pytest.raises(NoData) as caught:
        read_features(path, ACL18)
    assert caught.value.parameters["file"] == str(path)


def test_a_file_cut_in_half_is_called_damaged(made: Made) -> None:
    path = made.file(BARS)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(BadInput, match="file_damaged") as caught:
        read_bars(path, STOCKNET)
    assert caught.value.parameters["file"] == str(path)


@pytest.mark.parametrize("field", ["ma30", "label", "symbol", "valid"])
def test_a_missing_column_is_named(made: Made, field: str) -> None:
    path = made.file(FEATURES)
    pl.read_parquet(path).drop(field).write_parquet(path)
    with pytest.raises(BadInput, match="table_column") as caught:
        read_features(path, ACL18)
    assert caught.value.parameters == {"file": str(path), "column": field}


@pytest.mark.parametrize(
    ("field", "value"),
    [("c_high", float("nan")), ("n_adj_close", float("inf")), ("ma10", -123321.0), ("label", 2.0)],
)
def test_a_wrong_value_is_named_by_its_row_and_field(made: Made, field: str, value: float) -> None:
    path = made.file(FEATURES)
    row = changed(path, 5000, **{field: value})
    with pytest.raises(BadInput, match="table_value") as caught:
        read_features(path, ACL18)
    found = caught.value.parameters
    assert (found["file"], found["row"], found["field"]) == (str(path), row, field)


def test_what_a_file_itself_marks_as_missing_is_no_error(made: Made) -> None:
    path = made.file(FEATURES)
    row = changed(path, 5000, valid=False, c_high=float("nan"))
    found = read_features(path, ACL18)
    assert not found.valid[(row - 1) // len(found.symbols), (row - 1) % len(found.symbols)]


@pytest.mark.parametrize("value", [0.0, -1.0, None])
def test_a_price_that_cannot_be_is_named_by_its_row(made: Made, value: float | None) -> None:
    path = made.file(BARS)
    row = changed(path, 77, low=value)
    with pytest.raises(BadInput, match="table_value") as caught:
        read_bars(path, STOCKNET)
    assert (caught.value.parameters["row"], caught.value.parameters["field"]) == (row, "low")


def test_a_day_that_comes_twice_is_named(made: Made) -> None:
    path = made.file(BARS)
    read = pl.read_parquet(path)
    pl.concat([read, read.slice(10, 1)]).write_parquet(path)
    with pytest.raises(BadInput, match="table_twice") as caught:
        read_bars(path, STOCKNET)
    assert caught.value.parameters["row"] == read.height + 1


def test_a_file_that_ends_within_validation_is_named_with_its_last_row(made: Made) -> None:
    path = made.file(FEATURES)
    kept = pl.read_parquet(path).filter(pl.col("date") < pl.date(2015, 9, 1))
    kept.write_parquet(path)
    with pytest.raises(BadInput, match="table_cut") as caught:
        read_features(path, ACL18)
    line = render("en", f"error.{caught.value.code}", **caught.value.parameters)
    assert str(path) in line
    assert "2015-08-31" in line
    assert "date" in line


def test_a_file_that_begins_within_train_is_named(made: Made) -> None:
    path = made.file(FEATURES)
    pl.read_parquet(path).filter(pl.col("date") > pl.date(2014, 6, 1)).write_parquet(path)
    with pytest.raises(BadInput, match="table_late"):
        read_features(path, ACL18)


def test_tweets_without_a_zone_are_refused(made: Made) -> None:
    path = made.file(TWEETS)
    read = pl.read_parquet(path)
    read.with_columns(pl.col("created_at").dt.replace_time_zone(None)).write_parquet(path)
    with pytest.raises(BadInput, match="table_type") as caught:
        read_tweets(path, matrices(pl.read_parquet(made.file(BARS))))
    assert caught.value.parameters["column"] == "created_at"


def test_a_tweet_without_text_is_named_by_its_row(made: Made) -> None:
    path = made.file(TWEETS)
    changed(path, 12, text=None)
    with pytest.raises(BadInput, match="table_value") as caught:
        read_tweets(path, matrices(pl.read_parquet(made.file(BARS))))
    assert (caught.value.parameters["row"], caught.value.parameters["field"]) == (12, "text")
