"""A language model in a specialist's place: it chooses the tool calls where the rules are unsure what is asked.

The model sees the tools with their schemas, and of each call what it found. It may name the plan's securities,
indices, and what a tool has returned before; any other id is refused, so that no security comes from its memory.
Its words are dropped: what counts is what the tools found, which is written and verified as ever.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from pydantic import ValidationError

from agents.context import Context
from agents.facts import fact
from agents.model_bounds import beyond
from agents.model_meter import Meter
from agents.refreshing import refresh
from agents.specialist import Call, Part, Specialist, Tool, merge, traced
from agents.tools.tape import security_of
from stockelper.errors import ModelError
from stockelper.types import Finding, Plan

CALLS = 4
"""Model calls that one specialist may use; the run's own budget may end it sooner."""
RUNS = 12
"""Tool calls that one specialist may make, however many one answer of the model asks for."""
SHOWN = 40
"""Facts of one tool call that the model is shown."""


async def look_up(specialist: Specialist, plan: Plan, context: Context, meter: Meter) -> Finding | None:
    """What the tools found that the model called; None where it called none that found anything.

    Raises:
        ModelError: no model answered, or the run's budget was spent before a tool found anything.
    """
    spoken = replace(context, language=plan.language)
    notes = await refresh(specialist.needs(plan), plan, spoken)
    desk = _Desk(plan, spoken)
    try:
        await _converse(specialist, desk, meter)
    except ModelError:
        if not desk.has_found():
            raise
    return merge(specialist.name, [*desk.parts, Part(notes=notes)]) if desk.has_found() else None


class _Desk:
    """The tool calls of one conversation: who may be named in them, and what they found."""

    def __init__(self, plan: Plan, context: Context) -> None:
        self._plan = plan
        self._context = context
        self._runs = 0
        self._known = {*plan.securities, *plan.among}
        self.parts: list[Part] = []

    def has_found(self) -> bool:
        """Whether a call found something that an answer can state."""
        return any(part.statements for part in self.parts)

    def request(self) -> str:
        """The message to the model: the day, what the rules resolved of the question, and the question."""
        plan = self._plan
        named = (security_of(id_, self._context) for id_ in plan.securities)
        securities = "; ".join(f"{one.id} = {one.name}" for one in named)
        window = f"{plan.window.from_}..{plan.window.to}" if plan.window else "not named"
        return (
            f"Today: {self._context.clock.today()}\nSecurities: {securities or 'none'}\nTime asked about: {window}\n"
            f"Ids are written as above, indices as INDEX:KS11.\n\n<question>\n{plan.question}\n</question>"
        )

    async def run(self, tool: Tool, given: Mapping[str, object]) -> str:
        """Run a call as the model words it; the reply is what it found, or in one line why it was not run."""
        if self._runs >= RUNS:
            return f"refused: {RUNS} tool calls are the most"
        self._runs += 1
        try:
            call = tool.call(given)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            return f"refused: {'.'.join(map(str, first['loc']))}: {first['msg']}"
        today = self._context.clock.today()
        if wrong := beyond(
            call.arguments,
            question=self._plan.question,
            known=self._known,
            sector=self._plan.sector,
            today=today,
        ):
            return f"refused: {wrong}"
        return await self._found(call)

    async def _found(self, call: Call) -> str:
        """What a call found, for the model; the finding itself is kept."""
        try:
            part = await asyncio.to_thread(traced, call, self._context)
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            # Arguments fit for the schema that the rules would never give: the model's mistake, not the answer's end.
            return f"refused: these arguments do not go together ({type(error).__name__})"
        self.parts.append(part)
        self._known |= {item.security for item in part.evidence if item.security}
        lines = [fact(item) for item in part.evidence[:SHOWN]]
        return "\n".join([*lines, *(f"note: {note.code}" for note in part.notes)]) or "nothing found"


async def _converse(specialist: Specialist, desk: _Desk, meter: Meter) -> None:
    """Let the model call tools until it stops, or has used its calls."""
    from agents.model_loop import converse  # LangChain's agents cost most of a second to import

    tools = {tool.name: tool for tool in specialist.tools}

    async def run(name: str, given: Mapping[str, object]) -> str:
        return await desk.run(tools[name], given)

    await converse(specialist.instructions(), desk.request(), specialist.tools, run, meter, calls=CALLS)
