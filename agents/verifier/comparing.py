"""Which of two companies or indices a sentence says did better, against the returns of the evidence or its own figures."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.facts import Fact, Facts
from agents.verifier.marks import Mark, Name
from agents.verifier.matching import days_fit, fiscals_fit, window_fits
from agents.verifier.owners import listed
from agents.verifier.reading import Reading, Sentence
from stockelper.types import Claim

_BETTER_KO = r"앞섰|앞서|앞선|앞질|앞지|제쳤|제치|제친|능가|웃돌|웃도|상회|따돌|높았|높은|높고|높다|높으|높지|좋았|좋다|좋은|나았|나은|더\s(?:많이\s|크게\s)?(?:올랐|오른|상승|뛰|높)"
_WORSE_KO = r"뒤졌|뒤진|뒤처|밀렸|밑돌|밑도|밑돈|하회|못\s?미[쳤치친]|낮았|낮은|낮고|낮다|낮으|낮지|나빴|나쁜|부진|저조|더\s(?:많이\s|크게\s)?(?:내렸|내린|하락|떨어|빠졌|빠진|낮)|덜\s(?:올랐|오른|상승)"
_AGAINST_KO = re.compile(
    rf"(?:지수)?(?:(?:의)?\s(?:수익률|상승률|등락률))?(?:\s?[+-]?[\d.]+%)?(?:보다는?|를|을|에는?)\s(?:[^.\n]{{0,24}}?\s)?(?:(?P<better>{_BETTER_KO})|(?P<worse>{_WORSE_KO}))"
)
_AGAINST_EN = re.compile(
    r"(?i)\b(?:(?P<better>outperform(?:s|ed|ing)?|beat(?:s|ing)?|outpac(?:e[sd]?|ing)|topp(?:ed|ing)|tops|ahead\sof|better\sthan|above|higher\sthan|led|exceed(?:ed|ing|s)|more\sthan)"
    r"|(?P<worse>underperform(?:s|ed|ing)?|lag(?:s|ged|ging)?(?:\sbehind)?|trail(?:s|ed|ing)?|behind|worse\sthan|below|lower\sthan|less\sthan))\s(?:the\s|that\sof\s|those\sof\s)*$"
)
_SUBJECT = re.compile(r"(?:\s?\([^)]{1,12}\))?(?:은|는|이|가|의)\s")
_OF_ANOTHER = re.compile(
    r"변동|낙폭|거래|시총|시가\s?총액|지분|주식을|매출|이익|목표|volatil|drawdown|volume|turnover|RSI|market\s(?:cap|value)|\bstakes?\b|\bshares\sof\b|revenue|profit|target|\bnot\b|않",
    re.IGNORECASE,
)


_FALL_KO = re.compile(r"(?:낙폭|하락\s?폭|하락률)[은이]?\s")
_SIZE_KO = re.compile(r"보다\s(?:[^.\n]{0,12}?\s)?(?:(?P<more>컸|크|커)|(?P<less>작|적))")


def _of_falls(text: str, sentence: Sentence) -> Iterator[tuple[Name, Name, Mark, bool]]:
    """Whose fall is said to be the larger: who did worse."""
    names = listed(sentence.own.names)
    for ours, theirs in pairwise(names if _FALL_KO.search(text, sentence.start, sentence.end) else ()):
        if found := _SIZE_KO.match(text, theirs.end, sentence.end):
            yield ours, theirs, Mark(*found.span("less" if found["less"] else "more")), bool(found["less"])


def comparisons(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each comparison of two that the returns of the evidence, or the two figures beside it, belie."""
    for sentence in reading.sentences:
        falls = list(_of_falls(reading.text, sentence))
        if not falls and _OF_ANOTHER.search(reading.text, sentence.start, sentence.end):
            continue
        for ours, theirs, said, better in falls or _told(reading.text, sentence):
            fine = _by_returns(ours, theirs, sentence, bench.facts)
            if fine is not None and fine is not better:
                yield claim(reading, said, "direction", False, "direction")


def _told(text: str, sentence: Sentence) -> Iterator[tuple[Name, Name, Mark, bool]]:
    """Who is compared with whom, by which words, and whether the first is said to have done better."""
    names = listed(sentence.own.names)
    for theirs in names:
        others = [name for name in names if not name.keys & theirs.keys]
        before = [name for name in others if name.end <= theirs.start]
        korean = _AGAINST_KO.match(text, theirs.end, sentence.end)
        if korean:
            ours = before[-1:] or [n for n in others if n.start >= korean.end()][:1]
            ours = [name for name in before if _SUBJECT.match(text, name.end)][-1:] or ours
            found, span = korean, korean.span("better" if korean["better"] else "worse")
        else:
            found = _AGAINST_EN.search(text, before[-1].end if before else sentence.start, theirs.start)
            ours, span = before[-1:], found.span(found.lastgroup or 0) if found else (0, 0)
        if found and ours:
            yield ours[0], theirs, Mark(*span), bool(found["better"])


def _by_returns(ours: Name, theirs: Name, sentence: Sentence, facts: Facts) -> bool | None:
    """Whether the first did better over every stretch of time that the evidence tells of both and the sentence may
    mean; None where it tells none or they differ."""
    mine, others = (_returns(name, facts) for name in (ours, theirs))
    pairs = [(a, b) for a in mine for b in others if a.context.dates == b.context.dates]
    pairs = [(a, b) for a, b in pairs if _is_meant(a, sentence)] or pairs
    fine = {a.signed_value > b.signed_value for a, b in pairs if a.signed_value != b.signed_value}
    if not pairs:
        fine = _by_texts(ours, theirs, facts)
    if not fine and theirs.index:
        fine = {fact.sign > 0 for fact in _relative(ours, facts) if _is_meant(fact, sentence)}
    return fine.pop() if len(fine) == 1 else None


def _is_meant(fact: Fact, sentence: Sentence) -> bool:
    """Whether a return is over the time that the sentence names."""
    own, about = sentence.own, fact.context
    if own.windows and not any(window_fits(window, about) for window in own.windows):
        return False
    if own.days and not days_fit(own.days, about):
        return False
    return not own.fiscals or fiscals_fit(own.fiscals, about)


def _by_texts(ours: Name, theirs: Name, facts: Facts) -> set[bool]:
    """The same by what a text tells of both, one percentage each."""
    told = [
        f for f in facts.facts if f.printed is not None and f.unit == "percent" and len(f.context.keys) == 1
    ]
    mine, others = ([f for f in told if f.context.keys & name.keys] for name in (ours, theirs))
    if len(mine) != 1 or len(others) != 1 or mine[0].reading is not others[0].reading:
        return set()
    return {mine[0].signed_value > others[0].signed_value}


def _relative(name: Name, facts: Facts) -> Sequence[Fact]:
    """What a company's returns lie above those of its index."""
    every = (fact for fact in facts.facts if fact.printed is None and "relative_return" in fact.context.tags)
    return [fact for fact in every if fact.context.keys & name.keys]


def _returns(name: Name, facts: Facts) -> Sequence[Fact]:
    return [
        fact for fact in facts.facts
        if fact.printed is None and fact.unit == "percent" and "return" in fact.context.tags and fact.context.keys & name.keys
        and "relative_return" not in fact.context.tags
    ]  # fmt: skip
