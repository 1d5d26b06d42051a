"""What a trace of a run shows: nodes, tool calls, and what a model was asked and used."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from agents.context import Context
from agents.writer import Draft, write
from collectors.practice.cast import companies
from graph import nodes
from stockelper.types import Finding, Plan
from tests.graph.conftest import Opened
from tests.graph.test_runs import ask, configured
from tests.scripted_model import Reply, serving
from ui.wiring import Product

A = companies()[0].name.ko


def spans(product: Product, trace_id: str) -> list[Any]:
    product.tracing.flush()
    shown = product.traces.show(trace_id, "local")
    assert shown is not None
    found = shown["spans"]
    assert isinstance(found, list)
    return found


def test_a_tool_call_is_a_span_within_its_specialist(opened: Opened) -> None:
    product = opened()
    found = spans(product, ask(product, f"{A} 주가 알려줘").trace_id)
    (tool,) = (span for span in found if span["kind"] == "tool")
    (market,) = (span for span in found if span["name"] == "market")
    assert (tool["name"], tool["parent"]) == ("quote", market["id"])
    assert "close" in str(tool["output"])


def test_a_generation_keeps_prompt_answer_model_and_tokens(opened: Opened) -> None:
    with serving(Reply("좋은 회사입니다.")) as server:
        product = configured(opened, server.url)
        answer = ask(product, f"{A} 주가 알려줘")
    (made,) = (span for span in spans(product, answer.trace_id) if span["kind"] == "generation")
    assert A in str(made["input"])
    assert made["output"] == "좋은 회사입니다."
    assert "openai:scripted" in str(made["attributes"])
    assert "200" in str(made["attributes"])


def test_a_cost_without_a_price_is_unknown_in_the_list_and_a_run_without_a_model_costs_nothing(
    opened: Opened,
) -> None:
    product = opened()
    ask(product, f"{A} 주가 알려줘")
    product.tracing.flush()
    assert product.traces.list(1, "local")[0]["cost_usd"] == 0
    with serving(Reply("좋은 회사입니다.")) as server:
        priced = configured(opened, server.url)
        ask(priced, f"{A} 주가 알려줘")
    priced.tracing.flush()
    assert priced.traces.list(1, "local")[0]["cost_usd"] is None


def test_a_rejected_text_of_the_model_says_in_the_trace_which_claim_nothing_carries(opened: Opened) -> None:
    with serving(Reply("주가는 999,999원입니다 [1].")) as server:
        product = configured(opened, server.url)
        answer = ask(product, f"{A} 주가 알려줘")
    (made,) = (span for span in spans(product, answer.trace_id) if span["name"] == "write")
    told = str(made["attributes"])
    assert "model_invented" in told
    assert "999,999원" in told
    assert "value" in told


def test_a_struck_claim_is_in_the_trace_with_its_reason(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drafted(plan: Plan, findings: Sequence[Finding], context: Context) -> Draft:
        return replace(write(plan, findings, context), text="종가는 999,999원입니다 [1].")

    monkeypatch.setattr(nodes, "write", drafted)
    product = opened()
    answer = ask(product, f"{A} 주가 알려줘")
    (made,) = (span for span in spans(product, answer.trace_id) if span["name"] == "verify")
    assert "종가는 999,999원입니다" in str(made["attributes"])
    assert "value" in str(made["attributes"])
