"""Companies that go by one name together: 매그니피센트 7, 4대 금융지주, "the big three shipbuilders"."""

import re
from collections.abc import Sequence
from functools import cache
from typing import cast

from agents.planner.lexicon import table

_BEGINS, _ENDS = r"(?<![가-힣a-z0-9])", r"(?![a-z0-9])"


def baskets_named(text: str, lower: str) -> str:
    """The text with the codes of their companies in place of such names; `lower` is it in small letters."""
    if not _any().search(lower):
        return text
    for pattern, members in _baskets():
        if found := pattern.search(lower):
            text = f"{text[: found.start()]}{members} {text[found.end() :]}"
            lower = f"{lower[: found.start()]}{members.lower()} {lower[found.end() :]}"
    return text


@cache
def _any() -> re.Pattern[str]:
    """Every name at once, so that most texts are looked at but once."""
    return re.compile(
        f"{_BEGINS}(?:{'|'.join(pattern.pattern[len(_BEGINS) : -len(_ENDS)] for pattern, _ in _baskets())})"
    )


@cache
def _baskets() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What each is called, the longest names first, and its companies as they are put into a text."""
    listed = cast("Sequence[dict[str, list[str]]]", table("baskets")["basket"])
    found = [
        (re.compile(f"{_BEGINS}{name}{_ENDS}"), " ".join(one["securities"]))
        for one in listed
        for name in one["names"]
    ]
    return tuple(sorted(found, key=lambda one: len(one[0].pattern), reverse=True))
