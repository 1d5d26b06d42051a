"""A turn behind an outlook that asks how far it can be relied on."""

import pytest

from agents.planner.trusting import of_the_outlook
from agents.writer.helping import topic_of
from stockelper.types import Plan

OUTLOOK = Plan.model_validate(
    {"question": "삼성전자 다음 달 전망", "language": "ko", "kinds": ["outlook"], "specialists": ["outlook"],
     "securities": ["KRX:005930"]}
)  # fmt: skip
QUOTE = OUTLOOK.model_copy(update={"kinds": ("quote",), "specialists": ("market",)})


@pytest.mark.parametrize(
    "question",
    [
        "how reliable is that?",
        "그거 얼마나 믿을 수 있어?",
        "can I trust that?",
        "그 예측 정확해?",
        "how accurate is it",
    ],
)
def test_trust_in_an_outlook_is_told_with_its_record(question: str) -> None:
    plan = of_the_outlook(question, [OUTLOOK], "en")
    assert plan is not None
    assert plan.kinds == ("outlook", "help")
    assert plan.securities == OUTLOOK.securities
    assert topic_of(question) == "forecasts"


@pytest.mark.parametrize("question", ["how reliable is that?", "그거 얼마나 믿을 수 있어?"])
def test_behind_anything_else_it_is_no_question_about_an_outlook(question: str) -> None:
    assert of_the_outlook(question, [QUOTE], "en") is None
    assert of_the_outlook(question, [], "en") is None


def test_another_question_behind_an_outlook_is_its_own() -> None:
    assert of_the_outlook("오늘 코스피 어땠어?", [OUTLOOK], "ko") is None
