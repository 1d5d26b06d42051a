"""How much a place in an English sentence looks like a company's, by the words around it: "why is _ getting", "dump my _".

A linear model on the two words before and behind a place. Its weights, in `standing.tsv`, were learned by
`tools/standing.py` from questions whose companies people wrote down; nothing of the word itself is looked at.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from stockelper.errors import BadInput

FILE = "standing.tsv"
COMPANY = "□"
"""What stands for a company in a text, both where weights are learned and where they are used."""
_TOKEN = re.compile(r"[□◇]|'s(?![a-z])|\d[\d.,]*k?|[a-z]+(?:['&.-][a-z]+)*|[?!.,:;/%$()-]")
_BEGIN, _END, _NUMBER = "^", "$", "0"


def tokens(lower: str) -> list[tuple[int, int, str]]:
    """Words, numbers and marks of a text in small letters, each with where it begins and ends."""
    return [(*found.span(), found.group()) for found in _TOKEN.finditer(lower)]


def signs(words: Sequence[str], at: int) -> tuple[str, ...]:
    """What the model sees of the place `at`: the words around it, numbers all alike."""
    far, before, behind, beyond = (_word(words, place) for place in (at - 2, at - 1, at + 1, at + 2))
    return (
        f"l {before}",
        f"ll {far} {before}",
        f"m {far}",
        f"r {behind}",
        f"rr {behind} {beyond}",
        f"s {beyond}",
        f"b {before} {behind}",
    )


def _word(words: Sequence[str], at: int) -> str:
    if at < 0:
        return _BEGIN
    if at >= len(words):
        return _END
    return _NUMBER if words[at][0].isdigit() else words[at]


@dataclass(frozen=True)
class Standing:
    """The learned weights of signs, and the score of a place without any."""

    weights: Mapping[str, float]
    bias: float

    def score(self, lower: str, place: tuple[int, int], companies: Sequence[tuple[int, int]]) -> float:
        """The log odds that `place` of a text in small letters is a company's; `companies` are the places of those known."""
        words = list(_joined(lower, [place, *companies]))
        at = next(number for number, (start, _) in enumerate(words) if start == place[0])
        return self.bias + sum(self.weights.get(sign, 0.0) for sign in signs([word for _, word in words], at))


def _joined(lower: str, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The tokens of a text with each of the places as one company."""
    begun: set[int] = set()
    for start, end, word in tokens(lower):
        inside = next((at for at, (first, last) in enumerate(places) if start < last and first < end), None)
        if inside is None:
            yield start, word
        elif inside not in begun:
            begun.add(inside)
            yield places[inside][0], COMPANY


@cache
def standing() -> Standing:
    """The packaged weights, read once. Raises BadInput where the file is broken."""
    lines = files("stockelper.securities").joinpath(FILE).read_text(encoding="utf-8").splitlines()
    try:
        rows = [line.rsplit("\t", 1) for line in lines if not line.startswith("#")]
        weights = {sign: float(weight) for sign, weight in rows}
        return Standing(weights, weights.pop("bias"))
    except (ValueError, KeyError) as error:
        raise BadInput("unreadable_file", path=FILE, reason=str(error)) from error
