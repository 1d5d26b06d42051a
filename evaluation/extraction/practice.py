"""The practice market's articles: rules were written on one bank of sentences, the figures come from the other."""

from collections.abc import Iterator
from datetime import UTC, datetime

from collectors.practice.truth import Truth, truths
from evaluation.extraction.scores import Labelled, Scores, relation_key, simple
from kg.extraction.records import Document, Extractor
from stockelper.types import Language

HELD_BACK = "b"
UNTIL = datetime(2026, 11, 20, tzinfo=UTC)
"""Articles of the simulated days before it."""


def score(extractor: Extractor, language: Language) -> tuple[Scores, int]:
    """Scores over the held-back articles in one language, and how many there are."""
    scores, count = Scores(), 0
    for truth in _articles(language):
        found = extractor.extract(Document(truth.id, truth.title, truth.text, truth.published.date()))
        scores.add(found, labelled(truth))
        count += 1
    return scores, count


def _articles(language: Language) -> Iterator[Truth]:
    for truth in truths(UNTIL):
        if truth.bank == HELD_BACK and truth.language == language and not truth.filing:
            yield truth


def labelled(truth: Truth) -> Labelled:
    """The truth as keys: ids of companies, the names of everything else."""
    relations = frozenset(
        relation_key(r.type, _name(r.head_id, r.head), _name(r.tail_id, r.tail)) for r in truth.relations
    )
    return Labelled(relations, {(e.type, simple(e.company_id)): e.slots for e in truth.events})


def _name(id_: str, name: str) -> str:
    return id_ if id_.startswith("PRACTICE:") else name
