"""Words beside a structured figure that say how it was measured: by the day or month, the most or the least, over one day.

What a figure is called settles these: a correlation is one of daily returns, a volatility is put on a year, a drawdown
is the deepest fall, and a return over months is none of a day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents.verifier.bench import CONDITION, Bench
from agents.verifier.claims import claim
from agents.verifier.facts import Fact
from agents.verifier.marks import Mark
from agents.verifier.reading import Reading, Sentence
from stockelper.types import Claim


@dataclass(frozen=True, slots=True)
class _Rule:
    """Names of figures, and words that contradict them wherever a sentence tells one."""

    names: re.Pattern[str]
    wrong: re.Pattern[str]
    kind: str
    reason: str


_RULES = (
    _Rule(
        re.compile(r"correlation|\bbeta\b|^beta|상관\s?계수|베타", re.IGNORECASE),
        re.compile(
            r"(?:주별|주간|월별|월간|분기별|연별|연간)(?=\s?수익률)|\b(?:weekly|monthly|quarterly|yearly|annual)(?=\sreturns?\b)", re.IGNORECASE
        ),
        "date",
        "period",
    ),
    _Rule(
        re.compile(r"volatility|변동성", re.IGNORECASE),
        re.compile(
            r"(?:일|주|월|분기)(?:간|별)?\s?환산|(?:주간|월간|분기)(?=\s?변동성)|\b(?:daily|weekly|monthly|quarterly)(?=\svolatility\b)", re.IGNORECASE
        ),
        "date",
        "period",
    ),
    _Rule(
        re.compile(r"drawdown|낙폭|deepest\sfall", re.IGNORECASE),
        re.compile(
            r"\b(?:shallowest|smallest|slightest|least)\b|(?:가장\s(?:작|얕|적|덜)|최소\s?낙폭)|\bat\sleast(?=\s[\d.]+%)", re.IGNORECASE
        ),
        "direction",
        "direction",
    ),
    _Rule(
        re.compile(r"^(?:volume|turnover)_mean|_mean(?:_\d+)?$|volume mean|average\sdaily\svolume|평균\s거래량"),
        re.compile(
            r"\b(?:at\smost|at\sleast|up\sto|no\smore\sthan)(?=\s[$₩]?[\d,.]+)|(?<!\S)(?:최대|최소|많아야|적어도)(?=\s(?:하루\s)?(?:거래|[\d,.]))", re.IGNORECASE
        ),
        "name",
        "measure",
    ),
)  # fmt: skip
_ONE_DAY = re.compile(
    r"같은\s날|당일|그날\s?하루|\bon\s(?:the\s)?(?:same|that)\sday\b|\bin\s(?:a\ssingle|one)\sday\b",
    re.IGNORECASE,
)
_DAYS = 7.0
"""Days from which on a return is of no single session, however long the holidays."""


def measured(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each such word that the figures of its sentence contradict."""
    for sentence in reading.sentences:
        facts = [item.match.fact for item in bench.of(sentence) if item.match.found and item.match.fact]
        if facts:
            yield from _against(reading, sentence, facts)
            yield from _over_days(reading, sentence, [fact for fact in facts if fact.printed is None])


def _against(reading: Reading, sentence: Sentence, facts: list[Fact]) -> Iterator[Claim]:
    called = [fact.name or _told(fact) for fact in facts if not fact.evidence.startswith(CONDITION)]
    for rule in _RULES:
        said = rule.wrong.search(reading.text, sentence.start, sentence.end)
        if said is None or sentence.quotes_or_names(said):
            continue
        own = [name for name in called if rule.names.search(name)]
        if own and not any(rule.wrong.search(name) for name in own):
            yield claim(reading, Mark(*said.span()), rule.kind, False, rule.reason)


def _told(fact: Fact) -> str:
    """The sentence of a text that has a figure."""
    text, sentence = fact.reading, fact.sentence
    return text.text[sentence.start : sentence.end] if text and sentence else ""


def _over_days(reading: Reading, sentence: Sentence, facts: list[Fact]) -> Iterator[Claim]:
    day = _ONE_DAY.search(reading.text, sentence.start, sentence.end)
    signed = [fact for fact in facts if fact.signed]
    if day and signed and all(len(fact.context.dates) > 1 and _is_long(fact) for fact in signed):
        yield claim(reading, Mark(*day.span()), "date", False, "period")


def _is_long(fact: Fact) -> bool:
    dates = fact.context.dates
    return (max(dates) - min(dates)).days > _DAYS
