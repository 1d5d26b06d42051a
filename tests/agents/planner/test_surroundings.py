"""What stands around a question, and other letters than usual, change nothing of what it asks."""

import pytest

from agents.planner.romanised import in_hangul, romanised
from agents.planner.wrapping import unwrapped
from tests.agents.planner.conftest import Planner


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("<script>alert('x')</script>삼성전자 어때", "삼성전자 어때"),
        ("<div class='help'>AAPL price</div>", "AAPL price"),
        ("&lt;b&gt;AAPL&lt;/b&gt; price", "AAPL price"),
        ("🚀🔥 엔비디아 전망 📈📈", "엔비디아 전망"),
        ("> **삼성전자** `주가` 알려줘!!!!!!", "삼성전자 주가 알려줘!"),
        ("Q: What is Apple trading at????", "What is Apple trading at?"),
        ("'; DROP TABLE stocks; -- 삼성전자 주가", "삼성전자 주가"),
        ("{{7*7}} tesla price", "tesla price"),
        ("[AAPL](http://apple.com) earnings", "AAPL earnings"),
        ("https://finance.yahoo.com/quote/AAPL price?", "AAPL price?"),
        ("https://finance.naver.com/item/main.naver?code=005930 얼마", "005930 얼마"),
        ("RSI < 30 and PER > 10", "RSI < 30 and PER > 10"),
        ("M&A news of AT&T", "M&A news of AT&T"),
        ("▲5% 오른 종목", "▲5% 오른 종목"),
        ("🤔", "🤔"),
        ("<b></b>", "<b></b>"),
    ],
)
def test_a_question_is_read_without_what_surrounds_it(written: str, bare: str) -> None:
    assert unwrapped(written) == bare


@pytest.mark.parametrize(
    ("written", "hangul"),
    [
        ("samjeon jigeum eolma", "삼전 지금 얼마"),
        ("hanmi bandoche mokpyoga eolma", "한미반도체 목표가 얼마"),
        ("kakao wae tteoreojyeosseo", "카카오 왜 떨어졌어"),
        ("samsung jeonja baedang", "삼성전자 배당"),
        ("What is the juga of Apple", "What is the juga of Apple"),
        ("Apple price today", "Apple price today"),
        ("삼전 juga", "삼전 juga"),
    ],
)
def test_korean_in_latin_letters_is_read_as_korean(written: str, hangul: str) -> None:
    assert in_hangul(written) == hangul


def test_a_final_consonant_is_read_with_the_vowel_behind_it() -> None:
    assert (romanised("올랐어"), romanised("전망"), romanised("삼성")) == ("olrasseo", "jeonmang", "samseong")


@pytest.mark.parametrize(
    ("question", "kinds", "securities"),
    [
        ("<script>fetch('/help')</script> 하이닉스 뉴스", ("news",), ("KRX:000660",)),
        ("samjeon jigeum eolma", ("quote",), ("KRX:005930",)),
        ("삼전 시가총액 순위 말고 그냥 현재가만", ("quote",), ("KRX:005930",)),
        ("not the news, just the price of apple", ("quote",), ("US:AAPL",)),
        ("강원랜드 배당 주당 얼마 줘", ("fundamentals",), ("KRX:035250",)),
        ("Any 8-Ks from Carvana in November 2025?", ("news",), ("US:CVNA",)),
        ("GIS 랑 CAG 중 PER 낮은 stock?", ("compare",), ("US:GIS", "US:CAG")),
    ],
)
def test_such_questions_are_planned_like_plain_ones(
    asking: Planner, question: str, kinds: tuple[str, ...], securities: tuple[str, ...]
) -> None:
    made = asking(question)
    assert (made.kinds, made.securities) == (kinds, securities)


@pytest.mark.parametrize(
    "question",
    [
        "Should I put my retirement savings into Apple?",
        "Is it ok to borrow money to buy Apple?",
        "Should I mortgage my house to buy AAPL?",
        "should i go all in on apple",
        "buy AAPL with a credit card, is that dumb?",
        "대출 받아서 애플 사도 될까요?",
        "전세금 빼서 애플 들어가도 될까",
        "신용대출로 애플 풀매수 가능?",
        "애플 몰빵 괜찮?",
    ],
)
def test_whose_money_it_is_does_not_put_a_share_out_of_scope(asking: Planner, question: str) -> None:
    made = asking(question)
    assert (made.in_scope, made.unsafe, made.kinds, made.securities) == (
        True,
        False,
        ("outlook",),
        ("US:AAPL",),
    )


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("대출 받아서 집 사도 될까", "out_of_scope"),
        ("should i get a mortgage from wells fargo", "out_of_scope"),
        ("If I had put my savings into Apple 10 years ago", "backtest"),
        ("삼성전자 10주 신용으로 매수해줘", "order"),
        ("빚내서 투자해도 될까", "portfolio"),
    ],
)
def test_money_for_something_else_is_no_question_about_a_share(
    asking: Planner, question: str, kind: str
) -> None:
    assert asking(question).kinds == (kind,)


@pytest.mark.parametrize("question", ["which of NVDA or AMD should I buy?", "엔비디아랑 AMD 중에 뭐 살까?"])
def test_which_of_two_to_buy_compares_them(asking: Planner, question: str) -> None:
    made = asking(question)
    assert (made.kinds, made.securities) == (("compare",), ("US:NVDA", "US:AMD"))


@pytest.mark.parametrize(
    ("question", "security"),
    [
        ("10만전자 갈까", "KRX:005930"),
        ("100만닉스 가능?", "KRX:000660"),
        ("천슬라 다시 갈까", "US:TSLA"),
        ("will aapl be above 280 in 5 days", "US:AAPL"),
        ("삼성전자 금요일까지 오를까", "KRX:005930"),
    ],
)
def test_a_price_to_get_to_is_an_outlook(asking: Planner, question: str, security: str) -> None:
    made = asking(question)
    assert (made.kinds, made.securities) == (("outlook",), (security,))
    assert made.window is not None
    assert made.window.label == "default"
