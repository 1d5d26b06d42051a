"""The resolver as of a time: the store's securities on top of the bundle, and only what was known."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event

import polars as pl
import pytest

from stockelper.securities import at
from stockelper.securities.at import bundled_resolver, resolver_at
from stockelper.securities.listing import Listing
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import SECURITIES
from stockelper.store.sqlite import SqliteDocuments

KNOWN = datetime(2022, 1, 3, tzinfo=UTC)
NOW = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[SqliteDocuments]:
    store = SqliteDocuments(tmp_path / "documents.db")
    yield store
    store.close()


def write(store: SqliteDocuments, recorded_at: datetime = NOW, **changed: object) -> None:
    row = {
        "security": "PRACTICE:GARAM1", "valid_from": date(1900, 1, 1), "valid_to": None, "market": "practice",
        "ticker": "GARAM1", "name": "가람로봇", "name_en": "Garam Robots", "board": None, "sector": None,
        "currency": "KRW", "provisional": False, "simulated": True, "source": "test", "known_at": KNOWN,
    }  # fmt: skip
    schema = SECURITIES.written_schema()
    store.upsert("securities", pl.DataFrame([row | changed], schema=schema), recorded_at=recorded_at)


def test_an_empty_store_means_the_bundle(documents: SqliteDocuments) -> None:
    assert resolver_at(documents, NOW) is bundled_resolver()


def test_a_stored_company_is_resolved_in_both_languages(documents: SqliteDocuments) -> None:
    write(documents)
    resolver = resolver_at(documents, NOW)
    assert resolver.resolve("가람로봇 주가").securities == ("PRACTICE:GARAM1",)
    assert resolver.resolve("Garam Robots stock").securities == ("PRACTICE:GARAM1",)
    assert resolver.resolve("삼성전자").securities == ("KRX:005930",)
    found = resolver.listing.get("PRACTICE:GARAM1")
    assert found is not None
    assert found.simulated


def test_what_was_not_known_yet_is_not_there(documents: SqliteDocuments) -> None:
    write(documents)
    assert "PRACTICE:GARAM1" not in resolver_at(documents, KNOWN - timedelta(seconds=1)).listing


def test_a_name_is_used_while_it_was_valid(documents: SqliteDocuments) -> None:
    write(documents, name="옛가람로봇", valid_to=date(2024, 1, 1))
    write(documents, name="새가람로봇", valid_from=date(2024, 1, 1))
    assert resolver_at(documents, datetime(2023, 6, 1, tzinfo=UTC)).resolve("옛가람로봇 주가").securities
    assert resolver_at(documents, NOW).resolve("새가람로봇 주가").securities
    assert not resolver_at(documents, NOW).resolve("옛가람로봇 주가").securities


def test_a_provisional_security_never_hides_a_listed_one(documents: SqliteDocuments) -> None:
    write(documents, security="KRX:005930", market="krx", ticker="005930", name="005930", provisional=True)
    write(
        documents,
        security="US:QQZZ",
        market="us",
        ticker="QQZZ",
        name="QQZZ",
        currency="USD",
        provisional=True,
    )
    resolver = resolver_at(documents, NOW)
    assert resolver.resolve("삼성전자").securities == ("KRX:005930",)
    assert resolver.resolve("$QQZZ").securities == ("US:QQZZ",)


def test_the_resolver_is_kept_until_the_collection_changes(documents: SqliteDocuments) -> None:
    write(documents)
    first = resolver_at(documents, NOW)
    assert resolver_at(documents, NOW + timedelta(days=3)) is first
    write(documents, NOW + timedelta(hours=1), security="PRACTICE:GARAM2", ticker="GARAM2", name="나람로봇")
    assert resolver_at(documents, NOW + timedelta(days=3)).resolve("나람로봇 주가").securities


def test_moments_that_see_the_same_securities_share_a_resolver(documents: SqliteDocuments) -> None:
    write(documents)
    write(documents, security="PRACTICE:HANUL2", ticker="HANUL2", known_at=NOW + timedelta(days=30))
    write(documents, security="PRACTICE:BADA3", ticker="BADA3", valid_from=date(2025, 6, 1))
    early = resolver_at(documents, datetime(2023, 1, 1, tzinfo=UTC))
    assert resolver_at(documents, datetime(2024, 1, 1, tzinfo=UTC)) is early
    assert "PRACTICE:BADA3" not in early.listing
    later = resolver_at(documents, NOW)
    assert "PRACTICE:BADA3" in later.listing
    assert "PRACTICE:HANUL2" not in later.listing
    assert "PRACTICE:HANUL2" in resolver_at(documents, NOW + timedelta(days=31)).listing


def test_a_revision_shows_from_the_moment_it_became_known(documents: SqliteDocuments) -> None:
    write(documents)
    after = NOW + timedelta(days=2)
    assert named(documents, NOW) == "가람로봇"
    write(documents, name="새가람로봇", recorded_at=after - timedelta(days=1))
    assert named(documents, NOW) == "가람로봇"
    assert named(documents, after) == "새가람로봇"


def named(documents: SqliteDocuments, moment: datetime) -> str:
    found = resolver_at(documents, moment).listing.get("PRACTICE:GARAM1")
    assert found is not None
    return found.name


def test_an_imported_listing_that_spells_out_share_classes_leaves_the_company_clear(
    documents: SqliteDocuments,
) -> None:
    for ticker, share_class in (("GOOG", "C"), ("GOOGL", "A")):
        write(
            documents, security=f"US:{ticker}", ticker=ticker, market="us", currency="USD", simulated=False,
            name=f"Alphabet Inc. (Class {share_class})", name_en="Alphabet",
        )  # fmt: skip
    found = resolver_at(documents, NOW).resolve("Compare Microsoft and Alphabet over the last year")
    assert set(found.securities) == {"US:MSFT", "US:GOOGL"}


def test_a_word_that_is_the_ticker_of_some_listed_company_stays_a_word(documents: SqliteDocuments) -> None:
    write(
        documents,
        security="US:MAX",
        ticker="MAX",
        name="MediaAlpha",
        name_en=None,
        market="us",
        simulated=False,
    )
    resolver = resolver_at(documents, NOW)
    assert resolver.resolve("Tesla max drawdown over two years").securities == ("US:TSLA",)
    assert resolver.resolve("MAX stock price").securities == ("US:MAX",)


def test_companies_of_an_imported_listing_are_known_by_what_people_call_them(
    documents: SqliteDocuments,
) -> None:
    for ticker, name in (("QWYX", "Qwyx, Inc."), ("ZZL", "Zzillo Group, Inc."), ("DAVE", "Dave Inc.")):
        write(documents, security=f"US:{ticker}", ticker=ticker, name=name, market="us", name_en=None)
    resolver = resolver_at(documents, NOW)

    def found(text: str) -> list[tuple[str, ...]]:
        return [mention.candidates for mention in resolver.resolve(text).mentions]

    assert found("qwyx stock price") == [("US:QWYX",)]
    assert found("what is a qwyx") == []
    assert found("Zzillo Group price") == [("US:ZZL",)]
    assert found("my friend dave bought a stock") == []


def test_a_resolver_that_is_being_built_holds_up_no_other_moment(
    documents: SqliteDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(documents)
    write(documents, security="PRACTICE:BADA3", ticker="BADA3", name="바다통신", valid_from=date(2025, 6, 1))
    early = datetime(2023, 1, 1, tzinfo=UTC)
    begun, end, built = Event(), Event(), list[int]()

    def slowly(listing: Listing) -> Resolver:
        built.append(len(listing))
        if "PRACTICE:BADA3" in listing:
            begun.set()
            assert end.wait(10)
        return Resolver(listing)

    monkeypatch.setattr(at, "Resolver", slowly)
    with ThreadPoolExecutor(3) as pool:
        late = [pool.submit(resolver_at, documents, NOW) for _ in range(2)]
        assert begun.wait(10)
        try:
            assert "PRACTICE:BADA3" not in pool.submit(resolver_at, documents, early).result(10).listing
        finally:
            end.set()
        assert late[0].result(10) is late[1].result(10)
    assert len(built) == 2


def test_days_that_list_the_same_companies_share_what_is_made_of_them(documents: SqliteDocuments) -> None:
    write(documents)
    later = KNOWN + timedelta(days=400)
    write(documents, security="PRACTICE:GARAM2", ticker="GARAM2", name="가람모터", known_at=later)
    before, after = resolver_at(documents, later - timedelta(days=1)), resolver_at(documents, later)
    assert before is not after
    assert before.listing.get("PRACTICE:GARAM1") is after.listing.get("PRACTICE:GARAM1")
    assert "PRACTICE:GARAM2" not in before.listing
    assert "PRACTICE:GARAM2" in after.listing
