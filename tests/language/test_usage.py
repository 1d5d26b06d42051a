"""No text is left over, and no text promises a command that is not there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from stockelper.language.catalogue import codes, template
from stockelper.types import Language
from ui.cli import parse
from ui.commands.registry import COMMANDS

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("stockelper", "collectors", "forecasting", "kg", "agents", "graph", "evaluation", "ui")
NAMED_BY_DATA = ("sector.", "help.", "unread.")
"""Sections whose keys come from data: `test_sectors.py`, `test_helping.py` and `test_unread.py` hold them against it."""


@cache
def written(rooms: tuple[str, ...]) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The strings of the rooms' code, and its f-strings as patterns of the words they can become."""
    strings: set[str] = set()
    patterns: set[str] = set()
    for room in rooms:
        for file in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    strings.add(node.value)
                elif isinstance(node, ast.JoinedStr):
                    patterns.update(as_pattern(node))
    return frozenset(strings), tuple(map(re.compile, patterns))


def as_pattern(text: ast.JoinedStr) -> Iterator[str]:
    """A pattern, unless the f-string says nothing of a key but its section."""
    parts = [part.value if isinstance(part, ast.Constant) else None for part in text.values]
    section, dot, key = "".join(part for part in parts if isinstance(part, str)).partition(".")
    if key if dot else re.search("[a-z]_|_[a-z]", section):
        yield "".join(re.escape(part) if isinstance(part, str) else r"\w*" for part in parts)


def is_named(code: str) -> bool:
    section, _, key = code.partition(".")
    strings, patterns = written(("ui",) if section == "page" else ROOMS)
    return (
        code in strings
        or key in strings
        or any(pattern.fullmatch(one) for pattern in patterns for one in (code, key))
    )


def test_every_text_is_named_by_the_code() -> None:
    left_over = [c for c in codes("en") if not c.startswith(NAMED_BY_DATA) and not is_named(c)]
    assert left_over == []


def promised(language: Language) -> Iterator[tuple[str, list[str]]]:
    """The command lines that a language's texts show, without the program's name."""
    for code in codes(language):
        for line in re.findall(r"`stockelper ([^`]+)`", template(language, code)):
            yield code, line.split()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_command_that_a_text_shows_can_be_typed(
    language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = list(promised(language))
    assert shown
    for code, (name, *rest) in shown:
        assert name in COMMANDS, code
        with pytest.raises(SystemExit):
            parse(name, COMMANDS[name].load(), ["--help"])
        usage = capsys.readouterr().out
        options = [word for word in rest if word.startswith("--")]
        assert [word for word in options if word not in usage] == [], code
