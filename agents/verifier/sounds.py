"""Whether a name is how the evidence writes it in the other script: 캐던스 and Cadence, Goldman Sachs and 골드만삭스."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from agents.verifier.ordinary import stems
from agents.verifier.phonetics import likeness, of_korean, of_latin, spelled, weight

_NAME = re.compile(r"(?<![A-Za-z])[A-ZÀ-Þ][A-Za-zÀ-ÿ'’&.-]+")
_BETWEEN = re.compile(r"(?:\s?(?:&|-)\s?|\s(?:of|and|the|de|von|van)?\s?)?")
_KOREAN = re.compile(r"[가-힣]{2,}")
_OWN = re.compile(r"['’]s$")
_HANGUL, _LETTER = re.compile(r"[가-힣]"), re.compile(r"[A-Za-z]")
_LONGEST = 4
"""Words that one Korean word may stand for: 뱅크오브아메리카."""
_ALIKE, _SHORT_ALIKE = 0.75, 0.8
_SHORT, _LEAST = 2.7, 1.2
"""Weights of sounds: below the first a name must be more alike, below the second nothing can be said of it."""
_ROUGHLY = 50.0
_LETTERS_LEAST = 3
_KIND = re.compile(
    r"(?<=[가-힣]{2})(?:그룹|은행|증권|자산운용|자동차|제약|전자|전기|화학|건설|중공업|물산|산업|에너지|소재|정밀|텔레콤|해운|식품|바이오|테크|모터스|생명|화재|카드|캐피탈|보험|항공|대학교?|공항|재단|연구소|법원|신문|통신|홀딩스|주|시|사|측|계|산|형|호|인)$"
)
"""What Korean puts behind a name to say what it is."""


def _alike(one: str, other: str) -> float:
    """How alike two rows of sounds are that may be one name, 0 where they may not."""
    lightest = min(weight(one), weight(other))
    if lightest < _LEAST or fuzz.ratio(_bare(one), _bare(other)) < _ROUGHLY:
        return 0.0
    like = likeness(one, other)
    return like if like >= (_SHORT_ALIKE if lightest < _SHORT else _ALIKE) else 0.0


def _nearest(sound: str, others: Mapping[str, str]) -> str | None:
    """The words of the row of sounds that is most alike, of those that may be one name."""
    scored = [(like, words) for other, words in others.items() if (like := _alike(sound, other))]
    return max(scored)[1] if scored else None


_BARE = str.maketrans("DGQZCJR", "SKKSSSL", "aeiouH")


@lru_cache(maxsize=16384)
def _bare(sounds: str) -> str:
    """The consonants alone, those that may be taken for each other as one: to leave out quickly what cannot fit."""
    return sounds.translate(_BARE)


@lru_cache(maxsize=256)
def _latin(text: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The sounds of the capitalised words of a text and of up to four of them in a row, with the words, folded;
    abbreviations letter by letter in Hangul."""
    found = list(_NAME.finditer(text))
    letters = {spelled(w[0]): w[0].lower() for w in found if w[0].isupper() and len(w[0]) < 6}
    return {sound: run for sound, run in _runs(text, found) if sound}, letters


def _folded(said: str) -> str:
    return re.sub(r"\W+", " ", _OWN.sub("", said).lower()).strip()


def _runs(text: str, words: Sequence[re.Match[str]]) -> Iterator[tuple[str, str]]:
    for i, first in enumerate(words):
        start, end = first.start(), first.end()
        yield of_latin(_OWN.sub("", first[0])), _folded(first[0])
        for word in words[i + 1 : i + _LONGEST]:
            if not _BETWEEN.fullmatch(text, end, word.start()):
                break
            end = word.end()
            said = _OWN.sub("", text[start:end])
            yield of_latin(said.replace(" ", "")), _folded(said)


@lru_cache(maxsize=256)
def _korean(text: str) -> Mapping[str, str]:
    """The sounds of the Korean words of a text, without their endings, and of two in a row, with the words themselves."""
    found = list(_KOREAN.finditer(text))
    sounds: dict[str, str] = {}
    for i, word in enumerate(found):
        names = _names(word[0])
        sounds |= {of_korean(name): word[0] for name in names}
        if i and word.start() - found[i - 1].end() == 1:
            before = found[i - 1][0]
            sounds |= {of_korean(before + name): f"{before} {word[0]}" for name in names}
    return sounds


def _names(word: str) -> set[str]:
    """What may be the name in a word: without an ending, without what says what it is the name of."""
    names = set(stems(word))
    return names | {_KIND.sub("", name) for name in names}


def sound_in(word: str, text: str) -> str | None:
    """The name of a text that a name in the other script sounds like, folded; None where there is none."""
    if not _KOREAN.search(word):
        return written_in(word, text)
    sounds, letters = _latin(text)
    names = {word, _KIND.sub("", word)}
    for name in names:
        if name in letters:
            return letters[name]
        if (found := _nearest(of_korean(name), sounds)) is not None:
            return found
    return None


@lru_cache(maxsize=16384)
def sounds_like(one: str, other: str) -> bool:
    """Whether a Korean and a Latin word may be one name, what the Korean one ends in left out: 노르들리스해운, Nordlys."""
    korean, latin = (one, other) if _KOREAN.fullmatch(one) else (other, one)
    if not _KOREAN.fullmatch(korean) or not latin.isascii() or len(latin) < _LETTERS_LEAST:
        return False
    sound = of_latin(latin)
    return any(_alike(of_korean(korean[:n]), sound) for n in range(2, len(korean) + 1))


def is_sound_of(word: str, text: str) -> bool:
    """Whether a Korean word sounds like a capitalised Latin name of a text."""
    return sound_in(word, text) is not None


def written_in(run: str, text: str) -> str | None:
    """The Korean words of a text that a Latin name sounds like, each of its words or all of them together."""
    words = [_OWN.sub("", word) for word in _NAME.findall(run)]
    if not words or not _KOREAN.search(text):
        return None
    if (whole := _heard("".join(words), text)) is not None:
        return whole
    parts = [_heard(word, text) for word in words]
    heard = [part for part in parts if part is not None]
    return " ".join(heard) if len(heard) == len(parts) else None


@lru_cache(maxsize=4096)
def _heard(word: str, text: str) -> str | None:
    letters = of_korean(spelled(word)) if word.isupper() and len(word) < 6 else ""
    return _korean(text).get(letters) or _nearest(of_latin(word), _korean(text))


def is_foreign(text: str, sources: str) -> bool:
    """Whether the evidence is hardly in the script of a text, so that the text's words are translated."""
    korean, latin = len(_HANGUL.findall(sources)), len(_LETTER.findall(sources))
    mine = len(_HANGUL.findall(text)) > len(_LETTER.findall(text))
    return 10 * korean < latin if mine else 2 * latin < korean
