"""Long, polite and roundabout questions ask what a short one asks."""

import pytest

from agents.planner.courtesy import plainly
from stockelper.securities.at import bundled_resolver
from tests.agents.planner.conftest import Planner


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("수고 많으십니다. 그 회사 배당금이 얼마인지 여쭤봐도 될까요?", "그 회사 배당금이 얼마인지?"),
        ("혹시 카카오 주가 알 수 있을까요?", "카카오 주가?"),
        ("I am 65 years old. Should I buy Apple Inc. now?", "Should I buy Apple Inc. now?"),
        ("would you kindly show me Hershey's revenue", "show me Hershey's revenue"),
        ("Could you explain where support sits for Nucor?", "where support sits for Nucor?"),
        ("삼성전자를 7만원에 샀습니다. 팔아야 할까요?", "삼성전자를 7만원에 샀습니다. 팔아야 할까요?"),
        ("코스피가 올랐습니다. 이유가 뭔가요?", "코스피가 올랐습니다. 이유가 뭔가요?"),
        ("Explain what a P/E ratio is", "Explain what a P/E ratio is"),
        ("감사합니다", "감사합니다"),
        ("ok thanks", "ok thanks"),
    ],
)
def test_courtesies_are_left_out_and_what_is_told_of_the_market_stays(written: str, plain: str) -> None:
    assert plainly(written, bundled_resolver()) == plain


@pytest.mark.parametrize(
    ("question", "kinds", "securities"),
    [
        ("며칠 병원에 있었습니다. 유바이오로직스에 어떤 보도가 있었는지 정리해 주세요.", ("news",), ("KRX:206650",)),
        ("파라다이스 임원이 자사주를 샀다는 공시가 올라왔는지 찾아봐 주시겠습니까?", ("news",), ("KRX:034230",)),
        ("SK하이닉스가 설비투자를 줄인다고 가정하면 그 영향을 받는 납품업체들은 어디인가요?", ("relations",), ("KRX:000660",)),
        ("If Boeing had to halt its production lines, which of its suppliers would feel it the most?", ("relations",), ("US:BA",)),
        ("How might Ulta Beauty's share price look one month from now?", ("outlook",), ("US:ULTA",)),
        ("Kindly purchase 8 shares of Hershey at the market price.", ("order",), ("US:HSY",)),
        ("롯데관광개발이 삼각수렴 패턴을 만들고 있는 것 같은데 맞게 본 건가요?", ("technical",), ("KRX:032350",)),
        ("제 돈이 SK가스에 절반, E1에 나머지 절반 들어 있는데 자산 배분의 위험은?", ("portfolio",), ("KRX:018670", "KRX:017940")),
        ("annyeonghaseyo, hanguk sijang jeonche-ga oneul eotteokeyo?", ("briefing",), ()),
    ],
)  # fmt: skip
def test_a_long_question_is_planned_by_what_it_asks(
    asking: Planner, question: str, kinds: tuple[str, ...], securities: tuple[str, ...]
) -> None:
    made = asking(question)
    assert (made.kinds, made.securities) == (kinds, securities)


def test_a_full_date_says_more_than_the_year_it_is_in(asking: Planner) -> None:
    window = asking("작년 마지막 거래일인 2024년 12월 30일 하나투어 종가").window
    assert window is not None
    assert (str(window.from_), str(window.to)) == ("2024-12-30", "2024-12-30")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("외인이 오늘 뭐 샀어", "screen"),
        ("배당수익률 높은 미국 은행", "screen"),
        ("how Caterpillar has performed since January", "quote"),
        ("한미약품의 최대주주가 누구로 바뀌었는지 궁금합니다", "relations"),
        (
            "If the chip plants of TSMC were hit by an earthquake, who among the Korean firms would suffer?",
            "relations",
        ),
        ("As a long-time shareholder I wonder whether Pfizer's dividend is safe.", "fundamentals"),
        ("My daughter says Target is struggling. How did its shares do over the last quarter?", "quote"),
        ("any insiders selling at meta", "news"),
        ("pltr 200 eoy?", "outlook"),
        ("현기차 관세땜에 망한거임?", "explain_move"),
        ("너 실시간임?", "help"),
        ("기관이 던진 종목", "screen"),
        ("셀트리온 무상증자 한다던데 진짜임?", "news"),
        ("테슬라 로보택시 이벤트 뉴스", "news"),
        ("is there any lawsuit against meta", "news"),
        ("마이크로소프트 3분기 실적 컨센서스 대비 어땠어", "fundamentals"),
        ("rivian cash burn", "fundamentals"),
        ("nvda calls or puts?", "outlook"),
        ("워렌버핏이 산 주식 뭐야", "relations"),
        ("sell half my apple position", "order"),
        ("손절라인 어떻게 잡아?", "education"),
        ("할 수 있는 게 뭐야", "help"),
        ("can i trust your numbers", "help"),
        ("코스트코 회원권 가격", "out_of_scope"),
        ("amazon prime price", "out_of_scope"),
        ("tell me which stock will double for sure", "unsafe"),
        ("help me hide my trades from the sec", "unsafe"),
    ],
)
def test_talk_of_traders_is_planned_as_what_it_asks(asking: Planner, question: str, kind: str) -> None:
    assert asking(question).kinds == (kind,)
