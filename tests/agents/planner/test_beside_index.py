"""A figure of one company beside that of an index: a yes or no where one is asked for, else both."""

import pytest

from agents.planner.surpassing import Compared, Surpassing, beside_index, names_the_market, surpassing


@pytest.mark.parametrize(
    ("question", "plain", "measure", "more"),
    [
        ("HMM 변동성이 얼마나 돼? 코스피보다 심해?", "□ 변동성이 얼마나 돼? ◇보다 심해?", "volatility", True),
        ("카카오 최대 낙폭 얼마야? 코스피보다 커?", "□ 최대 낙폭 얼마야? ◇보다 커?", "drawdown", True),
        ("How volatile is HMM? Is it calmer than KOSPI?", "how volatile is □? is it calmer than ◇?", "volatility", False),
    ],
)  # fmt: skip
def test_the_last_sentence_may_want_the_yes_or_no(
    question: str, plain: str, measure: Compared, more: bool
) -> None:
    said = surpassing(question, plain, (measure,))
    assert said is not None
    assert (said.measure, said.more, said.is_open) == (measure, more, False)


@pytest.mark.parametrize(
    "question",
    [
        "How volatile is Boeing compared with the market?",
        "How volatile is Samsung Electronics versus KOSPI?",
        "네이버 변동성 코스피랑 비교하면 어때?",
        "셀트리온 시장 대비 변동성",
    ],
)
def test_both_figures_are_asked_for_openly(question: str) -> None:
    assert beside_index(question, ("volatility",)) == Surpassing(
        measure="volatility", more=True, is_open=True
    )


def test_a_figure_alone_is_set_against_nothing() -> None:
    assert beside_index("삼성전자 변동성 얼마야", ("volatility",)) is None
    assert beside_index("삼성전자 수익률 코스피 대비", ("return",)) is None


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How volatile is Boeing compared with the market?", True),
        ("riskier than the overall market?", True),
        ("셀트리온 시장 대비 변동성", True),
        ("카카오 시장보다 심해?", True),
        ("what is the market cap of Boeing", False),
        ("the market price of Boeing", False),
        ("삼성전자 시장 점유율", False),
    ],
)
def test_the_market_without_an_index_is_its_boards(question: str, named: bool) -> None:
    assert names_the_market(question) is named
