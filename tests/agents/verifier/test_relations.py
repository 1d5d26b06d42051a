"""Who supplies, holds, buys or competes with whom, against the links of a graph and against cited sentences."""

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import SAMSUNG, news


def link(text: str, name: str, value: float | None = None, n: int = 1) -> Evidence:
    return Evidence.model_validate(
        {
            "id": f"relation:{n}", "kind": "relation", "security": SAMSUNG, "name": name, "value": value,
            "unit": None if value is None else "fraction", "known_at": "2025-06-01T00:00:00Z", "source": "graph", "text": text,
        }
    )  # fmt: skip


def wrong(text: str, evidence: list[Evidence]) -> list[str]:
    return [c.text for c in verify(text, evidence) if not c.supported]


HELD = [link("삼성물산: 지분 보유 → 삼성전자", "HOLDS", 0.197)]
SUPPLIED = [link("동진쎄미켐: 공급 → 삼성전자; 심텍: 공급 → 삼성전자", "SUPPLIES")]
RIVALS = [
    link(
        "Samsung Electronics: competes with → Apple; SK hynix: competes with → Samsung Electronics",
        "COMPETES_WITH",
    )
]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("삼성물산은 삼성전자 지분 19.7%를 보유하고 있습니다.", HELD),
        ("삼성전자의 최대주주는 삼성물산입니다.", HELD),
        ("삼성전자의 주요 주주는 다음과 같습니다.\n- 삼성물산: 19.7%", HELD),
        ("동진쎄미켐은 삼성전자에 소재를 공급합니다.", SUPPLIED),
        ("삼성전자에 공급하는 기업은 동진쎄미켐, 심텍입니다.", SUPPLIED),
        ("Competitors of Samsung Electronics: Apple, SK hynix.", RIVALS),
    ],
)
def test_a_relation_told_in_other_words_holds(text: str, evidence: list[Evidence]) -> None:
    assert wrong(text, evidence) == []


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("삼성전자는 삼성물산 지분 19.7%를 보유하고 있습니다.", HELD),
        ("삼성물산의 최대주주는 삼성전자입니다.", HELD),
        ("삼성물산의 주요 주주는 다음과 같습니다.\n- 삼성전자: 19.7%", HELD),
        ("삼성전자의 고객사는 삼성물산입니다.", HELD),
        ("삼성전자는 동진쎄미켐에 소재를 공급합니다.", SUPPLIED),
        ("삼성전자가 공급하는 기업은 동진쎄미켐, 심텍입니다.", SUPPLIED),
        ("Suppliers of Samsung Electronics: Apple, SK hynix.", RIVALS),
        ("Competitors of Samsung Electronics: Apple, Samsung Electronics.", RIVALS),
    ],
)
def test_the_two_ends_of_a_relation_exchanged_are_wrong(text: str, evidence: list[Evidence]) -> None:
    assert wrong(text, evidence)


def test_a_purchase_told_the_other_way_round_is_wrong_in_either_voice() -> None:
    evidence = [news("Microsoft acquired Activision Blizzard for $69 billion.")]
    assert wrong("Activision Blizzard was bought by Microsoft for $69 billion.", evidence) == []
    assert wrong("Activision Blizzard acquired Microsoft for $69 billion.", evidence)
    assert wrong("Microsoft was bought by Activision Blizzard for $69 billion.", evidence)


def test_a_korean_purchase_told_the_other_way_round_is_wrong_though_no_listing_knows_one_of_the_two() -> None:
    evidence = [news("현대차가 보스턴다이내믹스를 1조원에 인수했다.")]
    assert wrong("현대차가 보스턴다이내믹스를 1조원에 사들였습니다.", evidence) == []
    assert wrong("보스턴다이내믹스가 현대차를 1조원에 인수했습니다.", evidence)
