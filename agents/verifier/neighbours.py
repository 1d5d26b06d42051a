"""Figures of the cited texts that stand beside those which a sentence states, to compute with where it leaves them out."""

import re
from collections.abc import Sequence

from agents.verifier.bench import Bench, Judged
from agents.verifier.facts import Fact
from agents.verifier.marks import MONEY


def beside(stated: Sequence[Fact], bench: Bench) -> Sequence[Fact]:
    """All figures of the text sentences that have the stated ones."""
    told = [(fact.reading, fact.sentence) for fact in stated if fact.sentence is not None]
    return [f for f in bench.facts.facts if f.sentence and (f.reading, f.sentence) in told] if told else []


def only_text(bench: Bench) -> Sequence[Fact]:
    """The figures of the one cited text, where nothing else is cited."""
    one = len({fact.evidence for fact in bench.facts.facts}) == 1
    return [fact for fact in bench.facts.facts if fact.printed is not None] if one else []


_LINE = 6
"""Figures beside the stated ones that are tried as what a change was counted from."""


def in_line(text: str, item: Judged, stated: Sequence[Fact], bench: Bench) -> list[Fact]:
    """The figures beside the stated ones in their texts, where a change is told and only its end."""
    if item.number.unit not in ("percent", "points", "index", *MONEY) or not (
        item.word or _is_told_by(text, item)
    ):
        return []
    found = [f for f in bench.facts.facts if any(_is_beside(f, one) for one in stated)]
    return found if len(found) <= _LINE else []


_BY = re.compile(r"\bby\s(?:about\s|some\s|almost\s|nearly\s)?[$₩€£]?$", re.IGNORECASE)


def _is_told_by(text: str, item: Judged) -> bool:
    """Whether a figure is how much something was changed by."""
    return _BY.search(text, max(0, item.number.start - 12), item.number.start) is not None


def _is_beside(fact: Fact, stated: Fact) -> bool:
    """Whether a figure stands in the line or sentence of a stated one, or of its account in the sentence next to it."""
    if fact is stated or fact.sentence is None or stated.sentence is None:
        return False
    if fact.reading is not stated.reading or (fact.unit, fact.verbatim) != (stated.unit, stated.verbatim):
        return False
    apart = abs(fact.sentence.index - stated.sentence.index)
    return apart == 0 or (apart == 1 and bool(fact.context.tags & stated.context.tags))


APART = re.compile(
    r"보다|차이|격차|높[여였인]|낮[췄춰춘]|올[려렸린]|내[려렸린]|인[상하]|앞[섰서]|벌어|따라잡|벌[렸려]|사이[는가]|제[치친쳤]|증가\s?폭|감소\s?폭|상승\s?폭|하락\s?폭|\b(?:than|gap|ahead|draw\slevel|catch\sup|overtake|leaner|apart|difference|widened|gained|raised|lifted|lowered|cut)\b",
    re.IGNORECASE,
)
_ROW = 12
"""Figures of one sentence of a text that are tried against each other."""


def in_rows(text: str, item: Judged, bench: Bench) -> list[Fact]:
    """The figures of a cited text's short rows where a sentence tells how far two lie apart without naming them."""
    if item.number.unit not in (*MONEY, "points") or not APART.search(
        text, item.sentence.start, item.sentence.end
    ):
        return []
    unit = "percent" if item.number.unit == "points" else item.number.unit
    alike = [f for f in bench.facts.facts if f.printed and not f.verbatim and f.unit in (unit, "bare")]
    return alike if 1 < len(alike) <= _ROW else []
