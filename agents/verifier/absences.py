"""Sentences that say what there is no evidence of, or ask back: no evidence can have their names and dates."""

import re

from agents.verifier.marks import Mark
from agents.verifier.reading import Reading, Sentence

_ABSENT = re.compile(
    r"\bNo\s[^.\n]{0,160}?\b(?:stored|known|found)\b|\bnot\sstored\b|저장된[^.\n]{0,40}없|저장되어\s?있지\s?않|찾지\s?못|알려진\s(?:것|관계|바)[이가]\s없"
    r"|\b(?:Here,?\s(?:an?\s|the\s)?\w+|\w+\shere)\smeans\s|(?<!\S)여기서\s\S+[은는]\s[^.\n]{0,80}것(?:입니다|이다)|계산하지\s?않|(?:모델|예측)이\s아직\s없|\bnot\scomputed\b|\bThere\sis\sno\s[^.\n]{0,60}\byet\b|\bnot\ssupported\b|지원하지\s?않"
    r"|순위에서\s(?:따로\s)?뺐|\b[Ll]eft\sout\sof\sthe\sranking\b|\breach\s\d+\s\w+\sahead\sonly\b|까지만\s(?:하므로|하고|있|되|내다)"
)
_ASKED = re.compile(
    r"이름에\s맞는\s종목이\s여럿|(?:어느|어떤)\s(?:종목|회사)|\bseveral\b|\b[Ww]hich\s(?:one|security|company)\b"
)


_OFFERED = re.compile(
    r"(?:답할|말씀드릴|고를|비교할|계산할)\s수\s있|\bI\scan\s(?:answer|compare|tell|show)\b|\bcan\sbe\s(?:compared|picked|computed|asked)\b",
    re.IGNORECASE,
)


def is_offer(text: str, sentence: Sentence) -> bool:
    """Whether a sentence says what may be asked, and states nothing."""
    return _OFFERED.search(text, sentence.start, sentence.end) is not None


def is_absent(text: str, sentence: Sentence) -> bool:
    """Whether a sentence says that something is not there."""
    return _ABSENT.search(text, sentence.start, sentence.end) is not None


def says_nothing(text: str, sentence: Sentence) -> bool:
    """Whether a sentence tells what is not there, what a word means or what may be asked: no figure is behind it."""
    return is_absent(text, sentence) or is_offer(text, sentence)


def explained(reading: Reading) -> list[tuple[int, int]]:
    """The spans of the lines that explain something: of a cited answer those without a citation, a day, or a company."""
    lines: dict[int, list[Sentence]] = {}
    for sentence in reading.sentences:
        lines.setdefault(reading.text.count("\n", 0, sentence.start), []).append(sentence)
    if not any(sentence.own.cites for sentence in reading.sentences):
        return []
    return [(own[0].start, own[-1].end) for own in lines.values() if not any(map(_asserts, own))]


def _asserts(sentence: Sentence) -> bool:
    listed = any(name.index or any(":" in key for key in name.keys) for name in sentence.own.names)
    return listed or bool(sentence.own.cites or sentence.own.days or sentence.own.fiscals)


def is_typed(text: str, sentence: Sentence, mark: Mark) -> bool:
    """Whether a mark is part of a command between backticks."""
    return text.count("`", sentence.start, mark.start) % 2 == 1 and "`" in text[mark.end : sentence.end]


def asks_back(text: str) -> bool:
    """Whether a text without evidence asks which of several is meant."""
    return "?" in text and _ASKED.search(text) is not None
