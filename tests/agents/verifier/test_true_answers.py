"""True sentences that were once taken for false ones."""

import pytest

from agents.verifier import verify
from stockelper.types import Claim, Evidence
from tests.agents.verifier.conftest import figure, news

PREFERRED = "KRX:005935"


def unsupported(text: str, evidence: list[Evidence], **more: object) -> list[Claim]:
    cited = {n: (item.id,) for n, item in enumerate(evidence, 1)} if more else None
    return [claim for claim in verify(text, evidence, citations=cited) if not claim.supported]


def test_a_distance_from_yesterdays_high_has_that_date_too() -> None:
    high = figure("high_52w", "price", 90_400, "KRW", PREFERRED, date="2025-12-29")
    close = figure("close", "price", 89_200, "KRW", PREFERRED)
    away = figure(
        "from_high", "return", 89_200 / 90_400 - 1, "fraction", PREFERRED,
        derivation={"formula": "return", "operands": (high.id, close.id)},
    )  # fmt: skip
    text = "삼성전자우의 52주 최고가는 90,400원(2025년 12월 29일)이며, 종가는 52주 최고가보다 1.33% 낮은 수준입니다."
    assert unsupported(text, [high, close, away]) == []


@pytest.mark.parametrize(
    ("name", "security", "move"),
    [
        ("Phillips 66 (PSX)", "US:PSX", 0.0721),
        ("Advance Auto Parts (AAP)", "US:AAP", -0.0036),
        ("Under Armour (UA)", "US:UA", 0.1665),
    ],
)
def test_a_companys_name_holds_no_figure_and_no_direction(name: str, security: str, move: float) -> None:
    evidence = [figure("return_1d", "return", move, "fraction", security)]
    assert unsupported(f"- {name}: {move:+.2%}", evidence) == []


def test_the_code_behind_a_shared_name_says_which_share_is_meant() -> None:
    evidence = [figure("return_1d", "return", 0.1665, "fraction", "US:UA")]
    assert unsupported("- Under Armour (UAA): +16.65%", evidence) != []


def test_a_verbatim_title_is_not_taken_apart() -> None:
    first = news("파이낸셜뉴스", "n1").model_copy(update={"title": "LG화학 자동화솔루션 공급 '첫 발'"})
    second = news("머니투데이", "n2").model_copy(
        update={"title": "현대무벡스 스마트물류 개시..LG화학 맞손, 30% 급등"}
    )
    text = f"- 2025년 10월 30일 “{second.title}” (머니투데이) [2]"
    assert unsupported(text, [first, second], cited=True) == []


def test_a_verbatim_title_is_cited_from_its_own_source() -> None:
    first = news("파이낸셜뉴스", "n1").model_copy(update={"title": "LG화학 공급"})
    second = news("머니투데이", "n2").model_copy(update={"title": "현대무벡스 개시"})
    wrong = unsupported("“현대무벡스 개시” (머니투데이) [1]", [first, second], cited=True)
    assert [claim.kind for claim in wrong] == ["citation"]


@pytest.mark.parametrize(
    ("word", "fine"),
    [("높은", True), ("낮은", False)],
)
def test_negative_levels_compare_by_their_sign(word: str, fine: bool) -> None:
    line, signal = (
        figure("macd", "indicator", -308, "KRW"),
        figure("macd_signal", "indicator", -500, "KRW"),
    )
    text = f"삼성전자의 MACD(12, 26, 9)는 -308원으로 시그널 -500원보다 {word} 수준입니다."
    assert (unsupported(text, [line, signal]) == []) is fine


def test_the_highest_of_several_returns_is_the_highest() -> None:
    month = {"from": "2025-11-30", "to": "2025-12-30"}
    evidence = [
        figure("return", "return", 2.7435, "fraction", "KRX:000660", period=month),
        figure("return", "return", 0.2192, "fraction", "KRX:035420", period=month),
    ]
    said = "수익률은 SK하이닉스가 +274.35%로 가장 {} NAVER가 +21.92%로 가장 {}."
    assert unsupported(said.format("높고", "낮습니다"), evidence) == []
    assert unsupported(said.format("낮고", "높습니다"), evidence) != []


STAKE = figure(
    "HOLDS", "relation", 0.197, "fraction", date="2026-05-22", text="삼성물산: 지분 보유 → 삼성전자"
)


def test_a_stake_is_a_figure_of_its_listed_holder_too() -> None:
    assert unsupported("삼성전자의 주요 주주는 다음과 같습니다.\n- 삼성물산: 19.7%", [STAKE]) == []


def test_a_stake_is_not_a_figure_of_another_company_of_the_group() -> None:
    wrong = unsupported("삼성전자의 주요 주주는 다음과 같습니다.\n- 삼성SDI: 19.7%", [STAKE])
    assert "삼성SDI" in [claim.text for claim in wrong]


EXCERPT = (
    "By Adam LevinePalantir stock touched its second high of the week, reaching $133.49 before pulling back."
)


def test_what_follows_a_quoted_title_word_for_word_is_not_taken_apart() -> None:
    item = news(EXCERPT).model_copy(
        update={"title": "Palantir Hits A High. It Is On Fire", "security": "US:PLTR"}
    )
    text = f"- May 14, 2025: “{item.title}” (paper): {EXCERPT.removesuffix('.')}… [1]"
    assert [c for c in unsupported(text, [item], cited=True) if c.kind != "date"] == []


def test_what_follows_a_quoted_title_with_one_figure_changed_is_checked() -> None:
    item = news(EXCERPT).model_copy(
        update={"title": "Palantir Hits A High. It Is On Fire", "security": "US:PLTR"}
    )
    text = f"- “{item.title}” (paper): {EXCERPT.replace('133.49', '138.49')} [1]"
    assert "$138.49" in [claim.text for claim in unsupported(text, [item], cited=True)]
