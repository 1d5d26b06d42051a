"""The console script: finds the subcommand, reads the common options, turns errors into one line.

Exit codes: 0 done, 1 failed or nothing usable, 2 bad usage or input, an id that names nothing included.
"""

import io
import sys
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from stockelper.errors import BadInput, NotFound, StockelperError
from ui.commands.registry import COMMANDS, CommandModule

INTERRUPTED = "stockelper: stopped"


class OneLineParser(ArgumentParser):
    """A parser whose errors are one line on stderr and exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Print the error and leave."""
        self.exit(2, f"{self.prog}: {message}\n")


def _folder(text: str) -> Path:
    """An empty word, such as that of a variable that is not set, would mean the folder one happens to stand in."""
    if not text.strip():
        raise ArgumentTypeError("a folder is expected, not an empty word")
    return Path(text)


def common_options() -> OneLineParser:
    """The options that every command takes, anywhere after its name."""
    parser = OneLineParser(prog="stockelper", add_help=False, allow_abbrev=False)
    common = parser.add_argument_group("common options")
    common.add_argument("--data", type=_folder, metavar="DIR", help="where the embedded stores live")
    common.add_argument("--as-of", metavar="DATE|DATETIME", help="answer as if it were then (UTC)")
    common.add_argument(
        "--user", default="local", metavar="U", help="whose threads and runs (default: local)"
    )
    common.add_argument("--json", action="store_true", help="print JSON")
    return parser


def overview() -> str:
    """The text of `stockelper --help`."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {command.summary}" for name, command in COMMANDS.items()]
    return "\n".join(
        [
            "usage: stockelper COMMAND [options]",
            "",
            "A stock assistant for Korean and US markets that cites every figure.",
            "",
            "commands:",
            *lines,
            "",
            "`stockelper COMMAND --help` describes one. Every command takes --data DIR, --as-of DATE, --user U, --json.",
        ]
    )


def parse(name: str, module: CommandModule, arguments: Sequence[str]) -> Namespace:
    """The options of one command; the common ones may stand anywhere among its own."""
    common = common_options()
    options, rest = common.parse_known_args(list(arguments), Namespace(command=name))
    parser = OneLineParser(
        prog=f"stockelper {name}",
        description=COMMANDS[name].summary,
        parents=[_documented(common)],
        allow_abbrev=False,
    )
    module.arguments(parser)
    try:
        return parser.parse_intermixed_args(rest, options)
    except TypeError:  # a command with subcommands of its own cannot be parsed intermixed
        return parser.parse_args(rest, options)


def _documented(common: ArgumentParser) -> ArgumentParser:
    """The common options for the help text only: their values are read already and must not be reset."""
    common.set_defaults(data=SUPPRESS, as_of=SUPPRESS, user=SUPPRESS, json=SUPPRESS)
    return common


def _report(error: StockelperError, options: Namespace | None) -> int:
    from ui.output import emit, error_object, error_text, say

    say(f"stockelper: {error_text(error)}")
    if options is not None and options.json:
        emit(error_object(error))
    return 2 if isinstance(error, BadInput | NotFound) else 1


def dispatch(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        sys.stdout.write(overview() + "\n")
        return 0 if arguments else 2
    if arguments[0] in {"-V", "--version"}:
        sys.stdout.write(f"stockelper {version('stockelper')}\n")
        return 0
    name = arguments[0]
    if name not in COMMANDS:
        sys.stderr.write(f"stockelper: no command '{name}'; there are {', '.join(COMMANDS)}\n")
        return 2
    options: Namespace | None = None
    try:
        module = COMMANDS[name].load()
        options = parse(name, module, arguments[1:])
        return module.run(options)
    except StockelperError as error:
        return _report(error, options)


def main() -> NoReturn:
    """The entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = dispatch(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write(INTERRUPTED + "\n")
        code = 1
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        sys.stderr.close()
        code = 1
    sys.exit(code)
