"""One true answer with its evidence and the spans of its claims."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from stockelper.types import Evidence, Language

SpanKind = Literal["number", "percent", "date", "direction", "name", "period"]
_SLOT = re.compile(r"<(?P<kind>number|percent|date|direction|name|period|company):(?P<text>[^<>]*)>")


@dataclass(frozen=True)
class Span:
    """A claim of a true answer: `text[start:end]`."""

    kind: SpanKind
    start: int
    end: int


@dataclass(frozen=True)
class Sample:
    """A true answer.

    Attributes:
        style: which template or source it came from.
        others: for each name in the text, names that it may wrongly be replaced with.
        raw: whether its evidence is cited text.
    """

    style: str
    language: Language
    text: str
    evidence: tuple[Evidence, ...]
    spans: tuple[Span, ...]
    raw: bool
    others: Mapping[str, Sequence[str]]


def marked(template: str) -> tuple[str, tuple[Span, ...]]:
    """A text and its claims from one where each claim is written `<kind:text>`; `company` is a name."""
    parts: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for found in _SLOT.finditer(template):
        between = template[at : found.start()]
        start = length + len(between)
        length = start + len(found["text"])
        kind = found["kind"]
        spans.append(Span("name" if kind == "company" else cast("SpanKind", kind), start, length))
        parts += [between, found["text"]]
        at = found.end()
    return "".join((*parts, template[at:])), tuple(spans)
