"""Names that the evidence itself fixes: shared names, names that look like tickers, names that are words."""

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import figure


def _wrong(text: str, evidence: list[Evidence]) -> list[tuple[str, str]]:
    return [(claim.kind, claim.text) for claim in verify(text, evidence) if not claim.supported]


def _close(security: str, value: float) -> Evidence:
    unit = "KRW" if security.startswith("KRX") else "USD"
    return figure("close", "price", value, unit, security, currency=unit)


def test_two_share_classes_of_one_name_are_told_apart_by_their_codes() -> None:
    evidence = [_close("US:FOX", 67.76), _close("US:FOXA", 75.67)]
    assert _wrong("- Fox (FOX): $67.76\n- Fox (FOXA): $75.67", evidence) == []
    assert ("number", "$75.67") in _wrong("- Fox (FOX): $75.67 [1]\n- Fox (FOXA): $67.76 [2]", evidence)


@pytest.mark.parametrize(
    ("security", "name"),
    [
        ("KRX:0015N0", "Aromatica"),
        ("KRX:058610", "SPG"),
        ("KRX:111770", "Youngone"),
        ("KRX:015020", "e-STARCO"),
    ],
)
def test_a_name_that_the_evidence_has_is_known_whatever_it_looks_like(security: str, name: str) -> None:
    code = security.partition(":")[2]
    evidence = [_close(security, 9410)]
    assert _wrong(f"- {name} ({code}): ₩9,410", evidence) == []
    assert _wrong(f"{name}: ₩9,410", evidence) == []
    assert _wrong(f"- Nurion ({code}): ₩9,410", evidence) == [("name", "Nurion")]


def test_a_ticker_that_no_listing_has_is_a_name_before_itself() -> None:
    assert _wrong("- STI(STI): $9.19", [_close("US:STI", 9.19)]) == []


def test_a_stored_english_name_stands_for_the_korean_one_of_a_text() -> None:
    text = "엑시콘, 삼성전자와 316억 규모 반도체검사장비 공급 계약"
    evidence = [
        Evidence.model_validate(
            {
                "id": "n",
                "kind": "article",
                "name": "article",
                "text": text,
                "known_at": "2022-01-03T00:00:00Z",
                "source": "news",
            }
        )
    ]
    assert _wrong("Exicon signed a contract worth 31.6 billion won with Samsung Electronics.", evidence) == []


def test_a_holder_below_a_listed_holder_keeps_its_share() -> None:
    holders = [
        figure(
            "stake", "relation", 0.3699, "fraction", "KRX:000270", id="a", text="현대자동차: 지분 보유 → 기아"
        ),
        figure(
            "stake",
            "relation",
            0.0661,
            "fraction",
            "KRX:000270",
            id="b",
            text="국민연금공단: 지분 보유 → 기아",
        ),
    ]
    text = "기아의 주요 주주는 다음과 같습니다.\n- 현대자동차: 36.99%\n- 국민연금공단: {}%"
    assert _wrong(text.format("6.61"), holders) == []
    assert _wrong(text.format("6.16"), holders) == [("percent", "6.16%")]


def test_what_is_left_out_of_a_ranking_or_asked_about_is_no_claim() -> None:
    evidence = [_close("KRX:005930", 119_900)]
    assert _wrong("삼성전자 종가는 119,900원입니다. 순위에서 따로 뺐습니다: 폰드그룹.", evidence) == []
    assert (
        _wrong("SK라는 이름에 맞는 종목이 여럿입니다. 어느 종목을 말씀하시나요? SK하이닉스 (000660)", [])
        == []
    )
    assert _wrong("SK하이닉스가 올랐습니다.", []) != []
