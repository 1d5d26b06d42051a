import datetime as dt

import pytest

from agents.verifier import verify
from stockelper.types import Evidence

TITLE = (
    "카카오-과거는 매도, 18년 4분기 영업이익 43억원(YoY-87.6%,QoQ-85.8%), 순이익 -286억원(YoY적전,QoQ적전), 컨센서스 상회 전망, "
    "2019년 광고 매출 성장, 2020년 흑자 예상"
)
BODY = (
    "Consumer stocks were mixed late Tuesday, with the Staples Select Sector Fund up 0.3% and the Discretionary Select "
    "Sector Fund declining 0.6%. Longer-dated Treasury yields climbed to 5% and the dollar fell."
)


def article(text: str, number: int = 0) -> Evidence:
    return Evidence(
        id=f"article:{number}", kind="article", name="article", date=dt.date(2019, 2, 15), text=text, source="news",
        known_at=dt.datetime(2019, 2, 15, tzinfo=dt.UTC),
    )  # fmt: skip


def wrong(text: str, *sources: str) -> list[tuple[str, str | None]]:
    claims = verify(text, [article(source, i) for i, source in enumerate(sources)])
    return [(claim.text, claim.reason) for claim in claims if not claim.supported]


@pytest.mark.parametrize("source", [TITLE, BODY])
def test_the_same_words_hold(source: str) -> None:
    assert wrong(source, source) == []


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("QoQ적전", "YoY적전", "period"),
        ("상회 전망", "하회 전망", "direction"),
        ("2020년 흑자", "2019년 흑자", "period"),
    ],
)
def test_a_word_taken_from_elsewhere_in_the_title_is_wrong(before: str, after: str, reason: str) -> None:
    changed = TITLE.replace(before, after)
    assert reason in [why for _, why in wrong(changed, TITLE)]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("0.6%", "0.3%", "sign"),
        ("up 0.3%", "down 0.3%", "direction"),
        ("climbed to", "dropped to", "direction"),
    ],
)
def test_a_figure_or_direction_of_another_clause_is_wrong(before: str, after: str, reason: str) -> None:
    assert reason in [why for _, why in wrong(BODY.replace(before, after), BODY)]


def test_two_texts_that_say_otherwise_in_the_same_words_both_hold() -> None:
    other = BODY.replace("0.6%", "0.9%")
    assert wrong(BODY, BODY, other) == []
    assert wrong(other, BODY, other) == []


def test_a_date_in_front_of_a_sentence_is_not_the_one_that_ended_the_sentence_before() -> None:
    source = "Results are due on April 23. The estimate for earnings is pegged at $1 per share, up 28.2% from a year ago."
    answer = "On Feb 15, 2019, the estimate for earnings is pegged at $1 per share, up 28.2% from a year ago."
    assert wrong(answer, source) == []


def test_another_group_in_the_same_words_is_wrong() -> None:
    assert wrong(
        "기아그룹, 애플카 협상 무산에 시총 13조 증발", "현대차그룹, 애플카 협상 무산에 시총 13조 증발"
    )
