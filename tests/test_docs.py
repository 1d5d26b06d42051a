"""Docs are test subjects: what they leave out fails here."""

import re
from pathlib import Path

import pytest

from stockelper.language import catalogue
from stockelper.types import Language
from ui.cli import parse
from ui.commands.registry import COMMANDS

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "commands.md"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_its_section(name: str) -> None:
    assert f"## {name}\n" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_of_a_command_is_described(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(name, COMMANDS[name].load(), ["--help"])
    assert ended.value.code == 0
    section = PAGE.read_text(encoding="utf-8").split(f"## {name}\n")[1].split("\n## ")[0]
    common = {"--help", "--data", "--as-of", "--user", "--json"}
    for option in set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out)) - common:
        assert option in section, f"{name} {option}"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_command_that_a_sentence_names_exists(language: Language) -> None:
    for code in catalogue.codes(language):
        for name in re.findall(r"stockelper ([a-z]+)", catalogue.template(language, code)):
            assert name in COMMANDS, code


def test_every_relative_link_of_the_docs_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_entry_of_the_log_says_its_day_and_commit() -> None:
    entries = (ROOT / "docs" / "log.md").read_text(encoding="utf-8").split("\n## ")[1:]
    days = [re.fullmatch(r"\*(\d{4}-\d\d-\d\d), [0-9a-f]{7,}\*", one.splitlines()[1]) for one in entries]
    assert all(days)
    assert days == sorted(days, key=lambda found: found[1] if found else "", reverse=True)
