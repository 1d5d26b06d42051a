"""FIRE (Hamad et al. 2024), development part: relations between given entities of financial English.

Candidates are the ordered pairs of entities whose kinds the dataset's own rules allow a relation for. Half of the
sentences, by hash, teach the classifier; micro F1 on the other half, beside giving each pair of kinds its commonest answer.
"""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from evaluation.extraction.pairs import Pair, PairClassifier, in_training_half

FILE, RULES = "kg/fire/fire_dev.json", "kg/fire/fire_rules.json"
NONE = ""
Example = tuple[Pair, str]


def read(path: Path, rules: Path) -> tuple[list[Example], list[Example]]:
    """The candidates of the learning half and of the other half, with their relation or none."""
    allowed = {
        (rule["head"], rule["tail"])
        for rule in json.loads(rules.read_text(encoding="utf-8"))["rules"]
        if rule["relations"]
    }
    parts: tuple[list[Example], list[Example]] = ([], [])
    for sentence in json.loads(path.read_text(encoding="utf-8")):
        part = parts[0] if in_training_half(" ".join(sentence["tokens"])) else parts[1]
        part += _candidates(sentence, allowed)
    return parts


def _candidates(sentence: dict[str, Any], allowed: set[tuple[str, str]]) -> list[Example]:
    stated = {(one["head"], one["tail"]): one["type"] for one in sentence["relations"]}
    tokens, entities = tuple(sentence["tokens"]), sentence["entities"]
    return [
        (_pair(tokens, head, tail), stated.get((i, k), NONE))
        for i, head in enumerate(entities)
        for k, tail in enumerate(entities)
        if i != k and ((i, k) in stated or (head["type"], tail["type"]) in allowed)
    ]


def _pair(tokens: tuple[str, ...], head: dict[str, Any], tail: dict[str, Any]) -> Pair:
    spans = [(int(one["start"]), int(one["end"])) for one in (head, tail)]
    return Pair(tokens, spans[0], spans[1], head["text"], tail["text"], (head["type"], tail["type"]))


def micro_f1(train: list[Example], test: list[Example]) -> tuple[float, float]:
    """F1 over relations of the classifier and of the commonest answer for each pair of kinds."""
    classifier = PairClassifier()
    classifier.fit([pair for pair, _ in train], [label for _, label in train])
    by_kinds: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter[str])
    for pair, label in train:
        by_kinds[pair.kinds][label] += 1
    common = [by_kinds[p.kinds].most_common(1)[0][0] if by_kinds[p.kinds] else NONE for p, _ in test]
    wanted = [label for _, label in test]
    return _f1(classifier.predict([pair for pair, _ in test]), wanted), _f1(common, wanted)


def _f1(found: list[str], wanted: list[str]) -> float:
    right = sum(one == other != NONE for one, other in zip(found, wanted, strict=True))
    total = sum(one != NONE for one in found) + sum(one != NONE for one in wanted)
    return 2 * right / total if total else 0.0
