"""The extractor of rules: a document sentence by sentence, with what earlier sentences were about in mind."""

from dataclasses import dataclass, field, replace
from datetime import date

from kg.extraction.ago import MOMENTARY, SUDDEN, long_ago, tells_the_past
from kg.extraction.anaphora import Topics, again, anaphora
from kg.extraction.frames import Claim
from kg.extraction.headlines import PLAIN, Headline, headline
from kg.extraction.learned.heard import STATED, TALK, Heard, Said
from kg.extraction.masking import Masked, mask
from kg.extraction.matching import claims
from kg.extraction.moments import moments
from kg.extraction.naming import spot
from kg.extraction.numbers import quantities
from kg.extraction.orders import is_order
from kg.extraction.plainer import readings
from kg.extraction.records import Document, Extracted, FoundEvent, FoundRelation, Slot, Spotted
from kg.extraction.sentences import headlines, paragraphs, starts_story
from kg.extraction.shortened import unified
from kg.extraction.slots import slots
from kg.extraction.statements import MINORITY, bought_share, stated
from kg.extraction.surprises import weight
from kg.extraction.talk import is_talk
from kg.extraction.version import rules_version
from kg.ontology import RELATIONS
from stockelper.securities.resolver import Resolver


@dataclass
class _Reading:
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


class RuleExtractor:
    """Reads with rules alone; the names are looked up in `resolver`'s listing."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    @property
    def version(self) -> str:
        """`rules` and a fingerprint of them: other rules are another version."""
        return rules_version()

    def extract(self, document: Document) -> Extracted:
        """Relations and events of one document."""
        return self.listen(document)[0]

    def listen(self, document: Document) -> tuple[Extracted, list[Heard]]:
        """What the rules find in a document, and its sentences with all that they said of them."""
        reading = _Reading(published=document.published)
        title = headline(document.title)
        titles = (
            [*title.sentences]
            if title.note
            else [part for text in title.sentences for part in self._headlines(text)]
        )
        for story in [titles, *paragraphs(document.text)]:
            reading.story += 1
            for number, text in enumerate(story):
                reading.in_title = story is titles
                if is_order(text) or (text in titles and not reading.in_title):
                    continue
                if reading.in_title or number == 0 or starts_story(text):
                    reading.topics.turn()
                self._hear(text, document, reading, title if reading.in_title else PLAIN)
        _complete(reading)
        relations = [found for key, found in reading.relations.items() if key not in reading.refuted]
        events = [
            found
            for key, found in reading.events.items()
            if key not in reading.refuted
            and not (found.type in SUDDEN and tells_the_past(reading.heard, reading.published))
        ]
        told = _told_once(relations, reading)
        found = Extracted(tuple(told), tuple(_with_customer(event, told) for event in events))
        names = [
            one for masked in reading.heard for place in masked.places.values() for one in place.mentions
        ]
        return unified(found, names), reading.kept

    def _headlines(self, title: str) -> list[str]:
        return headlines(title, [(one.start, one.end) for one in spot(title, self._resolver)])

    def _hear(self, text: str, document: Document, reading: _Reading, form: Headline) -> None:
        masked = self.masked(text, document, reading.topics)
        reading.sentence += 1
        claimed = tuple(claim for one in readings(masked) for claim in _read(one, reading, form))
        reading.kept.append(Heard(masked, reading.story, claimed))
        reading.topics.hear(masked)
        reading.heard.append(masked)

    def masked(self, text: str, document: Document, topics: Topics) -> Masked:
        """One sentence with its names, quantities and moments found; "the company" means its topic."""
        named = spot(text, self._resolver)
        named += [one for one in again(text, topics) if not _touches(one, named)]
        back = [one for one in anaphora(text, topics, self._resolver, named) if not _touches(one, named)]
        return mask(text, [*named, *back, *quantities(text), *moments(text, document.published)])


def _touches(one: Spotted, others: list[Spotted]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _read(masked: Masked, reading: _Reading, form: Headline) -> list[Said]:
    """Take in what a sentence states; what each rule said of it."""
    said: list[Said] = []
    for claim in claims(masked, reading.topics.subjects[0] if reading.topics.subjects else None):
        talk = is_talk(claim, masked, form)
        said += _said(claim, masked, TALK if talk else STATED if claim.holds else claim.status)
        if talk:
            continue
        for relation in stated(claim, masked):
            key = _key(relation)
            if not claim.holds:
                _refute(key, claim, reading)
            elif key not in reading.relations or reading.relations[key].ratio is None:
                reading.relations[key] = relation
                reading.told_in[key] = reading.sentence
                _state(key, reading)
        if claim.rule.event:
            _add_event(claim, masked, reading)
    return said


def _said(claim: Claim, masked: Masked, outcome: str) -> list[Said]:
    rule = claim.rule.trigger.pattern
    of_ends = [Said(one.type, one.head.key, one.tail.key, outcome, rule) for one in stated(claim, masked)]
    companies = (claim.b if claim.rule.relation == "LEADS" else claim.a) if claim.rule.event else ()
    return [*of_ends, *(Said(str(claim.rule.event), one.key, "", outcome, rule) for one in companies)]


def _state(key: tuple[str, ...], reading: _Reading) -> None:
    if reading.in_title:
        reading.title.add(key)
    else:
        reading.title.discard(key)
        reading.refuted.discard(key)


def _refute(key: tuple[str, ...], claim: Claim, reading: _Reading) -> None:
    if claim.status in ("denied", "rumoured") or key in reading.title:
        reading.refuted.add(key)


def _told_once(relations: list[FoundRelation], reading: _Reading) -> list[FoundRelation]:
    """Without holdings that a purchase or an investment tells already in the same sentence."""
    told: set[tuple[str, str, int]] = set()
    for one in relations:
        at = reading.told_in[_key(one)]
        if one.type in ("ACQUIRES", "INVESTS_IN"):
            told.add((one.head.text, one.tail.text, at))
    return [
        r
        for r in relations
        if r.type != "HOLDS" or (r.head.text, r.tail.text, reading.told_in[_key(r)]) not in told
    ]


def _with_customer(event: FoundEvent, relations: list[FoundRelation]) -> FoundEvent:
    """A contract whose other side only the relation tells."""
    if event.type != "contract_won" or "counterparty" in event.slots:
        return event
    customers = [r.tail.text for r in relations if r.type == "SUPPLIES" and r.head.text == event.company.text]
    return replace(event, slots={**event.slots, "counterparty": ", ".join(customers)}) if customers else event


def _key(relation: FoundRelation) -> tuple[str, str, str]:
    ends = [mention.id or mention.text for mention in (relation.head, relation.tail)]
    if RELATIONS[relation.type].symmetric:
        ends.sort()
    return relation.type, ends[0], ends[1]


def _add_event(claim: Claim, masked: Masked, reading: _Reading) -> None:
    type_ = claim.rule.event
    assert type_ is not None
    found: dict[str, Slot] = dict(slots(type_, masked, claim.start))
    if claim.rule.direction:
        found["direction"] = claim.rule.direction
    companies, others = claim.a, claim.b
    if type_ == "executive_change" and claim.rule.relation == "LEADS":
        companies, others = claim.b, claim.a
        if others:
            found["person"] = others[0].text
    elif type_ == "executive_change":
        found |= _person(masked)
    elif others := tuple(one for one in others if one not in companies):
        found["counterparty"] = ", ".join(one.text for one in others)
    others_told = {who for known, who in reading.events if known == type_} - {
        m.id or m.text for m in companies
    }
    if claim.assumed and "story" not in claim.rule.a and others_told:
        return
    past = type_ in MOMENTARY and long_ago(masked, reading.published)
    if type_ == "merger_acquisition" and (_is_minority(claim, masked) or not others):
        return
    for company in companies[:1] if type_ == "merger_acquisition" else companies:
        key = (type_, company.id or company.text)
        if past or not claim.holds:
            _refute(key, claim, reading)
            continue
        known = reading.events.get(key)
        told = weight(masked, claim.start, claim.end) if type_ == "earnings_surprise" else 0
        tells_more = told > reading.weights.get(key, told)
        merged = ({**known.slots, **found} if tells_more else {**found, **known.slots}) if known else found
        reading.weights[key] = max(told, reading.weights.get(key, 0))
        reading.events[key] = FoundEvent(type_, company, claim.rule.confidence, merged)
        _state(key, reading)


def _person(masked: Masked) -> dict[str, Slot]:
    people = [m.text for _, p in sorted(masked.places.items()) for m in p.mentions if m.kind == "person"]
    return {"person": people[0]} if people else {}


def _is_minority(claim: Claim, masked: Masked) -> bool:
    ratio = bought_share(claim, masked)
    return ratio is not None and ratio < MINORITY


def _complete(reading: _Reading) -> None:
    """Fill the slots of a text's one event from its other sentences: "계약 규모는 …이다. 납품은 …까지다."."""
    if len(reading.events) != 1:
        return
    key, event = next(iter(reading.events.items()))
    found = dict(event.slots)
    for masked in reading.heard:
        added = slots(event.type, masked, 0)
        if "amount" in found:
            added = {name: value for name, value in added.items() if name not in ("amount", "currency")}
        found = {**added, **found}
    reading.events[key] = replace(event, slots=found)
