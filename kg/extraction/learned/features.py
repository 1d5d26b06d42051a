"""What the second reader sees of a candidate: words, stems and letters by where they stand from the names, as strings."""

import re
from collections.abc import Iterator

from kg.extraction.learned.candidates import Candidate
from kg.extraction.learned.cues import classes
from kg.extraction.learned.hearing import key

_SIGNS = (
    (0xE000, "O"), (0xE200, "N"), (0xE400, "P"), (0xE500, "G"), (0xE600, "X"), (0xE700, "S"),
    (0xE800, "M"), (0xE900, "R"), (0xEA00, "C"), (0xEB00, "D"), (0xEC00, "Q"), (0xED00, ""),
)  # fmt: skip
_SIGN = {chr(code): f"⟨{sign}⟩" for (low, sign), (high, _) in zip(_SIGNS, _SIGNS[1:], strict=False) for code in range(low, high)}
_TOKEN = re.compile(r"⟨\w+⟩[가-힣]*|[가-힣]+|[A-Za-z][A-Za-z'’]*|\d+|[^\w\s]")
_NAME = re.compile(r"⟨\w+⟩")
_SUFFIXES = ("ing", "ed", "es", "s", "ly", "er", "ion")
_LEFT, _RIGHT = 6, 9


def _shown(candidate: Candidate) -> str:
    parts: list[str] = []
    for at, letter in enumerate(candidate.text):
        if at == candidate.first == candidate.second and candidate.tail is not None:
            parts.append("⟨B⟩")
        elif at == candidate.first:
            parts.append("⟨H⟩")
        elif at == candidate.second:
            parts.append("⟨T⟩")
        else:
            parts.append(_SIGN.get(letter, letter))
    return "".join(parts)


def _stem(word: str) -> str:
    if "가" <= word[0] <= "힣":
        return word[:2]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    for word in _TOKEN.findall(text):
        if word.startswith("⟨"):
            mark = _NAME.match(word)
            assert mark is not None
            found.append(mark.group())
            if len(word) > mark.end():
                found.append("+" + word[mark.end() :])
        else:
            found.append("0" if word.isdigit() else word.lower())
    return found


def groups(candidate: Candidate) -> Iterator[tuple[str, ...]]:
    """Groups of features; each group counts the same, however many there are in it."""
    text = _shown(candidate)
    words = _tokens(text)
    ends = [n for n, word in enumerate(words) if word in ("⟨H⟩", "⟨T⟩", "⟨B⟩")]
    low, high = ends[0], ends[-1]
    order = words[low][1] + words[high][1]
    zones = {"l": words[max(low - _LEFT, 0) : low], "m": words[low + 1 : high], "r": words[high + 1 : high + 1 + _RIGHT]}
    stems = [_stem(word) if word[0] not in "⟨+" else word for word in words]
    yield tuple(f"w:{word}" for word in set(words))
    yield tuple(f"s:{word}" for word in set(stems))
    yield tuple(f"b:{a}_{b}" for a, b in zip(stems, stems[1:], strict=False))
    yield tuple(f"t:{a}_{b}_{c}" for a, b, c in zip(stems, stems[1:], stems[2:], strict=False))
    yield tuple(
        f"z:{order}{zone}:{_stem(word) if word[0] not in '⟨+' else word}" for zone, part in zones.items() for word in part
    )
    yield tuple(f"n:{a}_{b}" for a, b in _near(stems, ends))
    yield tuple(f"c:{gram}" for gram in _grams(text))
    yield tuple(f"d:{order}:{gram}" for gram in _grams(" ".join(zones["m"])))
    found = _placed(candidate, text, order)
    yield tuple({f"k:{name}" for _, name, _ in found})
    yield tuple({f"kz:{order}{zone}:{name}" for zone, name, _ in found})
    yield tuple({f"kn:{near}:{name}" for _, name, near in found if near})
    names = sorted({name for _, name, _ in found})
    yield tuple(f"kk:{a}_{b}" for n, a in enumerate(names) for b in names[n + 1 :])
    after = _particles(words, low, high)
    yield tuple({f"kp:{order}:{after}:{name}" for zone, name, _ in found})
    yield tuple(_shape(candidate, words, low, high, order))
    yield tuple(_rules(candidate))


def _placed(candidate: Candidate, text: str, order: str) -> list[tuple[str, str, str]]:
    """Each class of a word with its zone (left, middle, right, far right) and which end it stands beside."""
    low = min(text.find(mark) for mark in ("⟨H⟩", "⟨T⟩", "⟨B⟩") if mark in text)
    high = max(text.find(mark) for mark in ("⟨H⟩", "⟨T⟩", "⟨B⟩"))
    found: list[tuple[str, str, str]] = []
    for at, name in classes(text, korean=candidate.korean):
        zone = "l" if at < low else "m" if at < high else "r"
        near = ""
        for end in {low, high}:
            if -26 < at - end < 0:
                near = f"{text[end + 1]}-"
            elif 0 < at - end < 26:
                near = f"{text[end + 1]}+"
        found.append((zone, name, near))
    return found


def _particles(words: list[str], low: int, high: int) -> str:
    return "/".join(words[n + 1] if n + 1 < len(words) and words[n + 1][0] == "+" else "" for n in (low, high))


def _near(stems: list[str], ends: list[int]) -> Iterator[tuple[str, str]]:
    for n in ends:
        for step in (-3, -2, -1, 1, 2, 3):
            if 0 <= n + step < len(stems):
                yield f"{stems[n]}{step}", stems[n + step]


def _grams(text: str) -> set[str]:
    bare = re.sub(r"\d", "0", text.lower())
    return {bare[n : n + size] for size in (2, 3, 4) for n in range(len(bare) - size + 1)}


def _shape(candidate: Candidate, words: list[str], low: int, high: int, order: str) -> Iterator[str]:
    yield f"order:{order}"
    yield f"gap:{order}:{min(high - low, 16) // 2}"
    kinds = f"{candidate.head.kind}>{candidate.tail.kind if candidate.tail else ''}"
    yield f"kinds:{kinds}"
    yield f"kinds:{order}:{kinds}"
    yield f"break:{'¶' in words[low:high]}"
    yield f"question:{words[-1] == '?'}"
    after = [words[n + 1] if n + 1 < len(words) and words[n + 1][0] == "+" else "" for n in (low, high)]
    yield f"particles:{order}:{after[0]}:{after[1]}"
    yield f"others:{min(sum(word in ('⟨O⟩', '⟨N⟩') for word in words), 3)}"
    yield "bias"


def _rules(candidate: Candidate) -> Iterator[str]:
    head = key(candidate.head)
    tail = key(candidate.tail) if candidate.tail else ""
    for one in candidate.said:
        if candidate.tail is None:
            who = "own" if one.head == head and not one.tail else "other"
        elif {one.head, one.tail} == {head, tail}:
            who = "own" if one.head == head else "turned"
        else:
            who = "other"
        yield f"said:{who}:{one.type}:{one.outcome}"
