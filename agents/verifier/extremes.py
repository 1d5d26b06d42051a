"""Words for the highest and the lowest, the best and the worst: held against the other figures of the evidence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agents.verifier.facts import Fact, Facts
from agents.verifier.marks import MONEY, Direction, Name, Quantity
from agents.verifier.matching import Match, window_fits
from agents.verifier.owners import listed
from agents.verifier.reading import Sentence

_EXTREME = re.compile(r"(?:high|low)est|best|worst", re.IGNORECASE)
_MOST = re.compile(r"(?:가장|제일)\s$")
_LEADING = re.compile(
    r"(?:가장|제일)\s?(?:많이|크게|높은?|큰|좋은)|\b(?:led|leads?|leader|winner|best[- ]perform\w*|performed\sbest|top\sperformer)\b"
    r"|1위|선두|앞섰|\b(?:rose|gained|climbed)\s(?:the\s)?most\b",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"꼴찌|최하위|(?:가장|제일)\s?(?:적게|낮은?|작은|나쁜|부진)|\b(?:laggard|loser|worst[- ]perform\w*|performed\sworst)\b"
    r"|\b(?:rose|gained|climbed)\s(?:the\s)?least\b|\b(?:fell|lost|dropped)\s(?:the\s)?most\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"변동|낙폭|거래|volatil|drawdown|volume|turnover|RSI|시총|market\s(?:cap|value)|\bnot\b|않",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:was\s|is\s|came\s(?:in\s)?)?(?:ahead\sof|beat|beats|outperform(?:ed|s)|outpaced|topped|led)\b",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\b(?:lag(?:ged|s)?|trail(?:ed|s)?|underperform(?:ed|s)|(?:was|is|fell)\sbehind)\b", re.IGNORECASE
)
_OVER_KO = re.compile(r"(?:보다|을|를)\s[^.\n]{0,16}(?:앞섰|앞질|웃돌|능가|높았|더\s올랐)")
_UNDER_KO = re.compile(r"(?:보다|에)\s[^.\n]{0,16}(?:뒤졌|뒤처졌|밑돌|낮았|못\s미쳤)")
_REACH = 24
"""Characters between an English superlative and the figure that it is said of."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """What became of an extreme: whether it is one, and the evidence that says so."""

    fine: bool
    evidence: str | None


def of_figures(
    word: Direction, text: str, sentence: Sentence, matches: Mapping[Quantity, Match]
) -> Extreme | None:
    """Whether the figure beside such a word is the highest (or lowest) of its sentence's of that unit: the one
    behind it in English, the one before it in Korean.

    None where the word is none of these, or no other figure is there to compare.
    """
    found = [q for q in sentence.own.quantities if (m := matches.get(q)) and m.found]
    if word.group == "rank" and _EXTREME.fullmatch(text[word.start : word.end]):
        own = next((q for q in found if 0 <= q.start - word.end <= _REACH), None)
    elif word.group in ("level", "move") and _MOST.search(text[sentence.start : word.start]):
        own = next((q for q in reversed(found) if q.end <= word.start), None)
    else:
        return None
    if own is None or (own.unit not in MONEY and own.unit not in ("percent", "bare", "index")):
        return None
    alike = [q.signed_value for q in found if q.unit == own.unit]
    if len(set(alike)) < 2:
        return None
    fact = matches[own].fact
    fine = own.signed_value == (max(alike) if word.polarity > 0 else min(alike))
    return Extreme(fine, fact.evidence if fact else None)


def of_two(name: Name, text: str, sentence: Sentence, facts: Facts) -> Extreme | None:
    """Whether the first of two companies did better (or worse) than the second as the words between them say.

    None where the sentence compares nothing by return, or the evidence does not tell both returns.
    """
    names = [other for other in listed(sentence.own.names) if not other.index]
    said = text[sentence.start : sentence.end]
    if len({other.keys for other in names}) != 2 or name is not names[0] or _OF_ANOTHER.search(said):
        return None
    between, behind = text[names[0].end : names[1].start], text[names[1].end : sentence.end]
    over = bool(_OVER.search(between) or _OVER_KO.match(behind))
    under = bool(_UNDER.search(between) or _UNDER_KO.match(behind))
    returns = _returns(sentence, facts)
    ours = [fact for fact in returns if fact.context.keys & names[0].keys]
    theirs = [fact for fact in returns if fact.context.keys & names[1].keys]
    if over == under or len(ours) != 1 or len(theirs) != 1:
        return None
    return Extreme((ours[0].signed_value > theirs[0].signed_value) is over, ours[0].evidence)


def leader(name: Name, text: str, sentence: Sentence, facts: Facts) -> Extreme | None:
    """Whether the company that a sentence without figures calls first (or last) is so by the returns known.

    None where the sentence says nothing of the kind, or the evidence does not tell returns of several companies
    over one and the same time.
    """
    said = text[sentence.start : sentence.end]
    leads, trails = _LEADING.search(said), _TRAILING.search(said)
    alone = [other for other in listed(sentence.own.names) if not other.index]
    percents = [q for q in sentence.own.quantities if q.unit == "percent"]
    only_its_own = len(sentence.own.quantities) == len(percents) <= 1
    if bool(leads) == bool(trails) or not only_its_own or len(alone) != 1 or _OF_ANOTHER.search(said):
        return None
    returns = _returns(sentence, facts)
    own = [fact for fact in returns if fact.context.keys & name.keys]
    if len(own) != 1 or len({fact.context.keys for fact in returns}) != len(returns) or len(returns) < 2:
        return None
    every = [fact.signed_value for fact in returns]
    fine = own[0].signed_value == (max(every) if leads else min(every))
    return Extreme(fine, own[0].evidence)


def _returns(sentence: Sentence, facts: Facts) -> Sequence[Fact]:
    """The returns of companies over the time that the sentence names, else over any."""
    plain = [
        fact for fact in facts.facts
        if fact.printed is None and fact.unit == "percent" and "return" in fact.context.tags and fact.context.keys
        and "relative_return" not in fact.context.tags
        and not any(key.startswith("INDEX:") for key in fact.context.keys)
    ]  # fmt: skip
    windows = sentence.own.windows
    return [fact for fact in plain if not windows or any(window_fits(w, fact.context) for w in windows)]
