"""Questions whether one company is something to another are answered yes, no, or that no such relation is known."""

import datetime as dt
from dataclasses import replace

import pytest

from agents.context import Context
from agents.planner import plan
from agents.relation_claims import claim_of_other, relation_claim
from agents.verifier import verify
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Language
from tests.agents.conftest import HYNIX, NAVER, SAMSUNG, answered, build_graph, put

KNOWN = dt.datetime(2025, 6, 1, tzinfo=dt.UTC)


def relation(type_: str, head: str, tail: str, **more: object) -> dict[str, object]:
    return {
        "type": type_, "head": head, "tail": tail, "source": "dart", "valid_from": dt.date(2025, 1, 2),
        "head_kind": "Company", "tail_kind": "Company", "confidence": 0.9, "known_at": KNOWN, **more,
    }  # fmt: skip


@pytest.fixture
def related(context: Context, documents: SqliteDocuments) -> Context:
    put(documents, "relations", [
        relation("SUPPLIES", "KRX:009150", SAMSUNG),
        relation("SUBSIDIARY_OF", "KRX:323410", "KRX:035720"),
        relation("PARTNERS_WITH", HYNIX, SAMSUNG),
        relation("SUBSIDIARY_OF", "ORG:하만", SAMSUNG, head_name="하만"),
    ])  # fmt: skip
    build_graph(context)
    return context


def text_of(context: Context, question: str, language: Language) -> str:
    spoken = replace(context, language=language)
    made = plan(question, spoken)
    made = made.model_copy(update={"kinds": ("relations",), "specialists": ("relations",)})
    found = answered(made, spoken)
    cited = {citation.n: citation.evidence_ids for citation in found.draft.citations}
    claims = verify(found.draft.text, list(found.evidence.values()), context.resolver, citations=cited)
    assert [(one.text, one.reason) for one in claims if not one.supported] == []
    return found.draft.text


@pytest.mark.parametrize(
    ("plain", "type_", "side", "turned"),
    [
        ("is □ a supplier of □?", "SUPPLIES", "head", False),
        ("is □ one of □'s biggest customers?", "SUPPLIES", "tail", False),
        ("is □ a customer of □?", "SUPPLIES", "tail", False),
        ("does □ own □?", "HOLDS", "head", False),
        ("does □ own a stake in □?", "HOLDS", "head", False),
        ("is □ owned by □?", "SUBSIDIARY_OF", "head", False),
        ("does □ buy chips from □?", "SUPPLIES", "tail", False),
        ("are □ and □ competitors?", "COMPETES_WITH", "either", False),
        ("□가 □ 대주주야?", "HOLDS", "head", False),
        ("□ 최대주주가 □이야?", "HOLDS", "head", True),
        ("□가 □한테 납품해?", "SUPPLIES", "head", False),
        ("□가 □에서 부품을 공급받아?", "SUPPLIES", "tail", False),
        ("□가 □ 자회사야?", "SUBSIDIARY_OF", "head", False),
        ("□랑 □ 경쟁사야?", "COMPETES_WITH", "either", False),
        ("□를 □가 소유하고 있어?", "HOLDS", "head", True),
    ],
)
def test_roles_and_their_order_are_read(plain: str, type_: str, side: str, turned: bool) -> None:
    said = relation_claim(plain)
    assert said is not None
    assert (*said.ties[0], said.turned) == (type_, side, turned)


@pytest.mark.parametrize(
    "plain",
    ["who are □'s suppliers?", "□랑 □ 무슨 관계야?", "is □ a better stock than its supplier □?", "□와 □의 공통 고객사는?", "□가 □보다 올랐어?"],
)  # fmt: skip
def test_lists_and_prices_are_no_claims(plain: str) -> None:
    assert relation_claim(plain) is None


@pytest.mark.parametrize(
    ("plain", "other"),
    [
        ("does □ own youtube?", "youtube"),
        ("is harman a subsidiary of □?", "harman"),
        ("□가 하만 소유하고 있어?", "하만"),
        ("하만은 □ 자회사야?", "하만"),
    ],
)
def test_unlisted_names_are_read_too(plain: str, other: str) -> None:
    said = claim_of_other(plain)
    assert said is not None
    assert said.other == other


@pytest.mark.parametrize(
    "plain", ["does □ own any stocks?", "□가 자사주 보유하고 있어?", "does □ have customers?"]
)
def test_words_are_no_names(plain: str) -> None:
    assert claim_of_other(plain) is None


@pytest.mark.parametrize(
    ("question", "language", "start"),
    [
        ("삼성전기가 삼성전자 공급사야?", "ko", "네,"),
        ("is Samsung Electro-Mechanics a supplier of Samsung Electronics?", "en", "Yes,"),
        ("카카오가 카카오뱅크 자회사야?", "ko", "아니요,"),
        ("is Kakao a subsidiary of KakaoBank?", "en", "No,"),
        ("삼성전자가 SK하이닉스 대주주야?", "ko", "삼성전자와 SK하이닉스 사이에 그런 관계는 알려진 것이 없습니다"),
        ("does Samsung Electronics own NAVER?", "en", "No such relation"),
        ("하만은 삼성전자 자회사야?", "ko", "네,"),
        ("삼성전자가 하만 소유하고 있어?", "ko", "네,"),
    ],
)  # fmt: skip
def test_the_answer_begins_with_yes_no_or_not_known(
    related: Context, question: str, language: Language, start: str
) -> None:
    assert text_of(related, question, language).startswith(start)


def test_another_relation_between_them_is_told_behind(related: Context) -> None:
    assert "협력" in text_of(related, "삼성전자가 SK하이닉스 대주주야?", "ko")
    assert NAVER not in text_of(related, "삼성전자가 네이버 대주주야?", "ko")
