"""Figures that prose computes from two of the evidence, and words of a row that tell apart what is called alike."""

import pytest

from agents.verifier import verify
from tests.agents.verifier.conftest import HYNIX, figure, news


def wrong(text: str, *sources: str) -> list[str]:
    evidence = [news(source, id=f"n{i}") for i, source in enumerate(sources)]
    return [c.text for c in verify(text, evidence) if not c.supported]


TEN_K = "Wexcombe Paper Annual Report (Form 10-K): Net sales were $900 million. One customer, Dunmore Retail, represented 31% of net sales."
OFFER = "새론로봇은 공모가를 24,000원으로 확정했다. 공모 주식 수는 150만 주다."
MISSED = (
    "Harrow & Finch reported Q2 EPS of $1.42. Net sales were $688 million, below the $700 million expected."
)
USERS = "푸른통신은 3분기 말 무선 가입자가 1,030만 명으로 2분기 말 1,010만 명에서 증가했다고 밝혔다."
PLANS = "[속보]현대차그룹, 2025년까지 국내에 63조원 투자"
BOTH = "미국 13조, 한국 63조…현대차그룹 글로벌 투자"


@pytest.mark.parametrize(
    ("text", "was", "now", "sources"),
    [
        (
            "Dunmore Retail accounted for 31% of sales, or around $279 million of the $900 million total.",
            "$279",
            "$379",
            [TEN_K],
        ),
        (
            "새론로봇의 공모가는 24,000원이고 공모 주식이 150만 주이니 총액은 360억 원입니다.",
            "360억",
            "460억",
            [OFFER],
        ),
        ("Sales of Harrow & Finch were $688 million, which is $12 million short.", "$12", "$32", [MISSED]),
        (
            "푸른통신 가입자는 1,030만 명으로, 석 달 사이에 20만 명이 새로 들어온 셈입니다.",
            "20만",
            "50만",
            [USERS],
        ),
        (
            "현대차그룹은 국내에 63조 원, 미국에 13조 원을 투입하며 합치면 76조 원입니다.",
            "76조",
            "86조",
            [PLANS, BOTH],
        ),
        ("In its 10-K, Wexcombe Paper disclosed net sales of $900 million.", "10-K", "10-Q", [TEN_K]),
    ],
)
def test_what_two_figures_make_holds_and_another_is_struck(
    text: str, was: str, now: str, sources: list[str]
) -> None:
    assert wrong(text, *sources) == []
    assert wrong(text.replace(was, now), *sources)


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("삼성전자의 영업이익률은 12.3%입니다.", True),
        ("삼성전자의 순이익률은 12.3%입니다.", False),
        ("Samsung Electronics' operating margin was 12.3%.", True),
        ("Samsung Electronics' gross margin was 12.3%.", False),
    ],
)
def test_margins_are_told_apart_by_what_a_figure_is_called(text: str, fine: bool) -> None:
    found = verify(text, [figure("operating_margin", "ratio", 0.123, "fraction")])
    assert all(c.supported for c in found) is fine


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("하락률은 SK하이닉스(-4.80%)가 삼성전자(-2.66%)보다 컸습니다.", True),
        ("하락률은 SK하이닉스(-4.80%)가 삼성전자(-2.66%)보다 작았습니다.", False),
    ],
)
def test_of_two_falls_the_deeper_is_the_larger(text: str, fine: bool) -> None:
    found = verify(
        text,
        [
            figure("return", "return", -0.0266, "fraction"),
            figure("return", "return", -0.048, "fraction", HYNIX),
        ],
    )
    assert all(c.supported for c in found) is fine


def test_a_change_between_two_stated_sums_is_asked_for_its_way() -> None:
    source = "Google One has over 150 million subscribers, a 50% rise from 100 million in February 2024."
    assert wrong(
        "Google One has over 150 million subscribers, a 150% rise from the 100 million in February 2024.",
        source,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Samsung Electronics added ₩1,200 on Dec 30, 2025, going from ₩118,700 to ₩119,900.",
        "2025년 12월 29일 118,700원이던 삼성전자는 지금 119,900원입니다.",
    ],
)
def test_a_day_is_that_of_the_figure_which_it_belongs_to(text: str) -> None:
    closes = [
        figure("close", "price", 119_900, "KRW"),
        figure("close", "price", 118_700, "KRW", id="then", date="2025-12-29"),
    ]
    assert [c.text for c in verify(text, closes) if not c.supported] == []
