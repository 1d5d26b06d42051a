"""Suppliers of certain goods, holders told by articles, rivals around a move, and which relation is missing."""

import datetime as dt

import pytest

from agents.context import Context
from agents.product_wording import goods_asked, words_for
from agents.tools.surroundings import rivals_of
from agents.verifier import verify
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Language
from tests.agents.conftest import HYNIX, INTEL, NVIDIA, SAMSUNG, Ask, Asked, build_graph, put
from tests.agents.test_relations import relation

READ = "text, rules 0123456789"
TOLD = dt.date(2021, 3, 2)


@pytest.fixture(autouse=True)
def relations(context: Context, documents: SqliteDocuments) -> None:
    put(documents, "relations", [
        relation("SUPPLIES", HYNIX, NVIDIA, source=READ, title="SK하이닉스, 엔비디아에 HBM 공급", document="1"),
        relation("SUPPLIES", SAMSUNG, NVIDIA, source=READ, title="삼성전자, 엔비디아와 계약", document="2"),
        relation("SUPPLIES", "KRX:009150", SAMSUNG, title="삼성전기 공급 계약"),
        relation("HOLDS", NVIDIA, SAMSUNG, source=READ, title="엔비디아, 지분 5.18% 보유", ratio=0.0518, valid_from=TOLD, document="3"),
        relation("COMPETES_WITH", INTEL, NVIDIA, source="curated"),
        relation("COMPETES_WITH", HYNIX, NVIDIA, source=READ, title="한 기사", url="https://one.test/1", document="4"),
        relation("COMPETES_WITH", SAMSUNG, NVIDIA, source=READ, title="첫 기사", url="https://one.test/2", document="5"),
        relation("COMPETES_WITH", SAMSUNG, NVIDIA, source=READ, title="둘째 기사", url="https://one.test/3", document="6",
                 valid_from=TOLD),
    ])  # fmt: skip
    build_graph(context)


@pytest.mark.parametrize(
    ("question", "goods"),
    [
        ("Who supplies Apple with chips?", "chips"),
        ("Apple chip suppliers", "chip"),
        ("suppliers of displays for Apple", "displays"),
        ("who provides batteries to Tesla", "batteries"),
        ("Which company makes engines for Boeing?", "engines"),
        ("애플에 반도체를 공급하는 회사는?", "반도체"),
        ("테슬라 배터리 납품업체", "배터리"),
        ("삼성전자 반도체 장비 공급업체", "반도체 장비"),
        ("Who are Apple's suppliers?", None),
        ("삼성전자 공급사 알려줘", None),
        ("셀트리온 공급사", None),
        ("한미반도체 공급사는?", None),
    ],
)
def test_goods_are_read_where_goods_stand(question: str, goods: str | None) -> None:
    assert goods_asked(question) == goods


def test_goods_are_known_by_their_words_in_both_languages() -> None:
    assert words_for("chips").search("반도체 공급 계약")
    assert words_for("배터리").search("wins a battery order")
    assert not words_for("chips").search("Apple supplier Foxconn to invest in India")


def _ask(
    ask: Ask, question: str, language: Language, security: str, *types: str, direction: str = "in"
) -> Asked:
    return ask(
        question=question, language=language, kinds=("relations",), specialists=("relations",),
        securities=(security,), relations=types, direction=direction,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        ("Who supplies Nvidia with batteries?", "en", "No supplier of batteries to NVIDIA"),
        (
            "엔비디아에 배터리를 공급하는 회사는?",
            "ko",
            "NVIDIA에 배터리를 공급하는 곳으로 저장된 기업은 없습니다",
        ),
    ],
)
def test_where_no_document_speaks_of_the_goods_that_is_said_first(
    ask: Ask, context: Context, question: str, language: Language, first: str
) -> None:
    found = _ask(ask, question, language, NVIDIA, "SUPPLIES")
    assert first.casefold() in found.draft.text.split(".")[0].casefold()
    assert {"ko": "SK하이닉스", "en": "SK hynix"}[language].casefold() in found.draft.text.casefold()
    cited = {one.n: one.evidence_ids for one in found.draft.citations}
    claims = verify(found.draft.text, list(found.evidence.values()), context.resolver, citations=cited)
    assert [one.text for one in claims if not one.supported] == []


def test_only_those_whose_document_speaks_of_the_goods_are_listed(ask: Ask) -> None:
    found = _ask(ask, "엔비디아에 메모리를 공급하는 회사는?", "ko", NVIDIA, "SUPPLIES")
    assert "SK하이닉스" in found.draft.text and "삼성전자" not in found.draft.text


def test_a_holder_that_an_article_told_of_stands_with_its_date(ask: Ask, context: Context) -> None:
    found = _ask(ask, "삼성전자 주주는?", "ko", SAMSUNG, "HOLDS")
    assert "5.18%" in found.draft.text and "2021년 3월 2일 기사" in found.draft.text
    assert {note.code for note in found.draft.notes} & {"holders_reported", "holders_told"} == {
        "holders_told"
    }
    cited = {one.n: one.evidence_ids for one in found.draft.citations}
    claims = verify(found.draft.text, list(found.evidence.values()), context.resolver, citations=cited)
    assert [one.text for one in claims if not one.supported] == []


def test_rivals_around_a_move_are_those_of_lists_or_of_two_articles(context: Context) -> None:
    assert set(rivals_of(NVIDIA, context)) == {INTEL, SAMSUNG}


@pytest.mark.parametrize(
    ("types", "direction", "language", "said"),
    [
        (("SUPPLIES",), "in", "ko", "Intel의 공급사"),
        (("SUPPLIES",), "out", "ko", "Intel의 고객사"),
        (("HOLDS",), "in", "ko", "Intel의 주주"),
        (("SUPPLIES",), "in", "en", "No suppliers of Intel"),
        (("SUBSIDIARY_OF",), "in", "en", "No subsidiaries of Intel"),
    ],
)
def test_which_relation_is_missing_is_said(
    ask: Ask, types: tuple[str, ...], direction: str, language: Language, said: str
) -> None:
    found = _ask(ask, "?", language, INTEL, *types, direction=direction)
    assert found.draft.status == "no_data" and said in found.draft.text
