"""The model port over the real langchain-openai client and a local server that speaks its protocol."""

import asyncio
from time import perf_counter

import pytest
from pydantic import SecretStr

from stockelper.errors import BadSetting, BudgetSpent, ModelError
from stockelper.models import Configured, open_model
from stockelper.settings import Settings
from tests.scripted_model import Reply, serving


def configured(url: str, **changes: object) -> Configured:
    settings = Settings(
        model="openai:scripted", model_base_url=url, model_api_key=SecretStr("test"), model_timeout_s=2
    ).model_copy(update=changes)
    model = open_model(settings)
    assert model is not None
    return model


def test_no_model_configured_is_none_and_not_an_error() -> None:
    assert open_model(Settings(model=None)) is None


def test_a_name_without_a_provider_stops_the_start() -> None:
    with pytest.raises(BadSetting) as caught:
        open_model(Settings(model="nobody:knows-this"))
    assert caught.value.parameters["setting"] == "STOCKELPER_MODEL"


async def test_the_answer_comes_with_tokens_and_the_configured_price() -> None:
    with serving(Reply("안녕하세요")) as server:
        model = configured(server.url, model_input_price=1.0, model_output_price=10.0).for_run()
        completion = await model.complete("You are terse.", "Hello")
    assert completion.text == "안녕하세요"
    assert (completion.input_tokens, completion.output_tokens) == (200, 40)
    assert completion.cost_usd == pytest.approx(200e-6 + 400e-6)
    assert [message["role"] for message in server.requests[0]["messages"]] == ["system", "user"]


async def test_without_a_price_the_cost_is_unknown_and_not_zero() -> None:
    with serving(Reply("Hi")) as server:
        assert (await configured(server.url).for_run().complete("s", "u")).cost_usd is None


async def test_a_server_error_is_a_model_error_that_names_the_model() -> None:
    with serving(Reply(status=500)) as server, pytest.raises(ModelError) as caught:
        await configured(server.url).for_run().complete("s", "u")
    assert "openai:scripted" in str(caught.value.parameters["reason"])


async def test_the_fallback_answers_when_the_first_model_is_refused() -> None:
    with serving(Reply(status=401), Reply("second")) as server:
        model = configured(server.url, model_fallbacks="openai:other").for_run()
        completion = await model.complete("s", "u")
    assert completion.model == "openai:other"
    assert [request["model"] for request in server.requests] == ["scripted", "other"]


async def test_a_slow_model_is_given_up_at_the_timeout() -> None:
    with serving(Reply("late", delay_s=30)) as server:
        started = perf_counter()
        with pytest.raises(ModelError):
            await configured(server.url, model_timeout_s=0.5).for_run().complete("s", "u")
        assert perf_counter() - started < 5


async def test_an_empty_answer_is_a_failed_model() -> None:
    with serving(Reply("   ")) as server, pytest.raises(ModelError):
        await configured(server.url).for_run().complete("s", "u")


async def test_the_budget_is_a_runs_own_and_is_checked_before_the_call() -> None:
    with serving(Reply("ok")) as server:
        model = configured(server.url, model_max_calls=2)
        run = model.for_run()
        await run.complete("s", "u")
        await run.complete("s", "u")
        with pytest.raises(BudgetSpent):
            await run.complete("s", "u")
        await model.for_run().complete("s", "u")
    assert len(server.requests) == 3


async def test_cancelling_ends_the_open_call_within_a_second() -> None:
    with serving(Reply("late", delay_s=30)) as server:
        task = asyncio.create_task(configured(server.url, model_timeout_s=20).for_run().complete("s", "u"))
        while not server.requests:
            await asyncio.sleep(0.01)
        started = perf_counter()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert perf_counter() - started < 1
