"""Dealings of companies that no listing knows, told in other words, the other way round or as another relation."""

import pytest

from agents.verifier import verify
from tests.agents.verifier.conftest import news


def wrong(text: str, source: str) -> list[str]:
    return [c.text for c in verify(text, [news(source)]) if not c.supported]


CONTRACT = (
    "[공시] 보람소재는 2025년 3월 14일 해솔에너지와 482억원 규모의 음극재 공급계약을 체결했다고 밝혔다."
)
PURCHASE = "솔누리는 태양광 셀 전량을 다온에너지에서 사들이고 있다."
PARENT = "Brightwater Lines, a wholly owned unit of Halden Group, lost $14.2 million in the second quarter of 2025."
RIVALS = (
    "Vesta Motors and Orbin Cars are rivals in electric vans; Vesta sources its batteries from Kimpo Cell."
)
PARTNERS = (
    "Corning said it is collaborating with Broadcom. Corning will provide optical components for Broadcom."
)
STAKE = (
    "대림하이텍은 자회사 대림정밀의 지분 60.2%를 보유하고 있으며, 나머지 39.8%는 일본 미쓰이물산이 갖고 있다."
)
SALE = "Ridge Capital sold its entire 7.8% holding in Pine Software to Oakfield Partners."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (CONTRACT, "보람소재가 해솔에너지에 음극재를 납품한다."),
        (PURCHASE, "다온에너지가 솔누리에 셀을 공급하고 있다."),
        (PARENT, "Halden Group owns Brightwater Lines."),
        (RIVALS, "베스타와 오르빈은 경쟁사다. 베스타에 배터리를 대는 곳은 김포셀이다."),
        (RIVALS, "Kimpo Cell supplies Vesta."),
        (PARTNERS, "코닝이 브로드컴에 광학 부품을 공급한다."),
        (STAKE, "대림정밀은 대림하이텍의 자회사다."),
        (SALE, "Oakfield acquired the Pine Software stake from Ridge."),
    ],
)
def test_a_dealing_told_in_other_words_holds(source: str, text: str) -> None:
    assert wrong(text, source) == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (CONTRACT, "해솔에너지가 보람소재에 음극재를 납품한다."),
        (PURCHASE, "솔누리가 다온에너지에 셀을 공급하고 있다."),
        (PARENT, "Brightwater Lines owns Halden Group."),
        (RIVALS, "베스타와 오르빈은 합작 파트너다."),
        (RIVALS, "베스타에 배터리를 대는 곳은 오르빈이다."),
        (RIVALS, "Vesta supplies Kimpo Cell."),
        (PARTNERS, "Corning and Broadcom are competitors."),
        (PARTNERS, "브로드컴이 코닝에 광학 부품을 공급한다."),
        (STAKE, "대림정밀은 미쓰이물산의 자회사다."),
        (STAKE, "대림정밀은 대림하이텍의 최대주주다."),
        (SALE, "Ridge acquired the Pine Software stake from Oakfield."),
    ],
)
def test_a_dealing_turned_round_or_told_as_another_is_wrong(source: str, text: str) -> None:
    assert wrong(text, source)


NEW_HEAD = "신임 대표이사로 박서진 부사장이 선임됐다. 전임 윤도현 대표는 고문으로 물러난다."


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("새 대표는 박서진이다.", []),
        ("윤도현 전 대표는 고문이 된다.", []),
        ("새 대표는 윤도현이다.", ["윤도현"]),
        ("박서진 전 대표는 고문이 된다.", ["박서진"]),
    ],
)
def test_who_comes_and_who_goes_is_told_apart(text: str, struck: list[str]) -> None:
    assert wrong(text, NEW_HEAD) == struck
