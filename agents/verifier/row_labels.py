"""What stands before the figure of a list's row, where it is no company: the text that carries the figure has to have it."""

import re
from collections.abc import Iterator

from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.marks import Mark
from agents.verifier.quoting import letters
from agents.verifier.reading import Reading
from stockelper.types import Claim

_ROW = re.compile(r"[-*•]\s(?P<label>[^:\n\d]{2,40}):\s[+-]?[$₩]?\d")
_HANGUL = re.compile("[가-힣]")


def row_labels(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each label of a row that the text with the row's first figure does not have."""
    for sentence in reading.sentences:
        row = _ROW.match(reading.text, sentence.start, sentence.end)
        items = bench.of(sentence)
        fact = items[0].match.fact if items and items[0].match.found else None
        if (
            row is None
            or fact is None
            or fact.reading is None
            or sentence.own.names
            or sentence.own.attributes
        ):
            continue
        label, source = row["label"].strip("* "), fact.reading.text
        alike = bool(_HANGUL.search(label)) == bool(_HANGUL.search(source))
        if alike and items[0].match.reason == "stated" and letters(label) not in letters(source):
            yield claim(reading, Mark(row.start("label"), row.end("label")), "name", False, "name")
