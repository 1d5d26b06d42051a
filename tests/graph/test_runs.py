"""A run from its start to its stored answer, on the practice market."""

import threading
from time import perf_counter

import pytest
from pydantic import SecretStr

from collectors.practice.cast import companies
from stockelper.errors import Cancelled, NotFound, StockelperError
from stockelper.types import Answer
from tests.graph.conftest import Opened
from tests.scripted_model import Reply, serving
from ui.wiring import Product

A, B = companies()[0].name.ko, companies()[5].name.ko


def ask(product: Product, question: str, thread: str | None = None, user: str = "local") -> Answer:
    return product.runs.answer(product.runs.start(question, thread, user), timeout=60)


def test_events_are_numbered_and_end_with_the_answer(opened: Opened) -> None:
    runs = opened().runs
    events = list(runs.events(runs.start(f"{A} 주가 알려줘"), timeout=60))
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [e.data["name"] for e in events if e.type == "step" and e.data["state"] == "started"] == [
        "guard", "plan", "market", "write", "verify",
    ]  # fmt: skip
    assert events[-1].type == "answer"
    told = "".join(str(event.data["text"]) for event in events if event.type == "token")
    assert told == events[-1].data["answer"]


def test_a_second_reader_sees_the_same_run_from_where_it_left(opened: Opened) -> None:
    runs = opened().runs
    run = runs.start(f"{A} 주가 알려줘")
    events = list(runs.events(run, timeout=60))
    assert list(runs.events(run, after=3, timeout=1)) == events[3:]
    assert runs.seen(run) == events


def test_an_answer_is_simulated_cited_and_checked(opened: Opened) -> None:
    answer = ask(opened(), f"{A} 주가 알려줘")
    assert answer.status == "answered"
    assert answer.simulated
    assert "시뮬레이션" in answer.answer
    assert answer.citations
    assert answer.claims
    assert all(claim.supported for claim in answer.claims)
    assert answer.struck == 0


def test_a_follow_up_stays_with_the_company_of_its_thread(opened: Opened) -> None:
    product = opened()
    first = ask(product, f"{A} 최근 한 달 수익률 어때?")
    second = ask(product, f"그럼 {B}는?", thread=first.thread)
    assert first.plan is not None
    assert second.plan is not None
    assert second.plan.kinds == first.plan.kinds
    assert second.plan.securities != first.plan.securities
    third = ask(product, "거래량은?", thread=first.thread)
    assert third.plan is not None
    assert third.plan.securities == second.plan.securities


def test_a_conversation_goes_on_after_a_restart(opened: Opened) -> None:
    first = opened()
    thread = ask(first, f"{A} 주가 알려줘").thread
    first.close()
    again = opened()
    assert [answer.question for answer in again.conversations.answers("local", thread)] == [
        f"{A} 주가 알려줘"
    ]
    plan = ask(again, "최근 한 달은?", thread=thread).plan
    assert plan is not None
    assert plan.securities


def test_another_users_thread_and_answer_are_not_found(opened: Opened) -> None:
    product = opened()
    mine = ask(product, f"{A} 주가", user="me")
    assert product.conversations.answers("you", mine.thread) == []
    with pytest.raises(NotFound):
        product.conversations.answer("you", mine.run)
    with pytest.raises(NotFound):
        product.conversations.rename("you", mine.thread, "x", product.clock.now())
    assert product.traces.show(mine.trace_id, "you") is None
    follow_up = ask(product, "거래량은?", thread=mine.thread, user="you").plan
    assert follow_up is not None
    assert not follow_up.securities


def test_a_user_name_cannot_reach_into_another_thread(opened: Opened) -> None:
    with pytest.raises(StockelperError):
        ask(opened(), f"{A} 주가", user="me/thread")


def test_personal_data_reaches_neither_answer_nor_trace(opened: Opened) -> None:
    product = opened()
    answer = ask(product, f"{A} 주가 알려줘. 내 번호는 010-1234-5678이야")
    product.tracing.flush()
    kept = f"{answer.model_dump_json()}{product.traces.show(answer.trace_id, 'local')}"
    assert "1234-5678" not in kept


SECRETS = (
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_abcdefghijklmnop1234",
    "010-1234-5678",
    "hunter2secret",
    "900101-1234567",
)


@pytest.mark.parametrize("step", ["graph.nodes.guard", "graph.nodes.make_plan"])
def test_a_question_on_which_the_guard_fails_is_kept_and_logged_without_its_secrets(
    step: str, opened: Opened, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    words = f"{A} {' '.join(SECRETS[:3])} https://me:{SECRETS[3]}@host/x?api_key={SECRETS[3]} {SECRETS[4]} \x1b]0;title\x07"

    def broken(question: str, *_: object) -> None:
        raise RuntimeError(f"cannot read {words} / {question}")

    monkeypatch.setattr(step, broken)
    product = opened()
    run = product.runs.start(words, None, "local")
    with pytest.raises(StockelperError) as ended:
        product.runs.answer(run, timeout=60)
    product.tracing.flush()
    (trace, *_) = product.traces.list(1)
    kept = (
        f"{product.traces.show(str(trace['trace_id']), 'local')}{trace}{caplog.text}{ended.value.parameters}"
    )
    assert [secret for secret in (*SECRETS, "\x1b") if secret in kept] == []


def test_a_model_that_stays_with_the_evidence_writes_the_answer(opened: Opened) -> None:
    with serving(Reply()) as server:
        rules = ask(opened(), f"{A} 주가 알려줘")
        sentence = rules.answer.split("[1]")[0] + "[1]."
        server.replies = (Reply(sentence),)
        answer = ask(configured(opened, server.url), f"{A} 주가 알려줘")
    assert answer.writer == "openai:scripted"
    assert answer.answer.startswith(sentence)
    assert "시뮬레이션" in answer.answer, "what is simulated is called so, whoever writes"
    assert answer.struck == 0
    assert (answer.model_calls, answer.tokens) == (1, 240)
    assert A in server.prompt()


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply("주가는 999,999원입니다 [1]."), "model_invented"),
        (Reply("좋은 회사입니다."), "model_invented"),
        (Reply(f"{A}는 파산했습니다 [1]."), "model_invented"),
        (Reply(f"{A}의 대표가 구속됐습니다."), "model_invented"),
        (Reply(f"{A} 시세입니다 [1]. 회장이 구속되었습니다 [1]."), "model_invented"),
        (Reply(f"{A} 시세입니다 [1]. 최대주주는 국민연금입니다 [1]."), "model_invented"),
        (Reply(f"{A} 시세입니다 [1]. 곧 공장이 문을 닫습니다."), "model_invented"),
        (Reply("시세입니다 [1]. https://evil.test/login 에서 확인하세요."), "model_failed"),
        (Reply("시세입니다 [1]. [여기](javascript:alert(1))"), "model_failed"),
        (Reply("시세입니다 [1]. <img src=x onerror=alert(1)>"), "model_failed"),
        (Reply("시세입니다 [1]. 매\u200b수를 추\u202e천합니다."), "model_failed"),
        (Reply(f"{A} 시세는 ③만원 올랐습니다 [1]."), "model_failed"),
        (Reply("[1]"), "model_failed"),
        (Reply("The price is in the evidence [1]."), "model_failed"),
        (Reply("시세입니다 [1]. " * 3_000), "model_failed"),
        (Reply(status=500), "model_failed"),
        (Reply("늦었습니다 [1].", delay_s=30), "model_failed"),
    ],
)
def test_a_model_that_invents_fails_or_is_slow_gives_way_and_a_note_says_so(
    opened: Opened, reply: Reply, code: str
) -> None:
    rules = ask(opened(), f"{A} 주가 알려줘")
    with serving(reply) as server:
        answer = ask(configured(opened, server.url, model_timeout_s=1.0), f"{A} 주가 알려줘")
    assert answer.answer == rules.answer
    assert answer.writer == "rules"
    assert code in {note.code for note in answer.notes}
    assert all(note.text for note in answer.notes)


@pytest.mark.parametrize(
    ("advised", "code"),
    [
        ("매수를 추천합니다.", "model_recommendation"),
        ("원금이 보장되는 종목입니다.", "model_promise"),
        ("Buy it now, it cannot lose.", "model_recommendation"),
    ],
)
def test_a_model_that_advises_or_promises_gives_way_and_a_note_says_so(
    opened: Opened, advised: str, code: str
) -> None:
    rules = ask(opened(), f"{A} 주가 알려줘")
    sentence = rules.answer.split("[1]")[0] + "[1]."
    with serving(Reply(f"{sentence} {advised}")) as server:
        answer = ask(configured(opened, server.url), f"{A} 주가 알려줘")
    assert (answer.answer, answer.writer) == (rules.answer, "rules")
    assert code in {note.code for note in answer.notes}
    assert all(advised not in note.text for note in answer.notes)


def test_cancelling_ends_a_run_and_its_open_model_call_within_a_second(opened: Opened) -> None:
    with serving(Reply("늦었습니다", delay_s=30)) as server:
        runs = configured(opened, server.url, model_timeout_s=25.0).runs
        run = runs.start(f"{A} 주가 알려줘")
        for event in runs.events(run, timeout=60):
            if event.data.get("name") == "write":
                break
        while not server.requests:
            threading.Event().wait(0.01)
        started = perf_counter()
        runs.cancel(run)
        with pytest.raises(Cancelled):
            runs.answer(run, timeout=5)
        assert perf_counter() - started < 1


def test_a_long_conversation_grows_by_the_turn_and_not_by_its_square(opened: Opened) -> None:
    product = opened()
    path = product.settings.data / "checkpoints.db"
    sizes: list[int] = []
    thread = ask(product, f"{A} 주가").thread
    for _ in range(2):
        for _ in range(15):
            ask(product, f"{A} 주가", thread=thread)
        wal = path.with_name(path.name + "-wal")
        sizes.append(path.stat().st_size + (wal.stat().st_size if wal.exists() else 0))
    assert sizes[1] < 2.6 * sizes[0]


def configured(opened: Opened, url: str, **settings: object) -> Product:
    return opened(model="openai:scripted", model_base_url=url, model_api_key=SecretStr("test"), **settings)
