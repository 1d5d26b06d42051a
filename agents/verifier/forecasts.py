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
_RANK = re.compile(r"rank\sIC\)?(?:\sof|\sis|은|는|,)?\s(?P<n>[+-]?\d+(?:\.\d+)?)", re.IGNORECASE)


def forecasts(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each number of sessions ahead, and each rank correlation, that no forecast of the evidence has."""
    for name, pattern in (("forecast_sessions_ahead", _AHEAD), ("forecast_skill", _RANK)):
        values = [fact.signed_value for fact in bench.facts.facts if fact.name == name]
        for found in pattern.finditer(reading.text) if values else ():
            group = next(key for key, said in found.groupdict().items() if said)
            said = found[group]
            half = 0.5 * 10.0 ** -len(said.partition(".")[2])
            fine = any(abs(float(said) - value) <= half for value in values)
            mark = Mark(*found.span(group))
            reason = "evidence" if fine else "value"
            yield claim(reading, mark, "number", fine, reason, value=float(said))
