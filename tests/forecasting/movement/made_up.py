"""Made-up files in the format of the movement benchmarks, with a market that reverses what it did the day before."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from forecasting.movement.movements import FEATURES, PRICES, Movements, movements
from forecasting.movement.protocol import ACL18, KDD17

STOCKS = 12


@dataclass(frozen=True, eq=False)
class Made:
    """A folder of made-up files, as `bench movement --data` takes it."""

    folder: Path

    def file(self, name: str) -> Path:
        return self.folder / name


def weekdays(first: date, last: date) -> list[date]:
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5]


def bars(first: date, last: date, *, seed: int, reversal: float = 0.5) -> pl.DataFrame:
    """Bars whose market takes back a part of yesterday's move; one row a stock and weekday."""
    random = np.random.default_rng(seed)
    days = weekdays(first, last)
    market = random.normal(0, 0.01, len(days))
    for row in range(1, len(days)):
        market[row] -= reversal * market[row - 1]
    returns = market[:, None] + random.normal(0, 0.01, (len(days), STOCKS))
    close = 50 * np.exp(np.cumsum(returns, axis=0))
    above, below = random.uniform(0.001, 0.01, (2, len(days), STOCKS))
    symbols = [f"S{n:02}" for n in range(STOCKS)]
    columns = {"open": close, "high": close * (1 + above), "low": close * (1 - below)}
    prices = {name: values.ravel() for name, values in columns.items()}
    return pl.DataFrame(
        {"symbol": symbols * len(days), "date": np.repeat(np.array(days, "datetime64[D]"), STOCKS)}
        | prices
        | {"close": close.ravel(), "adj_close": close.ravel(), "volume": 1e6}
    )


def matrices(made: pl.DataFrame) -> Movements:
    days = made["date"].unique().sort().to_numpy()
    shape = (len(days), STOCKS)
    symbols = tuple(made["symbol"].head(STOCKS).to_list())
    prices = {name: made[name].to_numpy().reshape(shape) for name in PRICES}
    return movements(days, symbols, prices)


def features(made: pl.DataFrame) -> pl.DataFrame:
    """The same as a file of features: rows without all of them are marked and hold what the sources put there."""
    found = matrices(made)
    values = {name: found.features[name].ravel() for name in FEATURES}
    valid = np.all(np.isfinite(np.stack(list(values.values()))), axis=0)
    cells = {name: np.where(valid, column, -123321.0).astype(np.float32) for name, column in values.items()}
    rest = {"label": found.label.ravel(), "adj_close": made["adj_close"], "valid": valid}
    return made.select("symbol", "date").with_columns(**cells, **rest)


def tweets(first: date, last: date) -> pl.DataFrame:
    """One tweet about each of three stocks a day, at noon."""
    rows = [(f"S{n:02}", day, f"$ s{n:02} up again") for day in weekdays(first, last) for n in range(3)]
    times = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for _, day, _ in rows]
    return pl.DataFrame(
        {"symbol": [r[0] for r in rows], "created_at": times, "text": [r[2] for r in rows]},
        schema={"symbol": pl.String(), "created_at": pl.Datetime("us", "UTC"), "text": pl.String()},
    )


def write(folder: Path, *, goes_on: bool = False, reversal: float = 0.5) -> Made:
    """Write a whole folder; with `goes_on` the files reach over the test parts and are the same until then."""
    for name in ("movement", "stocknet"):
        (folder / name).mkdir(exist_ok=True)
    early = bars(date(2013, 10, 1), ACL18.test_until, seed=1, reversal=reversal)
    long = bars(date(2007, 1, 3), KDD17.test_until, seed=2, reversal=reversal)
    said = tweets(date(2014, 1, 1), ACL18.test_until)
    if not goes_on:
        early, long = (
            made.filter(pl.col("date") < one.test_from) for made, one in ((early, ACL18), (long, KDD17))
        )
        said = said.filter(pl.col("created_at").dt.date() < ACL18.test_from)
    features(early).write_parquet(folder / "movement" / "acl18_features.parquet")
    features(long).write_parquet(folder / "movement" / "kdd17_features.parquet")
    early.write_parquet(folder / "stocknet" / "prices.parquet")
    said.write_parquet(folder / "stocknet" / "tweets_preprocessed.parquet")
    return Made(folder)
