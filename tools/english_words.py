"""Write the ordinary English words that the verifier knows, `agents/verifier/english_words.txt`.

    python tools/english_words.py ../shared/data

A word goes in that several texts have in small letters, and inside of sentences more often small than capitalised.
What the language's endings make of a shorter word of the list stays out.
"""

import csv
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from agents.verifier.english import forms

TARGET = Path(__file__).parent.parent / "agents" / "verifier" / "english_words.txt"
TABLES = (
    ("sentiment/phrasebank_en_ko.csv.gz", ("sentence",)),
    ("news/us10_news_headlines_2025.csv.gz", ("snippet",)),
    ("similarity/stsb-en-train.csv.gz", ()),
    ("similarity/stsb-en-dev.csv.gz", ()),
)
PASSAGES = "qa/tatqa_dev.json.gz"
LEAST = 2
"""Texts that a word must be in."""
WIDTH = 110
_WORD = re.compile(r"[A-Za-z]+")
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")


def main(folder: Path) -> None:
    """Write the list from the data in a folder."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in _texts(folder):
        small.update({word for word in _WORD.findall(text) if word.islower() and len(word) > 2})
        capital.update({word.lower() for word in _INSIDE.findall(text)})
    kept: set[str] = set()
    for word in sorted(small, key=lambda w: (len(w), w)):
        ordinary = small[word] >= LEAST and small[word] >= capital[word]
        if ordinary and not any(form in kept for form in forms(word)):
            kept.add(word)
    TARGET.write_text("\n".join(_lines(sorted(kept))) + "\n", encoding="utf-8")


def _texts(folder: Path) -> Iterator[str]:
    for path, columns in TABLES:
        with gzip.open(folder / path, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield " ".join(row[c] or "" for c in columns) if columns else " ".join(map(str, row.values()))
    with gzip.open(folder / PASSAGES, "rt", encoding="utf-8") as file:
        for document in json.load(file):
            yield " ".join(paragraph["text"] for paragraph in document["paragraphs"])


def _lines(words: list[str]) -> Iterator[str]:
    line = ""
    for word in words:
        if len(line) + len(word) >= WIDTH:
            yield line
            line = ""
        line = f"{line} {word}".lstrip()
    yield line


if __name__ == "__main__":
    main(Path(sys.argv[1]))
