"""LangChain's agent loop: a model, its tools, and the messages between them, until the model stops calling."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.tools import BaseTool, StructuredTool

from agents.model_meter import Meter
from agents.specialist import Tool
from stockelper.errors import ModelError

Run = Callable[[str, Mapping[str, object]], Awaitable[str]]
"""Runs a tool by name with the arguments as the model wrote them; the reply is what the model is told."""


async def converse(
    system: str, user: str, tools: Sequence[Tool], run: Run, meter: Meter, *, calls: int
) -> None:
    """Let a model call tools until it stops, or has answered `calls` times.

    Raises:
        BudgetSpent: the run's calls are used up.
        ModelError: every configured model failed or was too slow.
    """
    agent = create_agent(
        meter.model.first,
        [_offered(tool, run) for tool in tools],
        system_prompt=system,
        middleware=[_Metered(meter, calls)],
    )
    await agent.ainvoke({"messages": [{"role": "user", "content": user}]})


class _Metered(AgentMiddleware):
    """Sends each request of the loop through the run's meter, and ends the loop after `calls` of them."""

    def __init__(self, meter: Meter, calls: int) -> None:
        super().__init__()
        self._meter = meter
        self._left = calls

    async def awrap_model_call(
        self, request: ModelRequest, handler: Callable[[ModelRequest], Awaitable[ModelResponse]]
    ) -> ModelResponse:
        """The first configured model's answer to one request; no further tool once the calls are used."""
        if not self._left:
            return ModelResponse(result=[AIMessage("")])
        self._left -= 1

        async def send(client: BaseChatModel) -> AIMessage:
            answer = (await handler(request.override(model=client))).result[-1]
            if not isinstance(answer, AIMessage):
                raise ModelError(reason="no message")
            return answer

        message, _ = await self._meter.invoke(send, [one.text for one in request.messages[-1:]])
        return ModelResponse(result=[message])


def _offered(tool: Tool, run: Run) -> BaseTool:
    async def called(**given: Any) -> str:
        return await run(tool.name, given)

    return StructuredTool(
        name=tool.name,
        description=tool.purpose,
        args_schema=tool.arguments.model_json_schema(),
        coroutine=called,
    )
