"""What a trained model says may come: its verdict first, then the interval, and how often such intervals held."""

from agents.context import Context
from agents.planner.aims import Aim
from agents.specialist import Part
from agents.tools.aims import said
from agents.tools.foretold import Told, fan
from agents.tools.health import health
from agents.tools.tape import last_tape
from agents.tools.telling import together, told
from stockelper.errors import NoData
from stockelper.language.catalogue import codes, render
from stockelper.types import (
    SKILL_CONFIDENCE,
    Frozen,
    Language,
    Note,
    Parameter,
)

HORIZONS = (1, 5, 20)
"""Sessions that models look ahead."""


class OutlookArguments(Frozen):
    """Which security, over how many sessions; the nearest horizon that models know is taken.

    `aim`: the price or move that the asker wants held against the interval.
    """

    security: str
    horizon: int
    aim: Aim | None = None


def outlook(arguments: OutlookArguments, context: Context) -> Part:
    """The interval of a security's return some sessions ahead, its coverage so far and whether the model has skill.

    Raises:
        NoData: nobody forecasts here, no model knows the market, or the prices are not fit to forecast from.
    """
    if context.forecasts is None:
        raise NoData("no_outlook")
    tape = last_tape(arguments.security, context)
    horizon = min(HORIZONS, key=lambda known: (abs(known - arguments.horizon), known))
    try:
        made = context.forecasts.forecast(
            arguments.security, horizon=horizon, as_of=context.clock.today(), language=context.language
        )
    except NoData as error:
        if arguments.horizon <= HORIZONS[-1]:
            raise
        beyond = Note(code="horizon_beyond", parameters={"sessions": HORIZONS[-1]})
        return Part(notes=(beyond, Note(code=error.code, parameters=dict(error.parameters))), missing=True)
    title = render(
        context.language,
        "outlook.title",
        name=tape.name,
        model=made.model,
        until=made.trained_until.isoformat(),
    )
    found = Told(made, tape, title)
    aimed = _aimed(found, arguments.aim) if arguments.aim else Part()
    parts = [
        _reach(found, arguments),
        _verdict(found, context),
        _interval(found),
        aimed,
        _coverage(found),
        _middle(found),
        _reasons(found),
    ]
    chart = Part(charts=(fan(found, context),), forecast=made, notes=_notes(found, arguments, context))
    return together([*parts, chart])


def _reach(found: Told, arguments: OutlookArguments) -> Part:
    """That a forecast reaches no further than it does, where a time further out is asked about."""
    if arguments.horizon <= HORIZONS[-1]:
        return Part()
    length = found.stated("sessions_ahead", float(found.forecast.horizon_days), "count")
    return told("outlook.beyond", {"length": length}, {"name": found.tape.name})


def _verdict(found: Told, context: Context) -> Part:
    """Whether the model did better than none, with the metric and its interval."""
    skill = found.forecast.skill
    parameters: dict[str, Parameter] = {"name": found.tape.name}
    if skill.value is None or skill.ci is None:
        return told("outlook.unknown", {}, parameters)
    parameters["metric"] = metric_label(skill.metric, context.language)
    named = {
        "confidence": found.stated("confidence", SKILL_CONFIDENCE),
        "value": found.stated("skill", skill.value, "times"),
        "low_end": found.stated("skill_low", skill.ci[0], "times"),
        "high_end": found.stated("skill_high", skill.ci[1], "times"),
    }
    return told(f"outlook.{skill.verdict}", named, parameters)


def metric_label(metric: str, language: Language) -> str:
    """What a verdict's metric is called; its own name where the catalogue has none."""
    code = f"outlook.metric_{metric}"
    return render(language, code) if code in codes(language) else metric.replace("_", " ")


def _interval(found: Told) -> Part:
    own = found.forecast
    named = {
        "close": found.close,
        "length": found.stated("sessions_ahead", float(own.horizon_days), "count"),
        "level": found.stated("level", own.interval.level),
        "low": found.stated("low", own.interval.low),
        "high": found.stated("high", own.interval.high),
    }
    return told("outlook.interval", named, {"name": found.tape.name, "sessions": own.horizon_days})


def _aimed(found: Told, asked: Aim) -> Part:
    """The price that was asked about against both ends of the interval."""
    own = found.forecast
    price = said(found.close, asked, found.tape.currency or "")
    low, high = own.last_close * (1 + own.interval.low), own.last_close * (1 + own.interval.high)
    assert price.value is not None
    place = "above" if price.value > high else "below" if price.value < low else "inside"
    named = {
        "aim": price,
        "low": found.priced("low_price", low),
        "high": found.priced("high_price", high),
        "level": found.stated("level", own.interval.level),
    }
    return told(f"outlook.aim_{place}", named, {"name": found.tape.name})


def _coverage(found: Told) -> Part:
    own = found.forecast.realised_coverage
    if own.share is None or not own.n:
        return told("outlook.no_coverage", {}, {"name": found.tape.name})
    named = {
        "count": found.stated("intervals_due", float(own.n), "count"),
        "held_level": found.stated("level", own.level),
        "share": found.stated("realised_coverage", own.share),
    }
    return told("outlook.coverage", named, {"name": found.tape.name})


def _middle(found: Told) -> Part:
    own = found.forecast
    named = {
        "expected": found.stated("expected_return", own.expected_return),
        "chance": found.stated("p_up", own.p_up),
    }
    middle = told("outlook.middle", named, {"name": found.tape.name})
    if own.expected_return * (own.p_up - 0.5) >= 0:
        return middle
    return together([middle, told("outlook.skewed", {})])


def _reasons(found: Told) -> Part:
    """What the model leaned on; nothing where it has no skill: that would explain noise."""
    if found.forecast.skill.verdict != "skill" or not found.forecast.reasons:
        return Part()
    return told("outlook.reasons", {}, {"reasons": " ".join(found.forecast.reasons)})


def _notes(found: Told, arguments: OutlookArguments, context: Context) -> tuple[Note, ...]:
    notes = [Note(code="no_advice")]
    if found.forecast.horizon_days != arguments.horizon:
        asked, known = arguments.horizon, found.forecast.horizon_days
        notes.append(Note(code="horizon_taken", parameters={"asked": asked, "sessions": known}))
    return (*notes, *health(found.tape, context))
