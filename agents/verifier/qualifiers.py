"""Words of one row that tell apart what is otherwise called alike: gross and operating margin, CFO and CEO, phase 2 and 3.

Where the evidence that carries a sentence has another of the row and nowhere the sentence's own, the sentence names the
wrong one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.marks import Mark
from agents.verifier.reading import Reading, Sentence
from agents.verifier.saying import stems
from stockelper.types import Claim

_ROWS: tuple[tuple[str, ...], ...] = (
    (r"\bgross[_\s](?:profit\s)?margin|매출\s?총\s?이익률", r"\boperating[_\s](?:profit\s)?margin|영업\s?이익률|\bOPM\b", r"\bnet[_\s](?:profit\s|income\s)?margin|(?<!총)순\s?이익률", r"\bEBITDA[_\s]margin"),
    (r"\bcurrent[_\s]ratio|유동\s?비율", r"\bquick[_\s]ratio|당좌\s?비율", r"\binterest[_\s]cover(?:age)?|이자\s?보상", r"\bdebt[_\s](?:ratio|to[_\s]equity)|부채\s?비율", r"\bpayout|배당\s?성향"),
    (r"(?:price[_\s-]to[_\s-](?:tangible[_\s])?book|times\s(?:tangible\s)?book|\bPBR\b|\bP/?B\b)", r"(?:price[_\s-]to[_\s-]earnings|times\s(?:forward\s|trailing\s)?earnings|\bPER\b|\bP/?E\b)", r"(?:price[_\s-]to[_\s-]sales|times\s(?:\w+\s)?sales|\bPSR\b|\bP/?S\b)"),
    (r"교환\s?사채|exchangeable\s(?:bond|note)", r"전환\s?사채|convertible\s(?:bond|note)", r"신주\s?인수권부\s?사채|bonds?\swith\swarrants", r"회사채|corporate\sbond", r"유상\s?증자|rights\s(?:issue|offering)"),
    (r"\b10-K\b|사업\s?보고서", r"\b10-Q\b|분기\s?보고서", r"\b8-K\b|주요\s?사항\s?보고서", r"\b20-F\b", r"반기\s?보고서"),
    (r"\bphase\s?(?:1|I|one)\b|1상", r"\bphase\s?(?:2|II|two)\b|2상", r"\bphase\s?(?:3|III|three)\b|3상"),
    (r"\bCEO\b|chief\sexecutive|최고\s?경영자", r"\bCFO\b|chief\sfinancial|finance\s(?:chief|head)|최고\s?재무", r"\bCOO\b|chief\soperating|최고\s?운영", r"\bCTO\b|chief\stechnology|최고\s?기술"),
    (r"\ball-?stock\b|주식\s?교환", r"\ball-?cash\b|전액\s?현금"),
    (r"단순\s?투자|passive\sinvest", r"경영\s?참여|경영권\s?영향|activist", r"일반\s?투자"),
    (r"원[/·-]?달러|달러[/·-]?원|\bUSD/?KRW\b|won[-\s]dollar", r"원[/·-]?엔|엔[/·-]?원|\bJPY/?KRW\b|won[-\s]yen", r"원[/·-]?유로|유로[/·-]?원|\bEUR/?KRW\b", r"원[/·-]?위안"),
    (r"\bmonth['’]s\ssupply|한\s?달\s?치", r"\bweek['’]s\ssupply|일주일\s?치", r"\byear['’]s\ssupply"),
    (r"\b(?:outside|beyond)\sthe\s(?:US|U\.S\.|United\sStates|country)|\bnon-U\.?S\.?", r"\b(?:inside|within)\sthe\s(?:US|U\.S\.|United\sStates|country)"),
    (r"해지율|\bchurn", r"가입률|\bsign-?up\srate", r"가동률|\butili[sz]ation", r"점유율|\bmarket\sshare"),
)  # fmt: skip
_PATTERNS = tuple(tuple(re.compile(word, re.IGNORECASE) for word in row) for row in _ROWS)
_ALIKE = 0.3
"""The share of a sentence's words that a text has from which on it is what the sentence restates."""


def qualifiers(reading: Reading, bench: Bench, texts: Mapping[str, Reading]) -> Iterator[Claim]:
    """A claim for each such word of which the carrying evidence has only another of its row."""
    called = {fact.evidence: fact.name.replace("_", " ") for fact in bench.facts.facts if fact.name}
    known = {key: f"{called.get(key, '')} {said.text}" for key, said in texts.items()}
    known |= {key: name for key, name in called.items() if key not in known}
    for sentence in reading.sentences if known else ():
        for row in _PATTERNS:
            own = [word for word in row if word.search(reading.text, sentence.start, sentence.end)]
            if len(own) != 1:
                continue
            found = own[0].search(reading.text, sentence.start, sentence.end)
            carriers = _carriers(reading, sentence, bench, known) if found else ()
            other = any(word.search(text) for word in row if word is not own[0] for text in carriers)
            if found and other and not any(own[0].search(text) for text in carriers):
                yield claim(reading, Mark(*found.span()), "name", False, "measure")


def _carriers(reading: Reading, sentence: Sentence, bench: Bench, known: Mapping[str, str]) -> Sequence[str]:
    """What the evidence says that carries a sentence's figures; without figures the text that has most of its words."""
    keys = {item.match.fact.evidence for item in bench.of(sentence) if item.match.found and item.match.fact}
    if keys:
        return [known[key] for key in keys if key in known]
    words = stems(reading.text[sentence.start : sentence.end])
    scored = [(len(words & stems(text)) / (len(words) or 1), text) for text in known.values()]
    score, best = max(scored)
    return [best] if score >= _ALIKE else ()
