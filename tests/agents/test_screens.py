import datetime as dt
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from agents.context import Context
from agents.planner import plan
from agents.verifier import verify
from stockelper import measures
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Screen
from tests.agents.conftest import (
    HYNIX,
    INTEL,
    LAST,
    NAVER,
    NVIDIA,
    RECORDED,
    SAMSUNG,
    Ask,
    Asked,
    answered,
    article,
    days_of,
    put,
    walk,
    window,
)

KOREAN = (SAMSUNG, HYNIX, NAVER)


def closes(security: str) -> np.ndarray:
    return walk(security, days_of(security))["close"].to_numpy()


def ranked(asked: Asked, name: str) -> list[str | None]:
    return [e.security for e in asked.evidence.values() if e.name == name and e.security]


def test_the_day_is_ranked_by_its_change(ask: Ask):
    asked = ask(kinds=("screen",), screens=({"measure": "change", "operator": "top"},), markets=("krx",))
    order = sorted(KOREAN, key=lambda one: -(closes(one)[-1] / closes(one)[-2]))
    assert ranked(asked, "change") == order
    for item in asked.evidence.values():
        if item.name == "change":
            assert item.security is not None
            assert item.value == pytest.approx(closes(item.security)[-1] / closes(item.security)[-2] - 1)
            assert item.derivation is not None


def test_a_threshold_filters_by_the_indicator_that_a_quote_would_state(ask: Ask):
    strength = {one: float(measures.rsi(closes(one))[-1]) for one in KOREAN}
    middle = sorted(strength.values())[1]
    asked = ask(
        kinds=("screen",),
        screens=({"measure": "rsi", "operator": "below", "threshold": middle},),
        markets=("krx",),
    )
    assert set(ranked(asked, "rsi_14")) == {one for one in KOREAN if strength[one] <= middle}


def test_a_window_ranks_by_its_return(ask: Ask):
    asked = ask(
        kinds=("screen",), screens=({"measure": "return", "operator": "bottom"},), markets=("us",), language="en",
        window=window(dt.date(2025, 1, 1), label="ytd"),
    )  # fmt: skip
    base = days_of(NVIDIA).index(dt.date(2024, 12, 31))
    order = sorted((NVIDIA, INTEL), key=lambda one: closes(one)[-1] / closes(one)[base])
    assert ranked(asked, "return") == order


def test_a_board_that_the_question_names_bounds_the_screen(ask: Ask, documents: SqliteDocuments):
    kosdaq = walk(SAMSUNG, days_of(SAMSUNG)).with_columns(security=pl.lit("KRX:247540"))
    documents.upsert("bars", kosdaq, recorded_at=RECORDED)
    asked = ask(question="코스닥에서 오늘 많이 오른 종목", kinds=("screen",), markets=("krx",))
    assert ranked(asked, "change") == ["KRX:247540"]


def test_a_move_beyond_the_price_limit_is_left_out_and_said(ask: Ask, documents: SqliteDocuments):
    split = walk(SAMSUNG, days_of(SAMSUNG)).with_columns(
        security=pl.lit("KRX:035720"),
        close=pl.when(pl.col("date") == LAST).then(pl.col("close") * 5).otherwise(pl.col("close")),
    )
    documents.upsert("bars", split, recorded_at=RECORDED)
    asked = ask(kinds=("screen",), markets=("krx",))
    assert "KRX:035720" not in ranked(asked, "change")
    assert "beyond_limit" in {note.code for note in asked.draft.notes}


def test_a_leap_inside_a_longer_window_sets_a_security_apart_by_name(ask: Ask, documents: SqliteDocuments):
    leap = LAST - dt.timedelta(days=20)
    merged = walk(SAMSUNG, days_of(SAMSUNG)).with_columns(
        security=pl.lit("KRX:035720"),
        close=pl.when(pl.col("date") >= leap).then(pl.col("close") * 5).otherwise(pl.col("close")),
    )
    documents.upsert("bars", merged, recorded_at=RECORDED)
    screens = ({"measure": "return", "operator": "top"},)
    asked = ask(kinds=("screen",), markets=("krx",), screens=screens, window=window(dt.date(2025, 11, 1)))
    assert "KRX:035720" not in ranked(asked, "return")
    assert {HYNIX, SAMSUNG} <= set(ranked(asked, "return"))
    assert "카카오" in next(note.text for note in asked.draft.notes if note.code == "set_apart")


def test_a_leap_in_the_prices_of_one_security_is_said(ask: Ask, documents: SqliteDocuments):
    halved = walk(SAMSUNG, days_of(SAMSUNG)).with_columns(
        security=pl.lit("KRX:035720"),
        close=pl.when(pl.col("date") >= dt.date(2025, 12, 1))
        .then(pl.col("close") / 2)
        .otherwise(pl.col("close")),
    )
    documents.upsert("bars", halved, recorded_at=RECORDED)
    since = window(dt.date(2025, 11, 1), label="since_november")
    assert "leap" in {note.code for note in ask(securities=("KRX:035720",), window=since).draft.notes}
    later = window(dt.date(2025, 12, 10), label="since_december")
    assert "leap" not in {note.code for note in ask(securities=("KRX:035720",), window=later).draft.notes}


def test_a_ranking_of_old_prices_says_how_old_they_are(ask: Ask):
    asked = ask(kinds=("screen",), markets=("krx",), at=dt.date(2026, 1, 9))
    stale = next(note for note in asked.draft.notes if note.code == "stale")
    assert stale.parameters["date"] == LAST.isoformat()


@pytest.mark.parametrize(("way", "operator"), [(1, "above"), (-1, "below")])
def test_a_cross_is_looked_for_in_the_last_sessions_alone(ask: Ask, way: int, operator: str):
    screens = ({"measure": "cross", "operator": operator},)
    asked = ask(kinds=("screen",), markets=("krx",), screens=screens, periods=(5, 20))
    crossed = {one for one in KOREAN if crossing_of(one, 5, 20) == way}
    assert set(ranked(asked, "sma_5_over_20")) == crossed
    assert "crossed" in {note.code for note in asked.draft.notes}


def crossing_of(security: str, short: int, long: int) -> int:
    """1 where the short average has crossed over the long one within five sessions, -1 under it, else 0."""
    close = closes(security)
    gaps = [
        np.mean(close[end - short : end]) - np.mean(close[end - long : end])
        for end in range(len(close) - 5, len(close) + 1)
    ]
    turned = any(np.sign(gap) == -np.sign(gaps[-1]) for gap in gaps[:-1])
    return int(np.sign(gaps[-1])) if turned else 0


def test_a_measure_that_prices_cannot_give_is_no_data(ask: Ask):
    asked = ask(kinds=("screen",), screens=({"measure": "beta", "operator": "top"},), markets=("krx",))
    assert asked.draft.status == "no_data"
    assert "베타" in asked.draft.text


def test_nothing_that_meets_the_condition_is_an_answer(ask: Ask):
    asked = ask(
        kinds=("screen",),
        screens=({"measure": "rsi", "operator": "above", "threshold": 99.9},),
        markets=("krx",),
    )
    assert asked.draft.status == "answered"
    assert "종목이 없습니다" in asked.draft.text


def test_a_briefing_counts_who_rose_and_fell_and_tells_the_index(ask: Ask, documents: SqliteDocuments):
    published = dt.datetime(2025, 12, 30, 4, tzinfo=dt.UTC)
    put(documents, "articles", [article("m", "연말 증시 마감", published)])
    asked = ask(kinds=("briefing",), specialists=("market", "news"), markets=("krx",))
    moves = [closes(one)[-1] - closes(one)[-2] for one in KOREAN]
    assert asked.value("up_count") == sum(move > 0 for move in moves)
    assert asked.value("down_count") == sum(move < 0 for move in moves)
    assert asked.draft.text.startswith("코스피는 2025년 12월 30일")
    assert "연말 증시 마감" in asked.draft.text


def test_a_later_revision_does_not_change_an_earlier_screen(ask: Ask, documents: SqliteDocuments):
    before = ask(kinds=("screen",), markets=("krx",))
    later = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    revised = walk(SAMSUNG, days_of(SAMSUNG)).tail(1).with_columns(close=pl.col("close") * 1.2)
    documents.upsert("bars", revised, recorded_at=later, revised_at=later)
    assert ask(kinds=("screen",), markets=("krx",)).draft == before.draft


def test_a_live_clock_sees_what_a_new_ingestion_brought(context: Context, documents: SqliteDocuments):
    from dataclasses import replace

    from stockelper.clock import Clock
    from stockelper.types import Plan
    from tests.agents.conftest import answered

    plan = Plan.model_validate(
        {
            "question": "?",
            "language": "ko",
            "kinds": ("screen",),
            "specialists": ("market",),
            "markets": ("krx",),
        }
    )
    live = replace(context, clock=Clock())
    first = answered(plan, live)
    new = walk(SAMSUNG, days_of(SAMSUNG, dt.date(2026, 1, 2), SESSIONS_LATER)).tail(1)
    documents.upsert("bars", new, recorded_at=RECORDED)
    put(documents, "runs", [{"run": "r1", "job": "import", "ended": RECORDED, "state": "done"}])
    assert answered(plan, live).draft.text != first.draft.text


SESSIONS_LATER = 321


@pytest.mark.parametrize(("language", "named"), [("ko", "반도체 업종"), ("en", "sector Semiconductors")])
def test_a_screen_names_its_sector_in_the_readers_language(language: str, named: str, ask: Ask):
    asked = ask(
        language=language,
        kinds=("screen",),
        screens=({"measure": "change", "operator": "top"},),
        markets=("krx",),
        sector="Semiconductors",
    )
    assert named in asked.draft.text


def test_conditions_filter_and_the_ranking_ranks(ask: Ask):
    last = {one: float(closes(one)[-1]) for one in KOREAN}
    bound = sorted(last.values())[1]
    screens = (
        {"measure": "change", "operator": "top"},
        {"measure": "close", "operator": "below", "threshold": bound},
    )
    asked = ask(kinds=("screen",), screens=screens, markets=("krx",))
    kept = [one for one in KOREAN if last[one] <= bound]
    assert ranked(asked, "change") == sorted(kept, key=lambda one: -(closes(one)[-1] / closes(one)[-2]))
    assert "조건(종가" in asked.draft.text


def test_an_average_has_the_length_that_was_asked_for(ask: Ask):
    screens = ({"measure": "sma", "operator": "above"},)
    asked = ask(kinds=("screen",), screens=screens, periods=(200,), markets=("krx",))
    above = [one for one in KOREAN if closes(one)[-1] >= closes(one)[-200:].mean()]
    assert set(ranked(asked, "from_sma_200")) == set(above)
    assert "200일 이동평균" in asked.draft.text


def test_what_no_price_tells_is_said_instead_of_ranked_by_something_else(ask: Ask):
    screens = ({"measure": "return", "operator": "top"},)
    asked = ask(question="오늘 외국인 많이 산 종목", kinds=("screen",), screens=screens)
    assert (asked.draft.status, asked.evidence) == ("no_data", {})


@pytest.mark.parametrize("specialists", [("market",), ("fundamentals",)])
@pytest.mark.parametrize(
    ("language", "question", "missing", "instead"),
    [
        ("ko", "시총 1위", "시가총액", "거래대금"),
        ("en", "largest market cap in KOSPI", "market value", "turnover"),
    ],
)
def test_a_ranking_by_market_value_says_what_is_missing_and_offers_turnover(
    language: str, question: str, missing: str, instead: str, specialists: tuple[str, ...], ask: Ask
):
    asked = ask(question=question, language=language, kinds=("screen",), specialists=specialists)
    assert (asked.draft.status, [note.code for note in asked.draft.notes]) == ("no_data", ["screen_worth"])
    assert missing in asked.draft.text
    assert instead in asked.draft.follow_ups[0]


@pytest.mark.parametrize(
    ("question", "kept", "dropped"),
    [
        ("PER 10배 이하이고 RSI 70 이하인 종목", "RSI(14) 70 이하", "PER"),
        ("거래량 많은 종목 중에 부채비율 100% 이하인 것", "거래량", "부채비율"),
        ("stocks with P/E under 10 and RSI below 70", "RSI(14) at most 70", "PER"),
        ("stocks with a dividend yield above 5% and RSI below 70", "RSI(14) at most 70", "dividend yield"),
    ],
)
def test_a_condition_on_statements_takes_no_part_and_is_named(
    question: str, kept: str, dropped: str, context: Context
):
    made = plan(question, context).model_copy(update={"markets": ("krx",)})
    asked = answered(made, replace(context, language=made.language))
    assert asked.draft.status == "partial"
    assert asked.evidence
    assert kept in asked.draft.text
    notes = [note for note in asked.draft.notes if note.code == "screen_unavailable"]
    assert [dropped in note.text for note in notes] == [True]


def test_a_screen_by_statements_alone_names_them(ask: Ask):
    screens = ({"measure": "roe", "operator": "above", "threshold": 0.15},)
    asked = ask(
        question="ROE 15% 넘는 종목", kinds=("screen",), screens=screens, specialists=("fundamentals",)
    )
    assert (asked.draft.status, asked.evidence) == ("no_data", {})
    assert "ROE로는" in asked.draft.text


def test_a_ranking_without_a_window_is_that_of_the_day(ask: Ask):
    day = window(LAST, LAST, "default")
    screens = ({"measure": "return", "operator": "top"},)
    asked = ask(kinds=("screen",), screens=screens, window=day, markets=("krx",))
    assert len({item.value for item in asked.evidence.values() if item.name == "change"}) == len(KOREAN)


def test_a_ranking_that_is_called_a_recommendation_says_that_it_is_none(ask: Ask):
    screens = (Screen(measure="volume", operator="top"),)
    asked = ask(kinds=("screen",), question="거래량 많은 종목 추천", screens=screens, measures=("volume",))
    assert "no_recommendation" in {note.code for finding in asked.findings for note in finding.notes}
    assert asked.evidence


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("top 5 gainers in the S&P 500", "no_members"),
        ("코스피 200에서 많이 오른 종목", "no_members"),
        ("나스닥 100 상승률 상위", "no_members"),
        ("추천 종목 알려줘", "no_pick"),
        ("best stock to buy now", "no_pick"),
    ],
)
def test_a_screen_says_what_it_is_not(ask: Ask, question: str, code: str) -> None:
    screens = (Screen(measure="return", operator="top"),)
    asked = ask(kinds=("screen",), question=question, screens=screens)
    notes = {note.code for finding in asked.findings for note in finding.notes}
    assert code in notes
    plain = ask(kinds=("screen",), question="코스피에서 많이 오른 종목", screens=screens)
    assert code not in {note.code for finding in plain.findings for note in finding.notes}


@pytest.mark.parametrize("measure", ["high_52w", "low_52w"])
def test_a_halted_share_is_near_no_mark(ask: Ask, documents: SqliteDocuments, measure: str):
    halted = walk(SAMSUNG, days_of(SAMSUNG)).with_columns(
        security=pl.lit("KRX:035720"),
        volume=pl.when(pl.col("date") == LAST).then(0).otherwise(pl.col("volume")),
    )
    documents.upsert("bars", halted, recorded_at=RECORDED)
    asked = ask(kinds=("screen",), markets=("krx",), screens=({"measure": measure, "operator": "top"},))
    assert sorted(map(str, ranked(asked, f"from_{measure}"))) == sorted(KOREAN)


@pytest.mark.parametrize("sessions", [16, 40, 200])
def test_a_share_listed_within_the_year_is_screened_as_it_is_told_alone(
    ask: Ask, documents: SqliteDocuments, sessions: int
):
    young = walk(SAMSUNG, days_of(SAMSUNG)).tail(sessions).with_columns(security=pl.lit("KRX:035720"))
    documents.upsert("bars", young, recorded_at=RECORDED)
    asked = ask(kinds=("screen",), markets=("krx",), screens=({"measure": "rsi", "operator": "top"},))
    told = {e.security: e.value for e in asked.evidence.values() if e.name == "rsi_14"}
    assert told["KRX:035720"] == pytest.approx(float(measures.rsi(closes(SAMSUNG)[-sessions:])[-1]))


def test_volume_over_a_stretch_is_set_against_the_sessions_before_it(context: Context) -> None:
    found = answered(plan("이번 주에 거래량 급증한 종목은?", context), context)
    named = {e.security: e.value for e in found.evidence.values() if e.name.startswith("volume_ratio")}
    days = days_of(SAMSUNG)
    first = next(n for n, day in enumerate(days) if day >= LAST - dt.timedelta(days=LAST.weekday()))
    volume = walk(SAMSUNG, days)["volume"].to_numpy()
    assert len(days) - first > 1
    assert named[SAMSUNG] == pytest.approx(volume[first:].mean() / volume[first - 20 : first].mean())
    assert "하루 평균 거래량" in found.draft.text


MONTH = dt.date(2025, 12, 1)


def traded(security: str, measure: str, first: dt.date = MONTH, last: dt.date = LAST) -> float:
    """A day's mean of what was traded from one session to another."""
    rows = walk(security, days_of(security)).filter(pl.col("date").is_between(first, last))
    value = rows["volume"] * rows["close"] if measure == "turnover" else rows["volume"]
    return float(value.cast(pl.Float64).to_numpy().mean())


@pytest.mark.parametrize("measure", ["volume", "turnover"])
@pytest.mark.parametrize("operator", ["top", "bottom"])
def test_what_is_traded_over_a_stretch_ranks_by_a_days_mean(ask: Ask, measure: str, operator: str):
    screens = ({"measure": measure, "operator": operator},)
    asked = ask(
        kinds=("screen",), screens=screens, markets=("krx",), window=window(MONTH, label="this_month")
    )
    sign = -1.0 if operator == "top" else 1.0
    assert ranked(asked, f"{measure}_mean") == sorted(KOREAN, key=lambda one: sign * traded(one, measure))
    told = {e.security: e.value for e in asked.evidence.values() if e.name == f"{measure}_mean"}
    assert told == {one: pytest.approx(traded(one, measure)) for one in KOREAN}
    assert "2025년 12월 1일부터 2025년 12월 30일까지의 하루 평균" in asked.draft.text


def test_a_stretch_that_is_over_is_ranked_by_its_own_days(ask: Ask):
    november = window(dt.date(2025, 11, 1), dt.date(2025, 11, 30), label="last_month")
    screens = ({"measure": "volume", "operator": "top"},)
    asked = ask(kinds=("screen",), screens=screens, markets=("krx",), window=november, language="en")
    told = {e.security: e.value for e in asked.evidence.values() if e.name == "volume_mean"}
    assert told[SAMSUNG] == pytest.approx(
        traded(SAMSUNG, "volume", dt.date(2025, 11, 1), dt.date(2025, 11, 30))
    )
    assert "average daily volume from Nov 3, 2025 to Nov 28, 2025" in asked.draft.text


def test_a_single_day_is_ranked_by_what_was_traded_on_it(ask: Ask):
    screens = ({"measure": "volume", "operator": "top"},)
    asked = ask(kinds=("screen",), screens=screens, markets=("krx",), window=window(LAST, label="today"))
    assert {e.name for e in asked.evidence.values() if e.kind == "volume"} == {"volume"}


def test_a_share_of_the_last_days_has_no_mean_of_a_month(ask: Ask, documents: SqliteDocuments):
    young = walk(SAMSUNG, days_of(SAMSUNG)).tail(3).with_columns(security=pl.lit("KRX:035720"))
    documents.upsert("bars", young, recorded_at=RECORDED)
    screens = ({"measure": "volume", "operator": "top"},)
    asked = ask(
        kinds=("screen",), screens=screens, markets=("krx",), window=window(MONTH, label="this_month")
    )
    assert "KRX:035720" not in ranked(asked, "volume_mean")


def test_a_bound_of_the_mean_stands_with_its_dates(ask: Ask):
    bound = sorted(traded(one, "volume") for one in KOREAN)[1]
    screens = ({"measure": "volume", "operator": "above", "threshold": float(int(bound))},)
    since = window(MONTH, label="this_month")
    for language in ("ko", "en"):
        asked = ask(kinds=("screen",), screens=screens, markets=("krx",), window=since, language=language)
        assert len(ranked(asked, "volume_mean")) >= 2
        assert f"{int(bound):,}" in asked.draft.text
        assert not [
            one for one in verify(asked.draft.text, list(asked.evidence.values())) if not one.supported
        ]
