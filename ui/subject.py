"""The product as `evaluation.bench` sees it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from agents.planner import plan
from collectors.files.columns import FileKind
from collectors.files.importing import import_paths
from collectors.files.prepared import Options
from stockelper.clock import Clock
from stockelper.language.normalise import detect
from stockelper.markets.registry import MARKETS
from stockelper.settings import load
from stockelper.types import Answer, Plan
from ui.wiring import Product


class BenchedProduct:
    """`evaluation.bench.subject.Subject` over the wired product."""

    def __init__(self, folder: Path) -> None:
        self._product = Product(load(folder), Clock())

    def practise(self) -> None:
        """See `Subject.practise`."""
        self._product.practise()

    def read_files(
        self, paths: Sequence[Path], *, market: str | None = None, kind: FileKind | None = None
    ) -> None:
        """See `Subject.read_files`."""
        options = Options(MARKETS[market] if market else None)
        report = import_paths(paths, self._product.documents, kind=kind, options=options)
        for file in report.files:
            if file.error is not None:
                raise file.error
        self._product.build_graph()

    def plan(self, question: str, as_of: datetime | None) -> Plan:
        """See `Subject.plan`."""
        context = self._product.context(Clock(as_of), detect(question), "local")
        return plan(question, context, ())

    def answer(self, question: str, as_of: datetime | None) -> Answer:
        """See `Subject.answer`."""
        runs = self._product.runs
        return runs.answer(runs.start(question, as_of=as_of))

    def close(self) -> None:
        """See `Subject.close`."""
        self._product.close()
