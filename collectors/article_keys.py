"""What makes two articles the same, for every source of news.

An article's key is its canonical URL; one without is known by publisher, normalised title and day. Articles
of one day with the same title are near-duplicates: linked, never dropped.
"""

import re
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from stockelper.credentials import without_credentials

_TRACKING = re.compile(
    r"utm_.*|.*clid|mc_[ce]id|igshid|ref|ref_src|cmpid|ncid|ocid|spm|_ga|mkt_tok|soc_src|soc_trk|guce_.*|amp|rss|feature|partner"
)
_IDENTIFYING = {
    "finance.naver.com": frozenset({"article_id", "office_id"}),
    "n.news.naver.com": frozenset({"oid", "aid"}),
    "news.naver.com": frozenset({"oid", "aid"}),
}
"""Hosts whose other parameters only say where the reader came from."""
_DEFAULT_PORTS = {"http": 80, "https": 443}
_NO_WORD = re.compile(r"[\W_]+")


def canonical_url(url: str | None) -> str | None:
    """The address without what does not identify the page; None when it is no web address.

    Credentials, tracking parameters, fragment, default port and a last slash go; host in lower case, parameters sorted,
    http counts as https. Mobile hosts (`m.`) stay what they are.
    """
    try:
        parts = urlsplit(without_credentials((url or "").strip()))
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    if parts.scheme.lower() not in _DEFAULT_PORTS or "." not in host:
        return None
    place = host if port in (None, _DEFAULT_PORTS[parts.scheme.lower()]) else f"{host}:{port}"
    path = parts.path.rstrip("/") or "/"
    return urlunsplit(("https", place, path, _identifying(host, parts.query), ""))


def web_address(url: str) -> str | None:
    """An address without credentials, when a reader may follow it: of the web, or a path. None for any other scheme
    (`javascript:`, `data:`), hidden behind control characters or not."""
    plain = "".join(character for character in url if character.isprintable()).strip()
    scheme, colon, _ = plain.partition(":")
    is_path = not colon or any(mark in scheme for mark in "/?#")
    if plain != url.strip() or not (is_path or scheme.lower() in _DEFAULT_PORTS):
        return None
    return without_credentials(plain)


def _identifying(host: str, query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    wanted = _IDENTIFYING.get(host)
    if wanted and any(name in wanted for name, _ in pairs):
        return urlencode(sorted(pair for pair in pairs if pair[0] in wanted))
    return urlencode(sorted(pair for pair in pairs if not _TRACKING.fullmatch(pair[0].lower())))


def title_key(title: str) -> str:
    """The letters and digits of a normalised title in lower case: equal for titles that differ in dressing only."""
    return _NO_WORD.sub("", title.lower())


def article_key(url: str | None, publisher: str | None, title: str, day: date) -> str:
    """The natural key of an article; `title` is its `title_key`."""
    return canonical_url(url) or f"title:{publisher or ''}|{title}|{day.isoformat()}"
