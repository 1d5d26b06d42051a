"""A yes or no with its figure, a single figure, the way back from a fall: each in a sentence that its evidence carries."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from agents.context import Context
from agents.market.plain import single
from agents.planner.measures import measures
from agents.verifier import verify
from stockelper import measures as computed
from stockelper.language.catalogue import codes, placeholders
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Language, Plan
from tests.agents.conftest import (
    HYNIX,
    KOSPI,
    LAST,
    NVIDIA,
    SAMSUNG,
    Ask,
    Asked,
    answered,
    days_of,
    walk,
    window,
)

BARS = walk(SAMSUNG, days_of(SAMSUNG))
CLOSE = BARS["close"].to_numpy()
YEAR_BARS = BARS.filter(BARS["date"] > LAST - dt.timedelta(weeks=52))
YEAR = window(dt.date(2025, 1, 1), label="ytd")
FALL = window(dt.date(2024, 11, 1), dt.date(2025, 6, 30))


def asked_of(context: Context, question: str, **fields: object) -> Asked:
    """A question put to the market specialist with the measures that the planner reads in it."""
    made = {
        "question": question, "language": "ko" if re.search("[가-힣]", question) else "en", "kinds": ("quote",),
        "specialists": ("market",), "securities": (SAMSUNG,), "measures": measures(question.lower()),
    }  # fmt: skip
    plan = Plan.model_validate({**made, **fields})
    return answered(plan, replace(context, language=plan.language))


def sentences(found: Asked) -> list[str]:
    """What is said before the notes."""
    return re.findall(r".+?\[\d+\](?:\[\d+\])*[.:]", found.draft.text)


def struck(found: Asked, context: Context) -> list[tuple[str, str | None]]:
    cited = {citation.n: citation.evidence_ids for citation in found.draft.citations}
    claims = verify(found.draft.text, list(found.evidence.values()), context.resolver, citations=cited)
    return [(one.text, one.reason) for one in claims if not one.supported]


def yes(found: Asked) -> bool:
    text = found.draft.text
    assert text.startswith(("네, ", "아니요, ", "Yes, ", "No, ")), text
    return text.startswith(("네, ", "Yes, "))


def average(periods: int) -> float:
    return float(CLOSE[-periods:].mean())


SETTLED = [
    ("삼성전자 오늘 올랐어?", {}, CLOSE[-1] > CLOSE[-2]),
    ("삼성전자 오늘 내렸나요?", {}, CLOSE[-1] < CLOSE[-2]),
    ("Did Samsung rise today?", {}, CLOSE[-1] > CLOSE[-2]),
    ("삼성전자 20일선 위에 있어?", {"periods": (20,), "kinds": ("technical",)}, CLOSE[-1] > average(20)),
    ("Is Samsung below its 60-day average?", {"periods": (60,), "kinds": ("technical",)}, CLOSE[-1] < average(60)),
    ("삼성전자 RSI 과매수야?", {"kinds": ("technical",)}, float(computed.rsi(CLOSE)[-1]) >= 70),
    ("Is the RSI oversold?", {"kinds": ("technical",)}, float(computed.rsi(CLOSE)[-1]) <= 30),
    ("삼성전자 1000원 넘었어?", {}, True),
    ("Did Samsung close above 9,000,000?", {}, False),
    ("삼성전자 52주 신고가야?", {}, bool(BARS["high"][-1] >= YEAR_BARS["high"].max())),
    ("삼성전자 볼린저 밴드 상단 돌파했어?", {"kinds": ("technical",)},
     bool(CLOSE[-1] > computed.bollinger(CLOSE).upper[-1])),
    ("삼성전자 거래량 평소보다 많아?", {},
     bool(BARS["volume"][-1] > BARS["volume"].to_numpy()[-21:-1].mean())),
    ("삼성전자 올해 50% 넘게 올랐어?", {"window": YEAR}, False),
    ("Is Samsung at its all-time high?", {}, bool(BARS["high"][-1] >= BARS["high"].max())),
]  # fmt: skip


@pytest.mark.parametrize(("question", "fields", "expected"), SETTLED)
def test_yes_or_no_comes_first_and_is_what_the_bars_say(
    context: Context, question: str, fields: dict[str, object], expected: bool
) -> None:
    found = asked_of(context, question, **fields)
    assert yes(found) == expected
    assert struck(found, context) == []
    assert len(sentences(found)) <= 2
    assert re.search(r"\d", sentences(found)[0])


@pytest.mark.parametrize(
    ("question", "securities"),
    [
        ("Did Samsung beat SK Hynix this year?", (SAMSUNG, HYNIX)),
        ("삼성전자가 SK하이닉스보다 변동성 커?", (SAMSUNG, HYNIX)),
        ("삼성전자가 코스피보다 더 올랐어?", (SAMSUNG,)),
    ],
)
def test_yes_or_no_about_two_has_both_figures(
    context: Context, question: str, securities: tuple[str, ...]
) -> None:
    found = asked_of(context, question, kinds=("compare",), securities=securities, window=YEAR)
    own, other = (
        walk(one, days_of(one)).filter()
        for one in (SAMSUNG, securities[-1] if len(securities) > 1 else KOSPI)
    )
    base = dt.date(2024, 12, 30)
    closes = [frame.filter(frame["date"] >= base)["close"].to_numpy() for frame in (own, other)]
    if "변동성" in question:
        values = [float(computed.volatility(each)) for each in closes]
    else:
        values = [each[-1] / each[0] - 1 for each in closes]
    assert yes(found) == (values[0] > values[1])
    assert struck(found, context) == []


@pytest.mark.parametrize(
    ("question", "fields", "value"),
    [
        ("삼성전자 현재가", {}, f"{CLOSE[-1]:,.0f}원"),
        ("삼성전자 종가 얼마야?", {}, f"{CLOSE[-1]:,.0f}원"),
        ("거래량만 알려줘", {}, f"{BARS['volume'][-1]:,}주"),
        ("삼성전자 시가", {}, f"{BARS['open'][-1]:,.0f}원"),
        ("삼성전자 52주 최고가는?", {}, f"{YEAR_BARS['high'].max():,.0f}원"),
        ("삼성전자 RSI", {"kinds": ("technical",)}, f"{computed.rsi(CLOSE)[-1]:.2f}"),
        ("삼성전자 60일 이동평균 얼마?", {"kinds": ("technical",), "periods": (60,)}, f"{average(60):,.0f}원"),
        ("삼성전자 변동성 얼마야", {"kinds": ("technical",)},
         f"{float(computed.volatility(CLOSE[-61:])) * 100:.2f}".rstrip("0") + "%"),
        ("삼성전자 올해 수익률 몇 %?", {"window": YEAR}, "%"),
        ("삼성전자 최대 낙폭 얼마?", {"kinds": ("technical",), "window": YEAR}, "%"),
        ("삼성전자 베타?", {"kinds": ("technical",)}, "베타는"),
    ],
)  # fmt: skip
def test_one_figure_stands_in_the_first_of_two_sentences_at_most(
    context: Context, question: str, fields: dict[str, object], value: str
) -> None:
    found = asked_of(context, question, **fields)
    assert value in sentences(found)[0]
    assert len(sentences(found)) <= 2
    assert struck(found, context) == []
    assert not found.draft.text.startswith(("네", "아니요"))


@pytest.mark.parametrize(
    ("question", "one"),
    [
        ("삼성전자 흐름 어때?", False), ("How is the price doing?", False), ("tell me about the price", False),
        ("삼성전자 주가 분석해줘", False), ("삼성전자 거래량", True), ("price?", True), ("RSI랑 거래량", False),
    ],
)  # fmt: skip
def test_an_open_question_is_no_question_for_one_figure(question: str, one: bool) -> None:
    plan = Plan(question=question, language="ko", kinds=("quote",), measures=measures(question.lower()))
    assert (single(plan) is not None) == one


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_sentence_that_settles_a_question_can_say_yes_or_no(language: Language) -> None:
    plain = {"asked.yes", "asked.no"}
    said = [code for code in codes(language) if code.startswith("asked.") and code not in plain]
    assert len(said) > 40
    assert [code for code in said if "answer" not in placeholders(language, code)] == []


def deepest(close: np.ndarray, first: int, last: int) -> tuple[int, int]:
    """The rows of the high and of the low of the deepest fall between two rows, by going through all pairs."""
    pairs = [(close[b] / close[a] - 1, a, b) for a in range(first, last + 1) for b in range(a, last + 1)]
    _, peak, trough = min(pairs)
    return peak, trough


def _found_again(security: str) -> bool:
    """Whether the made-up prices come back to where the deepest fall of `FALL` began."""
    bars = walk(security, days_of(security))
    close, days = bars["close"].to_numpy(), bars["date"].to_list()
    rows = [n for n, day in enumerate(days) if FALL.from_ <= day <= FALL.to]
    peak, trough = deepest(close, rows[0], rows[-1])
    return bool(np.any(close[trough:] >= close[peak]))


def test_a_way_back_in_korean_is_carried_by_its_evidence_whether_it_ended_or_not(context: Context) -> None:
    ended = set[bool]()
    for security in (SAMSUNG, HYNIX, NVIDIA):
        found = asked_of(context, "그때 하락에서 언제 회복했어?", window=FALL, securities=(security,))
        ended.add(_found_again(security))
        said = "다시 이르렀" if _found_again(security) else "아직 거기에 이르지 못했습니다"
        assert said in found.draft.text
        assert struck(found, context) == []
    assert ended == {True, False}


@pytest.mark.parametrize("security", [SAMSUNG, HYNIX, NVIDIA, KOSPI])
def test_the_way_back_is_the_first_close_at_the_high_after_the_low(context: Context, security: str) -> None:
    bars = walk(security, days_of(security))
    close, days = bars["close"].to_numpy(), bars["date"].to_list()
    rows = [n for n, day in enumerate(days) if FALL.from_ <= day <= FALL.to]
    peak, trough = deepest(close, rows[0], rows[-1])
    back = next((n for n in range(trough, len(close)) if close[n] >= close[peak]), None)
    lowest = peak + int(np.argmin(close[peak : back if back is not None else len(close)]))
    name = "KOSPI" if security == KOSPI else "it"
    fields = {"securities": ()} if security == KOSPI else {"securities": (security,)}
    found = asked_of(context, f"when did {name} recover from that fall?", window=FALL, **fields)
    evidence = {item.id: item for item in found.evidence.values()}
    assert f"price:{security}:{days[peak]}:close" in evidence
    assert f"price:{security}:{days[lowest]}:close" in evidence
    if back is None:
        assert "is not back yet" in found.draft.text
        assert found.value("from_peak") == pytest.approx(close[-1] / close[peak] - 1)
    else:
        assert found.value("days_from_high") == (days[back] - days[peak]).days
        assert found.value("days_from_low") == (days[back] - days[lowest]).days
    assert found.value("drawdown") == pytest.approx(close[lowest] / close[peak] - 1)
    assert struck(found, context) == []


@pytest.mark.parametrize("question", ["그 고점 회복했어?", "언제 회복했어?", "얼마나 빠졌고 언제 회복했어?"])
def test_a_recovery_is_told_in_the_order_in_which_it_is_asked(context: Context, question: str) -> None:
    span = window(dt.date(2025, 1, 2), dt.date(2025, 6, 30))
    found = asked_of(context, question, window=span)
    first = sentences(found)[0]
    assert first.startswith(("네, ", "아니요, ")) == ("했어" in question and "언제" not in question)
    assert ("하락했습니다" in first) == question.startswith("얼마나")
    assert struck(found, context) == []


def test_a_stretch_without_prices_is_missing(context: Context) -> None:
    early = window(dt.date(2011, 1, 1), dt.date(2011, 12, 31), "2011")
    found = asked_of(context, "2011년 고점 회복했어?", window=early)
    assert found.draft.status == "no_data"


def test_a_yes_or_no_without_prices_says_what_is_missing(ask: Ask, documents: SqliteDocuments) -> None:
    del documents
    found = ask(question="테슬라 올랐어?", securities=("US:TSLA",))
    assert found.draft.status == "no_data"


@pytest.mark.parametrize(
    ("question", "measure", "first"),
    [
        ("둘 중 RSI 높은 건?", "rsi", max),
        ("Which has the lower RSI?", "rsi", min),
        ("어느 쪽 거래량이 더 많아?", "volume", max),
    ],
)
def test_companies_come_in_the_order_of_the_one_figure_that_is_asked(
    context: Context, question: str, measure: str, first: Callable[[list[float]], float]
) -> None:
    found = asked_of(context, question, kinds=("compare",), securities=(SAMSUNG, HYNIX), measures=(measure,))
    bars = [walk(one, days_of(one)) for one in (SAMSUNG, HYNIX)]
    if measure == "rsi":
        values = [float(computed.rsi(each["close"].to_numpy())[-1]) for each in bars]
        shown = f"{first(values):.2f}".rstrip("0")
    else:
        values = [float(each["volume"][-1]) for each in bars]
        shown = f"{first(values):,.0f}주"
    lines = [line for line in found.draft.text.splitlines() if line.startswith("- ")]
    assert shown in lines[0] and len(lines) == 2
    assert struck(found, context) == []


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    ("security", "question"),
    [(SAMSUNG, "How volatile is it compared with the market?"), (SAMSUNG, "변동성 코스피랑 비교하면?"), (NVIDIA, "how volatile versus the market?")],
)  # fmt: skip
def test_a_figure_is_told_beside_the_boards_index_or_without_one_that_is_not_stored(
    ask: Ask, language: Language, security: str, question: str
) -> None:
    found = ask(
        question=question, securities=(security,), kinds=("technical",), measures=("volatility",), language=language
    )  # fmt: skip
    told = {e.security for e in found.evidence.values() if e.name == "volatility"}
    stored = security == SAMSUNG
    assert told == ({security, KOSPI} if stored else {security})
    assert ("no_index" in {note.code for note in found.draft.notes}) is not stored
