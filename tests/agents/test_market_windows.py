import datetime as dt

import numpy as np
import polars as pl
import pytest

from stockelper import measures
from stockelper.store.sqlite import SqliteDocuments
from tests.agents.conftest import (
    HYNIX,
    INTEL,
    KOSPI,
    LAST,
    NVIDIA,
    RECORDED,
    SAMSUNG,
    Ask,
    Asked,
    days_of,
    put,
    walk,
    window,
)


def bars(security: str) -> pl.DataFrame:
    return walk(security, days_of(security))


def close_on_or_before(security: str, day: dt.date) -> float:
    return bars(security).filter(pl.col("date") <= day)["close"][-1]


def returned(security: str, base: dt.date, end: dt.date = LAST) -> float:
    return close_on_or_before(security, end) / close_on_or_before(security, base) - 1


def test_a_month_counts_from_the_last_close_up_to_its_first_day(ask: Ask):
    sunday = dt.date(2025, 11, 30)
    asked = ask(securities=(SAMSUNG,), window=window(sunday, label="1m"))
    moved = next(e for e in asked.evidence.values() if e.name == "return" and e.security == SAMSUNG)
    assert moved.value == pytest.approx(returned(SAMSUNG, sunday), rel=1e-12)
    assert moved.period is not None
    assert (moved.period.from_, moved.period.to) == (dt.date(2025, 11, 28), LAST)


def test_this_year_counts_from_the_last_close_of_last_year(ask: Ask):
    asked = ask(securities=(NVIDIA,), window=window(dt.date(2025, 1, 1), label="ytd"), language="en")
    moved = next(e for e in asked.evidence.values() if e.name == "return")
    assert moved.value == pytest.approx(returned(NVIDIA, dt.date(2024, 12, 31)), rel=1e-12)


def test_between_two_days_counts_from_the_first_close_between_them(ask: Ask):
    first, last = dt.date(2025, 10, 1), dt.date(2025, 11, 3)
    asked = ask(securities=(SAMSUNG,), window=window(first, last))
    moved = next(e for e in asked.evidence.values() if e.name == "return" and e.security == SAMSUNG)
    assert moved.value == pytest.approx(returned(SAMSUNG, first, last), rel=1e-12)


def test_a_window_gives_its_extremes_and_its_deepest_fall(ask: Ask):
    first = dt.date(2025, 9, 1)
    asked = ask(securities=(SAMSUNG,), window=window(first))
    close = bars(SAMSUNG).filter(pl.col("date") >= first)["close"].to_numpy()
    assert asked.value("drawdown") == pytest.approx(float((close / np.maximum.accumulate(close) - 1).min()))
    prices = {e.value for e in asked.evidence.values() if e.name == "close" and e.security == SAMSUNG}
    assert {close.max(), close.min()} <= prices


def test_a_security_is_set_against_its_index(ask: Ask):
    sunday = dt.date(2025, 11, 30)
    asked = ask(securities=(SAMSUNG,), window=window(sunday, label="1m"))
    ahead = returned(SAMSUNG, sunday) - returned(KOSPI, sunday)
    assert asked.value("relative_return") == pytest.approx(ahead, abs=1e-12)
    assert ("앞섰습니다" if ahead > 0 else "뒤졌습니다") in asked.draft.text


def test_an_index_that_is_not_stored_is_said_to_be_missing(ask: Ask):
    asked = ask(securities=(NVIDIA,), window=window(dt.date(2025, 11, 30), label="1m"), language="en")
    assert "no_index" in {note.code for note in asked.draft.notes}
    assert asked.draft.status == "answered"


def test_indicators_equal_their_formulas_on_the_stored_closes(ask: Ask):
    close = bars(SAMSUNG)["close"].to_numpy()
    asked = ask(kinds=("technical",), securities=(SAMSUNG,))
    assert asked.value("sma_20") == pytest.approx(close[-20:].mean())
    assert asked.value("rsi_14") == pytest.approx(float(measures.rsi(close)[-1]))
    assert asked.value("macd_signal_9") == pytest.approx(float(measures.macd(close).signal[-1]))
    assert asked.value("bollinger_upper_20_2") == pytest.approx(close[-20:].mean() + 2 * close[-20:].std())
    logs = np.diff(np.log(close[-61:]))
    assert asked.value("volatility_60") == pytest.approx(logs.std(ddof=1) * np.sqrt(252))


def test_averages_over_the_periods_that_were_named(ask: Ask):
    close = bars(SAMSUNG)["close"].to_numpy()
    asked = ask(kinds=("technical",), securities=(SAMSUNG,), measures=("sma",), periods=(5, 120))
    assert asked.value("sma_5") == pytest.approx(close[-5:].mean())
    assert asked.value("sma_120") == pytest.approx(close[-120:].mean())
    assert "RSI" not in asked.draft.text


def test_too_little_history_is_said_instead_of_guessed(ask: Ask, documents: SqliteDocuments):
    short = walk(SAMSUNG, days_of(SAMSUNG)).tail(30).with_columns(security=pl.lit("KRX:005380"))
    documents.upsert("bars", short, recorded_at=RECORDED)
    asked = ask(kinds=("technical",), securities=("KRX:005380",))
    assert "sma_20" in {e.name for e in asked.evidence.values()}
    assert not {"sma_60", "volatility_60", "macd_12_26"} & {e.name for e in asked.evidence.values()}
    assert "short_history" in {note.code for note in asked.draft.notes}


def test_two_securities_are_compared_over_one_window(ask: Ask):
    asked = ask(
        kinds=("compare",),
        securities=(NVIDIA, INTEL),
        window=window(dt.date(2025, 1, 1), label="ytd"),
        language="en",
    )
    base = dt.date(2024, 12, 31)
    nvidia, intel = returned(NVIDIA, base), returned(INTEL, base)
    assert asked.value("return", NVIDIA) == pytest.approx(nvidia)
    assert asked.value("return", INTEL) == pytest.approx(intel)
    assert asked.value("relative_return") == pytest.approx(abs(nvidia - intel))
    ahead = "Nvidia" if nvidia > intel else "Intel"
    assert asked.draft.text.startswith(ahead)
    (chart,) = asked.findings[0].charts
    assert [series.points[0][1] for series in chart.series] == [100.0, 100.0]


def test_comparing_across_currencies_says_so(ask: Ask):
    asked = ask(
        kinds=("compare",), securities=(SAMSUNG, NVIDIA), window=window(dt.date(2025, 9, 30), label="3m")
    )
    codes = {note.code for note in asked.draft.notes}
    assert {"currencies_differ", "bases_differ"} <= codes


def test_the_largest_move_is_told_with_the_news_of_those_days_and_no_cause(
    ask: Ask, documents: SqliteDocuments
):
    first = dt.date(2025, 12, 1)
    frame = bars(HYNIX).with_columns(moved=pl.col("close") / pl.col("close").shift(1) - 1)
    top = frame.filter(pl.col("date") >= first).sort(pl.col("moved").abs())[-1]
    published = dt.datetime.combine(top["date"][0], dt.time(2), dt.UTC)
    put(documents, "articles", [{
        "article": "https://news.test/hynix", "title": "하이닉스 신제품 공개", "url": "https://news.test/hynix",
        "source": "테스트일보", "published": published, "securities": [HYNIX], "known_at": published,
    }])  # fmt: skip
    asked = ask(kinds=("explain_move",), securities=(HYNIX,), window=window(first, label="this_month"))
    moves = [
        e for e in asked.evidence.values() if e.name == "return" and e.date == top["date"][0] and not e.period
    ]
    assert moves[0].value == pytest.approx(top["moved"][0])
    assert "하이닉스 신제품 공개" in asked.draft.text
    assert "원인이라는 뜻은 아닙니다" in asked.draft.text


def test_every_derived_value_can_be_computed_again_from_its_operands(ask: Ask):
    from stockelper.formulas import compute

    asked = ask(securities=(SAMSUNG,), window=window(dt.date(2025, 9, 1), label="4m"))
    derived = [e for e in asked.evidence.values() if e.derivation]
    assert len(derived) >= 4
    for item in derived:
        assert item.derivation is not None
        operands = [asked.evidence[key].value for key in item.derivation.operands]
        assert all(value is not None for value in operands)
        assert item.value == compute(
            item.derivation.formula, [value for value in operands if value is not None]
        )


def noted(asked: Asked) -> set[str]:
    return {note.code for finding in asked.findings for note in finding.notes}


def test_a_past_window_is_not_called_stale(ask: Ask):
    past = window(dt.date(2025, 9, 1), dt.date(2025, 9, 30), "2025-09")
    assert "stale" not in noted(ask(securities=(SAMSUNG,), window=past))
    assert "stale" not in noted(ask(kinds=("compare",), securities=(SAMSUNG, HYNIX), window=past))


def test_a_past_days_prices_say_that_they_are_adjusted(ask: Ask):
    day = dt.date(2025, 12, 24)
    asked = ask(securities=(SAMSUNG,), window=window(day, day, day.isoformat()))
    assert noted(asked) == {"basis_splits"}


def test_a_closed_day_is_answered_with_the_session_before_and_says_so(ask: Ask):
    day = dt.date(2025, 12, 25)
    asked = ask(securities=(SAMSUNG,), window=window(day, day, day.isoformat()))
    assert noted(asked) == {"basis_splits", "no_session"}
    assert dt.date(2025, 12, 24) in {item.date for item in asked.evidence.values()}


def test_a_month_without_a_session_yet_is_answered_with_the_last_close(ask: Ask):
    start = dt.date(2026, 1, 1)
    asked = ask(at=start, securities=(SAMSUNG,), window=window(start, start, "this_month"))
    assert asked.draft.status == "answered"
    assert "no_session" in noted(asked)


def test_a_rolling_month_is_compared_over_the_securitys_own_dates(ask: Ask, documents: SqliteDocuments):
    later = [dt.date(2026, 1, 2), dt.date(2026, 1, 5)]
    documents.upsert("bars", walk(KOSPI, [*days_of(KOSPI), *later])[-2:], recorded_at=RECORDED)
    asked = ask(
        at=later[-1], securities=(SAMSUNG,), window=window(dt.date(2025, 12, 5), later[-1], label="1m")
    )
    moved = {e.security: e for e in asked.evidence.values() if e.name == "return"}
    assert moved[KOSPI].period == moved[SAMSUNG].period
    assert "index_behind" not in noted(asked)


def test_a_drawdown_without_a_window_is_that_of_a_year(ask: Ask):
    asked = ask(kinds=("technical",), measures=("drawdown",), securities=(SAMSUNG,))
    assert "drawdown" in {item.name for item in asked.evidence.values()}


def test_two_averages_tell_when_they_last_crossed(ask: Ask):
    asked = ask(securities=(SAMSUNG,), kinds=("technical",), measures=("sma",), periods=(20, 60))
    close = bars(SAMSUNG)["close"].to_numpy()
    fast = np.array([close[at - 19 : at + 1].mean() for at in range(59, len(close))])
    slow = np.array([close[at - 59 : at + 1].mean() for at in range(59, len(close))])
    other = max(at for at in range(len(fast)) if (fast[at] > slow[at]) != (fast[-1] > slow[-1]))
    crossed = bars(SAMSUNG)["date"][59 + other + 1]
    cross = "golden" if fast[-1] > slow[-1] else "death"
    code = "market.cross_up" if fast[-1] > slow[-1] else "market.cross_down"
    told = [item for finding in asked.findings for item in finding.statements if item.code == code]
    assert asked.evidence[told[0].evidence["cross"]].date == crossed
    assert asked.value(f"sma_20_at_{cross}_cross") == pytest.approx(fast[other + 1])


def test_of_two_securities_one_without_prices_the_other_is_told_and_the_missing_one_named(ask: Ask):
    asked = ask(
        kinds=("compare",),
        securities=("US:TSLA", NVIDIA),
        window=window(dt.date(2025, 1, 1), label="ytd"),
        language="en",
    )
    assert asked.draft.status == "partial"
    assert asked.value("return", NVIDIA) == pytest.approx(returned(NVIDIA, dt.date(2024, 12, 31)))
    assert "No prices of Tesla are stored" in asked.draft.text


def test_a_window_that_begins_before_the_stored_prices_says_where_they_begin(ask: Ask):
    first = days_of(SAMSUNG)[0]
    for kinds, securities in ((("technical",), (SAMSUNG,)), (("compare",), (SAMSUNG, HYNIX))):
        long = window(first - dt.timedelta(days=900), label="3y")
        assert "stored_from" in noted(ask(kinds=kinds, securities=securities, window=long))
        whole = window(first, label="range")
        assert "stored_from" not in noted(ask(kinds=kinds, securities=securities, window=whole))


def test_a_question_for_a_price_target_says_that_none_is_computed(ask: Ask):
    asked = ask(securities=(SAMSUNG,), question="삼성전자 목표주가 얼마야?")
    assert "목표주가" in asked.draft.text


@pytest.mark.parametrize(("question", "way"), [("why did it fall", -1), ("왜 올랐어?", 1)])
def test_a_move_the_other_way_than_the_question_says_is_said_first(ask: Ask, question: str, way: int):
    since = window(LAST - dt.timedelta(days=30), label="1m")
    asked = ask(kinds=("explain_move",), securities=(SAMSUNG,), window=since, question=question)
    went = returned(SAMSUNG, LAST - dt.timedelta(days=30))
    contradicted = asked.findings[0].statements[0].code == "market.moves_other_way"
    assert contradicted == (went * way <= 0)
