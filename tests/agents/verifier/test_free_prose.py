"""Prose of any author: derived figures, relative days, comparisons and lists, each true as told and wrong with one thing changed."""

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import figure, news

KEY = "PRACTICE:P014"


def value(name: str, amount: float, unit: str, day: str, kind: str = "price", **more: object) -> Evidence:
    return figure(name, kind, amount, unit, KEY, date=day, id=f"{name}-{day}", **more)


def wrong(text: str, *evidence: str | Evidence) -> list[str]:
    items = [news(e, f"n{i}") if isinstance(e, str) else e for i, e in enumerate(evidence)]
    return [c.text for c in verify(text, items) if not c.supported]


STAKES = "하늘소재: 정한결 31.4% (2025-12-31), 오르빗캐피탈 12.1%, 국민연금공단 5.2%."
RANGE = "Harlow Freight guides to revenue between $7.1 billion and $7.7 billion."
PAYOUT = "Harlow Freight repurchased $90 million of its stock and paid dividends of $15 million."
TRANCHES = "하늘소재는 1월과 4월, 7월 각각 500억원 규모의 자사주 취득 계약을 맺었다."
LOSSES = "하늘소재는 3분기 영업손실이 54억원이라고 밝혔다. 전 분기 영업손실 86억원보다는 줄었다."
SPLIT_DATE = "하늘소재가 23일(2025년 6월) 7.6% 오른 2만9000원에 장을 끝냈다."
NEXT_DAY = "하늘소재 주가는 30일 장중 4만2350원까지 올랐다가 31일(2025-10-31) 3만9750원으로 마감했다. 20일 이동평균선은 3만4157원이다."
FILING = "Brook Capital beneficially owns 6.8% of Harlow Freight. Its previous filing reported 5.2%."
MOVE = "Harlow Freight shares ended Thursday (2025-04-17) at $45.10, compared with $57.30 on Wednesday (2025-04-16)."
SECTORS = "업종 수익률: 방산 +14.2%, 조선 +9.8%, 반도체 +3.1%, 2차전지 -6.7%."
RANKS = "거래대금 상위: 하늘소재 1조9400억원, 푸른에너지 1조7100억원, 제일전해질 8900억원."
CLOSES = (value("close", 30_300.0, "KRW", "2025-10-21"), value("close", 29_100.0, "KRW", "2025-10-20"))
AVERAGE = (
    value("close", 44_950.0, "KRW", "2025-12-30"),
    value("sma_20", 45_442.0, "KRW", "2025-12-30", "indicator"),
)
VALUATION = "Harlow Freight trades at a P/E of 12.4 times, the industry at 15.8 times."
SALES = value("revenue", 842.0, "억원", "2026-06-30", "fact")


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("정한결과 오르빗캐피탈의 지분을 더하면 43.5%다.", (STAKES,)),
        ("The midpoint of the $7.1 billion to $7.7 billion guidance is $7.4 billion.", (RANGE,)),
        ("Of the $105 million in total, the $90 million of buybacks made up about 86% of the whole beside $15 million of dividends.", (PAYOUT,)),
        ("하늘소재는 자사주를 세 차례, 모두 합쳐 1,500억 원어치 사들이기로 했다.", (TRANCHES,)),
        ("3분기 손실은 54억 원으로, 2분기의 86억 원보다 손실을 32억 원 줄였다.", (LOSSES,)),
        ("6월 23일 하늘소재는 7.6% 상승한 2만 9천 원에 마쳤다.", (SPLIT_DATE,)),
        ("하늘소재는 10월 30일 장중 42,350원을 찍은 뒤 이튿날 39,750원으로 밀렸다. 20일선 34,157원보다 5천 원 넘게 위다.", (NEXT_DAY,)),
        ("10월 21일 종가는 30,300원으로 전날의 29,100원보다 1,200원 비싸졌다.", CLOSES),
        ("12월 30일 종가 44,950원은 20일 평균선을 약 500원 밑돈다.", AVERAGE),
        ("It ended at $45.10; one day before it had been at $57.30.", (MOVE,)),
        ("매출은 842억 원이다.", (SALES,)),
        ("방산이 14.2% 뛰어 가장 좋았고 2차전지는 6.7% 밀렸다.", (SECTORS,)),
        ("하늘소재가 1위이고 3위 제일전해질(8,900억 원)과는 차이가 크다.", (RANKS,)),
        ("At 12.4 times earnings it is cheaper than the industry at 15.8 times.", (VALUATION,)),
        ("Brook Capital now owns 6.8%, up from 5.2%.", (FILING,)),
        ("RSI가 74.3까지 올라 70을 넘겼다.", (value("rsi_14", 74.3, "points", "2025-12-30", "indicator"),)),
    ],
)  # fmt: skip
def test_what_follows_from_the_evidence_holds(text: str, evidence: tuple[str | Evidence, ...]) -> None:
    assert wrong(text, *evidence) == []


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("정한결과 오르빗캐피탈의 지분을 더하면 53.5%다.", (STAKES,)),
        ("The midpoint of the $7.1 billion to $7.7 billion guidance is $7.6 billion.", (RANGE,)),
        ("하늘소재는 자사주를 세 차례, 모두 합쳐 2,500억 원어치 사들이기로 했다.", (TRANCHES,)),
        ("3분기 손실은 54억 원으로, 2분기의 86억 원보다 손실을 42억 원 줄였다.", (LOSSES,)),
        ("6월 13일 하늘소재는 7.6% 상승한 2만 9천 원에 마쳤다.", (SPLIT_DATE,)),
        ("12월 30일 종가 44,950원은 20일 평균선을 약 500원 웃돈다.", AVERAGE),
        ("10월 21일 종가 30,300원은 전날의 29,100원보다 1,200원 낮다.", CLOSES),
        ("It ended at $45.10; one month before it had been at $57.30.", (MOVE,)),
        ("매출은 842만 원이다.", (SALES,)),
        ("조선이 14.2% 뛰어 가장 좋았고 2차전지는 6.7% 밀렸다.", (SECTORS,)),
        ("At 12.4 times earnings it is pricier than the industry at 15.8 times.", (VALUATION,)),
        ("Brook Capital now owns 6.8%, down from 5.2%.", (FILING,)),
    ],
)  # fmt: skip
def test_one_thing_changed_is_flagged(text: str, evidence: tuple[str | Evidence, ...]) -> None:
    assert wrong(text, *evidence) != []


CUT = "The plan covers more than 20% of the workforce, Bloomberg reported. The stock trades inside a range of $19.80 to $28.90 at $23.40."
VOLUMES = "Volume was 300 million shares against a 20-day mean of 72 million shares."
ODDS = "The chance of a recession in the next 12 months is 45%."
INDEX = "Harlow Freight lost 29.2%. The index had a return of 0.7%."
DIVIDEND = "Harlow Freight's board declared a dividend of $0.45 per share, up from $0.42."
LIMIT = "하늘소재가 17일(2024년 5월) 가격제한폭까지 떨어진 6만7100원에 마감했다."
RATIOS = "하늘소재 반기보고서: 유동비율 211.3%, 부채비율 41.0%"


@pytest.mark.parametrize(
    ("true", "changed", "source"),
    [
        ("The plan covers over a fifth of the workforce.", "The plan covers over a third of the workforce.", CUT),
        ("Bloomberg says the plan covers 20% of the workforce.", "Reuters says the plan covers 20% of the workforce.", CUT),
        ("It stands at $23.40, inside a range of $19.80 to $28.90.", "It stands at $23.40, outside a range of $19.80 to $28.90.", CUT),
        ("At 300 million shares, volume was about four times its mean of 72 million shares.",
         "At 300 million shares, volume was about nine times its mean of 72 million shares.", VOLUMES),
        ("The odds are 45%, slightly less than even.", "The odds are 45%, slightly more than even.", ODDS),
        ("It lost 29.2%, while the index returned 0.7%.", "It lost 29.2%, while the index returned -0.7%.", INDEX),
        ("Harlow Freight raised its dividend from 42 to 45 cents a share.", "Harlow Freight trimmed its dividend from 42 to 45 cents a share.", DIVIDEND),
        ("5월 17일 하늘소재는 하한가인 67,100원을 기록했다.", "5월 17일 하늘소재는 상한가인 67,100원을 기록했다.", LIMIT),
        ("하늘소재의 유동비율은 211%다.", "하늘소재의 당좌비율은 211%다.", RATIOS),
    ],
)  # fmt: skip
def test_what_is_said_beside_a_figure(true: str, changed: str, source: str) -> None:
    assert wrong(true, source) == []
    assert wrong(changed, source) != []


@pytest.mark.parametrize(
    "text",
    [
        "하늘소재는 3분기에 영업이익 54억 원을 올려 시장의 눈길을 끌었다.",
        "하늘소재의 영업이익은 54억 원으로, 회사는 되찾았다는 평가를 받았습니다만 조심스럽다.",
        "하늘소재의 영업이익은 54억 원가량이며 위험이 늘어날 가능성도 있다.",
    ],
)
def test_words_that_only_look_like_moves_or_names(text: str) -> None:
    assert wrong(text, "하늘소재는 3분기 영업이익이 54억원이라고 밝혔다.") == []


def test_markers_of_one_group_carry_a_sentence_together() -> None:
    rows = (*CLOSES, value("sma_60", 24_770.0, "KRW", "2025-10-21", "indicator"))
    assert wrong("10월 21일 종가는 30,300원으로 전날보다 1,200원 높다 [1][2][3].", *rows) == []
