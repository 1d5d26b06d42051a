"""Who a question is about: securities from the resolver, indices and markets from words.

Indices are series, never securities: their names are taken out before the resolver's mentions count.
"""

import re
from dataclasses import dataclass

from agents.planner.lexicon import details
from stockelper.securities.resolver import Mention, Resolver

COMPANY = "□"
INDEX = "◇"


@dataclass(frozen=True)
class Named:
    """What is named in a question.

    Attributes:
        plain: the lower-case text with `□` for each company and `◇` for each index.
        securities: resolved ids in order, each once.
        ambiguous: mentions that fit several securities.
        unknown: names that look like companies and that no listing knows.
        indices: whether an index is named.
        markets: markets and boards that the words name.
    """

    plain: str
    securities: tuple[str, ...]
    ambiguous: tuple[Mention, ...]
    unknown: tuple[str, ...]
    indices: bool
    markets: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()


def named(text: str, resolver: Resolver) -> Named:
    """Read the companies, indices and markets of a normalised text."""
    lower = lowered(text)
    indices = [match.span() for match in details("indices")["words"].finditer(lower)]
    resolution = resolver.resolve(text)
    mentions = tuple(m for m in resolution.mentions if not _inside((m.start, m.end), indices))
    certain = [mention.candidates[0] for mention in mentions if len(mention.candidates) == 1]
    return Named(
        plain=_masked(lower, mentions, indices),
        securities=tuple(dict.fromkeys(certain)),
        ambiguous=tuple(mention for mention in mentions if len(mention.candidates) > 1),
        unknown=tuple(
            name for name in resolution.unknown if not details("indices")["words"].search(name.lower())
        ),
        indices=bool(indices),
        markets=markets(lower),
        mentions=mentions,
    )


def lowered(text: str) -> str:
    """Lower case, letter by letter, so that places in the text stay the same."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def markets(lower: str) -> tuple[str, ...]:
    """The markets (`krx`, `us`, `practice`) and boards (`KOSPI`, `KOSDAQ`) that the words name."""
    codes = [code for code, pattern in details("markets").items() if pattern.search(lower)]
    boards = [board for board, pattern in details("boards").items() if pattern.search(lower)]
    return (*codes, *boards)


def _inside(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _masked(lower: str, mentions: tuple[Mention, ...], indices: list[tuple[int, int]]) -> str:
    spans = [(m.start, m.end, COMPANY) for m in mentions] + [(start, end, INDEX) for start, end in indices]
    out: list[str] = []
    at = 0
    for start, end, sign in sorted(spans):
        if start >= at:
            out += [lower[at:start], sign]
            at = end
    return re.sub(r"\s+", " ", "".join([*out, lower[at:]]))
