"""A security, what a question asks for, and what it lacks."""

import datetime as dt
from typing import Literal

from pydantic import Field

from stockelper.types.frozen import Frozen
from stockelper.types.words import Kind, Language, Measure, RelationType, SpecialistName


class Security(Frozen):
    """A listed company's share as known at one time. The id never changes, the rest may."""

    id: str
    market: str
    ticker: str
    name: str
    name_en: str | None = None
    board: str | None = None
    sector: str | None = None
    currency: str
    provisional: bool = False
    simulated: bool = False


Need = Literal["prices", "news"]


class Wish(Frozen):
    """What a question lacks: newer prices of a security (from the local date `since` on), or newer news about it."""

    need: Need
    security: Security
    since: dt.date


class Window(Frozen):
    """A span of local trading dates, both ends in it; `label` is a code such as `1m`, `ytd`, `default`."""

    from_: dt.date = Field(alias="from")
    to: dt.date
    label: str


class Screen(Frozen):
    """Find or rank: `top` and `bottom` rank by the measure, `above` and `below` compare with `threshold`.

    `threshold` is a fraction for returns and ratios (0.05 is 5 %), else in the measure's unit.
    """

    measure: Measure
    operator: Literal["top", "bottom", "above", "below"]
    threshold: float | None = None


class Plan(Frozen):
    """What a question asks for. Ids are resolved in code; `clarify` is the question to ask back."""

    question: str
    language: Language
    in_scope: bool = True
    unsafe: bool = False
    kinds: tuple[Kind, ...]
    securities: tuple[str, ...] = ()
    specialists: tuple[SpecialistName, ...] = ()
    window: Window | None = None
    stretches: tuple[Window, ...] = ()
    """Stretches of time that are set against each other ("2023 vs 2024"), the earliest first; `window` spans them."""
    horizon_days: int | None = None
    clarify: str | None = None
    confidence: float = 1.0
    ms: float = 0.0
    planner: str = "rules"
    markets: tuple[str, ...] = ()
    sector: str | None = None
    measures: tuple[Measure, ...] = ()
    periods: tuple[int, ...] = ()
    screens: tuple[Screen, ...] = ()
    limit: int | None = None
    relations: tuple[RelationType, ...] = ()
    direction: Literal["in", "out", "both"] = "both"
    words: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Names that look like companies and that no listing knows."""
    without: tuple[str, ...] = ()
    """Securities whose relation is taken as known and that are not told again ("besides Intel, who…")."""
    among: tuple[str, ...] = ()
    """The securities that a screen is held to ("of those"); none: all of its market."""
    listed: tuple[str, ...] = ()
    """Once it is answered: the securities that its answer listed, for the turn that picks among them."""
    ranked: tuple[str, ...] = ()
    """Once it is answered: the securities of a comparison, the best first, or those at the other end of relations."""
