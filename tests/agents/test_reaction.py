"""What went together with a report or a move: the price before and after it, the index, the sector, the volume."""

import datetime as dt

import pytest

from agents.context import Context
from agents.verifier import verify
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Language
from tests.agents.conftest import KOSPI, NAVER, SAMSUNG, Ask, Asked, article, days_of, put, walk, window

BARS = walk(SAMSUNG, days_of(SAMSUNG))
INDEX = walk(KOSPI, days_of(KOSPI))
DAY = dt.date(2025, 12, 10)
DECEMBER = window(dt.date(2025, 12, 1), label="this_month")


@pytest.fixture(autouse=True)
def articles(documents: SqliteDocuments) -> None:
    put(documents, "articles", [
        article("open", "삼성전자 장중 소식", dt.datetime(2025, 12, 10, 3, tzinfo=dt.UTC), [SAMSUNG]),
        article("old", "네이버 지난 소식", dt.datetime(2025, 6, 2, 3, tzinfo=dt.UTC), [NAVER]),
    ])  # fmt: skip


def struck(found: Asked, context: Context) -> list[tuple[str, str | None]]:
    cited = {citation.n: citation.evidence_ids for citation in found.draft.citations}
    claims = verify(found.draft.text, list(found.evidence.values()), context.resolver, citations=cited)
    return [(one.text, one.reason) for one in claims if not one.supported]


def close(day: dt.date) -> float:
    return BARS.filter(BARS["date"] == day)["close"][0]


@pytest.mark.parametrize(
    ("question", "language"), [("그 뉴스가 주가에 영향 줬어?", "ko"), ("did that news move the stock?", "en")]
)
def test_the_price_before_and_after_a_report_stands_beside_the_index(
    ask: Ask, context: Context, question: str, language: Language
) -> None:
    found = ask(
        question=question, language=language, kinds=("news",), specialists=("news",), securities=(SAMSUNG,)
    )
    rows = BARS["date"].to_list()
    at = rows.index(DAY)
    moves = {e.value for e in found.evidence.values() if e.name == "return" and e.security == SAMSUNG}
    expected = [close(rows[at + after]) / close(rows[at - 1]) - 1 for after in (0, 4)]
    assert all(any(move == pytest.approx(one) for move in moves) for one in expected)
    index = INDEX["close"][at] / INDEX["close"][at - 1] - 1
    assert any(e.security == KOSPI and e.value == pytest.approx(index) for e in found.evidence.values())
    first = found.draft.text.split(".")[0]
    assert ("원인인지는 주가만으로 알 수 없" in first) or ("cannot be told from prices" in first)
    assert struck(found, context) == []


def test_a_report_after_the_close_is_held_against_the_next_session(
    ask: Ask, documents: SqliteDocuments
) -> None:
    late = dt.datetime(2025, 12, 18, 9, tzinfo=dt.UTC)
    put(documents, "articles", [article("late", "삼성전자 장 마감 뒤 발표", late, [SAMSUNG])])
    found = ask(
        question="이 소식에 주가가 반응했어?", kinds=("news",), specialists=("news",), securities=(SAMSUNG,)
    )
    assert "2025년 12월 18일 종가" in found.draft.text and "2025년 12월 19일" in found.draft.text


def test_without_a_report_the_company_is_said_to_have_none(ask: Ask) -> None:
    found = ask(
        question="그 뉴스가 주가에 영향 줬어?",
        kinds=("news",),
        specialists=("news",),
        securities=("US:NVDA",),
    )
    assert (found.draft.status, [note.code for note in found.draft.notes]) == ("no_data", ["no_news"])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_move_without_news_says_until_when_news_is_stored_and_what_moved_beside_it(
    ask: Ask, context: Context, language: Language
) -> None:
    found = ask(
        question="왜 움직였어?",
        language=language,
        kinds=("explain_move",),
        securities=(NAVER,),
        window=DECEMBER,
    )
    text = found.draft.text
    until = "소식은 2025년 6월 2일까지" if language == "ko" else "reaches Jun 2, 2025 only"
    assert until in text
    around = text.index("주변 움직임" if language == "ko" else "Around ")
    assert around < text.index(until)
    assert ("- 코스피: " in text or "- KOSPI: " in text) and ("거래량" in text or "Volume" in text)
    assert struck(found, context) == []


@pytest.mark.parametrize(("question", "sign"), [("왜 떨어졌어?", -1), ("왜 올랐어?", 1)])
def test_the_days_that_went_as_the_question_says_are_told(ask: Ask, question: str, sign: int) -> None:
    found = ask(question=question, kinds=("explain_move",), securities=(NAVER,), window=DECEMBER)
    bars = walk(NAVER, days_of(NAVER))
    moves = bars["close"].pct_change().filter(bars["date"] >= DECEMBER.from_) * sign
    largest = sorted(moves.to_list())[-2:]
    shown = [e.value for e in found.evidence.values() if e.name == "return" and e.security == NAVER]
    assert all(any(one == pytest.approx(sign * move) for one in shown if one) for move in largest)


def test_a_company_without_any_news_is_said_to_have_none(ask: Ask) -> None:
    found = ask(
        question="why?", language="en", kinds=("explain_move",), securities=("US:INTC",), window=DECEMBER
    )
    assert "No news about Intel is stored" in found.draft.text
