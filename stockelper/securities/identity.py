"""Which securities are of one company, by the numbers that registers give: the SEC's CIK, OpenDART's corp_code.

A company keeps its number when its name or ticker changes or its shares leave the exchange, and all classes of its
shares have the same. Records that were stored under an old ticker so stay the company's.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from stockelper.store.collections import IDENTIFIERS
from stockelper.store.documents import Documents, among, eq

MOST = 50
"""Securities that one number may have; more are a register of funds, not one company's."""


def same_company(documents: Documents, security: str, known_by: datetime) -> tuple[str, ...]:
    """The securities that are or were the same company's as this one, itself first, the others by id.

    A ticker that two numbers had in turn is nobody's for sure, and ties nothing together.
    """
    numbers = _numbers(documents, (security,), known_by)[security]
    if len(numbers) != 1:
        return (security,)
    ((scheme, code),) = numbers
    rows = documents.read(
        IDENTIFIERS.name,
        eq("scheme", scheme),
        eq("code", code),
        known_by=known_by,
        columns=("security",),
        limit=MOST + 1,
    )
    others = sorted(set(rows["security"]) - {security})
    if not others or len(others) >= MOST:
        return (security,)
    borne = _numbers(documents, others, known_by)
    return (security, *(one for one in others if borne[one] == numbers))


def _numbers(
    documents: Documents, securities: Sequence[str], known_by: datetime
) -> defaultdict[str, set[tuple[str, str]]]:
    """The numbers that each of some securities has or had."""
    wanted = among("security", securities)
    rows = documents.read(IDENTIFIERS.name, wanted, known_by=known_by, columns=("scheme", "code", "security"))
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for scheme, code, security in rows.select("scheme", "code", "security").iter_rows():
        found[security].add((scheme, code))
    return found
