"""Every request to a model within a run's budget, with its fall-backs, and a span of the trace for each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stockelper.errors import ModelError
from stockelper.models import Completion, RunModel
from stockelper.tracing import Tracing

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

    from stockelper.models import Send


@dataclass(frozen=True)
class Meter:
    """A run's model together with the trace that its requests are kept in."""

    model: RunModel
    tracing: Tracing

    async def complete(self, system: str, user: str) -> Completion:
        """Ask once, as `RunModel.complete`.

        Raises:
            BudgetSpent: before the call, when the run has used up its calls.
            ModelError: when every configured model failed or was too slow.
        """
        _, completion = await self.invoke(
            lambda client: client.ainvoke([("system", system), ("human", user)]), user
        )
        return completion

    async def invoke(self, send: "Send", given: object) -> "tuple[AIMessage, Completion]":
        """Make one request, as `RunModel.invoke`; `given` is what the trace keeps of it.

        Raises:
            BudgetSpent: before the call, when the run has used up its calls.
            ModelError: when every configured model failed or was too slow.
        """
        with self.tracing.span("model", "generation", given) as span:
            span.attribute("model", self.model.name)
            try:
                message, done = await self.model.invoke(send)
            except ModelError as error:
                span.failed(error)
                raise
            span.output(done.text or [call["name"] for call in message.tool_calls])
            span.generation(done.model, done.input_tokens, done.output_tokens, done.cost_usd)
        return message, done
