"""Everything an agent may touch, in one frozen object: what is not in here an agent cannot reach."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from kg.port import Graph
from stockelper.clock import Clock
from stockelper.errors import StockelperError
from stockelper.securities.resolver import Resolver
from stockelper.store.documents import Documents
from stockelper.types import Forecast, Language, Wish

if TYPE_CHECKING:
    from stockelper.tracing import Span


class Tracer(Protocol):
    """Where a run's steps are noted; `stockelper.tracing.Tracing` is one."""

    def span(self, name: str, kind: str = "span", input: object = None) -> "AbstractContextManager[Span]":
        """A step within the current one, from entering to leaving the block."""
        ...


class Refresh(Protocol):
    """Has collected what a question about the present lacks; what comes is in the store afterwards.

    The same is asked for once at a time, whoever wants it, and not again within some minutes, whatever came of it.
    """

    async def collect(self, wishes: Sequence[Wish]) -> Sequence[StockelperError | None]:
        """For each wish why nothing came, or None where sources answered. Waits for a few seconds at most."""
        ...

    def note(self, securities: Sequence[str]) -> None:
        """Remember that somebody asked about securities (ids), so that they are followed; does not wait."""
        ...


class Forecasts(Protocol):
    """Who says what may come; reads trained models, and never fits one while somebody waits."""

    def forecast(self, security: str, *, horizon: int, as_of: date, language: Language) -> Forecast:
        """The forecast of a security over `horizon` sessions from its last close up to `as_of`.

        `language` is that of its reasons.

        Raises:
            NoData: no model knows the market, or the security's prices are not fit to forecast from.
        """
        ...


@dataclass(frozen=True)
class Context:
    """What the planner, the specialists and the writer of one question work with.

    Attributes:
        documents: the record store; every read that reaches an answer passes `known_by=clock.now()`.
        graph: the corporate graph; None: relations are not known.
        resolver: securities as known at the clock's moment.
        clock: the as-of clock.
        language: the language of the answer.
        user: whose question it is.
        tracing: where tool calls are noted as spans of the run; None notes nothing.
        forecasts: who forecasts; None: nobody does.
        refresh: who collects on demand; None: questions are answered from the store alone.
    """

    documents: Documents
    graph: Graph | None
    resolver: Resolver
    clock: Clock
    language: Language
    user: str = "local"
    tracing: Tracer | None = None
    forecasts: Forecasts | None = None
    refresh: Refresh | None = None
