"""Further ways in which people write a listed name: clipped, by its first word, spelt letter by letter.

Each is looked up only where no more official name is written the same, and one that two companies share names neither.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from stockelper.securities.cues import Cues
from stockelper.securities.folding import fold, letters_spelt, without_legal_form
from stockelper.securities.listing import FUNDS, Record

PREFERRED = re.compile(r"(\d?)우([A-C]?)(?:\(전환\))?$")
_LETTERS = {"A": "에이", "B": "비", "C": "씨", "": ""}
_HANGUL_NAME = re.compile("[A-Z&]{0,4}[가-힣]{3,}")
_SHORTEST, _CLIPPED_BY = 4, 3
"""Letters that a clipped name keeps at least, and loses at most: 유일로보(틱스)."""
_HEAD = re.compile(r"[A-Za-z][A-Za-z'-]{3,}")
JOINT = re.compile("([A-Z][a-z]{4,})[A-Z]")
"""A first word that is two in one, and the first of them: Conoco(Phillips)."""
_KIND = frozenset((
    "brands", "capital", "companies", "goods", "partners", "stores", "holdings", "energy", "financial", "technologies",
    "technology", "industries", "systems", "services", "pharmaceuticals", "therapeutics", "markets", "foods", "bancorp",
    "resources", "networks", "solutions", "corporation", "entertainment", "restaurants", "properties", "trust", "materials",
    "international", "health", "group",
))  # fmt: skip
"""Last words of English names that people leave out where two others stay: Smith & Wesson (Brands)."""
_CUT = {
    "electronics": "Elec", "financial": "Fin", "technology": "Tech", "technologies": "Tech", "semiconductor": "Semi",
    "pharmaceutical": "Pharm", "pharmaceuticals": "Pharm", "pharm": "Pharma", "chemical": "Chem", "chemicals": "Chem",
    "aerospace": "Aero", "engineering": "Eng", "construction": "Const", "biologics": "Bio", "securities": "Sec",
}  # fmt: skip
_CUT_ABROAD = {
    "international": "Intl", "technology": "Tech", "technologies": "Tech", "pharmaceuticals": "Pharma", "semiconductor": "Semi",
    "laboratories": "Labs", "pharmaceutical": "Pharma", "scientific": "Sci", "communications": "Comms",
}  # fmt: skip
_AMPERSAND = re.compile("(?<=[A-Za-z]) ?& ?(?=[A-Za-z])")
_AND, _N = 5, 10
"""Letters of a name with an ampersand from which on it may be written as `and`, and as `n`."""
_MOST_MEANT = 3
"""Companies that a first word may mean at most."""


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
        for head in first_words(record):
            if _HEAD.fullmatch(head) and len(fold(head)) >= _SHORTEST and cues.is_coined(fold(head)):
                found[fold(head)].add(record.id)
                written[fold(head)] = head
    yield from ((written[key], ids.pop()) for key, ids in found.items() if len(ids) == 1)


def first_words(record: Record) -> Iterator[str]:
    """The first word of an English name of several, and the first half of one that is two in one."""
    head, _, rest = (record.name_en or record.name).replace(",", "").partition(" ")
    if rest:
        yield head
    if record.id.startswith("US:") and (joint := JOINT.match(head)):
        yield joint.group(1)


def word_heads(
    records: Iterable[Record], known: Container[str], cues: Cues
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The first words of English names that are words as well (Academy, Republic), with the companies they may mean:
    the `known` ones where there are any, else the one that there is."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for record in records:
        if record.sector == FUNDS or PREFERRED.search(record.name):
            continue
        head, _, rest = without_legal_form(record.name_en or record.name).replace(",", "").partition(" ")
        word = fold(head)
        of_several = rest and _HEAD.fullmatch(head) and len(word) >= _SHORTEST
        if of_several and not cues.is_coined(word) and word not in cues.ordinary:
            found[head.capitalize()].append(record.id)
    for head, ids in found.items():
        best = tuple(one for one in ids if one in known) or tuple(ids)
        if len(best) == 1 or (len(best) <= _MOST_MEANT and best[0] in known):
            yield head, best


def shortened(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """English names of US companies without a last word that tells only what kind of company it is, where that leaves
    at least two words that are one company's alone, with its id."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        if record.id.startswith("US:") and record.sector != FUNDS:
            words = without_legal_form(record.name_en or record.name).replace(",", "").split()
            while len(words) > 2 and words[-1].lower() in _KIND:
                words.pop()
                found[" ".join(words).removesuffix(" &").removesuffix(" and")].add(record.id)
    yield from ((name, ids.pop()) for name, ids in found.items() if len(ids) == 1 and " " in name)


def abbreviated(
    records: Iterable[Record], aliases: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """English names with their last word cut as people cut it: KB Fin, Daou Tech, Baxter Intl; with the id."""
    for record in records:
        cuts = _CUT if record.id.startswith("KRX:") else _CUT_ABROAD
        if record.sector != FUNDS and not PREFERRED.search(record.name):
            for name in (record.name_en or record.name, *aliases.get(record.id, ())):
                first, _, last = without_legal_form(name).rpartition(" ")
                if first and (cut := cuts.get(last.lower())):
                    yield f"{first} {cut}", record.id


def written_out(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """English names with an ampersand, each with its forms that have a word for it: M&T Bank as M and T Bank."""
    for name in names:
        if "&" in name and name.isascii():
            for word, least in (("and", _AND), ("n", _N)):
                if len(fold(name)) >= least:
                    yield name, _AMPERSAND.sub(f" {word} ", name)


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
