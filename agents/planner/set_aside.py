"""Indices and rates that a question names only to leave them out: "원달러 말고 코스닥150", "forget the Dow, how did the Nasdaq close"."""

import re

from agents.indices import places
from agents.planner.lexicon import lowered

_BEHIND = re.compile(r"^(?: ?지수)?(?:은|는|을|를)? ?(?:말고|빼고|됐고|관심 ?없고|무시하고),? ?")
_BEFORE = re.compile(
    r"(?<![a-z])(?:(?:instead of|rather than|not)|(?:ignor|forget|skip)(?:e|ing|ting|ping)?(?: about)?|never ?mind(?: about)?) (?:just |the )?$"
)
_REST = re.compile(r"^(?: index)?(?:,| but|;| -)? ?(?:just |and )?")
_LEAST = 3
"""Letters that a question without them has at least."""


def without_set_aside(text: str) -> str:
    """A normalised text without the indices that it leaves out; as it is where nothing else would be left."""
    lower = lowered(text)
    for start, end in reversed(places(lower)):
        if found := _BEHIND.match(lower[end:]):
            cut = (start, end + found.end())
        elif (found := _BEFORE.search(lower[:start])) and (rest := _REST.match(lower[end:])):
            cut = (found.start(), end + rest.end())
        else:
            continue
        left = f"{text[: cut[0]]}{text[cut[1] :]}".strip()
        if sum(letter.isalnum() for letter in left) >= _LEAST:
            text, lower = left, lowered(left)
    return text
