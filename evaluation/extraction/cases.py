"""Our own sentences with what they state, about the practice market's companies: `cases/extraction.jsonl`.

Each was labelled before it was read by the rules, in draws; the rules were then mended by classes of errors, so
that a draw is practice from its first run on. The first runs' figures stand in `docs/log.md`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from collectors.practice.cast import OUTSIDERS, companies
from evaluation.extraction.scores import Labelled, Scores, relation_key, simple
from kg.extraction.records import Document, Extractor
from stockelper.errors import BadInput
from stockelper.language.particles import particle
from stockelper.types import Language

CASES = Path(__file__).parent.parent / "cases" / "extraction.jsonl"
PUBLISHED = date(2025, 11, 20)
_CAST = {"A": 0, "B": 5, "C": 1}
"""The companies that stand for the placeholders, by their place in the cast; D is one without a listing."""
_PEOPLE = {"P": ("서한결", "Hangyeol Seo"), "Q": ("문나래", "Narae Moon")}
_PLACEHOLDER = re.compile(r"\{([A-DPQ])(?::([^}]+))?\}")


@dataclass(frozen=True)
class Case:
    """A filled sentence and what it states."""

    id: str
    language: Language
    text: str
    truth: Labelled


def cases(path: Path = CASES) -> list[Case]:
    """All cases. Raises BadInput naming the file and the line that cannot be read."""
    found: list[Case] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(_case(json.loads(line)))
        except (ValueError, KeyError) as error:
            raise BadInput("bad_json_line", path=str(path), line=number, reason=str(error)) from error
    return found


def score(extractor: Extractor, language: Language) -> tuple[Scores, int]:
    """Scores over the cases of one language, and how many there are."""
    scores, chosen = Scores(), [case for case in cases() if case.language == language]
    for case in chosen:
        scores.add(extractor.extract(Document(case.id, "", case.text, PUBLISHED)), case.truth)
    return scores, len(chosen)


def _case(row: Mapping[str, Any]) -> Case:
    language = cast("Language", row["language"])
    names, ids = _names(language), _ids()

    def end(word: str) -> str:
        return ids.get(word) or names.get(word, word)

    relations = frozenset(
        relation_key(type_, end(head), end(tail))
        for type_, head, tail in cast("Sequence[Sequence[str]]", row["relations"])
    )
    events = {
        (str(event["type"]), simple(end(event["company"]))): {
            name: names.get(value, value) if isinstance(value, str) else value
            for name, value in event.get("slots", {}).items()
        }
        for event in row["events"]
    }
    text = _PLACEHOLDER.sub(lambda match: _filled(names[match[1]], match[2]), row["text"])
    return Case(str(row["id"]), language, text, Labelled(relations, events))


def _filled(name: str, pair: str | None) -> str:
    return name + (particle(name, pair) if pair else "")


def _names(language: Language) -> dict[str, str]:
    known = {letter: companies()[place].name(language) for letter, place in _CAST.items()}
    people = {letter: names[language == "en"] for letter, names in _PEOPLE.items()}
    return {**known, **people, "D": OUTSIDERS[0][language == "en"]}


def _ids() -> dict[str, str]:
    return {letter: companies()[place].id for letter, place in _CAST.items()}
