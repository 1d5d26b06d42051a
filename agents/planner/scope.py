"""Whether a question is about securities, this product, or something else.

Votes are weighed: words of the market for it, products, leisure and other tasks against it, and words
that nothing accounts for a little against it. A firm's name alone says little: its products are not its share.
"""

from agents.planner.lexicon import evidence
from agents.planner.reading import Reading

_OFF = ("product", "leisure", "task")
_NAMED = {"strong": 2.0, "plain": 2.0, "medium": 1.5, "weak": 0.5, "help": 0.0, "none": 0.0}
_ALONE = {"strong": 2.0, "plain": 1.3, "medium": 0.6, "weak": 0.2, "help": 0.3, "none": 0.0}
_ENOUGH = 1.0


def score(reading: Reading) -> float:
    """How far the question is inside the scope: from 1.0 on it is in."""
    return _for(reading) - _against(reading)


def in_scope(reading: Reading) -> bool:
    """Whether the product should answer."""
    return score(reading) >= _ENOUGH


def _for(reading: Reading) -> float:
    facts = reading.facts
    subject = bool(facts & {"named", "scope", "sector", "subject"})
    weights = _NAMED if subject else _ALONE
    votes = sum(weights[evidence()[name]] for name in reading.spans if name in evidence())
    votes += 1.0 if subject else 0.0
    votes += 2.5 if "help_strong" in facts else 0.0
    return votes + (_bare(reading) if not _off(reading) else 0.0)


def _bare(reading: Reading) -> float:
    """A question that says nothing else, such as "news?" or "the price?", is about what was spoken of."""
    if reading.residue:
        return 0.6 if "follow" in reading.facts and len(reading.residue) == 1 else 0.0
    asks = any(evidence().get(name, "none") != "none" for name in reading.spans)
    return 1.0 if asks or "follow" in reading.facts else 0.0


def _against(reading: Reading) -> float:
    sharp = "sharp" in reading.facts and bool(reading.facts & {"price", "stocks", "fundamentals", "filing"})
    per_word = 1.0 if sharp else 2.0
    clear = any(evidence().get(name) in ("strong", "plain") for name in reading.spans)
    unknown = min(len(reading.residue), 3) * (0.2 if sharp or clear else 0.6)
    return _off(reading) * per_word + unknown


def _off(reading: Reading) -> int:
    return sum(min(2, len(reading.spans[name])) for name in _OFF if name in reading.spans)
