"""What a price has ever done, a price that was paid, and what no record tells: computed again from the closes."""

import datetime as dt

import numpy as np
import pytest

from agents.tools.holding import paid
from stockelper.types import Language
from tests.agents.conftest import HYNIX, NAVER, NVIDIA, SAMSUNG, Ask, days_of, walk, window
from tests.agents.test_briefing_windows import unsupported

START = dt.date(2025, 1, 1)
YEAR = window(START, label="ytd")


def closes(security: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return walk(security, days_of(security))["close"].cast(float).to_numpy()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("measure", ["from_high", "from_low"])
def test_the_way_from_an_extreme_of_the_past_leads_to_the_last_close(
    ask: Ask, measure: str, language: Language
) -> None:
    past = window(START, dt.date(2025, 6, 30), label="2025H1")
    found = ask(securities=(SAMSUNG,), window=past, measures=(measure,), question="?", language=language)
    days = [day for day in days_of(SAMSUNG) if START <= day <= dt.date(2025, 6, 30)]
    inside = walk(SAMSUNG, days_of(SAMSUNG)).filter(walk(SAMSUNG, days_of(SAMSUNG))["date"].is_in(days))
    close = inside["close"].cast(float).to_numpy()
    extreme = float(np.max(close) if measure == "from_high" else np.min(close))
    moved = [one.value for one in found.evidence.values() if one.name == "return"]
    assert moved == [pytest.approx(closes(SAMSUNG)[-1] / extreme - 1)]
    assert unsupported(found) == []


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("measure", "sign"), [("longest_rise", 1), ("longest_fall", -1)])
def test_the_longest_run_is_the_longest(ask: Ask, measure: str, sign: int, language: Language) -> None:
    found = ask(securities=(SAMSUNG,), measures=(measure,), question="?", language=language)
    longest = run = 0
    for move in np.sign(np.diff(closes(SAMSUNG))):
        run = run + 1 if move == sign else 0
        longest = max(longest, run)
    runs = [one.value for one in found.evidence.values() if one.name == "run"]
    assert runs == [longest]
    assert unsupported(found) == []


def test_runs_of_a_length_are_counted(ask: Ask) -> None:
    found = ask(securities=(SAMSUNG,), measures=("longest_rise",), question="3일 연속 오른 적 있어?")
    signs = "".join("+" if move > 0 else "-" for move in np.diff(closes(SAMSUNG)))
    long = [run for run in signs.split("-") if len(run) >= 3]
    times = [one.value for one in found.evidence.values() if one.name == "rise_runs"]
    assert times == [len(long)]
    assert unsupported(found) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_price_that_never_halved_is_said_not_to_have(ask: Ask, language: Language) -> None:
    found = ask(securities=(SAMSUNG,), measures=("halved",), question="?", language=language)
    depth = next(one.value for one in found.evidence.values() if one.name == "drawdown")
    assert depth is not None
    word = {"ko": "아니요", "en": "No"} if depth > -0.5 else {"ko": "네", "en": "Yes"}
    assert found.draft.text.startswith(word[language])
    assert unsupported(found) == []


def test_days_at_a_limit_are_none_where_no_move_reaches_it(ask: Ask) -> None:
    found = ask(securities=(SAMSUNG,), measures=("limit_up_days",), question="상한가 간 날")
    assert "없습니다" in found.draft.text
    abroad = ask(securities=(NVIDIA,), measures=("limit_up_days",), question="상한가 간 날")
    assert abroad.draft.status == "no_data"


def test_a_price_paid_is_held_against_the_last_close(ask: Ask) -> None:
    found = ask(securities=(SAMSUNG,), question="삼성전자 평단 7만원인데 수익률")
    moved = [one.value for one in found.evidence.values() if one.name == "return"]
    assert moved == [pytest.approx(closes(SAMSUNG)[-1] / 70_000 - 1)]
    assert unsupported(found) == []


@pytest.mark.parametrize(
    ("question", "price"),
    [
        ("하이닉스 평단 40만원인데 지금 수익률", 400_000.0),
        ("삼성전자 7만 5천원에 샀는데 지금 얼마나 벌었어", 75_000.0),
        ("bought nvda at $120.5, how much am i up", 120.5),
        ("삼성전자 평단 높은데 손절할까", None),
        ("삼성전자 1년 수익률", None),
    ],
)
def test_the_price_paid_is_read_from_the_question(question: str, price: float | None) -> None:
    assert paid(question) == price


def test_two_closes_are_set_against_each_other(ask: Ask) -> None:
    found = ask(kinds=("compare",), securities=(SAMSUNG, HYNIX), measures=("price_gap",), question="괴리율")
    gap = next(one for one in found.evidence.values() if one.name == "price_gap")
    base = SAMSUNG if gap.security == HYNIX else HYNIX
    assert gap.security is not None
    assert gap.value == pytest.approx(closes(gap.security)[-1] / closes(base)[-1] - 1)
    assert unsupported(found) == []


def test_a_day_of_listing_is_said_not_to_be_stored(ask: Ask) -> None:
    found = ask(securities=(SAMSUNG,), question="삼성전자 상장일")
    assert "not_stored" in [note.code for note in found.draft.notes]
    assert found.draft.status == "partial"


def test_a_screen_with_a_condition_says_how_many_meet_it(ask: Ask) -> None:
    found = ask(
        kinds=("screen",),
        screens=({"measure": "close", "operator": "above", "threshold": 1.0},),
        markets=("krx",),
        limit=1,
        question="1원 넘는 종목 몇 개야",
    )
    count = next(one for one in found.evidence.values() if one.name == "matching_count")
    assert count.value == len((SAMSUNG, HYNIX, NAVER))
    assert unsupported(found) == []


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("나한테 맞는 종목 추천해줘", "no_pick"),
        ("다음주에 오를 종목 추천", "no_pick"),
        ("etf 추천", "no_funds"),
    ],
)
def test_nothing_is_picked_where_no_condition_is_named(ask: Ask, question: str, code: str) -> None:
    screens = ({"measure": "return", "operator": "top"},)
    found = ask(kinds=("screen",), screens=screens, markets=("krx",), question=question)
    assert [note.code for note in found.draft.notes] == [code]
    assert found.draft.status == "no_data"


def test_a_target_price_is_said_not_to_be_stored(ask: Ask) -> None:
    found = ask(kinds=("outlook",), specialists=("outlook",), securities=(SAMSUNG,), question="목표주가")
    assert "no_targets" in [note.code for note in found.draft.notes]
