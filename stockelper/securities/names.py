"""Every name of every security in one table, for longest-match look-up in folded text.

Where names collide, the more official one wins: the listed name, then the table of aliases, then full legal
names and spelled-out letters, then registered English names, those without a legal form, and at last first words and
clipped names. Equal ones make the name ambiguous.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from stockelper.securities.cues import Cues
from stockelper.securities.folding import UNSPEAKABLE, fold, without_legal_form
from stockelper.securities.listing import Listing, Record, bundled
from stockelper.securities.variants import (
    PREFERRED,
    abbreviated,
    clippings,
    common_names,
    first_words,
    heads,
    preferred_forms,
    shortened,
    spelt,
    word_heads,
    written_out,
)

Need = Literal["nothing", "stocks", "capital", "cue", "told"]
"""What a name needs to count: nothing, a capital letter or talk of shares, a capital letter, a cue beside it, or that
the question can be about nothing else."""

_INCORPORATED = re.compile(r",? (?:inc|corp|ltd|plc|llc)\.?$", re.IGNORECASE)
"""An ending that nobody says, unlike the Group of Match Group."""
_LAST_CLASS = frozenset({"US:GOOG", "US:FOX", "US:NWS", "US:UA"})
"""Second share classes, which their company's name alone does not mean."""

_HEAD, CLIPPED, _WORD_HEAD = 5, 6, 7
"""The ranks of a first word, of a clipped name, and of a first word that is a word of English."""
_PLAIN = 5
"""Letters from which on an English name that is no word stands for the company anywhere."""
_TELLING = 4
"""Letters from which on a ticker in small letters is hardly a slip or an abbreviation."""


class Name(NamedTuple):
    """A name as written in its source, the securities it may mean, and what it needs to count.

    No securities: a phrase that only looks like a listed company, or a company that no listing knows.
    """

    written: str
    ids: tuple[str, ...]
    rank: int
    need: Need
    official: bool


class Names:
    """Folded names, with the lengths that begin with each pair of characters."""

    def __init__(self, table: dict[str, Name]) -> None:
        self.table = table
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for head, length in {(key[:2], len(key)) for key in table}:
            lengths[head].add(length)
        self._lengths = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
        self._lengths.update({key: (1,) for key in table if len(key) == 1})

    def starting(self, text: str, at: int) -> Iterator[tuple[int, Name]]:
        """The names that begin at a position of folded text, longest first, with where they end."""
        for length in self._lengths.get(text[at : at + 2], ()):
            name = self.table.get(text[at : at + length])
            if name is not None and at + length <= len(text):
                yield at + length, name
        if len(single := text[at : at + 1]) == 1 and single in self._lengths:
            yield at + 1, self.table[single]


def names_of(listing: Listing, aliases: Mapping[str, tuple[str, ...]], cues: Cues) -> Names:
    """The table of names of a listing."""
    table: dict[str, Name] = {}
    own = {fold(alias) for written in aliases.values() for alias in written}
    for record in listing.records():
        _enter(table, record, aliases.get(record.id, ()), own, cues)
    for written in (*cues.phrases, *cues.unlisted):
        table.setdefault(fold(written), Name(written, (), 9, "nothing", official=False))
    _enter_derived(table, listing, aliases, cues)
    _enter_short(table, listing, aliases, cues)
    for written, ids in _groups().items():
        present = tuple(security for security in ids if security in listing)
        if present:
            need: Need = "capital" if written.isascii() else "nothing"
            table[fold(written)] = Name(written, present, -1, need, official=False)
    return Names(table)


def _enter(
    table: dict[str, Name], record: Record, aliases: tuple[str, ...], own: Container[str], cues: Cues
) -> None:
    """The names of one security; `own` are the folded names of the table of aliases."""
    abroad = record.id.startswith("US:")
    for rank, written, key in _keyed(record, aliases):
        known = table.get(key)
        if key and key not in cues.never and (known is None or rank <= known.rank):
            # a name that is the ticker itself, as Lyft's, is as good as one in our table
            same = len(written) >= _TELLING and written.upper() == record.id.removeprefix("US:")
            looked_at = key in own or same or (rank == 0 and not abroad)
            need = _need(written, rank, looked_at, record.id in bundled(), cues)
            name = Name(written, (record.id,), rank, need, official=rank in (0, 2))
            table[key] = name if known is None or rank < known.rank else _shared(known, name)
        elif known is not None and known.ids == (record.id,) and len(written) > len(known.written):
            table[key] = known._replace(written=written)


def _enter_derived(
    table: dict[str, Name], listing: Listing, aliases: Mapping[str, tuple[str, ...]], cues: Cues
) -> None:
    """Names that follow from others: of preferred shares, first words, clipped names; none replaces another."""
    records = list(listing.records())
    commons = common_names(records, aliases)
    preferred = ((form, one.id) for one in records for form in preferred_forms(one, commons))
    ours = {fold(head) for one in bundled().records() for head in first_words(one)}
    others = heads((one for one in records if one.id not in bundled()), cues)
    first = (*heads(bundled().records(), cues), *(one for one in others if fold(one[0]) not in ours))
    for rank, derived in ((_HEAD, preferred), (_HEAD, first), (CLIPPED, clippings(records))):
        for written, security in derived:
            short = written.isascii() and len(written) < _PLAIN
            need: Need = "cue" if short else "nothing" if security in bundled() else "stocks"
            name = Name(written, (security,), rank, need, official=False)
            vague = rank == CLIPPED and (written in cues.words or cues.generic.match(written))
            if security in listing and not vague and (key := fold(written)) not in cues.never:
                table.setdefault(key, name)


def _enter_short(
    table: dict[str, Name], listing: Listing, aliases: Mapping[str, tuple[str, ...]], cues: Cues
) -> None:
    """English names without what only tells the kind of company, and first words that are words; none replaces another."""
    records = list(listing.records())
    for written, security in shortened(records):
        telling = any(cues.is_coined(word) for word in written.lower().split() if len(word) > 1)
        need: Need = "capital" if telling and security in bundled() else "cue"
        table.setdefault(fold(written), Name(written, (security,), _HEAD, need, official=False))
    for written, security in abbreviated(bundled().records(), aliases):
        if security in listing:
            telling = security.startswith("KRX:") or cues.is_coined(written.split()[0].lower())
            plain = written.split()[0].lower() in cues.ordinary
            need = "nothing" if telling else "capital" if plain else "stocks"
            table.setdefault(fold(written), Name(written, (security,), _HEAD, need, official=False))
    for written, spoken in written_out([name.written for name in table.values()]):
        known = table[fold(written)]
        table.setdefault(fold(spoken), known._replace(written=spoken))
    for written, ids in word_heads(records, aliases, cues):
        if (key := fold(written)) not in cues.never:
            table.setdefault(key, Name(written, ids, _WORD_HEAD, "told", official=False))


@lru_cache(maxsize=65_536)
def _keyed(record: Record, aliases: tuple[str, ...]) -> tuple[tuple[int, str, str], ...]:
    """Each name of a security with its rank and folded form; listings of different days share them."""
    return tuple((rank, written, fold(written)) for rank, written in _forms(record, aliases))


def _forms(record: Record, aliases: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each name of a security with its rank, 0 the most official."""
    shares_its_names = record.id in _LAST_CLASS
    if not shares_its_names:
        yield 0, record.name
        if record.id.startswith("US:"):
            yield 2, without_legal_form(record.name)
            yield 2, _INCORPORATED.sub("", record.name)
    for alias in aliases:
        yield 1, alias
    yield from ((2, name) for name in record.registered.split("|") if name)
    if record.name[0].isascii() or record.name[-1].isascii():
        yield from ((2, letters) for letters in spelt(record, aliases))
    if "우" in record.name and (preferred := PREFERRED.search(record.name)):
        common = record.name[: preferred.start()]
        yield 2, f"{common}{preferred.group(1)}우선주{preferred.group(2)}"
    if record.name_en and record.name_en != record.name and not shares_its_names:
        korean = record.id.startswith("KRX:")
        yield 3 if korean else 1, record.name_en
        yield 4 if korean else 1, without_legal_form(record.name_en)


def _shared(known: Name, name: Name) -> Name:
    """A name that two sources of one rank give: to one security, or to several.

    A company's preferred shares, warrants and notes bear its name in registers: the share that the bundled listing has is
    meant, or the one whose ticker the others' begin with (OZK and OZKAP).
    """
    ids = tuple(dict.fromkeys((*known.ids, *name.ids)))
    ours = tuple(one for one in ids if one in bundled()) or _first_ticker(ids)
    return known._replace(
        ids=ours if len(ours) == 1 else ids, written=max(known.written, name.written, key=len)
    )


def _first_ticker(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The US security whose ticker begins all the others', if one does."""
    shortest = min(ids, key=len)
    alike = shortest.startswith("US:") and all(one.startswith(shortest) for one in ids)
    return (shortest,) if alike else ()


def _need(written: str, rank: int, looked_at: bool, ours: bool, cues: Cues) -> Need:
    """What a name needs. `looked_at`: it is a listed Korean name or in our table, so somebody judged it; `ours`: the
    bundled listing has the company, so that `words.txt` tells which of its names are words."""
    lower = written.lower()
    if lower in cues.english_words or written in cues.korean_words or len(lower) == 1:
        return "cue"
    if not written.isascii():
        return "nothing"
    word = " " not in lower
    coined = word and len(lower) >= _PLAIN and cues.is_coined(lower)
    if coined and not (looked_at or ours):
        return "stocks"
    if looked_at or coined:
        least = _PLAIN - 1 if ours and word and cues.is_coined(lower) else _PLAIN
        short = len(lower) < least and not UNSPEAKABLE.match(lower)
        plain = word and lower in cues.words
        return "stocks" if short or plain or lower in cues.english_proper else "nothing"
    if word:
        return "cue" if rank >= 2 else "capital"
    telling = any(word not in cues.ordinary and word not in cues.english_words for word in lower.split())
    return "stocks" if telling else "capital"


def _groups() -> Mapping[str, list[str]]:
    return tomllib.loads(files("stockelper.securities").joinpath("groups.toml").read_text(encoding="utf-8"))
