"""Events that claims report, with their slots, as they join what was found in a document."""

from dataclasses import replace

from kg.extraction.ago import MOMENTARY, SUDDEN, long_ago, tells_the_past
from kg.extraction.findings import Findings
from kg.extraction.frames import Claim
from kg.extraction.masking import Masked
from kg.extraction.records import FoundEvent, FoundRelation, Mention, Slot
from kg.extraction.slots import slots
from kg.extraction.statements import MINORITY, bought_share
from kg.extraction.surprises import weight
from stockelper.types import EventType


def add_event(claim: Claim, masked: Masked, found: Findings) -> None:
    """Take in the event of a claim: for each of its companies, or for the buyer alone of a takeover."""
    type_ = claim.rule.event
    assert type_ is not None
    companies, others = _parties(claim, type_)
    if _is_assumed_beside_others(claim, type_, companies, found):
        return
    if type_ == "merger_acquisition" and (_is_minority(claim, masked) or not others):
        return
    told = _slots(claim, masked, type_, others)
    past = type_ in MOMENTARY and long_ago(masked, found.published)
    for company in companies[:1] if type_ == "merger_acquisition" else companies:
        key = (type_, company.key)
        if past or not claim.holds:
            found.refute(key, claim)
        else:
            _join(FoundEvent(type_, company, claim.rule.confidence, told), claim, masked, found)
            found.state(key)


def standing_events(found: Findings, relations: list[FoundRelation]) -> list[FoundEvent]:
    """The events that nothing took back and that are no old news; a contract has its customer from `relations`."""
    _complete(found)
    kept = [event for key, event in found.events.items() if key not in found.refuted]
    now = [one for one in kept if not (one.type in SUDDEN and tells_the_past(found.heard, found.published))]
    return [_with_customer(one, relations) for one in now]


def _parties(claim: Claim, type_: EventType) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Whose event it is, and the others in it; who leads a company stands before it."""
    if type_ == "executive_change" and claim.rule.relation == "LEADS":
        return claim.b, claim.a
    if type_ == "executive_change":
        return claim.a, claim.b
    return claim.a, tuple(one for one in claim.b if one not in claim.a)


def _slots(claim: Claim, masked: Masked, type_: EventType, others: tuple[Mention, ...]) -> dict[str, Slot]:
    told: dict[str, Slot] = dict(slots(type_, masked, claim.start))
    if claim.rule.direction:
        told["direction"] = claim.rule.direction
    if type_ != "executive_change":
        return {**told, "counterparty": ", ".join(one.text for one in others)} if others else told
    if claim.rule.relation != "LEADS":
        return {**told, **_person(masked)}
    return {**told, "person": others[0].text} if others else told


def _is_assumed_beside_others(
    claim: Claim, type_: EventType, companies: tuple[Mention, ...], found: Findings
) -> bool:
    """Whether a company is only taken for the event's, and another one's event of the type was told already."""
    theirs = {who for known, who in found.events if known == type_} - {one.key for one in companies}
    return claim.assumed and "story" not in claim.rule.a and bool(theirs)


def _join(event: FoundEvent, claim: Claim, masked: Masked, found: Findings) -> None:
    """Keep an event with the slots of the same one told before, which stay unless this tells more of the surprise."""
    key = (event.type, event.company.key)
    known = found.events.get(key)
    told = weight(masked, claim.start, claim.end) if event.type == "earnings_surprise" else 0
    tells_more = told > found.weights.get(key, told)
    if known:
        merged = {**known.slots, **event.slots} if tells_more else {**event.slots, **known.slots}
        event = replace(event, slots=merged)
    found.weights[key] = max(told, found.weights.get(key, 0))
    found.events[key] = event


def _with_customer(event: FoundEvent, relations: list[FoundRelation]) -> FoundEvent:
    """A contract whose other side only the relation tells."""
    if event.type != "contract_won" or "counterparty" in event.slots:
        return event
    customers = [r.tail.text for r in relations if r.type == "SUPPLIES" and r.head.text == event.company.text]
    return replace(event, slots={**event.slots, "counterparty": ", ".join(customers)}) if customers else event


def _person(masked: Masked) -> dict[str, Slot]:
    people = [m.text for _, p in sorted(masked.places.items()) for m in p.mentions if m.kind == "person"]
    return {"person": people[0]} if people else {}


def _is_minority(claim: Claim, masked: Masked) -> bool:
    ratio = bought_share(claim, masked)
    return ratio is not None and ratio < MINORITY


def _complete(found: Findings) -> None:
    """Fill the slots of a text's one event from its other sentences: "계약 규모는 …이다. 납품은 …까지다."."""
    if len(found.events) != 1:
        return
    key, event = next(iter(found.events.items()))
    told = dict(event.slots)
    for masked in found.heard:
        added = slots(event.type, masked, 0)
        if "amount" in told:
            added = {name: value for name, value in added.items() if name not in ("amount", "currency")}
        told = {**added, **told}
    found.events[key] = replace(event, slots=told)
