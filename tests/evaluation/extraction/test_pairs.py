"""The classifier of pairs, and what CORE's files must hold."""

import json
from pathlib import Path

import pytest

from evaluation.extraction import core
from evaluation.extraction.pairs import Pair, PairClassifier, marked
from stockelper.errors import BadInput

VERBS = {"acquired_by": "was bought by", "competitor_of": "competes with", "client_of": "buys parts from"}


def pair(first: str, words: str, second: str) -> Pair:
    tokens = (first, *words.split(), second, ".")
    return Pair(tokens, (0, 1), (len(tokens) - 2, len(tokens) - 1), first, second)


def test_both_ends_are_marked_in_the_sentence() -> None:
    assert marked(pair("Kelvarro", "was bought by", "Brunovia")) == "E1TOK was bought by E2TOK ."


def test_it_learns_what_the_words_between_say() -> None:
    names = ["Kelvarro", "Brunovia", "Zelmora", "Havenquist", "Quillarde", "Mirthane"]
    examples = [
        (pair(a, words, b), label)
        for label, words in VERBS.items()
        for a in names[:4]
        for b in names[:4]
        if a != b
    ]
    classifier = PairClassifier()
    classifier.fit([one for one, _ in examples], [label for _, label in examples])
    asked = [pair(names[4], words, names[5]) for words in VERBS.values()]
    assert classifier.predict(asked) == list(VERBS)
    assert classifier.predict([]) == []


def row(**changes: object) -> dict[str, object]:
    given: dict[str, object] = {
        "id": "E1", "relation": "client_of", "invert_relation": 0, "e1_start": 0, "e1_end": 0, "e2_start": 3, "e2_end": 3,
        "e1_name": "Kelvarro", "e2_name": "Brunovia", "context": ["Kelvarro", "buys", "from", "Brunovia"],
    }  # fmt: skip
    return given | changes


def test_the_direction_of_a_label_is_never_read(tmp_path: Path) -> None:
    file = tmp_path / "core.json"
    file.write_text(json.dumps([row(), row(invert_relation=1)]), encoding="utf-8")
    (_, one, _), (_, other, _) = core.read(file)
    assert one == other


@pytest.mark.parametrize(
    "changes", [{"e2_end": 9}, {"e1_start": "x"}, {"context": None}, {"relation": None, "context": 5}]
)
def test_a_broken_row_is_named(tmp_path: Path, changes: dict[str, object]) -> None:
    file = tmp_path / "core.json"
    file.write_text(json.dumps([row(), row(**changes)]), encoding="utf-8")
    with pytest.raises(BadInput) as raised:
        core.read(file)
    assert "row 2" in str(raised.value.parameters["reason"])
