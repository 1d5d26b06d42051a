"""Korean verbs in rules: a stem with `~` behind it stands for every form whose writing changes its last syllable.

"찍어내~" is 찍어내, 찍어낸, 찍어낼, 찍어냄, 찍어냅, 찍어냈; "넘기~" has 넘겨 and 넘겼 as well, "만들~" 만드 and 만든.
"""

import re

_FIRST = ord("가")
_VOWELS, _FINALS = 21, 28
_N, _L, _M, _B, _SS = 4, 8, 16, 17, 20
"""Places of final consonants within a syllable's block: ㄴ, ㄹ, ㅁ, ㅂ, ㅆ."""
_JOINED = {
    "ㅏ": "ㅏ",
    "ㅓ": "ㅓ",
    "ㅐ": "ㅐ",
    "ㅔ": "ㅔ",
    "ㅕ": "ㅕ",
    "ㅣ": "ㅕ",
    "ㅗ": "ㅘ",
    "ㅜ": "ㅝ",
    "ㅚ": "ㅙ",
    "ㅡ": "ㅓ",
}
"""What a stem's last vowel becomes before 어 and 었."""
_ORDER = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_STEM = re.compile("([가-힣])~")


def conjugated(pattern: str) -> str:
    """A pattern with each stem that `~` marks written out as its forms."""
    return _STEM.sub(lambda match: f"(?:{'|'.join(forms(match.group(1)))})", pattern)


def forms(syllable: str) -> list[str]:
    """What the last syllable of a stem may become; itself first.

    A stem on ㄹ loses it before ㄴ, ㅂ and ㅅ; another one that ends with a consonant keeps its syllable.
    """
    onset, vowel, final = _parts(syllable)
    if final == _L:
        return [syllable, *(_syllable(onset, vowel, end) for end in (0, _N, _B))]
    if final:
        return [syllable]
    found = [syllable, *(_syllable(onset, vowel, end) for end in (_N, _L, _M, _B))]
    joined = "ㅐ" if syllable == "하" else _JOINED.get(_ORDER[vowel])
    if joined is not None:
        found += [_syllable(onset, _ORDER.index(joined), end) for end in (0, _SS)]
    return list(dict.fromkeys(found))


def _parts(syllable: str) -> tuple[int, int, int]:
    place = ord(syllable) - _FIRST
    return place // (_VOWELS * _FINALS), place // _FINALS % _VOWELS, place % _FINALS


def _syllable(onset: int, vowel: int, final: int) -> str:
    return chr(_FIRST + (onset * _VOWELS + vowel) * _FINALS + final)
