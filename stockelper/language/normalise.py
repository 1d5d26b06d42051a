"""One form for every text that comes in, and the language it is written in.

Every path (question, name, headline, command-line argument) passes `normalise` first, so that decomposed
Hangul from a Mac, full-width letters and invisible characters never reach a comparison.
"""

import re
import unicodedata

from stockelper.types import Language

_SPACE = re.compile(r"\s+")
_CONJOINING = re.compile("[\u1100-\u11ff]")
_INVISIBLE = re.compile("[\u034f\u115f\u1160\u2800\u3164\uffa0\ufe00-\ufe0f]")
"""Fillers, joiners and variation selectors that Unicode counts as letters, symbols or marks."""
_FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "−": "-", "‐": "-", "‑": "-"})
_HANGUL = re.compile("[가-힣ㄱ-ㅣ]")
_HANGUL_WORD = re.compile("[가-힣]+")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")

_ENGLISH = re.compile(
    "a|about|an|and|any|are|as|at|best|between|biggest|buy|by|can|chart|compare|could|did|do|does|for|from|give"
    "|had|has|have|how|i|in|is|it|its|last|latest|me|much|my|news|of|on|or|over|past|please|prices?|sell|shares?"
    "|should|show|since|stocks?|tell|than|that|the|their|there|these|they|this|to|today|versus|was|week|were"
    "|what|when|where|which|who|why|will|with|year|yesterday|you|your"
)
_KOREAN_ENDING = re.compile(
    "(?:은|는|가|을|를|의|에|에서|으로|랑|이랑|하고|보다|부터|까지|도|만|줘|줘요|주세요|요|까|니|냐|나|야|다|해|죠"
    "|지|음|어때|얼마|왜|뭐|뭐야|알려|비교|주가|실적|뉴스|전망|최근|오늘|어제|올해|작년|종목|시장|매수|매도|차트)$"
)


def normalise(text: str) -> str:
    """The text in NFKC, composed, with straight quotes and hyphens and single spaces.

    Zero-width, control and unpaired surrogate characters are taken out; lone conjoining jamo become the
    letters that people type (ㅋ). Normalising twice changes nothing.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    composed = _composed(_visible(text)).translate(_FOLDED)
    if _CONJOINING.search(composed):
        composed = _CONJOINING.sub(_typed, _composed(_CONJOINING.sub(_typed, composed)))
    return _SPACE.sub(" ", composed).strip()


def detect(text: str) -> Language:
    """The language that an answer to the text should be written in; Korean where no letter tells."""
    words: list[str] = _LATIN_WORD.findall(text)
    if not _HANGUL.search(text):
        return "en" if words else "ko"
    found = [word for word in words if _ENGLISH.fullmatch(word.lower())]
    lone = len(found) == 1 and len(found[0]) > 1 and found[0].isupper()  # an abbreviation, such as AS or IT
    english = 0 if lone else len(found)
    korean = sum(bool(_KOREAN_ENDING.search(word)) for word in _HANGUL_WORD.findall(text))
    return "en" if english > korean else "ko"


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)


def _visible(text: str) -> str:
    text = _INVISIBLE.sub("", text)
    if text.isprintable():
        return text
    return "".join(_kept(character) for character in text)


def _kept(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character


def _typed(jamo: re.Match[str]) -> str:
    """The compatibility letter of a lone conjoining jamo, found by its name; the jamo itself where none is."""
    name = unicodedata.name(jamo.group(), "").rpartition(" ")[2]
    try:
        return unicodedata.lookup(f"HANGUL LETTER {name}")
    except KeyError:
        return jamo.group()
