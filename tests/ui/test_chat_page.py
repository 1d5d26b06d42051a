"""The whole page as Streamlit runs it, on the practice market."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from stockelper.errors import NotFound
from ui.chat import opened
from ui.wiring import Product

APP = Path(__file__).parents[2] / "ui" / "app.py"
NAME = "온새미반도체"
PRICE = 'class="sk-quote-price"'


@pytest.fixture(scope="module", autouse=True)
def let_go() -> Iterator[None]:
    """The page keeps its parts for the process: close them after these tests."""
    yield
    opened.close_all()


@pytest.fixture
def app(practice_data: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> AppTest:
    """The page in Korean, for a user of this test alone."""
    monkeypatch.setattr(sys, "argv", ["app.py", f"--data={practice_data}", f"--user={user_of(request)}"])
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.query_params["lang"] = "ko"
    return page


def user_of(request: pytest.FixtureRequest) -> str:
    return re.sub(r"\W", "", request.node.name)[:40]


def html_of(app: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def ask(app: AppTest, question: str) -> AppTest:
    return app.chat_input[0].set_value(question).run()


def buttons(app: AppTest, prefix: str) -> list[str]:
    return [str(button.label) for button in app.button if str(button.key).startswith(prefix)]


def test_an_empty_conversation_offers_questions_the_store_can_answer(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert "무엇이 궁금하십니까?" in html_of(app)
    assert "시뮬레이션" in html_of(app)
    assert len(buttons(app, "example-")) == 6


def test_an_example_is_answered_with_sources_figures_and_follow_ups(app: AppTest) -> None:
    app.run()
    next(button for button in app.button if button.key == "example-0").click().run()
    assert not app.exception
    html = html_of(app)
    assert 'class="sk-cite"' in html
    assert "15:30 종가, 원주가" in html
    assert "검증" in html
    assert "시뮬레이션" in html
    assert buttons(app, "next-")
    assert any(expander.label.startswith("출처") for expander in app.expander)


def test_a_follow_up_goes_on_in_the_same_conversation(
    app: AppTest, product: Product, request: pytest.FixtureRequest
) -> None:
    ask(app.run(), f"{NAME} 지금 주가 얼마야?")
    next(button for button in app.button if str(button.key).startswith("next-")).click().run()
    (thread,) = product.conversations.threads(user_of(request))
    assert len(product.conversations.answers(user_of(request), thread.id)) == 2


def test_a_conversation_is_there_again_in_a_new_session(app: AppTest) -> None:
    ask(app.run(), f"{NAME} 지금 주가 얼마야?")
    again = AppTest.from_file(str(APP), default_timeout=60)
    again.query_params["lang"] = "ko"
    again.query_params["thread"] = app.query_params["thread"]
    again.run()
    assert f"{NAME} 지금 주가 얼마야?" in html_of(again)
    assert PRICE in html_of(again)


def test_another_user_s_conversation_is_not_shown(
    app: AppTest, practice_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(app.run(), f"{NAME} 지금 주가 얼마야?")
    monkeypatch.setattr(sys, "argv", ["app.py", f"--data={practice_data}", "--user=stranger"])
    other = AppTest.from_file(str(APP), default_timeout=60)
    other.query_params["thread"] = app.query_params["thread"]
    other.run()
    assert PRICE not in html_of(other)
    assert not buttons(other, "thread-")


def test_a_conversation_can_be_renamed_and_taken_off_the_list(
    app: AppTest, product: Product, request: pytest.FixtureRequest
) -> None:
    ask(app.run(), f"{NAME} 지금 주가 얼마야?")
    next(field for field in app.text_input if str(field.key).startswith("title-")).set_value("내 반도체 메모")
    next(button for button in app.button if str(button.key).startswith("rename-")).click().run()
    assert buttons(app, "thread-") == ["내 반도체 메모"]
    next(button for button in app.button if str(button.key).startswith("hide-")).click().run()
    assert buttons(app, "thread-") == []
    assert product.conversations.threads(user_of(request)) == []


def test_a_new_chat_begins_empty_and_keeps_the_old_one(app: AppTest) -> None:
    ask(app.run(), f"{NAME} 지금 주가 얼마야?")
    next(button for button in app.button if button.key == "new-chat").click().run()
    assert "무엇이 궁금하십니까?" in html_of(app)
    assert len(buttons(app, "thread-")) == 1


def test_the_page_speaks_english_when_told_so(app: AppTest) -> None:
    app.run()
    app.segmented_control(key="language-switch").set_value("en").run()
    assert "What would you like to know?" in html_of(app)


def test_a_thumb_and_its_reason_are_kept(
    app: AppTest, product: Product, request: pytest.FixtureRequest
) -> None:
    ask(app.run(), f"{NAME} 지금 주가 얼마야?")
    user = user_of(request)
    (thread,) = product.conversations.threads(user)
    (answer,) = product.conversations.answers(user, thread.id)
    app.feedback[0].set_value(0).run()
    assert product.conversations.rating(user, answer.run) == -1
    trace = product.traces.show(answer.trace_id, user)
    assert trace is not None
    assert trace["scores"] == {"feedback": -1.0}


def test_a_company_that_nobody_lists_is_refused_politely(app: AppTest) -> None:
    ask(app.run(), "뷁뚫쉟홀딩스 주가 알려줘")
    assert not app.exception
    html = html_of(app)
    assert "찾지 못했습니다" in html
    assert PRICE not in html


def test_a_hostile_question_is_shown_as_it_was_written(app: AppTest) -> None:
    ask(app.run(), f"<script>alert(1)</script> $x$ {NAME} 주가")
    assert "&lt;script&gt;alert(1)" in html_of(app)
    assert "<script>alert(1)" not in html_of(app)


def test_search_finds_a_security_by_name_and_shows_its_price(app: AppTest) -> None:
    app.run()
    app.text_input(key="search").set_value("온새미").run()
    next(button for button in app.button if str(button.key).startswith("found-")).click().run()
    assert not app.exception
    assert "PRACTICE P101" in html_of(app)


def test_the_operator_sees_freshness_failures_and_quarantine_with_commands(app: AppTest) -> None:
    app.run()
    assert "연습 시장" in html_of(app)
    assert {code.value for code in app.sidebar.code} >= {
        "stockelper doctor",
        "stockelper jobs history",
        "stockelper jobs quarantine",
    }


def test_a_run_found_under_way_is_shown_to_its_end(
    app: AppTest, request: pytest.FixtureRequest, practice_data: Path
) -> None:
    """As after a reload: the run was begun elsewhere in this process, the page only attaches."""
    parts = opened.product(practice_data, None)
    parts.runs.start(f"{NAME} 지금 주가 얼마야?", "reload", user_of(request))
    app.query_params["thread"] = "reload"
    app.run()
    assert PRICE in html_of(app)


def test_a_stopped_run_says_so_and_offers_to_ask_again(
    app: AppTest, practice_data: Path, request: pytest.FixtureRequest
) -> None:
    parts = opened.product(practice_data, None)
    run = parts.runs.start(f"{NAME} 지금 주가 얼마야?", "stopped", user_of(request))
    parts.runs.cancel(run)
    assert list(parts.runs.events(run))[-1].type == "error"
    app.query_params["thread"] = "stopped"
    app.session_state["run"] = run
    app.run()
    assert not app.exception
    assert buttons(app, "again-") == ["다시 묻기"]
    with pytest.raises(NotFound):
        parts.conversations.answer(user_of(request), run)
