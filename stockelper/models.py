"""The language model as an upgrade: `provider:model` -> a LangChain chat model behind one small class.

No model configured gives None. A model that fails, is slow or has spent its budget raises `ModelError`,
and the caller falls back to its deterministic part, saying so.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stockelper.errors import BadSetting, BudgetSpent, ModelError
from stockelper.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage

    Send = Callable[["BaseChatModel"], Awaitable["AIMessage"]]

PER_TOKEN = 1e-6


@dataclass(frozen=True)
class Completion:
    """What a model answered, and what it cost. `cost_usd` is None where no price is configured."""

    text: str
    model: str
    input_tokens: int
    output_tokens: int
    cost_usd: float | None


@dataclass(frozen=True)
class Configured:
    """The models of the settings, in the order they are tried."""

    clients: Mapping[str, "BaseChatModel"]
    timeout_s: float
    max_calls: int
    input_price: float | None
    output_price: float | None

    def for_run(self) -> "RunModel":
        """The same models with a fresh budget."""
        return RunModel(self)


class RunModel:
    """The configured models with the budget of one run; `used` are its completed calls."""

    def __init__(self, configured: Configured) -> None:
        self._configured = configured
        self._calls = 0
        self.used: list[Completion] = []

    @property
    def name(self) -> str:
        """`provider:model` of the first choice."""
        return next(iter(self._configured.clients))

    @property
    def first(self) -> "BaseChatModel":
        """The client of the first choice."""
        return next(iter(self._configured.clients.values()))

    async def complete(self, system: str, user: str) -> Completion:
        """Ask once. Cancelling the task ends the open request.

        Raises:
            BudgetSpent: before the call, when the run has used up its calls.
            ModelError: when every configured model failed or was too slow.
        """
        _, completion = await self.invoke(
            lambda client: client.ainvoke([("system", system), ("human", user)])
        )
        return completion

    async def invoke(self, send: "Send") -> "tuple[AIMessage, Completion]":
        """The message that the first model to answer one request gives, and what it cost.

        `send` makes the request with a model's client. A message without text counts where it calls tools.

        Raises:
            BudgetSpent: before the call, when the run has used up its calls.
            ModelError: when every configured model failed or was too slow.
        """
        failures: list[str] = []
        for name, client in self._configured.clients.items():
            if self._calls >= self._configured.max_calls:
                raise BudgetSpent(calls=self._calls)
            self._calls += 1
            try:
                message = await self._sent(send(client))
            except ModelError as error:
                failures.append(f"{name}: {error.parameters.get('reason')}")
                continue
            completion = self._completion(name, message)
            self.used.append(completion)
            return message, completion
        raise ModelError(reason="; ".join(failures))

    async def _sent(self, request: "Awaitable[AIMessage]") -> "AIMessage":
        task = asyncio.ensure_future(request)
        try:
            await asyncio.wait({task}, timeout=self._configured.timeout_s)
            if not task.done():
                raise ModelError(reason=f"no answer within {self._configured.timeout_s:g} s")
            # Every vendor's client has exceptions of its own: whatever it raised is a failed model.
            if (failure := task.exception()) is not None:
                raise ModelError(reason=type(failure).__name__) from failure
        finally:
            task.cancel()
        message = task.result()
        if not message.text.strip() and not message.tool_calls:
            raise ModelError(reason="an empty answer")
        return message

    def _completion(self, name: str, message: "AIMessage") -> Completion:
        usage = message.usage_metadata
        tokens = (usage["input_tokens"], usage["output_tokens"]) if usage else (0, 0)
        return Completion(message.text.strip(), name, *tokens, cost_usd=self._cost(*tokens))

    def _cost(self, input_tokens: int, output_tokens: int) -> float | None:
        prices = (self._configured.input_price, self._configured.output_price)
        if prices[0] is None or prices[1] is None:
            return None
        return (input_tokens * prices[0] + output_tokens * prices[1]) * PER_TOKEN


def open_model(settings: Settings) -> Configured | None:
    """The configured models, or None when there is none. Imports LangChain only when there is one.

    Raises:
        BadSetting: when a name has no provider or the provider's package is not installed.
    """
    if not settings.model:
        return None
    names = [settings.model, *(name.strip() for name in settings.model_fallbacks.split(",") if name.strip())]
    return Configured(
        clients={name: _client(name, settings) for name in names},
        timeout_s=settings.model_timeout_s,
        max_calls=settings.model_max_calls,
        input_price=settings.model_input_price,
        output_price=settings.model_output_price,
    )


def _client(name: str, settings: Settings) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    key = settings.model_api_key
    options: dict[str, Any] = {
        "timeout": settings.model_timeout_s,
        "max_retries": 1,
        "base_url": settings.model_base_url,
        "api_key": key.get_secret_value() if key else None,
        # Servers that are compatible with OpenAI speak chat completions alone.
        "use_responses_api": False if settings.model_base_url and name.startswith("openai:") else None,
    }
    try:
        return init_chat_model(name, **{k: v for k, v in options.items() if v is not None})
    except (ValueError, ImportError) as error:
        raise BadSetting(setting="STOCKELPER_MODEL", reason=str(error).splitlines()[0]) from error
