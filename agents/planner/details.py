"""The particulars of a plan: figures, periods, screens, relations, words for a search, how many."""

from collections.abc import Sequence

from agents.planner import turns
from agents.planner.averages import periods
from agents.planner.counts import limit
from agents.planner.experts import with_market
from agents.planner.lexicon import Spans
from agents.planner.measures import meant, measures
from agents.planner.press_topics import topic_words
from agents.planner.reading import Reading
from agents.planner.relations import direction, relations
from agents.planner.screens import screens, turned
from agents.planner.search_words import search_words
from agents.planner.sectors import sector_of
from agents.planner.turns import Turn
from stockelper.securities.listing import Listing
from stockelper.types import PRICE_MEASURES, Measure, Plan, Screen, SpecialistName


def detailed(made: Plan, turn: Turn, listing: Listing) -> Plan:
    """The plan with its particulars, those of the turn it continues where its own words give none."""
    read, carried = turn.read, turn.carried
    plain = meant(read.plain)
    same = carried if carried and carried.kinds == made.kinds else None
    figures, conditions = _figures(plain, turn, same)
    of_relations = "relations" in made.kinds
    own = relations(plain)
    tied = own or (same.relations if same else ())
    return made.model_copy(
        update={
            "specialists": _with_press(
                made, plain, _of_closes(figures, _with_prices(made.specialists, conditions))
            ),
            "markets": read.named.markets or turns.markets_before(made, turn),
            "among": turns.listed_before(made, turn),
            "sector": sector_of(read.sector, listing) or _sector_before(made, carried),
            "measures": figures,
            "periods": periods(plain),
            "screens": conditions,
            "limit": limit(plain) or (same.limit if same else None),
            "relations": tied if of_relations else (),
            "direction": (same.direction if same and not own else direction(plain))
            if of_relations
            else "both",
            "words": _press_words(made, plain)
            or search_words(plain, _accounted(made, read), made.kinds)
            or _words_before(same),
        }
    )


def _figures(plain: str, turn: Turn, same: Plan | None) -> tuple[tuple[Measure, ...], tuple[Screen, ...]]:
    """The figures and the conditions asked for; those of the turn before where it asked the `same` and none is named."""
    asked = measures(plain)
    if same and not asked:
        return same.measures, turned(plain, same.screens)
    of_prices = asked or "fundamentals" not in turn.read.facts
    return asked, screens(plain, asked) if "screen" in turn.kinds and of_prices else ()


def _of_closes(figures: Sequence[Measure], chosen: tuple[SpecialistName, ...]) -> tuple[SpecialistName, ...]:
    """Whether prices move together is theirs to tell, and no relation's."""
    if "correlation" not in figures or "relations" not in chosen:
        return chosen
    return with_market([one for one in chosen if one != "relations"])


def _with_prices(
    chosen: tuple[SpecialistName, ...], conditions: Sequence[Screen]
) -> tuple[SpecialistName, ...]:
    """Whoever answers a screen, prices are the market's to tell."""
    priced = any(one.measure in PRICE_MEASURES for one in conditions)
    return with_market(chosen) if chosen and priced else chosen


def _press_words(made: Plan, plain: str) -> tuple[str, ...]:
    """What reports on shares bought back are found by, where they are asked for as a figure of the books."""
    asked = made.kinds == ("fundamentals",) and made.securities and not made.clarify
    return topic_words(plain) if asked else ()


def _with_press(made: Plan, plain: str, chosen: tuple[SpecialistName, ...]) -> tuple[SpecialistName, ...]:
    """The news as well where reports may tell what the books do not."""
    return tuple(dict.fromkeys((*chosen, "news"))) if chosen and _press_words(made, plain) else chosen


def _words_before(same: Plan | None) -> tuple[str, ...]:
    """What the news of the turn before was searched for, where this one asks the same of another company."""
    return same.words if same and same.kinds == ("news",) else ()


def _sector_before(made: Plan, carried: Plan | None) -> str | None:
    return carried.sector if carried and not made.securities else None


def _accounted(made: Plan, read: Reading) -> Spans:
    """Where words stand that no search needs: features and dates; the topic of news about no company is searched for."""
    topics = () if made.securities or "news" not in made.kinds else ("sector", "subject")
    return (*(at for name, each in read.spans.items() if name not in topics for at in each), *read.dated)
