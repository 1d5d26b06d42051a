"""Whether a list is of the most traded securities, or among the livelier half of a market, as its heading says."""

import re
from collections.abc import Iterator
from itertools import pairwise

from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.listing import items
from agents.verifier.marks import Mark
from agents.verifier.reading import Reading, Sentence
from stockelper.types import Claim

_MOST = re.compile(
    r"거래\s?대금\s(?P<top>상위)|거래\s?대금\s(?P<bottom>하위)|\b(?P<most>most|heaviest)\straded\b|\b(?P<least>least|thinnest)\straded\b",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"(?P<top>상위)\s?절반|(?P<bottom>하위)\s?절반|\b(?P<most>busier|livelier|more\straded)\shalf\b|\b(?P<least>quieter|less\straded|slower)\shalf\b",
    re.IGNORECASE,
)
_TOP = ("top", "most")


def turnovers(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each such word that the turnovers of the listed securities contradict."""
    halved = any(fact.name == "turnover_from_top" for fact in bench.facts.facts)
    for sentence in reading.sentences:
        half = _HALF.search(reading.text, sentence.start, sentence.end)
        said = half or _MOST.search(reading.text, sentence.start, sentence.end)
        if said is None:
            continue
        top = said.lastgroup in _TOP
        values = [] if half else list(_values(reading, sentence, bench))
        if (half and halved and not top) or any((a < b) if top else (a > b) for a, b in pairwise(values)):
            yield claim(reading, Mark(*said.span()), "name", False, "measure")


def _values(reading: Reading, heading: Sentence, bench: Bench) -> Iterator[float]:
    """The turnover of each security that the list below a heading names, where the evidence has it."""
    known = {
        key: fact.value for fact in bench.facts.facts if fact.name == "turnover" for key in fact.context.keys
    }
    for item in items(reading, heading):
        yield from [known[key] for name in item.own.names for key in name.keys if key in known][:1]
        if reading.text[item.start : item.end].endswith("\n\n"):
            return
