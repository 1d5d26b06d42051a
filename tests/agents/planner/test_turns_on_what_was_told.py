"""Turns that lean on an explanation, a list of some turns ago, a day that was told, or a relation."""

import pytest

from tests.agents.planner.conftest import Planner, last_plan

LOSERS = ("KRX:084670", "KRX:000650", "KRX:007810")


@pytest.mark.parametrize(
    "turns",
    [
        ("PBR이 뭐야?", "그게 낮으면 좋은 거야?"),
        ("RSI가 뭐야?", "높으면 안 좋은 거야?", "예를 들어줘"),
        ("ROE가 뭐야?", "높을수록 좋은 거지?"),
        ("베타가 뭐야?", "쉽게 설명해줘"),
        ("공매도가 뭐야?", "예시 하나만"),
        ("What is PER?", "is lower better?", "give me an example"),
        ("what does volatility mean?", "so is a high value bad?"),
        ("what is ROE?", "can you explain that more simply?"),
        ("what is a dividend yield?", "tell me more"),
        ("MACD가 뭔데?", "그게 마이너스면 나쁜 거야?"),
        ("베타가 뭐야?", "1보다 크면 위험한 거야?"),
        ("what is RSI?", "what if it's above 70?"),
        ("what is the MACD?", "is it bad when it's negative?"),
    ],
)
def test_what_is_asked_of_an_explanation_is_told_by_it(asking: Planner, turns: tuple[str, ...]) -> None:
    made = last_plan(asking, turns)
    assert (made.kinds, made.question) == (("education",), turns[0])


@pytest.mark.parametrize(
    ("turns", "kind"),
    [
        (("PBR이 뭐야?", "삼성전자는 낮아?"), "fundamentals"),
        (("RSI가 뭐야?", "RSI 낮은 종목 알려줘"), "screen"),
        (("what is RSI?", "is Apple's RSI high?"), "technical"),
    ],
)
def test_a_company_or_a_list_is_no_concept(asking: Planner, turns: tuple[str, ...], kind: str) -> None:
    assert kind in last_plan(asking, turns).kinds


@pytest.mark.parametrize(
    ("turn", "limit"),
    [("10개로 늘려줘", 10), ("7개까지 보여줘", 7), ("10종목으로 해줘", 10), ("make it 10", 10), ("show me 8 of them", 8), ("top 10", 10), ("expand it to fifteen", 15)],
)  # fmt: skip
def test_a_list_of_two_turns_ago_is_made_longer(asking: Planner, turn: str, limit: int) -> None:
    made = last_plan(asking, ("오늘 코스피 하락률 상위 5개", "첫 번째 RSI는?", turn), LOSERS)
    assert (made.kinds, made.limit) == (("screen",), limit)
    assert made.screens[0].operator == "bottom"


@pytest.mark.parametrize(
    ("turns", "day"),
    [
        (("What was Apple's close yesterday?", "And a year earlier?"), "2024-12-27"),
        (("What was Apple's close on 2025-07-08?", "two weeks before that?"), "2025-06-24"),
        (("Apple close on 2025-07-08", "and a month later?"), "2025-08-08"),
        (("카카오 2025년 7월 8일 종가", "그 1년 전에는?"), "2024-07-08"),
        (("카카오 2025년 7월 8일 종가", "그로부터 한 달 뒤는?"), "2025-08-08"),
    ],
)
def test_a_day_is_told_by_how_far_it_lies_from_the_one_before(
    asking: Planner, turns: tuple[str, ...], day: str
) -> None:
    made = last_plan(asking, turns)
    assert made.kinds == ("quote",)
    assert made.window is not None
    assert [made.window.from_.isoformat(), made.window.to.isoformat()] == [day, day]


@pytest.mark.parametrize(
    ("turns", "label"),
    [
        (("현대차 경쟁사는 어디야?", "지난주는?"), "last_week"),
        (("현대차 경쟁사는 어디야?", "작년에는?"), "last_year"),
        (("who supplies Apple?", "and last month?"), "last_month"),
        (("삼성전자 주가", "RSI가 뭐야?", "지난주는?"), "last_week"),
    ],
)
def test_a_time_alone_behind_what_has_none_asks_for_the_price(
    asking: Planner, turns: tuple[str, ...], label: str
) -> None:
    made, first = last_plan(asking, turns), asking(turns[0])
    assert (made.kinds, made.securities) == (("quote",), first.securities)
    assert made.window is not None
    assert made.window.label == label


@pytest.mark.parametrize(
    ("turns", "label"),
    [
        (("삼성전자 올해 수익률은?", "하이닉스 최저가는 언제였어?"), "ytd"),
        (("삼성전자 올해 수익률은?", "최고가는 언제였어?"), "ytd"),
        (("Apple return in 2024", "when was Nvidia's lowest close?"), "2024"),
        (("삼성전자 올해 수익률은?", "하이닉스 역대 최저가는 언제였어?"), "ever"),
        (("삼성전자 주가는?", "하이닉스 최저가는 언제였어?"), "ever"),
    ],
)
def test_an_extreme_is_looked_for_in_the_stretch_of_the_conversation(
    asking: Planner, turns: tuple[str, ...], label: str
) -> None:
    made = last_plan(asking, turns)
    assert made.kinds == ("quote",)
    assert made.window is not None
    assert made.window.label == label


SODA = ("US:KO", "US:PEP")


@pytest.mark.parametrize(
    ("turn", "added"),
    [
        ("Add Monster", ("US:MNST",)),
        ("also add Dominion", ("US:D",)),
        ("Add Monster and Keurig", ("US:MNST", "US:KDP")),
        ("몬스터 추가", ("US:MNST",)),
        ("몬스터도", ("US:MNST",)),
        ("include Mondelez too", ("US:MDLZ",)),
        ("add Target", ("US:TGT",)),
    ],
)
def test_a_company_is_taken_in_by_its_short_name(asking: Planner, turn: str, added: tuple[str, ...]) -> None:
    made = last_plan(asking, ("Compare Coca-Cola and Pepsi", turn))
    assert (made.kinds, made.securities) == (("compare",), (*SODA, *added))


@pytest.mark.parametrize("turn", ["Add Zorblax", "조르블락스 추가해줘", "add Constellation", "Add United"])
def test_a_name_that_is_not_known_or_shared_is_asked_back_about(asking: Planner, turn: str) -> None:
    made = last_plan(asking, ("Compare Coca-Cola and Pepsi", turn))
    assert made.clarify
    assert made.in_scope


@pytest.mark.parametrize("turn", ["add volume", "뉴스도 추가해줘", "add the RSI", "차트도 보여줘"])
def test_a_figure_that_is_taken_in_is_no_company(asking: Planner, turn: str) -> None:
    made = last_plan(asking, ("Compare Coca-Cola and Pepsi", turn))
    assert (made.clarify, made.securities) == (None, SODA)
