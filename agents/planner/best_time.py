"""Whether the best or the worst month or year of a stretch is asked for: "최고의 달", "worst month of 2025"."""

import re
from typing import Literal

End = Literal["best", "worst"]

_WORST = re.compile(
    r"나빴|나쁜|내린|내렸|떨어|빠진|빠졌|하락|급락|부진|안 ?좋|못 ?(?:했|나갔)|최악"
    r"|(?<![a-z])(?:worst|weakest|f[ae]ll(?:en)?|drop(?:ped)?|los[te]|los(?:s|ses)|declin\w+|least)(?![a-z])",
    re.IGNORECASE,
)
_BEST = re.compile(
    r"가장|제일|젤|최고|많이|크게|(?<![a-z])(?:best|strongest|most|highest|biggest)(?![a-z])", re.IGNORECASE
)


def end_asked(question: str) -> End | None:
    """Which end of a list of returns a question asks for first; None where it asks for the list."""
    if _WORST.search(question):
        return "worst"
    return "best" if _BEST.search(question) else None
