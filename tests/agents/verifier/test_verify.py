import pytest

from agents.verifier import verify
from stockelper.types import Claim, Evidence
from tests.agents.verifier.conftest import figure, news


def unsupported(text: str, evidence: list[Evidence]) -> list[Claim]:
    return [claim for claim in verify(text, evidence) if not claim.supported]


@pytest.mark.parametrize(
    "amount",
    [
        "119,900원",
        "119900원",
        "11만 9,900원",
        "11만9900원",
        "119,900 KRW",
        "₩119,900",
        "119,900 won",
        "약 12만 원",
        "11만원대",
        "about ₩120,000",
    ],
)
def test_a_price_is_the_same_in_every_way_of_writing_it(figures: list[Evidence], amount: str) -> None:
    claims = [c for c in verify(f"삼성전자 종가는 {amount}입니다.", figures) if c.kind == "number"]
    assert [c.supported for c in claims] == [True]


@pytest.mark.parametrize(
    "amount",
    [
        "1.2조 원",
        "1조 2,000억원",
        "12,000억",
        "1조2000억원",
        "₩1.2 trillion",
        "1.2 trillion won",
        "1,200 billion won",
    ],
)
def test_large_amounts_are_the_same_in_every_scale(figures: list[Evidence], amount: str) -> None:
    claims = [c for c in verify(f"삼성전자 시가총액은 {amount}입니다.", figures) if c.kind == "number"]
    assert [(c.supported, c.value) for c in claims] == [(True, 1.2e12)]


@pytest.mark.parametrize(
    "amount",
    [
        "119,901원",
        "119,900달러",
        "$119,900",
        "119,900주",
        "1.2억 원",
        "1.3조 원",
        "₩1.2 billion",
        "12만 9,900원",
    ],
)
def test_another_digit_scale_or_unit_is_flagged(figures: list[Evidence], amount: str) -> None:
    assert [c.kind for c in unsupported(f"삼성전자는 {amount}입니다.", figures)] == ["number"]


@pytest.mark.parametrize(
    "sentence",
    [
        "삼성전자의 3개월 수익률은 -5.3%입니다.",
        "삼성전자는 3개월 동안 5.3% 하락했습니다.",
        "삼성전자는 최근 3개월간 5.32% 내렸습니다.",
        "Samsung Electronics fell 5.3% over the past three months.",
        "Samsung Electronics is down 5.3 percent over 3 months.",
        "Samsung Electronics lost 5% in the last three months.",
    ],
)
def test_a_direction_word_or_a_minus_gives_the_sign(figures: list[Evidence], sentence: str) -> None:
    assert unsupported(sentence, figures) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "삼성전자의 3개월 수익률은 5.3%입니다.",
        "삼성전자는 3개월 동안 5.3% 상승했습니다.",
        "Samsung Electronics rose 5.3% over the past three months.",
        "삼성전자의 3개월 수익률은 -5.3%p입니다.",
        "삼성전자의 1개월 수익률은 -5.3%입니다.",
        "SK하이닉스의 3개월 수익률은 -5.3%입니다.",
        "LG전자의 3개월 수익률은 -5.3%입니다.",
    ],
)
def test_a_wrong_sign_unit_period_or_company_is_flagged(figures: list[Evidence], sentence: str) -> None:
    assert unsupported(sentence, figures)


def test_swapped_companies_in_one_sentence_are_flagged(figures: list[Evidence]) -> None:
    right = "한 달 동안 삼성전자는 19.2% 올랐고 SK하이닉스는 7.1% 내렸습니다."
    wrong = "한 달 동안 SK하이닉스는 19.2% 올랐고 삼성전자는 7.1% 내렸습니다."
    assert unsupported(right, figures) == []
    assert {c.text for c in unsupported(wrong, figures)} >= {"19.2%", "7.1%"}


def test_values_in_turn_belong_to_the_names_in_turn(figures: list[Evidence]) -> None:
    text = "Samsung Electronics and SK hynix returned {} and {}, respectively, over one month."
    assert unsupported(text.format("+19.2%", "-7.1%"), figures) == []
    assert len(unsupported(text.format("-7.1%", "+19.2%"), figures)) >= 2


def test_a_table_reads_its_heads(figures: list[Evidence]) -> None:
    table = "| 종목 | 종가 | 1개월 수익률 |\n|---|---|---|\n| {} | 119,900원 | +19.2% |\n| {} | 651,000원 | -7.1% |"
    assert unsupported(table.format("삼성전자", "SK하이닉스"), figures) == []
    assert len(unsupported(table.format("SK하이닉스", "삼성전자"), figures)) >= 4


def test_parameters_and_list_numbers_are_no_figures(figures: list[Evidence]) -> None:
    text = "1. 삼성전자(005930)의 RSI(14)는 62.4로 과매수 기준 70 아래입니다.\n2. 20일 이동평균은 112,341원입니다."
    assert unsupported(text, figures) == []
    assert unsupported(text.replace("RSI(14)", "RSI(9)"), figures)
    assert unsupported(text.replace("20일", "60일"), figures)


def test_a_change_that_follows_from_two_stated_prices_is_derived(figures: list[Evidence]) -> None:
    claims = verify("삼성전자는 118,700원에서 119,900원으로 1,200원(1.0%) 올랐습니다.", figures)
    assert all(claim.supported for claim in claims)
    assert [c.reason for c in claims if c.text == "1,200원"] == ["derived"]
    assert unsupported("삼성전자는 118,700원에서 119,900원으로 1,300원 올랐습니다.", figures)


def test_evidence_that_contradicts_its_own_derivation_carries_nothing() -> None:
    a, b = figure("close", "price", 100.0, "KRW", id="a"), figure("open", "price", 80.0, "KRW", id="b")
    derivation = {"formula": "return", "operands": ["b", "a"]}
    right = figure("gain", "return", 0.25, "fraction", id="c", derivation=derivation)
    wrong = right.model_copy(update={"value": 0.35})
    assert unsupported("삼성전자는 25% 올랐습니다.", [a, b, right]) == []
    assert unsupported("삼성전자는 35% 올랐습니다.", [a, b, wrong])


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("2025-12-30", "2025-12-29"),
        ("2025년 12월 30일", "2025년 11월 30일"),
        ("12월 30일", "12월 3일"),
        ("12/30", "12/31"),
        ("2025.12.30", "2024.12.30"),
    ],
)
def test_the_date_must_be_that_of_the_figure(figures: list[Evidence], right: str, wrong: str) -> None:
    text = "{} 삼성전자 종가는 119,900원입니다."
    assert unsupported(text.format(right), figures) == []
    assert "date" in {c.kind for c in unsupported(text.format(wrong), figures)}


HEADLINE = news(
    "삼성전자, 3분기 영업이익 12조1000억원…전년比 32.5%↑. 이재용 회장은 공급을 늘리겠다고 말했다. SK하이닉스 영업이익은 7조원."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "삼성전자의 3분기 영업이익은 12.1조원으로 전년 동기 대비 32.5% 증가했습니다 [1].",
        "Samsung Electronics' operating profit for the third quarter was ₩12.1 trillion, up 32.5% year over year.",
        "이재용 회장은 공급을 늘리겠다고 했습니다.",
        "SK하이닉스의 영업이익은 7조 원입니다.",
    ],
)
def test_a_restated_headline_holds(sentence: str) -> None:
    assert unsupported(sentence, [HEADLINE]) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "삼성전자의 2분기 영업이익은 12.1조원입니다.",
        "삼성전자의 3분기 영업이익은 12.1억원입니다.",
        "삼성전자의 3분기 영업이익은 7조원입니다.",
        "SK하이닉스의 3분기 영업이익은 12.1조원입니다.",
        "삼성전자의 영업이익은 전분기 대비 32.5% 증가했습니다.",
        "삼성전자의 영업이익은 전년 동기 대비 32.5% 감소했습니다.",
        "김철수 회장은 공급을 늘리겠다고 했습니다.",
        "삼성전자의 3분기 영업이익은 12.1조원입니다 [7].",
    ],
)
def test_a_headline_restated_wrongly_is_flagged(sentence: str) -> None:
    assert unsupported(sentence, [HEADLINE])


def test_a_citation_must_carry_its_sentence(figures: list[Evidence]) -> None:
    text = "삼성전자 종가는 119,900원입니다 [{}]."
    sources = {1: ["KRX:005930:close"], 2: ["KRX:005930:rsi_14"]}
    assert all(c.supported for c in verify(text.format(1), figures, citations=sources))
    assert [c.kind for c in verify(text.format(2), figures, citations=sources) if not c.supported] == [
        "citation"
    ]
    assert [c.kind for c in verify(text.format(3), figures, citations=sources) if not c.supported] == [
        "citation"
    ]


def test_offsets_are_into_the_text_as_given(figures: list[Evidence]) -> None:
    text = "## 삼성전자\n\n- 종가:  １１９，９００원\n- \u200bRSI: 62.4\n"
    for claim in verify(text, figures):
        assert text[claim.start : claim.end] == claim.text


def test_a_reason_is_worded_in_the_language_that_is_asked_for(figures: list[Evidence]) -> None:
    claims = verify("삼성전자 종가는 119,901원입니다.", figures, language="ko")
    assert "이 수치는 근거에 없습니다." in {claim.reason for claim in claims}


def test_nothing_is_said_of_an_empty_text(figures: list[Evidence]) -> None:
    assert verify("", figures) == []
    assert verify("   \n\n", []) == []
