"""Taking unsupported claims out of an answer: the sentence goes, a wrong marker alone is removed."""

import re
from collections.abc import Sequence

from agents.verifier.layout import lines
from agents.verifier.scanning import plain
from stockelper.types import Claim

_MARKER = re.compile(r"\s?\[[^\[\]]{0,24}\]")
_LABEL_ONLY = re.compile(r"^[\s>*#\-|:\d.]*$")


def _marker(text: str, claim: Claim) -> tuple[int, int] | None:
    """The span of the bracket around a citation's number, when it holds only that number."""
    for found in _MARKER.finditer(text):
        if found.start() <= claim.start and claim.end <= found.end():
            return found.span()
    return None


def _spans(text: str, wrong: Sequence[Claim]) -> list[tuple[int, int]]:
    content = [claim for claim in wrong if claim.kind != "citation"]
    spans = [
        _whole(text, line.start, line.end)
        for line in lines(plain(text))
        if any(line.start <= claim.start < line.end for claim in content)
    ]
    for claim in wrong:
        if claim.kind == "citation" and not any(a <= claim.start < b for a, b in spans):
            spans += [span] if (span := _marker(text, claim)) else []
    return sorted(set(spans))


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or all of its line when a quotation begins or ends in it: half of one says something else."""
    said = text[start:end]
    if said.count("“") == said.count("”"):
        return start, end
    last = text.find("\n", end - 1)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    kept: list[str] = []
    at = 0
    for start, end in spans:
        kept.append(text[at:start])
        breaks = len(text[start:end]) - len(text[start:end].rstrip("\n"))
        whole = start == 0 or text[start - 1] == "\n"
        kept.append("\n" * (breaks - 1 if whole else breaks))  # a row goes with its end
        at = max(at, end)
    kept.append(text[at:])
    return "".join(kept)


def _tidy(text: str) -> str:
    """No empty bullets, no headings without a text below, no runs of blank lines."""
    rows = [row.rstrip() for row in text.split("\n")]
    rows = [row for row in rows if not row or not _LABEL_ONLY.match(row) or "--" in row]
    rows = [row for i, row in enumerate(rows) if not (row.startswith("#") and not _below(rows, i))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


def _below(rows: Sequence[str], index: int) -> bool:
    for row in rows[index + 1 :]:
        if row.startswith("#"):
            return False
        if row.strip():
            return True
    return False


def strike(text: str, claims: Sequence[Claim]) -> tuple[str, int]:
    """The text without the sentences that hold an unsupported claim, and how many claims were struck.

    `claims` are those of `verify` on this very text. A wrong citation alone costs its marker, not its
    sentence. Nothing is added, so one pass is enough.
    """
    wrong = [claim for claim in claims if not claim.supported]
    if not wrong:
        return text, 0
    return _tidy(_without(text, _spans(text, wrong))), len(wrong)
