"""A trained vote beside the rules: how much each kind of question speaks out of its letters, words and facts.

A linear model, trained by `make votes` on questions whose kinds people wrote down (evaluation/cases/questions.jsonl). The
rules read first; the votes are asked where the question stands on its own, and win where they are sure enough of another reading.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Final, cast
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from agents.planner import kinds
from agents.planner.kinds import KINDS
from agents.planner.reading import Reading
from agents.planner.signs import Keys, Values, signs
from stockelper.errors import BadInput
from stockelper.types import Kind

FILE: Final = "votes.npz"
OUTPUTS: tuple[str, ...] = (*KINDS, "several")
"""What is voted on, in the order of the columns: each kind, and whether several are asked."""
REFUSALS: frozenset[Kind] = frozenset({"out_of_scope", "unsafe"})
"""Kinds that are asked alone, and not answered."""
_A_WORD = 5
"""Letters below which rules are asked alone: a name, a greeting, a word of assent."""
_SHORT, _AHEAD = 18, 1.5
"""Letters below which, and lead of the rules' best kind from which, rules that account for every word are as sound as votes."""


@dataclass(frozen=True)
class Weights:
    """A trained model.

    Attributes:
        keys: hashed signs, ascending, of shape (signs,).
        weights: small integers of shape (signs, outputs).
        scales: what one step of a column is worth, of shape (outputs,).
        bias: votes without any sign, of shape (outputs,).
        settings: thresholds by name, chosen on questions of authors that were left out.
        provenance: what it was trained on: the hash of the questions, how many, by how many authors.
    """

    keys: Keys
    weights: NDArray[np.int8]
    scales: Values
    bias: Values
    settings: Mapping[str, float]
    provenance: Mapping[str, object]


@dataclass(frozen=True)
class Votes:
    """Votes for each kind (about -1 against, 1 for it), and whether several are asked."""

    of: Mapping[Kind, float]
    several: float

    @property
    def main(self) -> Kind:
        """The kind with most votes."""
        return max(self.of, key=lambda kind: self.of[kind])


@cache
def weights() -> Weights:
    """The packaged model. Raises BadInput naming the file when it is not there or broken."""
    return read(files("agents.planner").joinpath("data", FILE))


def read(path: Traversable) -> Weights:
    """The model of a file. Raises BadInput naming the file when it is not there or broken."""
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
            about = cast("dict[str, dict[str, object]]", json.loads(str(stored["about"])))
            made = Weights(
                keys=stored["keys"],
                weights=stored["weights"],
                scales=stored["scales"],
                bias=stored["bias"],
                settings=MappingProxyType(cast("dict[str, float]", about["settings"])),
                provenance=MappingProxyType(about["provenance"]),
            )
    except (OSError, KeyError, ValueError, EOFError, BadZipFile) as error:
        raise BadInput("unreadable_file", path=str(path), reason=str(error)) from error
    if made.weights.shape != (len(made.keys), len(OUTPUTS)):
        raise BadInput("unreadable_file", path=str(path), reason=f"weights of shape {made.weights.shape}")
    return made


def votes(reading: Reading, ruled: Sequence[Kind], model: Weights) -> Votes:
    """The votes on a question that the rules read as `ruled`."""
    return votes_of(voted(*signs(reading, ruled), model))


def votes_of(sums: Values) -> Votes:
    """The sums of the columns by what they are for."""
    return Votes(dict(zip(KINDS, sums[:-1].tolist(), strict=True)), float(sums[-1]))


def voted(keys: Keys, values: Values, model: Weights) -> Values:
    """The sum of each column over the signs that the model knows."""
    at = np.minimum(np.searchsorted(model.keys, keys), len(model.keys) - 1)
    known = model.keys[at] == keys
    weighed = (
        values[known, None] * model.weights[at[known]]
    )  # not by BLAS, whose threads cost more than the sum
    return model.bias + weighed.sum(axis=0) * model.scales


def settled(reading: Reading, ruled: Sequence[Kind]) -> tuple[Kind, ...]:
    """The kinds of a question that stands on its own, the main one first: the rules' unless the votes are surer."""
    if plainly_read(reading, ruled):
        return tuple(ruled)
    model = weights()
    return decided(votes(reading, ruled, model), ruled, model.settings)


def plainly_read(reading: Reading, ruled: Sequence[Kind]) -> bool:
    """Whether the rules need no vote: of a word, and of a few that they all know and that speak for one kind."""
    if len(reading.plain) < _A_WORD:
        return True
    if ruled[0] in REFUSALS or reading.residue or len(reading.plain) >= _SHORT:
        return False
    first, second, *_ = (*kinds.scores(reading.facts).values(), 0.0, 0.0)
    return first - second >= _AHEAD


def decided(votes: Votes, ruled: Sequence[Kind], settings: Mapping[str, float]) -> tuple[Kind, ...]:
    """What votes and rules come to: what the rules chose wherever the votes do not speak clearly for another reading."""
    main = _main(votes, ruled[0], settings)
    if main in REFUSALS:
        return (main,)
    asked = _together(votes, main, settings)
    return tuple(ruled) if set(ruled) == set(asked) else asked


def _main(votes: Votes, ruled: Kind, settings: Mapping[str, float]) -> Kind:
    inside: Kind = max((kind for kind in votes.of if kind not in REFUSALS), key=lambda kind: votes.of[kind])
    refusal: Kind = "unsafe" if votes.of["unsafe"] > votes.of["out_of_scope"] else "out_of_scope"
    if votes.of[inside] - votes.of[refusal] < _needed(refusal, ruled, settings):
        return refusal
    return (
        ruled if ruled not in REFUSALS and votes.of[inside] - votes.of[ruled] < settings["lead"] else inside
    )


def _needed(refusal: Kind, ruled: Kind, settings: Mapping[str, float]) -> float:
    """How far a kind in scope must lead a refusal; less where the rules refuse nothing."""
    if refusal == "unsafe":
        return 0.0
    return settings["let_in"] if ruled in REFUSALS else -settings["refused"]


def _together(votes: Votes, main: Kind, settings: Mapping[str, float]) -> tuple[Kind, ...]:
    """The main kind, and the next one where it is asked beside it: a third that was voted for was never wanted."""
    second: Kind = max(
        (kind for kind in votes.of if kind != main and kind not in REFUSALS), key=lambda kind: votes.of[kind]
    )
    both = votes.of[second] + settings["several"] * votes.several > settings["beside"]
    return (main, second) if both else (main,)
