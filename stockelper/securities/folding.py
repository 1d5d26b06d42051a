"""Names and texts in the one form in which they are compared.

Folded text is in lower case and has no spaces, hyphens, apostrophes and dots, so that "SK 하이닉스",
"sk하이닉스" and "SK-하이닉스" are one string; `Folded` remembers where each character came from.
"""

import re
from dataclasses import dataclass

UNSPEAKABLE = re.compile("(?=.{4})(?:.*[b-df-hj-np-tv-xz]{3}|aa)")
"""Four letters or more that nobody could take for a word: tsla, msft, aapl."""
_SKIPPED = frozenset(" -'·`")
_FORMS = frozenset(
    [
        "inc",
        "corp",
        "corporation",
        "co",
        "company",
        "ltd",
        "limited",
        "plc",
        "n.v",
        "s.a",
        "llc",
        "holding",
        "holdings",
        "group",
    ]
)
_LEGAL = re.compile(rf"(?:[\s,.]*\b(?:{'|'.join(map(re.escape, sorted(_FORMS)))})\b\.?)+$", re.IGNORECASE)
_SPELLED = {
    "A": "에이", "B": "비", "C": "씨", "D": "디", "E": "이", "F": "에프", "G": "지", "H": "에이치", "I": "아이",
    "J": "제이", "K": "케이", "L": "엘", "M": "엠", "N": "엔", "O": "오", "P": "피", "Q": "큐", "R": "알",
    "S": "에스", "T": "티", "U": "유", "V": "브이", "W": "더블유", "X": "엑스", "Y": "와이", "Z": "지", "&": "앤",
}  # fmt: skip
_CAPITALS_FIRST = re.compile("^([A-Z][A-Z&]{0,3})(?=[가-힣])")
_CAPITALS_LAST = re.compile("(?<=[가-힣])([A-Z][A-Za-z&]{0,2}[A-Z])$")
_CAPITALS_ALONE = re.compile("([A-Z]{3,5})")


@dataclass(frozen=True)
class Folded:
    """A folded text. `at[i]` is the offset in the original of the folded character `i`."""

    text: str
    at: tuple[int, ...]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters `start` to `end` stand in the original."""
        return self.at[start], self.at[end - 1] + 1

    def after(self, end: int) -> int:
        """The offset in the original right behind the folded position `end`."""
        return self.at[end - 1] + 1 if end else 0


def fold(text: str) -> str:
    """A name in folded form."""
    return folded(text).text if "." in text else _bare(text.lower())


def _bare(text: str) -> str:
    for skipped in _SKIPPED:
        text = text.replace(skipped, "")
    return text


def folded(text: str) -> Folded:
    """A normalised text in folded form."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(one if len(one := character.lower()) == 1 else character for character in text)
    kept = [
        at for at, character in enumerate(lower) if character not in _SKIPPED and not _silent_dot(lower, at)
    ]
    return Folded("".join([lower[at] for at in kept]), tuple(kept), text)


def _silent_dot(text: str, at: int) -> bool:
    """A dot inside a name (Amazon.com) or behind an initial (J.P. Morgan), not one that ends a sentence."""
    if text[at] != ".":
        return False
    inside = text[at + 1 : at + 2].isalpha() and text[at - 1 : at].isalpha()
    initial = text[at - 1 : at].isalpha() and text[at - 2 : at - 1] in ("", ".", " ")
    return inside or (initial and at + 1 < len(text))


def without_legal_form(name: str) -> str:
    """`Apple Inc.` is Apple, `Citizens Financial Group` is Citizens Financial; a name never gets empty."""
    if name.rpartition(" ")[2].strip(".").lower() not in _FORMS:
        return name
    return _LEGAL.sub("", name).strip(" ,.&") or name


def letters_spelt(name: str) -> str | None:
    """LG화학 as 엘지화학, BYC as 비와이씨: capitals at the head or the end of a Korean name, or three to five that
    are all of a name, written as they are read; None where there are none."""
    letters = _CAPITALS_FIRST.match(name) or _CAPITALS_ALONE.fullmatch(name) or _CAPITALS_LAST.search(name)
    if letters is None:
        return None
    spelt = "".join(_SPELLED[letter] for letter in letters.group(1).upper())
    return name[: letters.start()] + spelt + name[letters.end() :]
