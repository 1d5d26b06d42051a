"""Whether an answer that follows a cited text word for word has put something else in one place of it.

A claim stands between words. Where a cited text has the same words on both sides of another figure, period, name
or direction, and nowhere has the claim's own between words as much alike, the answer has replaced it. That holds
however many other places of the evidence would carry the claim taken by itself.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from agents.verifier.directions import spoken_directions
from agents.verifier.marks import (
    Clock,
    Day,
    Direction,
    Fiscal,
    Label,
    Mark,
    Name,
    Other,
    Quantity,
    Term,
    Window,
)
from agents.verifier.owners import listed
from agents.verifier.ranges import reversed_changes
from agents.verifier.reading import Reading, Sentence
from agents.verifier.scanning import plain
from agents.verifier.values import same_figure
from stockelper.types import Claim

_GROUP = "그룹"
_REACH = 28
"""Letters and digits that are compared on each side."""
_GRAM = 6
_LIKE = 15
"""Letters and digits on both sides together from which on a place is the same place."""
_MORE = 8
"""By how many the other place must be more alike than any that has the claim's own."""


@dataclass(frozen=True, slots=True)
class Place:
    """A mark between its words: `before` is read away from it, so that both sides begin beside the mark."""

    mark: Mark
    before: str
    after: str
    group: bool = False

    def likeness(self, other: "Place") -> int:
        """The letters and digits that both have beside their marks."""
        return _alike(self.before, other.before) + _alike(self.after, other.after)


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


class _Letters:
    """The letters and digits of a text, folded, to be taken from any place of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = [i for i, c in enumerate(text) if c.isalnum()]
        self._letters = "".join(text[i].lower()[0] for i in self._at)

    def place(self, mark: Mark, sentence: Sentence) -> Place:
        """A mark of a sentence between its words; "group" behind a name belongs to the name."""
        inside = self._text[mark.start : mark.end].endswith(_GROUP)
        behind = not inside and self._text.startswith(_GROUP, mark.end)
        first, start, end, last = (
            bisect_left(self._at, at) for at in (sentence.start, mark.start, mark.end, sentence.end)
        )
        end += len(_GROUP) if behind else 0
        before = self._letters[max(first, start - _REACH) : start][::-1]
        return Place(mark, before, self._letters[end : min(last, end + _REACH)], inside or behind)


def _placed(reading: Reading) -> Iterator[Place]:
    """Every mark of a text that may be held against another; of directions also those that assert nothing."""
    letters, text = _Letters(reading.text), plain(reading.text)
    for sentence in reading.sentences:
        own = sentence.own
        names = listed(own.names)
        for mark in (
            *own.quantities,
            *own.days,
            *own.fiscals,
            *own.windows,
            *own.clocks,
            *own.labels,
            *own.terms,
            *own.others,
            *names,
        ):
            yield letters.place(mark, sentence)
        for word in spoken_directions(text, sentence.start, sentence.end):
            if not any(o.start <= word.start and word.end <= o.end for o in (*own.quotes, *names)):
                yield letters.place(word, sentence)


class Places:
    """Every mark of the cited texts, to be found by the words beside it."""

    def __init__(self, texts: Iterable[Reading]) -> None:
        self._by_words: Mapping[tuple[type[Mark], str], dict[Place, None]] = defaultdict(dict)
        for reading in texts:
            for place in map(_anywhere, _placed(reading)):
                for words in _grams(place):
                    self._by_words[(type(place.mark), words)][place] = None

    def beside(self, place: Place) -> Iterable[Place]:
        """The places of marks of the same kind with the same words right before or right after, each once."""
        found: dict[Place, None] = {}
        for words in _grams(place):
            found |= self._by_words.get((type(place.mark), words), {})
        return found


def _anywhere(place: Place) -> Place:
    """The place without where it stands, so that what a text repeats is looked at once."""
    return replace(place, mark=replace(place.mark, start=0, end=0))


def _grams(place: Place) -> Iterator[str]:
    if len(place.before) >= _GRAM:
        yield "<" + place.before[:_GRAM]
    if len(place.after) >= _GRAM:
        yield ">" + place.after[:_GRAM]


_DEALS = frozenset({"merger", "buying"})
"""An acquisition is a purchase."""


def _agrees(one: Place, other: Place) -> bool | None:
    """Whether two marks of a kind say the same; None when they cannot be compared."""
    match one.mark, other.mark:
        case Quantity() as a, Quantity() as b:
            return same_figure(a, b)
        case Direction() as a, Direction() as b:
            return a.polarity == b.polarity if a.polarity and b.polarity else None
        case Term() as a, Term() as b:
            return a.tag == b.tag or {a.tag, b.tag} <= _DEALS
        case Label() as a, Label() as b:
            return a.text.lower() == b.text.lower()
        case Other() as a, Other() as b:
            return a.words <= b.words or b.words <= a.words
        case Name() as a, Name() as b:
            return a.keys == b.keys if one.group and other.group else bool(a.keys & b.keys)
        case a, b:
            return _same_time(a, b)


def _same_time(one: Mark, other: Mark) -> bool | None:
    match one, other:
        case Day() as a, Day() as b:
            return a.agrees(b)
        case Fiscal() as a, Fiscal() as b:
            return a.agrees(b)
        case Window() as a, Window() as b:
            return a.agrees(b)
        case Clock() as a, Clock() as b:
            return (a.hour, a.minute, a.zone) == (b.hour, b.minute, b.zone)
        case _:
            return None


def replaced(place: Place, places: Places) -> Mark | None:
    """What a cited text has where the answer has this mark; None where it has nothing else."""
    same, other = 0, 0
    rival: Mark | None = None
    for found in places.beside(place):
        agrees, like = _agrees(place, found), place.likeness(found)
        if agrees:
            same = max(same, like)
        elif agrees is False and like > other:
            other, rival = like, found.mark
    return rival if other >= _LIKE and other >= same + _MORE else None


def _instead(reading: Reading, places: Places) -> Mapping[Mark, Mark]:
    """The marks of an answer that stand where a cited text has others, with these.

    A figure whose rival stands in the same sentence, and there in no wrong place, was only told in other words.
    """
    found = {p.mark: rival for p in _placed(reading) if (rival := replaced(p, places)) is not None}
    figures: dict[Mark, list[Quantity]] = {
        q: [o for o in s.own.quantities if o is not q and o not in found]
        for s in reading.sentences for q in s.own.quantities if q in found
    }  # fmt: skip
    return {mark: rival for mark, rival in found.items() if not _tells(figures.get(mark, ()), rival)}


def _tells(figures: Iterable[Quantity], rival: Mark) -> bool:
    return isinstance(rival, Quantity) and any(same_figure(one, rival) for one in figures)


_KINDS: Mapping[type[Mark], tuple[str, str]] = {
    Quantity: ("number", "value"), Day: ("date", "date"), Fiscal: ("date", "period"), Window: ("date", "period"),
    Direction: ("direction", "direction"), Name: ("name", "company"), Clock: ("date", "date"), Label: ("number", "value"),
    Term: ("name", "measure"), Other: ("name", "name"),
}  # fmt: skip
"""The kind of claim that a mark makes, and what is wrong with it where the text has another."""


def held_against(
    claims: Sequence[Claim], reading: Reading, texts: Sequence[tuple[str, Reading]]
) -> list[Claim]:
    """The claims, in order; those that the cited texts have otherwise in the same words are unsupported.

    `texts` are the cited texts with the ids of their evidence. What a structured value carries is left alone:
    texts of other days say otherwise. A word of direction or a length of time that made no claim makes one when
    it was replaced.
    """
    if not texts:
        return list(claims)
    places = Places([said for _, said in texts])
    cited = {evidence for evidence, _ in texts}
    turned = frozenset(reversed_changes(reading, [said for _, said in texts]))
    instead = _instead(reading, places)
    by_span = {(claim.start, claim.end): claim for claim in claims}
    for mark in (place.mark for place in _placed(reading)):
        span_, kind = (mark.start, mark.end), _KINDS[type(mark)]
        known = by_span.get(span_)
        if known and not (known.supported and (known.evidence_id is None or known.evidence_id in cited)):
            continue
        if mark in instead or mark in turned:
            by_span[span_] = Claim.model_validate(
                {
                    "kind": known.kind if known else kind[0], "text": reading.text[mark.start : mark.end],
                    "start": mark.start, "end": mark.end, "value": known.value if known else None,
                    "supported": False, "reason": kind[1],
                }
            )  # fmt: skip
    return sorted(by_span.values(), key=lambda claim: (claim.start, claim.end))
