"""Everything an agent may touch, in one frozen object: what is not in here an agent cannot reach."""

from dataclasses import dataclass

from kg.port import Graph
from stockelper.clock import Clock
from stockelper.models import ModelPort
from stockelper.securities.resolver import Resolver
from stockelper.store.documents import Documents
from stockelper.types import Language


@dataclass(frozen=True)
class Context:
    """What the planner, the specialists and the writer of one question work with.

    Attributes:
        documents: the record store; every read passes `known_by=clock.now()`.
        graph: the corporate graph; None where none was ever built.
        resolver: securities as known at the clock's moment.
        clock: the as-of clock.
        language: the language of the answer.
        user: whose question it is.
        model: the configured language model with this run's budget; None answers by rules alone.
    """

    documents: Documents
    graph: Graph | None
    resolver: Resolver
    clock: Clock
    language: Language
    user: str = "local"
    model: ModelPort | None = None
