"""The builder: what the document store holds as structured facts becomes nodes and edges of the graph.

Incremental: each build reads what was recorded, or became known, since the one before. A build that was killed is simply
run again: what rows read twice state is there already, but for an edge that two documents tell of one moment, where the one
read last stands.
"""

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl

from kg import curated
from kg.conflicts import contradictions, screened
from kg.cursors import Cursor, fresh
from kg.extraction.records import Extractor
from kg.facts import Facts, stated
from kg.holdings import holdings
from kg.memberships import memberships
from kg.port import Graph
from kg.rereading import Reading
from kg.subsidiaries import subsidiaries
from stockelper.markets.registry import MARKETS
from stockelper.markets.registry import market as market_named
from stockelper.securities.listing import bundled
from stockelper.store.documents import Documents, Where, among

COLLECTIONS = ("securities", "holders", "subsidiaries", "relations")
ARTICLES = 1_000
"""Articles that are read and laid into the graph at a time."""
COMPANIES = 2_000
"""Companies whose records are read and laid into the graph at a time."""


@dataclass(frozen=True)
class BuildReport:
    """What a build did. `nodes`, `edges` and `events` count new ones, `changed` new versions of known ones."""

    nodes: int = 0
    edges: int = 0
    events: int = 0
    changed: int = 0
    conflicts: int = 0
    seconds: float = 0.0


def build(
    documents: Documents,
    graph: Graph,
    *,
    known_by: datetime,
    recorded_at: datetime,
    market: str | None = None,
    since: date | None = None,
    extractor: Extractor | None = None,
) -> BuildReport:
    """Bring the graph up to what the documents say by `known_by`.

    `market` (a code) limits the build to one market; `since` reads again what became known from that date
    on, whatever earlier builds have read. With an `extractor` the articles that no earlier build has read are read as
    well; those of a simulated market only when it is named, since its records say the same. Rules read again
    what other rules have read, and what those said is taken back.

    Raises:
        BadInput: for an unknown market.
        StoreError: when a store fails; what was built until then stays and the next build goes on.
    """
    started = time.perf_counter()
    prefix = f"{market_named(market).prefix}:" if market else ""
    report = BuildReport()
    for name in COLLECTIONS:
        cursor = Cursor.load(graph, f"{name}/{market or '*'}")
        with _unread(documents, graph, name, cursor, known_by, since) as rows:
            for facts in _facts(documents, name, rows, prefix, known_by):
                report = _write(graph, facts, report, recorded_at)
    if extractor is not None:
        reading = Reading(graph, extractor, recorded_at)
        cursor = _article_cursor(graph, market, extractor.version)
        with _unread(documents, graph, "articles", cursor, known_by, since) as rows:
            for part in _articles(rows, market).iter_slices(ARTICLES):
                report = _write(graph, reading.read(part), report, recorded_at)
            reading.settle()
    if _wants_curated(documents, graph, market, known_by):
        report = _write(graph, stated(_of_either(curated.relations(), prefix)), report, recorded_at)
        graph.set_state(_curated_state(market), curated.VERSION)
    return replace(report, seconds=time.perf_counter() - started)


@contextmanager
def _unread(
    documents: Documents, graph: Graph, name: str, cursor: Cursor, known_by: datetime, since: date | None
) -> Generator[pl.DataFrame]:
    """A collection's rows that no build has read; once they are laid into the graph, the cursor moves past them."""
    rows, reached = fresh(documents, name, cursor, known_by=known_by, since=since)
    yield rows
    if since is None:
        reached.save(graph)


def _article_cursor(graph: Graph, market: str | None, reader: str) -> Cursor:
    """How far a reader has read a market's articles: by its own builds, or by one of all where that went further."""
    own = Cursor.load(graph, f"articles/{market or '*'}").by(reader)
    if market is None or market_named(market).simulated:
        return own
    of_all = Cursor.load(graph, "articles/*").by(reader)
    return replace(of_all, name=own.name) if of_all.is_past(own) else own


def _facts(
    documents: Documents, name: str, rows: pl.DataFrame, prefix: str, known_by: datetime
) -> Iterator[Facts]:
    if rows.is_empty():
        return
    if name == "relations":
        yield stated(_of_either(rows, prefix))
        return
    # One row bears on what the others of its company mean, so all of a company's are read.
    touched = _of_market(rows, prefix, "security")["security"].unique().sort()
    known = Where("known_at", "<=", known_by)
    for part in touched.to_frame().iter_slices(COMPANIES):
        versions = documents.versions(name, among("security", part["security"].to_list()), known)
        if name == "securities":
            yield memberships(versions)
        else:
            reader = subsidiaries if name == "subsidiaries" else holdings
            yield reader(versions, _names(part["security"]))


def _articles(rows: pl.DataFrame, market: str | None) -> pl.DataFrame:
    """The articles of a market, told for the first time; without a market those of all that are not simulated."""
    first = rows.filter(pl.col("duplicate_of").is_null())
    if market is None:
        return first.filter(pl.col("simulated").fill_null(value=False).not_())
    prefix = f"{market_named(market).prefix}:"
    return first.filter(pl.col("securities").list.eval(pl.element().str.starts_with(prefix)).list.any())


def _of_market(rows: pl.DataFrame, prefix: str, column: str) -> pl.DataFrame:
    return rows.filter(pl.col(column).str.starts_with(prefix))


def _of_either(relations: pl.DataFrame, prefix: str) -> pl.DataFrame:
    return relations.filter(pl.col("head").str.starts_with(prefix) | pl.col("tail").str.starts_with(prefix))


def _wants_curated(documents: Documents, graph: Graph, market: str | None, known_by: datetime) -> bool:
    """Whether the curated relations are still to be read: never into a graph of simulated companies alone."""
    if known_by < curated.WRITTEN or graph.state(_curated_state(market)) == curated.VERSION:
        return False
    codes = [market] if market else list(MARKETS)
    return any(_holds(documents, MARKETS[code].prefix) for code in codes if not MARKETS[code].simulated)


def _curated_state(market: str | None) -> str:
    return f"{curated.SOURCE}/{market or '*'}"


def _holds(documents: Documents, prefix: str) -> bool:
    """Whether anything of a market is stored."""
    span = Where("security", ">=", f"{prefix}:"), Where("security", "<", f"{prefix};")
    return any(
        not documents.read(name, *span, columns=("security",), limit=1).is_empty()
        for name in ("securities", "bars", "holders")
    )


def _names(securities: pl.Series) -> dict[str, tuple[str, str | None]]:
    """What the bundled listing calls companies: it names them where no listing in the store does yet."""
    listed = ((id_, bundled().get(id_)) for id_ in securities.to_list())
    return {id_: (found.name, found.name_en) for id_, found in listed if found}


def _write(graph: Graph, facts: Facts, report: BuildReport, recorded_at: datetime) -> BuildReport:
    edges, rejected = screened(facts)
    is_event = pl.col("kind") == "Event"
    nodes_written = graph.upsert_nodes(
        facts.nodes.filter(~is_event), recorded_at=recorded_at, weak=facts.weak
    )
    events_written = graph.upsert_nodes(
        facts.nodes.filter(is_event), recorded_at=recorded_at, weak=facts.weak
    )
    edges_written = graph.upsert_edges(edges, recorded_at=recorded_at)
    conflicts = pl.concat([rejected, contradictions(graph, edges)])
    return replace(
        report,
        nodes=report.nodes + nodes_written.inserted + events_written.inserted,
        edges=report.edges + edges_written.inserted,
        events=report.events + events_written.inserted,
        changed=report.changed + nodes_written.changed + events_written.changed + edges_written.changed,
        conflicts=report.conflicts + graph.record_conflicts(conflicts, recorded_at=recorded_at),
    )
