import datetime as dt
from dataclasses import replace

import pytest

from agents.context import Context
from agents.tools.network import relations as tool_of_relations
from agents.tools.wanted_ties import RelationsArguments
from agents.verifier.check import verify
from stockelper.clock import Clock
from stockelper.errors import NoData
from stockelper.store.sqlite import SqliteDocuments
from tests.agents.conftest import HYNIX, SAMSUNG, Ask, build_graph, put, window

KNOWN = dt.datetime(2025, 6, 1, tzinfo=dt.UTC)


def relation(type_: str, head: str, tail: str, **more: object) -> dict[str, object]:
    return {
        "type": type_, "head": head, "tail": tail, "source": "dart", "valid_from": dt.date(2025, 1, 2),
        "head_kind": "Company", "tail_kind": "Company", "confidence": 0.9, "known_at": KNOWN, **more,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def relations(context: Context, documents: SqliteDocuments) -> None:
    put(documents, "relations", [
        relation("SUPPLIES", "KRX:009150", SAMSUNG, title="삼성전기 공급 계약", url="https://dart.test/1"),
        relation("SUPPLIES", "KRX:042700", HYNIX),
        relation("SUPPLIES", SAMSUNG, "KRX:005380"),
        relation("SUPPLIES", "KRX:005380", "KRX:012330", valid_from=dt.date(2025, 2, 3)),
        relation("COMPETES_WITH", HYNIX, SAMSUNG, valid_to=dt.date(2025, 12, 1)),
    ])  # fmt: skip
    put(documents, "holders", [
        {"security": SAMSUNG, "holder": "국민연금공단", "reported": dt.date(2025, 3, 31), "source": "dart", "ratio": 0.0751,
         "known_at": KNOWN},
        {"security": SAMSUNG, "holder": "삼성생명", "reported": dt.date(2025, 3, 31), "source": "dart", "ratio": 0.0858,
         "known_at": KNOWN},
    ])  # fmt: skip
    build_graph(context)


def test_suppliers_are_told_with_their_document(ask: Ask):
    asked = ask(
        kinds=("relations",),
        specialists=("relations",),
        securities=(SAMSUNG,),
        relations=("SUPPLIES",),
        direction="in",
    )
    assert asked.draft.text == "삼성전자에 공급하는 기업은 삼성전기입니다 [1]."
    assert (asked.draft.citations[0].title, asked.draft.citations[0].url) == (
        "삼성전기 공급 계약", "https://dart.test/1",
    )  # fmt: skip


def test_customers_are_the_other_direction(ask: Ask):
    asked = ask(
        kinds=("relations",),
        specialists=("relations",),
        securities=(SAMSUNG,),
        relations=("SUPPLIES",),
        direction="out",
    )
    assert asked.draft.text.startswith("삼성전자가 공급하는 기업은 현대차입니다")


def test_holders_come_with_their_shares_largest_first(ask: Ask):
    asked = ask(kinds=("relations",), specialists=("relations",), securities=(SAMSUNG,), relations=("HOLDS",))
    lines = [line for line in asked.draft.text.splitlines() if line.startswith("- ")]
    assert [line.split(" [")[0] for line in lines] == ["- 삼성생명: 8.58%", "- 국민연금공단: 7.51%"]
    assert "holders_reported" in {note.code for note in asked.draft.notes}


def test_who_is_hit_goes_on_to_the_customers_customers(ask: Ask):
    asked = ask(
        question="삼성전자가 멈추면 누가 영향을 받아?",
        kinds=("relations",),
        specialists=("relations",),
        securities=(SAMSUNG,),
    )
    direct, further = asked.draft.text.split("그다음 단계로는")
    assert "현대차" in direct
    assert "현대모비스" in further


def test_a_relation_that_has_ended_is_not_told_and_was_before(ask: Ask):
    now = ask(
        kinds=("relations",), specialists=("relations",), securities=(HYNIX,), relations=("COMPETES_WITH",)
    )
    assert now.draft.status == "no_data"
    before = ask(
        kinds=("relations",), specialists=("relations",), securities=(HYNIX,), relations=("COMPETES_WITH",),
        at=dt.date(2025, 11, 3),
    )  # fmt: skip
    assert "삼성전자" in before.draft.text


def test_a_relation_is_unknown_before_it_was_published(ask: Ask):
    asked = ask(
        kinds=("relations",), specialists=("relations",), securities=(SAMSUNG,), relations=("SUPPLIES",),
        at=dt.date(2025, 5, 30),
    )  # fmt: skip
    assert asked.draft.status == "no_data"
    assert "알려진 것이 없습니다" in asked.draft.text


def test_a_date_stands_in_what_is_not_known_only_where_the_question_names_one(ask: Ask):
    fields = {
        "kinds": ("relations",), "specialists": ("relations",), "securities": (SAMSUNG,),
        "relations": ("SUPPLIES",), "at": dt.date(2025, 5, 30),
    }  # fmt: skip
    assert "2025년" not in ask(**fields).draft.text
    day = dt.date(2025, 4, 30)
    dated = ask(**fields, window=window(day, day, "day")).draft
    assert dated.status == "no_data" and "2025년 4월 30일까지 알려진" in dated.text


def test_a_day_after_the_clocks_shows_nothing_that_is_not_known_yet(ask: Ask, context: Context):
    early = replace(context, clock=Clock(KNOWN - dt.timedelta(days=1)))
    with pytest.raises(NoData):
        tool_of_relations(RelationsArguments(security=SAMSUNG, day=dt.date(2025, 12, 30)), early)


def test_the_relations_come_as_a_subgraph_to_draw(ask: Ask):
    asked = ask(
        kinds=("relations",), specialists=("relations",), securities=(SAMSUNG,), relations=("SUPPLIES",)
    )
    graph = asked.findings[0].subgraph
    assert graph is not None
    assert {edge.type for edge in graph.edges} == {"SUPPLIES"}
    assert {node.id for node in graph.nodes} >= {SAMSUNG, "KRX:009150", "KRX:005380"}


@pytest.mark.parametrize(("language", "named"), [("ko", "반도체"), ("en", "Semiconductors")])
def test_a_sector_is_named_in_the_readers_language(
    language: str, named: str, ask: Ask, context: Context, documents: SqliteDocuments
):
    sector = {"tail_kind": "Sector", "tail_name": "Semiconductors"}
    put(documents, "relations", [relation("BELONGS_TO", HYNIX, "SECTOR:KRX:Semiconductors", **sector)])
    build_graph(context)
    asked = ask(
        language=language, kinds=("relations",), specialists=("relations",), securities=(HYNIX,),
        relations=("BELONGS_TO",), direction="out",
    )  # fmt: skip
    assert named in asked.draft.text
    assert ("Semiconductors" in asked.draft.text) == (language == "en")


def test_which_of_the_held_a_stop_reaches_is_told_link_by_link(ask: Ask):
    asked = ask(
        question="현대차, 현대모비스, 네이버 들고 있는데 삼성전자 공장이 멈추면 뭐가 타격받아?",
        kinds=("relations",),
        specialists=("relations",),
        securities=("KRX:005380", "KRX:012330", "KRX:035420", SAMSUNG),
        relations=("AFFECTED_BY",),
    )
    text = asked.draft.text
    assert "삼성전자에 문제가 생기면 현대차는 직접 영향을 받을 수 있습니다 [1]." in text
    assert "삼성전자의 문제는 현대차를 거쳐 현대모비스에도 이어질 수 있습니다" in text
    assert "NAVER로 이어지는 공급 관계는 저장되어 있지 않습니다." in text
    assert asked.draft.status != "no_data"
    assert {e.text for e in asked.evidence.values()} == {
        "삼성전자: 공급 → 현대차", "현대차: 공급 → 현대모비스",
    }  # fmt: skip


def test_a_stop_that_reaches_none_of_the_held_says_so(ask: Ask):
    asked = ask(
        question="I hold Naver: is it exposed if Hyundai Mobis stops shipping?",
        language="en",
        kinds=("relations",),
        specialists=("relations",),
        securities=("KRX:035420", "KRX:012330"),
    )
    assert asked.draft.status == "no_data"


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("ko", "현대차, 현대모비스 들고 있는데 삼성전자 공장이 멈추면 뭐가 타격받아?"),
        (
            "en",
            "I hold Hyundai Motor and Hyundai Mobis: which are exposed if Samsung Electronics stops shipping?",
        ),
    ],
)
def test_the_verifier_carries_every_way_a_stop_takes(
    language: str, question: str, ask: Ask, context: Context
):
    asked = ask(
        question=question,
        language=language,
        kinds=("relations",),
        specialists=("relations",),
        securities=("KRX:005380", "KRX:012330", SAMSUNG),
    )
    claims = verify(asked.draft.text, list(asked.evidence.values()), context.resolver)
    assert len({claim.text for claim in claims if claim.kind == "name"}) >= 3
    assert [claim for claim in claims if not claim.supported and claim.kind == "name"] == []


def test_records_under_a_former_ticker_are_the_companys_own(
    ask: Ask, context: Context, documents: SqliteDocuments
) -> None:
    number = {
        "scheme": "cik",
        "code": "0001326801",
        "name": "Meta",
        "source": "sec_tickers",
        "known_at": KNOWN,
    }
    put(documents, "identifiers", [{**number, "security": "US:FB"}, {**number, "security": "US:META"}])
    put(documents, "subsidiaries", [
        {"security": "US:FB", "subsidiary": "Exmq Alder LLC", "jurisdiction": "Delaware", "period": dt.date(2024, 12, 31),
         "source": "sec", "form": "10-K", "exhibit": "EX-21", "accession": "1", "known_at": KNOWN},
    ])  # fmt: skip
    build_graph(context)
    asked = ask(
        kinds=("relations",),
        specialists=("relations",),
        securities=("US:META",),
        relations=("SUBSIDIARY_OF",),
        direction="in",
    )
    assert "Exmq Alder LLC" in asked.draft.text
    assert "Meta Platforms" in asked.draft.text
