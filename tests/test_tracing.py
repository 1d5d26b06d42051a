"""Every run leaves a trace in the local store, whatever happens to it."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from pydantic import SecretStr

from stockelper.errors import StoreTooNew
from stockelper.settings import Settings
from stockelper.store.traces import LAYOUT, TraceStore
from stockelper.tracing import Tracing, open_tracing

Shown = dict[str, object]


@pytest.fixture
def tracing(tmp_path: Path) -> Iterator[Tracing]:
    opened = open_tracing(Settings(data=tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TraceStore]:
    opened = TraceStore(tmp_path / "traces.db")
    yield opened
    opened.close()


def shown(store: TraceStore, trace_id: str) -> Shown:
    found = store.show(trace_id)
    assert found is not None
    return found


def spans_of(store: TraceStore, trace_id: str) -> dict[str, Shown]:
    spans = cast("list[Shown]", shown(store, trace_id)["spans"])
    return {str(span["name"]): span for span in spans}


def test_a_run_is_listed_with_its_outcome_and_shown_with_its_spans(
    tracing: Tracing, store: TraceStore
) -> None:
    with tracing.run("question", user="local", thread="t1", run="r1", input="삼성전자 주가?") as run:
        with tracing.span("plan", "node", {"words": ("삼전",)}) as step:
            step.output({"kinds": ["quote"]})
            step.attribute("planner", "rules")
        assert tracing.trace_id == run.trace_id
        run.output("12만원입니다")
        run.summary(status="answered", model_calls=2, cost_usd=0.5)
    tracing.flush()
    (listed,) = store.list(20, "local")
    assert set(listed) >= {
        "trace_id",
        "run",
        "user",
        "thread",
        "question",
        "status",
        "started",
        "ms",
        "scores",
    }
    assert (listed["run"], listed["thread"], listed["question"]) == ("r1", "t1", "삼성전자 주가?")
    assert (listed["status"], listed["model_calls"], listed["cost_usd"]) == ("answered", 2, 0.5)
    spans = spans_of(store, run.trace_id)
    assert list(spans) == ["question", "plan"]
    plan = spans["plan"]
    assert plan["parent"] == spans["question"]["id"]
    assert (plan["kind"], plan["input"], plan["output"]) == (
        "node",
        {"words": ["삼전"]},
        {"kinds": ["quote"]},
    )
    assert plan["attributes"] == {"planner": "rules"}
    assert spans["question"]["output"] == "12만원입니다"


def test_spans_nest_through_tasks_and_threads(tracing: Tracing, store: TraceStore) -> None:
    def tool(number: int) -> None:
        with tracing.span(f"tool{number}", "tool", number):
            pass

    async def specialist(number: int) -> None:
        with tracing.span(f"specialist{number}", "agent"):
            await asyncio.to_thread(tool, number)

    async def question() -> str:
        with tracing.run("question", user="local", thread="t", run="r", input="?") as run:
            async with asyncio.TaskGroup() as group:
                for number in range(3):
                    group.create_task(specialist(number))
        return run.trace_id

    trace_id = asyncio.run(question())
    tracing.flush()
    spans = spans_of(store, trace_id)
    assert len(spans) == 7
    for number in range(3):
        assert spans[f"specialist{number}"]["parent"] == spans["question"]["id"]
        assert spans[f"tool{number}"]["parent"] == spans[f"specialist{number}"]["id"]


def test_two_runs_at_once_do_not_mix(tracing: Tracing, store: TraceStore) -> None:
    async def question(name: str) -> None:
        with tracing.run("question", user=name, thread=name, run=name, input=name):
            await asyncio.sleep(0.01)
            with tracing.span("step"):
                await asyncio.sleep(0.01)

    async def both() -> None:
        await asyncio.gather(question("kim"), question("lee"))

    asyncio.run(both())
    tracing.flush()
    for name in ("kim", "lee"):
        (listed,) = store.list(20, name)
        found = store.show(str(listed["trace_id"]), name)
        assert found
        assert len(cast("list[object]", found["spans"])) == 2


def test_anothers_trace_is_not_found(tracing: Tracing, store: TraceStore) -> None:
    with tracing.run("question", user="kim", thread="t", run="r", input="?") as run:
        pass
    tracing.flush()
    assert store.show(run.trace_id, "lee") is None
    assert store.show("0" * 32, "kim") is None
    assert store.list(20, "lee") == []


def test_a_failed_step_says_so_and_the_error_goes_on(tracing: Tracing, store: TraceStore) -> None:
    trace_id = ""
    with (
        pytest.raises(ValueError, match="no such"),
        tracing.run("question", user="local", thread="t", run="r", input="?") as run,
    ):
        trace_id = run.trace_id
        with tracing.span("tool", "tool"):
            raise ValueError("no such key sk-abcdefgh12345")
    tracing.flush()
    assert shown(store, trace_id)["status"] == "failed"
    assert spans_of(store, trace_id)["tool"]["error"] == "ValueError: no such key ***"


def test_personal_data_and_secrets_never_reach_the_store(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, model_api_key=SecretStr("the-models-own-key"))
    tracing = open_tracing(settings)
    said = "제 메일은 kim@example.com, 전화 010-1234-5678, 카드 4111 1111 1111 1111, the-models-own-key"
    with tracing.run("question", user="local", thread="t", run="r", input=said) as run:
        run.output({"deep": [said]})
        run.attribute("note", said)
    tracing.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in ("kim@example.com", "010-1234-5678", "4111 1111", "the-models-own-key"):
        assert secret.encode() not in kept


def test_a_score_is_shown_with_its_trace_and_the_last_of_a_name_counts(
    tracing: Tracing, store: TraceStore
) -> None:
    with tracing.run("question", user="local", thread="t", run="r", input="?") as run:
        pass
    tracing.flush()
    tracing.score(run.trace_id, "thumbs", -1, "틀린 숫자")
    tracing.score(run.trace_id, "thumbs", 1)
    store.score(run.trace_id, "grounded", 0.75)
    assert store.list(20, "local")[0]["scores"] == {"thumbs": 1.0, "grounded": 0.75}


def test_the_newest_traces_come_first_and_no_more_than_asked(tracing: Tracing, store: TraceStore) -> None:
    for number in range(5):
        with tracing.run("question", user="local", thread="t", run=f"r{number}", input="?"):
            pass
    tracing.flush()
    assert [trace["run"] for trace in store.list(3, "local")] == ["r4", "r3", "r2"]


PROCESS = """
import sys
from pathlib import Path
from stockelper.settings import Settings
from stockelper.tracing import open_tracing

tracing = open_tracing(Settings(data=Path(sys.argv[1])))
with tracing.run("question", user="local", thread="t", run="r", input="?"):
    pass
assert "langfuse" not in sys.modules
"""


def test_a_process_that_ends_at_once_has_stored_its_run(tmp_path: Path, store: TraceStore) -> None:
    subprocess.run([sys.executable, "-c", PROCESS, str(tmp_path)], check=True)
    assert len(store.list(20, "local")) == 1


def test_a_newer_file_is_refused(tmp_path: Path, store: TraceStore) -> None:
    store.close()
    import sqlite3

    connection = sqlite3.connect(tmp_path / "traces.db")
    connection.execute("INSERT INTO schema_version VALUES (?, 0)", (LAYOUT + 1,))
    connection.commit()
    connection.close()
    with pytest.raises(StoreTooNew):
        TraceStore(tmp_path / "traces.db")


LANGSMITH = """
import sys
from pathlib import Path
from langsmith.utils import tracing_is_enabled
from stockelper.settings import Settings
from stockelper.tracing import open_tracing

assert tracing_is_enabled()
open_tracing(Settings(data=Path(sys.argv[1]))).close()
assert not tracing_is_enabled()
"""


def test_langsmith_stays_off_whatever_its_variables_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    subprocess.run([sys.executable, "-c", LANGSMITH, str(tmp_path)], check=True)
