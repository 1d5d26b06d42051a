"""What a text states: the events and relations that a reader may conclude from the words in it."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import get_args

from collectors.practice.cast import companies
from collectors.practice.stories import Party, Story
from collectors.practice.wording import names as named
from stockelper.types import EventType, Language, RelationType

EVENT_TYPES: dict[str, EventType] = {type_: type_ for type_ in get_args(EventType)}
DIRECTED = frozenset({"earnings_surprise", "guidance", "rating_change"})
"""Events whose texts all say up or down."""

RELATED: dict[str, tuple[RelationType, str, str]] = {
    "contract_won": ("SUPPLIES", "company", "partner"),
    "merger_acquisition": ("ACQUIRES", "company", "partner"),
    "executive_change": ("LEADS", "person", "company"),
    "tie.PARTNERS_WITH": ("PARTNERS_WITH", "company", "partner"),
    "tie.INVESTS_IN": ("INVESTS_IN", "company", "partner"),
    "tie.MAKES": ("MAKES", "company", "product"),
    "tie.SUPPLIES": ("SUPPLIES", "company", "partner"),
    "tie.COMPETES_WITH": ("COMPETES_WITH", "company", "partner"),
    "tie.SUBSIDIARY_OF": ("SUBSIDIARY_OF", "company", "partner"),
    "tie.HOLDS": ("HOLDS", "company", "partner"),
    "tie.HELD": ("HOLDS", "partner", "company"),
    "tie.AFFILIATE_OF": ("AFFILIATE_OF", "company", "partner"),
    "tie.BELONGS_TO": ("BELONGS_TO", "company", "sector"),
}
"""Topic to the relation that it states, with the words that stand for head and tail."""
OWNING = frozenset({"ACQUIRES", "INVESTS_IN", "SUBSIDIARY_OF", "HOLDS"})
"""Relations whose stated share is their ratio."""


@dataclass(frozen=True)
class StatedRelation:
    """A relation as a text states it: the names as written, their ids, the share where it is written."""

    type: RelationType
    head: str
    tail: str
    head_id: str
    tail_id: str
    ratio: float | None = None


@dataclass(frozen=True)
class StatedEvent:
    """An event as a text states it. `slots` holds only what is written, in base units and ISO dates."""

    type: EventType
    company: str
    company_id: str
    slots: dict[str, str | float]


def ids(story: Story) -> dict[str, str]:
    """The ids behind the names that a text about the story may use."""
    company = companies()[story.company]
    korean = named(story, "ko")
    return {
        "company": company.id,
        "product": f"PRODUCT:{korean['product']}",
        "sector": f"SECTOR:PRACTICE:{company.sector}",
        "partner": story.partner.id if story.partner else "",
        "person": f"PERSON:{korean['person']}" if "person" in korean else "",
    }


def relations(
    story: Story, used: AbstractSet[str], language: Language, *, makes: bool = False
) -> tuple[StatedRelation, ...]:
    """The relations in a text; `makes` says that a sentence about the company's product stands in it."""
    names, known = named(story, language), ids(story)
    found: list[StatedRelation] = []
    if story.topic in RELATED:
        type_, head, tail = RELATED[story.topic]
        if head in used and tail in used:
            ratio = story.figures.get("ratio") if type_ in OWNING and "ratio" in used else None
            share = ratio if isinstance(ratio, float) else None
            found.append(StatedRelation(type_, names[head], names[tail], known[head], known[tail], share))
    if makes:
        made = (names["company"], names["product"], known["company"], known["product"])
        found.append(StatedRelation("MAKES", *made))
    return tuple(found)


def events(story: Story, used: AbstractSet[str], language: Language) -> tuple[StatedEvent, ...]:
    """The event in a text, if the story is one."""
    type_ = EVENT_TYPES.get(story.topic)
    if type_ is None:
        return ()
    company = companies()[story.company]
    return (StatedEvent(type_, company.name(language), company.id, _slots(story, used, language)),)


def _slots(story: Story, used: AbstractSet[str], language: Language) -> dict[str, str | float]:
    slots: dict[str, str | float] = {}
    for name in ("amount", "ratio", "date", "period"):
        if name in used:
            value = story.figures[name]
            slots[name] = value.isoformat() if isinstance(value, date) else value
    if "amount" in used:
        slots["currency"] = "KRW"
    if "units" in used and isinstance(count := story.figures["units"], float):
        slots["amount"] = count
    if "partner" in used:
        slots["counterparty"] = named(story, language)["partner"]
    if "person" in used:
        slots["person"] = named(story, language)["person"]
    if story.topic in DIRECTED:
        slots["direction"] = "up" if story.good else "down"
    return slots


def parties(story: Story, used: AbstractSet[str]) -> list[str]:
    """The listed companies that a text names, the story's own first."""
    partner: Party | None = story.partner if "partner" in used else None
    listed = [partner.id] if partner and partner.index is not None else []
    return [companies()[story.company].id, *listed]
