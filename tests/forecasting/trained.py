"""A process of its own that trains on stored bars and forecasts: `python -m tests.forecasting.trained BARS FOLDER THREADS`."""

import sys
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from forecasting.models import growing
from forecasting.registry import Models
from forecasting.service import Asked, Forecasts
from forecasting.vintages import vintage
from tests.forecasting.simulated import KRX, LAST, stored

KINDS = ("lambdarank", "ensemble")
HORIZON = 5


def main(arguments: Sequence[str]) -> None:
    """Write `forecasts.jsonl` and a vintage of each kind into the folder."""
    bars, folder, threads = Path(arguments[0]), Path(arguments[1]), int(arguments[2])
    growing.SMALL, growing.THREADS = 0, threads
    documents = stored(pl.read_parquet(bars), folder)
    lines: list[str] = []
    for kind in KINDS:
        models = Models(folder / kind)
        vintage(documents, models, KRX, LAST, [HORIZON], kind)
        asked = [Asked(f"KRX:{number:06d}", HORIZON, LAST) for number in range(1, 31)]
        lines += [str(made) for made in Forecasts(documents, models).many(asked)]
    (folder / "forecasts.txt").write_text("\n".join(lines), encoding="utf-8")
    documents.close()


if __name__ == "__main__":
    main(sys.argv[1:])
