"""The subcommands: a name, the module that holds it and one line for the help.

A module is imported only when its command is called, so that `stockelper --help` stays quick.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Protocol, cast


class CommandModule(Protocol):
    """What a file in `ui/commands/` offers."""

    def arguments(self, parser: ArgumentParser) -> None:
        """Declare the command's own arguments; the common ones are there already."""
        ...

    def run(self, options: Namespace) -> int:
        """Do it; the exit code. Raises StockelperError for what the user should read."""
        ...


@dataclass(frozen=True)
class Command:
    """One subcommand."""

    module: str
    summary: str

    def load(self) -> CommandModule:
        """Import the module."""
        return cast("CommandModule", import_module(self.module))


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "up": Command("ui.commands.up", "start everything and open the chat"),
        "ask": Command("ui.commands.ask", "ask a question, or a batch of them"),
        "plan": Command("ui.commands.plan", "show how a question would be routed"),
        "import": Command(
            "ui.commands.import_", "read files of prices, news, listings or holders into the store"
        ),
        "collect": Command("ui.commands.collect", "ask sources for prices, news, filings and series now"),
        "schedule": Command("ui.commands.schedule", "run the collecting jobs by the clock until stopped"),
        "get": Command("ui.commands.get", "print what is stored and visible at the as-of time"),
        "graph": Command("ui.commands.graph", "build or query the knowledge graph"),
        "train": Command("ui.commands.train", "fit a market's models on what was known at the as-of time"),
        "forecast": Command(
            "ui.commands.forecast", "what a model of the time says of a security, or a file of them"
        ),
        "verify": Command("ui.commands.verify", "check answers against evidence"),
        "traces": Command("ui.commands.traces", "list runs or show one with its spans"),
        "jobs": Command("ui.commands.jobs", "scheduled jobs, their runs, and what was rejected"),
        "doctor": Command("ui.commands.doctor", "say what works, what does not, and how fresh the data is"),
        "bench": Command("ui.commands.bench", "measure, and write the results to a file"),
    }
)
