"""Indices that are named by themselves, not inside a company's or a fund's name: 다우 is in 다우데이타, 나스닥100 in a fund's."""

import re
from collections.abc import Sequence

from agents.indices import places
from stockelper.securities.resolver import Mention

_STOCKS_OF = re.compile("주(?![가식주])")
"""Behind a name it makes stocks of a kind: "다우 기술주" is not 다우기술."""


def index_places(lower: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Where a text in small letters names an index by itself; `mentions` are the companies and funds of the text."""
    return [span for span in places(lower) if not any(_is_in(span, mention, lower) for mention in mentions)]


def without_index_names(lower: str, indices: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> str:
    """The text without the companies and funds that an index is in the name of, so that they name no market."""
    alone = set(indices)
    named = (span for span in places(lower) if span not in alone)
    for start, end in sorted(
        {(m.start, m.end) for span in named for m in mentions if _is_in(span, m, lower)}
    ):
        lower = lower[:start] + " " * (end - start) + lower[end:]
    return lower


def _is_in(span: tuple[int, int], mention: Mention, lower: str) -> bool:
    """Whether a name is written in full that is longer than the index in it."""
    start, end = span
    longer = mention.start <= start and end <= mention.end and mention.end - mention.start > end - start
    return longer and mention.how in ("name", "alias") and not _STOCKS_OF.match(lower, mention.end)
