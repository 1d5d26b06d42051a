"""How alike a Korean and a Latin spelling of a name sound: 캐던스 and Cadence, from 0 to 1.

Both are written down as sounds, capital letters for consonants and small ones for vowels. What the two scripts tell
apart poorly (b and v, l and r, s and j, any two vowels) costs little, a consonant more or less costs much.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

_INITIALS = ("K", "K", "N", "T", "T", "L", "M", "P", "P", "S", "S", "", "J", "J", "C", "K", "T", "P", "H")
_MEDIALS = ("a", "e", "ia", "ie", "o", "e", "io", "ie", "o", "ua", "ue", "ue", "io", "u", "uo", "ue", "ui", "iu", "", "i", "i")  # fmt: skip
_FINALS = (
    "", "K", "K", "K", "N", "N", "N", "T", "L", "L", "L", "L", "L", "L", "L", "L", "M", "P", "P", "D", "D", "N", "J", "C", "K", "T", "P", "H",
)  # fmt: skip
_LATIN: tuple[tuple[str, str], ...] = (
    (r"tion|sion|cian", "SoN"), (r"tch", "C"), (r"sch|sh", "S"), (r"ch", "Q"), (r"dg", "J"), (r"ph", "P"), (r"gh", ""), (r"th", "D"),
    (r"ck", "K"), (r"qu", "Ku"), (r"\bx", "S"), (r"x", "KS"), (r"wh?", "u"), (r"c(?=[eiy])", "S"), (r"g(?=[eiy])", "G"),
    (r"ng(?![aeiou])", "N"), (r"[bpfv]", "P"), (r"[gkqc]", "K"), (r"s", "S"), (r"z", "Z"), (r"j", "J"), (r"[dt]", "T"), (r"l", "L"),
    (r"r", "R"), (r"m", "M"), (r"n", "N"), (r"h", "H"), (r"ee|ea(?!u)", "i"), (r"oo|ou", "u"), (r"au|aw", "o"), (r"[aáàâåä]", "a"),
    (r"[eéèêë]", "e"), (r"[iyíï]", "i"), (r"[oóôöø]", "o"), (r"[uúûü]", "u"),
)  # fmt: skip
_LATIN_SOUND = re.compile("|".join(f"(?P<s{i}>{pattern})" for i, (pattern, _) in enumerate(_LATIN)))
_CLOSE: Mapping[str, float] = {
    "SJ": 0.3, "SC": 0.35, "JC": 0.1, "ZJ": 0.05, "ZS": 0.1, "TJ": 0.5, "TC": 0.5, "TS": 0.5, "DS": 0.1, "DT": 0.1, "DJ": 0.5, "QC": 0.05,
    "QK": 0.1, "QS": 0.3, "QJ": 0.3, "GK": 0.1, "GJ": 0.1, "GC": 0.3, "GS": 0.4, "LR": 0.15, "NM": 0.6, "HP": 0.5, "HK": 0.6, "KJ": 0.7,
    "KC": 0.7, "LN": 0.7,
}  # fmt: skip
"""What it costs to take one consonant for the other; `D` is th and a closing ㅅ, `G`, `Q` and `Z` a Latin soft g, ch and z."""
_NEAR = {frozenset(pair): cost for pair, cost in _CLOSE.items()}
_GONE = {"R": 0.15, "H": 0.25}
"""Consonants that Korean may leave out."""
_VOWEL, _CONSONANT, _OTHER_VOWEL = 0.15, 0.8, 0.2
_WEAK = 0.3
_FIRST, _LAST = 0xAC00, 0xD7A3
_NAMES = (
    "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 지"
)
_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", re.split(r"\s", _NAMES), strict=True))


def _single(sounds: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sounds)


@lru_cache(maxsize=16384)
def of_korean(word: str) -> str:
    """The sounds of the Hangul of a word."""
    sounds = ""
    for letter in word:
        if _FIRST <= ord(letter) <= _LAST:
            at = ord(letter) - _FIRST
            sounds += _INITIALS[at // 588] + _MEDIALS[at % 588 // 28] + _FINALS[at % 28]
    return _single(sounds)


@lru_cache(maxsize=16384)
def of_latin(word: str) -> str:
    """The sounds of a Latin word."""
    found = _LATIN_SOUND.finditer(word.lower())
    return _single("".join(_LATIN[int((m.lastgroup or "s0")[1:])][1] for m in found))


def spelled(word: str) -> str:
    """An abbreviation letter by letter in Hangul: 아이비엠."""
    return "".join(_LETTERS.get(letter, "") for letter in word)


def _gone(sound: str) -> float:
    return _GONE.get(sound, _VOWEL if sound.islower() else _CONSONANT)


def _swapped(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one.islower() and other.islower():
        return _OTHER_VOWEL
    return _NEAR.get(frozenset((one, other)), 1.0)


@lru_cache(maxsize=65536)
def _distance(one: str, other: str) -> float:
    """What it costs to turn one row of sounds into the other (Wagner and Fischer, 1974)."""
    before = [0.0]
    for sound in other:
        before.append(before[-1] + _gone(sound))
    for sound in one:
        row = [before[0] + _gone(sound)]
        for j, theirs in enumerate(other):
            row.append(
                min(before[j] + _swapped(sound, theirs), before[j + 1] + _gone(sound), row[j] + _gone(theirs))
            )
        before = row
    return before[-1]


def weight(sounds: str) -> float:
    """How much a row of sounds has to go by: a vowel counts less than a consonant."""
    return sum(_WEAK if sound.islower() or sound in _GONE else 1.0 for sound in sounds)


def likeness(one: str, other: str) -> float:
    """How alike two rows of sounds are, 1 for the same."""
    longest = max(weight(one), weight(other))
    return 1 - _distance(one, other) / longest if longest else 0.0
