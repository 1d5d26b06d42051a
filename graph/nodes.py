"""The nodes of a question's way: guard, plan, specialists, write, verify, answer.

Each node reads the state and the record, fills its own field of the record, and returns plain JSON.
"""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from time import perf_counter

from langgraph.runtime import Runtime
from langgraph.types import Send

from agents import model_planner
from agents.guard import LIMIT, guard, kept
from agents.planner import plan as make_plan
from agents.roster import SPECIALISTS
from agents.specialist import Specialist
from agents.specialist import run as run_specialist
from agents.verifier import strike
from agents.writer import Draft, write
from graph import by_model
from graph.checking import checked, confirmed, unsupported
from graph.record import Record, RunContext
from graph.state import STATE_VERSION, Assignment, Json, State, past_plans
from stockelper.language.catalogue import render
from stockelper.tracing import Span
from stockelper.types import Finding, Note, SpecialistName

Way = Runtime[RunContext]
CHECKED = frozenset({"answered", "partial"})
"""The drafts that state something: the model may put them better, and the verifier checks them."""


@contextmanager
def _step(way: Way, name: str, given: object) -> Generator[Span]:
    """One traced step that page and command line see begin and end."""
    started = perf_counter()
    way.context.emit("step", {"name": name, "state": "started"})
    with way.context.tracing.span(name, "node", given) as span:
        yield span
    ms = round((perf_counter() - started) * 1000, 1)
    way.context.emit("step", {"name": name, "state": "done", "ms": ms})


async def guard_node(state: State, runtime: Way) -> Json:
    """Clean the question, or refuse it."""
    question = runtime.context.record.question
    with _step(runtime, "guard", kept(question)) as span:
        guarded = guard(question)
        runtime.context.record.guarded = guarded
        span.output({"refusal": guarded.refusal, "masked": guarded.masked})
    return {"question": guarded.text}


async def plan_node(state: State, runtime: Way) -> Json:
    """Say what is asked, with securities resolved in code."""
    record = runtime.context.record
    with _step(runtime, "plan", state["question"]) as span:
        agents = runtime.context.agents
        history = past_plans(state["turns"])
        plan = make_plan(state["question"], agents, history, agents.language)
        if runtime.context.model is not None and not _is_refused(record) and model_planner.is_unsure(plan):
            plan = await by_model.reread(plan, history, runtime.context)
        record.plan = plan
        span.output(plan)
    return {"plan": plan.model_dump(mode="json", by_alias=True)}


def assign(state: State, runtime: Way) -> list[Send] | str:
    """One `Send` a planned specialist that exists; straight to the writer when there is none."""
    record = runtime.context.record
    if record.plan is None or record.plan.clarify or _is_refused(record):
        return "write"
    chosen: list[SpecialistName] = [name for name in record.plan.specialists if name in SPECIALISTS]
    return [Send("specialist", Assignment(specialist=name)) for name in chosen] or "write"


async def specialist_node(state: Assignment, runtime: Way) -> Json:
    """Let one specialist look things up."""
    context, name = runtime.context, state["specialist"]
    assert context.record.plan is not None
    with _step(runtime, name, {"specialist": name}) as span:
        finding = await _found(SPECIALISTS[name], context)
        context.record.findings[name] = finding
        span.output({"evidence": len(finding.evidence), "statements": len(finding.statements)})
    context.emit("evidence", {"specialist": name, "count": len(finding.evidence)})
    return {}


async def _found(specialist: Specialist, context: RunContext) -> Finding:
    """What a specialist finds: the model's own tool calls where the plan is unsure, else those of the rules."""
    plan = context.record.plan
    assert plan is not None
    found = None
    if context.model is not None and specialist.tools and model_planner.is_unsure(plan):
        found = await by_model.looked_up(specialist, plan, context)
    return found or await run_specialist(specialist, plan, context.agents)


async def write_node(state: State, runtime: Way) -> Json:
    """Write the deterministic answer; let the model put it better where one is configured."""
    record = runtime.context.record
    assert record.plan is not None
    with _step(runtime, "write", record.plan.kinds) as span:
        draft = _refusal(runtime) or await asyncio.to_thread(
            write, record.plan, record.found(), runtime.context.agents
        )
        record.draft = draft
        if runtime.context.model is not None and draft.status in CHECKED and record.evidence():
            record.draft = await by_model.written(draft, runtime.context, span)
        span.output(record.draft.text)
    return {"evidence": [item.id for item in record.evidence()]}


def _is_refused(record: Record) -> bool:
    return record.guarded is not None and record.guarded.refusal is not None


def _refusal(way: Way) -> Draft | None:
    """What the guard says of a question that is not answered; None for one that is."""
    guarded = way.context.record.guarded
    if guarded is None or guarded.refusal is None:
        return None
    text = render(way.context.agents.language, f"guard.{guarded.refusal}", limit=LIMIT)
    return Draft(text=text, status="refused")


async def verify_node(state: State, runtime: Way) -> Json:
    """Check every claim of the answer against evidence and strike what nothing carries."""
    record = runtime.context.record
    assert record.draft is not None
    with _step(runtime, "verify", None) as span:
        if record.draft.status in CHECKED and record.evidence():
            record.claims = await checked(record.draft.text, runtime.context)
            if wrong := unsupported(record.draft.text, record.claims):
                span.attribute("claims", wrong)
            text, record.struck = strike(record.draft.text, list(record.claims))
            if record.struck:
                record.draft = confirmed(record.draft, text, record)
                record.notes.append(Note(code="struck", parameters={"count": record.struck}))
        span.output({"claims": len(record.claims), "struck": record.struck})
    return {}


async def answer_node(state: State, runtime: Way) -> Json:
    """Close the turn: its plan becomes history for the next question of the thread."""
    record = runtime.context.record
    turns: list[Json] = []
    # Only a turn about securities or markets can be followed up on.
    if record.plan is not None and record.plan.in_scope and not record.plan.unsafe:
        shown = {"listed": record.listed() or record.plan.among, "ranked": record.ranked()}
        answered = record.plan.model_copy(update=shown)
        turns.append(answered.model_dump(mode="json", by_alias=True))
    return {"state_version": STATE_VERSION, "turns": turns, "plan": None}
