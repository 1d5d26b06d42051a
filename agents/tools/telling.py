"""How a tool says something: a sentence's code with the evidence it states, and parts put together."""

from collections.abc import Iterable, Mapping
from typing import Literal

from agents.specialist import Part
from stockelper.types import Evidence, Parameter, Statement

Direction = Literal["up", "down", "flat"]


def told(
    code: str,
    evidence: Mapping[str, Evidence],
    parameters: Mapping[str, Parameter] | None = None,
    *,
    operands: Iterable[Evidence] = (),
) -> Part:
    """One sentence of the catalogue, with the evidence it names and the operands that this is derived from."""
    return Part(
        statements=(
            Statement(
                code=code,
                evidence={name: item.id for name, item in evidence.items()},
                parameters=dict(parameters or {}),
            ),
        ),
        evidence=(*evidence.values(), *operands),
    )


def together(parts: Iterable[Part]) -> Part:
    """Several parts as one, in order."""
    found = list(parts)
    return Part(
        statements=tuple(item for part in found for item in part.statements),
        evidence=tuple(item for part in found for item in part.evidence),
        charts=tuple(item for part in found for item in part.charts),
        subgraph=next((part.subgraph for part in found if part.subgraph), None),
        forecast=next((part.forecast for part in found if part.forecast), None),
        notes=tuple(item for part in found for item in part.notes),
        missing=any(part.missing for part in found),
    )


def direction(value: float | None) -> Direction:
    """Which way a value points."""
    return "flat" if not value else "up" if value > 0 else "down"
