"""The polite client against a real server that misbehaves: one row a fault."""

import gzip
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from pydantic import SecretStr

from collectors.quotas import Quota
from collectors.refusals import retry_after
from collectors.source import Rate
from collectors.web import PoliteWeb
from stockelper.clock import wall_clock
from stockelper.errors import (
    NotListed,
    SourceError,
    Throttled,
    Unauthorised,
    Unreachable,
)
from stockelper.store.collections import VALIDATORS
from stockelper.store.documents import Documents
from tests.collectors.conftest import source_at
from tests.collectors.replay import Replay, Told

JSON = {"Content-Type": "application/json"}
PAGE = b"<!DOCTYPE html><html><head><title>Sorry</title></head><body>Try later</body></html>"
CONSENT = b"<html><body><form action='/v2/collectConsent'>We value your privacy</form></body></html>"
BOMB = gzip.compress(bytes(80 * 2**20))
OPEN = Callable[..., PoliteWeb]


@dataclass(frozen=True)
class Fault:
    told: Told
    error: type[SourceError]
    code: str
    asked: int = 1


FAULTS = {
    "404": Fault(Told(b"{}", 404), NotListed, "not_listed"),
    "401": Fault(Told(b"{}", 401), Unauthorised, "source_refused"),
    "403": Fault(Told(b"{}", 403), Unauthorised, "source_refused"),
    "400": Fault(Told(b"{}", 400), SourceError, "source_status"),
    "429 with a long Retry-After": Fault(
        Told(b"{}", 429, {**JSON, "Retry-After": "3600"}), Throttled, "source_pause"
    ),
    "500": Fault(Told(b"oops", 500), Unreachable, "source_status", asked=3),
    "503 with a long Retry-After": Fault(Told(b"", 503, {"Retry-After": "900"}), Throttled, "source_pause"),
    "slow body": Fault(Told(b'{"a": 1}' * 200, pace=0.05), Unreachable, "source_silent", asked=3),
    "no answer": Fault(Told(delay=3.0), Unreachable, "source_silent", asked=3),
    "cut body": Fault(Told(b'{"a"', missing=100), SourceError, "source_cut", asked=3),
    "cut gzip": Fault(
        Told(gzip.compress(b'{"a": 1}' * 50)[:-9], headers={**JSON, "Content-Encoding": "gzip"}),
        SourceError,
        "source_cut",
        asked=3,
    ),
    "damaged gzip": Fault(
        Told(b"no gzip at all", headers={**JSON, "Content-Encoding": "gzip"}),
        SourceError,
        "source_cut",
        asked=3,
    ),
    "gzip bomb": Fault(
        Told(BOMB, headers={**JSON, "Content-Encoding": "gzip"}), SourceError, "source_too_large"
    ),
    "packing that was not asked for": Fault(
        Told(b"xx", headers={**JSON, "Content-Encoding": "br"}), SourceError, "source_wrong_type"
    ),
    "HTML instead of JSON": Fault(Told(PAGE), SourceError, "source_wrong_type"),
    "wrong content type": Fault(
        Told(b"date,close\n", headers={"Content-Type": "text/csv"}), SourceError, "source_wrong_type"
    ),
    "nothing": Fault(Told(b""), SourceError, "source_wrong_type"),
    "consent page": Fault(Told(CONSENT), SourceError, "source_consent"),
    "redirect to a consent page": Fault(
        Told(b"", 302, {"Location": "https://consent.example.com/v2"}), SourceError, "source_consent"
    ),
    "redirects in a circle": Fault(
        Told(b"", 302, {"Location": "/data"}), SourceError, "source_redirected", asked=5
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_an_error_of_its_kind(name: str, replay: Replay, open_web: OPEN) -> None:
    fault = FAULTS[name]
    replay.on("/data", fault.told)
    started = time.monotonic()
    with pytest.raises(fault.error) as caught:
        open_web(source_at(replay.address), source_timeout_s=1.0).get("data")
    assert (caught.value.code, len(replay.asked)) == (fault.code, fault.asked)
    assert type(caught.value) is fault.error or fault.error is not SourceError
    assert time.monotonic() - started < 15


def test_a_short_retry_after_is_waited_for(replay: Replay, open_web: OPEN) -> None:
    replay.on("/data", Told(b"{}", 429, {**JSON, "Retry-After": "1"}), Told(b'{"a": 1}'))
    reply = open_web(source_at(replay.address)).get("data")
    first, second = replay.asked
    assert reply.body == b'{"a": 1}'
    assert second.at - first.at >= 1.0


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120.0),
        ("Fri, 24 Jan 2025 12:02:00 GMT", 120.0),
        ("Fri, 24 Jan 2025 21:02:00 +0900", 120.0),
        ("Fri, 24 Jan 2025 11:00:00 GMT", 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("", 0.0),
    ],
)
def test_a_pause_is_told_in_seconds_or_by_its_end(told: str, seconds: float) -> None:
    assert retry_after(told, datetime(2025, 1, 24, 12, tzinfo=UTC)) == seconds


def test_a_passing_fault_is_tried_again_and_costs_nothing(replay: Replay, open_web: OPEN) -> None:
    replay.on("/data", Told(b"", 500), Told(b'{"a"', missing=9), Told(b'{"a": 1}'))
    assert open_web(source_at(replay.address)).get("data").body == b'{"a": 1}'


def test_a_source_that_asked_for_a_pause_is_left_alone_by_every_client(
    replay: Replay, open_web: OPEN
) -> None:
    replay.on("/data", Told(b"{}", 429, {**JSON, "Retry-After": "3600"}))
    for _ in range(2):
        with pytest.raises(Throttled) as caught:
            open_web(source_at(replay.address)).get("data")
        assert float(caught.value.parameters["retry_after"] or 0) > 3_500
    assert len(replay.asked) == 1


def test_a_body_that_was_sent_is_not_sent_twice(replay: Replay, open_web: OPEN) -> None:
    replay.on("/token", Told(b"", 500))
    with pytest.raises(Unreachable):
        open_web(source_at(replay.address)).post("token", json={"a": 1})
    assert [question.body for question in replay.asked] == [b'{"a": 1}']


def test_a_source_that_is_not_there_is_given_up_within_seconds(open_web: OPEN) -> None:
    started = time.monotonic()
    with pytest.raises(Unreachable) as caught:
        open_web(source_at("http://127.0.0.1:9")).get("data")
    assert caught.value.code == "source_silent"
    assert time.monotonic() - started < 5


def test_unchanged_is_told_only_once_the_records_are_stored(replay: Replay, open_web: OPEN) -> None:
    replay.on("/feed", Told(b"{}", headers={**JSON, "ETag": '"v1"', "Last-Modified": "yesterday"}))
    web = open_web(source_at(replay.address))
    web.get("feed", conditional=True)
    reply = web.get("feed", conditional=True)  # as if the first had been killed before anything was stored
    assert "if-none-match" not in replay.asked[-1].headers
    web.stored(reply.url)
    replay.on("/feed", Told(b"", 304))
    again = open_web(source_at(replay.address)).get("feed", conditional=True)
    assert (again.unchanged, again.body) == (True, b"")
    assert replay.asked[-1].headers["if-none-match"] == '"v1"'
    assert replay.asked[-1].headers["if-modified-since"] == "yesterday"


def test_keys_stand_in_no_address_no_error_and_no_log(
    replay: Replay, open_web: OPEN, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    replay.on("/list", Told(b"{}"))
    web = open_web(source_at(replay.address), opendart_api_key=SecretStr("hush-hush"))
    reply = web.get("list", params={"crtfc_key": web.key("opendart_api_key"), "page": "1"})
    assert replay.asked[0].query == {"crtfc_key": "hush-hush", "page": "1"}
    with pytest.raises(NotListed) as caught:
        web.get("gone", params={"crtfc_key": "hush-hush"})
    shown = (reply.url, str(caught.value), caplog.text)
    assert [text for text in shown if "hush-hush" in text] == []


def test_a_key_follows_no_redirect_to_another_host(replay: Replay, open_web: OPEN) -> None:
    elsewhere = replay.address.replace("127.0.0.1", "localhost")
    replay.on("/list", Told(b"", 302, {"Location": f"{elsewhere}/list2"}))
    replay.on("/list2", Told(b"{}"))
    assert open_web(source_at(replay.address)).get("list").body == b"{}"
    web = open_web(source_at(replay.address), opendart_api_key=SecretStr("hush-hush"))
    with pytest.raises(SourceError, match="source_redirected"):
        web.get("list", params={"crtfc_key": web.key("opendart_api_key")})


def test_a_missing_key_is_named_by_its_setting(replay: Replay, open_web: OPEN) -> None:
    with pytest.raises(Unauthorised) as caught:
        open_web(source_at(replay.address)).key("kis_app_key")
    assert caught.value.parameters["setting"] == "STOCKELPER_KIS_APP_KEY"


def test_proxies_of_the_environment_are_not_picked_up(
    replay: Replay, open_web: OPEN, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    replay.on("/data", Told(b"{}"))
    assert open_web(source_at(replay.address)).get("data").status == 200


def test_the_configured_proxy_is_asked_instead(replay: Replay, open_web: OPEN) -> None:
    web = open_web(source_at("http://nowhere.invalid"), proxy=replay.address)
    with pytest.raises(NotListed):
        web.get("data")
    assert len(replay.asked) == 1


def test_a_source_is_asked_no_faster_than_it_allows(replay: Replay, open_web: OPEN) -> None:
    replay.on("/data", Told(b"{}"))
    started = time.monotonic()  # a client that is asked late catches up from when it was opened on
    web = open_web(source_at(replay.address, rate=Rate(20.0)))
    for _ in range(12):
        web.get("data")
    assert 11 / 20 <= time.monotonic() - started < 2.0


def test_clients_of_one_source_keep_its_rate_together(store: Documents) -> None:
    two = [Quota(store, "shared", Rate(10.0), wall_clock) for _ in range(2)]
    started = time.monotonic()
    moments = [time.monotonic() + two[turn % 2].turn() for turn in range(20)]
    assert moments[-1] - started > 1.8
    assert all(after - before > 0.09 for before, after in pairwise(moments))
    assert Quota(store, "shared", Rate(10.0), wall_clock).turn() > 1
    assert Quota(store, "not-shared", Rate(10.0), wall_clock).turn() == 0


def test_a_day_s_calls_are_shared_by_every_client_and_survive_a_kill(
    replay: Replay, open_web: OPEN, store: Documents
) -> None:
    replay.on("/data", Told(b"{}"))
    source = source_at(replay.address, rate=Rate(500.0, per_day=4))
    first = open_web(source)
    for _ in range(3):
        first.get("data")
    second = open_web(source)
    second.get("data")
    with pytest.raises(Throttled) as caught:
        second.get("data")
    assert (caught.value.code, len(replay.asked)) == ("source_quota", 4)


def test_a_clock_that_jumps_does_not_lock_a_source_out(store: Documents) -> None:
    ahead = Quota(store, "somewhere", Rate(100.0), lambda: wall_clock() + timedelta(days=400))
    ahead.block(600)
    assert Quota(store, "somewhere", Rate(100.0), wall_clock).turn() >= 0


@pytest.mark.parametrize("name", ["api_key", "crtfc_key", "serviceKey", "token"])
def test_credentials_in_a_configured_address_are_kept_nowhere(
    name: str, replay: Replay, open_web: OPEN, store: Documents
) -> None:
    replay.on("/feed", Told(b'{"a": 1}', headers={**JSON, "ETag": '"one"'}))
    web = open_web(source_at(replay.address))
    reply = web.get(f"feed?{name}=S3cretS3cretS3cret9", conditional=True)
    web.stored(reply.url)
    again = web.get(f"feed?{name}=S3cretS3cretS3cret9", conditional=True)
    assert "S3cret" not in reply.url + again.url
    assert "S3cret" not in str(store.read(VALIDATORS.name).rows())
    assert replay.asked[-1].headers["if-none-match"] == '"one"'
    assert replay.asked[-1].query[name] == "S3cretS3cretS3cret9"
