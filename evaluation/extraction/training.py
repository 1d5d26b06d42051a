"""Trains the second reader on labelled texts and judges it on authors left out: `make weights`.

The texts are `cases/extraction_training.jsonl`, each with its author. The texts of the judged authors are read by models of the
others of that language; the threshold is the margin down to which what is added to the rules is right often enough.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from collectors.practice.truth import truths
from evaluation.extraction.cases import PUBLISHED, cases
from evaluation.extraction.practice import HELD_BACK, UNTIL
from evaluation.extraction.practice import labelled as truth
from evaluation.extraction.scores import Key, Labelled, Tally, labelled, relation_key, simple
from kg.extraction.learned.candidates import Candidate, mentions, pairs
from kg.extraction.learned.features import BITS, Vector, vector
from kg.extraction.learned.heard import Heard
from kg.extraction.learned.second import EVENTS, ranked
from kg.extraction.learned.weights import Model, Task, packed
from kg.extraction.reading import RuleExtractor
from kg.extraction.records import Document
from stockelper.types import Language

TEXTS = Path(__file__).parent.parent / "cases" / "extraction_training.jsonl"
RELATIONS = (
    "SUPPLIES", "COMPETES_WITH", "SUBSIDIARY_OF", "AFFILIATE_OF", "HOLDS", "PARTNERS_WITH", "ACQUIRES",
    "INVESTS_IN", "LEADS",
)  # fmt: skip
"""What is learned; products and sectors are told by rules alone."""
INVERSE_PENALTY = 10.0
RIGHT = 0.60
"""The share of additions that have to be right on authors left out: few enough are added that the whole stays near the rules alone."""
PRACTICE = "practice"
JUDGED = frozenset({"k", "l"})
"""Authors that are judged on: the rules were mended on the texts of all others, which teach alone."""
LEAST = 2.0
"""No threshold lies lower: nearer to even odds it is the mix of texts that decides (the practice market's articles lost a twentieth of
the precision of relations and a quarter of that of events)."""
EVERY = 4
"""Of the practice market's first bank, on which rules were written as well, every fourth article teaches."""
FEWEST = 8
"""A threshold is judged on so many additions at least."""


@dataclass(frozen=True)
class Read:
    """A labelled text as the rules read it, and what the second reader has to choose from."""

    id: str
    truth: Labelled
    author: str
    rules: Labelled
    heard: Sequence[Heard]
    candidates: Mapping[Task, Sequence[tuple[Candidate, Vector]]]


@dataclass(frozen=True)
class Judged:
    """An addition on an author left out: its margin and whether it is right."""

    margin: float
    right: bool


def read(language: Language, extractor: RuleExtractor, path: Path = TEXTS) -> list[Read]:
    """The texts of one language, read by the rules. Raises BadInput for a line that cannot be read."""
    authors = {one["id"]: one["author"] for one in _lines(path)}
    found: list[Read] = []
    for case in cases(path):
        if case.language == language:
            document = Document(case.id, "", case.text, PUBLISHED)
            found.append(_read(document, case.truth, authors[case.id], extractor))
    return found


def practice(language: Language, extractor: RuleExtractor) -> list[Read]:
    """Articles of the practice market's first bank: what its second is judged by, in other words."""
    chosen = [
        one for one in truths(UNTIL) if one.bank != HELD_BACK and one.language == language and not one.filing
    ]
    return [
        _read(Document(one.id, one.title, one.text, one.published.date()), truth(one), PRACTICE, extractor)
        for one in chosen[::EVERY]
    ]


def _read(document: Document, stated: Labelled, author: str, extractor: RuleExtractor) -> Read:
    told, heard = extractor.listen(document)
    candidates: dict[Task, Sequence[tuple[Candidate, Vector]]] = {
        "relations": [(candidate, vector(candidate)) for candidate in pairs(heard)],
        "events": [(candidate, vector(candidate)) for candidate in mentions(heard)],
    }
    return Read(document.id, stated, author, labelled(told), heard, candidates)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def types_of(task: Task) -> tuple[str, ...]:
    """The types that a task knows."""
    return RELATIONS if task == "relations" else EVENTS


def gold(task: Task, truth: Labelled) -> set[Key]:
    """What a text states, as keys."""
    return set(truth.relations) if task == "relations" else set(truth.events)


def named(type_: str, candidate: Candidate) -> Key:
    """The key of a type for a candidate."""
    if candidate.tail is None:
        return type_, simple(candidate.head.key)
    return relation_key(type_, candidate.head.key, candidate.tail.key)


def fitted(task: Task, texts: Sequence[Read]) -> Model:
    """A model of all texts, without threshold and calibration."""
    from sklearn.linear_model import LogisticRegression

    rows = [(one, candidate) for one in texts for candidate, _ in one.candidates[task]]
    matrix = _matrix([found for one in texts for _, found in one.candidates[task]])
    columns: list[NDArray[np.float64]] = []
    for type_ in types_of(task):
        wanted = [named(type_, candidate) in gold(task, one.truth) for one, candidate in rows]
        machine = cast("Any", LogisticRegression)(
            C=INVERSE_PENALTY, solver="liblinear", fit_intercept=False, tol=1e-4
        )
        columns.append(machine.fit(matrix, wanted).coef_[0])
    weights = np.stack(columns, axis=1)
    scale = np.abs(weights).max(axis=0) / 127
    return Model(
        types_of(task), np.rint(weights / scale).astype(np.int8), scale.astype(np.float32), 0.0, 1.0, 0.0
    )


def _matrix(found: Sequence[Vector]) -> Any:
    from scipy.sparse import csr_matrix

    starts = np.cumsum([0, *(len(places) for places, _ in found)])
    places, values = (np.concatenate([pair[n] for pair in found]) for n in (0, 1))
    return csr_matrix((values, places, starts), shape=(len(found), 1 << BITS))


def guessed(task: Task, model: Model, one: Read) -> dict[Key, float]:
    """The margin of every key that the second reader may add to a text."""
    found = ranked(model, one.candidates[task], one.heard, _FAR)
    best: dict[Key, float] = {}
    for guess in found:
        best.setdefault(named(guess.type, guess.candidate), guess.margin)
    return best


def _turned(name: Key) -> Key:
    return (name[0], *name[:0:-1])


def left_out(task: Task, texts: Sequence[Read]) -> Iterator[tuple[Read, dict[Key, float]]]:
    """Each text of the judged authors with the margins of a model that has read the others."""
    for author in sorted({one.author for one in texts} & JUDGED):
        model = fitted(task, [one for one in texts if one.author != author])
        yield from ((one, guessed(task, model, one)) for one in texts if one.author == author)


def additions(task: Task, found: Sequence[tuple[Read, dict[Key, float]]]) -> list[Judged]:
    """Everything that could be added to the rules, the surest first."""
    judged: list[Judged] = []
    for one, margins in found:
        rules = gold(task, one.rules)
        judged += [
            Judged(margin, name in gold(task, one.truth))
            for name, margin in margins.items()
            if name not in rules and _turned(name) not in rules
        ]
    return sorted(judged, key=lambda one: -one.margin)


def threshold(judged: Sequence[Judged], right: float = RIGHT) -> float:
    """The lowest margin down to which the wanted share of additions is right; infinite where none is."""
    best, hits = float("inf"), 0
    for n, one in enumerate(judged, 1):
        hits += one.right
        if n >= FEWEST and hits / n >= right:
            best = one.margin
    return best


def calibrated(judged: Sequence[Judged]) -> tuple[float, float]:
    """Slope and offset that turn a margin into the share of right additions."""
    from sklearn.linear_model import LogisticRegression

    near = [one for one in judged if one.margin > _FAR]
    machine = cast("Any", LogisticRegression)(C=1e6).fit(
        [[one.margin] for one in near], [one.right for one in near]
    )
    return float(machine.coef_[0][0]), float(machine.intercept_[0])


_FAR = -4.0
"""Margins below say nothing of those near the threshold."""


def tallies(task: Task, found: Sequence[tuple[Read, dict[Key, float]]], least: float) -> tuple[Tally, Tally]:
    """What the rules alone, and the rules with all additions from a margin on, found and missed."""
    alone, both = Tally(), Tally()
    for one, margins in found:
        wanted, rules = gold(task, one.truth), gold(task, one.rules)
        more = {
            name
            for name, margin in margins.items()
            if margin >= least and name not in rules and _turned(name) not in rules
        }
        alone.add(rules, wanted)
        both.add(rules | more, wanted)
    return alone, both


@dataclass(frozen=True)
class Trained:
    """A model of all authors, and what the rules, and the rules with it, found on authors left out."""

    model: Model
    rules: Tally
    both: Tally


def trained(task: Task, texts: Sequence[Read]) -> Trained:
    """Train on all texts; threshold and calibration come from authors left out."""
    found = list(left_out(task, texts))
    judged = additions(task, found)
    alone, _ = tallies(task, found, np.inf)
    least = max(threshold(judged), LEAST)
    slope, offset = calibrated(judged)
    model = replace(fitted(task, texts), threshold=least, slope=slope, offset=offset)
    return Trained(model, alone, tallies(task, found, least)[1])


def models(extractor: RuleExtractor, path: Path = TEXTS) -> dict[tuple[Language, Task], Trained]:
    """The models of both languages and tasks."""
    languages: tuple[Language, ...] = ("ko", "en")
    tasks: tuple[Task, ...] = ("relations", "events")
    texts = {
        language: [*read(language, extractor, path), *practice(language, extractor)] for language in languages
    }
    return {(language, task): trained(task, texts[language]) for language in languages for task in tasks}


def packed_file(found: Mapping[tuple[Language, Task], Trained], path: Path = TEXTS) -> bytes:
    """The packaged file: the models, the texts that taught them and how many authors wrote those."""
    authors = sorted({one["author"] for one in _lines(path)})
    provenance = {
        "texts": path.name, "texts_sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "authors": authors,
        "penalty": INVERSE_PENALTY, "practice": f"first bank, every {EVERY}th article",
    }  # fmt: skip
    return packed({which: one.model for which, one in found.items()}, provenance)
