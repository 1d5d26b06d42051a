"""The product as a bench sees it: opened on a data folder by whoever runs the bench."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from stockelper.types import Answer, Plan


class Subject(Protocol):
    """One product on one data folder."""

    def practise(self) -> None:
        """Fill an empty store with the practice market."""
        ...

    def read_files(
        self, paths: Sequence[Path], *, market: str | None = None, kind: Literal["articles"] | None = None
    ) -> None:
        """Import files as `stockelper import` does. Raises StockelperError when one cannot be used."""
        ...

    def plan(self, question: str, as_of: datetime | None) -> Plan:
        """The question's plan, without history."""
        ...

    def answer(self, question: str, as_of: datetime | None) -> Answer:
        """The answer through the whole graph, in a conversation of its own."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


Opener = Callable[[Path], Subject]
