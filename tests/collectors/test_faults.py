"""The table of faults: each over the wire through `collect` into a store. What a fault spoils is told in one row of the run
log and stored nowhere, and once it has passed the next run stores what an undisturbed one would have. Full disks, servers
that are away and killed processes are in `tests/ui/test_cut_off.py` and `test_killed.py`."""

import gzip
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr

from collectors.collecting import collect
from collectors.reading import Asked, Collecting
from collectors.registry import SOURCES
from collectors.source import Rate, Source
from collectors.sources import kis
from collectors.watermarks import read_cursors
from collectors.web import PoliteWeb
from stockelper.markets.registry import MARKETS
from stockelper.settings import Settings
from stockelper.store.collections import BARS, CURSORS, FILINGS, QUARANTINE
from stockelper.store.documents import Documents
from stockelper.types import Security
from tests.collectors.charts import XML, naver_chart, yahoo_chart
from tests.collectors.recorded import SAMSUNG
from tests.collectors.replay import Replay, Told

HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}
PAGE = b"<!DOCTYPE html><html><head><title>Login</title></head><body>Please sign in</body></html>"
CONSENT = b"<html><body><form action='/v2/collectConsent'>We value your privacy</form></body></html>"
BOMB = gzip.compress(bytes(80 * 2**20))
COMPANIES = """<result><list><corp_code>00126380</corp_code><corp_name>삼성전자</corp_name>
<stock_code>005930</stock_code></list></result>"""
DAYS = MARKETS["krx"].sessions(date(2025, 1, 2), date(2025, 1, 24))
NOW = datetime(2025, 1, 24, 12, tzinfo=UTC)
NEIGHBOUR = SAMSUNG.model_copy(update={"id": "KRX:000660", "ticker": "000660", "name": "SK하이닉스"})
CHART = "/v8/finance/chart/005930.KS"


@dataclass
class Scene:
    """Sources that ask one server, a store, and a clock that a test may set."""

    replay: Replay
    documents: Documents
    now: datetime = NOW
    settings: Mapping[str, object] = field(default_factory=dict)

    def web(self, source: Source) -> PoliteWeb:
        address = {"source_addresses": {source.name: self.replay.address}}
        chosen = Settings(source_timeout_s=0.6).model_copy(update={**address, **self.settings})
        return PoliteWeb(source, chosen, self.documents, lambda: self.now)

    def collect(self, *names: str, securities: tuple[Security, ...] = (SAMSUNG,)) -> list[dict[str, object]]:
        """Run the sources as one chain; the rows of the run log, an error by its code."""
        chain = [replace(SOURCES[name], rate=Rate(200.0, SOURCES[name].rate.per_day)) for name in names]
        asked = Asked(securities, DAYS[0], DAYS[-1])
        rows = collect(Collecting(self.documents, self.web, lambda: self.now), [chain], asked)
        return [{**row, "error": code_of(row["error"])} for row in rows]


def code_of(error: object) -> str | None:
    return None if error is None else str(json.loads(str(error))["code"])


@pytest.fixture
def scene(replay: Replay, store: Documents) -> Scene:
    return Scene(replay, store)


@dataclass(frozen=True)
class Row:
    """What is answered in the place of the chart, the code of the run's error, and after how long it may be asked again."""

    told: Told
    code: str
    after: timedelta = timedelta(0)


ROWS = {
    "404": Row(Told(b"{}", 404), "not_listed"),
    "429 with Retry-After": Row(
        Told(b"{}", 429, {**JSON, "Retry-After": "3600"}), "source_pause", timedelta(hours=1, seconds=1)
    ),
    "429 with Retry-After as a date": Row(
        Told(b"{}", 429, {**JSON, "Retry-After": "Fri, 24 Jan 2025 13:00:00 GMT"}),
        "source_pause",
        timedelta(hours=1, seconds=1),
    ),
    "500": Row(Told(b"oops", 500), "source_status"),
    "slow body": Row(Told(b'{"a": 1}' * 99, pace=0.05), "source_silent"),
    "cut body": Row(replace(yahoo_chart("005930.KS", DAYS), missing=100), "source_cut"),
    "wrong content type": Row(
        Told(b"date,close\n", headers={"Content-Type": "text/csv"}), "source_wrong_type"
    ),
    "gzip bomb": Row(Told(BOMB, headers={**JSON, "Content-Encoding": "gzip"}), "source_too_large"),
    "HTML instead of JSON": Row(Told(PAGE, headers=HTML), "source_wrong_type"),
    "brackets without end": Row(Told(b"[" * 200_000), "source_wrong_type"),
    "consent page": Row(Told(CONSENT, headers=HTML), "source_consent"),
    "changed field names": Row(
        Told(yahoo_chart("005930.KS", DAYS).body.replace(b'"timestamp"', b'"times"')), "source_field"
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_fault_is_told_stores_nothing_and_hides_nothing_once_it_has_passed(name: str, scene: Scene) -> None:
    row, replay = ROWS[name], scene.replay
    replay.on(CHART, row.told)
    (run,) = scene.collect("yahoo")
    assert (run["state"], run["error"]) == ("failed", row.code)
    assert [scene.documents.count(one.name) for one in (BARS, CURSORS, QUARANTINE)] == [0, 0, 0]
    if row.after:
        (early,) = scene.collect("yahoo")
        assert (early["state"], early["error"], len(replay.asked)) == ("failed", row.code, 1)
    replay.on(CHART, yahoo_chart("005930.KS", DAYS))
    scene.now += row.after
    (run,) = scene.collect("yahoo")
    assert (run["state"], run["inserted"], run["error"]) == ("done", len(DAYS) + 1, None)
    assert read_cursors(scene.documents, "yahoo") == {SAMSUNG.id: str(DAYS[-1])}


def test_an_expired_token_is_replaced_within_the_run(scene: Scene) -> None:
    expired = Told(b'{"rt_cd": "1", "msg_cd": "EGW00123", "msg1": ""}', 500)
    bar = {"stck_bsop_date": "20250102", "stck_clpr": "70500", "stck_oprc": "70000", "stck_hgpr": "72000"}
    answer = {"rt_cd": "0", "output2": [{**bar, "stck_lwpr": "69000", "acml_vol": "1200"}]}
    scene.replay.on("/oauth2/tokenP", Told(b'{"access_token": "one"}'), Told(b'{"access_token": "two"}'))
    scene.replay.on(f"/{kis.CHART}", expired, Told(json.dumps(answer).encode()))
    scene.settings = {"kis_app_key": SecretStr("key-1"), "kis_app_secret": SecretStr("secret-1")}
    (run,) = scene.collect("kis")
    assert (run["state"], run["inserted"], run["error"]) == ("done", 1, None)
    assert scene.replay.asked[-1].headers["authorization"] == "Bearer two"


def test_a_quota_that_is_spent_ends_the_run_until_the_source_may_be_asked_again(scene: Scene) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("CORPCODE.xml", COMPANIES)
    scene.replay.on("/api/corpCode.xml", Told(packed.getvalue(), headers={"Content-Type": "application/zip"}))
    scene.settings = {"opendart_api_key": SecretStr("first,second")}
    scene.replay.on("/api/list.json", Told(b'{"status": "020", "message": "used up"}'))
    (run,) = scene.collect("opendart_filings")
    assert (run["state"], run["error"]) == ("failed", "source_keys_spent")
    assert float(str(run["retry_after"])) >= 3_600
    keys = [one.query["crtfc_key"] for one in scene.replay.asked if one.path == "/api/list.json"]
    assert keys == ["first", "second"]
    filing = {"rcept_no": "20250110000001", "rcept_dt": "20250110", "report_nm": "x", "stock_code": "005930"}
    told = {"status": "000", "total_page": 1, "list": [filing]}
    scene.replay.on("/api/list.json", Told(json.dumps(told).encode()))
    scene.now += timedelta(hours=1)
    (run,) = scene.collect("opendart_filings")
    assert (run["state"], scene.documents.count(FILINGS.name)) == ("done", 1)


def test_an_empty_krx_frame_of_a_day_that_others_have_is_an_error_and_the_next_source_is_asked(
    scene: Scene,
) -> None:
    scene.replay.on("/sise.nhn", naver_chart("000660", DAYS), symbol="000660")
    empty = b'<protocol><chartdata symbol="005930" name="x"></chartdata></protocol>'
    scene.replay.on("/sise.nhn", Told(empty, headers=XML), symbol="005930")
    scene.replay.on(CHART, yahoo_chart("005930.KS", DAYS))
    first, second = scene.collect("naver_chart", "yahoo", securities=(SAMSUNG, NEIGHBOUR))
    assert (first["state"], first["inserted"]) == ("done", len(DAYS))
    assert first["error"] == "parts_failed"
    assert (second["source"], second["state"], second["inserted"]) == ("yahoo", "done", len(DAYS) + 1)
    assert SAMSUNG.id not in read_cursors(scene.documents, "naver_chart")
    scene.replay.on("/sise.nhn", naver_chart("005930", DAYS), symbol="005930")
    (again,) = scene.collect("naver_chart", securities=(SAMSUNG, NEIGHBOUR))
    assert (again["error"], again["inserted"]) == (None, len(DAYS))


@pytest.mark.parametrize("jump", [timedelta(days=400), timedelta(days=-8)], ids=["ahead", "behind"])
def test_a_clock_that_jumps_and_comes_back_leaves_no_gap(jump: timedelta, scene: Scene) -> None:
    scene.replay.on("/sise.nhn", naver_chart("005930", DAYS))
    scene.now += jump
    (wrong,) = scene.collect("naver_chart")
    assert wrong["state"] == "done"
    scene.now = NOW
    (right,) = scene.collect("naver_chart")
    assert (right["state"], right["error"]) == ("done", None)
    stored = scene.documents.read(BARS.name, known_by=NOW)
    assert stored["date"].to_list() == list(DAYS)
    assert scene.documents.versions(BARS.name).height == len(DAYS)


@pytest.mark.parametrize(
    ("monday", "close"),
    [(date(2025, 3, 10), "20:00"), (date(2025, 11, 3), "21:00")],
    ids=["spring", "autumn"],
)
def test_bars_keep_their_day_and_their_close_when_the_clocks_change(
    monday: date, close: str, scene: Scene
) -> None:
    zone, apple = (
        ZoneInfo("America/New_York"),
        Security(id="US:AAPL", market="us", ticker="AAPL", name="Apple", currency="USD"),
    )
    days = MARKETS["us"].sessions(monday - timedelta(days=3), monday + timedelta(days=1))
    opens = timedelta(hours=9, minutes=30)
    scene.replay.on("/v8/finance/chart/AAPL", yahoo_chart("AAPL", days, zone, opens, "USD"))
    scene.now = datetime(2025, 12, 1, tzinfo=UTC)
    collecting = Collecting(scene.documents, scene.web, lambda: scene.now)
    collect(collecting, [[SOURCES["yahoo"]]], Asked((apple,), days[0], days[-1]))
    stored = scene.documents.read(BARS.name, order=("date",))
    assert stored["date"].to_list() == list(days)
    before = "21:00" if close == "20:00" else "20:00"
    assert [f"{at:%H:%M}" for at in stored["known_at"]] == [before, close, close]
