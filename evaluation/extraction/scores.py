"""How extracted relations and events compare with the labelled ones."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.extraction.records import Extracted
from kg.ontology import RELATIONS

Key = tuple[str, ...]
Slotted = Mapping[Key, Mapping[str, str | float]]
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Labelled:
    """What a text states: keys of relations, and events with their slots."""

    relations: frozenset[Key]
    events: Slotted


@dataclass
class Tally:
    """Found, right and wanted, by type."""

    right: Counter[str] = field(default_factory=Counter[str])
    found: Counter[str] = field(default_factory=Counter[str])
    wanted: Counter[str] = field(default_factory=Counter[str])

    def add(self, found: Iterable[Key], wanted: Iterable[Key]) -> None:
        """Count the keys of one text."""
        had, asked = set(found), set(wanted)
        self.found.update(key[0] for key in had)
        self.wanted.update(key[0] for key in asked)
        self.right.update(key[0] for key in had & asked)

    def precision(self) -> float | None:
        """The share of what was found that is right; None when nothing was found."""
        return self.right.total() / self.found.total() if self.found else None

    def recall(self) -> float | None:
        """The share of what is there that was found; None when nothing is there."""
        return self.right.total() / self.wanted.total() if self.wanted else None


@dataclass
class Scores:
    """Tallies over texts: relations, events, and the slots of events that were found."""

    relations: Tally = field(default_factory=Tally)
    events: Tally = field(default_factory=Tally)
    slots: Tally = field(default_factory=Tally)

    def add(self, found: Extracted, truth: Labelled) -> None:
        """Count one text."""
        mine = labelled(found)
        self.relations.add(mine.relations, truth.relations)
        self.events.add(mine.events, truth.events)
        for key in mine.events.keys() & truth.events.keys():
            pairs = [
                [(n, value_key(v)) for n, v in side[key].items()] for side in (mine.events, truth.events)
            ]
            self.slots.add(*pairs)


def relation_key(type_: str, head: str, tail: str) -> Key:
    """A relation as it is compared: the ends in order where direction does not matter, products by their names alone."""
    ends = (simple(head), simple(_brand(tail) if type_ == "MAKES" else tail))
    symmetric = any(one.type == type_ and one.symmetric for one in RELATIONS.values())
    return (type_, *(sorted(ends) if symmetric else ends))


_PROPER = re.compile(r"(?:[A-Z][\w+-]*[a-z\d]\w*|[A-Z]{2,}\d\w*|[A-Z]+-\d\w*)(?:\s(?:[A-Z\d][\w+-]*))*")


def _brand(product: str) -> str:
    """An English product's name without the goods beside it, on which labels differ: Tarn, Tarn excavators."""
    match = _PROPER.search(product)
    return match.group() if match else product


def simple(name: str) -> str:
    """A name without spaces and case, so that spelling does not decide."""
    return name.replace(" ", "").lower()


def value_key(value: str | float) -> str:
    """A slot's value as it is compared."""
    return simple(value) if isinstance(value, str) else f"{value:.6g}"


def labelled(found: Extracted) -> Labelled:
    """What was found, as keys: by id where there is one, else by name."""
    relations = frozenset(
        relation_key(r.type, r.head.id or r.head.text, r.tail.id or r.tail.text) for r in found.relations
    )
    events = {(e.type, simple(e.company.id or e.company.text)): e.slots for e in found.events}
    return Labelled(relations, events)
