"""Nothing known later than the as-of date is used, whatever is planted in the store."""

import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from stockelper.clock import end_of
from stockelper.store.collections import COLLECTIONS
from stockelper.store.documents import eq
from tests.acceptance.conftest import KRX, US, RealStore
from ui.cli import dispatch, parse
from ui.commands.registry import COMMANDS
from ui.wiring import Product, open_product

pytestmark = pytest.mark.timeout(600)  # the first test waits for the import
MARK = "PLANTED"
LATER = datetime(2026, 3, 1, tzinfo=UTC)
ANSWERS = 500
SEED = 20260301
TEMPLATES = (
    "{a} 주가 알려줘", "{a} 최근 한 달 흐름", "{a} 왜 움직였어?", "{a} 뉴스", "{a} 대주주 누구야?", "{a} 경쟁사는?",
    "{a}랑 {b} 비교", "{a} RSI 얼마야?", "{a} 52주 최고가", "How did {a} do over the last 3 months?",
    "What is the news on {a}?", "Who supplies {a}?", "{a} 전망은?", "{a} 매출은?", "Compare {a} and {b} this year",
    "오늘 코스피 어땠어?", "코스피에서 이번 달 가장 많이 오른 종목 5개",
)  # fmt: skip


def open_store(data: Path) -> Product:
    return open_product(parse("ask", COMMANDS["ask"].load(), ["q", "--data", str(data)]))


def planted_row(name: str, security: str) -> dict[str, Any]:
    """A record of a collection that looks old and became known later than any question's as-of."""
    return {
        "articles": {"article": f"{MARK}{security}", "title": f"{MARK} 삼성전자 NVIDIA 뉴스", "text": MARK, "url": None,
                     "source": MARK, "published": datetime(2024, 1, 2, tzinfo=UTC), "language": "ko",
                     "securities": [security], "simulated": False},
        "filings": {"regulator": MARK, "accession": security, "security": security, "form": MARK, "title": MARK,
                    "text": MARK, "filed": datetime(2024, 1, 2, tzinfo=UTC), "simulated": False},
        "facts": {"security": security, "concept": "revenue", "period": "2023FY", "consolidated": True,
                  "filing": MARK, "value": 7.0, "unit": "KRW", "source": MARK},
        "actions": {"security": security, "type": "split", "ex_date": date(2023, 1, 2), "source": MARK, "factor": 7.0},
        "securities": {"security": security, "valid_from": date(2018, 1, 1), "market": "krx", "ticker": MARK,
                       "name": f"{MARK}회사", "currency": "KRW", "provisional": False, "source": MARK},
        "holders": {"security": security, "holder": f"{MARK}홀더", "reported": date(2023, 1, 2), "source": MARK,
                    "ratio": 0.77},
        "subsidiaries": {"security": security, "subsidiary": f"{MARK} Ltd.", "jurisdiction": MARK,
                         "period": date(2018, 1, 1), "source": MARK, "form": "10-K", "exhibit": "EX-21",
                         "accession": MARK},
        "identifiers": {"scheme": MARK, "code": security, "security": security, "name": MARK, "source": MARK},
        "relations": {"type": "SUPPLIES", "head": f"X:{MARK}", "tail": security, "source": MARK,
                      "valid_from": date(2018, 1, 1), "head_kind": "Company", "head_name": MARK,
                      "tail_kind": "Company", "tail_name": MARK, "confidence": 1.0},
    }[name]  # fmt: skip


@pytest.fixture(scope="module")
def planted(real_store: RealStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real store with later records and later revisions in every versioned collection."""
    data = tmp_path_factory.mktemp("planted")
    for file in real_store.data.glob("*.db"):
        (data / file.name).write_bytes(file.read_bytes())
    product = open_store(data)
    securities = [f"KRX:{code}" for code in KRX] + [f"US:{ticker}" for ticker in US]
    for name, declared in COLLECTIONS.items():
        if not declared.versioned:
            continue
        if name == "bars":
            plant_bars(product, securities)
            continue
        rows = [
            {**planted_row(name, security), "known_at": LATER, "recorded_at": LATER}
            for security in securities
        ]
        schema = pl.Schema({k: v for k, v in declared.schema().items() if k in rows[0]})
        product.documents.upsert(name, pl.DataFrame(rows, schema=schema), recorded_at=LATER)
    product.build_graph()
    product.close()
    return data


def plant_bars(product: Product, securities: list[str]) -> None:
    changed = 0
    for security in securities:
        rows = product.documents.read("bars", eq("security", security))
        wrong = rows.with_columns(pl.col("open", "high", "low", "close") * 7.77)
        changed += product.documents.upsert("bars", wrong, recorded_at=LATER, revised_at=LATER).changed
    assert changed > 1000 * len(securities)


def moments(answer: dict[str, Any]) -> list[datetime]:
    subgraph = answer["subgraph"] or {"edges": []}
    known = [*answer["evidence"], *answer["citations"], *subgraph["edges"]]
    return [datetime.fromisoformat(item["known_at"]) for item in known]


def truth(files: Path) -> dict[tuple[str, date], float]:
    frames = []
    for prefix, name, symbols in (("KRX", "krx_daily_2019_2025", KRX), ("US", "us_daily_2010_2026-01", US)):
        frame = pl.read_parquet(files / "prices" / f"{name}.parquet").filter(pl.col("symbol").is_in(symbols))
        shortest = pl.col("close").cast(pl.String).cast(pl.Float64)
        frames.append(frame.select(pl.format(f"{prefix}:{{}}", "symbol").alias("id"), "date", shortest))
    return {(row[0], row[1]): row[2] for row in pl.concat(frames).iter_rows()}


def test_five_hundred_answers_use_nothing_known_later(planted: Path, real_store: RealStore) -> None:
    closes, draw = truth(real_store.files), random.Random(SEED)
    product = open_store(planted)
    checked = 0
    try:
        for _ in range(ANSWERS):
            pool = KRX if draw.random() < 0.6 else US
            a, b = draw.sample(pool, 2)
            as_of = end_of(date(2019, 6, 3) + timedelta(days=draw.randrange(2400)))
            run = product.runs.start(draw.choice(TEMPLATES).format(a=a, b=b), as_of=as_of)
            answer = product.runs.answer(run, timeout=60).model_dump(mode="json", by_alias=True)
            assert MARK not in json.dumps(
                {k: v for k, v in answer.items() if k != "trace_id"}, ensure_ascii=False
            )
            assert all(moment <= as_of for moment in moments(answer)), answer["question"]
            for item in answer["evidence"]:
                if (
                    item["kind"] == "price"
                    and item["name"] == "close"
                    and (item["security"] or "")[:3] != "IND"
                ):
                    day = date.fromisoformat(item["date"])
                    assert item["value"] == closes.get((item["security"], day), item["value"])
                    checked += 1
    finally:
        product.close()
    assert checked > ANSWERS / 5


def test_the_planted_records_are_there_for_those_who_ask_later(
    planted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    for kind in ("articles", "filings", "facts", "actions", "securities"):
        assert dispatch(["get", kind, "KRX:005930", "--as-of", "2026-03-02", "--data", str(planted)]) == 0
        assert MARK in capsys.readouterr().out
