from datetime import UTC, datetime

import pytest

from stockelper.language import catalogue
from stockelper.types import Language
from ui.chat.examples import examples
from ui.chat.words import Words
from ui.wiring import Product


def offered(
    product: Product,
    language: Language,
    *,
    now: datetime | None = None,
    markets: tuple[str, ...] = ("practice",),
) -> list[str]:
    return examples(
        product.documents,
        product.graph,
        product.resolver().listing,
        now=now or product.clock.now(),
        markets=markets,
        words=Words(language),
    )


@pytest.mark.parametrize("language", ["ko", "en"])
def test_six_different_questions_are_offered_in_the_reader_s_language(
    product: Product, language: Language
) -> None:
    questions = offered(product, language)
    assert len(set(questions)) == len(questions) == 6
    korean = [any("가" <= letter <= "힣" for letter in question) for question in questions]
    assert set(korean) == {language == "ko"}


def test_every_offered_question_is_answered(product: Product) -> None:
    for question in offered(product, "ko"):
        run = product.runs.start(question, None, "examples")
        answer = product.runs.answer(run, timeout=60)
        assert answer.status == "answered", (question, answer.answer)
        assert answer.simulated


def test_a_store_that_knows_nothing_yet_offers_nothing(product: Product) -> None:
    assert offered(product, "ko", now=datetime(2000, 1, 1, tzinfo=UTC)) == []
    assert offered(product, "ko", markets=()) == []
    assert offered(product, "ko", markets=("us",)) == []


def test_every_text_of_the_page_stands_in_both_languages() -> None:
    korean = [code for code in catalogue.codes("ko") if code.startswith("page.")]
    assert korean == [code for code in catalogue.codes("en") if code.startswith("page.")]
    for code in korean:
        assert catalogue.placeholders("ko", code) == catalogue.placeholders("en", code)
