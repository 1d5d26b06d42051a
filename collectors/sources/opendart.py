"""What the sources of OpenDART share: keys that take turns, its statuses, and the number of a company.

A refusal comes with HTTP status 200 and a status of its own: 000 is an answer, 013 that there is nothing, 020
that the key has used up its calls; then the next of `opendart_api_key` is asked with.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import cast

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from collectors.answers import unzipped
from collectors.fields import of_type, parsed
from collectors.source import Reply, Web
from stockelper.errors import NotListed, SourceError, Throttled, Unauthorised, Unreachable
from stockelper.markets.registry import MARKETS

ADDRESS = "https://opendart.fss.or.kr"
PER_DAY = 4_000
"""Calls of one source a day: several share the 20,000 of a key."""
REPORT = "https://dart.fss.or.kr/dsaf001/main.do?rcpNo="
GOOD, NOTHING, SPENT = "000", frozenset({"013", "014"}), "020"
BAD_KEY, AWAY = frozenset({"010", "011", "012", "901"}), frozenset({"800", "900"})
_STATUS = re.compile(rb"<status>(\d{3})</status>")
_SPENT_UNTIL = 3600.0


def asked(source: str, web: Web, path: str, **params: str) -> Reply | None:
    """An answer with records, or None where OpenDART has none.

    Raises:
        Throttled: every key has used up its calls.
        Unauthorised: a key is not accepted.
    """
    keys = [key.strip() for key in web.key("opendart_api_key").split(",") if key.strip()]
    at = int(web.kept.get("key", "0"))
    while at < len(keys):
        # `text`, as a zip and a refusal in XML come from one address
        reply = web.get(path, params={"crtfc_key": keys[at], **params}, expect="text")
        status = _status(source, reply.body)
        if status != SPENT:
            return _judged(source, status, reply)
        at += 1
        web.kept["key"] = str(at)
    raise Throttled("source_keys_spent", source=source, retry_after=_SPENT_UNTIL)


def _status(source: str, body: bytes) -> str:
    if body[:2] == b"PK":
        return GOOD
    if body.lstrip()[:1] == b"<":
        found = _STATUS.search(body)
        if found is None:
            raise SourceError("source_field", source=source, field="status")
        return found.group(1).decode()
    return of_type(source, str, parsed(source, body), "status")


def _judged(source: str, status: str, reply: Reply) -> Reply | None:
    if status == GOOD:
        return reply
    if status in NOTHING:
        return None
    if status in BAD_KEY:
        raise Unauthorised("source_refused", source=source, status=status)
    if status in AWAY:
        raise Unreachable("source_status", source=source, status=status)
    raise SourceError("source_status", source=source, status=status)


def company(source: str, web: Web, ticker: str) -> str:
    """OpenDART's number of the company with that stock code; the list is asked for once a client.

    Raises:
        NotListed: the list has no such code.
    """
    if "companies" not in web.kept:
        reply = asked(source, web, "api/corpCode.xml")
        if reply is None:
            raise SourceError("source_field", source=source, field="list")
        numbers = {one["stock_code"]: one["corp_code"] for one in companies(source, reply.body)}
        web.kept["companies"] = json.dumps(numbers)
    numbers = cast("dict[str, str]", json.loads(web.kept["companies"]))
    if ticker not in numbers:
        raise NotListed("not_listed", source=source, what=ticker)
    return numbers[ticker]


def companies(source: str, body: bytes) -> list[Mapping[str, str]]:
    """The companies of `corpCode.xml` that have a stock code; those are or were listed.

    Raises:
        SourceError: the file is cut or holds something else.
    """
    try:
        tree = fromstring(unzipped(source, body))
    except (ParseError, DefusedXmlException) as error:
        raise SourceError("source_cut", source=source) from error
    rows = [{child.tag: (child.text or "").strip() for child in one} for one in tree.iter("list")]
    for name in ("corp_code", "corp_name", "stock_code"):
        if not rows or name not in rows[0]:
            raise SourceError("source_field", source=source, field=name)
    return [row for row in rows if row["stock_code"]]


def day_of(source: str, text: str, field: str) -> date:
    """A date of OpenDART, with or without dashes."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SourceError("source_field", source=source, field=field) from error


def end_of_day(day: date) -> datetime:
    """When a filing of that day is known for sure: OpenDART tells the day alone."""
    following = datetime.combine(day + timedelta(days=1), time(0), MARKETS["krx"].zone)
    return following.astimezone(UTC) - timedelta(microseconds=1)
