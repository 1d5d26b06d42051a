"""Reading articles for a build, and taking back what another reader had said of them.

An edge that older rules misread is no knowledge that anybody had: it is taken back for every moment, so that the
graph answers of each day as one does that the present rules built from the records of that day.
"""

import json
from datetime import datetime

import polars as pl

from kg.conflicts import screened
from kg.edges import TEXT
from kg.extraction.recording import ArticlesRead, read_articles
from kg.extraction.records import Extractor
from kg.extraction.version import is_rules
from kg.facts import Facts
from kg.port import NODES, Graph

_ENDS = "ends of withdrawn edges"
"""What is still to be done, kept in the graph: a build that was killed leaves it to the next."""


class Reading:
    """The articles of one build.

    What rules say gives way to what other rules, or a model, say of the same article; what a model said, to a model
    alone: it was paid for.
    """

    def __init__(self, graph: Graph, extractor: Extractor, recorded_at: datetime) -> None:
        self._graph = graph
        self._extractor = extractor
        self._recorded_at = recorded_at
        self._told: list[pl.DataFrame] = []
        self._reason = f"read again by {extractor.version}"

    def read(self, articles: pl.DataFrame) -> Facts:
        """What these articles state, after whatever other readers said of them is taken back."""
        read = read_articles(articles, self._extractor)
        standing = self._graph.readings(list(read.readers))
        kept = _by_models(standing, read)
        facts = _of_sound_edges(read.facts, kept)
        self._told.append(facts.nodes)
        self._take_back(_of_others(standing, read).filter(~pl.col("document").is_in(kept)))
        return facts

    def settle(self) -> None:
        """Once all articles are laid into the graph: let names begin where something left tells them."""
        ends = self._unsettled()
        if not ends:
            return
        told = pl.concat([pl.DataFrame(schema=NODES), *self._told])
        self._graph.settle_names(ends, told, recorded_at=self._recorded_at, reason=self._reason)
        self._graph.set_state(_ENDS, "[]")

    def _take_back(self, gone: pl.DataFrame) -> None:
        if gone.is_empty():
            return
        ends = {*self._unsettled(), *gone["head"], *gone["tail"]}
        self._graph.set_state(_ENDS, json.dumps(sorted(ends), ensure_ascii=False))
        self._graph.withdraw_edges(gone, recorded_at=self._recorded_at, reason=self._reason)

    def _unsettled(self) -> list[str]:
        return json.loads(self._graph.state(_ENDS) or "[]")


def _of_others(standing: pl.DataFrame, read: ArticlesRead) -> pl.DataFrame:
    """What another reader said of the articles than the one that read them now."""
    readers = pl.DataFrame(
        {"document": list(read.readers), "reader": list(read.readers.values())},
        schema={"document": pl.String(), "reader": pl.String()},
    )
    joined = standing.join(readers, on="document", how="left", maintain_order="left")
    return joined.filter(pl.col("source") != pl.lit(TEXT) + pl.col("reader")).drop("reader")


def _by_models(standing: pl.DataFrame, read: ArticlesRead) -> list[str]:
    """Articles that rules read now and a model has read before."""
    by_rules = [document for document, reader in read.readers.items() if is_rules(reader)]
    of_models = ~pl.col("source").map_elements(
        lambda source: is_rules(source.removeprefix(TEXT)), return_dtype=pl.Boolean
    )
    of_rules = pl.col("document").is_in(by_rules)
    return standing.filter(of_rules).filter(of_models)["document"].unique().to_list()


def _of_sound_edges(facts: Facts, kept: list[str]) -> Facts:
    """The facts without the articles to be left as they are, and without who is named by no edge that can be."""
    edges = facts.edges.filter(~pl.col("document").is_in(kept))
    sound, _ = screened(Facts(facts.nodes, edges))
    ends = pl.concat([sound["head"], sound["tail"]]).unique()
    return Facts(facts.nodes.filter(pl.col("id").is_in(ends.implode())), edges, facts.weak)
