"""The course of a share over a stretch of time, which is neither a report nor news."""

import pytest

from tests.agents.planner.conftest import Planner


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Tell me about AMD's stock this quarter.", "this_quarter"),
        ("How is Nvidia's stock doing this quarter?", "this_quarter"),
        ("Tell me about Apple stock this month", "this_month"),
        ("Give me an overview of Intel's stock last quarter", "last_quarter"),
        ("Tell me how Qualcomm stock did in the third quarter", "2025Q3"),
        ("이번 분기 AMD 주식에 대해 알려줘", "this_quarter"),
        ("지난 분기 하이닉스 주가 흐름 설명해줘", "last_quarter"),
    ],
)
def test_the_course_of_a_share_is_told_of_prices(asking: Planner, question: str, label: str) -> None:
    made = asking(question)
    assert made.kinds == ("quote",)
    assert made.window is not None
    assert made.window.label == label


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How are Nvidia's earnings this quarter?", "fundamentals"),
        ("How did Nvidia's quarter go?", "fundamentals"),
        ("현대차 실적 이번 분기 어때?", "fundamentals"),
        ("Tell me about Apple news this month", "news"),
        ("How is Nvidia stock looking next quarter?", "outlook"),
    ],
)
def test_reports_news_and_what_is_to_come_stay_their_own(asking: Planner, question: str, kind: str) -> None:
    assert asking(question).kinds == (kind,)
