"""Which one of several is meant: "첫번째거", "2위", "the third one"."""

import re

_PLACES = tuple(
    re.compile(pattern)
    for pattern in (
        r"첫 ?번?째|(?<!\d)1 ?[번위]|^1$|맨 ?(?:앞|처음|위)|(?<![a-z])(?:first|1st|top)(?![a-z])",
        r"두 ?번?째|둘째|(?<!\d)2 ?[번위]|^2$|(?<![a-z])(?:second|2nd)(?![a-z])",
        r"세 ?번?째|셋째|(?<!\d)3 ?[번위]|^3$|(?<![a-z])(?:third|3rd)(?![a-z])",
        r"네 ?번?째|넷째|(?<!\d)4 ?[번위]|^4$|(?<![a-z])(?:fourth|4th)(?![a-z])",
        r"다섯 ?번?째|(?<!\d)5 ?[번위]|^5$|(?<![a-z])(?:fifth|5th)(?![a-z])",
    )
)


def place(plain: str) -> int | None:
    """The place that a lower-case text names, counted from 0; None where it names none of the first five."""
    return next((n for n, said in enumerate(_PLACES) if said.search(plain)), None)
