"""Training and forecasts are the same to the bit whatever runs them: threads, hash seeds, processors."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.forecasting.simulated import bars
from tests.forecasting.trained import KINDS

USUAL = {"PYTHONHASHSEED": "1", "OMP_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"}
CROWDED = {
    "PYTHONHASHSEED": "2",
    "OMP_NUM_THREADS": "2",
    "POLARS_MAX_THREADS": "2",
    "OMP_WAIT_POLICY": "passive",  # or each of the threads waits busily for the others
}


def plainer_processor() -> dict[str, str]:
    """NumPy and the linear algebra beneath it as on a processor without this one's wide registers."""
    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    return {"NPY_DISABLE_CPU_FEATURES": " ".join(found), "OPENBLAS_CORETYPE": "Prescott"}


def outcome(bars_file: Path, folder: Path, threads: int, changed: dict[str, str]) -> dict[str, bytes]:
    """What a process of such an environment wrote, by file."""
    folder.mkdir()
    settings = [f"{name}={value}" for name, value in changed.items()]
    command = [sys.executable, "-m", "tests.forecasting.trained", str(bars_file), str(folder), str(threads)]
    subprocess.run(["env", *settings, *command], check=True, timeout=300)
    files = [folder / "forecasts.txt"]
    files += [
        path for kind in KINDS for path in sorted((folder / kind).glob("**/*.*")) if path.suffix != ".json"
    ]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def bars_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bars") / "bars.parquet"
    bars(carries=0.3).write_parquet(path)
    return path


@pytest.fixture(scope="module")
def usual(bars_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return outcome(bars_file, tmp_path_factory.mktemp("usual") / "out", 1, USUAL)


@pytest.mark.parametrize(
    ("threads", "changed"),
    [(2, CROWDED), (3, {**USUAL, **plainer_processor()})],
    ids=["threads", "processor"],
)
def test_models_and_forecasts_are_the_same_bytes(
    bars_file: Path, usual: dict[str, bytes], tmp_path: Path, threads: int, changed: dict[str, str]
) -> None:
    other = outcome(bars_file, tmp_path / "out", threads, changed)
    assert len(usual) == 1 + 2 * len(KINDS)
    assert b"interval" in usual["forecasts.txt"]
    assert [name for name in usual if usual[name] != other.get(name)] == []
