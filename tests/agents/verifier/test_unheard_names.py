"""Names of companies and people that no evidence has and that look like nothing in particular."""

import pytest

from agents.verifier import verify
from agents.verifier.ordinary import is_ordinary
from agents.verifier.sounds import is_sound_of
from stockelper.types import Evidence
from tests.agents.verifier.conftest import news


def _names(text: str, evidence: list[Evidence]) -> list[str]:
    return [c.text for c in verify(text, evidence) if not c.supported and c.kind == "name"]


@pytest.mark.parametrize(
    "name", ["한빛네오텍", "누리온", "세아로직스", "대성하이퍼셀", "가온텔릭스", "새솔큐브"]
)
@pytest.mark.parametrize(
    "text",
    [
        "{}의 종가는 119,900원입니다.",
        "{}은 119,900원에 마감했습니다.",
        "삼성전자 종가는 119,900원입니다. {}의 실적 개선이 상승을 이끌었습니다.",
        "- {}: 119,900원",
        "㈜{}는 119,900원에 마감했습니다.",
        "{}(123456) 종가는 119,900원입니다.",
        "삼성전자, {}, SK하이닉스가 거래됐습니다.",
    ],
)
def test_an_invented_company_is_named_by_nothing(text: str, name: str, figures: list[Evidence]) -> None:
    assert name in _names(text.format(name), figures)


@pytest.mark.parametrize("name", ["한빛", "미래에너지", "동해반도체"])
def test_beside_a_price_a_short_or_ordinary_looking_company_is_a_name(
    name: str, figures: list[Evidence]
) -> None:
    assert name in _names(f"{name}의 주가는 119,900원입니다.", figures)


def test_a_person_with_another_title_is_held_like_any_other() -> None:
    evidence = [news("정의선 수석부회장은 전기차 투자를 늘리겠다고 말했다.")]
    assert _names("정의선 수석부회장이 전기차 투자를 늘리겠다고 했다.", evidence) == []
    assert _names("이재용 수석부회장이 전기차 투자를 늘리겠다고 했다.", evidence) == ["이재용"]


@pytest.mark.parametrize(
    "text",
    [
        "반도체 업황 회복과 외국인 매수세가 주가 상승을 이끌었습니다. 경쟁사의 주가는 부진했습니다.",
        "이번 분기의 영업이익률은 시장 기대치를 웃돌았고 감가상각비는 줄었습니다.",
        "투자자들은 금리 인하 기대감이 커지면서 기술주를 사들였습니다.",
        "미국의 관세 정책과 환율 움직임은 수출기업의 실적에 부담이 될 수 있습니다.",
    ],
)
def test_ordinary_words_of_markets_name_nobody(text: str, figures: list[Evidence]) -> None:
    assert _names(text, figures) == []


def test_a_latin_name_of_a_text_may_be_written_by_its_sound() -> None:
    evidence = [news("Cadence Design shares rose 5% after Berkshire Hathaway bought a stake.")]
    assert _names("버크셔 해서웨이가 지분을 산 뒤 캐던스는 5% 올랐습니다.", evidence) == []
    assert _names("한빛네오텍이 지분을 산 뒤 캐던스는 5% 올랐습니다.", evidence) == ["한빛네오텍"]
    assert is_sound_of("캐던스", "Cadence")
    assert not is_sound_of("캐던스", "Berkshire")


@pytest.mark.parametrize("word", ["영업이익률은", "업종별", "상승세가", "전기차용", "순매수했습니다"])
def test_words_made_of_ordinary_ones_are_ordinary(word: str) -> None:
    assert is_ordinary(word)
