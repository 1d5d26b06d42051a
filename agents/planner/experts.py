"""Who is asked: the least set of specialists for the kinds of a question."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import get_args

from agents.planner.reading import Reading
from stockelper.types import Kind, SpecialistName

ORDER: tuple[SpecialistName, ...] = get_args(SpecialistName)
_OF_KIND: Mapping[Kind, tuple[SpecialistName, ...]] = MappingProxyType(
    {
        "quote": ("market",),
        "technical": ("market",),
        "explain_move": ("market", "news"),
        "news": ("news",),
        "fundamentals": ("fundamentals",),
        "relations": ("relations",),
        "outlook": ("outlook",),
        "portfolio": ("portfolio",),
        "backtest": ("trading",),
        "order": ("trading",),
        "briefing": ("market", "news"),
    }
)
_OF_FEATURE: Mapping[str, SpecialistName] = MappingProxyType(
    {
        "price": "market",
        "volume": "market",
        "technical": "market",
        "trend": "market",
        "moved": "market",
        "amount_moved": "market",
        "fundamentals": "fundamentals",
        "outlook": "outlook",
        "relations": "relations",
        "portfolio": "portfolio",
        "news": "news",
        "filing": "news",
    }
)
_KIND_FEATURES: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        "news": ("news", "filing"),
        "relations": ("relations",),
        "fundamentals": ("fundamentals",),
        "outlook": ("outlook",),
    }
)
_PRICED = frozenset({"price", "volume", "technical", "trend", "amount_moved"})


def experts(
    kinds: Sequence[Kind], reading: Reading, before: Sequence[SpecialistName]
) -> tuple[SpecialistName, ...]:
    """The specialists of the kinds, each once, in the roster's order.

    Comparing and screening ask those whose measure is used; where none is named, those of the turn before
    (`before`), else the market.
    """
    wanted: set[SpecialistName] = set()
    for kind in kinds:
        wanted |= set(
            _of_measure(kinds, reading, before) if kind in ("compare", "screen") else _OF_KIND.get(kind, ())
        )
    return tuple(name for name in ORDER if name in wanted)


def with_market(chosen: Sequence[SpecialistName]) -> tuple[SpecialistName, ...]:
    """The same specialists and the market's, in the roster's order."""
    return tuple(name for name in ORDER if name in {*chosen, "market"})


def _of_measure(
    kinds: Sequence[Kind], reading: Reading, before: Sequence[SpecialistName]
) -> set[SpecialistName]:
    """Who is asked of the measures of a comparison or a screen; what another kind asks for beside it is not of them."""
    facts = reading.facts - {
        feature
        for kind in kinds
        if kind not in ("compare", "screen")
        for feature in _KIND_FEATURES.get(kind, ())
    }
    if "ranked_sectors" in facts:
        return {"market"}
    fallback: set[SpecialistName] = set(before) or {"market"}
    return _of_facts(facts, screens="screen" in kinds) or fallback


def _of_facts(facts: frozenset[str], *, screens: bool) -> set[SpecialistName]:
    """Whose measures are named, without those whose words only describe what another's are asked of."""
    found: set[SpecialistName] = {name for feature, name in _OF_FEATURE.items() if feature in facts}
    if screens and {"nobody", "sector"} <= facts:
        found.discard("relations")  # who makes a product is read as the product's sector
    if found - {"market"} and not facts & _PRICED:
        found.discard("market")
    if screens and "nobody" in facts:
        found.discard("outlook")
        found -= set() if "mine" in facts else {"portfolio"}  # a share of a distance is no weight
    if "fundamentals" in found:
        found -= {"portfolio", "relations"}
    return found
