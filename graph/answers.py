"""From a run's record to the answer that is stored and shown; from an error to what the reader is told."""

from datetime import datetime

from pydantic import BaseModel

from agents.guard import kept
from graph.record import Record
from stockelper.errors import BadInput, StockelperError
from stockelper.language import catalogue
from stockelper.language.telling import sentence
from stockelper.models import Completion
from stockelper.types import Answer, Claim, Language, Note


class RunFailure(BaseModel):
    """The data of an `error` event."""

    code: str
    text: str
    of_input: bool = False

    def as_error(self) -> StockelperError:
        """The error again, for a caller that waited for an answer: BadInput where the question was at fault."""
        kind = BadInput if self.of_input else StockelperError
        return kind("run_failed", reason=self.text)


def failed(error: StockelperError, language: Language | None) -> dict[str, object]:
    """The data of an `error` event in the reader's language."""
    text = sentence(error, language or "en")
    return RunFailure(code=error.code, text=text, of_input=isinstance(error, BadInput)).model_dump()


def rendered(note: Note, language: Language) -> Note:
    """The note with its sentence."""
    if note.text:
        return note
    return note.model_copy(
        update={"text": catalogue.render(language, f"note.{note.code}", **note.parameters)}
    )


def total_cost(calls: list[Completion]) -> float | None:
    """USD of all calls; None when the price of any is not known."""
    costs = [call.cost_usd for call in calls]
    known = [cost for cost in costs if cost is not None]
    return sum(known) if len(known) == len(costs) else None


def assemble(
    record: Record,
    *,
    language: Language,
    as_of: datetime | None,
    trace_id: str,
    ms: float,
    calls: list[Completion],
) -> Answer:
    """The answer of a finished record, with the sources that its text still names."""
    draft, plan = record.draft, record.plan
    assert draft is not None
    before = f"{draft.preface}\n\n" if draft.preface else ""
    found = record.found()
    return Answer(
        status=draft.status,
        answer=f"{before}{draft.text}",
        language=language,
        plan=plan,
        citations=tuple(citation for citation in draft.citations if f"[{citation.n}]" in draft.text),
        evidence=(*record.evidence(), *(draft.coverage if draft.status != "no_data" else ())),
        claims=tuple(_moved(claim, len(before)) for claim in record.claims),
        forecast=next((finding.forecast for finding in found if finding.forecast), None),
        subgraph=next((finding.subgraph for finding in found if finding.subgraph), None),
        charts=tuple(chart for finding in found for chart in finding.charts),
        follow_ups=draft.follow_ups,
        notes=tuple(rendered(note, language) for note in (*draft.notes, *record.notes)),
        simulated=draft.simulated,
        question=record.guarded.text if record.guarded else kept(record.question),
        user=record.user,
        thread=record.thread,
        run=record.run,
        trace_id=trace_id,
        as_of=as_of,
        writer=record.writer,
        struck=record.struck,
        ms=round(ms, 1),
        model_calls=len(calls),
        tokens=sum(call.input_tokens + call.output_tokens for call in calls),
        cost_usd=total_cost(calls),
    )


def _moved(claim: Claim, by: int) -> Claim:
    """A claim whose place counts the text that was put before it."""
    return claim.model_copy(update={"start": claim.start + by, "end": claim.end + by}) if by else claim
