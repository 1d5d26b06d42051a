"""Questions about the product are answered by their topic, in words that are true of it."""

import re
from importlib.resources import files

import pytest

from agents.writer.helping import topic_of, topics
from agents.writer.reach import asks_until_when
from stockelper.language.catalogue import codes, template
from stockelper.settings import Settings
from tests.agents.conftest import Ask
from ui.commands.registry import COMMANDS


def test_every_topic_is_told_in_both_languages() -> None:
    for language in ("ko", "en"):
        assert {code for code in codes(language) if code.startswith("help.")} == {
            f"help.{one}" for one in topics()
        }


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("where do your prices come from", "sources"),
        ("데이터 출처가 궁금합니다", "sources"),
        ("is this real-time or 15 minutes delayed", "freshness"),
        ("시세 지연?", "freshness"),
        ("do you have pre market numbers", "freshness"),
        ("are the forecasts made by a model or by people", "forecasts"),
        ("네가 내놓는 예측은 무슨 근거로 뽑는 거야", "forecasts"),
        ("How do I add something to my watchlist", "watchlist"),
        ("관심종목 지우려면 어디 눌러야 되나", "watchlist"),
        ("export csv how", "export"),
        ("포트폴리오 엑셀로 내보내기 되냐", "export"),
        ("답변 언어를 영어로 바꿀 수 있나요?", "in_language"),
        ("delete everything I've said to you", "erasing"),
        ("탈퇴하면 제 기록은 다 지워지나요", "erasing"),
        ("Do you keep a record of what I type?", "privacy"),
        ("내가 전에 물어본 거 다시 볼 수 있나", "conversations"),
        ("how do I link my broker account", "accounts"),
        ("한투 계좌 붙이는 거 어디서 하죠", "accounts"),
        ("where do I enter my API key", "keys"),
        ("is there a fee for using you", "costs"),
        ("요금 내야 돼?", "costs"),
        ("what model are you running on", "models"),
        ("Can I place a stop-loss in this app", "orders"),
        ("모의투자와 실제 주문 모드는 어떻게 전환하나요?", "paper"),
        ("Can you run backtests?", "backtests"),
        ("Why did you refuse my last question?", "refusals"),
        ("why'd u say you had no data earlier", "no_data"),
        ("set alerts how", "alerts"),
        ("텔레그램으로 알림 보내줘", "alerts"),
        ("what does the little [2] behind your sentences mean", "citations"),
        ("비번 변경", "no_login"),
        ("다크모드 없냐", "looks"),
        ("Do you cover Tokyo listings?", "markets"),
        ("how far back does your history go", "depth"),
        ("thumbs down, where does my feedback go", "traces"),
        ("너 뭐 할 수 있어?", None),
        ("What can you do?", None),
    ],
)  # fmt: skip
def test_a_question_about_the_product_has_its_topic(question: str, topic: str | None) -> None:
    assert topic_of(question) == topic


@pytest.mark.parametrize("language", ["ko", "en"])
def test_only_commands_and_settings_that_exist_are_named(language: str) -> None:
    said = " ".join(
        template("ko" if language == "ko" else "en", code) for code in codes("ko") if code.startswith("help.")
    )
    assert set(re.findall(r"`stockelper (\w+)", said)) <= set(COMMANDS)
    named = {name.rstrip("_") for name in re.findall(r"STOCKELPER_([A-Z_]+)", said)}
    assert named <= {field.upper() for field in Settings.model_fields}


def test_help_and_a_concept_that_are_asked_together_are_both_answered(ask: Ask) -> None:
    asked = ask(
        question="Can I place a stop-loss in this app, and what does one actually do?",
        kinds=("help", "education"), specialists=(), language="en",
    )  # fmt: skip
    assert asked.draft.text.startswith("No orders are placed")
    assert "A stop-loss sells at a price set in advance" in asked.draft.text


def test_help_beside_a_question_of_the_market_does_not_swallow_it(ask: Ask) -> None:
    asked = ask(
        question="Do you send a daily report? If so, today's please.",
        kinds=("help", "briefing"), markets=("krx",), language="en",
    )  # fmt: skip
    assert asked.draft.preface.startswith("There are no alerts")
    assert asked.evidence


def test_the_table_of_topics_is_packaged() -> None:
    assert files("agents.writer").joinpath("data", "help.toml").is_file()


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("시세 데이터 언제까지 들어 있어?", "ko", "한국 시장 시세는 2025년 12월 30일 거래일까지"),
        ("데이터는 어디서 가져오고 언제까지 있어?", "ko", "미국 시장 시세는 2025년 12월 30일 거래일까지"),
        ("how recent is your data", "en", "the US market are stored up to the session of Dec 30, 2025"),
        ("Where do your prices come from, and up to when?", "en", "stockelper collect"),
    ],
)
def test_up_to_when_the_store_reaches_is_told_from_the_store(
    ask: Ask, question: str, language: str, said: str
) -> None:
    assert said in ask(kinds=("help",), specialists=(), question=question, language=language).draft.text


@pytest.mark.parametrize("question", ["시세 지연?", "is this real-time", "데이터 출처가 궁금합니다"])
def test_other_questions_about_the_data_are_answered_as_before(question: str) -> None:
    assert not asks_until_when(question)
