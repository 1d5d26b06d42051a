"""Trains the second reader on labelled texts and judges it on authors left out: `make weights`.

The texts are `cases/extraction_training.jsonl`, each with its author. The texts of the judged authors are read by models of the
others of that language, articles of the practice market that teach nothing by each of these models; a type's threshold is the margin down
to which what is added to the rules is right often enough, and doubt begins where what one rule alone says is right less often than that.
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
from evaluation.extraction.judging import FAR, LeftOut, additions, calibrated, doubt, tallies, thresholds
from evaluation.extraction.practice import HELD_BACK, UNTIL
from evaluation.extraction.practice import labelled as truth
from evaluation.extraction.scores import Key, Labelled, Tally, labelled, relation_key, simple
from kg.extraction.learned.candidates import Candidate, mentions, pairs
from kg.extraction.learned.features import BITS, Vector, vector
from kg.extraction.learned.heard import Heard
from kg.extraction.learned.second import EVENTS, margin_of, of_find, once_said, ranked, weighed
from kg.extraction.learned.weights import Model, Task, packed
from kg.extraction.reading import RuleExtractor
from kg.extraction.records import Document, Extracted, FoundEvent, FoundRelation
from stockelper.types import Language

TEXTS = Path(__file__).parent.parent / "cases" / "extraction_training.jsonl"
RELATIONS = (
    "SUPPLIES", "COMPETES_WITH", "SUBSIDIARY_OF", "AFFILIATE_OF", "HOLDS", "PARTNERS_WITH", "ACQUIRES",
    "INVESTS_IN", "LEADS",
)  # fmt: skip
"""What is learned; products and sectors are told by rules alone."""
INVERSE_PENALTY = 10.0
PRACTICE, PRACTICE_JUDGES = "practice", "practice, judging"
JUDGED = frozenset({"k", "l", "o", "p"})
"""Authors that are judged on: the rules were mended on the texts of all others, which teach alone."""
OF_ONE_PHRASE = frozenset({"q", "r", "u", "v", "w", "x", "y", "z", "aa", "ab"})
"""Authors of short sentences, of one way each of saying a thing: they teach relations, and cost events of whole texts recall."""
DOUBT_AT_MOST: Mapping[tuple[Language, Task], float] = {("ko", "relations"): -5.0}
"""Doubt begins no higher: above it plain Korean articles that no model had read lost seven points of recall."""
EVERY = 4
"""Of the practice market's first bank, on which rules were written as well, every fourth article teaches, and every fourth judges."""


@dataclass(frozen=True)
class Read:
    """A labelled text as the rules read it, and what the second reader has to choose from."""

    id: str
    truth: Labelled
    author: str
    told: Extracted
    heard: Sequence[Heard]
    candidates: Mapping[Task, Sequence[tuple[Candidate, Vector]]]

    @property
    def rules(self) -> Labelled:
        """What the rules find, as keys."""
        return labelled(self.told)


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
    """Articles of the practice market's first bank, to teach and to judge: what its second is judged by, in other words."""
    chosen = [
        one for one in truths(UNTIL) if one.bank != HELD_BACK and one.language == language and not one.filing
    ]
    return [
        _read(Document(one.id, one.title, one.text, one.published.date()), truth(one), author, extractor)
        for author, part in ((PRACTICE, chosen[::EVERY]), (PRACTICE_JUDGES, chosen[1::EVERY]))
        for one in part
    ]


def _read(document: Document, stated: Labelled, author: str, extractor: RuleExtractor) -> Read:
    told, heard = extractor.listen(document)
    candidates: dict[Task, Sequence[tuple[Candidate, Vector]]] = {
        "relations": [(candidate, vector(candidate)) for candidate in pairs(heard)],
        "events": [(candidate, vector(candidate)) for candidate in mentions(heard)],
    }
    return Read(document.id, stated, author, told, heard, candidates)


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
        types_of(task), np.rint(weights / scale).astype(np.int8), scale.astype(np.float32),
        np.zeros(len(scale), dtype=np.float32), float("-inf"), 1.0, 0.0,
    )  # fmt: skip


def _matrix(found: Sequence[Vector]) -> Any:
    from scipy.sparse import csr_matrix

    starts = np.cumsum([0, *(len(places) for places, _ in found)])
    places, values = (np.concatenate([pair[n] for pair in found]) for n in (0, 1))
    return csr_matrix((values, places, starts), shape=(len(found), 1 << BITS))


def guessed(task: Task, model: Model, one: Read) -> LeftOut:
    """The margin of every key that the second reader may add to a text, and of those that one rule alone states."""
    read = weighed(model, one.candidates[task])
    best: dict[Key, float] = {}
    for guess in ranked(read, one.heard, FAR):
        best.setdefault(named(guess.type, guess.candidate), guess.margin)
    finds = one.told.relations if task == "relations" else one.told.events
    alone = {
        _key(find): margin_of(of_find(find), read) for find in finds if once_said(of_find(find), one.heard)
    }
    return LeftOut(
        frozenset(gold(task, one.truth)),
        frozenset(gold(task, one.rules)),
        best,
        alone,
        one.author == PRACTICE_JUDGES,
    )


def _key(find: FoundRelation | FoundEvent) -> Key:
    (only,) = gold(
        "relations" if isinstance(find, FoundRelation) else "events",
        labelled(Extracted((find,)) if isinstance(find, FoundRelation) else Extracted((), (find,))),
    )
    return only


def left_out(task: Task, texts: Sequence[Read]) -> Iterator[LeftOut]:
    """Each text of the judged authors with the margins of a model that has not read it, each judging article with those of one."""
    taught = [one for one in texts if one.author != PRACTICE_JUDGES]
    judges = sorted({one.author for one in taught} & JUDGED)
    for author in judges:
        model = fitted(task, [one for one in taught if one.author != author])
        wanted = (author, PRACTICE_JUDGES) if author == judges[0] else (author,)
        yield from (guessed(task, model, one) for one in texts if one.author in wanted)


@dataclass(frozen=True)
class Trained:
    """A model of all authors, and what the rules, and the rules with it, found on authors left out."""

    model: Model
    rules: Tally
    both: Tally


def trained(task: Task, texts: Sequence[Read], doubt_at_most: float = np.inf) -> Trained:
    """Train on all texts that teach the task; thresholds, doubt and calibration come from authors left out."""
    texts = [one for one in texts if task == "relations" or one.author not in OF_ONE_PHRASE]
    found = list(left_out(task, texts))
    judged = additions(found)
    slope, offset = calibrated(judged)
    model = replace(
        fitted(task, [one for one in texts if one.author != PRACTICE_JUDGES]),
        thresholds=thresholds(types_of(task), judged), doubt=min(doubt(found), doubt_at_most), slope=slope, offset=offset,
    )  # fmt: skip
    return Trained(model, *tallies([one for one in found if not one.practice], model))


def models(extractor: RuleExtractor, path: Path = TEXTS) -> dict[tuple[Language, Task], Trained]:
    """The models of both languages and tasks."""
    languages: tuple[Language, ...] = ("ko", "en")
    tasks: tuple[Task, ...] = ("relations", "events")
    texts = {
        language: [*read(language, extractor, path), *practice(language, extractor)] for language in languages
    }
    return {
        (language, task): trained(task, texts[language], DOUBT_AT_MOST.get((language, task), np.inf))
        for language in languages
        for task in tasks
    }


def packed_file(found: Mapping[tuple[Language, Task], Trained], path: Path = TEXTS) -> bytes:
    """The packaged file: the models, the texts that taught them and how many authors wrote those."""
    authors = sorted({one["author"] for one in _lines(path)})
    provenance = {
        "texts": path.name, "texts_sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "authors": authors,
        "penalty": INVERSE_PENALTY, "practice": f"first bank, every {EVERY}th article",
    }  # fmt: skip
    return packed({which: one.model for which, one in found.items()}, provenance)
