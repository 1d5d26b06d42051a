"""`verify`: an answer and its evidence in, claims out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from agents.verifier import claims as made
from agents.verifier.absences import explained, is_offer
from agents.verifier.alignment import held_against
from agents.verifier.bands import bands
from agents.verifier.bench import Bench
from agents.verifier.citing import markers
from agents.verifier.claims import Known, claim
from agents.verifier.comparatives import compared
from agents.verifier.comparing import comparisons
from agents.verifier.coverage import covered, is_record
from agents.verifier.dated import dates
from agents.verifier.evident import names_of
from agents.verifier.facts import Facts
from agents.verifier.favoured import favoured
from agents.verifier.forecasts import forecasts
from agents.verifier.gathering import counts, gather, with_market
from agents.verifier.journeys import journeys
from agents.verifier.judging import judge_numbers
from agents.verifier.knowing import known_of
from agents.verifier.labels import labels
from agents.verifier.made import marks_made
from agents.verifier.measured import measured
from agents.verifier.naming import names
from agents.verifier.odds import odds
from agents.verifier.opposites import opposites
from agents.verifier.orders import orders
from agents.verifier.ordinals import ordinals
from agents.verifier.placing import places
from agents.verifier.posts import posts
from agents.verifier.publishers import publishers
from agents.verifier.qualifiers import qualifiers
from agents.verifier.quotations import quotations
from agents.verifier.quoting import misquoted, verbatim
from agents.verifier.reading import Reading, read
from agents.verifier.references import references
from agents.verifier.relating import relations
from agents.verifier.roles import roles
from agents.verifier.row_labels import row_labels
from agents.verifier.saying import said_in
from agents.verifier.scanning import plain
from agents.verifier.scopes import scopes
from agents.verifier.sums import told_sums
from agents.verifier.turnovers import turnovers
from stockelper.language import catalogue
from stockelper.securities.at import bundled_resolver
from stockelper.securities.resolver import Resolver
from stockelper.types import Claim, Evidence, Language


def verify(
    text: str,
    evidence: Sequence[Evidence],
    resolver: Resolver | None = None,
    language: Language | None = None,
    citations: Mapping[int, Sequence[str]] | None = None,
) -> list[Claim]:
    """Every checkable claim of an answer, in order, and whether the evidence carries it.

    Args:
        text: the answer; the claims' offsets are into it.
        evidence: structured values, cited texts, or both.
        resolver: knows companies by name; None takes the bundled listing.
        language: renders the reasons as sentences; None leaves their codes (`value`, `company`, ...).
        citations: what a marker `[n]` stands for, evidence ids by n; None counts the evidence from 1.
    """
    resolver = resolver or bundled_resolver()
    records = [item for item in evidence if is_record(item)]
    evidence = [with_market(item) for item in evidence if not is_record(item)]
    facts, readings = gather(evidence, resolver)
    known = known_of(evidence, facts, readings, citations)
    said = [s for item, reading in readings for s in said_in(reading, item.id)]
    bench = Bench(Facts.of(facts), said, counts(evidence))
    named = names_of(plain(text), evidence, resolver, known.keys)
    reading = read(text, named, quotes=quotations(text, evidence))
    judge_numbers(reading, bench)
    texts = {
        item.id: said for item, said in readings if "→" not in said.text
    }  # a link's neighbours are chance
    found = _in_place(reading, bench, known, texts, resolver, evidence)
    found = list(
        {(one.start, one.end): one for one in (*found, *_sure(reading, bench, texts, readings))}.values()
    )
    found = [*_others(found, otherwise := list(relations(reading, readings))), *otherwise]
    found = covered(_against_texts(found, reading, texts, evidence), reading, records)
    return [_worded(claim, language) for claim in sorted(found, key=lambda c: (c.start, c.end))]


def _taken_alone(reading: Reading, bench: Bench, known: Known) -> Iterator[Claim]:
    """The claims of each mark, by the evidence that carries it."""
    yield from made.numbers(reading, bench)
    yield from dates(reading, bench, known)
    yield from made.directions(reading, bench)
    yield from names(reading, bench, known)
    yield from markers(reading, bench, known)


def _in_place(
    reading: Reading,
    bench: Bench,
    known: Known,
    texts: Mapping[str, Reading],
    resolver: Resolver,
    evidence: Sequence[Evidence],
) -> list[Claim]:
    """The claims of each mark, and those of what stands in a wrong place or order."""
    wrong = chain(
        scopes(reading, bench, resolver, evidence),
        orders(reading, bench, known.published),
        _misplaced(reading, bench, texts, known),
    )
    return _as_compared(reading, bench, _merged(list(_taken_alone(reading, bench, known)), wrong))


def _against_texts(
    claims: Sequence[Claim], reading: Reading, texts: Mapping[str, Reading], evidence: Sequence[Evidence]
) -> list[Claim]:
    """The claims, held against the words of the cited texts: what was replaced in a copy, and what was copied whole."""
    copied = verbatim(reading.text, [(s.start, s.end) for s in reading.sentences], evidence)
    held = held_against(claims, reading, list(texts.items()))
    found = _asserted([_as_copied(one, copied) for one in held], reading)
    return [*found, *misquoted(reading.text, evidence), *publishers(reading, evidence)]


def _misplaced(reading: Reading, bench: Bench, by_id: Mapping[str, Reading], known: Known) -> Iterator[Claim]:
    """What stands beside other figures, days or words than the evidence puts it."""
    yield from bands(reading, bench)
    yield from references(reading, bench)
    yield from places(reading, bench, by_id, known)
    yield from opposites(reading, bench, by_id)
    yield from qualifiers(reading, bench, by_id)
    yield from labels(reading, bench)


def _sure(
    reading: Reading, bench: Bench, by_id: Mapping[str, Reading], readings: Sequence[tuple[Evidence, Reading]]
) -> Iterator[Claim]:
    """Claims that are judged by figures or roles alone and replace whatever else was said of their span."""
    yield from comparisons(reading, bench)
    yield from ordinals(reading, bench, by_id)
    yield from marks_made(reading, bench)
    yield from posts(reading, by_id)
    yield from odds(reading, bench)
    yield from forecasts(reading, bench)
    yield from turnovers(reading, bench)
    yield from told_sums(reading, bench)
    yield from roles(reading, readings)
    yield from journeys(reading, bench)
    yield from measured(reading, bench)
    yield from row_labels(reading, bench)
    yield from favoured(reading, bench)


def _merged(claims: Sequence[Claim], wrong: Iterable[Claim]) -> list[Claim]:
    """The claims and those of what is wrong; of one span the latter, unless a value of the evidence carries the former."""
    by_span = {(one.start, one.end): one for one in claims}
    for one in wrong:
        known = by_span.get((one.start, one.end))
        if known is None or _yields(known):
            by_span[(one.start, one.end)] = one
    return list(by_span.values())


def _yields(known: Claim) -> bool:
    """Whether a claim that holds gives way: one of a text, or a length of time that no figure of its sentence is over."""
    unsure = known.reason == "stated" or (known.kind == "date" and known.evidence_id is None)
    return known.supported and unsure


def _as_compared(reading: Reading, bench: Bench, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those of words that set two figures against each other as the figures have it."""
    result = list(claims)
    for one in compared(reading, bench):
        here = [
            c for c in result if c.start < one.word.end and one.word.start < c.end and c.kind == "direction"
        ]
        if one.fine:
            fine = [c.model_copy(update={"supported": True, "reason": "derived"}) for c in here]
            result = [c for c in result if c not in here] + fine
        elif not any(not c.supported for c in here):
            result = [c for c in result if c not in here]
            result.append(claim(reading, one.word, "direction", False, "direction"))
    return result


def _others(claims: Sequence[Claim], wrong: Sequence[Claim]) -> list[Claim]:
    """The claims in the place of which no other is put."""
    spans = {(one.start, one.end) for one in wrong}
    return [one for one in claims if (one.start, one.end) not in spans]


_IN_ITSELF = frozenset({"value", "sign", "date", "period", "measure", "direction", "name"})
"""What is wrong with a claim by itself; whose it is and what is cited for it depends on the rest of the answer."""


def _as_copied(claim: Claim, copied: Sequence[tuple[int, int]]) -> Claim:
    """A claim of a sentence that a cited text has letter for letter holds."""
    if claim.supported or claim.reason not in _IN_ITSELF:
        return claim
    if not any(start <= claim.start and claim.end <= end for start, end in copied):
        return claim
    return claim.model_copy(update={"supported": True, "reason": "stated"})


def _asserted(claims: Sequence[Claim], reading: Reading) -> list[Claim]:
    """The claims without those that nothing could carry: words and unlisted names of an explanation, words of an offer."""
    explanations = explained(reading)
    offers = [(s.start, s.end) for s in reading.sentences if is_offer(reading.text, s)]
    return [
        one for one in claims
        if one.supported
        or not (one.kind == "direction" or (one.kind == "name" and not one.value and one.reason == "name"))
        or not _within(one, explanations if one.kind == "name" else [*explanations, *offers])
    ]  # fmt: skip


def _within(one: Claim, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= one.start and one.end <= end for start, end in spans)


def _worded(claim: Claim, language: Language | None) -> Claim:
    if language is None or claim.reason is None:
        return claim
    return claim.model_copy(
        update={"reason": catalogue.render(language, f"verify.{claim.reason}", text=claim.text)}
    )
