"""A specialist is data; the machinery that runs one is here, once.

A specialist turns a plan into tool calls. A tool is a synchronous function of typed arguments and the
context that returns a `Part`; parts are merged into one `Finding`. What a store lacks is said in a note
(`missing`), and every other failure that the product knows is said in a note too; a failure that nobody
foresaw is not caught.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files
from typing import TypeVar

from agents.context import Context
from agents.refreshing import refresh
from stockelper.errors import Cancelled, NoData, StockelperError
from stockelper.types import (
    Chart,
    Evidence,
    Finding,
    Forecast,
    Frozen,
    Need,
    Note,
    Parameter,
    Plan,
    SpecialistName,
    Statement,
    Subgraph,
)

A = TypeVar("A", bound=Frozen)


@dataclass(frozen=True)
class Part:
    """What one tool call found; the fields are those of a `Finding`."""

    statements: tuple[Statement, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    charts: tuple[Chart, ...] = ()
    subgraph: Subgraph | None = None
    forecast: Forecast | None = None
    notes: tuple[Note, ...] = ()
    missing: bool = False


@dataclass(frozen=True)
class Call:
    """A tool with its arguments, waiting for the context."""

    tool: str
    arguments: Frozen
    run: Callable[[Context], Part]


@dataclass(frozen=True)
class Tool:
    """A tool as a model may see it: its name, what it is for, the schema of its arguments, and a call by them.

    `call` raises pydantic's `ValidationError` where the given arguments do not fit the schema.
    """

    name: str
    purpose: str
    arguments: type[Frozen]
    call: Callable[[Mapping[str, object]], Call]


def nothing(plan: Plan) -> Sequence[Need]:
    """The needs of a specialist that has none."""
    del plan
    return ()


@dataclass(frozen=True)
class Specialist:
    """One field of competence: what it is for, how it is prompted, which tools it has and when it uses them.

    Attributes:
        prompt: the file in `agents/prompts` that instructs a language model in its place.
        calls: the tool calls that answer a plan, in the order in which the answer tells them.
        needs: what its tools read for a plan that can be collected on demand.
    """

    name: SpecialistName
    purpose: str
    prompt: str
    tools: tuple[Tool, ...]
    calls: Callable[[Plan, Context], Sequence[Call]]
    needs: Callable[[Plan], Sequence[Need]] = nothing

    def instructions(self) -> str:
        """The prompt's text."""
        return files("agents.prompts").joinpath(self.prompt).read_text(encoding="utf-8")


def call(function: Callable[[A, Context], Part], arguments: A) -> Call:
    """A call of a tool function with its arguments."""
    return Call(function.__name__, arguments, partial(function, arguments))


def tool(function: Callable[[A, Context], Part], arguments: type[A]) -> Tool:
    """A tool's description, taken from its function's docstring."""
    purpose = (function.__doc__ or "").strip().splitlines()[0]

    def called(given: Mapping[str, object]) -> Call:
        return call(function, arguments.model_validate(given))

    return Tool(function.__name__, purpose, arguments, called)


async def run(specialist: Specialist, plan: Plan, context: Context) -> Finding:
    """Have collected what is old, then run the specialist's calls for a plan and merge what they found, in order."""
    spoken = replace(context, language=plan.language)
    notes = await refresh(specialist.needs(plan), plan, spoken)
    calls = await asyncio.to_thread(specialist.calls, plan, spoken)
    parts = await asyncio.gather(*(asyncio.to_thread(traced, one, spoken) for one in calls))
    return merge(specialist.name, [*parts, Part(notes=notes)])


def merge(name: SpecialistName, parts: Iterable[Part]) -> Finding:
    """One finding of several parts: evidence and notes that several parts state appear once."""
    found = list(parts)
    evidence = {item.id: item for part in found for item in part.evidence}
    notes = {(n.code, *n.parameters.items()): n for part in found for n in part.notes}
    graphs = [part.subgraph for part in found if part.subgraph]
    return Finding(
        specialist=name,
        statements=tuple(statement for part in found for statement in part.statements),
        evidence=tuple(evidence.values()),
        charts=tuple(chart for part in found for chart in part.charts),
        subgraph=_joined(graphs) if graphs else None,
        forecast=next((part.forecast for part in found if part.forecast), None),
        notes=tuple(notes.values()),
        missing=any(part.missing for part in found),
    )


def traced(one: Call, context: Context) -> Part:
    """The call's part, noted as a span where somebody traces."""
    if context.tracing is None:
        return _reacted(one, context)[0]
    with context.tracing.span(one.tool, "tool", one.arguments) as span:
        part, failure = _reacted(one, context)
        span.output(_outline(part))
        if failure is not None:
            span.failed(failure)
        return part


def _reacted(one: Call, context: Context) -> tuple[Part, StockelperError | None]:
    """What the call found, or the note in its place and, where it is more than missing data, why."""
    try:
        return one.run(context), None
    except Cancelled:
        raise
    except NoData as error:
        return Part(notes=(_note(error),), missing=True), None
    except StockelperError as error:
        return Part(notes=(_note(error),)), error


def _outline(part: Part) -> dict[str, object]:
    """A part as a trace keeps it: the values by evidence id, what is said of them, and what is missing."""
    return {
        "evidence": {item.id: item.title if item.value is None else item.value for item in part.evidence},
        "statements": [statement.code for statement in part.statements],
        "notes": [note.code for note in part.notes],
        "missing": part.missing,
    }


def _note(error: StockelperError) -> Note:
    parameters: dict[str, Parameter] = dict(error.parameters)
    return Note(code=error.code, parameters=parameters)


def _joined(graphs: Sequence[Subgraph]) -> Subgraph:
    nodes = {node.id: node for graph in graphs for node in graph.nodes}
    edges = {edge.id: edge for graph in graphs for edge in graph.edges}
    return Subgraph(
        nodes=tuple(nodes[key] for key in sorted(nodes)),
        edges=tuple(edges[key] for key in sorted(edges)),
        truncated=any(graph.truncated for graph in graphs),
    )
