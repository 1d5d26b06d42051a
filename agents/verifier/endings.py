"""What stands beside a figure of a cited text: whether it is a profit or a loss, the largest or the smallest."""

import re

from agents.verifier.facts import Fact, Facts
from agents.verifier.marks import MONEY, Quantity
from agents.verifier.reading import Sentence

_RESULT_BEFORE = re.compile(
    r"(?i)(?:(?P<loss>영업손실|순손실|손실|적자|\b(?:loss(?:es)?|deficit)\b|\blost)|(?P<profit>영업이익|순이익|이익|순익|흑자|\b(?:profits?|earnings|income|surplus|earned)\b))"
    r"(?:액|폭|은|는|이|가|을|를|규모)?\s?(?:of\s|was\s|were\s|totall?ed\s|at\s|to\s|약\s|about\s|some\s)*(?:US)?[$₩€£]?$"
)
_RESULT_AFTER = re.compile(
    r"(?i)\s?(?:의\s|규모의\s)?(?:net\s|operating\s|pretax\s)?(?:(?P<loss>(?:영업|순|당기순|세전)?(?:손실|적자)|loss(?:es)?\b)|(?P<profit>(?:영업|순|당기순|세전)?(?:이익|흑자)|profits?\b))"
)


def result_of(text: str, number: Quantity) -> int:
    """1 for a figure told as a profit, -1 as a loss, by its sign or the word beside it; 0 where nothing says so."""
    if number.sign:
        return number.sign
    found = _RESULT_BEFORE.search(text[max(0, number.start - 30) : number.start]) or _RESULT_AFTER.match(
        text, number.end
    )
    return 0 if found is None else -1 if found["loss"] else 1


def is_turned(text: str, number: Quantity, fact: Fact) -> bool:
    """Whether a text's loss is told as a profit, or the other way round."""
    if number.unit not in MONEY or fact.printed is None or fact.reading is None:
        return False
    said, own = result_of(text, number), result_of(fact.reading.text, fact.printed)
    return said != 0 and own != 0 and said != own


_TOP = re.compile(r"가장\s(?:많|크|큰|컸|높)|최대|최고|\b(?:highest|largest|biggest|most)\b", re.IGNORECASE)
_BOTTOM = re.compile(r"가장\s(?:적|작|낮)|최소|최저|\b(?:lowest|smallest|least)\b", re.IGNORECASE)


_COUNTED = re.compile(r"(?:\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|few)|\d|one\sof\s\w+)\s$")
"""Before a superlative that tells some of a kind, and nothing of a figure: the four largest banks."""
_TURN = re.compile(r"\b(?:although|though|while|whereas|but)\b|지만\s|으나\s|반면|;")
"""Where a clause begins that says something else."""


def is_the_other_end(text: str, sentence: Sentence, number: Quantity, fact: Fact, facts: Facts) -> bool:
    """Whether the smallest of a text sentence's figures is called the largest, or the other way round."""
    start = max((m.end() for m in _TURN.finditer(text, sentence.start, number.start)), default=sentence.start)
    end = next((m.start() for m in _TURN.finditer(text, number.end, sentence.end)), sentence.end)
    top, bottom = (
        any(not _COUNTED.search(text, 0, m.start()) for m in p.finditer(text, start, end))
        for p in (_TOP, _BOTTOM)
    )
    rivals = [q for q in sentence.own.quantities if q.unit == number.unit]
    if top == bottom or len(rivals) != 1 or fact.sentence is None:
        return False
    alike = {
        f.signed_value
        for f in facts.facts
        if f.sentence is fact.sentence
        and f.reading is fact.reading
        and f.unit == fact.unit
        and f.verbatim == fact.verbatim
    }
    return len(alike) > 1 and fact.signed_value == (min(alike) if top else max(alike))
