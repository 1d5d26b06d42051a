"""A company by its whole legal name, and by nothing less: for records that name companies as registers do.

Questions and papers shorten names; a register does not. "Imperial Oil Limited" is Imperial Oil, "Canada Imperial Oil
Limited" is another company, and "Target LLC" or "Apple Operations Limited" name none that is listed.
"""

import re
from collections import defaultdict
from functools import lru_cache

from stockelper.language.normalise import normalise
from stockelper.securities.cues import cues
from stockelper.securities.folding import fold
from stockelper.securities.listing import FUNDS, Listing

_FORMS = r"inc|incorporated|corp|corporation|co|company|ltd|limited|plc|n\.?v|s\.?a|a\.?g|s\.?e|l\.?p"
_ENDING = re.compile(rf"(?:[\s,]+(?:{_FORMS})\.?)+$", re.IGNORECASE)
"""Legal forms of companies that are listed. A holding or a group is part of the name."""


def whole_name(listing: Listing, name: str) -> str | None:
    """The id of the one listed security whose whole legal name this is, None where none or several fit.

    The legal form may be written otherwise or be missing in the listing. A name of one word that is a word of every
    day tells nothing with any form, since others bear it too.
    """
    bare = bare_name(name)
    found = _table(listing).get(fold(bare), frozenset())
    is_word = " " not in bare and (fold(bare) in cues().english_words or not cues().is_coined(fold(bare)))
    return next(iter(found)) if len(found) == 1 and not is_word else None


def is_named(listing: Listing, security: str, name: str) -> bool:
    """Whether this is the whole legal name of that security's company, a word of every day or not."""
    return security in _table(listing).get(fold(bare_name(name)), frozenset())


def bare_name(name: str) -> str:
    """The name without its legal form and a leading article."""
    plain = _ENDING.sub("", normalise(name)).strip(" ,.&")
    return plain[4:] if plain.casefold().startswith("the ") else plain


@lru_cache(maxsize=4)
def _table(listing: Listing) -> dict[str, frozenset[str]]:
    """The official names of a listing, folded, with the securities that have them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for record in listing.records():
        if record.sector != FUNDS:
            for name in (record.name, record.name_en, *record.registered.split("|")):
                if name:
                    found[fold(bare_name(name))].add(record.id)
    return {key: frozenset(ids) for key, ids in found.items()}
