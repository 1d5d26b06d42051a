"""A question read once: its features, the facts that rules ask for, and the words nothing accounts for."""

import re
from dataclasses import dataclass
from functools import cache

from agents.patterns import korean, mixed
from agents.planner.calendar_spans import Span
from agents.planner.lexicon import Spans, details, patterns, read, table
from agents.planner.mentions import COMPANY, Named
from agents.planner.spoken_dates import apart, stretch
from agents.planner.today import Today
from stockelper.securities.resolver import Mention

_PIECE = re.compile(r"[가-힣]+|[a-z][a-z']*")
_REFUSED = re.compile(
    r"(?P<ko>(?:[^\s□◇,.?]+(?<![때까요냐음임지죠]) )?[^\s□◇,.?]+?)(?:은|는|을|를|이|가)? ?(?:말고|빼고|아니라)(?![가-힣])"
    r"|(?<![a-z])(?:instead of|rather than|not|forget|skip|never mind|ignore)(?: about)? (?:the |its |any |their )?(?P<en>\w+(?: \w+){0,2}?)(?=,| but | just )"
)
_CLIPPED = re.compile("[가-힣]{2,3}")
_RANKED_ONES = "stocks?|shares|names|compan(?:y|ies)|gainers?|losers?|movers?|performers?|winners?|laggards?|leaders?|picks?|ones"
"""What an English ranking lists."""
_MAKING = "(?:을|를)? ?(?:만드|만들고 있|생산하|제조하|파)는"
"""Between a product and those whose sector it stands for: "배터리 만드는 회사"."""
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
    sector, place = _sector(plain)
    if (
        not place
        and spans.keys() & {"screen", "amount_moved", "outlook"}
        and _facts(named, False, False) >= {"nobody"}
    ):
        sector, place = _bare_sector(plain)
    spans |= {"sector": place} if place else {}
    covered = [*(at for each in spans.values() for at in each), *(spoken[1] if spoken else ())]
    facts = {*spans, *_facts(named, spoken is not None, follows), *_worded(plain)}
    facts |= {"periods"} if sides else set()
    return Reading(
        named,
        spans,
        frozenset(facts),
        Span(sides[0].first, sides[-1].last, "range") if sides else spoken[0] if spoken else None,
        spoken[1] if spoken else (),
        residue(plain, covered),
        sector,
        sides,
    )


def _without_refused(spans: dict[str, Spans], plain: str) -> dict[str, Spans]:
    """The features without those that the question says it does not mean ("not X but Y"), if others stay."""
    refused = [match.span("ko" if match["ko"] else "en") for match in _REFUSED.finditer(plain)]
    kept = {
        name: meant
        for name, each in spans.items()
        if (meant := tuple(at for at in each if not any(a <= at[0] and at[1] <= b for a, b in refused)))
    }
    return kept if refused and kept else spans


def _facts(named: Named, spoken: bool, follows: bool) -> set[str]:
    count = len(named.securities) + len(named.ambiguous)
    company = {"nobody"} if not count else {"named", "one"} if count == 1 else {"named", "many"}
    index = {"index", "named"} if named.indices else set[str]()
    return (
        company
        | index
        | ({"span"} if spoken else set[str]())
        | ({"follow"} if follows else set[str]())
        | ({"stranger"} if COMPANY in named.plain and not count else set[str]())
        | ({"scope"} if named.markets or named.indices else set[str]())
        | ({"nickname"} if any(map(_is_of_shares, named.mentions)) else set[str]())
    )


def _is_of_shares(mention: Mention) -> bool:
    """Whether a company is named as only its share is: by a code or ticker, or by a Korean clipping such as 삼전."""
    clipped = mention.how == "alias" and mention.candidates[0].startswith("KRX:")
    return mention.how == "code" or (clipped and _CLIPPED.fullmatch(mention.text) is not None)


def _worded(plain: str) -> set[str]:
    return {name for name in _WORDED if words()[name].search(plain)}


@cache
def _sector_pattern() -> re.Pattern[str]:
    entry = table("details")["sectors"]
    names, scope = patterns(entry, "words"), patterns(entry, "scope")
    ours = "|".join(name for name in names if re.search("[가-힣]", name))
    latin = "|".join(name for name in names if not re.search("[가-힣]", name))
    after_ko = korean(word for word in scope if re.search("[가-힣]", word))
    after_en = "|".join(word for word in scope if not re.search("[가-힣]", word))
    return re.compile(
        rf"(?P<ko>{ours}|(?<![a-z])(?:ai|hbm))(?: ?/? ?바이오)? ?(?:{_MAKING} ?)?(?:{after_ko})|(?<![a-z])(?P<en>{latin}) (?:{after_en})(?![a-z])"
    )


@cache
def _bare_sectors() -> re.Pattern[str]:
    """Korean sectors as words of their own, and English ones beside what is ranked ("tech gainers", "losers in energy")."""
    names = patterns(table("details")["sectors"], "words")
    ours = korean(name for name in names if re.search("[가-힣]", name))
    latin = "|".join(name for name in names if not re.search("[가-힣]", name))
    return re.compile(
        rf"(?<![가-힣])(?P<ko>{ours})(?=[ ,/·]|[은는이가의도]|에서|중에|쪽|바이오|{ours}|$)"
        rf"|(?<![a-z])(?:(?P<en>{latin}) (?:{_RANKED_ONES})(?![a-z])|(?:{_RANKED_ONES}|\d+) (?:in|of|from) (?:the )?(?P<of>{latin})(?![a-z])|(?:buy|sell|into|on|about) (?:the )?(?P<traded>{latin})(?: now| today| yet)?(?=[?.! ]*$)|(?:which|what|any) (?P<asked>{latin})(?= (?:are|is|were|have|has|had|did|do|fell|rose|dropped|gained|lost)(?![a-z])))"
    )


def _bare_sector(plain: str) -> tuple[str | None, Spans]:
    match = _bare_sectors().search(plain)
    return (
        (match["ko"] or match["en"] or match["of"] or match["traded"] or match["asked"], (match.span(),))
        if match
        else (None, ())
    )


def _sector(plain: str) -> tuple[str | None, Spans]:
    match = _sector_pattern().search(plain)
    return (match["ko"] or match["en"], (match.span(),)) if match else (None, ())


@cache
def _stop() -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    ko, en, endings = (patterns(table("stop")["words"], name) for name in ("ko", "en", "endings"))
    return frozenset(ko), frozenset(en), re.compile(f"(?:{'|'.join(endings)})+")


def residue(plain: str, covered: list[tuple[int, int]]) -> tuple[str, ...]:
    """Content words of `plain` outside of the covered places, without particles, endings and stop words."""
    letters = list(plain)
    for start, end in covered:
        letters[start:end] = " " * (end - start)
    pieces = _PIECE.findall("".join(letters))
    return tuple(word for word in pieces if _is_content(word))


def _is_content(word: str) -> bool:
    ko, en, endings = _stop()
    if word[0].isascii():
        return len(word) > 1 and word.removesuffix("'s") not in en
    if word in ko or len(word) < 2 or endings.fullmatch(word):
        return False
    return not any(
        word.startswith(stem) and endings.fullmatch(word[len(stem) :]) for stem in _stems(word, ko)
    )


def _stems(word: str, stop: frozenset[str]) -> list[str]:
    return [word[:cut] for cut in range(1, len(word)) if word[:cut] in stop]


def measured(section: str, plain: str) -> list[tuple[int, str]]:
    """Where the names of a section of `details.toml` first stand, in order."""
    found = ((pattern.search(plain), name) for name, pattern in details(section).items())
    return sorted((match.start(), name) for match, name in found if match)
