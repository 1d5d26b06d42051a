import datetime as dt
import re

import pytest

from agents import verifier
from agents.context import Context
from agents.writer.concepts import concepts_in
from stockelper.errors import NotFound, StoreError
from tests.agents.conftest import HYNIX, INTEL, NVIDIA, SAMSUNG, Ask, window

PLANS: dict[str, dict[str, object]] = {
    "quote": {"securities": (SAMSUNG,)},
    "quote_en": {"securities": (NVIDIA,), "language": "en"},
    "month": {"securities": (HYNIX,), "window": window(dt.date(2025, 11, 30), label="1m")},
    "month_en": {"securities": (SAMSUNG,), "window": window(dt.date(2025, 11, 30), label="1m"), "language": "en"},
    "technical": {"securities": (SAMSUNG,), "kinds": ("technical",)},
    "technical_en": {"securities": (INTEL,), "kinds": ("technical",), "language": "en"},
    "compare": {"securities": (SAMSUNG, HYNIX), "kinds": ("compare",), "window": window(dt.date(2025, 1, 1), label="ytd")},
    "compare_en": {"securities": (NVIDIA, INTEL), "kinds": ("compare",), "language": "en", "measures": ("volatility",)},
    "moves": {"securities": (HYNIX,), "kinds": ("explain_move",)},
    "screen": {"kinds": ("screen",), "markets": ("krx",), "screens": ({"measure": "rsi", "operator": "above", "threshold": 30},)},
    "screen_en": {"kinds": ("screen",), "markets": ("us",), "language": "en"},
    "briefing": {"kinds": ("briefing",), "markets": ("krx",)},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PLANS))
def test_the_verifier_finds_every_claim_of_an_answer_supported(name: str, ask: Ask, context: Context):
    asked = ask(**PLANS[name])
    citations = {one.n: one.evidence_ids for one in asked.draft.citations}
    claims = verifier.verify(
        asked.draft.text, tuple(asked.evidence.values()), context.resolver, citations=citations
    )
    assert len(claims) > 5
    assert [(claim.kind, claim.text, claim.reason) for claim in claims if not claim.supported] == []


@pytest.mark.parametrize("name", sorted(PLANS))
def test_every_sentence_with_a_figure_cites_a_source_and_none_is_left_over(name: str, ask: Ask):
    draft = ask(**PLANS[name]).draft
    body, _, _ = draft.text.rpartition("\n\n")
    for sentence in re.split(r"(?<=\])\.\s|\n", body):
        if re.search(r"\d[\d,.]*(?:원|%|주)|\$\d", sentence):
            assert re.search(r"\[\d+\]", sentence), sentence
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", draft.text)}
    assert cited == {citation.n for citation in draft.citations}


@pytest.mark.parametrize("name", sorted(PLANS))
def test_three_different_questions_are_offered_next(name: str, ask: Ask):
    follow_ups = ask(**PLANS[name]).draft.follow_ups
    assert len(set(follow_ups)) == 3


@pytest.mark.parametrize(
    ("question", "concept"),
    [("PER이 뭐야?", "per"), ("what is a P/E?", "per"), ("배당락이 뭔가요", "ex_dividend"), ("배당이 뭐예요", "dividend"),
     ("공매도 설명해줘", "short_selling"), ("What are ETFs?", "etf"), ("오늘 날씨", None), ("supermarket", None)],
)  # fmt: skip
def test_a_concept_is_recognised_by_its_longest_name(question: str, concept: str | None):
    assert next(iter(concepts_in(question)), None) == concept


def test_two_concepts_that_are_asked_together_are_both_explained(ask: Ask):
    asked = ask(question="PER이랑 PBR이 뭐야?", kinds=("education",), specialists=())
    assert "PER(" in asked.draft.text
    assert "PBR(" in asked.draft.text


def test_a_concept_needs_no_evidence(ask: Ask):
    asked = ask(question="PER이 뭐야?", kinds=("education",), specialists=())
    assert asked.draft.status == "answered"
    assert asked.draft.text.startswith("PER(주가수익비율)")
    assert asked.draft.citations == ()


def test_an_unsafe_question_is_refused_whatever_else_it_asks(ask: Ask):
    asked = ask(kinds=("unsafe", "quote"), unsafe=True, securities=(SAMSUNG,), specialists=())
    assert asked.draft.status == "refused"


def test_a_question_about_something_else_is_refused(ask: Ask):
    assert ask(kinds=("out_of_scope",), in_scope=False, specialists=()).draft.status == "refused"


def test_a_company_that_nobody_lists_is_refused_politely_by_name(ask: Ask):
    asked = ask(unknown=("없는회사전자",), specialists=())
    assert asked.draft.status == "refused"
    assert "'없는회사전자'라는 이름의 상장 기업을 찾지 못했습니다" in asked.draft.text


def test_a_question_back_is_passed_on(ask: Ask):
    asked = ask(clarify="어느 현대를 말씀하십니까?", specialists=())
    assert (asked.draft.status, asked.draft.text) == ("clarify", "어느 현대를 말씀하십니까?")


def test_practice_and_real_companies_never_share_an_answer(ask: Ask):
    asked = ask(kinds=("compare",), securities=("PRACTICE:P101", SAMSUNG))
    assert asked.draft.status == "clarify"
    assert "한 답변에 함께 담지 않습니다" in asked.draft.text
    assert asked.evidence == {}


@pytest.mark.parametrize(
    ("kind", "specialist", "words"),
    [("outlook", "outlook", "예측 모델"), ("portfolio", "portfolio", "보유 종목"), ("order", "trading", "주문"),
     ("backtest", "trading", "백테스트"), ("fundamentals", "fundamentals", "재무제표")],
)  # fmt: skip
def test_a_kind_without_data_says_what_is_missing_and_offers_what_there_is(
    kind: str, specialist: str, words: str, ask: Ask
):
    asked = ask(kinds=(kind,), specialists=(specialist,), securities=(SAMSUNG,))
    assert asked.draft.status == "no_data"
    assert asked.findings[0].missing
    assert words in asked.draft.text
    assert len(asked.draft.follow_ups) == 3


def test_a_known_failure_becomes_a_note_and_an_unknown_one_is_not_hidden(context: Context):
    from agents.specialist import Call, Part, Specialist, run
    from agents.tools.absent import AbsentArguments
    from stockelper.types import Plan

    def failing(error: Exception) -> Specialist:
        def tool(context: Context) -> Part:
            raise error

        one = Call("failing", AbsentArguments(code="x"), tool)
        return Specialist("market", "fails", "market.md", (), lambda plan, context: [one])

    plan = Plan(question="?", language="ko", kinds=("quote",))
    import asyncio

    finding = asyncio.run(run(failing(StoreError(path="x")), plan, context))
    assert [note.code for note in finding.notes] == ["store_failed"]
    assert not finding.missing
    assert asyncio.run(run(failing(NotFound()), plan, context)).notes[0].code == "not_found"
    with pytest.raises(ZeroDivisionError):
        asyncio.run(run(failing(ZeroDivisionError()), plan, context))


def test_a_name_that_nobody_lists_beside_a_known_one_is_said_to_be_left_out(ask: Ask):
    asked = ask(securities=(SAMSUNG,), unknown=("없는회사전자",))
    assert asked.draft.status == "answered"
    assert any("'없는회사전자'라는" in note.text for note in asked.draft.notes)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("여기 시세 데이터 몇 분 지연이야?", "실시간 시세는 아닙니다"),
        ("데이터 출처가 어디야", "시세와 뉴스, 공시"),
        ("답변 언어를 영어로 바꿀 수 있어?", "답변은 물어본 언어로"),
        ("증권사 계좌를 연결하고 싶어", "어느 증권사나 은행의 계좌도 연결할 수 없어"),
        ("대화 기록은 어디서 지워?", "채팅에서 대화 옆의 메뉴"),
        ("지난 대화는 어디서 봐?", "대화는 이 컴퓨터의"),
        ("비밀번호를 잊었는데 로그인 어떻게 해", "이 프로그램에는 회원 가입과"),
        ("다크 모드 있어?", "채팅 옆의 보기 설정에서"),
        ("뭘 할 수 있어?", "저는 한국과 미국 주식에 대해"),
    ],
)
def test_a_question_about_the_product_is_answered_by_its_topic(ask: Ask, question: str, begins: str):
    assert ask(kinds=("help",), specialists=(), question=question).draft.text.startswith(begins)


def test_what_is_missing_of_several_companies_is_said_once(ask: Ask):
    found = ask(kinds=("compare",), specialists=("fundamentals",), securities=(SAMSUNG, HYNIX))
    assert "삼성전자, SK하이닉스의 재무제표" in found.draft.text
    assert found.draft.text.count("재무제표") == 1


def test_a_briefing_of_both_markets_tells_both(ask: Ask):
    found = ask(kinds=("briefing",), markets=("krx", "us"), language="en", question="how are both markets")
    assert "Across the Korean market" in found.draft.text and "Across the US market" in found.draft.text
