"""The operator's page over a store of the test's own: what it shows, and what its buttons do."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from collectors.scheduling.retrying import Turn
from collectors.scheduling.states import change, states
from stockelper.clock import Clock
from stockelper.settings import load
from stockelper.store.collection import Collection
from stockelper.store.collections import QUARANTINE, RUNS
from stockelper.store.documents import Documents
from ui.chat import opened
from ui.chat.times import in_words
from ui.chat.words import Words
from ui.jobs import JOBS
from ui.operating import is_running
from ui.wiring import Product

NOW = datetime(2025, 12, 30, 12, tzinfo=UTC)


def script(data: str) -> None:
    """What `ui/app.py` does, with the operator's page alone."""
    from argparse import Namespace
    from pathlib import Path

    import streamlit as st

    from ui.chat.opened import ROOMS, page
    from ui.chat.operations import operations

    def draw() -> None:
        operations(page(Namespace(data=Path(data), as_of=None, user="local"), dict.fromkeys(ROOMS, alone)))

    alone = st.Page(draw, title="operations", default=True)
    st.navigation([alone], position="hidden").run()


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    made = Product(load(tmp_path), Clock())
    yield made
    made.close()


@pytest.fixture
def shown(tmp_path: Path) -> Callable[[], AppTest]:
    page = AppTest.from_function(script, default_timeout=60, args=(str(tmp_path),))
    page.query_params["lang"] = "ko"

    def run() -> AppTest:
        page.run()
        opened.close_all()
        assert not page.exception
        return page

    return run


def html_of(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def put(documents: Documents, collection: Collection, **row: object) -> None:
    schema = collection.schema()
    documents.upsert(
        collection.name,
        pl.DataFrame([{name: row.get(name) for name in schema}], schema=schema),
        recorded_at=NOW,
    )


def test_every_job_is_there_with_its_schedule_and_its_buttons(shown: Callable[[], AppTest]) -> None:
    page = shown()
    html = html_of(page)
    for one in JOBS.values():
        assert f"<b>{one.name}</b>" in html
        assert one.schedule in html
        assert in_words(one, Words("ko")) in html
        assert {f"run-{one.name}", f"pause-{one.name}"} <= {button.key for button in page.button}


@pytest.mark.parametrize(
    ("name", "ko", "en"),
    [
        ("prices-krx", "평일 16:40 (서울 시각)", "weekdays 16:40 (Seoul)"),
        ("news-us", "매일 매시 20분, 50분 (뉴욕 시각)", "every day each hour at :20, :50 (New York)"),
        (
            "filings-krx",
            "평일 8시~19시 매시 15분 (서울 시각)",
            "weekdays 8 to 19 o'clock, each hour at :15 (Seoul)",
        ),
        ("train-us", "토요일 6:10 (뉴욕 시각)", "Saturdays 6:10 (New York)"),
    ],
)
def test_a_schedule_is_told_in_words(name: str, ko: str, en: str) -> None:
    assert in_words(JOBS[name], Words("ko")) == ko
    assert in_words(JOBS[name], Words("en")) == en


def test_no_job_is_told_in_cron_s_fields_alone() -> None:
    assert not [one.name for one in JOBS.values() if "*" in in_words(one, Words("en"))]
    odd = replace(JOBS["macro"], weekdays="mon,wed")
    assert in_words(odd, Words("en")) == odd.schedule


def test_a_pause_is_stored_and_the_button_resumes(product: Product, shown: Callable[[], AppTest]) -> None:
    shown().button(key="pause-macro").click()
    assert shown().button(key="pause-macro").label == "다시 시작"
    assert states(product.documents)["macro"]["paused"]


def test_a_job_that_is_tried_again_says_when_and_why(product: Product, shown: Callable[[], AppTest]) -> None:
    change(product.documents, "macro", turn=Turn(NOW, 1, "fred: <no answer>"))
    html = html_of(shown())
    assert "2025-12-30 12:00 UTC 다시 시도" in html
    assert "fred: &lt;no answer&gt;" in html


def test_runs_and_failures_are_told_with_their_reason(product: Product, shown: Callable[[], AppTest]) -> None:
    put(
        product.documents, RUNS, run="r1", job="news-krx", source="rss", started=NOW, ended=NOW, state="failed",
        read=0, inserted=0, changed=0, unchanged=0, rejected=0, error="<b>no answer</b>",
    )  # fmt: skip
    html = html_of(shown())
    assert html.count("&lt;b&gt;no answer&lt;/b&gt;") == 2
    assert "2025-12-30 12:00 UTC" in html


def test_what_no_gate_set_apart_is_not_let_in_and_the_page_says_so(
    product: Product, shown: Callable[[], AppTest]
) -> None:
    put(
        product.documents, QUARANTINE, id="q1", source="import", kind="bars", key="KRX:005930 2025-12-30",
        reason="bad_price", first_seen=NOW, record='{"close": -1}',
    )  # fmt: skip
    page = shown()
    assert "KRX:005930 2025-12-30" in html_of(page)
    page.button(key="release-q1").click()
    assert len(shown().toast) == 1


def test_a_row_that_nobody_wants_is_discarded_on_the_page(
    product: Product, shown: Callable[[], AppTest]
) -> None:
    put(
        product.documents, QUARANTINE, id="q2", source="import", kind="bars", key="KRX:005930 2025-12-30",
        reason="bad_price", first_seen=NOW, record='{"close": -1}',
    )  # fmt: skip
    shown().button(key="discard-q2").click()
    assert "KRX:005930 2025-12-30" not in html_of(shown())
    (row,) = product.documents.read(QUARANTINE.name).to_dicts()
    assert row["released"] is not None
    assert row["record"] is None


def test_run_now_runs_the_job_and_the_run_log_tells(
    product: Product, shown: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOCKELPER_PROXY", "http://127.0.0.1:9")
    shown().button(key="run-macro").click()
    shown()  # and its end stops the run, which nobody answers anyway
    assert not is_running("macro")
    runs = product.documents.read(RUNS.name)
    assert set(runs["job"]) == {"macro"}
    assert set(runs["state"]) <= {"failed", "skipped", "stopped"}
