"""Names and places of a text told in the other language: 핀란드 for Finnish, Danske Bank for 단스케은행."""

import pytest

from agents.verifier import verify
from agents.verifier.english import is_english
from agents.verifier.phonetics import likeness, of_korean, of_latin
from agents.verifier.places import codes
from agents.verifier.sounds import sound_in
from tests.agents.verifier.conftest import news


def wrong(text: str, source: str) -> list[str]:
    return [c.text for c in verify(text, [news(source)]) if not c.supported]


BANK = "Danske Bank is Denmark's largest bank with 3.5 million customers, managing director Hannu Ahola of Tieto said."
ORION = "In 2007, almost two thirds of Orion's net sales came from Finnish drugs, said Teva vice chairman Phillip Frost."
KOREAN = "핀란드 국적 항공사 핀에어는 단스케은행과 9년간 리스 계약을 체결했다고 한누 아홀라 이사가 밝혔다."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (BANK, "단스케은행은 고객이 350만 명인 덴마크 최대 은행이라고 티에토의 한누 아홀라 전무가 말했다."),
        (ORION, "2007년 오리온 순매출의 거의 3분의 2가 핀란드 의약품에서 나왔다고 테바의 필립 프로스트 부회장이 밝혔다."),
        (KOREAN, "Finnish flag carrier Finnair signed a nine-year lease with Danske Bank, director Hannu Ahola said."),
        (KOREAN, "Directors of Finnair confirmed the lease with Danske Bank."),
        ("Analysts at Goldman Sachs cut Nvidia.", "골드만삭스 애널리스트들은 엔비디아 의견을 낮췄다."),
        ("Caterpillar will build a plant in Texas.", "캐터필러는 텍사스에 공장을 짓는다."),
    ],
)  # fmt: skip
def test_a_name_told_in_the_other_script_holds(source: str, text: str) -> None:
    assert wrong(text, source) == []


@pytest.mark.parametrize(
    ("source", "text", "struck"),
    [
        (BANK, "스웨드은행은 고객이 350만 명인 덴마크 최대 은행이다.", "스웨드은행"),
        (BANK, "단스케은행은 고객이 350만 명인 스웨덴 최대 은행이다.", "스웨덴"),
        (KOREAN, "Norwegian flag carrier Finnair signed a nine-year lease.", "Norwegian"),
        (KOREAN, "Finnair signed a nine-year lease with Nordea.", "Nordea"),
        ("Caterpillar will build a plant in Texas.", "캐터필러는 오하이오에 공장을 짓는다.", "오하이오"),
    ],
)
def test_another_name_in_the_other_script_is_flagged(source: str, text: str, struck: str) -> None:
    assert struck in wrong(text, source)


@pytest.mark.parametrize(
    ("korean", "latin"),
    [("캐던스", "Cadence"), ("우버", "Uber"), ("로퍼", "Roper"), ("애브비", "AbbVie"), ("뱅크오브아메리카", "Bank of America")],
)  # fmt: skip
def test_spellings_of_one_name_sound_alike(korean: str, latin: str) -> None:
    assert likeness(of_korean(korean), of_latin(latin.replace(" ", ""))) > 0.75
    assert sound_in(korean, f"Shares of {latin} rose.") is not None


@pytest.mark.parametrize(
    ("one", "other"), [("인도 기업", "Indian"), ("핀란드", "Finnish"), ("북유럽", "Nordic"), ("英", "UK")]
)
def test_a_place_is_the_same_in_any_form(one: str, other: str) -> None:
    assert codes(one) & codes(other)


@pytest.mark.parametrize(
    "text", ["외국인도 샀다", "내년 초 인도될 예정", "10日", "금리가 올랐다", "인도 시점은 내년"]
)
def test_letters_of_another_word_are_no_place(text: str) -> None:
    assert codes(text) == frozenset()


def test_words_of_texts_are_ordinary_in_any_form_and_names_are_not() -> None:
    assert all(map(is_english, ["Uncertainties", "Directors", "Delivery", "reopened"]))
    assert not any(map(is_english, ["Boeing", "Nokia", "Metso"]))
