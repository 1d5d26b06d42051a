"""Korean questions in Latin letters: "samjeon jigeum eolma" is read as "삼전 지금 얼마".

Words of questions and the names of Korean companies are spelt out by the Revised Romanisation and compared
without the letters that writers mix up (g and k, eo and o), so that usual variants fit as well.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from agents.planner.lexicon import table
from stockelper.securities.listing import bundled, bundled_aliases

_LEADS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i",
)  # fmt: skip
_TAILS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t",
)  # fmt: skip
_LINKED = MappingProxyType(
    {
        1: "g",
        2: "kk",
        4: "n",
        7: "d",
        8: "r",
        16: "m",
        17: "b",
        19: "s",
        20: "ss",
        22: "j",
        23: "ch",
        24: "k",
        25: "t",
        26: "p",
    }
)
"""Final consonants as they are read before a vowel: 졌어 is jyeosseo."""
_VOWEL_FIRST = 11
_NASALS, _NASAL = (2, 6), MappingProxyType({"k": "ng", "t": "n", "p": "m"})
"""Before ㄴ and ㅁ: 합니다 is hamnida."""
_BREATHED, _ASPIRATE = (
    MappingProxyType({27: "", 6: "n", 15: "l"}),
    MappingProxyType({0: "k", 3: "t", 12: "ch"}),
)
"""ㅎ before ㄱ, ㄷ, ㅈ: 어떻게 is eotteoke."""
_FIRST, _LAST = ord("가"), ord("힣")
_WORD = re.compile(r"[A-Za-z]+")
_ENGLISH = re.compile(r"\b(?:the|is|are|of|what|how|did|does|for|a|an)\b", re.IGNORECASE)
_HANGUL = re.compile("[가-힣]")
_NAME = re.compile("[A-Za-z]{0,4}[가-힣]{2,}")
_ALIKE = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("hyundai", "hyeondae"), ("samsung", "samseong"), ("hanwha", "hanhwa"), ("kia$", "gia"),
        ("eo", "o"), ("eu", "u"), ("ae", "e"), ("sh", "s"), ("ch|j", "c"), ("g", "k"), ("d", "t"), ("b", "p"), ("r", "l"), ("oo", "u"),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_MOST = 4
"""Words that a company's name may be written in."""
_SHORTEST = 5
"""Letters, spelt out, from which on a name is hardly another word."""


def in_hangul(text: str, kept: Sequence[tuple[int, int]] = ()) -> str:
    """The text with its Korean words in Hangul where it is Korean in Latin letters; else as it is.

    What stands at the places of `kept`, such as a company's English name, stays.
    """
    words = [word for word in _WORD.finditer(text) if not any(a <= word.start() < b for a, b in kept)]
    return _spelt(text, words) if _is_romanised(text, words) else text


def _is_romanised(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether a text has a telling word of Korean in Latin letters, and neither Hangul nor plain English."""
    if _HANGUL.search(text) or _ENGLISH.search(text):
        return False
    return any(_key(word.group()) in _telling() for word in words)


def _spelt(text: str, words: Sequence[re.Match[str]]) -> str:
    """The text with what can be read of its words in Hangul."""
    out, at, place = list[str](), 0, 0
    while place < len(words):
        length, hangul = _read([word.group() for word in words[place : place + _MOST]])
        if hangul:
            gap = text[at : words[place].start()]
            out += ["" if gap == "-" and place else gap, hangul]
            at = words[place + length - 1].end()
        place += length
    return "".join([*out, text[at:]])


def _read(words: list[str]) -> tuple[int, str | None]:
    """How many of the words make a name or a word of a question, the longest first, and that in Hangul."""
    for length in range(len(words), 0, -1):
        joined = _key("".join(words[:length]))
        if length == 1 and joined in _spoken():
            return 1, _spoken()[joined]
        if joined in _names():
            return length, _names()[joined]
    return 1, None


def _key(latin: str) -> str:
    """A romanised word without what its spellings differ in."""
    plain = latin.lower()
    for pattern, put in _ALIKE:
        plain = pattern.sub(put, plain)
    return plain


def romanised(hangul: str) -> str:
    """Hangul in the Revised Romanisation, with the changes of sound that it writes: links, nasals, aspirates."""
    codes = [ord(letter) - _FIRST if _FIRST <= ord(letter) <= _LAST else -1 for letter in hangul]
    out, carried = list[str](), ""
    for letter, code, following in zip(hangul, codes, [*codes[1:], -1], strict=True):
        if code < 0:
            out.append(letter)
            continue
        lead = carried or _LEADS[code // 588]
        final, carried = _final(code % 28, following // 588 if following >= 0 else -1)
        out.append(lead + _VOWELS[code % 588 // 28] + final)
    return "".join(out)


def _final(tail: int, following: int) -> tuple[str, str]:
    """How a final consonant is read before the next initial, and how that initial is read where it changes."""
    if following == _VOWEL_FIRST:
        return _LINKED.get(tail, _TAILS[tail]), ""
    if following in _NASALS:
        return _NASAL.get(_TAILS[tail], _TAILS[tail]), ""
    if tail in _BREATHED and following in _ASPIRATE:
        return _BREATHED[tail], _ASPIRATE[following]
    return _TAILS[tail], ""


@cache
def _telling() -> frozenset[str]:
    found = ((_key(romanised(word)), romanised(word)) for word in _listed("telling"))
    return frozenset(key for key, written in found if len(written) > 3)


@cache
def _spoken() -> Mapping[str, str]:
    words = (*_listed("others"), *_listed("telling"))
    return MappingProxyType({_key(romanised(word)): word for word in words})


def _listed(name: str) -> list[str]:
    return str(table("romanised")[name]).split()


@cache
def _names() -> Mapping[str, str]:
    """Romanised names of Korean companies to their Hangul; the ones that two share are left out."""
    found: dict[str, set[str]] = {}
    for name in _korean():
        found.setdefault(_key(romanised(name)), set()).add(name)
    return MappingProxyType({key: names.pop() for key, names in found.items() if len(names) == 1})


def _korean() -> Iterator[str]:
    aliases = bundled_aliases()
    for record in bundled().records():
        if record.id.startswith("KRX:"):
            for name in (record.name, *aliases.get(record.id, ())):
                if _NAME.fullmatch(name) and len(romanised(name)) >= _SHORTEST:
                    yield name
