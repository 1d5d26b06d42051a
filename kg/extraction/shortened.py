"""One company under a full and a shortened name in one text: Tyson Foods in the article, Tyson in its title."""

from collections.abc import Iterable
from dataclasses import replace

from kg.extraction.records import Extracted, FoundEvent, FoundRelation, Mention


def unified(found: Extracted, named: Iterable[Mention]) -> Extracted:
    """What was found, each company under the name that tells most, everything once."""
    full = _full_names(named)
    relations: dict[tuple[str, str, str], FoundRelation] = {}
    for one in found.relations:
        head, tail = (full.get(mention, mention) for mention in (one.head, one.tail))
        if head != tail:
            relations.setdefault((one.type, head.key, tail.key), replace(one, head=head, tail=tail))
    events: dict[tuple[str, str], FoundEvent] = {}
    for one in found.events:
        company = full.get(one.company, one.company)
        known = events.get((one.type, company.key))
        merged = {**one.slots, **known.slots} if known else one.slots
        events[one.type, company.key] = replace(one, company=company, slots=merged)
    return replace(found, relations=tuple(relations.values()), events=tuple(events.values()))


def _full_names(named: Iterable[Mention]) -> dict[Mention, Mention]:
    """By the name without an id, the one company whose name begins with it."""
    mentions = list(dict.fromkeys(named))
    longer = [one for one in mentions if one.kind in ("company", "name")]
    found: dict[Mention, Mention] = {}
    for short in longer:
        fitting = {
            one.key: one for one in longer if short.id is None and one.text.startswith(f"{short.text} ")
        }
        if len(fitting) == 1:
            found[short] = next(iter(fitting.values()))
    return found
