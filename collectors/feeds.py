"""RSS and Atom as records; the only file that knows feedparser, which is untyped."""

import io
import re
from calendar import timegm
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import feedparser

from stockelper.errors import SourceError

_HAS_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d|\b[A-Z]{2,4})\s*$")


@dataclass(frozen=True)
class Entry:
    """One item of a feed; `published` is aware UTC, None where the feed does not say or says nonsense."""

    title: str
    url: str | None
    text: str | None
    published: datetime | None


def entries(source: str, body: bytes, zone: ZoneInfo) -> list[Entry]:
    """The items of a feed; times without a zone are of `zone`.

    Raises:
        SourceError: it is no feed, or one that is cut off.
    """
    feed = cast("Mapping[str, Any]", feedparser.parse(io.BytesIO(body)))
    if not feed.get("version"):
        raise SourceError("source_wrong_type", source=source, expected="rss", found="xml")
    if feed.get("bozo") and not body.rstrip().endswith(b">"):
        raise SourceError("source_cut", source=source)
    return [_entry(item, zone) for item in feed["entries"]]


def _entry(item: Mapping[str, Any], zone: ZoneInfo) -> Entry:
    return Entry(
        str(item.get("title") or ""),
        str(item["link"]) if item.get("link") else None,
        str(item["summary"]) if item.get("summary") else None,
        _moment(item, zone),
    )


def _moment(item: Mapping[str, Any], zone: ZoneInfo) -> datetime | None:
    for name in ("published", "updated"):
        parts = item.get(f"{name}_parsed")
        if parts:
            moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=timegm(parts))
            if _HAS_ZONE.search(str(item.get(name, "")).strip()):
                return moment
            return moment.replace(tzinfo=zone).astimezone(UTC)
    return None
