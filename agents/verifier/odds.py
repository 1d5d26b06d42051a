"""Whether a rise is said to be more likely than not, against the probability of the evidence's forecast."""

import re
from collections.abc import Iterator

from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.marks import Mark
from agents.verifier.reading import Reading
from stockelper.types import Claim

_CHANCE = re.compile(r"확률|가능성|\b(?:chance|odds|probability|likel)", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:above|over|better\sthan|more\sthan|higher\sthan)\s(?:one\s|a\s)?(?:half|even|evens|a\scoin)\b|절반[을를보다]*\s(?:조금\s|약간\s|살짝\s)?(?:넘|웃돌|높)",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:below|under|worse\sthan|less\sthan|lower\sthan|short\sof)\s(?:one\s|a\s)?(?:half|even|a\scoin)\b|절반[에을를보다]*\s(?:조금\s|약간\s|살짝\s)?(?:못\s?미|밑돌|낮)",
    re.IGNORECASE,
)
_EVEN = 0.5


def odds(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each such comparison with one half that the probability belies."""
    chances = [f for f in bench.facts.facts if f.printed is None and "p_up" in f.context.tags]
    known = {fact.value for fact in chances}
    for sentence in reading.sentences:
        if not _CHANCE.search(reading.text, sentence.start, sentence.end):
            continue
        told = {q.value for q in sentence.own.quantities if q.unit == "percent"}
        values = told if len(told) == 1 else known
        if len(values) != 1:
            continue
        for pattern, more in ((_MORE, True), (_LESS, False)):
            found = pattern.search(reading.text, sentence.start, sentence.end)
            if found and (min(values) > _EVEN) is not more:
                yield claim(reading, Mark(*found.span()), "direction", False, "direction")
