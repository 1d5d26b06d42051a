"""Orders of lists, bands, dates that never were and denials."""

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import figure, news


def wrong(text: str, evidence: list[Evidence]) -> list[str]:
    return [c.text for c in verify(text, evidence) if not c.supported]


NEWS = [
    news("삼성전자, 새 공장 착공", "n1", "2025-10-30"),
    news("삼성전자, 임원 인사 발표", "n2", "2025-09-12"),
]
LIST = "삼성전자 관련 소식을 {order}으로 정리했습니다.\n- 2025년 10월 30일 새 공장 착공\n- 2025년 9월 12일 임원 인사 발표"


def test_a_list_of_news_stands_in_the_order_that_its_heading_names() -> None:
    assert wrong(LIST.format(order="최근 순"), NEWS) == []
    assert "오래된 순" in wrong(LIST.format(order="오래된 순"), NEWS)


def test_the_newest_text_is_not_called_the_oldest() -> None:
    assert wrong("저장된 소식 가운데 가장 새로운 것이 2025년 10월 30일의 소식입니다.", NEWS) == []
    assert wrong("저장된 소식 가운데 가장 오래된 것이 2025년 10월 30일의 소식입니다.", NEWS)


BANDS = [
    figure("close", "price", 119_900, "KRW"),
    figure("bollinger_upper_20_2", "indicator", 125_000, "KRW"),
    figure("bollinger_lower_20_2", "indicator", 101_000, "KRW"),
]


@pytest.mark.parametrize(("where", "fine"), [("안에", True), ("밖에", False)])
def test_a_close_lies_where_its_bands_have_it(where: str, fine: bool) -> None:
    text = f"삼성전자의 볼린저 밴드(20, 2)는 101,000원에서 125,000원까지이며, 종가는 밴드 {where} 있습니다."
    assert (wrong(text, BANDS) == []) is fine


def test_a_date_that_never_was_is_wrong(figures: list[Evidence]) -> None:
    assert wrong("삼성전자의 2025년 12월 30일 종가는 119,900원입니다.", figures) == []
    assert wrong("삼성전자의 2025년 19월 30일 종가는 119,900원입니다.", figures)


@pytest.mark.parametrize(
    "text",
    [
        "삼성전자는 최근 한 달 동안 19.21% 오르지 않았습니다.",
        "삼성전자의 2025년 12월 30일 시가총액은 12,345,678주입니다.",
        "2025년 12월 30일 삼성전자는 주식 12,345,678주를 발행했습니다.",
        "삼성전자는 전주보다 1.01% 올라 119,900원에 마감했습니다.",
    ],
)
def test_a_figure_denied_or_of_another_measure_is_wrong(text: str, figures: list[Evidence]) -> None:
    assert wrong(text, figures)


def test_a_macd_and_its_signal_exchanged_are_wrong() -> None:
    evidence = [
        figure("macd_12_26", "indicator", 54.2, "KRW"),
        figure("macd_signal_9", "indicator", 127.9, "KRW"),
        figure("macd_histogram", "indicator", -73.8, "KRW"),
    ]
    assert wrong("삼성전자의 MACD(12, 26, 9)는 54원으로 시그널 128원보다 74원 낮습니다.", evidence) == []
    assert wrong("삼성전자의 MACD(12, 26, 9)는 128원으로 시그널 54원보다 74원 낮습니다.", evidence)
