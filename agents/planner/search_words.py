"""The words of a question that a search of the news is made with."""

import re
from collections.abc import Sequence

from agents.planner.press_topics import topic_words
from agents.planner.residue import residue
from stockelper.types import Kind

_GLUED = re.compile("[가-힣]{6,}")
"""Korean written without spaces: no one word to search for."""
_NEWSLESS = frozenset(
    {"뉴스", "기사", "소식", "공시", "보도", "이슈", "헤드라인", "언론", "news", "headlines", "headline", "articles",
     "article", "latest", "coverage", "press", "media", "filings", "filing"}
)  # fmt: skip


def search_words(plain: str, covered: Sequence[tuple[int, int]], kinds: Sequence[Kind]) -> tuple[str, ...]:
    """Content words for a search: names, dates, stop words and the words that only ask are left out.

    A market as a whole is told by its own news, whatever else the asker says of himself.
    """
    if kinds[0] == "briefing" and "news" not in kinds:
        return ()
    if not {"news", "explain_move", "briefing", "fundamentals", "screen"} & set(kinds):
        return ()
    if {"news"} & set(kinds) and (told := topic_words(plain)):
        return told
    pieces = residue(plain, list(covered))
    return tuple(
        dict.fromkeys(word for word in pieces if word not in _NEWSLESS and not _GLUED.fullmatch(word))
    )
