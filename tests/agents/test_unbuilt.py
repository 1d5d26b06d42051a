"""What is not there yet says so first, then gives the figures that can be had in its place."""

from dataclasses import replace

import pytest

from agents.context import Context
from agents.verifier import verify
from stockelper.types import Language, Plan
from tests.agents.conftest import HYNIX, NVIDIA, SAMSUNG, Asked, answered, days_of, walk

LAST_CLOSE = {one: walk(one, days_of(one))["close"][-1] for one in (SAMSUNG, HYNIX, NVIDIA)}


def asked_of(
    context: Context, question: str, kind: str, *securities: str, language: Language = "ko"
) -> Asked:
    expert = "portfolio" if kind == "portfolio" else "trading"
    made = {
        "question": question, "language": language, "kinds": (kind,), "specialists": (expert,), "securities": securities,
    }  # fmt: skip
    found = answered(Plan.model_validate(made), replace(context, language=language))
    cited = {citation.n: citation.evidence_ids for citation in found.draft.citations}
    claims = verify(found.draft.text, list(found.evidence.values()), context.resolver, citations=cited)
    assert [(one.text, one.reason) for one in claims if not one.supported and one.kind != "name"] == []
    return found


@pytest.mark.parametrize("language", ["ko", "en"])
def test_shares_that_are_named_are_valued_weighed_and_their_concentration_told(
    context: Context, language: Language
) -> None:
    question = (
        "삼성전자 10주, 하이닉스 5주 어때?" if language == "ko" else "10 Samsung Electronics, 5 SK Hynix"
    )
    found = asked_of(context, question, "portfolio", SAMSUNG, HYNIX, language=language)
    worth = [10 * LAST_CLOSE[SAMSUNG], 5 * LAST_CLOSE[HYNIX]]
    assert found.value("total") == sum(worth)
    weights = [one / sum(worth) for one in worth]
    shown = [e.value for e in found.evidence.values() if e.name == "weight"]
    assert shown == pytest.approx(weights)
    assert found.value("herfindahl") == pytest.approx(sum(one**2 for one in weights))
    assert found.draft.status == "no_data"
    assert found.draft.text.startswith(("보유 종목", "Holdings are not stored"))


def test_shares_in_two_currencies_are_not_summed(context: Context) -> None:
    found = asked_of(context, "삼성전자 10주, NVDA 3주", "portfolio", SAMSUNG, NVIDIA)
    worth = [e.value for e in found.evidence.values() if e.name == "position"]
    assert worth == pytest.approx([10 * LAST_CLOSE[SAMSUNG], 3 * LAST_CLOSE[NVIDIA]])
    assert not [e for e in found.evidence.values() if e.name == "total"]


def test_an_order_says_first_that_nothing_was_ordered_and_what_it_would_cost(context: Context) -> None:
    found = asked_of(context, "삼성전자 10주 매수해줘", "order", SAMSUNG)
    assert found.draft.status == "no_data"
    assert found.draft.text.split(".")[0].endswith("어떤 주문도 실행하지 않았습니다")
    assert f"= {10 * LAST_CLOSE[SAMSUNG]:,.0f}원" in found.draft.text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_backtest_tells_what_holding_would_have_brought(context: Context, language: Language) -> None:
    found = asked_of(context, "backtest a golden cross", "backtest", SAMSUNG, language=language)
    assert found.draft.status == "no_data"
    assert found.draft.text.startswith(("백테스트는 아직", "Backtests are not supported"))
    assert {"return", "drawdown"} <= {e.name for e in found.evidence.values()}


def test_without_a_company_it_says_what_can_be_asked(context: Context) -> None:
    found = asked_of(context, "show my holdings", "portfolio", language="en")
    assert "Name companies with numbers of shares" in found.draft.text
    assert not found.evidence
