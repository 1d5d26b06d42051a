"""What a configured model does in a question's steps: it reads, looks up and writes.

Where it fails, or what it says does not hold, the rules' own part stands, and a note of the record says so.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from agents import model_planner, model_specialist, model_writer
from agents.guard import advice
from agents.planner import plan as make_plan
from agents.specialist import Specialist
from agents.writer import Draft
from graph.checking import checked, unsupported
from graph.record import RunContext
from stockelper.errors import ModelError
from stockelper.tracing import Span
from stockelper.types import Finding, Note, Plan

_SHOWN = 80
"""Characters of a model's words that a note repeats."""


async def reread(plan: Plan, history: Sequence[Plan], context: RunContext) -> Plan:
    """The plan of the question as the model words it, with a note of that; else the rules' own."""
    agents, record = context.agents, context.record
    given = model_planner.request(plan.question, history, agents.clock.today(), plan.language)
    try:
        completion = await context.meter.complete(model_planner.instructions(), given)
    except ModelError as error:
        record.notes.append(Note(code="model_unread", parameters={"reason": _reason(error)}))
        return plan
    said = model_planner.reading(completion.text)
    read = make_plan(said, agents, history, plan.language) if said else None
    if said is None or read is None or not model_planner.is_better(read, plan):
        return plan
    record.notes.append(Note(code="read_as", parameters={"question": said}))
    return read.model_copy(update={"planner": completion.model})


async def looked_up(specialist: Specialist, plan: Plan, context: RunContext) -> Finding | None:
    """What a specialist finds by the model's own tool calls; None where they found nothing or the model failed, with a note."""
    try:
        return await model_specialist.look_up(specialist, plan, context.agents, context.meter)
    except ModelError as error:
        context.record.notes.append(Note(code="model_idle", parameters={"reason": _reason(error)}))
        return None


async def written(draft: Draft, context: RunContext, step: Span) -> Draft:
    """The model's text if evidence carries every claim and it neither advises nor promises, else the draft and a note.

    The writer's step in the trace says why a text of the model was not taken: `rejected`, and `claims` that nothing carries.
    """
    record, model = context.record, context.model
    assert model is not None and record.plan is not None
    given = model_writer.request(record.plan, draft, record.evidence())
    try:
        completion = await context.meter.complete(model_writer.instructions(), given)
    except ModelError as error:
        return _fall_back(draft, context, step, error.code, _reason(error))
    if unfit := model_writer.unfit(completion.text, record.plan.language):
        return _fall_back(draft, context, step, "model_failed", unfit)
    text = model_writer.labelled(completion.text, draft)
    cited = [words for item in record.evidence() for words in (item.title, item.text) if words]
    if said := await asyncio.to_thread(advice, text, cited):
        record.notes.append(Note(code=f"model_{said}"))
        step.attribute("rejected", {"code": f"model_{said}", "reason": ""})
        return draft
    claims = await checked(text, context)
    wrong = next((claim.text for claim in claims if not claim.supported), None)
    wrong = wrong or model_writer.unfounded(text, claims, draft, record.evidence())
    if wrong or not model_writer.cites(text, draft):
        step.attribute("claims", unsupported(text, claims))
        return _fall_back(draft, context, step, "model_invented", (wrong or "no citation")[:_SHOWN])
    record.writer = model.name
    return replace(draft, text=text)


def _fall_back(draft: Draft, context: RunContext, step: Span, code: str, reason: str) -> Draft:
    step.attribute("rejected", {"code": code, "reason": reason})
    context.record.notes.append(Note(code=code, parameters={"reason": reason}))
    return draft


def _reason(error: ModelError) -> str:
    return str(error.parameters.get("reason", ""))
