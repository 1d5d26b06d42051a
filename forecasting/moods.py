"""How a headline is meant, by a small table of words: -1 for nothing but bad ones, 1 for nothing but good ones."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import polars as pl

TABLE = Path(__file__).with_name("moods.toml")
Side = Literal["good", "bad"]


def moods(titles: pl.Series) -> pl.Series:
    """A number from -1 to 1 for each title, 0 where no word of the table stands in it.

    A stem of an English word counts at its beginning; Korean words have no such edge.
    """
    lowered = titles.str.to_lowercase()
    good, bad = (lowered.str.count_matches(_pattern(side)).cast(pl.Float64) for side in ("good", "bad"))
    return ((good - bad) / (good + bad)).fill_nan(0.0).fill_null(0.0).alias("mood")


@cache
def _pattern(side: Side) -> str:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    korean, english = ("|".join(map(re.escape, table[language][side])) for language in ("ko", "en"))
    return rf"{korean}|\b(?:{english})"
