"""Countries and regions that an answer names, against those that the cited texts name."""

from collections.abc import Iterator, Mapping, Sequence

from agents.verifier.bench import Bench
from agents.verifier.citing import cited_by
from agents.verifier.claims import Known, claim
from agents.verifier.marks import Mark
from agents.verifier.places import codes, named
from agents.verifier.reading import Reading, Sentence
from stockelper.types import Claim

_HOMES: Mapping[str, str] = {
    "KRX": "KR", "US": "US", "INDEX:KS11": "KR", "INDEX:KQ11": "KR", "INDEX:KS200": "KR",
    **dict.fromkeys(("INDEX:SPX", "INDEX:NDX", "INDEX:IXIC", "INDEX:DJI"), "US"),
}  # fmt: skip


def places(reading: Reading, bench: Bench, texts: Mapping[str, Reading], known: Known) -> Iterator[Claim]:
    """A claim for each place that the texts which carry its sentence do not name; a company's own country may stand by
    its name. A sentence that structured figures carry is left alone."""
    heard = {source: codes(said.text) for source, said in texts.items()}
    plain = any(fact.printed is None for fact in bench.facts.facts)
    for sentence in reading.sentences if texts else ():
        sources = _sources(sentence, bench, texts, known)
        if sources is None or (plain and not sources):
            continue
        there = frozenset[str]().union(*(heard[source] for source in sources or texts), _homes(sentence))
        for mark, code in named(reading.text[sentence.start : sentence.end]):
            place = Mark(sentence.start + mark.start, sentence.start + mark.end)
            if code not in there and not _inside(place, sentence):
                yield claim(reading, place, "name", False, "name", value=code)


def _sources(
    sentence: Sentence, bench: Bench, texts: Mapping[str, Reading], known: Known
) -> Sequence[str] | None:
    """The texts that carry figures of a sentence, and those that it cites beside them; None where structured values
    carry some."""
    found = [item.match for item in bench.of(sentence) if item.match.found]
    facts = [fact for match in found for fact in (match.fact, *match.operands) if fact]
    if any(fact.printed is None and fact.reading is None for fact in facts):
        return None
    carriers = [fact.evidence for fact in facts if fact.evidence in texts]
    return [*carriers, *(cited_by(sentence, known) & texts.keys())] if carriers else []


def _homes(sentence: Sentence) -> frozenset[str]:
    keys = [key for name in sentence.own.names for key in name.keys]
    found = (_HOMES.get(key) or _HOMES.get(key.partition(":")[0]) for key in keys)
    return frozenset(home for home in found if home)


def _inside(place: Mark, sentence: Sentence) -> bool:
    spans = (*sentence.own.names, *sentence.own.quotes)
    return any(
        span.start <= place.start
        and place.end <= span.end
        and (span.end - span.start) > (place.end - place.start)
        for span in spans
    )
