"""A question read once: its features, the facts that rules ask for, and the words nothing accounts for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from agents.patterns import mixed
from agents.planner.calendar_spans import Span
from agents.planner.lexicon import Spans, details, patterns, read, table
from agents.planner.mentions import COMPANY, Named
from agents.planner.residue import residue
from agents.planner.sector_words import bare_sector, sector
from agents.planner.spoken_dates import apart, stretch
from agents.planner.today import Today
from stockelper.securities.resolver import Mention

_REFUSED = re.compile(
    r"(?P<ko>(?:[^\s□◇,.?]+(?<![때까요냐음임지죠]) )?[^\s□◇,.?]+?)(?:은|는|을|를|이|가)? ?(?:말고|빼고|아니라)(?![가-힣])"
    r"|(?<![a-z])(?:instead of|rather than|not|forget|skip|never mind|ignore)(?: about)? (?:the |its |any |their )?(?P<en>\w+(?: \w+){0,2}?)(?=,| but | just )"
)
_CLIPPED = re.compile("[가-힣]{2,3}")
_LONGEST = 600
"""Letters that are read for kinds and details: what a question asks stands in a few sentences."""
_WORDED = (
    "contrast", "held", "in_a_row", "health", "target", "still_asks", "bounded", "crossed", "near_marks", "ranked", "ranked_sectors", "moved_markets", "mine", "weights", "general_why", "sum_up",
    "asked_meaning", "help_strong", "at_limit", "paid", "held_gain", "investor", "points", "ask_selling", "fund", "what_to_buy", "up_or_down", "both", "writes", "of_two", "asks_leave", "paid_per_share", "looks_ahead", "consensus_met", "flows", "hearsay", "stuck", "begs_reason", "stake_asked", "effect_asked",
)  # fmt: skip
"""The word patterns of `kinds.toml` that are facts of a question."""


@dataclass(frozen=True)
class Reading:
    """What a question says.

    Attributes:
        named: companies, indices and markets.
        spans: feature name to where it stands in `named.plain`.
        facts: features and further facts, as the rules in `kinds.toml` name them.
        span: the dates that are spoken of, if any; `dated` is where in `named.plain`.
        residue: content words that no feature, name or date accounts for.
        sector: the sector that is named, as written.
        stretches: several stretches of time that are named side by side; `span` reaches over them.
    """

    named: Named
    spans: dict[str, Spans]
    facts: frozenset[str]
    span: Span | None
    dated: Spans
    residue: tuple[str, ...]
    sector: str | None
    stretches: tuple[Span, ...] = ()

    @property
    def plain(self) -> str:
        """The text the features were read from."""
        return self.named.plain

    @property
    def meant(self) -> str:
        """The text without what it says it does not mean ("not the news, just the price")."""
        kept = _REFUSED.sub(
            lambda match: match.group().replace(match["ko"] or match["en"], " "), self.plain[:_LONGEST]
        )
        return re.sub(r"\s+", " ", kept).strip() or self.plain


@cache
def words() -> dict[str, re.Pattern[str]]:
    """The word patterns of `kinds.toml`."""
    entry = table("kinds")["words"]
    return {name: mixed(patterns(entry, name)) for name in entry}


def reading(named: Named, today: Today, *, follows: bool) -> Reading:
    """Read a question whose names are known. `follows` tells that a turn went before."""
    plain = named.plain[:_LONGEST]
    spans = _without_refused(read(plain), plain)
    spoken = stretch(plain, today)
    sides = apart(plain, today) if spoken else ()
    span, dated = spoken or (None, ())
    sector, place = _sector(plain, spans, named)
    spans |= {"sector": place} if place else {}
    facts = {*spans, *_facts(named, dated=span is not None, follows=follows), *_worded(plain)}
    facts |= {"periods"} if sides else set()
    facts |= {"past"} if span is not None and _is_past(span, today) else set()
    return Reading(
        named=named,
        spans=spans,
        facts=frozenset(facts),
        span=Span(sides[0].first, sides[-1].last, "range") if sides else span,
        dated=dated,
        residue=residue(plain, [*(at for each in spans.values() for at in each), *dated]),
        sector=sector,
        stretches=sides,
    )


def _sector(plain: str, spans: Mapping[str, Spans], named: Named) -> tuple[str | None, Spans]:
    """The sector that is named; where a list is asked for and no company, one as a word of its own counts too."""
    found = sector(plain)
    listed = spans.keys() & {"screen", "amount_moved", "outlook"} and _names_nobody(named)
    return bare_sector(plain) if listed and not found[1] else found


def _without_refused(spans: dict[str, Spans], plain: str) -> dict[str, Spans]:
    """The features without those that the question says it does not mean ("not X but Y"), if others stay."""
    refused = [match.span("ko" if match["ko"] else "en") for match in _REFUSED.finditer(plain)]
    kept = {
        name: meant
        for name, each in spans.items()
        if (meant := tuple(at for at in each if not any(a <= at[0] and at[1] <= b for a, b in refused)))
    }
    return kept if refused and kept else spans


def _facts(named: Named, *, dated: bool, follows: bool) -> set[str]:
    """What the names, the dates and the turn before make a fact of."""
    count = len(named.securities) + len(named.ambiguous)
    holds = {
        "nobody": count == 0,
        "named": count > 0 or named.indices,
        "one": count == 1,
        "many": count > 1,
        "index": named.indices,
        "span": dated,
        "follow": follows,
        "stranger": COMPANY in named.plain and count == 0,
        "scope": bool(named.markets) or named.indices,
        "nickname": any(map(_is_of_shares, named.mentions)),
    }
    return {fact for fact, true in holds.items() if true}


def _is_past(span: Span, today: Today) -> bool:
    """Whether a stretch is over, or counts from a day that is."""
    return span.last < today.date or span.label.startswith(("since_", "after_"))


def _names_nobody(named: Named) -> bool:
    return not named.securities and not named.ambiguous


def _is_of_shares(mention: Mention) -> bool:
    """Whether a company is named as only its share is: by a code or ticker, or by a Korean clipping such as 삼전."""
    clipped = mention.how == "alias" and mention.candidates[0].startswith("KRX:")
    return mention.how == "code" or (clipped and _CLIPPED.fullmatch(mention.text) is not None)


def _worded(plain: str) -> set[str]:
    return {name for name in _WORDED if words()[name].search(plain)}


def measured(section: str, plain: str) -> list[tuple[int, str]]:
    """Where the names of a section of `details.toml` first stand, in order."""
    found = ((pattern.search(plain), name) for name, pattern in details(section).items())
    return sorted((match.start(), name) for match, name in found if match)
