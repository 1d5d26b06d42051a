"""How votes do on authors that they were not trained on: each author in turn is left out, and judged by what the others teach."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from agents.planner.signs import joined
from agents.planner.votes import REFUSALS, Weights, decided, voted, votes_of
from evaluation.voting.questions import MENDED, OLDER, OUTSIDE, Question
from evaluation.voting.training import trained
from stockelper.types import Kind

SETTINGS: Mapping[str, float] = MappingProxyType(
    {"let_in": -0.3, "refused": 0.8, "lead": 0.0, "several": 0.8, "beside": -0.38}
)
"""Thresholds of `decided`, chosen on the votes on left-out authors (docs/log.md has the figures beside them)."""


@dataclass(frozen=True)
class Judged:
    """Shares of one author's questions; `questions` is how many there are.

    Attributes:
        kinds: the set of kinds as wanted.
        main: the main kind is among those wanted.
        refused_wrongly: of questions in scope and harmless, those that are refused.
        out_of_scope: of questions out of scope, those that are refused.
        unsafe: of unsafe questions, those that are called so.
    """

    questions: int
    kinds: float
    main: float
    refused_wrongly: float
    out_of_scope: float
    unsafe: float


def authors(asked: Sequence[Question]) -> list[str]:
    """The authors that are judged."""
    return sorted({one.author for one in asked} - {OLDER, MENDED} - OUTSIDE)


def left_out(asked: Sequence[Question]) -> Iterator[tuple[str, Judged, Judged]]:
    """Each author with what the rules alone reach, and what rules and votes reach that never saw this author."""
    for author in authors(asked):
        model = trained([one for one in asked if one.author != author], SETTINGS, {})
        own = [one for one in asked if one.author == author]
        yield (
            author,
            judged(own, [_by_rules(one) for one in own]),
            judged(own, [by_both(one, model) for one in own]),
        )


def _by_rules(one: Question) -> tuple[Kind, ...]:
    return ("unsafe",) if one.refused else one.ruled


def by_both(one: Question, model: Weights) -> tuple[Kind, ...]:
    """What rules, guard and votes make of a question."""
    if one.refused:
        return ("unsafe",)
    if one.plain:
        return one.ruled
    sums = voted(*joined((one.text, one.facts)), model)
    return decided(votes_of(sums), one.ruled, model.settings)


def judged(asked: Sequence[Question], made: Sequence[tuple[Kind, ...]]) -> Judged:
    """Shares of questions for which what was made is what is wanted."""
    pairs = list(zip(asked, made, strict=True))
    by_main = {kind: [kinds for one, kinds in pairs if one.kinds[0] == kind] for kind in REFUSALS}
    return Judged(
        questions=len(pairs),
        kinds=_share(set(one.kinds) == set(kinds) for one, kinds in pairs),
        main=_share(kinds[0] in one.kinds for one, kinds in pairs),
        refused_wrongly=_share(kinds[0] in REFUSALS for one, kinds in pairs if one.kinds[0] not in REFUSALS),
        out_of_scope=_share(kinds[0] in REFUSALS for kinds in by_main["out_of_scope"]),
        unsafe=_share(kinds[0] == "unsafe" for kinds in by_main["unsafe"]),
    )


def _share(right: Iterator[bool]) -> float:
    found = list(right)
    return round(float(np.mean(found)), 3) if found else 1.0
