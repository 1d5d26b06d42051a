"""Who a question is about: securities from the resolver, indices and markets from words.

Indices are series, never securities: their names are taken out before the resolver's mentions count.
"""

import re
from dataclasses import dataclass

from agents.indices import boards, named_markets, places
from agents.patterns import Words, script
from agents.planner.amounts import in_digits
from agents.planner.baskets import baskets_named
from agents.planner.brands import brands_in, makers_named
from agents.planner.index_names import index_places, without_index_names
from agents.planner.left_out import left_out, wanted
from agents.planner.lexicon import details, features, lowered, patterns, table
from agents.planner.peers import peers_named
from agents.planner.platforms import is_place
from agents.planner.share_classes import both_shares
from agents.planner.typos import corrected, mended
from stockelper.securities.cues import cues
from stockelper.securities.resolver import Mention, Resolution, Resolver
from stockelper.securities.strangers import is_company

COMPANY = "□"
INDEX = "◇"
_PRICED = (
    (re.compile(r"(?<![\d.])(\d[\d.]*만) ?전자(?!기기|제품|상가)"), r"삼성전자 \1원 "),
    (re.compile(r"(?<![\d.])(\d[\d.]*만) ?닉스"), r"SK하이닉스 \1원 "),
    (re.compile(r"천슬라"), "테슬라 1000달러 "),
)
"""Companies that are called by a price they are to reach: "10만전자 갈까"."""
_AROUND = 20
"""Letters before and behind a name that are read to tell it from a word."""
_AVERAGES = frozenset({"ma", "ema", "sma"})
_LENGTH_BEFORE = re.compile(r"\d+[- ]?(?:days?|일|d)?[- ]$")
_LENGTH_BEHIND = re.compile(r" ?\(?\d")
_TRADE = ("outlook", "news", "price", "trend", "technical", "fundamentals", "relations", "order", "portfolio")
"""Features whose words are no companies in small letters ("target price")."""


@dataclass(frozen=True)
class Named:
    """What is named in a question.

    Attributes:
        plain: the lower-case text with `□` for each company and `◇` for each index.
        securities: resolved ids in order, each once.
        ambiguous: mentions that fit several securities.
        unknown: names that look like companies and that no listing knows.
        indices: whether an index is named.
        markets: markets and boards that the words name.
        left_out: ids of companies that are named only to be left out.
    """

    plain: str
    securities: tuple[str, ...]
    ambiguous: tuple[Mention, ...]
    unknown: tuple[str, ...]
    indices: bool
    markets: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()
    left_out: tuple[str, ...] = ()


def named(text: str, resolver: Resolver, *, of_stocks: bool = False) -> Named:
    """Read the companies, indices and markets of a normalised text. `of_stocks`: it is known to be about shares."""
    text, lower, resolution = _resolved(_meant(text), resolver, of_stocks=of_stocks)
    indices = index_places(lower, resolution.mentions)
    spoken = tuple(
        m for m in resolution.mentions if not _inside((m.start, m.end), indices) and not is_place(m, lower)
    )
    said = tuple(m for m in spoken if not _is_common_word(m, text, lower))
    mentions = wanted(lower, said)
    if said and not of_stocks and mentions == said == left_out(lower, said):
        again = named(text, resolver, of_stocks=True)
        if set(again.securities) - {one for m in said for one in m.candidates}:
            return again
    unknown = tuple(name for name in resolution.unknown if not _is_known_word(name.lower()))
    certain = [mention.candidates[0] for mention in mentions if len(mention.candidates) == 1]
    companies = [*((m.start, m.end) for m in mentions), *_places(lower, unknown)]
    return Named(
        plain=in_digits(corrected(_masked(lower, companies, indices))),
        securities=tuple(dict.fromkeys(certain)),
        ambiguous=tuple(mention for mention in mentions if len(mention.candidates) > 1),
        unknown=unknown,
        indices=bool(indices),
        markets=markets(without_index_names(lower, indices, mentions)),
        mentions=mentions,
        left_out=tuple(one for m in left_out(lower, said) if m not in mentions for one in m.candidates),
    )


def _meant(text: str) -> str:
    """The text with the companies that its words stand for: of a price, a brand, a name of several."""
    for called, meant in _PRICED:
        text = called.sub(meant, text)
    text = baskets_named(text, lowered(text))
    return makers_named(text, lowered(text))


def _resolved(text: str, resolver: Resolver, *, of_stocks: bool) -> tuple[str, str, Resolution]:
    """The text as it is read in the end, in small letters too, and the companies of it."""
    lower = lowered(text)
    resolution = resolver.resolve(text, of_stocks=of_stocks)
    right = mended(text, lower, [(m.start, m.end) for m in resolution.mentions])
    if right == text:
        right = _with_others(text, lower, resolution, resolver)
    if right != text:
        text, lower = right, lowered(right)
        resolution = resolver.resolve(text, of_stocks=of_stocks)
    return text, lower, resolution


def _with_others(text: str, lower: str, resolution: Resolution, resolver: Resolver) -> str:
    """The text with the companies of short names that others beside them, a brand of theirs, or the talk of both its
    shares makes sure."""
    of_stocks = cues().speaks_of_stocks(text)
    found = peers_named(lower, resolution.mentions, of_stocks=of_stocks)
    done = {start for start, _, _ in found}
    groups = [m for m in resolution.ambiguous if m.start not in done]
    if groups:
        brands = brands_in(lower)
        known = ((m, brands.intersection(m.candidates)) for m in groups)
        found += [(m.start, m.end, fits.pop()) for m, fits in known if len(fits) == 1]
    found += [
        (at, at, f" {share}") for at, share in both_shares(lower, resolution.mentions, resolver.listing)
    ]
    for start, end, security in sorted(found, reverse=True):
        text = f"{text[:start]}{security} {text[end:]}"
    return text


def _is_common_word(mention: Mention, text: str, lower: str) -> bool:
    """Whether a guess at a typo, or a name in small letters, is a word of the trade ("target price")."""
    written = text[mention.start : mention.end]
    if _is_average(written, lower, mention):
        return True
    small = written.isascii() and written.islower()
    if mention.framed or (mention.how != "typo" and not small):
        return False
    if written in patterns(table("stop")["words"], "en"):
        return True
    return _is_word_of_the_trade(lower[max(0, mention.start - _AROUND) : mention.end + _AROUND], mention)


def _is_word_of_the_trade(around: str, mention: Mention) -> bool:
    """Whether a feature's word covers the name in its surroundings, which a company in its place would not let stand."""
    place = min(mention.start, _AROUND)
    length = mention.end - mention.start
    masked = f"{around[:place]}{COMPANY}{around[place + length :]}"
    return any(
        _covers(words, around, place, length) and not _covers(words, masked, place, len(COMPANY))
        for words in (features()[name] for name in _TRADE)
    )


def _is_average(written: str, lower: str, mention: Mention) -> bool:
    """Whether a ticker is the short name of a moving average, with its length beside it ("20-day MA", "MA60")."""
    if written.lower() not in _AVERAGES:
        return False
    return bool(_LENGTH_BEFORE.search(lower[: mention.start]) or _LENGTH_BEHIND.match(lower, mention.end))


def _is_known_word(name: str) -> bool:
    """Whether what looks like an unlisted name is an index or a word that the planner knows."""
    if places(name) or name in patterns(table("stop")["words"], "ko"):
        return True
    letters = script(name)
    return any((0, len(name)) in words.spans(name, letters) for words in features().values())


def _covers(words: Words, text: str, start: int, length: int) -> bool:
    spans = words.spans(text, script(text))
    return any(first <= start and start + length <= last <= first + length + 8 for first, last in spans)


def markets(lower: str) -> tuple[str, ...]:
    """The markets (`krx`, `us`, `practice`) and boards (`KOSPI`, `NASDAQ`) that the words name."""
    owners = named_markets(lower)
    codes = [code for code, pattern in details("markets").items() if code in owners or pattern.search(lower)]
    return (*codes, *boards(lower))


def _inside(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _places(lower: str, unknown: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where names of a company's form stand that no listing knows: what is asked of them is read all the same."""
    found = ((lower.find(lowered(name)), len(name)) for name in unknown if is_company(name))
    return [(start, start + length) for start, length in found if start >= 0]


def _masked(lower: str, companies: list[tuple[int, int]], indices: list[tuple[int, int]]) -> str:
    spans = [(start, end, COMPANY) for start, end in companies] + [(*at, INDEX) for at in indices]
    out: list[str] = []
    at = 0
    for start, end, sign in sorted(spans):
        if start >= at:
            out += [lower[at:start], sign]
            at = end
    return re.sub(r"\s+", " ", "".join([*out, lower[at:]]))
