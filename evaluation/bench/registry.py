"""The benches by name, imported only when one is run."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, cast

from evaluation.bench.result import BenchOptions, Result, Row, result
from stockelper.errors import BadInput


class Bench(Protocol):
    """What a bench's module offers."""

    def run(self, options: BenchOptions) -> Sequence[Row]:
        """Measure. Raises NoData when a file that it needs is not there."""
        ...

    def data(self, options: BenchOptions) -> Mapping[str, Path]:
        """The files it reads, by the name that the result gives them."""
        ...


BENCHES: Mapping[str, str] = MappingProxyType(
    {
        "ingest": "evaluation.bench.ingest",
        "backfill": "evaluation.bench.backfill",
        "extraction": "evaluation.bench.extraction",
        "calibration": "evaluation.bench.calibration",
        "features": "evaluation.bench.features",
        "graph": "evaluation.bench.graph",
        "grounding": "evaluation.bench.grounding",
        "latency": "evaluation.bench.latency",
        "movement": "evaluation.bench.movement",
        "retrieval": "evaluation.bench.retrieval",
        "routing": "evaluation.bench.routing",
        "signal": "evaluation.bench.signal",
        "spillover": "evaluation.bench.spillover",
    }
)


def measure(name: str, options: BenchOptions) -> Result:
    """Run one bench.

    Raises:
        BadInput: there is none of that name.
        NoData: a file that it needs is not there.
    """
    if name not in BENCHES:
        raise BadInput("unknown_bench", name=name, known=", ".join(BENCHES))
    bench = cast("Bench", import_module(BENCHES[name]))
    return result(name, bench.run(options), bench.data(options), options)
