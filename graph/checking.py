"""A text's claims held against the record of its run: which hold, what a trace tells of the others, what is left."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from agents.verifier import verify
from agents.writer import Draft
from agents.writer.notes import says_anything, spans
from graph.record import Record, RunContext
from graph.state import Json
from stockelper.language.catalogue import render
from stockelper.types import Claim

_TRACED, _AROUND = 20, 60
"""Claims that a trace tells of one answer, and characters on both sides of each."""


async def checked(text: str, context: RunContext) -> list[Claim]:
    """The claims of a text with what carries them, but for those of the draft's own notes.

    What the rules told of the store is held against a model's text alone: as evidence of the rules' own text it would
    carry itself.
    """
    assert context.record.draft is not None
    cited = {citation.n: citation.evidence_ids for citation in context.record.draft.citations}
    by_rules = context.record.writer == "rules" and text == context.record.draft.text
    evidence = [*context.record.evidence(), *(() if by_rules else context.record.draft.coverage)]
    resolver = context.agents.resolver
    claims = await asyncio.to_thread(verify, text, evidence, resolver, citations=cited)
    missing = spans(text, context.record.draft.notes)
    return [one for one in claims if not any(start <= one.start < end for start, end in missing)]


def unsupported(text: str, claims: Sequence[Claim]) -> list[Json]:
    """The claims that nothing carries, as the trace tells them: what is claimed, why it does not hold, and the words around it."""
    wrong = [claim for claim in claims if not claim.supported][:_TRACED]
    return [
        {
            "kind": claim.kind, "text": claim.text, "reason": claim.reason,
            "in": text[max(0, claim.start - _AROUND) : claim.end + _AROUND].strip(),
        }
        for claim in wrong
    ]  # fmt: skip


def confirmed(draft: Draft, kept: str, record: Record) -> Draft:
    """The draft without its struck sentences: partial, or no data when only notes and empty lists are left."""
    assert record.plan is not None
    if all(claim.kind == "citation" for claim in record.claims if not claim.supported):
        return replace(draft, text=kept)  # markers went, no sentence did
    if says_anything(kept, draft.notes):
        return replace(draft, text=kept, status="partial")
    said = render(record.plan.language, "answer.unconfirmed")
    notes = " ".join(note.text for note in draft.notes if note.text and note.text in kept)
    return replace(draft, text=f"{said} {notes}".rstrip(), status="no_data")
