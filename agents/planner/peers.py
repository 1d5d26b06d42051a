"""Short names that the companies beside them make sure: "국민 신한 우리 금융지주", "bofa wells n citi".

The trades and their short names are in `data/peers.toml`. A short name counts in a list of its trade; a group's name,
such as 삼성, that stands beside a company of a trade, or beside a word of it, means the group's company in that trade.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from agents.planner.lexicon import table
from stockelper.securities.listing import bundled_aliases
from stockelper.securities.resolver import Mention

_WORD = re.compile(r"[가-힣]+|[a-z0-9][a-z0-9+'&-]*")
_JOINED = re.compile(
    r"[ ,/·&+|]*(?:(?:와|과|랑|이랑|하고|이나|나|도|이냐|냐|대|의|은|는|이|가)?[ ,/·&+|]+(?:(?:and|or|vs\.?|versus|n|및|아니면|또는|그리고|대|to|against|than) )?|(?:와|과|랑|이랑|하고|,|/)[ ]*)"
)
_TAILS = (
    "보다",
    "한테",
    "에서",
    "까지",
    "이랑",
    "하고",
    "이냐",
    "이나",
    "랑",
    "와",
    "과",
    "냐",
    "나",
    "도",
    "은",
    "는",
    "이",
    "가",
    "의",
    "중",
    "'s",
)
_COMPARED = re.compile(
    r"보다|비교|대비|누가|어디가|어느 ?쪽|(?<![a-z])(?:vs|versus|than|compared?|better|cheaper|which|who|(?:[a-z]{2,}er|less|more)(?: [a-z]+)? then)(?![a-z])"
)
_LESS = r"(?:[a-z]{2,}er|(?:less|more|fewer) [a-z]+|better|worse)"
_SIDE_BEFORE = re.compile(r"(?<![a-z])(?:than|then|vs\.?|versus|against) (?:the )?$")
_SIDE_BEHIND = re.compile(rf" {_LESS}(?: [a-z]+){{0,3}} (?:than|then)(?![a-z])")
"""Around one side of a comparison: "less indebted than united", "is target cheaper than walmart"."""
_AROUND = 12
_BESIDE = 14
"""Characters behind a group's name in which a word of a trade tells its company."""
_SURE = 3
"""Short names in a row that need nothing else."""


@dataclass(frozen=True)
class _Item:
    """A word that may be a company of some trades: its company by the trade, and whether it is named already."""

    start: int
    end: int
    by_trade: Mapping[str, str]
    sure: bool
    everyday: bool = False


def peers_named(lower: str, mentions: Sequence[Mention], *, of_stocks: bool) -> list[tuple[int, int, str]]:
    """Where short names stand that their neighbours make sure, each with its company. `lower` is in small letters."""
    items = sorted(_items(lower, mentions), key=lambda item: item.start)
    if not items or all(item.sure for item in items):
        return []
    found = {at for run in _runs(lower, items) for at in _of_one_trade(lower, run, of_stocks)}
    taken = {start for start, _, _ in found}
    return sorted(found | {one for one in _told(lower, mentions, items) if one[0] not in taken})


def _items(lower: str, mentions: Sequence[Mention]) -> Iterator[_Item]:
    """The companies that are certain and the short names beside them, in no order."""
    for mention in mentions:
        if len(mention.candidates) == 1:
            yield _certain(mention, lower)
    sure = [(m.start, m.end) for m in mentions if len(m.candidates) == 1]
    for word in _WORD.finditer(lower):
        if not any(start < word.end() and word.start() < end for start, end in sure):
            short = _short(word.group())
            if short:
                end = word.start() + len(short)
                yield _Item(word.start(), end, _shorts()[short], sure=False, everyday=short in _everyday())


def _certain(mention: Mention, lower: str) -> _Item:
    """A company that is certain; one by whose name a list of its group's trade means another is told by that list: 넥센
    among tyre makers, and 두산 where the talk is of robots."""
    company = mention.candidates[0]
    trades = _trades_of().get(company, ())
    short = _shorts().get(mention.text.lower(), {})
    if trades in ((), ("holdings",)) and (trades or company not in bundled_aliases()):
        fits = {
            trade: one for trade, one in short.items() if one == company or not trades or _cue(trade, lower)
        }
        told = any(one != company for one in fits.values())
        return _Item(mention.start, mention.end, fits, sure=not told, everyday=True)
    return _Item(mention.start, mention.end, dict.fromkeys(trades, company), sure=True)


def _short(word: str) -> str | None:
    """The short name that a word is, with or without a particle."""
    if word in _shorts():
        return word
    stems = (word.removesuffix(tail) for tail in _TAILS if word.endswith(tail))
    return next((stem for stem in stems if stem in _shorts()), None)


def _runs(lower: str, items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Items that stand in a list, with nothing but joins between."""
    run: list[_Item] = []
    for item in items:
        if run and not _JOINED.fullmatch(lower, run[-1].end, item.start):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _of_one_trade(lower: str, run: Sequence[_Item], of_stocks: bool) -> Iterator[tuple[int, int, str]]:
    """The short names of a list, read as companies of the trade that most of its items have."""
    if len(run) < 2:
        return
    trades = {trade for item in run for trade in item.by_trade}
    best = max(
        trades, key=lambda t: (sum(t in item.by_trade for item in run), _cue(t, lower), t), default=None
    )
    if best is None:
        return
    kept = [item for item in run if best in item.by_trade]
    if len({item.by_trade[best] for item in kept}) >= 2 and _is_list(lower, kept, best, of_stocks):
        yield from ((item.start, item.end, item.by_trade[best]) for item in kept if not item.sure)


def _is_list(lower: str, items: Sequence[_Item], trade: str, of_stocks: bool) -> bool:
    if len(items) >= _SURE:
        return True
    loose = lower[items[0].end : items[1].start] == " "
    if loose and any(item.everyday for item in items):
        return False
    return any(item.sure for item in items) or (of_stocks and (_cue(trade, lower) or not loose))


def _told(lower: str, mentions: Sequence[Mention], items: Sequence[_Item]) -> Iterator[tuple[int, int, str]]:
    """Groups' names whose company another company of the text, or a word of a trade beside them, tells."""
    compared = _COMPARED.search(lower) is not None
    groups = {mention.start: mention for mention in mentions if len(mention.candidates) > 1}
    for item in items:
        if item.sure or (item.everyday and item.start not in groups and not _is_side(lower, item)):
            continue
        behind = lower[item.end : item.end + _BESIDE] if item.start in groups else ""
        named = {t for other in items if other.sure for t in other.by_trade if compared or _cue(t, lower)}
        fits = {t for t in item.by_trade if t in named or _cue(t, behind)}
        companies = {item.by_trade[trade] for trade in fits}
        if len(companies) == 1:
            end = groups[item.start].end if item.start in groups else item.end
            yield item.start, end, companies.pop()


def _is_side(lower: str, item: _Item) -> bool:
    """Whether a word of every day is one side of a comparison."""
    before = _SIDE_BEFORE.search(lower, max(0, item.start - _AROUND), item.start)
    return before is not None or _SIDE_BEHIND.match(lower, item.end) is not None


def _cue(trade: str, text: str) -> bool:
    return _cues()[trade].search(text) is not None


@cache
def _cues() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(str(entry["cues"])) for name, entry in _trades()}


@cache
def _everyday() -> frozenset[str]:
    return frozenset(str(table("peers")["everyday"]).split())


def _trades() -> Iterator[tuple[str, Mapping[str, object]]]:
    return ((name, entry) for name, entry in table("peers").items() if name != "everyday")


@cache
def _shorts() -> Mapping[str, Mapping[str, str]]:
    """Each short name to its company by the trade."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for trade, entry in _trades():
        for one in str(entry["short"]).split():
            short, _, security = one.partition("=")
            found[short][trade] = security
    return found


@cache
def _trades_of() -> Mapping[str, tuple[str, ...]]:
    """Each company to its trades."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for trades in _shorts().values():
        for trade, security in trades.items():
            found[security].append(trade)
    return {security: tuple(dict.fromkeys(trades)) for security, trades in found.items()}
