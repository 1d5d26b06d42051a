"""Figures of a forecast told for one another: the level of its interval, how often intervals held, the odds of a rise."""

import re
from collections.abc import Mapping

from agents.verifier.facts import Fact
from agents.verifier.marks import Quantity
from agents.verifier.reading import Sentence

_WORDS: Mapping[str, re.Pattern[str]] = {
    "forecast_confidence": re.compile(r"신뢰\s?구간|\bconfidence\b", re.IGNORECASE),
    "forecast_level": re.compile(r"(?<!오를\s)(?<!내릴\s)확률로|\d?%?\s?구간(?!에)|\bprobability\sof\s$|\bintervals?\sof\s$", re.IGNORECASE),
    "forecast_coverage": re.compile(r"담았|담은|들었|들어맞|\bheld\b|\bcontained\b|\bcovered\b", re.IGNORECASE),
    "forecast_p_up": re.compile(r"오를\s확률|상승\s확률|\bprobability\sof\sa\srise\b", re.IGNORECASE),
    "forecast_expected": re.compile(r"평균\s수익률|\bexpects?\b|\bexpected\b", re.IGNORECASE),
    "forecast_low": re.compile(r"에서|사이|하단|\bbetween\b|\bfrom\b|\blower\b", re.IGNORECASE),
    "forecast_high": re.compile(r"사이|상단|\band\b|\bto\b|\bupper\b", re.IGNORECASE),
}  # fmt: skip
_LABELS = ("forecast_p_up", "forecast_expected")
"""What stands right before its figure."""
_NEAR = 40


def is_of_another(text: str, sentence: Sentence, number: Quantity, fact: Fact) -> bool:
    """Whether the words around a percentage, up to the figures beside it, speak of another figure of the forecast."""
    own = _WORDS.get(fact.name)
    if own is None or number.unit != "percent":
        return False
    before = [q.end for q in sentence.own.quantities if q.end <= number.start]
    behind = [q.start for q in sentence.own.quantities if q.start >= number.end]
    start = max([sentence.start, number.start - _NEAR, *before])
    end = min([sentence.end, number.end + _NEAR, *behind])
    labels = [name for name in _LABELS if _WORDS[name].search(text, start, number.start)]
    if labels:
        return fact.name not in labels
    if own.search(text, start, number.start) or own.search(text, number.end, end):
        return False
    words = (words for name, words in _WORDS.items() if name != fact.name)
    return any(
        other.search(text[start : number.start]) or other.search(text, number.end, end) for other in words
    )
