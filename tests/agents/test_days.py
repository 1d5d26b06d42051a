"""Figures of single days, of months and of two series together, computed from daily closes."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from stockelper import measures
from stockelper.types import Language
from tests.agents.conftest import HYNIX, KOSPI, NAVER, NVIDIA, SAMSUNG, Ask, days_of, walk, window
from tests.agents.test_briefing_windows import unsupported

START = dt.date(2025, 1, 1)
YEAR = window(START, label="ytd")


def closes(security: str) -> pl.DataFrame:
    """Dates and closes from the last one before the year."""
    bars = walk(security, days_of(security)).select("date", "close")
    before = bars.filter(pl.col("date") < START).tail(1)
    return pl.concat([before, bars.filter(pl.col("date") >= START)])


def moves(security: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    close = closes(security)["close"].to_numpy()
    return close[1:] / close[:-1] - 1.0


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_worst_and_the_best_day_of_a_window(ask: Ask, language: Language) -> None:
    asked = {"securities": (SAMSUNG,), "window": YEAR, "language": language, "question": "?"}
    for measure, best in (("worst_day", np.min), ("best_day", np.max)):
        found = ask(**asked, measures=(measure,))
        told = found.findings[0].statements[0]
        value = found.evidence[told.evidence["moved"]].value
        assert value == pytest.approx(float(best(moves(SAMSUNG))))
        assert unsupported(found) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_rising_and_falling_days_are_counted(ask: Ask, language: Language) -> None:
    found = ask(securities=(SAMSUNG,), window=YEAR, measures=("up_days",), language=language)
    assert found.value("up_days") == np.sum(moves(SAMSUNG) > 0)
    assert found.value("down_days") == np.sum(moves(SAMSUNG) < 0)
    assert unsupported(found) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_days_of_a_short_window_are_no_dates(ask: Ask, language: Language) -> None:
    month = window(dt.date(2025, 12, 1), label="this_month")
    found = ask(securities=(SAMSUNG,), window=month, measures=("up_days",), language=language)
    assert unsupported(found) == []


def test_the_days_of_an_index_are_told_too(ask: Ask) -> None:
    found = ask(question="코스피 올해 최악의 날", window=YEAR, measures=("worst_day",))
    told = found.findings[0].statements[0]
    assert found.evidence[told.evidence["moved"]].value == pytest.approx(float(np.min(moves(KOSPI))))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("security", [SAMSUNG, HYNIX, NAVER, NVIDIA])
def test_a_run_goes_back_to_the_last_day_of_another_sign(ask: Ask, security: str, language: Language) -> None:
    found = ask(securities=(security,), measures=("streak",), language=language)
    signs = np.sign(moves(security))
    length = next(n for n in range(1, len(signs)) if signs[-n - 1] != signs[-1])
    if length > 1:
        assert found.value("run") == length
    else:
        assert found.findings[0].statements[0].code.startswith("market.run_one_")
    assert unsupported(found) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_returns_by_month_link_up_to_the_return_of_the_window(ask: Ask, language: Language) -> None:
    found = ask(securities=(SAMSUNG,), window=YEAR, measures=("monthly_return",), language=language)
    months = [one.evidence["moved"] for one in found.findings[0].statements if one.code == "market.month"]
    values = [found.evidence[key].value or 0.0 for key in months]
    assert len(values) == 12
    assert np.prod([1 + value for value in values]) == pytest.approx(np.prod(1 + moves(SAMSUNG)))
    assert unsupported(found) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_two_series_are_correlated_over_the_sessions_both_have(ask: Ask, language: Language) -> None:
    asked = {"kinds": ("compare",), "securities": (SAMSUNG, HYNIX), "window": YEAR, "language": language}
    found = ask(**asked, measures=("correlation",))
    expected = np.corrcoef(moves(SAMSUNG), moves(HYNIX))[0, 1]
    assert found.value(f"correlation:{HYNIX}") == pytest.approx(expected)
    assert unsupported(found) == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_beta_is_told_against_the_stored_index_and_missing_without_one(ask: Ask, language: Language) -> None:
    found = ask(securities=(SAMSUNG,), window=YEAR, measures=("beta",), language=language)
    expected = measures.beta(closes(SAMSUNG)["close"].to_numpy(), closes(KOSPI)["close"].to_numpy())
    assert found.value("beta") == pytest.approx(expected)
    assert unsupported(found) == []
    missing = ask(securities=(NVIDIA,), window=YEAR, measures=("beta",), language=language)
    assert missing.draft.status == "partial"
    assert "no_beta" in {note.code for note in missing.draft.notes}


def test_a_figure_that_nothing_computes_is_named(ask: Ask) -> None:
    found = ask(question="삼성전자 스토캐스틱 알려줘", securities=(SAMSUNG,), kinds=("technical",))
    assert found.draft.status == "partial"
    assert "스토캐스틱은 계산하지 않습니다" in found.draft.text


def test_a_comparison_comes_in_the_order_of_what_was_asked_for(ask: Ask) -> None:
    asked = {"kinds": ("compare",), "securities": (SAMSUNG, HYNIX, NAVER), "window": YEAR}
    for question, way in (("변동성 큰 순서", -1), ("변동성 작은 순서", 1)):
        found = ask(question=question, **asked, measures=("volatility",))
        items = [one for one in found.findings[0].statements if one.code == "market.compare_item"]
        values = [found.evidence[one.evidence["value"]].value or 0.0 for one in items]
        assert values == sorted(values, key=lambda value: way * value)
        assert found.draft.text.index(str(items[0].parameters["name"])) < 60
        assert unsupported(found) == []


@pytest.mark.parametrize(("way", "operator"), [(1, "above"), (-1, "below")])
def test_a_screen_by_runs_counts_the_sessions_that_went_one_way(ask: Ask, way: int, operator: str) -> None:
    screens = ({"measure": "streak", "operator": operator, "threshold": float(way)},)
    found = ask(kinds=("screen",), markets=("krx",), screens=screens, question="연속 종목")
    runs = {one: run_of(one) for one in (SAMSUNG, HYNIX, NAVER)}
    wanted = {one: float(abs(length)) for one, length in runs.items() if length * way > 0}
    told = {one.security: one.value for one in found.evidence.values() if one.name == "run" and one.security}
    assert told == wanted
    assert {"run_up" if way > 0 else "run_down"} == {n.code for n in found.draft.notes} & {
        "run_up",
        "run_down",
    }
    assert unsupported(found) == []


def run_of(security: str) -> int:
    """The sessions that the last move has gone on for, below zero where it is a fall."""
    signs = np.sign(moves(security))[::-1]
    others = np.flatnonzero(signs != signs[0])
    return int((others[0] if len(others) else len(signs)) * signs[0])


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    ("measure", "column"), [("busiest_day", "volume"), ("high_day", "high"), ("low_day", "low")]
)
def test_the_day_of_an_extreme_is_told_first(ask: Ask, measure: str, column: str, language: Language) -> None:
    found = ask(securities=(SAMSUNG,), window=YEAR, measures=(measure,), language=language)
    bars = walk(SAMSUNG, days_of(SAMSUNG)).filter(pl.col("date") >= START)
    figures = bars[column].to_numpy()
    row = int(np.argmin(figures) if measure == "low_day" else np.argmax(figures))
    first = found.findings[0].statements[0]
    told = found.evidence[first.evidence["figure"]]
    assert (told.date, told.value) == (bars["date"][row], bars[column][row])
    assert unsupported(found) == []


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    ("measure", "side"), [("high", "high"), ("high_52w", "high"), ("high_day", "high"), ("low", "low")]
)
def test_a_high_of_a_stretch_is_told_within_sessions_and_then_of_closes(
    ask: Ask, measure: str, side: str, language: Language
) -> None:
    found = ask(securities=(SAMSUNG,), window=YEAR, measures=(measure,), language=language)
    bars = walk(SAMSUNG, days_of(SAMSUNG)).filter(pl.col("date") >= START)
    within, closes = found.findings[0].statements[:2]
    for statement, column in ((within, side), (closes, "close")):
        figures = bars[column].to_numpy()
        row = int(np.argmin(figures) if side == "low" else np.argmax(figures))
        told = found.evidence[statement.evidence["figure"]]
        assert (told.date, told.value) == (bars["date"][row], figures[row])
    assert unsupported(found) == []


def test_a_mark_of_52_weeks_stays_one_beside_a_stretch(ask: Ask) -> None:
    found = ask(question="올해 52주 최고가", securities=(SAMSUNG,), window=YEAR, measures=("high_52w",))
    assert "market.high_day" not in {one.code for one in found.findings[0].statements}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_returns_by_year_link_up_and_each_is_of_a_calendar_year(ask: Ask, language: Language) -> None:
    found = ask(securities=(SAMSUNG,), measures=("yearly_return",), language=language)
    lines = [one.evidence["moved"] for one in found.findings[0].statements if one.code == "market.year"]
    values = [found.evidence[key].value or 0.0 for key in lines]
    assert len(values) == 2
    close = walk(SAMSUNG, days_of(SAMSUNG))["close"]
    assert np.prod([1 + value for value in values]) == pytest.approx(close[-1] / close[0])
    assert unsupported(found) == []


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("question", "best"), [("가장 좋았던 달", max), ("worst month", min)])
def test_the_best_or_worst_month_comes_before_the_list(
    ask: Ask, language: Language, question: str, best: Callable[[list[float]], float]
) -> None:
    found = ask(
        question=question, securities=(SAMSUNG,), window=YEAR, measures=("monthly_return",), language=language
    )
    first, *listed = found.findings[0].statements
    months = [
        found.evidence[one.evidence["moved"]].value or 0.0 for one in listed if one.code == "market.month"
    ]
    assert first.code.startswith("market.month_")
    assert found.evidence[first.evidence["moved"]].value == pytest.approx(best(months))
    assert unsupported(found) == []
