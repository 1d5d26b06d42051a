"""Runs one request through the graph, on the loop that owns the checkpointer."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING

from agents.context import Context
from agents.guard import kept
from graph.answers import assemble
from graph.build import build
from graph.events import EventType
from graph.record import Record, RunContext
from graph.state import STATE_VERSION, State, is_readable
from graph.turns import Turns
from stockelper.clock import Clock
from stockelper.errors import BadInput
from stockelper.models import Configured
from stockelper.tracing import Tracing
from stockelper.types import Answer, Language, Note

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

Contexts = Callable[[Clock, Language, str], Context]
Checkpoints = Callable[[], "AbstractAsyncContextManager[BaseCheckpointSaver[str]]"]
Emit = Callable[[EventType, dict[str, object]], None]


@dataclass(frozen=True)
class Request:
    """One question to answer."""

    run: str
    question: str
    thread: str
    user: str
    language: Language | None
    as_of: datetime | None


class Engine:
    """Compiles the graph once on its loop and runs requests; turns of one thread go one after another."""

    def __init__(
        self,
        contexts: Contexts,
        checkpoints: Checkpoints,
        tracing: Tracing,
        model: Configured | None,
        detect: Callable[[str], Language],
    ) -> None:
        self._contexts = contexts
        self._checkpoints = checkpoints
        self._tracing = tracing
        self._model = model
        self._detect = detect
        self._open = AsyncExitStack()
        self._graph: CompiledStateGraph[State, RunContext, State, State] | None = None
        self._opening = asyncio.Lock()
        self._turns = Turns()

    async def answer(self, request: Request, emit: Emit) -> Answer:
        """Answer one request; events go to `emit` as they happen."""
        started = perf_counter()
        key = checkpoint_key(request.user, request.thread)
        graph = await self._compiled()
        async with self._turns.of(key):
            language = request.language or self._detect(request.question)
            clock = Clock(request.as_of)
            agents = await asyncio.to_thread(self._contexts, clock, language, request.user)
            record = Record(request.run, request.thread, request.user, request.question)
            model = self._model.for_run() if self._model else None
            agents = replace(agents, tracing=self._tracing)
            context = RunContext(agents, record, self._tracing, model, emit)
            with self._tracing.run(
                "question",
                user=request.user,
                thread=request.thread,
                run=request.run,
                input=kept(request.question),
            ) as span:
                await self._through(graph, key, request, context)
                answer = assemble(
                    record,
                    language=language,
                    as_of=request.as_of,
                    trace_id=span.trace_id,
                    ms=(perf_counter() - started) * 1000,
                    calls=list(model.used) if model else [],
                )
                span.output({"status": answer.status, "answer": answer.answer})
                span.summary(status=answer.status, model_calls=answer.model_calls, cost_usd=answer.cost_usd)
        return answer

    async def close(self) -> None:
        """Close the checkpointer."""
        await self._open.aclose()
        self._graph = None

    async def _through(
        self,
        graph: "CompiledStateGraph[State, RunContext, State, State]",
        key: str,
        request: Request,
        context: RunContext,
    ) -> None:
        config: RunnableConfig = {"configurable": {"thread_id": key}}
        if not is_readable((await graph.aget_state(config)).values):
            config = {"configurable": {"thread_id": f"{key}/v{STATE_VERSION}"}}
            if not (await graph.aget_state(config)).values:
                context.record.notes.append(Note(code="conversation_restarted"))
        state = State(
            state_version=STATE_VERSION,
            question="",  # the guard writes it: what a failed run leaves behind holds nothing unmasked
            turns=[],
            plan=None,
            evidence=[],
        )
        # "exit": one checkpoint a turn, so that a long conversation stays small on disk.
        await graph.ainvoke(state, config, context=context, durability="exit")

    async def _compiled(self) -> "CompiledStateGraph[State, RunContext, State, State]":
        async with self._opening:
            if self._graph is None:
                saver = await self._open.enter_async_context(self._checkpoints())
                self._graph = build(saver)
            return self._graph


def checkpoint_key(user: str, thread: str) -> str:
    """The checkpoint's id, `user/thread`.

    Raises:
        BadInput: when a part is empty or holds a slash, so that nobody can name another user's thread, or
            characters that cannot be printed, which no store keeps.
    """
    for name, value in (("user", user), ("thread", thread)):
        if not value.isprintable() or not value or "/" in value or len(value) > 128:
            raise BadInput("bad_name", field=name, value=ascii(value[:40])[1:-1])
    return f"{user}/{thread}"
