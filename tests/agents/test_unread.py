"""A screen says which conditions it cannot compute, and shows movers only where the words ask for them."""

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from agents.context import Context
from agents.planner import plan
from agents.tools.unread import left_out, picked_by, unread
from stockelper.language.catalogue import codes
from stockelper.types import Plan, Screen
from tests.agents.conftest import Ask
from tests.agents.test_screens import answered

MOVERS = (Screen(measure="return", operator="top"),)


def screened(question: str, screens: tuple[Screen, ...] = MOVERS, language: str = "en") -> Plan:
    return Plan.model_validate(
        {"question": question, "language": language, "kinds": ("screen",), "screens": screens}
    )


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Which firms in Korea bought back and cancelled shares recently?", ("buybacks",)),
        ("자사주 소각한 회사 알려줘", ("buybacks",)),
        ("Which Korean shipbuilders have an order book above three years of sales?", ("orders", "earnings")),
        ("수주잔고 많은 조선사", ("orders",)),
        ("오늘 기관이 제일 많이 담은 종목", ("flows",)),
        ("공매도 많이 쌓인 순위", ("short_interest",)),
        ("companies where insiders have been buying", ("insiders",)),
        ("다음 주에 실적 발표하는 회사 목록", ("calendar",)),
        ("REITs with occupancy above 95", ("operating",)),
        ("utilities that raised dividends ten years in a row", ("dividends", "many_years")),
        ("RSI 30 이하인 종목", ()),
        ("stocks that fell most this year", ()),
    ],
)
def test_a_condition_that_nothing_stored_can_compute_is_named(question: str, named: tuple[str, ...]) -> None:
    assert unread(question) == named


@pytest.mark.parametrize(
    "question",
    [
        "Which firms in Korea bought back and cancelled shares recently?",
        "자사주 소각한 회사 알려줘",
        "공매도 많이 쌓인 순위 좀",
        "list companies by order backlog",
        "what are some Korean shipbuilders",
        "로봇 회사 목록 보여줘",
    ],
)
def test_no_movers_stand_for_a_condition_that_is_not_read(question: str) -> None:
    assert picked_by(screened(question)) == ()


@pytest.mark.parametrize(
    "question",
    ["오늘 급등한 종목", "hot stocks today", "what's moving in Seoul", "the five large caps that fell most", "코스닥은?", "what about the Nasdaq?"],
)  # fmt: skip
def test_movers_are_shown_where_the_words_ask_for_them(question: str) -> None:
    assert picked_by(screened(question)) == MOVERS


@pytest.mark.parametrize(
    "question", ["most traded KOSDAQ names by won value", "오늘 돈이 제일 많이 몰린 종목"]
)
def test_what_is_traded_most_is_ranked_by_turnover(question: str) -> None:
    assert [one.measure for one in picked_by(screened(question))] == ["turnover"]


def test_a_figure_that_is_part_of_an_unread_condition_is_no_figure_of_prices() -> None:
    misread = (Screen(measure="return", operator="above", threshold=0.1),)
    assert picked_by(screened("FCF 수익률 10% 넘는 종목", misread, "ko")) == ()


def test_what_a_measure_names_already_is_not_named_twice() -> None:
    made = screened("PER 10 이하 종목", (Screen(measure="per", operator="below", threshold=10.0),), "ko")
    assert left_out(made) == ()


def test_a_condition_on_prices_beside_one_that_is_not_read_is_applied_and_the_other_named(
    context: Context,
) -> None:
    made = plan("RSI below 70 and heavy short interest, which stocks?", context)
    made = made.model_copy(update={"markets": ("krx",), "kinds": ("screen",), "specialists": ("market",)})
    made = made.model_copy(update={"screens": (Screen(measure="rsi", operator="below", threshold=70.0),)})
    asked = answered(made, replace(context, language="en"))
    assert asked.draft.status == "partial"
    assert "RSI(14) at most 70" in asked.draft.text
    assert "The condition on short interest cannot be computed" in asked.draft.text


def test_an_unread_screen_says_by_what_it_can_pick(ask: Ask) -> None:
    asked = ask(question="자사주 소각한 회사 알려줘", kinds=("screen",), screens=MOVERS)
    assert (asked.draft.status, asked.evidence) == ("no_data", {})
    assert asked.draft.text.startswith("자사주 매입과 소각은 저장된 자료로 계산할 수 없어")
    assert "RSI" in asked.draft.text


def test_a_screen_without_any_condition_says_so(ask: Ask) -> None:
    asked = ask(question="로봇 회사 목록 보여줘", kinds=("screen",), screens=MOVERS)
    assert [note.code for note in asked.draft.notes] == ["screen_unclear"]


def test_every_condition_has_a_name_in_both_languages() -> None:
    table = files("agents.tools").joinpath("data", "unread.toml").read_text(encoding="utf-8")
    assert {f"unread.{name}" for name in tomllib.loads(table)} == {
        code for code in codes("ko") if code.startswith("unread.")
    }
