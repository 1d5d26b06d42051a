"""Makes the packaged weights of extraction's second reader: `make weights`.

Trained on `evaluation/cases/extraction_training.jsonl`; the same texts give the same bytes. Prints what the rules, and the
rules with the second reader, find on authors left out.
"""

import sys
from pathlib import Path

from evaluation.bench.extraction import practice_resolver
from evaluation.extraction.scores import Tally
from evaluation.extraction.training import models, packed_file
from kg.extraction.learned.weights import FILE
from kg.extraction.reading import RuleExtractor

TO = Path(__file__).parent.parent / "kg" / "extraction" / "learned" / FILE


def main() -> None:
    """Train, write and tell."""
    found = models(RuleExtractor(practice_resolver()))
    TO.write_bytes(packed_file(found))
    for (language, task), one in found.items():
        types = zip(one.model.types, one.model.thresholds, strict=True)
        least = ", ".join(f"{type_} {threshold:.2f}" for type_, threshold in types)
        sys.stdout.write(
            f"{language} {task}: rules {_told(one.rules)}, with the second reader {_told(one.both)}, "
            f"doubt below {one.model.doubt:.2f}, {least}\n"
        )


def _told(tally: Tally) -> str:
    return f"{tally.precision() or 0:.3f}/{tally.recall() or 0:.3f}"


if __name__ == "__main__":
    main()
