"""LangChain's agent loop: a model, its tools, and the messages between them, until the model stops calling."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, ToolMessage
from langchain_core.tools import BaseTool, StructuredTool
from langgraph.prebuilt.tool_node import ToolCallRequest
from langgraph.types import Command

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
        [_offered(tool) for tool in tools],
        system_prompt=system,
        middleware=[_Metered(meter, calls), _Straight(run)],
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


class _Straight(AgentMiddleware):
    """Hands a call's arguments over as they are: LangChain spreads them over its own, which one named `config` or `self` breaks."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run = run

    async def awrap_tool_call(
        self,
        request: ToolCallRequest,
        handler: Callable[[ToolCallRequest], Awaitable[ToolMessage | Command[Any]]],
    ) -> ToolMessage | Command[Any]:
        """What the tool says to one call; LangChain's own words where there is no such tool."""
        if request.tool is None:
            return await handler(request)
        call = request.tool_call
        said = await self._run(call["name"], call["args"])
        return ToolMessage(said, name=call["name"], tool_call_id=call["id"])


def _offered(tool: Tool) -> BaseTool:
    """A tool as it is shown to the model; `_Straight` runs it."""

    async def called(**given: Any) -> str:
        raise NotImplementedError(tool.name, given)

    return StructuredTool(
        name=tool.name,
        description=tool.purpose,
        args_schema=tool.arguments.model_json_schema(),
        coroutine=called,
    )
