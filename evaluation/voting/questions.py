"""The questions that votes are trained on: fresh ones by author, and the seen half of the older cases.

Rules of kinds were never mended on the fresh ones (tables of names and concepts were, on some), so what the rules found in them is learnt from; of the older
cases, on which rules were mended, only letters and words are.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from agents.guard import guard
from agents.planner.planner import ruled
from agents.planner.signs import Keys, Values, found, written
from agents.planner.votes import plainly_read
from evaluation.bench import routing
from evaluation.bench.routing import Asked, cases, half_of
from stockelper.clock import Clock, parse_as_of
from stockelper.securities.at import bundled_resolver
from stockelper.types import Kind

QUESTIONS = Path(routing.__file__).parent.parent / "cases" / "questions.jsonl"
OLDER = "older"
MENDED = "mended"
"""The author of questions of families that rules were mended for: read as older cases are."""
OUTSIDE = frozenset({"outside", "everyday"})
"""Authors of questions that are all out of scope: they are learnt from and never judged."""


@dataclass(frozen=True)
class Question:
    """A question with the kinds that are wanted, as the rules read it.

    Attributes:
        author: who wrote it; OLDER for the seen half of the older cases.
        kinds: what is asked, the main one first.
        ruled: what the rules make of it.
        plain: whether the rules are asked alone.
        refused: whether the guard refuses it before anything is planned.
        text: keys and values of letters and words.
        facts: keys and values of what the rules found; none for older cases.
    """

    id: str
    author: str
    kinds: tuple[Kind, ...]
    ruled: tuple[Kind, ...]
    plain: bool
    refused: bool
    text: tuple[Keys, Values]
    facts: tuple[Keys, Values]


def questions(path: Path = QUESTIONS, older: Path = routing.CASES) -> list[Question]:
    """All questions of both files. Raises BadInput naming the file when one cannot be read."""
    context = Asked(bundled_resolver(), Clock(parse_as_of(routing.AS_OF)))
    return [_read(case, author, context) for author, case in _cases(path, older)]


def fingerprint(path: Path = QUESTIONS, older: Path = routing.CASES) -> str:
    """SHA-256 of what is trained on: the questions, and the seen half of the older cases, by id, text and kinds."""
    lines = (
        f"{author}\t{case['id']}\t{case['question']}\t{case['kinds']}" for author, case in _cases(path, older)
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _cases(path: Path, older: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    yield from ((str(case["author"]), case) for case in cases(path))
    yield from ((OLDER, case) for case in cases(older) if half_of(case) == "seen" and not case.get("thread"))


def _read(case: Mapping[str, object], author: str, context: Asked) -> Question:
    reading, chosen = ruled(guard(str(case["question"])).text, context)
    facts = found(reading, chosen)
    return Question(
        id=str(case["id"]),
        author=author,
        kinds=tuple(cast("Sequence[Kind]", case["kinds"])),
        ruled=chosen,
        plain=plainly_read(reading, chosen),
        refused=guard(str(case["question"])).unsafe,
        text=written(reading.meant),
        facts=facts if author not in (OLDER, MENDED) else (facts[0][:0], facts[1][:0]),
    )
