"""A turn that asks how far the outlook just given can be relied on."""

import re
from collections.abc import Sequence

from stockelper.types import Language, Plan

_LONGEST = 60
"""Letters that such a turn has at most: a longer one is a question of its own."""
_TRUST = re.compile(
    r"믿을|믿어|믿음|신뢰|정확(?:해|한|도)|얼마나 ?맞|잘 ?맞|맞을 ?확률|적중"
    r"|\b(?:reliab\w+|trust\w*|accura\w+|dependable|credible|track record|rely on|believe|confident|how (?:sure|certain|good|often))\b",
    re.IGNORECASE,
)


def of_the_outlook(question: str, history: Sequence[Plan], language: Language) -> Plan | None:
    """The outlook told once more with how forecasts are scored; None where the turn asks anything else."""
    last = history[-1] if history else None
    if last is None or "outlook" not in last.kinds or not last.securities or last.clarify:
        return None
    if len(question) > _LONGEST or not _TRUST.search(question):
        return None
    return last.model_copy(update={"question": question, "language": language, "kinds": ("outlook", "help")})
