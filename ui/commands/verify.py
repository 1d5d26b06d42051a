"""`stockelper verify --batch`: answers of anybody, checked claim by claim against their evidence."""

import datetime as dt
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.verifier import verify
from stockelper.types import Evidence
from ui.batch import bad_field, parsed, run_batch
from ui.listed import listed_resolver

if TYPE_CHECKING:
    from stockelper.securities.resolver import Resolver

UNKNOWN = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When nobody says at what time an evidence became known; no date is taken from it."""


LONGEST = 20_000
"""Letters of an answer: more than any answer has, and still checked in seconds."""


class Cited(BaseModel):
    """What a marker `[n]` stands for; the rest of a citation does not matter here."""

    model_config = ConfigDict(extra="ignore")

    n: int
    evidence_ids: tuple[str, ...] = ()


class Line(BaseModel):
    """One line of a batch."""

    model_config = ConfigDict(extra="ignore")

    answer: str = Field(max_length=LONGEST)
    evidence: tuple[dict[str, object], ...] = ()
    citations: tuple[Cited, ...] = Field(default=())


def arguments(parser: ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument(
        "--batch", type=Path, metavar="FILE", required=True, help="JSON lines of answers with evidence"
    )


def run(options: Namespace) -> int:
    """Check every line; exit code 1 when none could be checked."""
    resolver = listed_resolver(options)
    return run_batch(options.batch, lambda record: {"claims": _checked(record, resolver)})


def _checked(record: Mapping[str, object], resolver: "Resolver") -> list[dict[str, object]]:
    line = parsed(Line, record)
    items = [evidence(item, index) for index, item in enumerate(line.evidence, 1)]
    cited = {c.n: c.evidence_ids for c in line.citations} if line.citations else None
    return [claim.model_dump(mode="json") for claim in verify(line.answer, items, resolver, citations=cited)]


def evidence(item: Mapping[str, object], index: int) -> Evidence:
    """One evidence of a batch: as from `ask`, or `{id, text}`; what is missing or unreadable is left out.

    Raises:
        BadInput: when what is needed (a text or a value) cannot be read.
    """
    given = {
        name: value for name, value in item.items() if name in Evidence.model_fields and value is not None
    }
    text = "text" in given or "title" in given
    filled = {
        "id": f"e{index}",
        "kind": "article" if text else "fact",
        "name": "",
        "source": "",
        "known_at": UNKNOWN,
    }
    if "date" not in given and isinstance(item.get("published"), str):
        given["date"] = str(item["published"])[:10]
    record = {**filled, **given, "id": str(given.get("id", f"e{index}"))}
    try:
        return Evidence.model_validate(record)
    except ValidationError as error:
        wrong = {str(e["loc"][0]) for e in error.errors()}
        if wrong & {"value", "text"}:
            raise bad_field(error) from error
        kept = {name: value for name, value in record.items() if name not in wrong}
        return Evidence.model_validate({**filled, **kept})
