"""A sentence with every name, quantity and moment replaced by one character of a private range.

So that rules see "⟦company⟧는 ⟦company⟧에 ⟦money⟧ 규모의 배터리를 공급한다" and a list of names is one place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extraction.moments import Moment
from kg.extraction.numbers import Quantity
from kg.extraction.records import Mention, Spotted

Piece = Spotted | Quantity | Moment
_RANGES = {
    "company": 0xE000, "name": 0xE200, "person": 0xE400, "agency": 0xE500, "product": 0xE600, "sector": 0xE700,
    "money": 0xE800, "percent": 0xE900, "count": 0xEA00, "day": 0xEB00, "period": 0xEC00,
}  # fmt: skip
_WIDTH = 0x100
MARKS: Mapping[str, str] = {
    kind: f"[{chr(start)}-{chr(start + _WIDTH - 1)}]" for kind, start in _RANGES.items()
}
"""A regular expression's class for the places of each kind."""
FIRM = f"[{chr(0xE000)}-{chr(0xE3FF)}]"
"""The places of companies and of names that may be companies."""
ACTOR = f"[{chr(0xE000)}-{chr(0xE4FF)}]"
"""Those and people."""
ANY = f"[{chr(0xE000)}-{chr(0xECFF)}]"

_JOIN_KOREAN = re.compile(
    r"-|–|×|&|\s(?:x|X|×|&)\s|\s?(?:·|ㆍ|/|,|및|그리고|와|과|랑|하고|에 이어|은 물론|는 물론|뿐 아니라)\s?"
)
_JOIN_ENGLISH = re.compile(
    r",? (?:and|&|as well as|along with|plus) (?:the |privately held |closely held |state-owned |unlisted |start-?up |rival |partner |then )?|, (?:and |the )?|/| & "
)
_BRACKETS = re.compile(r"\s?\([^()]{1,60}\)")


@dataclass(frozen=True)
class Place:
    """One character of the mask: its names, or its quantity or moment."""

    mentions: tuple[Mention, ...] = ()
    quantity: Quantity | None = None
    moment: Moment | None = None


@dataclass(frozen=True)
class Masked:
    """`text` with one character a place; `places` by offset; `original` is the sentence."""

    text: str
    places: Mapping[int, Place]
    original: str
    korean: bool

    def mentions(self, at: int) -> tuple[Mention, ...]:
        """The names at an offset."""
        return self.places[at].mentions if at in self.places else ()


def mask(sentence: str, pieces: list[Piece]) -> Masked:
    """The masked sentence. Pieces that lie within an earlier one are left out."""
    parts: list[str] = []
    order: list[Place] = []
    at = 0
    for piece in sorted(pieces, key=lambda one: (one.start, -one.end)):
        if piece.start < at:
            continue
        parts.append(sentence[at : piece.start])
        place, kind = _place(piece)
        parts.append(chr(_RANGES[kind] + min(len(order), _WIDTH - 1)))
        order.append(place)
        at = piece.end
        if isinstance(piece, Spotted) and (bracket := _BRACKETS.match(sentence, at)):
            at = bracket.end()
    parts.append(sentence[at:])
    return _indexed("".join(parts), order, sentence)


def _place(piece: Piece) -> tuple[Place, str]:
    if isinstance(piece, Spotted):
        return Place((piece.mention, *piece.more)), piece.mention.kind
    if isinstance(piece, Quantity):
        return Place(quantity=piece), piece.kind
    return Place(moment=piece), piece.kind


def _indexed(text: str, order: list[Place], sentence: str) -> Masked:
    korean = bool(re.search("[가-힣]", text))
    places: dict[int, Place] = {}
    parts: list[str] = []
    last, length, n = -1, 0, 0
    start = 0
    for match in re.finditer(ANY, text):
        between = text[start : match.start()]
        place = order[n]
        n += 1
        if (
            last >= 0
            and place.mentions
            and places[last].mentions
            and _alike(place, places[last])
            and _joins(text, between, match.start(), korean, last)
        ):
            places[last] = Place((*places[last].mentions, *place.mentions))
            start = match.end()
            continue
        parts += [between, match.group()]
        length += len(between) + 1
        last, start = length - 1, match.end()
        places[last] = place
    parts.append(text[start:])
    return Masked("".join(parts), places, sentence, korean)


def _alike(place: Place, other: Place) -> bool:
    """Whether names may stand in one list: people with people, companies with companies."""
    apart = ("person", "agency")
    kinds = [one.mentions[0].kind if one.mentions[0].kind in apart else "" for one in (place, other)]
    return kinds[0] == kinds[1]


_SUBORDINATE = re.compile(
    r"\W?(?:While|Although|Though|After|As|When|Since|If|Unlike|Because|Before|Like|With|Under|By|In|For|Following|Alongside|Despite|Through|Besides|Against)\b"
)
"""At the head of a sentence: the comma after its clause ends no list."""
_LISTED = re.compile(
    f"{ANY}(?:[·ㆍ/]{ANY})+(?:(?:와|과|에|에게|에서|로부터)\\s|\\s['‘\"“]?(?:맹?추격|추월|제치|겨냥|격돌|맞손))"
)
"""A list of the other side behind a comma that is no part of it: 갑, 을·병과 협력."""

_OPENING = re.compile(rf"(?:\[[^\]]*\]\s?)?[^.,;{ANY[1:-1]}]{{0,24}}")
"""What may stand before the first name of a title: nothing, or words that describe it."""


def _joins(text: str, between: str, at: int, korean: bool, last: int) -> bool:
    """Whether the words between two names make them one list."""
    if not korean:
        if _JOIN_ENGLISH.fullmatch(between) is None:
            return False
        after = text[at + 1 : at + 60]
        if after.startswith(" by ") and re.search(rf" by {ANY}{re.escape(between)}$", text[:at]):
            return False
        if (
            between.startswith(", ")
            and _SUBORDINATE.match(text)
            and re.match(r"\s(?:[a-z]+ly\s)?[a-z]+(?:s|ed|d|t|ck|ld)\b", after)
        ):
            return False
        return not (between.startswith(",") and re.match(r"['’]s?\s|,? (?:a|an|the|its|which|who)\s", after))
    if _JOIN_KOREAN.fullmatch(between) is None:
        return False
    if between.strip() == "," and _LISTED.match(text, at):
        return False
    if between.strip() != "," or not _OPENING.fullmatch(text[:last]):
        return True
    # "갑, 을에 공급": in a title the comma stands for 은/는, unless the list itself is the subject
    rest = re.sub(f"^{ANY}(?:(?:,|·|및|와|과)\\s?{ANY})*", "", text[at:])
    return bool(re.match("[이가은는도]|·|\\s?등|\\s(?:\\d사|[두세네] [가-힣]{2,}|컨소시엄|연합)", rest))
