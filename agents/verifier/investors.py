"""Who bought and who sold on a market's day: each kind of investor has its own figure, and its own side."""

import re
from collections.abc import Sequence

from agents.verifier.facts import Fact
from agents.verifier.marks import Quantity
from agents.verifier.matching import Reason

_KINDS: tuple[tuple[str, str], ...] = (
    ("foreign", r"외국인|외인|\bforeign(?:ers|\sinvestors)\b"),
    ("pension", r"연기금|\bpension\sfunds?\b"),
    ("institution", r"기관(?!지)|\binstitution(?:s|al\sinvestors)\b"),
    ("retail", r"개인(?!정보)|개미|\b(?:retail|individual)\sinvestors\b|\bindividuals\b"),
)
_KIND = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS), re.IGNORECASE)
_SIDE = re.compile(
    r"(?P<bought>순?매수|사들[였인이]|샀|쓸어\s?담|담[았아]|주워\s?담|받아\s?[냈내]|사[서며]\s|\b(?:net\s)?(?:bought|buy(?:ing|ers?)?|purchased)\b)"
    r"|(?P<sold>순?매도|팔[았아고]|팔아\s?치|던[졌지진]|쏟아\s?[냈내]|처분|\b(?:net\s)?(?:sold|sell(?:ing|ers?)?|offloaded)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[.!?\n;]|(?<=[고며])\s|지만\s|\s사이\s|\s동안\s|\s(?:while|but|and|whereas)\s|\s반면\s", re.IGNORECASE
)
"""What parts one investor's deal from the next one's."""


_WITH = re.compile(r"\s?(?:[과와,·]|및|and)\s?(?:the\s)?", re.IGNORECASE)


def _kind(text: str, start: int, number: Quantity) -> str | None:
    """The kind of investor named last before a figure; None where several are named in a row."""
    said = list(_KIND.finditer(text, start, number.start))
    if len(said) > 1 and _WITH.fullmatch(text, said[-2].end(), said[-1].start()):
        return None
    return said[-1].lastgroup if said else None


def _side(text: str, start: int, end: int, number: Quantity) -> str | None:
    """The side of a deal told in the figure's clause, where only one is told there."""
    before = [cut.end() for cut in _CLAUSE.finditer(text, start, number.start)]
    after = _CLAUSE.search(text, number.end, end)
    found = _SIDE.finditer(text, before[-1] if before else start, after.start() if after else end)
    sides: Sequence[str] = sorted({one.lastgroup or "" for one in found})
    return sides[0] if len(sides) == 1 else None


def investor_belied(text: str, start: int, end: int, number: Quantity, fact: Fact) -> Reason | None:
    """What is wrong with a figure that is told of one kind of investor, or of one side of the deal, and is another's.

    `start` and `end` bound the answer's sentence; the fact is one of a cited text.
    """
    if fact.printed is None or fact.reading is None or fact.sentence is None:
        return None
    there, first = fact.reading.text, fact.sentence.start
    said, told = _kind(text, start, number), _kind(there, first, fact.printed)
    if said is None or told is None:
        return None
    if said != told:
        return "company"
    mine = _side(text, start, end, number)
    theirs = _side(there, first, fact.sentence.end, fact.printed)
    return "sign" if mine and theirs and mine != theirs else None
