"""Korean particles that fit the word before them: 삼성전자는, SK하이닉스는, LG는, 3은, 5%는, 서울로.

What decides is the last sound when the word is read aloud in Korean, so digits, Latin letters and
symbols are read too.
"""

import re
from typing import Literal

Final = Literal["none", "rieul", "other"]

_BRACKETED = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|〈[^〈〉]*〉|《[^《》]*》)$")
_SILENT = "()[]{}<>〈〉《》「」『』【】\"'’”.,!?;:~*_` "
_DIGITS: dict[str, Final] = {
    "0": "other", "1": "rieul", "2": "none", "3": "other", "4": "none",
    "5": "none", "6": "other", "7": "rieul", "8": "rieul", "9": "none",
}  # fmt: skip
_LETTERS: dict[str, Final] = {"L": "rieul", "M": "other", "N": "other", "R": "rieul"}
_SYMBOLS: dict[str, Final] = {"₩": "other", "¥": "other"}
_READ_AS_WORDS: dict[str, Final] = {"NAVER": "none", "KOSDAQ": "other", "NASDAQ": "other"}
_WORD_AT_END = re.compile(r"[A-Za-z]+$")
_RIEUL_WORD = re.compile(r"(?:l|le)$")
_CLOSED_WORD = re.compile(r"(?:me?|ne?|ng|ck|[^aeiou]oo?k|[^aeiou][aeiou][pt])$")
_PAIR = re.compile("([가-힣]+)/([가-힣]+)")


def is_pair(spec: str) -> bool:
    """Whether `spec` names two forms of a particle, such as 은/는 or 으로/로."""
    return _PAIR.fullmatch(spec) is not None


def particle(word: str, pair: str) -> str:
    """The form of `pair` ("with a final consonant/without") that follows `word`.

    After a bracketed addition the word before it decides: 삼성전자(005930)는.
    """
    closed, _, open_ = pair.partition("/")
    final = final_sound(word)
    takes_open = final == "none" or (final == "rieul" and closed.startswith("으"))
    return open_ if takes_open else closed


def final_sound(word: str) -> Final:
    """The last sound of a word as Koreans read it: no final consonant, ㄹ, or another one."""
    bare = word.rstrip(" ")
    while (shorter := _BRACKETED.sub("", bare)) != bare and shorter.strip(_SILENT):
        bare = shorter
    bare = bare.rstrip(_SILENT)
    if not bare:
        return "none"
    if latin := _WORD_AT_END.search(bare):
        return _latin(latin.group())
    return _character(bare[-1])


def _character(last: str) -> Final:
    if "가" <= last <= "힣":
        return _batchim((ord(last) - ord("가")) % 28)
    return _DIGITS.get(last) or _SYMBOLS.get(last, "none")


def _batchim(index: int) -> Final:
    return "none" if index == 0 else "rieul" if index == 8 else "other"  # 8 is ㄹ


def _latin(word: str) -> Final:
    """Capitals are spelled out letter by letter, a few names excepted; other words are read as words."""
    if known := _READ_AS_WORDS.get(word.upper()):
        return known
    if word.isupper() or len(word) == 1:
        return _LETTERS.get(word[-1].upper(), "none")
    lower = word.lower()
    if _RIEUL_WORD.search(lower):
        return "rieul"
    return "other" if _CLOSED_WORD.search(lower) else "none"
