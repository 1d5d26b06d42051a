"""Whether a clause states something as a fact: denied, rumoured, planned, ended and past matters are none."""

import re

from kg.extraction.masking import ACTOR, Masked
from kg.extraction.rulebook import Rulebook, Status, rulebook
from kg.extraction.sentences import PAUSE

_OF_ONE_PART = frozenset({"planned", "ended"})
"""What the part of a headline behind the dots says of itself, while a denial there is of the whole."""
_KOREAN_REACH = 60
_ENGLISH_REACH = 60
_NOMINAL_REACH = 8
"""How far behind the trigger words about its status are looked for."""


def status(masked: Masked, start: int, end: int, *, nominal: bool = False, described: bool = False) -> Status:
    """The status of what a trigger at `start:end` says.

    A question states nothing. A `nominal` phrase (⟦company⟧'s supplier ⟦company⟧) holds whatever the sentence's predicate says of it,
    an English one where it is `described` by the noun alone.
    """
    if masked.text.rstrip().endswith("?"):
        return "considered"
    book = rulebook("ko" if masked.korean else "en")
    if masked.korean:
        return _korean(masked, start, end, book, nominal)
    return _of_noun(masked, start, end, book) if described else _english(masked, start, end, book)


def _of_noun(masked: Masked, start: int, end: int, book: Rulebook) -> Status:
    """An English noun holds unless it is said to be over: ⟦company⟧'s former supplier ⟦company⟧."""
    phrase = masked.text[max(start - _NOMINAL_REACH, 0) : end]
    over = any(one in ("ended", "past") and words.search(phrase) for one, words, _ in book.cues)
    return "ended" if over else "stated"


def _korean(masked: Masked, start: int, end: int, book: Rulebook, nominal: bool) -> Status:
    """A Korean predicate says at its end whether it holds; the words before tell whether it is past."""
    if _HEARSAY.match(masked.text, end):
        return "rumoured"
    whole = _scope(masked.text, start, end, book)
    described = _DESCRIBING.match(masked.text, max(end - 1, start))
    near = masked.text[start : described.end()] if described else whole
    scope = masked.text[start : end + _NOMINAL_REACH] if nominal else near
    for one, words, bar in book.cues:
        if one == "past":
            continue
        within = whole if one == "ended" and not nominal else scope
        if one in _OF_ONE_PART:
            within = within.partition(PAUSE)[0]
        match = words.search(within)
        if match and not (bar and bar.search(within)):
            return one
    return _past(masked.text[: end + 12], start, book)


_HEARSAY = re.compile(
    r"로\s(?:잘못\s)?알려(?:져\s?있(?:으나|지만)|졌(?:으나|지만))|[가-힣\s]{0,16}?(?:다|라|자)는\s(?:[가-힣]+\s){0,2}?(?:소문|풍문|루머|글|게시글|게시물|주장|보도|영상|기대(?!치)|전망(?!치)|관측|추측|해석|의혹|댓글|이야기|얘기|말)(?:은|는|이|가|에|을|를|도|과|와)?(?:\s|$)"
)
"""Behind a predicate: it is only what somebody says or hopes (…한다는 글은)."""


def _scope(text: str, start: int, end: int, book: Rulebook) -> str:
    """From the trigger to the end of its clause, and the quoting verb where the clause is a quotation."""
    stop = book.words["stop"].search(text, end)
    reach = min(stop.end() if stop else len(text), end + _KOREAN_REACH)
    return text[start:reach]


_DESCRIBING = re.compile(
    rf"[가-힣]{{0,5}}(?:는|한|던|된|온|은|인)\s(?:[가-힣]+\s)?(?={ACTOR}(?!(?:의)?\s?(?:지분|주식|경영권|계약|주문|발주|물량|수주|납품|공급)))"
)
"""A clause that only describes the name behind it: what is said of that name leaves the clause as it is."""


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
