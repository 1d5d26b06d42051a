"""Quotations that are almost, but not quite, what a cited text says."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from stockelper.types import Claim, Evidence

_QUOTED = re.compile(r"“(?P<a>[^“”\n]{8,400})”|\"(?P<b>[^\"\n]{8,400})\"")
_CUT = re.compile(r"…|\.{3}")
_AFTER_TITLE = re.compile(r"[^\n:]{0,80}?: (?P<excerpt>[^\n]{30,})")
_MARKERS = re.compile(r"(?:\s?\[[^\]\n]{1,24}\])*[\s.]*$")
_LEAST = 8
"""Letters and digits from which on a piece is told from chance."""
_SENTENCE = 20
"""Characters from which on a sentence is copied and not alike by chance."""
_TITLE_ALIKE = 60.0
"""How alike a whole title, or the one piece of a quotation that differs, is to what it means to repeat."""
_ALIKE = 80.0
"""How alike, in percent, a piece is to a text that it means to repeat (rapidfuzz's partial ratio)."""


@dataclass(frozen=True)
class _Source:
    evidence: str
    title: str
    letters: str


def misquoted(text: str, evidence: Sequence[Evidence]) -> Iterator[Claim]:
    """A claim for each quotation, and each excerpt behind a quoted title, that differs from the text it repeats."""
    sources = [
        _Source(item.id, letters(item.title or ""), letters(f"{item.title or ''} {item.text or ''}"))
        for item in evidence
        if item.text or item.title
    ]
    for match in _QUOTED.finditer(text) if sources else ():
        said = match["a"] or match["b"]
        if (wrong := _altered(said, sources)) is not None:
            yield _claim(text, match.start(), match.end(), wrong)
            continue
        title = letters(said)
        own = [source for source in sources if title and source.title == title]
        after = _AFTER_TITLE.match(text, match.end()) if own else None
        if after is not None and (wrong := _altered(_MARKERS.sub("", after["excerpt"]), own)) is not None:
            yield _claim(text, after.start("excerpt"), after.end("excerpt"), wrong)


def _altered(said: str, sources: Sequence[_Source]) -> str | None:
    """The evidence that a quotation all but repeats; None where it is verbatim, or no quotation of any."""
    for piece in map(letters, _CUT.split(said)):
        if len(piece) < _LEAST or any(piece in source.letters for source in sources):
            continue
        scores = [(fuzz.partial_ratio(piece, source.letters), source.evidence) for source in sources]
        likeness, best = max(scores)
        if turned := next((s.evidence for s in sources if sorted(s.title) == sorted(piece)), None):
            return turned
        if likeness >= _ALIKE:
            return best
    return _changed_in_a_piece(said, sources)


def _changed_in_a_piece(said: str, sources: Sequence[_Source]) -> str | None:
    """The evidence whose title is like the whole of a quotation, or that has all but one of the pieces between its dots
    and something like that one."""
    whole = letters(said)
    if any(whole in source.letters for source in sources):
        return None
    pieces = [piece for piece in map(letters, _CUT.split(said)) if piece]
    return next((s.evidence for s in sources if _is_like(whole, s) or _is_all_but_one(pieces, s)), None)


def _is_like(whole: str, source: _Source) -> bool:
    return bool(source.title) and fuzz.ratio(whole, source.title) >= _TITLE_ALIKE


def _is_all_but_one(pieces: Sequence[str], source: _Source) -> bool:
    missing = [piece for piece in pieces if piece not in source.letters]
    kept = sum(map(len, pieces)) - sum(map(len, missing))
    alike = len(missing) == 1 and fuzz.partial_ratio(missing[0], source.letters) >= _TITLE_ALIKE
    return alike and kept >= _LEAST


def letters(text: str) -> str:
    """The letters and digits of a text, folded."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _claim(text: str, start: int, end: int, source: str) -> Claim:
    return Claim(
        kind="citation", text=text[start:end], start=start, end=end, value=None, supported=False,
        evidence_id=source, reason="citation",
    )  # fmt: skip


def verbatim(
    text: str, spans: Iterable[tuple[int, int]], evidence: Sequence[Evidence]
) -> list[tuple[int, int]]:
    """Those spans of an answer that some cited text has letter for letter, digits and signs included."""
    bodies = [
        _signs(f"{item.title or ''}\n{item.text or ''}") for item in evidence if item.text or item.title
    ]
    said = ((span, _signs(_MARKERS.sub("", text[slice(*span)]))) for span in spans) if bodies else ()
    return [span for span, own in said if len(own) >= _SENTENCE and any(own in body for body in bodies)]


def _signs(text: str) -> str:
    """A text without what may differ in a copy: spaces and stops at its end."""
    return "".join(text.casefold().split()).rstrip(".")
