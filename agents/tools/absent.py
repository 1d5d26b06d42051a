"""A kind of question that nothing stored can answer yet: says what is missing and what can be asked instead."""

import re

from agents.context import Context
from agents.specialist import Part
from agents.tools.tape import name_of, security_of
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.types import Frozen, Language, Measure

_WORTH = re.compile(r"시가 ?총액|시총|market (?:cap|value)", re.IGNORECASE)


def asks_worth(question: str) -> bool:
    """Whether a question speaks of market value, which needs share counts that no record holds."""
    return bool(_WORTH.search(question))


def measure_label(measure: Measure, language: Language) -> str:
    """What a measure is called where nothing is computed of it."""
    return render(language, f"market.measure_{measure}", from_date="", periods="").strip()


class AbsentArguments(Frozen):
    """The note's code, and the security, name or measures that were asked about, if any."""

    code: str
    security: str | None = None
    name: str = ""
    measures: tuple[Measure, ...] = ()


def absent(arguments: AbsentArguments, context: Context) -> Part:
    """Say what is missing.

    Raises:
        NoData: always; its code names what is missing.
    """
    name = (
        name_of(security_of(arguments.security, context), context.language)
        if arguments.security
        else arguments.name
    )
    named = ", ".join(measure_label(measure, context.language) for measure in arguments.measures)
    raise NoData(arguments.code, name=name, measure=named)
