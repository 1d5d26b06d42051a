"""CORE (Borchert et al. 2023): pairs of companies in English sentences, twelve relations, macro F1.

The annotation `invert_relation` belongs to the label and is never read. The classifier was chosen on a fifth of the
training file, set apart by hash.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from evaluation.extraction.pairs import Pair, PairClassifier, in_training_half
from stockelper.errors import BadInput

FILE = "kg/core/train.json"
VALIDATION_SHARE = 5


def read(path: Path) -> list[tuple[str, Pair, str]]:
    """Id, pair and relation of each row. Raises BadInput naming the file and row that cannot be read."""
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput("unreadable_file", path=str(path), reason=str(error)) from error
    found: list[tuple[str, Pair, str]] = []
    for number, row in enumerate(rows, 1):
        try:
            found.append((str(row["id"]), _pair(row), str(row["relation"])))
        except (KeyError, TypeError, ValueError) as error:
            reason = f"row {number}: {type(error).__name__} {error}"
            raise BadInput("unreadable_file", path=str(path), reason=reason) from error
    return found


def _pair(row: dict[str, Any]) -> Pair:
    tokens = tuple(map(str, cast("list[object]", row["context"])))
    first, second = (_span(row, end, len(tokens)) for end in ("e1", "e2"))
    return Pair(tokens, first, second, str(row["e1_name"]), str(row["e2_name"]))


def _span(row: dict[str, Any], end: str, size: int) -> tuple[int, int]:
    start, last = int(row[f"{end}_start"]), int(row[f"{end}_end"])
    if not 0 <= start <= last < size:
        raise ValueError(f"{end} lies outside its context")
    return start, last + 1


def split(
    rows: Sequence[tuple[str, Pair, str]],
) -> tuple[list[tuple[str, Pair, str]], list[tuple[str, Pair, str]]]:
    """The part to learn from and the part to be judged on while the classifier is chosen."""
    seen = [row for row in rows if in_training_half(row[0], VALIDATION_SHARE)]
    return seen, [row for row in rows if not in_training_half(row[0], VALIDATION_SHARE)]


def macro_f1(
    train: Sequence[tuple[str, Pair, str]], test: Sequence[tuple[str, Pair, str]]
) -> tuple[float, float]:
    """Macro F1 of the classifier and of always answering the training part's commonest relation."""
    from sklearn.metrics import f1_score

    classifier = PairClassifier()
    classifier.fit([pair for _, pair, _ in train], [label for _, _, label in train])
    wanted = [label for _, _, label in test]
    common = Counter(label for _, _, label in train).most_common(1)[0][0]
    found = classifier.predict([pair for _, pair, _ in test])
    score = cast("Any", f1_score)
    options: dict[str, Any] = {"average": "macro", "zero_division": 0.0}
    scores = [score(wanted, answers, **options) for answers in (found, [common] * len(wanted))]
    return float(scores[0]), float(scores[1])
