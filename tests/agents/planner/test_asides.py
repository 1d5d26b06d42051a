"""Questions whose words lead elsewhere than they mean: courtesy, asides, weights, stakes, and turns that lean on a stretch."""

import pytest

from stockelper.types import Plan, Screen
from tests.agents.planner.conftest import Planner


@pytest.mark.parametrize(
    ("question", "kind", "securities"),
    [
        ("지난주 국내 증시를 요약해 주세요.", "briefing", ()),
        ("이번 달 미국 증시 정리해줘", "briefing", ()),
        ("코스닥 지수 한 주 흐름 정리해 주세요", "briefing", ()),
        ("미국장 지난 한 주 총정리 부탁드립니다", "briefing", ()),
        ("현대모비스 누가 제일 많이 들고 있음? 몇 프로?", "relations", ("KRX:012330",)),
        ("반도체주 삼전 빼고 다른 거 추천 말고 순위만", "screen", ()),
        ("who holds the most Meta stock", "relations", ("US:META",)),
        ("how would a weaker won affect Korean exporters?", "education", ()),
        ("코스피를 올린 건 뭐야", "explain_move", ()),
        ("삼성전자 100주 정리해줘", "order", ("KRX:005930",)),
        ("HMM 최대주주 지분 몇 프로야", "relations", ("KRX:011200",)),
        ("국민연금이 네이버를 몇 프로나 들고 있어?", "relations", ("KRX:035420",)),
        ("been holding netflix since may, how has it done this month?", "quote", ("US:NFLX",)),
        ("portfolio of 60% apple and 40% nvda, too risky?", "portfolio", ("US:AAPL", "US:NVDA")),
        ("원달러 환율이 오르면 수출주에 어떤 영향이 있는지 궁금합니다", "education", ()),
        ("금리가 내리면 은행주는 어떻게 되나요", "education", ()),
        ("방산주 요즘 어때 한화에어로 말고 다른 것들도", "briefing", ()),
        ("환율 오르면 일본 여행 경비에 어떤 영향 있어?", "out_of_scope", ()),
    ],
)
def test_a_question_is_what_it_means(
    asking: Planner, question: str, kind: str, securities: tuple[str, ...]
) -> None:
    made = asking(question)
    assert (made.kinds, made.securities) == ((kind,), securities)


@pytest.mark.parametrize(
    ("question", "screen"),
    [
        ("which semis are down the most from their highs", Screen(measure="high_52w", operator="bottom")),
        ("고점 대비 제일 덜 빠진 코스피 종목", Screen(measure="high_52w", operator="top")),
        ("저점에서 제일 많이 오른 코스닥 종목", Screen(measure="low_52w", operator="top")),
        (
            "고점 대비 30% 이상 빠진 코스피 종목",
            Screen(measure="high_52w", operator="below", threshold=0.3),
        ),
    ],
)
def test_how_far_from_a_high_ranks_by_that_distance(asking: Planner, question: str, screen: Screen) -> None:
    assert asking(question).screens == (screen,)


@pytest.mark.parametrize(
    ("question", "sector"),
    [
        ("which semis are up the most", "Information Technology"),
        ("HBM 만드는 회사들 중에 제일 많이 오른 곳", "Semiconductors"),
        ("배터리 만드는 회사 중에 제일 많이 빠진 데", "Batteries"),
    ],
)
def test_a_product_or_a_short_word_stands_for_its_sector(asking: Planner, question: str, sector: str) -> None:
    made = asking(question)
    assert (made.kinds, made.sector) == (("screen",), sector)


@pytest.mark.parametrize(
    ("question", "relations", "direction"),
    [
        ("애플한테 부품 대는 우리나라 회사들 알려줘", ("SUPPLIES",), "in"),
        (
            "does Microsoft own a piece of it, and who else competes with them",
            ("HOLDS", "COMPETES_WITH"),
            "out",
        ),
        ("who else is hit if Boeing stops", ("SUPPLIES", "AFFECTED_BY"), "both"),
    ],
)
def test_relations_are_those_of_the_verb(
    asking: Planner, question: str, relations: tuple[str, ...], direction: str
) -> None:
    made = asking(question)
    assert (set(made.relations), made.direction) == (set(relations), direction)


@pytest.mark.parametrize(
    ("turns", "label"),
    [
        (("LG화학 이번달 흐름 좀", "왜 그런거야?"), "this_month"),
        (("how did disney do in november", "why?"), "2025-11"),
        (("LG화학 이번달 흐름 좀", "왜 그런거야?", "삼성SDI는?"), "this_month"),
        (("LG화학 이번달 흐름 좀", "오늘은 왜 내렸어?"), "today"),
        (("LG화학 이번달 흐름 좀", "기아는 왜 올랐어?"), "default"),
    ],
)
def test_a_bare_why_is_about_the_stretch_that_was_told(
    asking: Planner, turns: tuple[str, ...], label: str
) -> None:
    history: list[Plan] = []
    for turn in turns:
        history.append(asking(turn, history))
    window = history[-1].window
    assert window is not None
    assert (history[-1].kinds[0], window.label) == ("explain_move", label)


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("삼성전자 최고가가 얼마였더라", ("high_52w",)),
        ("삼성전자 오늘 최고가 얼마야", ("high",)),
        ("두산밥캣 역대 최고가 얼마", ("high_day",)),
        ("GE Aerospace all-time high date", ("high_day",)),
        ("하이닉스 올해 최고가랑 언제", ("high_day",)),
        ("카카오 최고점하고 날짜 알려줘", ("high_day",)),
        ("네이버 올해 최저가와 그날", ("low_day",)),
        ("하이닉스 올해 장중 최고가", ("high",)),
        ("what is apple's this year's low", ("low",)),
        ("카카오 최고점하고 비교하면 얼마나 빠졌어", ("from_high",)),
        ("크래프톤 반토막 난거 맞음? 52주 고점 대비 몇프로 빠진거임", ("high_52w",)),
    ],
)
def test_an_extreme_is_of_the_time_that_is_named(
    asking: Planner, question: str, measures: tuple[str, ...]
) -> None:
    assert asking(question).measures == measures


def test_a_list_is_turned_round(asking: Planner) -> None:
    first = asking("코스닥에서 많이 오른 종목")
    turned = asking("반대로 내린 건", [first])
    assert (turned.kinds, turned.screens) == (("screen",), (Screen(measure="return", operator="bottom"),))
    assert "KOSDAQ" in turned.markets
