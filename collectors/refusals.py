"""What a status other than 200 means to the caller, and which redirects may be followed."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from stockelper.errors import NotListed, SourceError, Throttled, Unauthorised, Unreachable


class NotSent(Unreachable):
    """No connection came about: nothing was sent."""


def raise_for_status(source: str, response: httpx.Response, what: str, now: datetime) -> None:
    """Raise the error that the status stands for."""
    status, pause = response.status_code, retry_after(response.headers.get("retry-after"), now)
    match status:
        case 404 | 410:
            raise NotListed("not_listed", source=source, what=what.rsplit("/", 1)[-1])
        case 401 | 403:
            raise Unauthorised("source_refused", source=source, status=status)
        case 429:
            raise Throttled("source_pause", source=source, retry_after=pause)
        case _ if status >= httpx.codes.INTERNAL_SERVER_ERROR and pause:
            raise Throttled("source_pause", source=source, retry_after=pause)
        case _ if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise Unreachable("source_status", source=source, status=status)
        case _:
            raise SourceError("source_status", source=source, status=status)


def retry_after(text: str | None, now: datetime) -> float:
    """The seconds that a Retry-After header asks for: a number or a date; 0 when it says nothing usable."""
    if not text:
        return 0.0
    if text.strip().isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, round((moment - now).total_seconds(), 1))


def redirected(
    source: str, request: httpx.Request, target: httpx.Request, has_secrets: bool
) -> httpx.Request:
    """The request that a redirect leads to.

    Raises:
        SourceError: it leads to a consent page, off the web's encryption, or a key to another host.
    """
    host = target.url.host
    if host.startswith("consent.") or target.url.path.rstrip("/").endswith("/consent"):
        raise SourceError("source_consent", source=source)
    is_downgrade = request.url.scheme == "https" and target.url.scheme != "https"
    if is_downgrade or (has_secrets and host != request.url.host):
        raise SourceError("source_redirected", source=source, host=host)
    return target
