"""What the full-text index holds of a version: its texts cut into words, and what it is about."""

import json
import re
from collections.abc import Sequence
from functools import lru_cache

from stockelper.language.tokens import tokens

UNSAFE = re.compile(r"[^0-9a-z가-힣一-鿿ぁ-ヿ]")
"""Letters that SQLite's tokenizer might cut at or fold; they are written as their number."""


@lru_cache(maxsize=1 << 17)
def term(token: str) -> str:
    """A search word as one word of the index, the same when it is stored and when it is asked for."""
    return UNSAFE.sub(lambda found: f"x{ord(found.group()):x}", token.lower())


def indexed(text: str | None) -> str:
    """A text as the index takes it: its words, space-separated, each once."""
    return " ".join(map(term, dict.fromkeys(tokens(text)))) if text else ""


def subject(identifier: str) -> str:
    """What a text is about (a security's id) as one word."""
    return "x" + identifier.encode().hex()


def subjects(value: str | None, *, is_list: bool) -> str:
    """The subjects of a row: of the JSON list, or of the single value."""
    if value is None:
        return ""
    found: Sequence[str] = json.loads(value) if is_list else (value,)
    return " ".join(map(subject, found))
