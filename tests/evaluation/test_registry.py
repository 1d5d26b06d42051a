"""What every bench of the registry must offer; a new bench is tested by its line there."""

from importlib import import_module
from pathlib import Path
from typing import NoReturn, cast

import pytest

from evaluation import bench
from evaluation.bench.registry import BENCHES, Bench, measure
from evaluation.bench.result import BenchOptions
from stockelper.errors import BadInput, NoData

FOLDER = Path(next(iter(bench.__path__)))
MACHINERY = {
    "__init__",
    "calibration_scores",
    "extraction_scores",
    "graph_as_of",
    "graph_made",
    "graph_neo4j",
    "graph_records",
    "graph_times",
    "ingest_mongo",
    "ingest_sides",
    "mlforecast_side",
    "page",
    "price_panels",
    "registry",
    "result",
    "subject",
}


def never_opened(folder: Path) -> NoReturn:
    raise AssertionError(folder)


@pytest.fixture
def nothing(tmp_path: Path) -> BenchOptions:
    """Options that lead to no file at all."""
    return BenchOptions(tmp_path / "shared", never_opened, data=tmp_path / "absent")


def test_every_bench_in_the_folder_has_its_line() -> None:
    files = {file.stem for file in FOLDER.glob("*.py")} - MACHINERY
    assert {module.rpartition(".")[2] for module in BENCHES.values()} == files


@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_says_what_it_measures_and_which_files_it_reads(name: str, nothing: BenchOptions) -> None:
    module = import_module(BENCHES[name])
    assert module.__doc__
    assert all(isinstance(path, Path) for path in cast("Bench", module).data(nothing).values())


@pytest.mark.parametrize("name", ["calibration", "features", "ingest", "latency", "signal"])
def test_a_bench_without_its_file_names_it(name: str, nothing: BenchOptions) -> None:
    with pytest.raises(NoData) as caught:
        measure(name, nothing)
    assert str(nothing.data) in str(caught.value.parameters["file"])


def test_an_unknown_bench_is_named_with_the_known_ones(nothing: BenchOptions) -> None:
    with pytest.raises(BadInput) as caught:
        measure("speed", nothing)
    assert caught.value.parameters == {"name": "speed", "known": ", ".join(BENCHES)}
