"""The extractor of rules: a document sentence by sentence, with what earlier sentences were about in mind."""

from kg.extraction.anaphora import Topics, again, anaphora
from kg.extraction.findings import Findings, key_of
from kg.extraction.found_events import add_event, standing_events
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
from kg.extraction.records import Document, Extracted, Spotted
from kg.extraction.sentences import headlines, paragraphs, starts_story
from kg.extraction.shortened import unified
from kg.extraction.statements import stated
from kg.extraction.talk import is_talk
from kg.extraction.version import rules_version
from stockelper.securities.resolver import Resolver


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
        reading = Findings(published=document.published)
        title = headline(document.title)
        titles = self._titles(title)
        for story in [titles, *paragraphs(document.text)]:
            reading.story += 1
            for number, text in enumerate(story):
                reading.in_title = story is titles
                if is_order(text) or (text in titles and not reading.in_title):
                    continue
                if reading.in_title or number == 0 or starts_story(text):
                    reading.topics.turn()
                self._hear(text, document, reading, title if reading.in_title else PLAIN)
        relations = reading.standing()
        found = Extracted(tuple(relations), tuple(standing_events(reading, relations)))
        names = [
            one for masked in reading.heard for place in masked.places.values() for one in place.mentions
        ]
        return unified(found, names), reading.kept

    def _titles(self, title: Headline) -> list[str]:
        """The sentences of a title, which one that only notes something has as they stand."""
        if title.note:
            return [*title.sentences]
        return [part for text in title.sentences for part in self._headlines(text)]

    def _headlines(self, title: str) -> list[str]:
        return headlines(title, [(one.start, one.end) for one in spot(title, self._resolver)])

    def _hear(self, text: str, document: Document, reading: Findings, form: Headline) -> None:
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


def _read(masked: Masked, reading: Findings, form: Headline) -> list[Said]:
    """Take in what a sentence states; what each rule said of it."""
    said: list[Said] = []
    for claim in claims(masked, reading.topics.subjects[0] if reading.topics.subjects else None):
        talk = is_talk(claim, masked, form)
        said += _said(claim, masked, TALK if talk else STATED if claim.holds else claim.status)
        if talk:
            continue
        for relation in stated(claim, masked):
            key = key_of(relation)
            if not claim.holds:
                reading.refute(key, claim)
            elif key not in reading.relations or reading.relations[key].ratio is None:
                reading.relations[key] = relation
                reading.told_in[key] = reading.sentence
                reading.state(key)
        if claim.rule.event:
            add_event(claim, masked, reading)
    return said


def _said(claim: Claim, masked: Masked, outcome: str) -> list[Said]:
    rule = claim.rule.trigger.pattern
    of_ends = [Said(one.type, one.head.key, one.tail.key, outcome, rule) for one in stated(claim, masked)]
    companies = (claim.b if claim.rule.relation == "LEADS" else claim.a) if claim.rule.event else ()
    return [*of_ends, *(Said(str(claim.rule.event), one.key, "", outcome, rule) for one in companies)]


def _touches(one: Spotted, others: list[Spotted]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)
