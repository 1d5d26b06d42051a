"""The extractor that asks a language model, behind the interface of the rules.

What the model says is data to be checked: types come from our own lists, names must stand in the text, ids come from
the listing. Everything else it says is dropped.
"""

import asyncio
import json
import re
from importlib.resources import files
from typing import get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from kg.extraction.records import Document, Extracted, FoundEvent, FoundRelation, Mention, MentionKind, Slot
from kg.ontology import RELATIONS
from stockelper.errors import ModelError
from stockelper.language.normalise import normalise
from stockelper.models import Configured
from stockelper.securities.resolver import Resolver
from stockelper.types import EventType, RelationType

CONFIDENCE = 0.75
MOST_CHARACTERS = 12_000
SLOTS = frozenset({"amount", "currency", "counterparty", "person", "period", "direction", "ratio", "date"})
_FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")
_KINDS: dict[str, MentionKind] = {"Person": "person", "Product": "product", "Sector": "sector"}


class _Relation(BaseModel):
    model_config = ConfigDict(extra="ignore")

    type: RelationType
    head: str
    tail: str
    ratio: float | None = None


class _Event(BaseModel):
    model_config = ConfigDict(extra="ignore")

    type: EventType
    company: str
    slots: dict[str, str | float | None] = {}


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore")

    relations: list[_Relation] = []
    events: list[_Event] = []


class ModelExtractor:
    """Asks the configured models once a document, with a budget of its own."""

    def __init__(self, configured: Configured, resolver: Resolver) -> None:
        self._configured = configured
        self._resolver = resolver

    @property
    def version(self) -> str:
        """`model` and the name of the first choice."""
        return f"model {self._configured.for_run().name}"

    def extract(self, document: Document) -> Extracted:
        """Relations and events of one document. Raises ModelError when no model gave a usable answer."""
        text = normalise(f"{document.title}\n{document.text}"[:MOST_CHARACTERS])
        answer = asyncio.run(self._configured.for_run().complete(_instructions(), _asked(document, text)))
        said = _parsed(answer.text)
        relations = [found for one in said.relations if (found := self._relation(one, text)) is not None]
        events = [found for one in said.events if (found := self._event(one, text)) is not None]
        return Extracted(tuple(relations), tuple(events))

    def _relation(self, one: _Relation, text: str) -> FoundRelation | None:
        known = RELATIONS[one.type]
        head, tail = (
            self._mention(n, k, text) for n, k in ((one.head, known.heads[0]), (one.tail, known.tails[0]))
        )
        if head is None or tail is None or head.text == tail.text:
            return None
        ratio = one.ratio if known.ratio and one.ratio is not None and 0 < one.ratio <= 1 else None
        return FoundRelation(one.type, head, tail, ratio, CONFIDENCE)

    def _event(self, one: _Event, text: str) -> FoundEvent | None:
        company = self._mention(one.company, "Company", text)
        if company is None:
            return None
        slots: dict[str, Slot] = {
            name: value for name, value in one.slots.items() if name in SLOTS and value is not None
        }
        return FoundEvent(one.type, company, CONFIDENCE, slots)

    def _mention(self, name: str, kind: str, text: str) -> Mention | None:
        """The name if it stands in the text, with the id of the security that it alone means."""
        written = normalise(name)
        if not written or written.lower() not in text.lower():
            return None
        found = [m for m in self._resolver.written(written) if m.text == written and len(m.candidates) == 1]
        security = found[0].candidates[0] if found and kind == "Company" else None
        return Mention(written, _KINDS.get(kind, "company"), security)


def _instructions() -> str:
    prompt = files("kg.extraction").joinpath("prompts", "extract.md").read_text(encoding="utf-8")
    relations = ", ".join(
        f"{r.type} ({'/'.join(r.heads)} to {'/'.join(r.tails)})"
        for r in RELATIONS.values()
        if r.type not in _UNASKED
    )
    return prompt.replace("{relations}", relations).replace("{events}", ", ".join(get_args(EventType)))


_UNASKED = frozenset({"MENTIONED_IN", "AFFECTED_BY"})


def _asked(document: Document, text: str) -> str:
    return json.dumps({"published": str(document.published or ""), "text": text}, ensure_ascii=False)


def _parsed(answer: str) -> _Said:
    try:
        return _Said.model_validate_json(_FENCE.sub("", answer))
    except ValidationError as error:
        reason = f"not the agreed JSON: {error.errors()[0]['msg']}"
        raise ModelError(reason=reason) from error
