"""Which securities a figure of a market covers, in words: a part that is stored is never called the whole."""

import numpy as np

from agents.context import Context
from agents.tools.listing import counted
from agents.tools.matrix import Matrix
from agents.tools.scope import Scope
from stockelper.language.catalogue import render
from stockelper.types import Evidence


def covered(scope: Scope, matrix: Matrix, context: Context) -> tuple[str, dict[str, Evidence]]:
    """What the group is called, and where it is said, the number of its stored securities as evidence.

    It is said where fewer have a bar in the last session than the listing has; not of securities listed before.
    """
    if scope.listed is None:
        return scope.label, {}
    stored = _stored(scope, matrix)
    if stored >= scope.listed:
        return scope.label, {}
    count = counted("stored", float(stored), matrix, context)
    whole = scope.members is None
    count = count.model_copy(
        update={"id": f"{count.id}:{scope.label}", "text": None if whole else scope.label}
    )
    code = f"market.group_stored{'' if whole else '_of'}_{matrix.market.code}"
    return render(context.language, code, group=scope.label, count=f"{stored:,}"), {"stored": count}


def _stored(scope: Scope, matrix: Matrix) -> int:
    """Securities of the group that have a bar in the matrix's last session."""
    there = np.isfinite(matrix.high[-1])
    return sum(
        bool(has) and (scope.members is None or security in scope.members)
        for security, has in zip(matrix.securities, there, strict=True)
    )
