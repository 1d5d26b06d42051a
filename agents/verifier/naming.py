"""The names of an answer: whether the evidence has them, and has them where the answer does."""

import re
from collections.abc import Iterator, Sequence

from agents.verifier.absences import asks_back, is_absent, is_typed
from agents.verifier.bench import Bench, Judged
from agents.verifier.citing import cited_by
from agents.verifier.claims import Known, claim
from agents.verifier.extremes import leader, of_two
from agents.verifier.marks import Name
from agents.verifier.reading import Reading, Sentence
from agents.verifier.saying import stems
from stockelper.types import Claim

_STORIES_OF = re.compile(r"\s관련\s(?:소식|뉴스|기사)")
_STORIES_ON = re.compile(r"\b(?:[Nn]ews|[Ss]tories|[Hh]eadlines)\s(?:on|about|of)\s$")
_PARTNER_BEFORE = re.compile(r"\b(?:with|to|from)\s$")
_PARTNER_AFTER = re.compile(r"[와과에](?:게|의)?\s")
_ROW = 2
"""Other names of a sentence from which on it may tell of each by another text."""
_ALIKE = 0.8
"""The share of a sentence's words that a text has from which on the sentence restates it."""


def names(reading: Reading, bench: Bench, known: Known) -> Iterator[Claim]:
    """Companies, indices, people and others that are named."""
    every = [name for sentence in reading.sentences for name in sentence.own.names]
    if not known.ids and asks_back(reading.text):
        return
    for sentence in reading.sentences:
        absent = is_absent(reading.text, sentence)
        for name in sentence.own.names:
            if (absent and not (sentence.own.quotes and known.reported)) or is_typed(
                reading.text, sentence, name
            ):
                continue
            heard = bool(name.keys & known.keys) or any(":" not in key for key in name.keys)
            if name.index and not heard and not any(key.startswith("INDEX:") for key in known.keys):
                continue
            wrong = heard and (
                _misplaced(reading, sentence, name, every, bench, known)
                or _is_coded_otherwise(reading.text, sentence, name)
                or _heads_others(reading.text, sentence, name, known)
            )
            fine = heard and not wrong
            yield claim(
                reading,
                name,
                "name",
                fine,
                "evidence" if fine else "company" if wrong else "name",
                value=min(name.keys, default=None),
            )


def _heads_others(text: str, sentence: Sentence, name: Name, known: Known) -> bool:
    """Whether stories are told as one company's that are stored under others."""
    said = _STORIES_OF.match(text, name.end) or _STORIES_ON.search(text, sentence.start, name.start)
    listed = any(":" in key for key in name.keys)
    if said is None or not listed or not known.reported or name.keys & known.reported:
        return False
    named = sum(not name.keys.isdisjoint(keys) for _, _, keys in known.texts)
    return 2 * named < len(known.texts)  # a story of several companies is stored under one of them


def _is_coded_otherwise(text: str, sentence: Sentence, name: Name) -> bool:
    """Whether the brackets right behind a company have another one's code."""
    if _has_another_code(text, sentence, name):
        return True
    behind = next((other for other in sentence.own.names if other.start > name.start), None)
    if behind is None or behind.index or text[name.end : behind.start].strip() != "(":
        return False
    markets = [{key.partition(":")[0] for key in one.keys} for one in (name, behind)]
    one_market = not markets[0].isdisjoint(markets[1])  # HMC behind Hyundai Motor is no American ticker
    return text[behind.end : behind.end + 1] == ")" and one_market and not name.keys & behind.keys


_CODE = re.compile(r"\s?\((?P<code>\d[0-9A-Z]{5}|[A-Z]{1,5}(?:[.-][A-Z])?)\)")
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s(?:\*\*)?$")


def _has_another_code(text: str, sentence: Sentence, name: Name) -> bool:
    """Whether the item of a list is headed by a company with a code of its market that is not its own."""
    code = _CODE.match(text, name.end)
    if code is None or not _ITEM.fullmatch(text, sentence.start, name.start):
        return False
    listed = [key.partition(":") for key in name.keys if ":" in key]
    alike = [ticker for market, _, ticker in listed if (market == "US") == code["code"][0].isalpha()]
    return bool(alike) and len(alike) == len(listed) and code["code"].replace("-", ".") not in alike


def _misplaced(
    reading: Reading, sentence: Sentence, name: Name, every: Sequence[Name], bench: Bench, known: Known
) -> bool:
    """Whether a name that the evidence has stands where the evidence has another."""
    if _of_another(name, every, bench):
        return True
    if any(
        found is not None and not found.fine
        for found in (
            leader(name, reading.text, sentence, bench.facts),
            of_two(name, reading.text, sentence, bench.facts),
        )
    ):
        return True
    if name.keys & known.structured:
        return False
    items = bench.of(sentence)
    if any(other.keys != name.keys and other.keys & known.keys for other in sentence.own.names):
        listed = any(":" in key for key in name.keys)
        items = [j for j in items if not listed or j.piece.start <= name.start < j.piece.end]
    sources = {j.match.fact.evidence for j in items if j.match.reason == "stated" and j.match.fact}
    if sources and not any(":" in key for key in name.keys):
        sources |= cited_by(sentence, known)
    if sources and _with_itself(reading, sentence, name, sources, known):
        return True
    if sources:
        there = any(_in_text(name, text, keys) for source, text, keys in known.texts if source in sources)
        return not there and not _restated(reading, sentence, name, known)
    if bench.of(sentence) or _is_one_of_a_row(sentence, name, known):
        return False
    return _elsewhere(reading, sentence, name, known)


def _is_one_of_a_row(sentence: Sentence, name: Name, known: Known) -> bool:
    """Whether a name is one of several that each stand in a text of their own, with another of the sentence."""
    keys = [other.keys for other in sentence.own.names if other.keys and other.keys != name.keys]
    if len(set(keys)) < _ROW:
        return False
    own = [(text, there) for _, text, there in known.texts if _in_text(name, text, there)]
    return any(one & there for _, there in own for one in keys)


def _in_text(name: Name, text: str, keys: frozenset[str]) -> bool:
    return bool(name.keys & keys) or any(":" not in key and _all_words(key, text) for key in name.keys)


def _all_words(key: str, text: str) -> bool:
    return key.strip() in text or all(f" {word} " in text for word in key.split())


def _with_itself(reading: Reading, sentence: Sentence, name: Name, sources: set[str], known: Known) -> bool:
    """Whether a company deals with itself where the cited text has two."""
    same = [other for other in sentence.own.names if other.keys == name.keys and other.end < name.start]
    if not same or any(
        other.keys != name.keys and any(":" in k for k in other.keys) for other in sentence.own.names
    ):
        return False
    partner = _PARTNER_BEFORE.search(
        reading.text[max(0, name.start - 6) : name.start]
    ) or _PARTNER_AFTER.match(reading.text, name.end)
    return bool(partner) and any(len(keys) > 1 for source, _, keys in known.texts if source in sources)


def _of_another(name: Name, every: Sequence[Name], bench: Bench) -> bool:
    """Whether the numbers that belong to the name are another company's, and none its own."""
    mine = [item for item in bench.judged.values() if item.about.keys & name.keys]
    if sum(other.keys == name.keys for other in every) > 1:
        last = _next_company(name, every)
        mine = [item for item in mine if _follows(item, name, last)]
    others = any(item.match.reason == "company" for item in mine)
    return others and not any(item.match.found and _is_own(item, name) for item in mine)


def _is_own(item: Judged, name: Name) -> bool:
    """Whether a found number is the company's: one that was computed is where a figure of the company is in it."""
    operands = item.match.operands or ()
    return item.match.reason != "derived" or any(fact.context.keys & name.keys for fact in operands)


def _next_company(name: Name, every: Sequence[Name]) -> int:
    """Where the next other company is named."""
    later = (
        other.start
        for other in every
        if other.start > name.start and other.keys != name.keys and any(":" in key for key in other.keys)
    )
    return min(later, default=1 << 60)


def _follows(item: Judged, name: Name, last: int) -> bool:
    """Whether a number stands in the name's clause, or after it and before the next company."""
    here = item.piece.start <= name.start < item.piece.end
    return here or name.start < item.number.start < last


def _restated(reading: Reading, sentence: Sentence, name: Name, known: Known) -> bool:
    """Whether the cited text that the sentence is most alike to has the name."""
    words = stems(reading.text[sentence.start : sentence.end])
    scored = [(len(words & stems(text)) / (len(words) or 1), text, keys) for _, text, keys in known.texts]
    best = max((score for score, _, _ in scored), default=0.0)
    return best >= _ALIKE and any(_in_text(name, text, keys) for score, text, keys in scored if score == best)


def _elsewhere(reading: Reading, sentence: Sentence, name: Name, known: Known) -> bool:
    """Whether a sentence without numbers restates a cited text that does not have this name."""
    words = stems(reading.text[sentence.start : name.start] + " " + reading.text[name.end : sentence.end])
    if not known.texts or len(words) < 3:
        return False
    scored = [(len(words & stems(text)) / len(words), text, keys) for _, text, keys in known.texts]
    best = max(score for score, _, _ in scored)
    return best >= 0.6 and not any(
        _in_text(name, text, keys) for score, text, keys in scored if score >= best - 0.1
    )
