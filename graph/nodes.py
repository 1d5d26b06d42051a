"""The nodes of a question's way: guard, plan, specialists, write, verify, answer.

Each node reads the state and the record, fills its own field of the record, and returns plain JSON.
"""

import asyncio
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter

from langgraph.runtime import Runtime
from langgraph.types import Send

from agents import model_planner, model_specialist, model_writer
from agents.guard import LIMIT, advice, guard
from agents.planner import plan as make_plan
from agents.roster import SPECIALISTS
from agents.specialist import Specialist
from agents.specialist import run as run_specialist
from agents.verifier import strike, verify
from agents.writer import Draft, write
from agents.writer.notes import says_anything, spans
from graph.record import Record, RunContext
from graph.state import STATE_VERSION, Assignment, Json, State, past_plans
from stockelper.errors import ModelError
from stockelper.language.catalogue import render
from stockelper.tracing import Span
from stockelper.types import Claim, Finding, Note, Plan, SpecialistName

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
    with _step(runtime, "guard", question) as span:
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
            plan = await _reread(plan, history, runtime)
        record.plan = plan
        span.output(plan)
    return {"plan": plan.model_dump(mode="json", by_alias=True)}


async def _reread(plan: Plan, history: Sequence[Plan], way: Way) -> Plan:
    """The plan of the question as the model words it, with a note of that; else the rules' own."""
    agents, record = way.context.agents, way.context.record
    given = model_planner.request(plan.question, history, agents.clock.today(), plan.language)
    try:
        completion = await way.context.meter.complete(model_planner.instructions(), given)
    except ModelError as error:
        record.notes.append(Note(code="model_unread", parameters={"reason": _reason(error)}))
        return plan
    said = model_planner.reading(completion.text)
    read = make_plan(said, agents, history, plan.language) if said else None
    if said is None or read is None or not model_planner.is_better(read, plan):
        return plan
    record.notes.append(Note(code="read_as", parameters={"question": said}))
    return read.model_copy(update={"planner": completion.model})


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
        finding = await _found(SPECIALISTS[name], runtime)
        context.record.findings[name] = finding
        span.output({"evidence": len(finding.evidence), "statements": len(finding.statements)})
    context.emit("evidence", {"specialist": name, "count": len(finding.evidence)})
    return {}


async def _found(specialist: Specialist, way: Way) -> Finding:
    """What a specialist finds: the model's own tool calls where the plan is unsure, else those of the rules."""
    context, plan = way.context, way.context.record.plan
    assert plan is not None
    if context.model is not None and specialist.tools and model_planner.is_unsure(plan):
        try:
            found = await model_specialist.look_up(specialist, plan, context.agents, context.meter)
        except ModelError as error:
            context.record.notes.append(Note(code="model_idle", parameters={"reason": _reason(error)}))
        else:
            if found is not None:
                return found
    return await run_specialist(specialist, plan, context.agents)


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
            record.draft = await _by_model(draft, runtime, span)
        span.output(record.draft.text)
    return {"evidence": [item.id for item in record.evidence()]}


_SHOWN = 80
"""Characters of a model's words that a note repeats."""
_TRACED, _AROUND = 20, 60
"""Claims that a trace tells of one answer, and characters on both sides of each."""


def _reason(error: ModelError) -> str:
    return str(error.parameters.get("reason", ""))


def _is_refused(record: Record) -> bool:
    return record.guarded is not None and record.guarded.refusal is not None


def _refusal(way: Way) -> Draft | None:
    """What the guard says of a question that is not answered; None for one that is."""
    guarded = way.context.record.guarded
    if guarded is None or guarded.refusal is None:
        return None
    text = render(way.context.agents.language, f"guard.{guarded.refusal}", limit=LIMIT)
    return Draft(text=text, status="refused")


async def _by_model(draft: Draft, runtime: Way, step: Span) -> Draft:
    """The model's text if evidence carries every claim and it neither advises nor promises, else the draft and a note.

    The writer's step in the trace says why a text of the model was not taken: `rejected`, and `claims` that nothing carries.
    """
    record, model = runtime.context.record, runtime.context.model
    assert model is not None and record.plan is not None
    given = model_writer.request(record.plan, draft, record.evidence())
    try:
        completion = await runtime.context.meter.complete(model_writer.instructions(), given)
    except ModelError as error:
        return _fall_back(draft, runtime, step, error.code, _reason(error))
    if unfit := model_writer.unfit(completion.text, record.plan.language):
        return _fall_back(draft, runtime, step, "model_failed", unfit)
    text = model_writer.labelled(completion.text, draft)
    cited = [words for item in record.evidence() for words in (item.title, item.text) if words]
    if said := await asyncio.to_thread(advice, text, cited):
        record.notes.append(Note(code=f"model_{said}"))
        step.attribute("rejected", {"code": f"model_{said}", "reason": ""})
        return draft
    claims = await _check(text, runtime)
    wrong = next((claim.text for claim in claims if not claim.supported), None)
    wrong = wrong or model_writer.unfounded(text, claims, draft, record.evidence())
    if wrong or not model_writer.cites(text, draft):
        step.attribute("claims", _struck(text, claims))
        return _fall_back(draft, runtime, step, "model_invented", (wrong or "no citation")[:_SHOWN])
    record.writer = model.name
    return replace(draft, text=text)


def _struck(text: str, claims: Sequence[Claim]) -> list[Json]:
    """The claims that nothing carries, as the trace tells them: what is claimed, why it does not hold, and the words around it."""
    wrong = [claim for claim in claims if not claim.supported][:_TRACED]
    return [
        {
            "kind": claim.kind, "text": claim.text, "reason": claim.reason,
            "in": text[max(0, claim.start - _AROUND) : claim.end + _AROUND].strip(),
        }
        for claim in wrong
    ]  # fmt: skip


def _fall_back(draft: Draft, runtime: Way, step: Span, code: str, reason: str) -> Draft:
    step.attribute("rejected", {"code": code, "reason": reason})
    runtime.context.record.notes.append(Note(code=code, parameters={"reason": reason}))
    return draft


async def _check(text: str, runtime: Way) -> list[Claim]:
    context = runtime.context
    assert context.record.draft is not None
    cited = {citation.n: citation.evidence_ids for citation in context.record.draft.citations}
    evidence, resolver = context.record.evidence(), context.agents.resolver
    claims = await asyncio.to_thread(verify, text, evidence, resolver, citations=cited)
    missing = spans(text, context.record.draft.notes)
    return [one for one in claims if not any(start <= one.start < end for start, end in missing)]


async def verify_node(state: State, runtime: Way) -> Json:
    """Check every claim of the answer against evidence and strike what nothing carries."""
    record = runtime.context.record
    assert record.draft is not None
    with _step(runtime, "verify", None) as span:
        if record.draft.status in CHECKED and record.evidence():
            record.claims = await _check(record.draft.text, runtime)
            if wrong := _struck(record.draft.text, record.claims):
                span.attribute("claims", wrong)
            text, record.struck = strike(record.draft.text, list(record.claims))
            if record.struck:
                record.draft = _confirmed(record.draft, text, record)
                record.notes.append(Note(code="struck", parameters={"count": record.struck}))
        span.output({"claims": len(record.claims), "struck": record.struck})
    return {}


def _confirmed(draft: Draft, kept: str, record: Record) -> Draft:
    """The draft without its struck sentences: partial, or no data when only notes and empty lists are left."""
    assert record.plan is not None
    if all(claim.kind == "citation" for claim in record.claims if not claim.supported):
        return replace(draft, text=kept)  # markers went, no sentence did
    if says_anything(kept, draft.notes):
        return replace(draft, text=kept, status="partial")
    said = render(record.plan.language, "answer.unconfirmed")
    notes = " ".join(note.text for note in draft.notes if note.text and note.text in kept)
    return replace(draft, text=f"{said} {notes}".rstrip(), status="no_data")


async def answer_node(state: State, runtime: Way) -> Json:
    """Close the turn: its plan becomes history for the next question of the thread."""
    record = runtime.context.record
    turns: list[Json] = []
    # Only a turn about securities or markets can be followed up on.
    if record.plan is not None and record.plan.in_scope and not record.plan.unsafe:
        answered = record.plan.model_copy(update={"listed": record.listed() or record.plan.among})
        turns.append(answered.model_dump(mode="json", by_alias=True))
    return {"state_version": STATE_VERSION, "turns": turns, "plan": None}
