"""Tweets count for the first day that opens after them, and their words for nothing but the train days."""

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from forecasting.evaluation.splits import Fold
from forecasting.movement.tweets import Tweets, read_tweets
from forecasting.movement.words import documents, word_scores
from tests.forecasting.movement.made_up import bars, matrices

SCHEMA = {"symbol": pl.String(), "created_at": pl.Datetime("us", "UTC"), "text": pl.String()}
FOUND = matrices(bars(date(2014, 3, 3), date(2014, 4, 30), seed=1))


def given_day(tmp_path: Path, *times: datetime, symbol: str = "S01", text: str = "up") -> list[str]:
    rows = {
        "symbol": [symbol] * len(times),
        "created_at": times,
        "text": [f"{text} {n}" for n in range(len(times))],
    }
    path = tmp_path / "tweets.parquet"
    pl.DataFrame(rows, schema=SCHEMA).write_parquet(path)
    return [str(FOUND.days[row]) for row in read_tweets(path, FOUND).rows]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        # New York is at UTC-5 until 2014-03-09 and at UTC-4 from then on; the market opens at 09:30 there.
        (datetime(2014, 3, 5, 14, 29, 59, tzinfo=UTC), "2014-03-05"),
        (datetime(2014, 3, 5, 14, 30, tzinfo=UTC), "2014-03-06"),
        (datetime(2014, 3, 12, 13, 29, 59, tzinfo=UTC), "2014-03-12"),
        (datetime(2014, 3, 12, 13, 30, tzinfo=UTC), "2014-03-13"),
        (datetime(2014, 3, 13, 2, 0, tzinfo=UTC), "2014-03-13"),
        (datetime(2014, 3, 14, 20, 1, tzinfo=UTC), "2014-03-17"),
        (datetime(2014, 3, 16, 12, 0, tzinfo=UTC), "2014-03-17"),
    ],
)
def test_a_tweet_counts_for_the_first_day_that_opens_after_it(
    tmp_path: Path, written: datetime, day: str
) -> None:
    assert given_day(tmp_path, written) == [day]


def test_tweets_after_the_last_open_and_of_unknown_stocks_are_left_out(tmp_path: Path) -> None:
    assert given_day(tmp_path, datetime(2014, 4, 30, 20, tzinfo=UTC)) == []
    assert given_day(tmp_path, datetime(2014, 4, 3, 20, tzinfo=UTC), symbol="ZZZ") == []


def told(first: int, last: int) -> Tweets:
    """On every day two stocks are praised and two are scolded."""
    rows = np.repeat(np.arange(first, last), 4)
    columns = np.tile(np.arange(4), last - first)
    return Tweets(rows, columns, tuple("strong growth" if column < 2 else "weak sales" for column in columns))


def test_words_that_went_with_rises_score_above_those_that_went_with_falls() -> None:
    move = np.zeros((40, 6))
    move[:, :2], move[:, 2:4] = 1.0, -1.0
    fold = Fold(np.arange(5, 30), np.arange(30, 40))
    scores = word_scores(documents(told(0, 40), move.shape), move, fold)
    assert (scores[:, :2] > 0).all()
    assert (scores[:, 2:4] < 0).all()
    assert not scores[:, 4:].any()


def test_moves_outside_the_train_days_teach_nothing() -> None:
    random = np.random.default_rng(2)
    move = random.normal(size=(40, 6))
    fold = Fold(np.arange(5, 30), np.arange(30, 40))
    other = move.copy()
    other[30:] *= -5
    other[:5] = np.nan
    made = documents(told(0, 40), move.shape)
    assert word_scores(made, move, fold).tobytes() == word_scores(made, other, fold).tobytes()


def test_without_tweets_on_a_test_day_the_words_say_nothing() -> None:
    fold = Fold(np.arange(5, 30), np.arange(30, 40))
    assert not word_scores(documents(told(0, 30), (40, 6)), np.ones((40, 6)), fold).any()
