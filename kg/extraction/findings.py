"""What has been found so far in one document: relations, and what the text denies of them and of its events."""

from dataclasses import dataclass, field
from datetime import date

from kg.extraction.anaphora import Topics
from kg.extraction.frames import Claim
from kg.extraction.learned.heard import Heard
from kg.extraction.masking import Masked
from kg.extraction.records import FoundEvent, FoundRelation
from kg.ontology import RELATIONS


@dataclass
class Findings:
    """What has been found so far in one document."""

    relations: dict[tuple[str, str, str], FoundRelation] = field(
        default_factory=dict[tuple[str, str, str], FoundRelation]
    )
    events: dict[tuple[str, str], FoundEvent] = field(default_factory=dict[tuple[str, str], FoundEvent])
    weights: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    """How much the surprise told that an event's slots are from."""
    published: date | None = None
    refuted: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    """What the text denies, or calls planned, ended or past while only the title states it."""
    title: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    """What only the title has stated so far."""
    in_title: bool = False
    sentence: int = 0
    story: int = 0
    kept: list[Heard] = field(default_factory=list[Heard])
    told_in: dict[tuple[str, ...], int] = field(default_factory=dict[tuple[str, ...], int])
    """In which sentence a relation stands."""
    heard: list[Masked] = field(default_factory=list[Masked])
    topics: Topics = field(default_factory=Topics)

    def state(self, key: tuple[str, ...]) -> None:
        """Keep that the text states a relation or an event; the title alone may be taken back."""
        if self.in_title:
            self.title.add(key)
        else:
            self.title.discard(key)
            self.refuted.discard(key)

    def refute(self, key: tuple[str, ...], claim: Claim) -> None:
        """Keep that a claim which does not hold takes a relation or an event back."""
        if claim.status in ("denied", "rumoured") or key in self.title:
            self.refuted.add(key)

    def standing(self) -> list[FoundRelation]:
        """The relations that nothing took back, without holdings that the same sentence tells as a purchase or an investment."""
        kept = [one for key, one in self.relations.items() if key not in self.refuted]
        told = {
            (*_ends(one), self._sentence_of(one)) for one in kept if one.type in ("ACQUIRES", "INVESTS_IN")
        }
        return [
            one for one in kept if one.type != "HOLDS" or (*_ends(one), self._sentence_of(one)) not in told
        ]

    def _sentence_of(self, relation: FoundRelation) -> int:
        return self.told_in[key_of(relation)]


def key_of(relation: FoundRelation) -> tuple[str, str, str]:
    """What tells a relation from others: its type and ends, these in one order where it runs both ways."""
    ends = [mention.id or mention.text for mention in (relation.head, relation.tail)]
    if RELATIONS[relation.type].symmetric:
        ends.sort()
    return relation.type, ends[0], ends[1]


def _ends(relation: FoundRelation) -> tuple[str, str]:
    return relation.head.text, relation.tail.text
