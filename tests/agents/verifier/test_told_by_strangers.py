"""True answers in the words of strangers, which were once struck: families of phrasing, each with a wrong variant."""

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import figure, news

OUTAGE = "Stroudwater Metals closed its Tacoma smelter on August 12 after a fire in the casting hall."
RATING = "Halloway Ratings on August 15 revised its outlook on Stroudwater Metals to negative, as the outage could cut profit by $40 million."


def struck(text: str, *evidence: str | Evidence) -> list[str]:
    items = [news(e, f"n{i}") if isinstance(e, str) else e for i, e in enumerate(evidence)]
    return [one.text for one in verify(text, items) if not one.supported]


COMPUTED = [
    ("자사주 취득예정주식 1,200,000주, 취득예정금액 30,000,000,000원.", "자사주 120만 주를 300억 원어치 사며, 주당 {}을 가정한 계산입니다.", "2만 5천 원", "2만 9천 원"),
    ("LNG운반선 4척 건조 계약을 1조3600억원에 체결했다.", "운반선 4척의 값은 모두 1조 3,600억 원으로 한 척에 {}꼴입니다.", "3,400억 원", "3,900억 원"),
    ("The board declared a quarterly dividend of $0.62 per share.", "The board pays a quarterly dividend of 62 cents. On an annual basis that is {} a share.", "$2.48", "$2.84"),
    ("It bought 5,300,000 shares for an aggregate price of $212 million.", "It paid $212 million for its 5.3 million shares, which works out at {} each.", "$40", "$45"),
    ("Aldgate Motors and Corvane accounted for 41% and 22% of our net sales.", "Two buyers, Aldgate Motors and Corvane, made up {} of sales, Aldgate alone 41%.", "63%", "68%"),
    ("지역별 매출 비중은 한국 47%, 일본 29%, 북미 15%, 기타 9%.", "해외에서 나온 몫은 {}였으며 일본 비중이 29%로 가장 컸습니다.", "53%", "58%"),
    ("The Nasdaq Composite dropped to 18,737.21 from 19,211.1.", "The Nasdaq Composite gave up almost {} points to finish at 18,737.21.", "474", "447"),
    ("The analyst cut his target for the stock to $115 from $168.", "The analyst chopped the target by {}, to $115.", "$53", "$35"),
    ("계약금액은 최근 매출액 대비 38.6%이다.", "계약 금액은 매출의 {}를 웃도는 수준입니다.", "38%", "36%"),
]  # fmt: skip


@pytest.mark.parametrize(("evidence", "said", "right", "wrong"), COMPUTED)
def test_what_follows_from_figures_of_the_text_is_computed(
    evidence: str, said: str, right: str, wrong: str
) -> None:
    assert struck(said.format(right), evidence) == []
    assert struck(said.format(wrong), evidence) != []


YEAR = {"from": "2025-01-02", "to": "2025-12-30"}


def priced(name: str, value: float, day: str, kind: str = "price", unit: str = "KRW") -> Evidence:
    return figure(name, kind, value, unit, date=day, id=f"{name}:{day}")


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ("삼성전자의 거래량은 4월 26일 221만 주로 정점을 찍었는데, 연평균 하루 거래량인 55만 주의 네 배입니다.",
         [priced("volume", 2_214_068, "2025-04-26", "volume", "shares"), figure("avg_volume", "volume", 545_756, "shares", period=YEAR)]),
        ("2025년 초 50,100원까지 밀렸던 삼성전자는 7월 26일 84,000원으로 치솟았습니다.", [priced("low", 50_100, "2025-01-04"), priced("high", 84_000, "2025-07-26")]),
        ("At ₩109,900 Samsung Electronics trades below the ₩121,200 it reached on December 3.", [priced("close", 109_900, "2025-12-30"), priced("high", 121_200, "2025-12-03")]),
        ("Samsung Electronics closed at ₩95,400 on February 12 and finished the year at ₩119,900.", [priced("close", 95_400, "2025-02-12"), priced("close", 119_900, "2025-12-30")]),
        ("7월 31일 130,000원까지 올랐던 삼성전자는 12월 말 119,900원으로 내려앉아 20일선인 121,000원을 하회합니다.",
         [priced("high", 130_000, "2025-07-31"), priced("close", 119_900, "2025-12-30"), priced("sma20", 121_000, "2025-12-30", "indicator")]),
    ],
)  # fmt: skip
def test_a_day_of_another_clause_is_not_the_figures_own(said: str, evidence: list[Evidence]) -> None:
    assert struck(said, *evidence) == []


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ("업황이 꺾였다기보다 속도 조절에 가깝다는 설명입니다.", "반도체 업황 방향성 그대로 일시적인 속도 조절 구간"),
        ("그렇더라도 노사가 8일 다시 교섭에 앉습니다.", "노사는 8일 교섭을 재개한다."),
        ("네 분기 내리 매출이 40% 넘게 늘었습니다.", "4분기 연속 40% 이상 매출 증가"),
        ("오르카폰향 매출 비중은 54%까지 낮아졌습니다.", "오르카폰 매출 의존도는 71%에서 54%로 낮아졌다."),
        ("According to the Form 4, Hogan sold 21,500 shares.", "Hogan sold 21,500 shares of Common Stock."),
        ("윤재하 부사장은 20년 넘게 공정 개발을 맡아 왔습니다.", "윤재하 부사장은 23년간 공정 개발 부문에서 일했다."),
    ],
)  # fmt: skip
def test_words_of_grammar_are_no_names_and_no_directions(said: str, evidence: str) -> None:
    assert struck(said, evidence) == []


def test_a_place_of_either_cited_text_may_stand_in_a_sentence_that_cites_both() -> None:
    said = "The smelter in Tacoma was shut, and Halloway Ratings sees a $40 million hit to profit [1][2]."
    assert struck(said, news(OUTAGE, "o", "2025-08-12"), news(RATING, "r", "2025-08-15")) == []


def test_a_figure_told_in_another_order_than_the_texts_is_not_replaced() -> None:
    text = "It reported quarterly earnings of $1.45 a share. Analysts expected an adjusted profit of $1.19 a share."
    said = "An adjusted profit of {} a share topped the {} that analysts expected."
    assert struck(said.format("$1.45", "$1.19"), text) == []


@pytest.mark.parametrize(
    ("evidence", "said", "right", "wrong"),
    [
        ("The quarterly dividend rises to 31 cents from 29 cents.", "The quarterly dividend, at 31 cents, is {} richer than before.", "two cents", "five cents"),
        ("Ardent Devices has 34% of sales and Basin Networks 18%.", "Ardent Devices has 34% of sales and Basin Networks 18%, so the pair account for {}.", "just over half", "just over two thirds"),
        ("현대차 4월 30만8788대 판매...11.6% 감소", "현대차의 4월 판매는 30만 8,788대로 {} 줄었습니다.", "11.6%", "16.1%"),
        ("Deliveries came to 61,200 units. Analysts had looked for 58,000.", "Deliveries came to 61,200 units, {} the 58,000 that analysts had looked for.", "beating", "missing"),
        ("Consumer discretionary led all sectors, the S&P 500 rose 3%.", "The S&P 500 climbed 3%. {} led all sectors.", "Consumer discretionary", "Utilities"),
        ("이번 주 S&P 500은 5.3% 올랐다.", "{} S&P 500은 5.3% 뛰었습니다.", "이번 주", "이번 달"),
        ("발행가는 기준주가에서 20% 할인된 12,000원이다.", "발행가 12,000원은 기준주가에서 20% {} 금액입니다.", "할인된", "할증된"),
        ("It would take 6 days to cover the short interest of 14%.", "Short interest is 14%, and it would take 6 {} to cover.", "days", "weeks"),
        ("종가 296,500원, 20일 이동평균 291,525원.", "20일 이동평균은 291,525원인데 종가 296,500원이 이 선 {} 있습니다.", "위에", "아래에"),
    ],
)  # fmt: skip
def test_figures_and_words_in_other_forms_are_held_against_the_text(
    evidence: str, said: str, right: str, wrong: str
) -> None:
    assert struck(said.format(right), evidence) == []
    assert struck(said.format(wrong), evidence) != []


def test_a_bare_code_or_ticker_is_the_security_of_its_market() -> None:
    close = figure("close", "price", 119_900, "KRW", "005930", id="a")
    before = figure("close", "price", 119_500, "KRW", "005930", id="b", date="2025-12-29")
    said = "삼성전자는 12월 30일 119,900원에 마감했습니다. 전일보다 400원(약 {}) 오른 값입니다."
    assert struck(said.format("0.3%"), close, before) == []
    assert struck(said.format("0.8%"), close, before) != []


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ("Recall: Dunmore Motors, 32,500 SUVs, cost about $19m.", "Dunmore Motors is recalling 32,500 sport utility vehicles at a charge of about $19 million."),
        ("Heaviest trading was of 818.8 million shares.", "818.8 million shares were traded."),
        ("90% 구간은 4만 1,500원에서 5만 6천 원입니다.", "90% 구간 [41,500, 56,000]"),
        ("Pfizer gained a third of one percent.", "Pfizer rose 0.34%."),
    ],
)  # fmt: skip
def test_forms_of_words_and_brackets_are_read_as_what_they_are(said: str, evidence: str) -> None:
    assert struck(said, evidence) == []
