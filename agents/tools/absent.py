"""A kind of question that nothing stored can answer yet: says what is missing and what can be asked instead."""

import re

from agents.context import Context
from agents.specialist import Part
from agents.tools.tape import name_of, security_of
from stockelper.errors import NoData
from stockelper.types import Frozen

_WORTH = re.compile(r"시가 ?총액|시총|market (?:cap|value)", re.IGNORECASE)


def asks_worth(question: str) -> bool:
    """Whether a question speaks of market value, which needs share counts that no record holds."""
    return bool(_WORTH.search(question))


def unpicked(question: str) -> str:
    """The code of the note on a screen by what is not stored."""
    return "screen_worth" if asks_worth(question) else "screen_unstored"


class AbsentArguments(Frozen):
    """The note's code, and the security that was asked about, if any."""

    code: str
    security: str | None = None


def absent(arguments: AbsentArguments, context: Context) -> Part:
    """Say what is missing.

    Raises:
        NoData: always; its code names what is missing.
    """
    name = name_of(security_of(arguments.security, context), context.language) if arguments.security else ""
    raise NoData(arguments.code, name=name)
