"""The language of an answer is decided once, for its text, notes and questions back alike."""

import re

import pytest

from stockelper.types import Answer, Language
from tests.graph.conftest import Opened
from tests.graph.test_runs import A
from ui.wiring import Product

HANGUL = re.compile("[가-힣]")
KOREAN, ENGLISH = f"{A} 주가 알려줘", "How did the market do today?"


def ask(product: Product, question: str, language: Language | None = None) -> Answer:
    return product.runs.answer(product.runs.start(question, language=language), timeout=60)


def said(answer: Answer) -> str:
    sources = " ".join(citation.title for citation in answer.citations)
    return " ".join((answer.answer, sources, *answer.follow_ups, *(note.text for note in answer.notes)))


@pytest.mark.parametrize(
    "question", [KOREAN, "오늘 많이 오른 종목은?", "PER이 뭐야?", "오늘 날씨 어때?", "뉴스 알려줘"]
)
def test_a_korean_question_is_answered_in_english_where_that_is_asked_for(
    opened: Opened, question: str
) -> None:
    answer = ask(opened(), question, "en")
    assert answer.language == "en"
    assert not HANGUL.search(said(answer)), said(answer)


def test_an_english_question_is_answered_in_korean_where_that_is_asked_for(opened: Opened) -> None:
    answer = ask(opened(), ENGLISH, "ko")
    assert answer.language == "ko"
    assert all(HANGUL.search(text) for text in (*answer.answer.splitlines(), *answer.follow_ups) if text)


def test_the_setting_decides_where_nothing_is_asked_for(opened: Opened) -> None:
    english = opened(language="en")
    assert not HANGUL.search(said(ask(english, KOREAN)))
    assert HANGUL.search(ask(english, ENGLISH, "ko").answer)


def test_without_a_setting_the_question_decides(opened: Opened) -> None:
    product = opened()
    assert ask(product, KOREAN).language == "ko"
    assert ask(product, ENGLISH).language == "en"


def test_a_question_back_is_in_the_language_too(opened: Opened) -> None:
    answer = ask(opened(), "주가 알려줘", "en")
    assert answer.status == "clarify"
    assert not HANGUL.search(answer.answer)
