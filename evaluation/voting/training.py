"""From questions to the planner's weights: ridge regression on hashed signs, the least useful left out, in small integers.

There are many times more signs than questions, and a question has few of them: the weights are found by conjugate gradients,
which never make a square of either (a kernel of 17,000 questions takes gigabytes, and a factoring of it on several threads fails).
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import Ridge

from agents.planner.signs import Keys, Values
from agents.planner.votes import OUTPUTS, Weights
from evaluation.voting.questions import MENDED, OLDER, OUTSIDE, Question

RIDGE = 0.2
BIAS = 0.2
KEPT = 40_000
"""Signs that the packaged weights keep."""
_LEAST = 2
"""Questions that a run of letters or words stands in at least."""
_TRUST: Mapping[str, float] = MappingProxyType({OLDER: 1.0, MENDED: 2.0} | dict.fromkeys(OUTSIDE, 1.5))
"""What a question counts beside one of a judged author."""
_STEPS = 127
_NEAR = 1e-7
"""How near the regression is solved, as a fraction of the right side."""
_DIGITS = 6
"""Decimals of scales and biases: what is beyond hangs on the machine."""


def wanted(asked: Sequence[Question]) -> Values:
    """1 for each output that a question wants, -1 for the others, of shape (questions, outputs)."""
    rows = [[*(name in one.kinds for name in OUTPUTS[:-1]), len(one.kinds) > 1] for one in asked]
    return np.where(np.array(rows), 1.0, -1.0)


def trained(
    asked: Sequence[Question],
    settings: Mapping[str, float],
    provenance: Mapping[str, object],
    kept: int = KEPT,
) -> Weights:
    """Weights learnt from questions: once on all signs, then on those that were of most use."""
    keys, factors = _vocabulary(asked)
    matrix = _matrix(asked, keys, factors)
    full, _ = _solved(matrix, asked)
    use = np.sqrt((full**2).sum(axis=1) * np.asarray(matrix.multiply(matrix).mean(axis=0)).ravel())
    best = np.sort(np.argsort(-np.round(use, 2 * _DIGITS), kind="stable")[:kept])
    again, bias = _solved(matrix[:, best], asked)
    small, scales = _in_steps(again * factors[best, None])
    return Weights(keys[best], small, scales, np.round(bias, _DIGITS), settings, provenance)


def _solved(matrix: csr_matrix, asked: Sequence[Question]) -> tuple[Values, Values]:
    """Weights of shape (signs, outputs) and the bias of each output."""
    trust = np.array([_TRUST.get(one.author, 1.0) for one in asked])
    constant = csr_matrix(np.full((len(asked), 1), np.sqrt(BIAS)))
    ridge = Ridge(alpha=RIDGE, fit_intercept=False, solver="sparse_cg", tol=_NEAR)
    ridge.fit(hstack([matrix, constant], format="csr"), wanted(asked), sample_weight=trust)
    found = np.asarray(ridge.coef_, dtype=np.float64).T
    return found[:-1], np.sqrt(BIAS) * found[-1]


def _in_steps(weights: Values) -> tuple[NDArray[np.int8], Values]:
    """Weights as whole steps of a scale for each column; the few largest are held to 127 steps."""
    scales = np.round(np.quantile(np.abs(weights), 0.9995, axis=0) / _STEPS, _DIGITS)
    return np.clip(np.rint(weights / scales), -_STEPS, _STEPS).astype(np.int8), scales


def _vocabulary(asked: Sequence[Question]) -> tuple[Keys, Values]:
    """Signs that stand in several questions, ascending, and what each counts: rare ones more, facts as they are."""
    spoken, counts = np.unique(np.concatenate([one.text[0] for one in asked]), return_counts=True)
    facts = np.unique(np.concatenate([one.facts[0] for one in asked]))
    often = (counts >= _LEAST) & ~np.isin(spoken, facts)
    spoken, counts = spoken[often], counts[often]
    rarity = np.log((1 + len(asked)) / (1 + counts)) + 1.0
    keys = np.concatenate([spoken, facts])
    factors = np.concatenate([rarity / _size(asked, spoken, rarity), np.ones(len(facts))])
    order = np.argsort(keys)
    return keys[order], factors[order]


def _size(asked: Sequence[Question], keys: Keys, rarity: Values) -> float:
    """The usual length of a question's runs of letters and words once rarity counts, so that it becomes that of `signs`."""
    weighed = _sparse([one.text for one in asked], keys, rarity)
    plain = np.mean([(one.text[1] ** 2).sum() for one in asked])
    return float(np.sqrt(weighed.multiply(weighed).sum() / len(asked) / plain))


def _matrix(asked: Sequence[Question], keys: Keys, factors: Values) -> csr_matrix:
    both = [
        (np.concatenate([one.text[0], one.facts[0]]), np.concatenate([one.text[1], one.facts[1]]))
        for one in asked
    ]
    return _sparse(both, keys, factors)


def _sparse(rows: Sequence[tuple[Keys, Values]], keys: Keys, factors: Values) -> csr_matrix:
    places: list[NDArray[np.int64]] = []
    values: list[Values] = []
    ends = [0]
    for found, sizes in rows:
        at = np.minimum(np.searchsorted(keys, found), len(keys) - 1)
        known = keys[at] == found
        places.append(at[known])
        values.append(sizes[known] * factors[at[known]])
        ends.append(ends[-1] + int(known.sum()))
    return csr_matrix((np.concatenate(values), np.concatenate(places), ends), shape=(len(rows), len(keys)))
