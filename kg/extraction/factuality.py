"""Whether a clause states something as a fact: denied, rumoured, planned, ended and past matters are none."""

from kg.extraction.masking import Masked
from kg.extraction.rulebook import Rulebook, Status, rulebook

_KOREAN_REACH = 60
_ENGLISH_REACH = 45
_NOMINAL_REACH = 8
"""How far behind the trigger words about its status are looked for."""


def status(masked: Masked, start: int, end: int, *, nominal: bool = False) -> Status:
    """The status of what a trigger at `start:end` says.

    A question states nothing. A `nominal` phrase (⟦company⟧'s supplier ⟦company⟧) holds whatever the sentence's predicate says of it.
    """
    if masked.text.rstrip().endswith("?"):
        return "considered"
    book = rulebook("ko" if masked.korean else "en")
    return _korean(masked, start, end, book, nominal) if masked.korean else _english(masked, start, end, book)


def _korean(masked: Masked, start: int, end: int, book: Rulebook, nominal: bool) -> Status:
    """A Korean predicate says at its end whether it holds; the words before tell whether it is past."""
    scope = masked.text[start : end + _NOMINAL_REACH] if nominal else _scope(masked.text, start, end, book)
    for one, words, bar in book.cues:
        if one == "past":
            continue
        match = words.search(scope)
        if match and not (bar and bar.search(scope)):
            return one
    return _past(masked.text[: end + 12], start, book)


def _scope(text: str, start: int, end: int, book: Rulebook) -> str:
    """From the trigger to the end of its clause, and the quoting verb where the clause is a quotation."""
    stop = book.words["stop"].search(text, end)
    reach = min(stop.end() if stop else len(text), end + _KOREAN_REACH)
    return text[start:reach]


def _past(before: str, start: int, book: Rulebook) -> Status:
    for one, words, bar in book.cues:
        if one == "past":
            match = words.search(before)
            if match and not (bar and bar.search(before)):
                return one
    return "stated"


def _english(masked: Masked, start: int, end: int, book: Rulebook) -> Status:
    """English says it before the verb, now and then behind it."""
    text = masked.text
    breaks = [m.end() for m in book.words["scope"].finditer(text, 0, start)]
    before = text[breaks[-1] if breaks else 0 : end]
    stop = book.words["stop"].search(text, end)
    after = text[end : min(stop.start() if stop else len(text), end + _ENGLISH_REACH)]
    for one, words, bar in book.cues:
        match = words.search(before) or words.match(f"¦{after}")
        if match and not (bar and bar.search(before)):
            return one
    return "stated"
