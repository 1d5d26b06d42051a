"""Trains the planner's votes: `make votes`. With `--left-out` prints how they do on authors they were not trained on.

Reads `evaluation/cases/questions.jsonl` and the seen half of `evaluation/cases/routing.jsonl`, and writes
`agents/planner/data/votes.npz`; the same questions and rules give the same bytes.
"""

import sys
from pathlib import Path

from evaluation.voting.judging import SETTINGS, authors, left_out
from evaluation.voting.packing import packed
from evaluation.voting.questions import fingerprint, questions
from evaluation.voting.training import trained

OUT = Path(__file__).parent.parent / "agents" / "planner" / "data" / "votes.npz"


def main(arguments: list[str]) -> None:
    """Train and write, or judge author by author."""
    asked = questions()
    if "--left-out" in arguments:
        for author, rules, both in left_out(asked):
            sys.stdout.write(f"{author} rules {rules} with votes {both}\n")
            sys.stdout.flush()
        return
    about = {"questions": len(asked), "authors": len(authors(asked)), "sha256": fingerprint()}
    OUT.write_bytes(packed(trained(asked, SETTINGS, about)))
    sys.stdout.write(f"{OUT.name}: {OUT.stat().st_size} bytes, {about}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
