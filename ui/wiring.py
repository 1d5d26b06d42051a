"""The only place that names concrete classes: from settings to the parts that they choose.

Every part is opened when it is first used, so that `import` never pays for langgraph and `plan` never for
a model.
"""

from argparse import Namespace
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from stockelper.clock import Clock, parse_as_of, wall_clock
from stockelper.language.normalise import detect
from stockelper.masking import masked_address
from stockelper.securities.at import resolver_at
from stockelper.settings import Settings, load
from stockelper.store.documents import Documents
from stockelper.types import Language, Wish
from ui.first_asked import WhenAsked
from ui.places import check_checkpoints, checkpoints, file_of, is_file, within
from ui.practising import bring_up, is_of_practice

if TYPE_CHECKING:
    from threading import Event

    from agents.context import Context
    from collectors.reading import Collecting
    from collectors.refreshing import Came, Refreshing
    from forecasting.means import Means
    from forecasting.registry import Models
    from forecasting.service import Forecasts
    from graph.conversations import Conversations
    from graph.runs import Runs
    from kg.build import BuildReport
    from kg.port import Graph
    from stockelper.models import Configured
    from stockelper.securities.resolver import Resolver
    from stockelper.store.documents import Fence
    from stockelper.store.traces import TraceStore
    from stockelper.tracing import Tracing


class Product:
    """The product's parts for one process, opened on first use; `close` lets go of all that were."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock

    @cached_property
    def documents(self) -> Documents:
        """The record store that the settings name."""
        url = self.settings.documents()
        if is_file(url):
            from stockelper.store.sqlite import SqliteDocuments

            return SqliteDocuments(file_of(url, "STOCKELPER_DOCUMENTS_URL"))
        from stockelper.store.mongo import MongoDocuments

        return MongoDocuments(url, seconds=self.settings.documents_timeout_s)

    @cached_property
    def graph(self) -> "Graph":
        """The corporate graph that the settings name."""
        url = self.settings.graph()
        if is_file(url):
            from kg.sqlite import SqliteGraph

            return SqliteGraph(file_of(url, "STOCKELPER_GRAPH_URL"))
        from kg.neo4j import Neo4jGraph

        return Neo4jGraph(url, masked_address(url))

    @cached_property
    def models(self) -> "Models":
        """The trained models in the data folder."""
        from forecasting.registry import Models

        return Models(self.settings.data / "models")

    @cached_property
    def means(self) -> "Means":
        """Where trees are grown, here or on the Dask cluster that the settings name, and the graph's links."""
        from forecasting.means import Means
        from forecasting.models.growing import here
        from forecasting.models.on_dask import OnDask
        from ui.linking import links_of

        address = self.settings.dask_scheduler
        return Means(here if address is None else OnDask(address), links_of(lambda: self.graph))

    @property
    def kept(self) -> Path:
        """Where what forecasts share is kept: all of it can be made again."""
        return self.settings.data / "forecasts"

    @cached_property
    def forecasts(self) -> "Forecasts":
        """The forecasts of the store's securities."""
        from forecasting.service import Forecasts

        return Forecasts(self.documents, self.models, self.kept, self.means.links)

    @cached_property
    def traces(self) -> "TraceStore":
        """The local store of traces and scores."""
        from stockelper.store.traces import TraceStore

        return TraceStore(within(self.settings, "traces.db"))

    @cached_property
    def tracing(self) -> "Tracing":
        """The tracer provider: the local store first, Langfuse beside it."""
        from stockelper.tracing import open_tracing

        return open_tracing(self.settings)

    @cached_property
    def model(self) -> "Configured | None":
        """The configured language models."""
        from stockelper.models import open_model

        return open_model(self.settings)

    @cached_property
    def conversations(self) -> "Conversations":
        """Stored threads and answers."""
        from graph.conversations import Conversations

        return Conversations(self.documents)

    @cached_property
    def runs(self) -> "Runs":
        """The runs service of this process."""
        from graph.execution import Engine
        from graph.runs import Runs

        engine = Engine(
            self.context,
            lambda: checkpoints(self.settings, self.documents),
            self.tracing,
            self.model,
            self.answering,
        )
        return Runs(engine, self.conversations)

    def collecting(self, stop: "Event", job: str = "collect", fence: "Fence | None" = None) -> "Collecting":
        """What runs of sources need; `stop` ends them at their next page."""
        from collectors.reading import Collecting
        from collectors.source import Source
        from collectors.web import PoliteWeb

        def web_for(source: Source) -> PoliteWeb:
            return PoliteWeb(source, self.settings, self.documents, wall_clock, stop)

        return Collecting(self.documents, web_for, wall_clock, stop, fence=fence, job=job)

    @cached_property
    def refresh(self) -> "Refreshing | None":
        """Who collects what a question lacks; None where the settings say that nobody does."""
        from collectors.refreshing import Refreshing

        return Refreshing(self.documents, self.gather) if self.settings.refresh else None

    def gather(self, wish: Wish, stop: "Event", spared: Collection[str]) -> "Came":
        """Ask the sources of a wish; see `collectors.refreshing.Gather`."""
        from collectors.gathering import gather
        from collectors.refreshing import JOB

        return gather(self.collecting(stop, JOB), wish, spared)

    def resolver(self, clock: Clock | None = None) -> "Resolver":
        """Securities as known at the clock's moment."""
        return resolver_at(self.documents, (clock or self.clock).now())

    def context(self, clock: Clock, language: Language, user: str) -> "Context":
        """What the agents of one question may touch."""
        from agents.context import Context

        resolver = self.resolver(clock)
        return Context(
            self.documents,
            self.graph,
            resolver,
            clock,
            language,
            user,
            forecasts=WhenAsked(lambda: self.forecasts, self.documents),
            refresh=self.refresh,
        )

    def answering(self, question: str) -> Language:
        """The language of an answer where none is asked for: the settings', else the question's."""
        from agents.planner.romanised import in_hangul

        return self.settings.language or detect(in_hangul(question))

    def language(self) -> Language:
        """The language of the product's own sentences outside of answers."""
        return self.settings.language or "en"

    def check_checkpoints(self) -> str:
        """The address of the conversations' states. Raises `StoreError` when they cannot be written."""
        return check_checkpoints(self.settings, self.documents)

    def practise(self) -> bool:
        """Bring the practice market and its graph up to the last session, in a store that is empty or holds it.

        Returns whether the store holds a practice market.
        """
        if not is_of_practice(self.documents):
            return False
        if bring_up(self.documents):
            self.build_graph(market="practice")
        return True

    def build_graph(self, market: str | None = None) -> "BuildReport":
        """Bring the graph up to the records."""
        from kg.build import build

        return build(
            self.documents, self.graph, market=market, known_by=wall_clock(), recorded_at=wall_clock()
        )

    def close(self) -> None:
        """Close every part that was opened, the runs first."""
        for name in ("runs", "refresh", "tracing", "traces", "graph", "documents"):
            if self.__dict__.get(name) is not None:
                self.__dict__[name].close()


def open_product(options: Namespace) -> Product:
    """The product for one command line. Raises BadSetting and BadInput before anything is opened."""
    settings = load(options.data)
    return Product(settings, Clock(None if options.as_of is None else parse_as_of(options.as_of)))
