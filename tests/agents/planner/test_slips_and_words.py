"""Misspelt names and tickers in small letters, and companies that are called by a word of English."""

import pytest

from agents.planner.measures import measures
from agents.planner.mentions import named
from stockelper.securities.at import bundled_resolver
from tests.agents.planner.conftest import Planner


@pytest.mark.parametrize(
    ("question", "security"),
    [
        ("appl stock price", "US:AAPL"),
        ("nvad price", "US:NVDA"),
        ("nvdia this year", "US:NVDA"),
        ("netflx this month", "US:NFLX"),
        ("gogle", "US:GOOGL"),
        ("how is amazn doing", "US:AMZN"),
        ("jpmorgn chase price", "US:JPM"),
        ("morgan stanly stock", "US:MS"),
        ("네이벼 얼마", "KRX:035420"),
        ("카카우 주가", "KRX:035720"),
    ],
)
def test_a_slip_in_a_name_that_stands_alone_is_read(asking: Planner, question: str, security: str) -> None:
    assert asking(question).securities == (security,)


@pytest.mark.parametrize(
    "question", ["bannana this year", "how is jhon doing", "the weathr today", "grammer", "오늘 점심 얼마야", "what is love"]
)  # fmt: skip
def test_other_words_are_no_slips(question: str) -> None:
    assert named(question, bundled_resolver()).securities == ()


@pytest.mark.parametrize(
    ("question", "kind", "security"),
    [
        ("how did Target do this month", "quote", "US:TGT"),
        ("what happened to Block this week", "explain_move", "US:XYZ"),
        ("how's Ball doing", "quote", "US:BALL"),
        ("how did Ross do this quarter", "quote", "US:ROST"),
        ("what is Visa trading at", "quote", "US:V"),
    ],
)
def test_a_company_called_by_a_word_is_asked_about(
    asking: Planner, question: str, kind: str, security: str
) -> None:
    made = asking(question)
    assert (made.kinds[0], made.securities) == (kind, (security,))


@pytest.mark.parametrize(
    "question", ["what happened to the block this week", "what happened to my neighbour"]
)
def test_other_words_stay_out_of_scope(asking: Planner, question: str) -> None:
    assert asking(question).kinds == ("out_of_scope",)


@pytest.mark.parametrize(
    "plain", ["do □ and □ move together?", "□랑 □ 같이 움직여?", "how correlated are □ and □"]
)
def test_moving_together_is_correlation(plain: str) -> None:
    assert measures(plain) == ("correlation",)
