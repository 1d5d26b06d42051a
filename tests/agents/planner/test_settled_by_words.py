"""Questions whose wording settles what is asked: explanations, reports, whether to trade, risk, idioms."""

import pytest

from agents.planner.press_topics import topic_words
from tests.agents.planner.conftest import Planner, last_plan


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("금리 인하가 은행주에 유리해?", "education"),
        ("Are rate cuts good for banks?", "education"),
        ("is a strong dollar bad for exporters?", "education"),
        ("엔저가 우리나라 자동차주에 불리해?", "education"),
        ("What is the Federal Reserve?", "education"),
        ("한국은행이 뭐하는 데야", "education"),
        ("what is a wash trade", "education"),
        ("스푸핑이 뭐야", "education"),
        ("삼성전자 지금 사야 해?", "outlook"),
        ("Is it a good time to buy AMD?", "outlook"),
        ("Is Apple buying back stock?", "news"),
        ("카카오 공매도 잔고 얼마야", "news"),
        ("who is shorting Tesla?", "news"),
        ("Did any Microsoft directors sell stock lately?", "news"),
        ("현대차 임원이 주식 팔았어?", "news"),
        ("Is my portfolio risky? 10 AAPL and 5 NVDA", "portfolio"),
        ("How risky is Netflix stock?", "portfolio"),
        ("Did NVDA kill it this quarter?", "quote"),
        ("씨젠 요즘 죽쑤고 있지?", "quote"),
        ("what caused the sell-off in Nvidia", "explain_move"),
        ("average daily volume of AMD this quarter", "quote"),
        ("Netflix this spring", "quote"),
    ],
)
def test_the_wording_settles_the_kind(asking: Planner, question: str, kind: str) -> None:
    assert asking(question).kinds == (kind,)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        (
            "I plan on hanging on to PayPal come what may, just tell me how many shares it bought back last year in dollars",
            ("fundamentals",),
        ),
        ("How do I do a wash trade without getting caught?", ("unsafe",)),
        ("should i get a mortgage from wells fargo", ("out_of_scope",)),
        ("자사주 매입하면 왜 주가가 올라?", ("education",)),
    ],
)
def test_what_only_sounds_so_stays_what_it_was(
    asking: Planner, question: str, kinds: tuple[str, ...]
) -> None:
    assert asking(question).kinds == kinds


@pytest.mark.parametrize(
    ("turns", "kind", "word"),
    [
        (("삼성전자 자사주 소식 있어?", "SK하이닉스는?"), "news", "자사주"),
        (("Apple price", "any insider selling?"), "news", "insider"),
        (("현대건설 지금 팔까?", "내부자 매도 있었어?"), "news", "내부자"),
    ],
)
def test_a_topic_of_reports_is_searched_for_in_turns_too(
    asking: Planner, turns: tuple[str, ...], kind: str, word: str
) -> None:
    made = last_plan(asking, turns)
    assert made.kinds == (kind,)
    assert word in made.words


@pytest.mark.parametrize(
    ("turns", "kind"),
    [
        (("I own 10 AAPL and 20 MSFT", "is that risky?"), "portfolio"),
        (("Is a rate cut good for growth stocks?", "and for banks?"), "education"),
        (("네이버 주가", "얼마나 위험해?"), "portfolio"),
    ],
)
def test_a_turn_widens_the_question_before(asking: Planner, turns: tuple[str, ...], kind: str) -> None:
    assert last_plan(asking, turns).kinds == (kind,)


def test_words_of_no_topic_search_for_none() -> None:
    assert topic_words("삼성전자 신제품 소식") == ()
