"""What every command of the registry must offer; a new one is tested by its line there."""

from argparse import ArgumentParser
from inspect import signature
from pathlib import Path

import pytest

from ui import commands
from ui.cli import overview
from ui.commands.registry import COMMANDS

FOLDER = Path(next(iter(commands.__path__)))
MACHINERY = {"__init__", "registry"}


def test_every_command_in_the_folder_has_its_line() -> None:
    files = {file.stem for file in FOLDER.glob("*.py")} - MACHINERY
    assert {command.module.rpartition(".")[2] for command in COMMANDS.values()} == files


def test_the_help_shows_every_command_with_its_summary() -> None:
    shown = overview()
    assert [name for name, one in COMMANDS.items() if name not in shown or one.summary not in shown] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_declares_arguments_and_runs_on_options(name: str) -> None:
    module = COMMANDS[name].load()
    module.arguments(ArgumentParser(prog=name))
    assert list(signature(module.run).parameters) == ["options"]
    assert f"`stockelper {name}" in str(module.__doc__)
