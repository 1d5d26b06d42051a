"""What an answer says of the whole that it speaks of: the market, the board, and what a list is ranked by."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agents.verifier.absences import says_nothing
from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.facts import Fact
from agents.verifier.listing import items
from agents.verifier.marks import Attribute, Mark, Settings
from agents.verifier.matching import window_fits
from agents.verifier.reading import Reading, Sentence
from stockelper.securities.resolver import Resolver
from stockelper.types import Claim, Evidence

_MARKETS: tuple[tuple[str, str], ...] = (
    (
        "KRX",
        r"(?:한국|국내)\s?(?:시장|증시)|\bthe\sKorean\s(?:stock\s)?market\b|\bKorean\s(?:stocks|shares|equities)\b",
    ),
    (
        "US",
        r"미국\s?(?:시장|증시)|\bthe\sUS\s(?:stock\s)?market\b|\b(?:US|U\.S\.|American)\s(?:stocks|shares|equities)\b",
    ),
)
_BOARDS: tuple[tuple[str, str], ...] = (
    ("KOSPI", r"코스피|\bKOSPI\b"),
    ("KOSDAQ", r"코스닥|\bKOSDAQ\b"),
    ("NASDAQ", r"나스닥|\bN(?:ASDAQ|asdaq)\b"),
    ("NYSE", r"뉴욕증권거래소|\bNYSE\b"),
)
_NOT_A_BOARD = re.compile(r"[\s-]?(?:\d{2,3}\b|지수|[Ii]ndex|[Cc]omposite)|:\s?[A-Z]")
"""Behind a board's name: an index of it, or the ticker that a wire service names so (NYSE:NKE)."""
_VENUE = re.compile("|".join(f"(?P<v{i}>{pattern})" for i, (_, pattern) in enumerate((*_MARKETS, *_BOARDS))))
_RANKED_BEFORE = re.compile(
    r"^\W*by\s(?:[\w-]+\s){0,2}$|\b(?:highest|lowest|top|bottom|best|worst|ranked|sorted)\s(?:by|for|in)\s(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
_RANKED_AFTER = re.compile(
    r"(?:\([^)\n]*\))?[이가]?\s?(?:가장|제일|높은|낮은|큰|작은|많은|적은|(?:상위|하위)\s?\d|순)"
)
_OWN = frozenset(
    [
        "open",
        "volatility",
        "rsi",
        "macd",
        "drawdown",
        "per",
        "pbr",
        "market_cap",
        "beta",
        "sma",
        "bollinger",
        "target",
    ]
)
"""Measures that nobody speaks of by the way: where no evidence has one, nothing carries what is said of it."""
_HIGHS, _LOWS = frozenset({"high_52w", "high"}), frozenset({"low_52w", "low"})
_DEEPEST = re.compile(r"최대|max|peak|MDD|drawdown", re.IGNORECASE)
"""Of a fall that is no return: from a peak to the lowest close behind it."""
_NOT_THERE = re.compile(r"없|않|못|\bno\b|\bnot\b|\bwithout\b|n't\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Venue(Mark):
    """A market or a board that a text names."""

    market: str | None
    board: str | None


def scopes(
    reading: Reading, bench: Bench, resolver: Resolver, evidence: Sequence[Evidence]
) -> Iterator[Claim]:
    """A claim for each market or board that none of the securities told of is in, for each measure that a list is
    said to be ranked by while its figures are of another, for each that no structured evidence is of, and for
    the parameters of an indicator that was computed with others.

    What agrees makes no claim: that nothing contradicts it is not that something carries it.
    """
    whole = _Whole.of(bench)
    for sentence in reading.sentences:
        yield from _measures(reading, sentence, bench, whole)
        for settings in sentence.own.settings:
            if not _is_computed_with(settings, evidence):
                yield claim(reading, settings, "number", False, "period")
        listed = list(items(reading, sentence))
        told = frozenset(key for item in listed for name in item.own.names for key in name.keys)
        for venue in _venues(reading.text, sentence):
            if _contradicts(venue, told, whole.securities, resolver):
                yield claim(reading, venue, "name", False, "company", value=venue.board or venue.market)
        yield from _mismatched(reading, sentence)
        for window in sentence.own.windows if listed else ():
            facts = [fact for item in listed if (fact := _first(item, bench)) and fact.context.length]
            if facts and not any(window_fits(window, fact.context) for fact in facts):
                yield claim(reading, window, "date", False, "period")
        for word in _ranked_by(reading.text, sentence) if listed else ():
            tags = [tags for item in listed if (tags := _measured(item, bench))]
            if tags and not any(word.tag in own for own in tags):
                yield claim(reading, word, "name", False, "measure", value=word.tag)


@dataclass(frozen=True, slots=True)
class _Whole:
    """The securities and measures of all structured evidence; `alone` says that no text is cited."""

    securities: frozenset[str]
    tags: frozenset[str]
    alone: bool

    @staticmethod
    def of(bench: Bench) -> "_Whole":
        plain = [fact for fact in bench.facts.facts if fact.printed is None]
        return _Whole(
            frozenset(key for fact in plain for key in fact.context.keys),
            frozenset(tag for fact in plain for tag in fact.context.tags),
            0 < len(plain) == len(bench.facts.facts),
        )


def _measures(reading: Reading, sentence: Sentence, bench: Bench, whole: _Whole) -> Iterator[Claim]:
    """Measures that nothing is of, and distances from a high that are said to be from a low."""
    silent = _NOT_THERE.search(reading.text, sentence.start, sentence.end) or says_nothing(
        reading.text, sentence
    )
    if whole.alone and not silent:
        for word in sentence.own.attributes:
            fall = (
                word.tag == "drawdown"
                and "return" in whole.tags
                and not _DEEPEST.search(reading.text, sentence.start, word.end)
            )
            if word.tag in _OWN - whole.tags and not fall:
                yield claim(reading, word, "name", False, "measure", value=word.tag)
    for item in bench.of(sentence):
        fact = item.match.fact if item.match.found else None
        if fact is None or item.number.unit != "percent":
            continue
        for own, other in ((_HIGHS, _LOWS), (_LOWS, _HIGHS)):
            said = item.piece.own.attributes
            if fact.context.tags & own and not any(word.tag in own for word in said):
                for word in (word for word in said if word.tag in other):
                    yield claim(reading, word, "name", False, "measure", value=word.tag)


def _is_computed_with(settings: Settings, evidence: Sequence[Evidence]) -> bool:
    """Whether an indicator's parameters are those in the names of its values: of `macd_12_26` and `macd_signal_9`
    all three, or some of them where fewer are told. Where no value has any, nothing speaks against them."""
    names = {item.name for item in evidence if item.value is not None and item.name.startswith(settings.of)}
    of_each = {tuple(re.findall(r"(?<=_)\d+", name)) for name in names}  # both bands have the same
    computed = Counter(int(number) for numbers in of_each for number in numbers)
    return not computed or Counter(settings.values) <= computed


def _venues(text: str, sentence: Sentence) -> Iterator[_Venue]:
    names: Sequence[str] = [name for name, _ in (*_MARKETS, *_BOARDS)]
    for found in _VENUE.finditer(text, sentence.start, sentence.end):
        which = int((found.lastgroup or "v0")[1:])
        is_market = which < len(_MARKETS)
        if is_market:
            yield _Venue(found.start(), found.end(), names[which], None)
        elif not _NOT_A_BOARD.match(text, found.end()):
            yield _Venue(found.start(), found.end(), None, names[which])


_IN = {"KOSPI": "KRX", "KOSDAQ": "KRX", "NASDAQ": "US", "NYSE": "US"}


def _mismatched(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    """A market that is told with a board of another one right behind it: 한국 시장 NASDAQ."""
    for market, board in pairwise(_venues(reading.text, sentence)):
        beside = board.start - market.end <= 2
        if beside and market.market and board.board and _IN[board.board] != market.market:
            yield claim(reading, market, "name", False, "company", value=market.market)


def _contradicts(venue: _Venue, told: frozenset[str], everything: frozenset[str], resolver: Resolver) -> bool:
    """Whether the listed securities are of another market, or most of them on another board."""
    if venue.market is not None:
        markets = {key.partition(":")[0] for key in told or everything} & {name for name, _ in _MARKETS}
        return bool(markets) and venue.market not in markets
    found = [security.board for key in told if (security := resolver.listing.get(key)) and security.board]
    return 2 * found.count(venue.board or "") < len(found)


def _ranked_by(text: str, sentence: Sentence) -> Iterator[Attribute]:
    for word in sentence.own.attributes:
        before = text[sentence.start : word.start]
        if _RANKED_BEFORE.search(before) or _RANKED_AFTER.match(text, word.end):
            yield word


def _first(item: Sentence, bench: Bench) -> Fact | None:
    """The structured fact that carries the first figure of a list's item."""
    judged = next((one for one in bench.of(item) if one.match.found and one.match.fact), None)
    fact = judged.match.fact if judged else None
    return fact if fact and fact.printed is None else None


def _measured(item: Sentence, bench: Bench) -> frozenset[str]:
    """What the first figure of a list's item measures."""
    judged = next((one for one in bench.of(item) if one.match.found and one.match.fact), None)
    fact = judged.match.fact if judged else None
    return fact.context.tags if fact else frozenset()
