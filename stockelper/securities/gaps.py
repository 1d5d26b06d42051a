"""Where a writer may put spaces inside a name: where its own are, between scripts, between the two halves of one word."""

import re

from stockelper.securities.cues import Cues
from stockelper.securities.folding import Folded, folded
from stockelper.securities.framing import is_article
from stockelper.securities.names import Name

_HANGUL = re.compile("[가-힣]")
_WHOLE, _HALF = 6, 2
"""Letters of a word that may be written as two, and of each of them, at least."""
_PHRASES = frozenset({"salesforce"})
"""Words that are something else when written as two: a sales force."""
_OFFICIAL = 2
"""The rank up to which a name is its company's own."""


def spaces_fit(text: Folded, span: tuple[int, int], name: Name, cues: Cues) -> bool:
    """Whether the spaces inside `text[span]` are where a writer of that name may put them."""
    at, end = span
    places = text.at
    if is_article(text.original, places[at]):
        return False
    gaps = [i for i in range(at + 1, end) if " " in text.original[places[i - 1] + 1 : places[i]]]
    if not gaps or not name.ids:
        return text.text[at:end] not in cues.apart or places[at + 1] - places[at] > 1
    written = folded(name.written)
    own = {i for i in range(1, len(written.at)) if written.at[i] - written.at[i - 1] > 1}
    return all(
        i - at in own
        or _breakable(text.text, at, i, end)
        or _compounded(text.text, (at, i, end), name, cues)
        or (len(gaps) == 1 and _halved(text.text, (at, i, end), name, cues))
        for i in gaps
    )


def is_apart(found: str, name: Name) -> bool:
    """Whether a name of one word in one kind of letters is written as two words: air bnb, master card."""
    one = name.written.isascii() and " " not in name.written
    return one and " " in found and not _is_joint(name, len(found.split(" ")[0]))


def _breakable(text: str, at: int, i: int, end: int) -> bool:
    before, after = _HANGUL.match(text[i - 1]), _HANGUL.match(text[i])
    if bool(before) != bool(after):
        return True
    if not before:
        return False
    whole = end - i == 1 and text[i] == "우"
    return whole or (i - at >= 2 and end - i >= 2)


def _compounded(text: str, places: tuple[int, int, int], name: Name, cues: Cues) -> bool:
    """Whether a name of two Latin words in one is written as two: Sound Hound, door dash."""
    at, i, end = places
    if " " in name.written or len(folded(name.written).at) != end - at or not _is_joint(name, i - at):
        return False
    halves = (text[at:i], text[i:end])
    return min(map(len, halves)) > 1 and not cues.ordinary.issuperset(halves)


def _is_joint(name: Name, length: int) -> bool:
    """Whether a capital begins the second half of a name whose first has so many letters."""
    written = folded(name.written)
    return (
        length < len(written.at) and name.written[written.at[length]].isupper() and not name.written.isupper()
    )


def _halved(text: str, places: tuple[int, int, int], name: Name, cues: Cues) -> bool:
    """Whether a company's own name of one Latin word is written as two: air bnb, master card."""
    at, i, end = places
    halves = (text[at:i], text[i:end])
    long = end - at >= _WHOLE and min(map(len, halves)) >= _HALF and text[at:end] not in _PHRASES
    own = name.rank <= _OFFICIAL and name.need in ("nothing", "stocks") and name.written.isalpha()
    return long and own and name.written.isascii() and not cues.ordinary.issuperset(halves)
