"""Further ways in which people write a listed name: clipped, by its first word, spelt letter by letter.

Each is looked up only where no more official name is written the same, and one that two companies share names neither.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from stockelper.securities.cues import Cues
from stockelper.securities.folding import fold, letters_spelt
from stockelper.securities.listing import FUNDS, Record

PREFERRED = re.compile(r"(\d?)우([A-C]?)(?:\(전환\))?$")
_LETTERS = {"A": "에이", "B": "비", "C": "씨", "": ""}
_HANGUL_NAME = re.compile("[A-Z&]{0,4}[가-힣]{3,}")
_SHORTEST, _CLIPPED_BY = 4, 3
"""Letters that a clipped name keeps at least, and loses at most: 유일로보(틱스)."""
_HEAD = re.compile(r"[A-Za-z][A-Za-z'-]{3,}")


def preferred_forms(record: Record, names: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """What a Korean preferred share is called after its common share: 현대차2우선주, 현차2우비, 삼전우."""
    found = PREFERRED.search(record.name) if "우" in record.name else None
    if found is None:
        return
    number, letter = found.groups()
    for common in names.get(record.name[: found.start()], ()):
        endings = (
            f"{number}우{letter}",
            f"{number}우{_LETTERS[letter]}",
            f"{number}우선주{letter}",
            f"{number}우",
        )
        yield from (common + ending for ending in dict.fromkeys(endings) if common + ending != record.name)


def common_names(
    records: Iterable[Record], aliases: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The listed names of Korean companies to all Hangul names of theirs."""
    return {
        record.name: (record.name, *(one for one in aliases.get(record.id, ()) if not one.isascii()))
        for record in records
        if record.id.startswith("KRX:")
    }


def heads(records: Iterable[Record], cues: Cues) -> Iterator[tuple[str, str]]:
    """The first words of English names that are no words and one company's alone, with its id: Cirrus (Logic).

    A name that only a store knows yields to one of the bundled aliases by its rank alone.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    written: dict[str, str] = {}
    for record in records:
        if record.sector == FUNDS or PREFERRED.search(record.name):
            continue
        head, _, rest = (record.name_en or record.name).replace(",", "").partition(" ")
        if rest and _HEAD.fullmatch(head) and len(fold(head)) >= _SHORTEST and cues.is_coined(fold(head)):
            found[fold(head)].add(record.id)
            written[fold(head)] = head
    yield from ((written[key], ids.pop()) for key, ids in found.items() if len(ids) == 1)


def clippings(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """Korean names without their last syllables, where that leaves one company's alone, with its id."""
    names = {fold(record.name): record.id for record in records if _HANGUL_NAME.fullmatch(record.name)}
    counts = Counter(cut for name in names for cut in _cuts(name, len(name)))
    for name, security in names.items():
        yield from ((cut, security) for cut in _cuts(name, _CLIPPED_BY) if counts[cut] == 1)


def _cuts(name: str, most: int) -> Iterator[str]:
    return (name[:length] for length in range(max(_SHORTEST, len(name) - most), len(name)))


def spelt(record: Record, aliases: Iterable[str]) -> Iterator[str]:
    """Names in capitals as they are read: LG화학 is 엘지화학, BYC 비와이씨, the fund TLT 티엘티."""
    for name in (record.name, *aliases):
        if letters := letters_spelt(name):
            yield letters
    if record.sector == FUNDS and record.id.startswith("US:") and (letters := letters_spelt(record.id[3:])):
        yield letters
