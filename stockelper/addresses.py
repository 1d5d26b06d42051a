"""Addresses that come from anywhere: only those of the web may be shown as a link."""

from urllib.parse import urlsplit

_SCHEMES = frozenset({"http", "https"})


def web_address(url: str | None) -> str | None:
    """The address without spaces around it where it is one of http or https with a host, else None."""
    return url.strip() if url and _host(url) else None


def host(url: str | None) -> str | None:
    """The host of a web address without "www.", in small letters; None where there is none."""
    return _host(url).removeprefix("www.") or None if url else None


def _host(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        return parts.hostname or "" if parts.scheme in _SCHEMES else ""
    except ValueError:  # brackets that hold no IPv6 address
        return ""
