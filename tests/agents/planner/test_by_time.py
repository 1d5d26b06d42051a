"""Returns of each year or month are asked for in many words, and are prices' to tell."""

import pytest

from agents.planner.best_time import end_asked
from agents.planner.claims import claim
from agents.planner.nearness import nearness
from tests.agents.planner.conftest import Planner


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("삼성전자 연도별 수익률", "yearly_return"),
        ("현대차 2020년부터 매년 수익률 알려줘", "yearly_return"),
        ("네이버 해마다 얼마씩 올랐는지", "yearly_return"),
        ("카카오 수익률 연도별로 정리해줘", "yearly_return"),
        ("Apple returns each year since 2020", "yearly_return"),
        ("how did Intel do each year from 2019 to 2024", "yearly_return"),
        ("yearly performance of JPMorgan since 2018", "yearly_return"),
        ("Nike's annual returns", "yearly_return"),
        ("LG화학 월별로 얼마나 오르내렸어 올해", "monthly_return"),
        ("how did Boeing perform each month this year", "monthly_return"),
    ],
)
def test_returns_of_each_year_or_month(asking: Planner, question: str, measure: str) -> None:
    made = asking(question)
    assert made.kinds == ("quote",)
    assert made.measures == (measure,)


@pytest.mark.parametrize(
    "question",
    ["삼성전자 매년 매출 얼마야", "현대차 연도별 영업이익", "Apple's revenue each year", "매달 10만원씩 삼성전자 샀으면 수익률"],
)  # fmt: skip
def test_books_and_savings_plans_are_none(asking: Planner, question: str) -> None:
    assert not {"yearly_return", "monthly_return"} & set(asking(question).measures)


@pytest.mark.parametrize(
    ("text", "measure", "share", "within"),
    [
        ("is □ within 2% of its 52-week high?", "high_52w", 0.02, True),
        ("is □ less than 5% away from its low", "low_52w", 0.05, True),
        ("is □ more than 20% below its 52-week high?", "high_52w", 0.2, False),
        ("□ 52주 최고가에서 10% 이내야?", "high_52w", 0.1, True),
        ("□ 신고가까지 5%도 안 남았어?", "high_52w", 0.05, True),
        ("□ 고점 대비 30% 이상 빠졌어?", "high_52w", 0.3, False),
        ("52주 저점에서 3% 안에 있는 종목", "low_52w", 0.03, True),
    ],
)
def test_distances_from_marks_are_read(text: str, measure: str, share: float, within: bool) -> None:
    assert nearness(text) == (measure, pytest.approx(share), within)


@pytest.mark.parametrize(
    "text", ["is □ up 5% this year?", "□ 52주 최고가 얼마야", "high and low within 5%", "5% 이상 오른 종목"]
)
def test_other_shares_are_no_distance(text: str) -> None:
    assert nearness(text) is None


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how many shares of Salesforce could I buy with $3000", "quote"),
        ("삼성생명이랑 삼성화재 같이 움직여?", "compare"),
        ("does Microsoft invest in OpenAI?", "relations"),
        ("한화오션 RSI가 뭐고 지금 몇이야", "education"),
    ],
)
def test_a_few_words_settle_the_kind(asking: Planner, question: str, kind: str) -> None:
    made = asking(question)
    assert made.kinds[0] == kind
    assert kind != "compare" or made.specialists == ("market",)


def test_a_distance_asked_about_is_a_claim() -> None:
    said = claim("is apple within 2% of its 52-week high?", ("high_52w",))
    assert said is not None
    assert (said.measure, said.least, said.near) == ("high_52w", 0.02, True)


@pytest.mark.parametrize(
    ("question", "measure", "operator"),
    [
        ("S&P 500 stocks within 2% of their high", "high_52w", "above"),
        ("which US stocks are within 2% of their 52-week low", "low_52w", "below"),
        ("코스피에서 52주 고점 2% 이내 종목", "high_52w", "above"),
    ],
)
def test_screens_by_distance(asking: Planner, question: str, measure: str, operator: str) -> None:
    made = asking(question)
    assert made.specialists == ("market",)
    assert [(one.measure, one.operator, one.threshold) for one in made.screens] == [(measure, operator, 0.02)]


@pytest.mark.parametrize(
    ("question", "measure", "end"),
    [
        ("Best month for Netflix in 2025?", "monthly_return", "best"),
        ("넷플릭스 2025년 가장 좋았던 달은?", "monthly_return", "best"),
        ("삼성전자 올해 가장 많이 오른 달은?", "monthly_return", "best"),
        ("Which month was the best for Apple this year?", "monthly_return", "best"),
        ("In which month did Nvidia rise most in 2025?", "monthly_return", "best"),
        ("코스피 올해 가장 좋았던 달", "monthly_return", "best"),
        ("What was Boeing's worst month in 2025?", "monthly_return", "worst"),
        ("현대차 올해 제일 많이 떨어진 달이 언제야", "monthly_return", "worst"),
        ("애플 최고의 해는?", "yearly_return", "best"),
        ("which year was best for Microsoft since 2015", "yearly_return", "best"),
        ("삼성전자 월별 수익률 알려줘", "monthly_return", None),
    ],
)
def test_the_best_or_worst_month_or_year_is_asked_for(
    asking: Planner, question: str, measure: str, end: str | None
) -> None:
    made = asking(question)
    assert (made.kinds, made.measures, made.clarify) == (("quote",), (measure,), None)
    assert end_asked(question) == end


@pytest.mark.parametrize(
    "question",
    ["what is the best month to buy Apple", "삼성전자 가장 좋은 해외 뉴스", "2023년이랑 2024년 중에 삼성전자 어느 해가 더 좋았어?"],
)  # fmt: skip
def test_other_bests_are_no_months(asking: Planner, question: str) -> None:
    assert not {"yearly_return", "monthly_return"} & set(asking(question).measures)
