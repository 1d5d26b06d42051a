"""What relation questions ask beyond the plan, and the tools that answer it."""

import datetime as dt

import pytest

from agents import relation_wording as wording
from agents.context import Context
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Plan, Window
from tests.agents.conftest import HYNIX, INTEL, NVIDIA, SAMSUNG, Ask, build_graph, put
from tests.agents.test_relations import relation


@pytest.fixture(autouse=True)
def relations(context: Context, documents: SqliteDocuments) -> None:
    put(documents, "relations", [
        relation("SUPPLIES", HYNIX, NVIDIA),
        relation("SUPPLIES", SAMSUNG, NVIDIA),
        relation("SUPPLIES", "KRX:042700", HYNIX),
        relation("SUPPLIES", NVIDIA, "US:TSLA"),
        relation("COMPETES_WITH", INTEL, NVIDIA),
        relation("SUBSIDIARY_OF", "KRX:009150", SAMSUNG),
        relation("SUBSIDIARY_OF", SAMSUNG, "KRX:028260"),
    ])  # fmt: skip
    put(documents, "holders", [
        {"security": SAMSUNG, "holder": "삼성물산", "reported": dt.date(2025, 3, 31), "source": "dart", "ratio": 0.05,
         "known_at": dt.datetime(2025, 6, 1, tzinfo=dt.UTC)},
        {"security": SAMSUNG, "holder": "김가나", "reported": dt.date(2025, 3, 31), "source": "dart", "ratio": 0.01,
         "known_at": dt.datetime(2025, 6, 1, tzinfo=dt.UTC)},
    ])  # fmt: skip
    build_graph(context)


def planned(question: str, *types: str, direction: str = "both") -> Plan:
    return Plan.model_validate(
        {"question": question, "language": "ko", "kinds": ["relations"], "relations": list(types),
         "direction": direction}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("By whom is Nvidia supplied?", "in"),
        ("Who is supplied by TSMC?", "out"),
        ("Which companies buy from TSMC?", "out"),
        ("Who does Nvidia buy from?", "in"),
        ("SK하이닉스는 누구에게 공급해?", "out"),
        ("TSMC로부터 공급받는 회사는?", "out"),
        ("엔비디아가 공급받는 회사는?", "in"),
        ("Nvidia suppliers", "both"),
    ],
)
def test_the_side_is_read_from_voice_and_word_order(question: str, side: str) -> None:
    assert wording.direction(planned(question, "SUPPLIES")) == side


@pytest.mark.parametrize(
    ("question", "steps"),
    [
        ("기아의 모회사의 모회사는?", ("parents", "parents")),
        ("Who is the parent of the parent of 005930?", ("parents", "parents")),
        ("Suppliers of Nvidia's customers", ("customers", "suppliers")),
        ("Nvidia's suppliers' suppliers", ("suppliers", "suppliers")),
        ("엔비디아의 2차 공급사", ("suppliers", "suppliers")),
        ("엔비디아의 공급사는?", None),
    ],
)
def test_two_roles_one_behind_the_other_are_two_steps(question: str, steps: tuple[str, str] | None) -> None:
    assert wording.two_steps(question) == steps


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("삼성전자는 엔비디아에 납품해?", True),
        ("Does SK hynix supply Nvidia?", True),
        ("How are Samsung and Tesla connected?", True),
        ("삼성전자와 SK하이닉스의 경쟁사는?", False),
        ("Who supplies Apple and Nvidia?", False),
    ],
)
def test_a_question_whether_is_told_from_one_for_a_list(question: str, whether: bool) -> None:
    assert wording.asks_whether(question) is whether


def test_a_share_in_the_question_is_a_fraction() -> None:
    assert (wording.least_share("more than 5% of X"), wording.least_share("지분 2.5퍼센트 이상")) == (
        0.05,
        0.025,
    )
    assert wording.least_share("largest holders") is None


def asked_of(ask: Ask, question: str, *securities: str, types: tuple[str, ...] = (), **more: object) -> str:
    return ask(
        question=question, kinds=("relations",), specialists=("relations",), securities=securities,
        relations=types, **more,
    ).draft.text  # fmt: skip


def test_whether_one_supplies_the_other_is_answered_by_their_edge(ask: Ask) -> None:
    text = asked_of(ask, "삼성전자는 엔비디아에 납품해?", SAMSUNG, NVIDIA, types=("SUPPLIES",))
    assert text.startswith("네, 저장된 관계가 있습니다: 삼성전자: 공급 → Nvidia")


def test_two_that_deal_through_a_third_are_linked_over_it(ask: Ask) -> None:
    text = asked_of(ask, "삼성전자와 테슬라는 어떻게 연결돼 있어?", SAMSUNG, "US:TSLA")
    assert "삼성전자: 공급 → Nvidia; Nvidia: 공급 → Tesla" in text


def test_two_that_nothing_links_are_said_to_be_so(ask: Ask) -> None:
    asked = ask(
        question="네이버와 테슬라는 무슨 관계야?", kinds=("relations",), specialists=("relations",),
        securities=("KRX:035420", "US:TSLA"),
    )  # fmt: skip
    assert [note.code for note in asked.draft.notes] == ["not_linked"]


def test_the_parent_of_the_parent_is_two_steps_away(ask: Ask) -> None:
    text = asked_of(ask, "삼성전기의 모회사의 모회사는?", "KRX:009150", types=("SUBSIDIARY_OF",))
    assert text.startswith("삼성전기의 모회사(삼성전자)의 모회사는 삼성물산입니다")


def test_common_customers_are_of_that_kind_alone(ask: Ask) -> None:
    text = asked_of(ask, "공통 고객은?", SAMSUNG, HYNIX, types=("SUPPLIES",), direction="out")
    assert text.startswith("삼성전자와 SK하이닉스가 함께 연결된 곳은 Nvidia입니다")


def test_only_holders_from_the_asked_share_on_are_told(ask: Ask) -> None:
    text = asked_of(ask, "지분 5% 이상 보유한 주주는?", SAMSUNG, types=("HOLDS",), direction="in")
    assert "삼성물산: 5%" in text
    assert "김가나" not in text


def test_what_a_listed_company_holds_is_found_by_the_name_in_the_report(ask: Ask) -> None:
    text = asked_of(ask, "삼성물산이 지분을 가진 회사는?", "KRX:028260", types=("HOLDS",))
    assert text.startswith("삼성물산이 지분을 보유한 기업은 삼성전자입니다")


def test_a_question_of_a_past_day_sees_what_was_known_then(ask: Ask) -> None:
    day = dt.date(2025, 3, 1)
    asked = ask(
        question="2025년 3월 1일 공급사", kinds=("relations",), specialists=("relations",), securities=(NVIDIA,),
        relations=("SUPPLIES",), direction="in", window=Window.model_validate({"from": day, "to": day, "label": ""}),
    )  # fmt: skip
    assert [note.code for note in asked.draft.notes] == ["no_relations_by"]


def test_the_large_view_tells_who_hangs_together(ask: Ask) -> None:
    asked = ask(question="서로 얽힌 기업들은?", kinds=("relations",), specialists=("relations",))
    assert asked.draft.text.startswith("서로 많이 거래하거나 경쟁하는 무리(")
    assert "공급" in asked.draft.text
    drawn = asked.findings[0].subgraph
    assert drawn is not None and NVIDIA in {node.id for node in drawn.nodes}


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("삼성전자 납품하는 회사들", "in"),
        ("현대차에 부품 공급하는 업체 알려줘", "in"),
        ("하이닉스 장비 납품한 기업", "in"),
        ("삼성전자가 납품하는 회사들", "out"),
        ("하이닉스는 메모리를 공급하는 곳이 어디야", "out"),
    ],
)
def test_the_particle_tells_who_supplies(question: str, side: str) -> None:
    assert wording.direction(planned(question, "SUPPLIES")) == side


def test_no_group_of_people_is_listed_as_a_customer(
    context: Context, documents: SqliteDocuments, ask: Ask
) -> None:
    put(documents, "relations", [relation("SUPPLIES", NVIDIA, "name:취약계층")])
    build_graph(context)
    found = ask(
        kinds=("relations",), securities=(NVIDIA,), relations=("SUPPLIES",), direction="out", language="ko"
    )
    assert "취약계층" not in found.draft.text


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("whose subsidiary is Imperial Oil?", "out"),
        ("Which company is Imperial Oil a subsidiary of?", "out"),
        ("임페리얼 오일은 어느 회사 자회사야?", "out"),
        ("임페리얼 오일은 누구의 자회사야?", "out"),
        ("엑손모빌 자회사 알려줘", "in"),
        ("Which subsidiaries does Exxon have?", "in"),
    ],
)
def test_whose_subsidiary_a_company_is_asks_for_its_parent(question: str, side: str) -> None:
    assert wording.direction(planned(question, "SUBSIDIARY_OF", direction="in")) == side


@pytest.mark.parametrize(
    ("question", "owner", "rest"),
    [
        ("Who owns Imperial Oil?", True, False),
        ("임페리얼 오일 주인이 누구야", True, False),
        ("삼성전자 대주주는?", False, False),
        ("Imperial Oil shareholders", False, False),
        ("more", False, True),
        ("더 보여줘", False, True),
        ("나머지는?", False, True),
        ("What are Apple's subsidiaries?", False, False),
    ],
)
def test_owners_and_the_rest_of_a_list_are_heard(question: str, owner: bool, rest: bool) -> None:
    assert (wording.asks_for_owner(question), wording.asks_for_rest(question)) == (owner, rest)
