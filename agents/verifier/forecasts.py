"""How far ahead a forecast is told to look, and how well it ranks, against the forecasts of the evidence."""

import re
from collections.abc import Iterator

from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.marks import Mark
from agents.verifier.reading import Reading
from stockelper.types import Claim

_AHEAD = re.compile(
    r"(?P<en>\d{1,3})\s(?:sessions?|trading\sdays?)\s(?:later|ahead|from\snow)\b|(?P<ko>\d{1,3})\s?거래일\s(?:뒤|후)",
    re.IGNORECASE,
)
_INTERVAL = re.compile(
    r"(?:신뢰\s?구간|confidence\sinterval)(?:\sof)?\s(?P<low>[+-]?\d+(?:\.\d+)?)\s?(?:~|to|에서)\s?(?P<high>[+-]?\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_RANK = re.compile(r"rank\sIC\)?(?:\sof|\sis|은|는|,)?\s(?P<n>[+-]?\d+(?:\.\d+)?)", re.IGNORECASE)


def forecasts(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each number of sessions ahead, rank correlation and end of its interval that a forecast of the evidence
    has, or has not."""
    for group, name, pattern in _TOLD:
        values = [fact.signed_value for fact in bench.facts.facts if fact.name == name]
        for found in pattern.finditer(reading.text) if values else ():
            if said := found[group]:
                fine = any(_rounds_to(value, said) for value in values)
                reason = "evidence" if fine else "value"
                yield claim(reading, Mark(*found.span(group)), "number", fine, reason, value=float(said))


_TOLD = (
    ("en", "forecast_sessions_ahead", _AHEAD), ("ko", "forecast_sessions_ahead", _AHEAD), ("n", "forecast_skill", _RANK),
    ("low", "forecast_skill_low", _INTERVAL), ("high", "forecast_skill_high", _INTERVAL),
)  # fmt: skip


def _rounds_to(value: float, said: str) -> bool:
    return abs(float(said) - value) <= 0.5 * 10.0 ** -len(said.partition(".")[2])
