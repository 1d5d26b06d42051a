"""The colours of charts. Korea draws a rise red and a fall blue, the West green and red; people may choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Scheme = Literal["korean", "western"]


@dataclass(frozen=True)
class Directions:
    """The colours of a rise, a fall and no change."""

    up: str
    down: str
    flat: str = "#8a9490"


SCHEMES: Mapping[Scheme, Directions] = MappingProxyType(
    {
        "korean": Directions(up="#d6453d", down="#2f6fd0"),
        "western": Directions(up="#1f9d6b", down="#d6453d"),
    }
)

LINES = ("#3d8f7f", "#c98a2b", "#5b6fb5", "#a3586d", "#4f8fa8", "#7d7a3c")
"""Colours of lines side by side, told apart without red and blue, which mean directions."""

QUIET = "rgba(128, 140, 136, 0.22)"
"""Grid lines: visible on light and on dark."""

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "Company": "#3d8f7f",
        "Holder": "#c98a2b",
        "Person": "#a3586d",
        "Sector": "#5b6fb5",
        "Product": "#4f8fa8",
        "Event": "#b0673a",
        "Article": "#8a9490",
        "Filing": "#8a9490",
    }
)
"""Colours of the corporate graph's node kinds."""


def colour_of(change: float | None, scheme: Scheme) -> str:
    """The colour of a change, by its sign."""
    colours = SCHEMES[scheme]
    if not change:
        return colours.flat
    return colours.up if change > 0 else colours.down
