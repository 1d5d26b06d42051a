"""The polite client: the only way of a source to the outside.

It waits its turn, retries with jitter what is worth it, honours Retry-After, takes no answer that is slow, cut,
swollen or of another kind, and keeps keys out of every address and error. It asks through no proxy but the
configured one.
"""

import json as json_text
import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping
from datetime import datetime
from threading import Event
from typing import cast
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx
from pydantic import SecretStr

from collectors.answers import check, decoded
from collectors.quotas import Quota
from collectors.refusals import NotSent, raise_for_status, redirected
from collectors.retrying import LONGEST_WAIT, retrying
from collectors.source import Expected, Reply, Source
from collectors.validators import Validators
from stockelper.credentials import MASK, redacted
from stockelper.errors import (
    Cancelled,
    SourceError,
    StockelperError,
    Throttled,
    Unauthorised,
    Unreachable,
)
from stockelper.language.telling import kept
from stockelper.settings import PREFIX, Settings
from stockelper.store.documents import Documents

REST = 60.0
"""Seconds that a source is left alone after it kept on refusing."""
MOST_REDIRECTS = 4
NOT_MODIFIED = 304
AGENT = "Mozilla/5.0 (compatible; stockelper)"
_CONNECT_SECONDS = 4.0
_REASONS: tuple[tuple[type[httpx.HTTPError], str], ...] = (
    (httpx.ProxyError, "web_proxy"),
    (httpx.TimeoutException, "web_timeout"),
)
for _chatty in ("httpx", "httpcore"):
    logging.getLogger(_chatty).setLevel(logging.WARNING)  # it logs whole addresses, keys included


class PoliteWeb:
    """The client of one source in one process. It belongs to one thread."""

    def __init__(
        self,
        source: Source,
        settings: Settings,
        documents: Documents,
        now: Callable[[], datetime],
        stop: Event | None = None,
    ) -> None:
        self._source, self._settings, self._now = source, settings, now
        self._stop = stop or Event()
        self._address = settings.source_addresses.get(source.name, source.address)
        self._quota = Quota(documents, source.name, source.rate, now)
        self._validators = Validators(documents, source.name, now)
        self._secrets: set[str] = set()
        self.kept: MutableMapping[str, str] = {}
        limit = settings.source_timeout_s
        self._client = httpx.Client(
            proxy=settings.proxy,
            trust_env=False,
            timeout=httpx.Timeout(limit / 2, connect=min(_CONNECT_SECONDS, limit)),
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"},
        )

    def get(
        self,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        conditional: bool = False,
        expect: Expected = "json",
        accepted: Collection[int] = (),
    ) -> Reply:
        """See `Web.get`."""
        request = self._client.build_request("GET", self._whole(path), params=params, headers=headers)
        if conditional:
            request.headers.update(self._validators.headers(self._masked(request.url)))
        return self._ask(request, expect, accepted)

    def post(
        self,
        path: str,
        *,
        json: Mapping[str, object] | None = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        expect: Expected = "json",
        accepted: Collection[int] = (),
    ) -> Reply:
        """See `Web.post`."""
        content = None if json is None else json_text.dumps(json).encode()
        kind = {} if json is None else {"Content-Type": "application/json"}
        request = self._client.build_request(
            "POST", self._whole(path), content=content, data=form, headers={**kind, **(headers or {})}
        )
        return self._ask(request, expect, accepted)

    def key(self, name: str) -> str:
        """See `Web.key`."""
        value: object = getattr(self._settings, name)
        plain = value.get_secret_value() if isinstance(value, SecretStr) else value
        if not isinstance(plain, str) or not plain:
            raise Unauthorised("key_missing", source=self._source.name, setting=PREFIX + name.upper())
        self._secrets |= {part.strip() for part in plain.split(",")} | {plain}
        return plain

    def table(self, name: str) -> Mapping[str, str]:
        """See `Web.table`."""
        value: object = getattr(self._settings, name)
        assert isinstance(value, dict), "a setting that is a table"
        return cast("Mapping[str, str]", value)

    def secret(self, value: str) -> None:
        """See `Web.secret`."""
        self._secrets.add(value)

    def pause(self, seconds: float) -> None:
        """See `Web.pause`."""
        if seconds > LONGEST_WAIT:
            self._quota.block(seconds)
            raise Throttled("source_pause", source=self._source.name, retry_after=round(seconds, 1))
        self._wait(seconds)

    def stored(self, url: str) -> None:
        """See `Web.stored`."""
        self._validators.keep(url)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _whole(self, path: str) -> str:
        if path.startswith(self._source.address):
            path = path.removeprefix(self._source.address)
        if "://" in path and self._source.name in self._settings.source_addresses:
            path = urlunsplit(("", "", *urlsplit(path)[2:]))  # a mirror stands for every host of a source
        return urljoin(f"{self._address.rstrip('/')}/", path if "://" in path else path.lstrip("/"))

    def _ask(self, request: httpx.Request, expect: Expected, accepted: Collection[int]) -> Reply:
        try:
            return retrying(request.method, self._wait)(self._once, request, expect, accepted)
        except Throttled as error:
            if error.code == "source_pause":
                self._quota.block(float(error.parameters.get("retry_after") or REST))
            raise

    def _once(self, request: httpx.Request, expect: Expected, accepted: Collection[int]) -> Reply:
        self._wait(self._quota.turn())
        url = self._masked(request.url)
        try:
            response = self._sent(request)
            try:
                if response.status_code not in {200, *accepted}:
                    return self._without_body(response, url)
                body = decoded(
                    self._source.name, self._chunks(response), response.headers.get("content-encoding", "")
                )
            finally:
                response.close()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise NotSent("source_silent", source=self._source.name, reason=_reason(error)) from error
        except httpx.RemoteProtocolError as error:
            raise SourceError("source_cut", source=self._source.name) from error
        except httpx.HTTPError as error:
            raise Unreachable("source_silent", source=self._source.name, reason=_reason(error)) from error
        check(self._source.name, body, expect)
        self._validators.note(url, response.headers)
        return Reply(url, response.status_code, body, dict(response.headers), self._now())

    def _sent(self, request: httpx.Request) -> httpx.Response:
        """The answer's head, after redirects that lead no key to another host."""
        for _ in range(MOST_REDIRECTS + 1):
            response = self._client.send(request, stream=True)
            if response.next_request is None:
                return response
            response.close()
            request = redirected(self._source.name, request, response.next_request, bool(self._secrets))
        raise SourceError("source_redirected", source=self._source.name, host=request.url.host)

    def _without_body(self, response: httpx.Response, url: str) -> Reply:
        if response.status_code != NOT_MODIFIED:
            raise_for_status(self._source.name, response, response.request.url.path, self._now())
        return Reply(url, response.status_code, b"", dict(response.headers), self._now(), unchanged=True)

    def _chunks(self, response: httpx.Response) -> Iterator[bytes]:
        end = time.monotonic() + self._settings.source_timeout_s
        for chunk in response.iter_raw():
            if time.monotonic() > end:
                raise httpx.ReadTimeout("the body is slow")
            if self._stop.is_set():
                raise Cancelled
            yield chunk

    def _masked(self, url: httpx.URL) -> str:
        pairs = [
            (name, MASK if value in self._secrets else value) for name, value in url.params.multi_items()
        ]
        return redacted(str(url.copy_with(params=pairs)) if pairs else str(url))

    def _wait(self, seconds: float) -> None:
        if self._stop.wait(seconds) if seconds > 0 else self._stop.is_set():
            raise Cancelled


def _reason(error: httpx.HTTPError) -> str:
    """What went wrong, as it is stored: in words that hold no address."""
    code = next((code for kind, code in _REASONS if isinstance(error, kind)), "web_connection")
    return kept(StockelperError(code))
