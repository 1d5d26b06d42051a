"""Collecting on demand, over the wire: what a question lacks is asked for, stored, and answered from."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import polars as pl
import pytest

from collectors.following import follow, followed
from collectors.practice.cast import companies
from collectors.refreshing import JOB, Refreshing
from stockelper.clock import Clock, wall_clock
from stockelper.errors import StoreReadOnly
from stockelper.markets.registry import market_of
from stockelper.settings import Settings
from stockelper.store.collections import RUNS
from stockelper.store.documents import eq
from stockelper.types import Answer
from tests.collectors.recorded import EXAMPLES, recording
from tests.collectors.replay import Replay, Told, replaying
from ui.commands.collect import asked_by_watchlist
from ui.wiring import Product

SOURCES = ("yahoo", "naver_chart", "nasdaq_chart", "yahoo_news")
NVDA, AMZN, SAMSUNG = "US:NVDA", "US:AMZN", "KRX:005930"
CHART, SEARCH = "/v8/finance/chart/", "/v1/finance/search"
OLD = dt.date(2021, 1, 29)
NOWHERE = "http://127.0.0.1:9"
Opened = Callable[..., Product]


@pytest.fixture
def replay() -> Iterator[Replay]:
    with replaying() as server:
        yield server


@pytest.fixture
def opened(tmp_path: Path, replay: Replay) -> Iterator[Opened]:
    """Opens products on one store, whose sources are the test's server."""
    products: list[Product] = []

    def opener(seconds: float = 5.0, address: str | None = None, **settings: object) -> Product:
        addresses = dict.fromkeys(SOURCES, address or replay.address)
        given = {"data": tmp_path / "data", "refresh": True, "source_addresses": addresses, **settings}
        product = Product(Settings().model_copy(update=given), Clock())
        if product.settings.refresh:
            vars(product)["refresh"] = Refreshing(product.documents, product.gather, seconds=seconds)
        products.append(product)
        return product

    yield opener
    for product in products:
        product.close()


def serve_nvda(replay: Replay, api: Path, delay: float = 0.0) -> dt.date:
    """Answer with the recorded chart of NVDA, moved to the sessions up to the last one, which is returned."""
    body: Any = recording(api, "historical-via-chart-NVDA-split-2021-02-01-to-2022-01-31.csv.json")
    (result,), market = body["chart"]["result"], market_of(NVDA)
    last = market.last_session(wall_clock())
    days = market.sessions(market.session_offset(last, 1 - len(result["timestamp"])), last)
    result["timestamp"] = [int(market.open_at(day).timestamp()) for day in days]
    del result["events"]
    replay.on(f"{CHART}NVDA", Told(json.dumps(body).encode(), delay=delay))
    return last


def ask(product: Product, question: str, as_of: dt.datetime | None = None) -> Answer:
    return product.runs.answer(product.runs.start(question, as_of=as_of), timeout=60)


def put_bar(product: Product, security: str, day: dt.date) -> None:
    market = market_of(security)
    row = {
        "security": security, "interval": "1d", "date": day, "basis": "raw", "source": "import", "open": 100.0,
        "high": 101.0, "low": 99.0, "close": 100.5, "volume": 1000, "halted": False, "known_at": market.close_at(day),
    }  # fmt: skip
    product.documents.upsert("bars", pl.DataFrame([row]), recorded_at=wall_clock())


def put_article(product: Product, security: str, published: dt.datetime) -> None:
    row = {
        "article": "https://news.test/1", "title": "NVIDIA ships a chip", "url": "https://news.test/1", "source": "Times",
        "published": published, "securities": [security], "simulated": False, "known_at": published,
    }  # fmt: skip
    product.documents.upsert("articles", pl.DataFrame([row]), recorded_at=wall_clock())


def codes(answer: Answer) -> list[str]:
    return [note.code for note in answer.notes]


def refreshes(product: Product) -> list[tuple[str, str]]:
    rows = product.documents.read(RUNS.name, eq("job", JOB), order=("started",))
    return list(zip(rows["source"], rows["state"], strict=True))


def newest(answer: Answer) -> dt.date | None:
    """The day of the newest close that the answer rests on."""
    return max((item.date for item in answer.evidence if item.name == "close" and item.date), default=None)


def wait_for(is_so: Callable[[], bool]) -> None:
    end = monotonic() + 10
    while not is_so() and monotonic() < end:
        sleep(0.02)
    assert is_so()


def test_what_is_missing_is_collected_stored_and_answered_from(
    opened: Opened, replay: Replay, shared_data: Path
) -> None:
    last = serve_nvda(replay, shared_data / "api")
    product = opened()
    answer = ask(product, "NVDA price")
    assert answer.status == "answered"
    assert newest(answer) == last
    assert not [code for code in codes(answer) if code.startswith("refresh")]
    assert refreshes(product) == [("yahoo", "done"), ("nasdaq_chart", "skipped")]
    assert product.documents.count("bars", eq("security", NVDA)) == 252


def test_what_is_old_is_brought_up_and_the_same_is_not_asked_again(
    opened: Opened, replay: Replay, shared_data: Path
) -> None:
    EXAMPLES["yahoo"].serve(replay, shared_data / "api")
    last = dt.date(2022, 1, 28)  # as far as the recording goes: still old
    product = opened()
    put_bar(product, NVDA, OLD)
    assert newest(ask(product, "NVDA price")) == last
    since = dt.datetime.fromtimestamp(int(replay.asked[0].query["period1"]), dt.UTC).date()
    assert since <= OLD  # the new series covers the one that it takes the place of
    assert newest(ask(product, "NVDA price")) == last
    assert len(replay.asked) == 1


def test_one_source_gives_way_to_the_next(opened: Opened, replay: Replay, shared_data: Path) -> None:
    EXAMPLES["naver_chart"].serve(replay, shared_data / "api")
    product = opened()
    answer = ask(product, "삼성전자 주가 알려줘")
    assert answer.status == "answered"
    assert {item.source for item in answer.evidence if not item.id.startswith("coverage:")} == {"naver_chart"}
    assert refreshes(product) == [("kis", "skipped"), ("yahoo", "failed"), ("naver_chart", "done")]


def test_a_source_that_is_away_is_passed_over_while_another_answers(
    opened: Opened, replay: Replay, shared_data: Path
) -> None:
    EXAMPLES["naver_chart"].serve(replay, shared_data / "api")
    product = opened(source_addresses={"yahoo": NOWHERE, "naver_chart": replay.address})
    ask(product, "삼성전자 주가 알려줘")
    ask(product, "SK하이닉스 주가 알려줘")
    assert [source for source, state in refreshes(product) if state != "skipped"] == [
        "yahoo", "naver_chart", "naver_chart",
    ]  # fmt: skip


def test_news_is_collected_too(opened: Opened, replay: Replay, shared_data: Path) -> None:
    EXAMPLES["yahoo_news"].serve(replay, shared_data / "api")
    product = opened()
    answer = ask(product, "What is the latest news on Amazon?")
    assert [item.path for item in replay.asked] == [SEARCH]
    assert "Amazon.com" in answer.answer
    ask(product, "What is the latest news on Amazon?")
    assert len(replay.asked) == 1


def test_past_the_deadline_the_answer_is_from_the_store_and_the_next_one_has_what_came(
    opened: Opened, replay: Replay, shared_data: Path
) -> None:
    last = serve_nvda(replay, shared_data / "api", delay=2.0)
    product = opened(seconds=0.3)
    put_bar(product, NVDA, OLD)
    ask(product, "PER이 뭐야?")
    started = monotonic()
    answer = ask(product, "NVDA price")
    assert monotonic() - started < 1.8
    assert newest(answer) == OLD
    (note,) = [note for note in answer.notes if note.code == "refresh_prices"]
    assert note.parameters["date"] == "2021-01-29"
    assert "within 0.3 seconds" in note.text
    assert "refresh_prices" in codes(ask(product, "NVDA price"))
    wait_for(lambda: refreshes(product) == [("yahoo", "done"), ("nasdaq_chart", "skipped")])
    assert newest(ask(product, "NVDA price")) == last
    assert len(replay.asked) == 1


def test_a_process_that_ends_while_a_source_hangs_spares_the_next_ones_the_wait(
    opened: Opened, replay: Replay
) -> None:
    replay.on(f"{CHART}NVDA", Told(delay=4.0))
    first = opened(seconds=0.3)
    assert "refresh_no_prices" in codes(ask(first, "NVDA price"))
    started = monotonic()
    first.close()
    assert monotonic() - started < 2.0
    second = opened(seconds=0.3)
    for question in ("NVDA price", "Amazon price"):
        (note,) = [note for note in ask(second, question).notes if note.code == "refresh_no_prices"]
        assert "nothing came within 0.3 seconds" in note.text
    assert len(replay.asked) == 1


def test_a_source_that_is_away_is_said_to_be_and_left_alone_for_its_whole_market(opened: Opened) -> None:
    product = opened(address=NOWHERE)
    put_bar(product, NVDA, OLD)
    put_bar(product, AMZN, OLD)
    answer = ask(product, "NVDA price")
    assert answer.status == "answered"
    (note,) = [note for note in answer.notes if note.code == "refresh_prices"]
    assert note.parameters["reason"] == "yahoo cannot be reached: no connection"
    assert note.parameters["date"] == "2021-01-29"
    for again in (product, opened(address=NOWHERE)):
        assert "refresh_prices" in codes(ask(again, "Amazon price"))
        assert refreshes(again) == [("yahoo", "failed"), ("nasdaq_chart", "failed")]


def test_without_anything_stored_the_answer_says_why_nothing_came(opened: Opened) -> None:
    answer = ask(opened(address=NOWHERE), "삼성전자 주가 알려줘")
    assert answer.status == "no_data"
    assert "지금 받아오지 못했고(yahoo에 연결할 수 없습니다" in answer.answer


def test_a_security_that_a_source_does_not_know_is_no_reason_to_spare_the_others(
    opened: Opened, replay: Replay, shared_data: Path
) -> None:
    last = serve_nvda(replay, shared_data / "api")
    product = opened()
    assert "refresh_no_prices" in codes(ask(product, "Amazon price"))
    ask(product, "Amazon price")
    assert newest(ask(product, "NVDA price")) == last
    asked = [f"{CHART}AMZN", *["/api/quote/AMZN/historical"] * 2, f"{CHART}NVDA"]
    assert [item.path for item in replay.asked] == asked


def test_a_question_about_the_past_asks_nobody(opened: Opened, replay: Replay) -> None:
    product = opened()
    put_bar(product, NVDA, OLD)
    answer = ask(product, "NVDA price and news", dt.datetime(2021, 6, 1, tzinfo=dt.UTC))
    assert newest(answer) == OLD
    assert replay.asked == []
    assert refreshes(product) == []
    assert followed(product.documents) == []


def test_two_questions_at_once_make_one_request(opened: Opened, replay: Replay, shared_data: Path) -> None:
    serve_nvda(replay, shared_data / "api", delay=0.7)
    runs = opened().runs
    started = [runs.start("NVDA price"), runs.start("How is NVDA doing?")]
    for run in started:
        assert runs.answer(run, timeout=60).status == "answered"
    assert len(replay.asked) == 1


def test_two_processes_at_once_make_one_request(opened: Opened, replay: Replay, shared_data: Path) -> None:
    last = serve_nvda(replay, shared_data / "api", delay=1.0)
    first, second = opened(), opened()
    run = first.runs.start("NVDA price")
    wait_for(lambda: len(replay.asked) == 1)
    assert "refresh_no_prices" in codes(ask(second, "NVDA price"))
    assert first.runs.answer(run, timeout=60).status == "answered"
    assert newest(ask(second, "NVDA price")) == last
    assert len(replay.asked) == 1


def test_fresh_prices_and_news_are_not_asked_for(opened: Opened, replay: Replay) -> None:
    product, now = opened(), wall_clock()
    put_bar(product, NVDA, market_of(NVDA).last_session(now))
    put_article(product, NVDA, now - dt.timedelta(minutes=10))
    assert ask(product, "Why did NVDA move today, and what is the news?").evidence
    assert ask(product, "NVDA price").status == "answered"
    assert replay.asked == []
    assert refreshes(product) == []


def test_a_time_that_is_over_and_stored_is_not_asked_for(opened: Opened, replay: Replay) -> None:
    product = opened()
    put_bar(product, NVDA, dt.date(2022, 3, 31))
    ask(product, "NVDA price on 2022-03-31")
    ask(product, "NVDA news in March 2022")
    assert replay.asked == []


def test_the_practice_market_and_an_index_are_never_asked_for(opened: Opened, replay: Replay) -> None:
    product = opened()
    assert product.practise()
    for question in (f"{companies()[0].name.ko} 왜 움직였어?", "코스피 지수 알려줘", "오늘 시장 어땠어?"):
        ask(product, question)
    assert replay.asked == []
    assert refreshes(product) == []
    assert followed(product.documents) == []


def test_the_setting_turns_it_off(opened: Opened, replay: Replay) -> None:
    product = opened(refresh=False)
    assert product.refresh is None
    assert ask(product, "NVDA price").status == "no_data"
    assert replay.asked == []
    assert followed(product.documents) == []


def test_a_store_that_cannot_be_written_is_answered_from(
    opened: Opened, replay: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(collection: str, new: object, *, expected: object) -> bool:
        raise StoreReadOnly(path="/sealed", reason="read-only")

    product = opened()
    put_bar(product, NVDA, OLD)
    monkeypatch.setattr(product.documents, "claim", refused)
    answer = ask(product, "NVDA price")
    assert newest(answer) == OLD
    (note,) = [note for note in answer.notes if note.code == "refresh_prices"]
    assert note.parameters["reason"] == "The data folder cannot be written: /sealed"
    assert replay.asked == []


def test_what_people_ask_about_joins_the_watchlist(opened: Opened, replay: Replay) -> None:
    product = opened(watchlist="005930")
    ask(product, "NVDA price")
    wait_for(lambda: followed(product.documents) == [NVDA])
    follow(product.documents, ["US:NO-LONGER-LISTED"], wall_clock())
    asked = asked_by_watchlist(product)
    assert [security.id for security in asked.securities] == [SAMSUNG, NVDA]


def test_on_mongodb_it_works_in_the_same_way(
    opened: Opened, replay: Replay, shared_data: Path, databases: Callable[[], str]
) -> None:
    last, url = serve_nvda(replay, shared_data / "api", delay=1.0), databases()
    first, second = opened(documents_url=url), opened(documents_url=url)
    run = first.runs.start("NVDA price")
    wait_for(lambda: len(replay.asked) == 1)
    assert "refresh_no_prices" in codes(ask(second, "NVDA price"))
    assert newest(first.runs.answer(run, timeout=60)) == last
    assert newest(ask(second, "NVDA price")) == last
    assert len(replay.asked) == 1
    wait_for(lambda: followed(first.documents) == [NVDA])
