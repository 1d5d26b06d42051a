"""The same lags made by mlforecast, in an environment of its own that is gone afterwards."""

import asyncio
import tempfile
import venv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LAGS = (1, 2, 3, 5, 10, 20, 60)
WIDTHS = (5, 20, 60)
VERSION = "1.1.0"
PATIENCE_S = 600.0
_SCRIPT = """
import sys, time
import numpy as np, pandas as pd
from mlforecast import MLForecast
from mlforecast.lag_transforms import RollingMean
with np.load(sys.argv[1]) as found:
    frame = pd.DataFrame({"unique_id": found["series"], "ds": found["step"], "y": found["value"]})
lags, widths = ([int(v) for v in text.split(",")] for text in sys.argv[2:4])
made = MLForecast(models=[], freq=1, lags=lags, lag_transforms={1: [RollingMean(w) for w in widths]}, num_threads=2)
took = []
for _ in range(2):
    started = time.perf_counter()
    made.preprocess(frame, dropna=False)
    took.append(time.perf_counter() - started)
print(min(took))
"""


def mlforecast_seconds(close: NDArray[np.float64]) -> float | None:
    """The better of two runs over the known values of shape (T, N); None where it cannot be installed or run."""
    with tempfile.TemporaryDirectory(prefix="stockelper-bench-") as folder:
        return asyncio.run(_measured(Path(folder), close))


async def _measured(folder: Path, close: NDArray[np.float64]) -> float | None:
    environment = folder / "environment"
    venv.EnvBuilder(with_pip=True).create(environment)
    python = environment / "bin" / "python"
    wanted = f"mlforecast=={VERSION}"
    if await output(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wanted) is None:
        return None
    script, values = folder / "lags.py", folder / "values.npz"
    script.write_text(_SCRIPT, encoding="utf-8")
    write_series(values, close)
    lags, widths = (",".join(map(str, numbers)) for numbers in (LAGS, WIDTHS))
    told = await output(python, script, values, lags, widths)
    return None if told is None else float(told.split()[-1])


def write_series(path: Path, close: NDArray[np.float64]) -> None:
    """Series by series, as mlforecast wants its rows."""
    known = ~np.isnan(close.T)
    series, _ = np.nonzero(known)
    step = np.concatenate([np.arange(count) for count in known.sum(axis=1)])
    np.savez(path, series=series, step=step, value=close.T[known].astype(np.float32))


async def output(*command: object) -> str | None:
    """What a command printed; None where it failed or took too long."""
    process = await asyncio.create_subprocess_exec(
        *map(str, command), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        printed, _ = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    except TimeoutError:
        process.kill()
        await process.wait()
        return None
    return printed.decode() if process.returncode == 0 else None
