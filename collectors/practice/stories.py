"""What happens: the one record that prices, articles, filings, relations and the truth are all made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from collectors.practice.cast import OUTSIDERS, Name, companies

Figure = float | str | date
"""A number in base units, a text such as a period, or a date."""


@dataclass(frozen=True)
class Party:
    """A named company, listed here or not."""

    id: str
    name: Name
    index: int | None = None


@dataclass(frozen=True)
class Story:
    """One thing that happened, or that was merely said.

    Attributes:
        topic: an event type, `tie.<relation>` for a relation that is stated alone, `aside.<what>` for talk
            that states nothing.
        session: the session that it moves; `when` it was announced, before or during that session.
        effect: the log return that it causes on the company, spread over three sessions.
        overnight: it was known before that session opened.
        figures: what texts may state, by slot name.
    """

    topic: str
    company: int
    session: int
    when: datetime
    overnight: bool
    effect: float = 0.0
    good: bool = True
    partner: Party | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)

    @cached_property
    def id(self) -> str:
        """Unique and the same in every generation: what, who and when."""
        return f"{self.topic}-{companies()[self.company].ticker}-{self.when:%Y%m%d%H%M%S}"


def listed(index: int) -> Party:
    """A company of the cast as a party."""
    company = companies()[index]
    return Party(company.id, company.name, index)


def outsider(index: int) -> Party:
    """An unlisted company as a party."""
    ko, en = OUTSIDERS[index]
    return Party(f"ORG:{en}", Name(ko, en))


def number(figures: Mapping[str, Figure], name: str) -> float:
    """A figure that is a number."""
    value = figures[name]
    if not isinstance(value, float):
        raise TypeError(f"{name} is no number: {value!r}")
    return value
