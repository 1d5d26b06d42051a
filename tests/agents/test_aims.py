"""Prices that are asked about, and whether to buy: facts against the asker's figure, never a verdict."""

import pytest

from agents.context import Context
from agents.planner.aims import Aim, aim
from agents.verifier import verify
from stockelper.types import Language
from tests.agents.conftest import HYNIX, SAMSUNG
from tests.agents.test_outlook import Given, looked


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("삼성전자 100만원 갈까?", Aim(1_000_000, None, down=False)),
        ("엔비디아 200달러 넘을까", Aim(200, None, down=False)),
        ("10만전자 갈까", Aim(100_000, None, down=False)),
        ("1만5천원 갈 수 있을까", Aim(15_000, None, down=False)),
        ("카카오 5만원까지 떨어질까?", Aim(50_000, None, down=True)),
        ("하이닉스 80 갈까", Aim(80, None, down=False, bare=True)),
        ("will NVDA hit $300 by Friday?", Aim(300, None, down=False)),
        ("will tsla drop below 400", Aim(400, None, down=True, bare=True)),
        ("will aapl be above 280 in 5 days", Aim(280, None, down=False, bare=True)),
        ("엔비디아 10% 더 오를까", Aim(None, 0.1, down=False)),
        ("could msft fall 20%", Aim(None, -0.2, down=True)),
        ("테슬라 두배 갈까", Aim(None, 1.0, down=False)),
        ("500만원 넣었는데 카카오 7만원 갈까", Aim(70_000, None, down=False)),
        ("I put $5,000 into nvidia, will it hit $300", Aim(300, None, down=False)),
        ("카카오 5만원으로 떨어질까", Aim(50_000, None, down=True)),
        ("카카오 반토막 날까", Aim(None, -0.5, down=True)),
    ],
)
def test_the_price_or_the_move_that_is_asked_about_is_read(question: str, found: Aim) -> None:
    assert aim(question) == found


@pytest.mark.parametrize(
    "question",
    [
        "삼성전자 다음주 오를까",
        "12월 31일까지 오를까",
        "2026년에 오를까",
        "천만원 넣어도 될까",
        "평단 8만원인데 어떡해",
        "should i buy 10 shares of apple",
        "삼전 52주 신고가 갈까",
        "RSI 70 넘을까",
        "내 전재산 5천만원 에코프로비엠에 몰빵해도 될까?",
        "Should I put my $50,000 savings into Nvidia?",
        "대출 1억 받아서 삼성전자 사도 될까",
        "1억 5천만원 카카오에 넣어도 될까",
        "300만원으로 네이버 사도 될까",
        "여윳돈 2천만원 하이닉스에 묻어도 될까",
        "퇴직금 3천만원 테슬라에 올인하면 될까",
        "I have $20,000 in savings, is Apple a good buy?",
        "can I invest $5,000 in Tesla now",
        "my $10k bonus into msft, good idea?",
        "is it ok to borrow 20000 dollars to buy amd",
        "Would it be crazy to drop $15k on AMD",
        "신용으로 5천 땡겨서 알테오젠 가능할까",
        "could I put 50% of my savings into Nvidia",
    ],
)
def test_dates_amounts_and_indicators_are_no_price_to_get_to(question: str) -> None:
    assert aim(question) is None


def test_a_bare_number_is_counted_in_ten_thousands_of_won() -> None:
    assert Aim(80, None, down=False, bare=True).of(650_000, "KRW") == 800_000
    assert Aim(80, None, down=False, bare=True).of(70.0, "USD") == 80


QUESTIONS: list[tuple[Language, str]] = [
    ("ko", "삼성전자 100만원 갈까?"),
    ("ko", "10% 오를까"),
    ("ko", "6만원까지 떨어질까"),
    ("en", "will it fall 5%"),
    ("en", "will it hit 1000000"),
    ("ko", "대출 받아서 사도 될까"),
    ("en", "should i put my savings into it"),
]


@pytest.mark.parametrize(("language", "question"), QUESTIONS)
def test_every_claim_about_them_is_carried(context: Context, language: Language, question: str) -> None:
    found = looked(context, Given(context), language, question=question)
    cited = {citation.n: citation.evidence_ids for citation in found.draft.citations}
    claims = verify(found.draft.text, list(found.evidence.values()), context.resolver, citations=cited)
    assert [(one.text, one.reason) for one in claims if not one.supported] == []


def test_a_price_is_held_against_the_close_the_past_and_the_interval(context: Context) -> None:
    text = looked(context, Given(context), "en", question="will it hit 1000000").draft.text
    assert "To be at ₩1,000,000, Samsung Electronics has to rise" in text
    assert "of 20 sessions in the stored prices, 0 rose that much" in text
    assert "₩1,000,000 lies above the model's 90% range of" in text


def test_without_a_model_a_price_is_still_held_against_the_past(context: Context) -> None:
    found = looked(context, Given(context), "en", securities=(HYNIX,), question="will it hit 1000000 won")
    assert found.draft.status == "partial"
    assert "has to rise" in found.draft.text and "stockelper train --market krx" in found.draft.text


@pytest.mark.parametrize("question", ["will it be 500,000,000 won", "5천만원 가능? 사도 될까"])
def test_an_amount_that_no_share_costs_is_no_price_to_get_to(context: Context, question: str) -> None:
    text = looked(context, Given(context), "en", question=question).draft.text
    assert "has to rise" not in text and "500,000,000" not in text and "50,000,000" not in text


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("005930 다음 주 오를까?", False),
        ("005930 앞으로 떨어질까", False),
        ("will 005930 drop next week", False),
        ("is 005930 going to fall below 6000", True),
        ("005930 100000 갈까", True),
        ("005930 20만원 갈까", True),
    ],
)
def test_the_code_of_the_company_is_no_price_to_get_to(
    context: Context, question: str, *, held: bool
) -> None:
    text = looked(context, Given(context), "en", question=question).draft.text
    assert ("To be at" in text or "already" in text) is held
    assert "₩5,930" not in text


@pytest.mark.parametrize("question", ["should i buy it", "대출 받아서 사도 될까", "뭐 살까"])
def test_whether_to_buy_is_not_judged_and_the_facts_are_told(context: Context, question: str) -> None:
    found = looked(context, Given(context), "en", securities=(HYNIX,), question=question)
    assert found.draft.text.startswith(
        "Whether to buy or to sell is not judged here, and nothing is recommended."
    )
    assert found.draft.status == "partial"
    assert "The 52-week high of SK hynix" in found.draft.text and "The deepest fall was" in found.draft.text


def test_borrowed_money_is_spoken_of(context: Context) -> None:
    text = looked(context, Given(context), "en", question="should I borrow money to buy it").draft.text
    assert "With money that is borrowed or meant for something else" in text


def test_which_of_two_to_buy_sets_them_side_by_side(context: Context) -> None:
    found = looked(
        context,
        Given(context),
        "en",
        kinds=("compare",),
        securities=(SAMSUNG, HYNIX),
        question="which should I buy",
    )
    assert "maximum drawdowns over that time" in found.draft.text
    assert "nothing is recommended" in found.draft.text


def test_what_two_forecasts_say_alike_is_said_once(context: Context) -> None:
    text = looked(context, Given(context), "en", securities=(SAMSUNG, "KRX:035420")).draft.text
    assert text.count("To say it first") == 1
