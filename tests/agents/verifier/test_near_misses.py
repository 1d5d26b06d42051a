"""Answers with one word, figure or name changed that stay plausible: each was once let through."""

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import SAMSUNG, figure, news

NVIDIA = "US:NVDA"


def wrong(text: str, evidence: list[Evidence]) -> list[tuple[str, str]]:
    return [(claim.kind, claim.text) for claim in verify(text, evidence) if not claim.supported]


@pytest.fixture
def quote() -> list[Evidence]:
    close = figure("close", "price", 119_900, "KRW")
    before = figure("close", "price", 119_500, "KRW", id="before", date="2025-12-29")
    high = figure("high_52w", "price", 121_200, "KRW", date="2025-12-30")
    change = figure(
        "change", "price", 400, "KRW", derivation={"formula": "change", "operands": ("before", close.id)}
    )
    moved = figure("return", "return", 400 / 119_500, "fraction")
    away = figure("from_high", "return", 119_900 / 121_200 - 1, "fraction")
    return [close, before, high, change, moved, away]


QUOTE = (
    "삼성전자는 2025년 12월 30일 15:30(한국시간) 종가 기준 119,900원으로 전 거래일(2025년 12월 29일)보다 400원(0.33%) "
    "올랐습니다. 52주 최고가는 121,200원(2025년 12월 30일)이며, 종가는 52주 최고가보다 1.07% 낮은 수준입니다."
)


def test_a_true_quote_is_left_alone(quote: list[Evidence]) -> None:
    assert wrong(QUOTE, quote) == []


@pytest.mark.parametrize(
    ("said", "instead", "claim"),
    [
        ("15:30(한국시간)", "10:30(한국시간)", ("date", "10:30(한국시간)")),
        ("거래일(2025년 12월 29일)", "거래일(2025년 12월 30일)", ("date", "2025년 12월 30일")),
        ("종가는 52주 최고가", "종가는 26주 최고가", ("date", "26주")),
        ("52주 최고가는", "58주 최고가는", ("date", "58주")),
    ],
)
def test_times_days_and_lengths_are_held_against_their_own_place(
    said: str, instead: str, claim: tuple[str, str], quote: list[Evidence]
) -> None:
    assert claim in wrong(QUOTE.replace(said, instead, 1), quote)


@pytest.fixture
def averages() -> list[Evidence]:
    return [
        figure("close", "price", 177.81, "USD", NVIDIA),
        figure("sma_20", "indicator", 175.75, "USD", NVIDIA),
        figure("sma_60", "indicator", 170.37, "USD", NVIDIA),
        figure("from_average", "return", 0.0117, "fraction", NVIDIA, id="from_average"),
    ]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("The close is 1.17% {} its 20-day moving average of $175.75.", ("above", "below")),
        (
            "엔비디아의 20일 이동평균 175.75달러는 60일 이동평균 170.37달러보다 {} 있습니다.",
            ("위에", "아래에"),
        ),
    ],
)
def test_above_and_below_are_told_apart(
    text: str, instead: tuple[str, str], averages: list[Evidence]
) -> None:
    true, false = instead
    assert wrong(text.format(true), averages) == []
    assert ("direction", false) in wrong(text.format(false), averages)


def test_ahead_and_behind_are_told_apart() -> None:
    evidence = [
        figure("return_1y", "return", 0.1962, "fraction", NVIDIA),
        figure("return_1y", "return", 0.105, "fraction", "US:MSFT"),
        figure("relative_return", "return", 0.0912, "fraction", NVIDIA),
    ]
    text = "Nvidia returned +19.62% and Microsoft +10.5%, so Nvidia was {} by 9.12 percentage points."
    assert wrong(text.format("ahead"), evidence) == []
    assert ("direction", "behind") in wrong(text.format("behind"), evidence)


def test_a_name_does_not_borrow_the_code_behind_it() -> None:
    evidence = [figure("close", "price", 164_900, "KRW", "KRX:247540")]
    assert wrong("- 에코프로비엠(247540): 종가 164,900원", evidence) == []
    assert ("name", "삼성바이오로직스") in wrong("- 삼성바이오로직스(247540): 종가 164,900원", evidence)


def test_a_difference_has_the_currency_of_what_it_is_between() -> None:
    evidence = [
        figure("close", "price", 167.39, "USD", NVIDIA),
        figure("close", "price", 168.69, "USD", NVIDIA, id="before", date="2025-12-29"),
    ]
    text = "Nvidia closed at $167.39, down {}1.30 from $168.69."
    assert wrong(text.format("$"), evidence) == []
    assert ("number", "₩1.30") in wrong(text.format("₩"), evidence)


@pytest.mark.parametrize("bound", [20, 29, 40])
def test_a_screens_condition_is_the_one_that_was_asked(bound: int) -> None:
    evidence = [
        figure("rsi_14", "indicator", 30.0, None, id="condition:rsi:below:30.0", security=SAMSUNG),
        figure("rsi_14", "indicator", 18.2, None),
    ]
    text = "코스피에서 조건(RSI(14) {} 이하)에 맞는 종목입니다.\n- 삼성전자: 18.2"
    assert wrong(text.format(30), evidence) == []
    assert ("number", str(bound)) in wrong(text.format(bound), evidence)


TITLE = "투자가치 높다, 월가 은행장 한마디에 3% 급등한 은행주들"
BODY = "The chip has new transistors, GAA and 3D DRAM enabling the next generation of devices."


@pytest.mark.parametrize(
    "changed",
    [
        "투자가치 낮다, 월가 은행장 한마디에 3% 급등한 은행주들",
        TITLE.replace("3%", "8%"),
        TITLE.replace("은행장", "증권사"),
    ],
)
def test_a_quotation_with_a_word_changed_is_none(changed: str) -> None:
    told = news(f"한경: {TITLE}").model_copy(update={"title": TITLE})
    assert wrong(f"- 2025년 10월 30일 “{TITLE}” (한경)", [told]) == []
    assert ("citation", f"“{changed}”") in wrong(f"- 2025년 10월 30일 “{changed}” (한경)", [told])


def test_an_excerpt_with_a_word_changed_is_none() -> None:
    told = news(f"Yonhap: {BODY}").model_copy(update={"title": "Samsung shows chips"})
    text = f"- Oct 30, 2025: “Samsung shows chips” (Yonhap): {BODY[:-9]}… [1]"
    assert wrong(text, [told]) == []
    assert {kind for kind, _ in wrong(text.replace("3D", "4D"), [told])} == {"citation", "number"}


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("S22", "S32"),
        ("GB200", "GB100"),
        ("Russell 2000", "Russell 2400"),
        ("14:40", "14:49"),
        ("$(9.8)", "₩(9.8)"),
        ("of$0.40", "of₩0.40"),
        ("Q1", "Q5"),
        ("4. Inventories", "8. Inventories"),
        ("높게", "낮게"),
    ],
)
def test_digits_that_count_nothing_are_those_of_the_cited_text(said: str, instead: str) -> None:
    text = (
        "Samsung's Galaxy S22 launch and Nvidia's GB200 chips lifted the Russell 2000 index (14:40 GMT).\n"
        "Net loss after tax was $(9.8) million with dividends of$0.40 per share in Q1 of the year.\n"
        "4. Inventories are stated at the lower of cost.\n하반기 마케팅비용 지출로 영업이익률은 높게 유지될 것으로 보입니다."
    )
    assert wrong(text, [news(text)]) == []
    assert wrong(text.replace(said, instead), [news(text)])


def test_words_in_quotation_marks_that_quote_nobody_are_let_be() -> None:
    told = news(f"한경: {TITLE}").model_copy(update={"title": TITLE})
    assert wrong("이른바 “은행주 랠리 국면” 이야기가 나왔습니다.", [told]) == []


@pytest.mark.parametrize(
    "text",
    [
        "No prices of Tesla are stored for that time.",
        "테슬라의 시세는 이 시점이나 기간에 저장된 것이 없습니다.",
        "Nvidia closed at $177.81. `stockelper collect prices --symbols META` fetches more.",
    ],
)
def test_names_of_what_is_missing_need_no_evidence(text: str, averages: list[Evidence]) -> None:
    assert wrong(text, averages) == []


def test_the_lowest_of_several_returns_keeps_its_sign() -> None:
    evidence = [
        figure("return_1y", "return", 0.5596, "fraction", "KRX:006400"),
        figure("return_1y", "return", -0.1732, "fraction", "KRX:096770"),
    ]
    text = "수익률은 삼성SDI가 +55.96%로 가장 높고 SK이노베이션이 {}17.32%로 가장 낮아, 차이가 큽니다."
    assert wrong(text.format("-"), evidence) == []
    assert ("percent", "17.32%") in wrong(text.format(""), evidence)
