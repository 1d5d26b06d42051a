"""A small store whose every figure a test can compute again, and plans asked of it."""

import asyncio
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from agents import specialist
from agents.context import Context
from agents.planner import plan
from agents.roster import SPECIALISTS
from agents.verifier import verify
from agents.writer import Draft, write
from kg.build import build
from kg.sqlite import SqliteGraph
from stockelper.clock import Clock, end_of
from stockelper.markets.registry import market_of
from stockelper.securities.at import resolver_at
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Evidence, Finding, Language, Plan, Window

LAST = dt.date(2025, 12, 30)
SESSIONS = 320
RECORDED = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
SAMSUNG, HYNIX, NAVER = "KRX:005930", "KRX:000660", "KRX:035420"
NVIDIA, INTEL = "US:NVDA", "US:INTC"
KOSPI = "INDEX:KS11"
PRICED = {SAMSUNG: 1, HYNIX: 2, NAVER: 3, NVIDIA: 4, INTEL: 5, KOSPI: 6}


def days_of(security: str, last: dt.date = LAST, count: int = SESSIONS) -> list[dt.date]:
    market = market_of(security)
    return market.sessions(market.session_offset(last, 1 - count), last)


def walk(security: str, days: Sequence[dt.date]) -> pl.DataFrame:
    """Bars of a random walk that is the same in every run: whole won, dollars with cents."""
    random = np.random.default_rng(PRICED[security])
    decimals = 2 if security.startswith(("US:", "INDEX:")) else 0
    close = np.round(
        100_000 / (1 + 999 * (decimals > 0)) * np.cumprod(1 + random.normal(0, 0.015, len(days))), decimals
    )
    opened = np.round(close * (1 + random.normal(0, 0.004, len(days))), decimals)
    top, bottom = np.maximum(opened, close), np.minimum(opened, close)
    market = market_of(security)
    return pl.DataFrame(
        {
            "security": security,
            "interval": "1d",
            "date": days,
            "basis": "raw" if security.startswith("INDEX:") else market.default_basis,
            "source": "files",
            "open": opened,
            "high": np.round(top * 1.004, decimals),
            "low": np.round(bottom * 0.996, decimals),
            "close": close,
            "volume": random.integers(100_000, 900_000, len(days)),
            "halted": False,
            "known_at": market.close_times(pl.Series(days, dtype=pl.Date)),
        }
    )


def article(
    name: str, title: str, published: dt.datetime, securities: Sequence[str] = (), text: str | None = None
) -> dict[str, object]:
    return {
        "article": f"https://news.test/{name}",
        "title": title,
        "text": text,
        "url": f"https://news.test/{name}",
        "source": "Test Times",
        "published": published,
        "securities": list(securities),
        "simulated": False,
        "known_at": published,
    }


def put(documents: SqliteDocuments, collection: str, rows: Sequence[dict[str, object]]) -> None:
    documents.upsert(collection, pl.DataFrame(list(rows), infer_schema_length=None), recorded_at=RECORDED)


@dataclass(frozen=True)
class Asked:
    """What a plan found and what was written about it."""

    findings: tuple[Finding, ...]
    draft: Draft

    @property
    def evidence(self) -> dict[str, Evidence]:
        return {item.id: item for finding in self.findings for item in finding.evidence}

    def value(self, name: str, security: str | None = None) -> float:
        """The value of the one piece of evidence of that name."""
        found = [e for e in self.evidence.values() if e.name == name and security in (None, e.security)]
        values = {item.value for item in found}
        assert len(values) == 1, (name, found)
        value = values.pop()
        assert value is not None
        return value


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[SqliteDocuments]:
    store = SqliteDocuments(tmp_path / "documents.db")
    for security in PRICED:
        store.upsert("bars", walk(security, days_of(security)), recorded_at=RECORDED)
    yield store
    store.close()


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[SqliteGraph]:
    store = SqliteGraph(tmp_path / "graph.db")
    yield store
    store.close()


@pytest.fixture
def context(documents: SqliteDocuments, graph: SqliteGraph) -> Context:
    """The store as seen at the end of the last session."""
    moment = end_of(LAST)
    return Context(documents, graph, resolver_at(documents, moment), Clock(moment), "ko")


def asked_and_verified(context: Context, question: str, language: Language = "ko") -> Asked:
    """The answer to a question, whose every figure the verifier must find in its evidence."""
    spoken = replace(context, language=language)
    found = answered(plan(question, spoken), spoken)
    cited = {citation.n: citation.evidence_ids for citation in found.draft.citations}
    claims = verify(found.draft.text, list(found.evidence.values()), context.resolver, citations=cited)
    assert [(one.text, one.reason) for one in claims if not one.supported and one.kind != "name"] == []
    return found


Ask = Callable[..., Asked]


@pytest.fixture
def ask(context: Context) -> Ask:
    """Run a plan (its fields as keywords) and write the answer; `at` moves the clock to a date's end."""

    def asked(*, at: dt.date | None = None, **fields: object) -> Asked:
        defaults = {"question": "?", "language": "ko", "kinds": ("quote",), "specialists": ("market",)}
        plan = Plan.model_validate({**defaults, **fields})
        seen = replace(context, clock=Clock(end_of(at))) if at else context
        return answered(plan, seen)

    return asked


def answered(plan: Plan, context: Context) -> Asked:
    async def all_findings() -> tuple[Finding, ...]:
        return tuple([await specialist.run(SPECIALISTS[name], plan, context) for name in plan.specialists])

    findings = asyncio.run(all_findings())
    return Asked(findings, write(plan, findings, context))


def window(first: dt.date, last: dt.date = LAST, label: str = "range") -> Window:
    return Window.model_validate({"from": first, "to": last, "label": label})


def build_graph(context: Context) -> None:
    assert isinstance(context.documents, SqliteDocuments)
    assert isinstance(context.graph, SqliteGraph)
    build(context.documents, context.graph, known_by=context.clock.now(), recorded_at=RECORDED)
