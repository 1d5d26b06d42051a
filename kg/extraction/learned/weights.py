"""The weights of the second reader: one packaged file, made by `make weights` from `evaluation/cases`.

`weights.npz` holds for each language and task an array of int8 (2^15 places, types), a scale for each type and a
`card`: the texts it was trained on, the thresholds and the calibration. A missing file means that nothing is added.
"""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from kg.extraction.learned.features import Vector
from stockelper.types import Language

Task = Literal["relations", "events"]
FILE = "weights.npz"


@dataclass(frozen=True)
class Model:
    """A linear model: `weights` of shape (2^15, types) as int8, `scale` of shape (types,).

    A margin has to reach the type's place in `thresholds`, shape (types,); what a single rule says of something whose margin
    is below `doubt` does not count; `slope` and `offset` turn a margin into a share of right finds.
    """

    types: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    thresholds: NDArray[np.float32]
    doubt: float
    slope: float
    offset: float

    def margins(self, vectors: Sequence[Vector]) -> NDArray[np.float32]:
        """Margins of shape (vectors, types): the log odds of each type."""
        found = np.zeros((len(vectors), len(self.types)), dtype=np.float32)
        for n, (places, values) in enumerate(vectors):
            found[n] = values @ self.weights[places].astype(np.float32)
        return found * self.scale

    def confidence(self, margin: float) -> float:
        """How often such a find was right on texts of authors that the model had not read."""
        return float(1 / (1 + np.exp(-(self.slope * margin + self.offset))))


Models = Mapping[tuple[Language, Task], Model]


@cache
def packaged() -> Models:
    """The packaged models; none where the file is missing."""
    file = files("kg.extraction.learned").joinpath(FILE)
    return loaded(file.read_bytes()) if file.is_file() else {}


def loaded(content: bytes) -> Models:
    """The models of a file's bytes. Raises ValueError when they are no such file."""
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        card: dict[str, Any] = json.loads(bytes(arrays["card"]).decode())
        return {
            (one["language"], one["task"]): Model(
                types=tuple(one["types"]),
                weights=arrays[f"{one['language']}.{one['task']}.weights"],
                scale=arrays[f"{one['language']}.{one['task']}.scale"],
                thresholds=np.array(one["thresholds"], dtype=np.float32),
                **{name: float(one[name]) for name in _NUMBERS},
            )
            for one in card["models"]
        }


_NUMBERS = ("doubt", "slope", "offset")


def packed(models: Models, provenance: Mapping[str, object]) -> bytes:
    """The file of models; the same models give the same bytes."""
    arrays: dict[str, NDArray[Any]] = {}
    cards: list[dict[str, object]] = []
    for (language, task), model in sorted(models.items()):
        arrays[f"{language}.{task}.weights"] = model.weights
        arrays[f"{language}.{task}.scale"] = model.scale
        numbers = {name: round(float(getattr(model, name)), 4) for name in _NUMBERS}
        least = [round(float(one), 4) for one in model.thresholds]
        cards.append(
            {"language": language, "task": task, "types": list(model.types), "thresholds": least, **numbers}
        )
    card = json.dumps({"models": cards, **provenance}, sort_keys=True, ensure_ascii=False)
    buffer = io.BytesIO()
    save = cast("Any", np.savez_compressed)  # its typing takes the first array for an option
    save(buffer, card=np.frombuffer(card.encode(), dtype=np.uint8), **arrays)
    return buffer.getvalue()
