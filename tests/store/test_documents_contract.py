"""The documents port's contract, sentence by sentence, on every adapter."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from stockelper.errors import BadInput
from stockelper.store.collections import ARTICLES, BARS
from stockelper.store.documents import Documents, Extent, Where, Written, among, between, eq, has

SAMSUNG, HYNIX, APPLE = "KRX:005930", "KRX:000660", "US:AAPL"
JANUARY = datetime(2025, 1, 31, tzinfo=UTC)
FEBRUARY = datetime(2025, 2, 28, tzinfo=UTC)
MARCH = datetime(2025, 3, 31, tzinfo=UTC)


class Place(Protocol):
    transactions: bool

    def open(self) -> Documents: ...


def bar(day: int, close: float | None, security: str = SAMSUNG) -> dict[str, object]:
    return {
        "security": security,
        "interval": "1d",
        "date": date(2025, 1, day),
        "basis": "raw",
        "source": "file",
        "close": close,
        "known_at": datetime(2025, 1, day, 7, tzinfo=UTC),
    }


def bars(*rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows))


def article(
    name: str, day: int, title: str, securities: Sequence[str] = (), text: str = ""
) -> dict[str, object]:
    published = datetime(2025, 1, day, 3, tzinfo=UTC)
    return {
        "article": name,
        "title": title,
        "text": text,
        "published": published,
        "securities": list(securities),
        "known_at": published,
    }


def closes(store: Documents, known_by: datetime | None = None) -> list[float | None]:
    return store.read("bars", known_by=known_by, columns=["close"]).get_column("close").to_list()


def names(frame: pl.DataFrame) -> list[str]:
    return frame.get_column("article").to_list()


def test_an_empty_store_answers_with_the_collections_schema(documents: Documents) -> None:
    assert documents.read("bars").schema == BARS.schema()
    assert documents.read("articles", eq("article", "x"), known_by=MARCH).schema == ARTICLES.schema()
    assert documents.count("bars") == 0
    assert documents.newest("bars", "date") == {}
    assert list(documents.stream("bars")) == []


def test_what_is_written_is_read_back_with_every_type(documents: Documents) -> None:
    row = bar(2, 71.5) | {"volume": 12, "halted": True, "open": None}
    documents.upsert("bars", bars(row), recorded_at=JANUARY)
    documents.upsert(
        "articles", pl.DataFrame([article("a", 2, "제목", [SAMSUNG, APPLE])]), recorded_at=JANUARY
    )
    stored = documents.read("bars").row(0, named=True)
    assert stored == {**dict.fromkeys(BARS.all_columns()), **row, "recorded_at": JANUARY}
    read = documents.read("articles").row(0, named=True)
    assert read["securities"] == [SAMSUNG, APPLE]
    assert read["published"] == datetime(2025, 1, 2, 3, tzinfo=UTC)


def test_the_same_batch_again_is_all_unchanged_and_changes_nothing(documents: Documents) -> None:
    batch = bars(bar(2, 10.0), bar(3, None), bar(2, 5.0, HYNIX))
    assert documents.upsert("bars", batch, recorded_at=JANUARY) == Written(inserted=3)
    before = documents.read("bars")
    assert documents.upsert("bars", batch, recorded_at=MARCH) == Written(unchanged=3)
    assert_frame_equal(documents.read("bars"), before)


def test_a_changed_row_keeps_the_old_version_for_earlier_readers(documents: Documents) -> None:
    documents.upsert("bars", bars(bar(2, 10.0)), recorded_at=JANUARY)
    assert documents.upsert("bars", bars(bar(2, 12.0)), recorded_at=MARCH) == Written(changed=1)
    assert closes(documents, FEBRUARY) == [10.0]
    assert closes(documents, MARCH) == closes(documents) == [12.0]
    assert documents.read("bars").item(0, "known_at") == MARCH


def test_a_revision_is_known_from_its_publication(documents: Documents) -> None:
    documents.upsert("bars", bars(bar(2, 10.0)), recorded_at=JANUARY)
    documents.upsert("bars", bars(bar(2, 12.0)), recorded_at=MARCH, revised_at=FEBRUARY)
    assert closes(documents, FEBRUARY - timedelta(microseconds=1)) == [10.0]
    assert closes(documents, FEBRUARY) == [12.0]


def test_an_older_version_that_arrives_late_goes_into_history(documents: Documents) -> None:
    documents.upsert("bars", bars(bar(2, 10.0)), recorded_at=JANUARY)
    documents.upsert("bars", bars(bar(2, 12.0)), recorded_at=MARCH, revised_at=MARCH)
    late = bars(bar(2, 11.0))
    assert documents.upsert("bars", late, recorded_at=MARCH, revised_at=FEBRUARY) == Written(changed=1)
    assert documents.upsert("bars", late, recorded_at=MARCH, revised_at=FEBRUARY) == Written(unchanged=1)
    assert [closes(documents, at) for at in (JANUARY, FEBRUARY, MARCH)] == [[10.0], [11.0], [12.0]]
    assert closes(documents) == [12.0]


def test_a_version_older_than_everything_stored_is_seen_only_before_it(documents: Documents) -> None:
    documents.upsert("bars", bars(bar(20, 10.0)), recorded_at=JANUARY)
    early = datetime(2025, 1, 10, tzinfo=UTC)
    documents.upsert("bars", bars(bar(20, 9.0)), recorded_at=MARCH, revised_at=early)
    assert closes(documents, early - timedelta(seconds=1)) == []
    assert closes(documents, early) == [9.0]
    assert closes(documents, JANUARY) == [10.0]


def test_a_row_first_known_later_is_not_seen(documents: Documents) -> None:
    documents.upsert("bars", bars(bar(2, 10.0), bar(20, 11.0)), recorded_at=JANUARY)
    early = datetime(2025, 1, 10, tzinfo=UTC)
    assert closes(documents, early) == [10.0]
    assert documents.count("bars", known_by=early) == 1
    assert documents.newest("bars", "date", known_by=early) == {None: date(2025, 1, 2)}
    assert [len(frame) for frame in documents.stream("bars", known_by=early)] == [1]


def test_a_null_that_becomes_a_value_is_a_change(documents: Documents) -> None:
    documents.upsert("bars", bars(bar(2, None)), recorded_at=JANUARY)
    assert documents.upsert("bars", bars(bar(2, 1.0)), recorded_at=MARCH) == Written(changed=1)
    assert closes(documents, FEBRUARY) == [None]


def test_of_two_rows_with_one_key_in_a_batch_the_later_wins(documents: Documents) -> None:
    batch = bars(bar(3, 1.0), bar(2, 5.0), bar(3, 2.0))
    assert documents.upsert("bars", batch, recorded_at=JANUARY) == Written(inserted=2, unchanged=1)
    assert closes(documents) == [5.0, 2.0]
    same_day = [article("a", 2, "하나"), article("a", 2, "둘")]
    assert documents.upsert("articles", pl.DataFrame(same_day), recorded_at=JANUARY) == Written(1, 0, 1)
    assert documents.read("articles").item(0, "title") == "둘"


def test_a_state_collection_holds_the_latest_alone(documents: Documents) -> None:
    def thread(title: str | None) -> pl.DataFrame:
        return pl.DataFrame(
            [{"user": "u", "thread": "t", "title": title}], schema_overrides={"title": pl.String}
        )

    assert documents.upsert("threads", thread("하나"), recorded_at=JANUARY) == Written(inserted=1)
    assert documents.upsert("threads", thread("둘"), recorded_at=JANUARY) == Written(changed=1)
    assert documents.upsert("threads", thread("둘"), recorded_at=JANUARY) == Written(unchanged=1)
    assert documents.read("threads", known_by=datetime(2000, 1, 1, tzinfo=UTC)).item(0, "title") == "둘"
    assert documents.remove("threads", {"user": "u", "thread": "t"})
    assert not documents.remove("threads", {"user": "u", "thread": "t"})


@pytest.mark.parametrize(
    ("frame", "code", "column"),
    [
        (bars(bar(2, 1.0)).drop("source"), "column_missing", "source"),
        (bars(bar(2, 1.0)).drop("known_at"), "column_missing", "known_at"),
        (bars(bar(2, 1.0), bar(3, 1.0) | {"security": None}), "null_key", "security"),
        (bars(bar(2, 1.0) | {"colour": "red"}), "unknown_column", "colour"),
        (bars(bar(2, 1.0) | {"close": "dear"}), "wrong_type", "close"),
        (bars(bar(2, 1.0) | {"known_at": date(2025, 1, 2)}), "wrong_type", "known_at"),
    ],
)
def test_a_frame_of_another_shape_is_refused_by_name(
    documents: Documents, frame: pl.DataFrame, code: str, column: str
) -> None:
    with pytest.raises(BadInput) as caught:
        documents.upsert("bars", frame, recorded_at=JANUARY)
    assert caught.value.code == code
    assert caught.value.parameters["column"] == column
    assert documents.count("bars") == 0


def test_unknown_names_in_a_read_are_refused(documents: Documents) -> None:
    for read in (
        lambda: documents.read("prices"),
        lambda: documents.read("bars", eq("price", 1)),
        lambda: documents.read("bars", order=["price"]),
        lambda: documents.read("bars", columns=["price"]),
        lambda: documents.newest("bars", "price"),
        lambda: documents.read("bars", eq("date", "2025-01-02")),
        lambda: documents.search("bars", ["word"]),
    ):
        with pytest.raises(BadInput):
            read()


def test_float32_is_stored_by_its_shortest_decimal_and_nan_is_missing(documents: Documents) -> None:
    close = pl.Series("close", [262.36, float("nan")], dtype=pl.Float32)
    documents.upsert("bars", bars(bar(2, 0.0), bar(3, 0.0)).with_columns(close), recorded_at=JANUARY)
    assert closes(documents) == [262.36, None]


def test_conditions_select_what_they_say(documents: Documents) -> None:
    rows = [bar(day, float(day), security) for day in range(1, 11) for security in (SAMSUNG, HYNIX, APPLE)]
    documents.upsert("bars", bars(*rows), recorded_at=JANUARY)

    def days(*where: Where) -> list[tuple[str, int]]:
        found = documents.read("bars", *where, known_by=MARCH, columns=["security", "date"])
        return [(security, day.day) for security, day in found.rows()]

    assert days(eq("security", HYNIX), eq("date", date(2025, 1, 4))) == [(HYNIX, 4)]
    window = between("date", date(2025, 1, 2), date(2025, 1, 3))
    assert days(*window, among("security", [APPLE, SAMSUNG])) == [
        (SAMSUNG, 2), (SAMSUNG, 3), (APPLE, 2), (APPLE, 3),
    ]  # fmt: skip
    assert days(Where("close", ">", 9.0), Where("close", "<", 10.5), eq("security", APPLE)) == [(APPLE, 10)]
    assert days(among("security", [])) == []
    assert days(Where("volume", "is_null", value=False)) == []
    assert len(days(Where("volume", "is_null", value=True))) == 30


def test_order_limit_and_columns(documents: Documents) -> None:
    documents.upsert("bars", bars(bar(2, 3.0), bar(3, 1.0), bar(4, 2.0)), recorded_at=JANUARY)
    for known_by in (None, MARCH):
        read = documents.read(
            "bars", known_by=known_by, columns=["date"], order=["close"], descending=True, limit=2
        )
        assert read.columns == ["date"]
        assert [day.day for day in read.get_column("date")] == [2, 4]


def test_a_limited_read_of_the_past_counts_rows_of_the_past(documents: Documents) -> None:
    documents.upsert("bars", bars(bar(2, 1.0), bar(3, 2.0), bar(4, 3.0)), recorded_at=JANUARY)
    documents.upsert("bars", bars(bar(3, 20.0)), recorded_at=MARCH)
    read = documents.read("bars", known_by=FEBRUARY, order=["date"], descending=True, limit=2)
    assert read.get_column("close").to_list() == [3.0, 2.0]


def test_a_stream_is_the_same_in_key_order_in_batches(documents: Documents) -> None:
    rows = [bar(day, float(day), security) for security in (HYNIX, APPLE, SAMSUNG) for day in range(1, 9)]
    documents.upsert("bars", bars(*rows), recorded_at=JANUARY)
    documents.upsert("bars", bars(bar(5, 50.0)), recorded_at=MARCH)
    for known_by in (None, FEBRUARY):
        frames = list(documents.stream("bars", known_by=known_by, batch=10))
        assert [len(frame) for frame in frames] == [10, 10, 4]
        assert_frame_equal(pl.concat(frames), documents.read("bars", known_by=known_by))


def test_a_stream_sees_one_moment_of_a_store_with_transactions(place: Place) -> None:
    store = place.open()
    store.upsert("bars", bars(bar(2, 1.0), bar(3, 2.0)), recorded_at=JANUARY)
    stream = store.stream("bars", batch=1)
    first = next(stream)
    store.upsert("bars", bars(bar(4, 3.0)), recorded_at=JANUARY)
    seen = [first.item(0, "close"), *(frame.item(0, "close") for frame in stream)]
    assert seen[:2] == [1.0, 2.0]
    assert seen[2:] in ([[]] if place.transactions else [[], [3.0]])
    store.close()


def test_a_stream_of_the_past_gives_each_row_once_though_it_is_revised_meanwhile(
    documents: Documents,
) -> None:
    rows = [bar(day, float(day)) for day in range(1, 9)]
    documents.upsert("bars", bars(*rows), recorded_at=JANUARY)
    stream = documents.stream("bars", known_by=FEBRUARY, batch=3)
    first = next(stream)
    documents.upsert("bars", bars(*(row | {"close": 50.0} for row in rows)), recorded_at=MARCH)
    seen = pl.concat([first, *stream]).get_column("close").to_list()
    assert seen == [float(day) for day in range(1, 9)]


def test_newest_by_security_and_overall(documents: Documents) -> None:
    documents.upsert("bars", bars(bar(2, 1.0), bar(3, 2.0), bar(9, 2.0, APPLE)), recorded_at=JANUARY)
    documents.upsert("bars", bars(bar(3, 5.0)), recorded_at=MARCH)
    for known_by in (None, FEBRUARY):
        newest = documents.newest("bars", "date", by="security", known_by=known_by)
        assert newest == {SAMSUNG: date(2025, 1, 3), APPLE: date(2025, 1, 9)}
        korean = (Where("security", ">=", "KRX:"), Where("security", "<", "KRX;"))
        assert documents.newest("bars", "date", *korean, known_by=known_by) == {None: date(2025, 1, 3)}
    assert documents.newest("bars", "close", by="security") == {SAMSUNG: 5.0, APPLE: 2.0}
    assert documents.newest("bars", "known_at") == {None: MARCH}
    assert documents.newest("bars", "volume") == {}


def test_the_extent_changes_with_every_version_and_with_nothing_else(documents: Documents) -> None:
    """Rows of others, rows that say the same again, and reading leave it as it was."""

    def extent() -> Extent:
        return documents.extent(
            "bars", eq("security", SAMSUNG), *between("date", date(2025, 1, 1), date(2025, 1, 31))
        )

    seen = [extent()]
    documents.upsert("bars", bars(bar(2, 1.0), bar(3, 2.0)), recorded_at=MARCH)
    seen.append(extent())
    documents.upsert("bars", bars(bar(2, 1.0), bar(9, 2.0, APPLE)), recorded_at=MARCH)
    assert extent() == seen[-1]
    documents.upsert("bars", bars(bar(2, 5.0)), recorded_at=FEBRUARY)
    seen.append(extent())
    documents.upsert("bars", bars(bar(2, 4.0)), recorded_at=FEBRUARY, revised_at=JANUARY)
    seen.append(extent())
    documents.upsert("bars", bars(bar(4, 4.0)), recorded_at=JANUARY)
    seen.append(extent())
    assert len(set(seen)) == len(seen)
    with pytest.raises(BadInput):
        documents.extent("runs")


def test_has_finds_list_members_in_order_and_at_the_time(documents: Documents) -> None:
    rows = [article(f"a{day}", day, "t", [SAMSUNG] if day % 2 else [HYNIX, SAMSUNG]) for day in range(1, 8)]
    documents.upsert("articles", pl.DataFrame(rows), recorded_at=JANUARY)
    documents.upsert("articles", pl.DataFrame([article("a6", 6, "t", [APPLE])]), recorded_at=MARCH)

    def newest(*securities: str, known_by: datetime | None = None, limit: int = 9) -> list[str]:
        about = has("securities", *securities)
        return names(
            documents.read(
                "articles", about, known_by=known_by, order=["published"], descending=True, limit=limit
            )
        )

    assert newest(SAMSUNG, limit=2) == ["a7", "a5"]
    assert newest(SAMSUNG, limit=2, known_by=FEBRUARY) == ["a7", "a6"]
    assert newest(HYNIX, APPLE) == ["a6", "a4", "a2"]
    since = Where("published", ">=", datetime(2025, 1, 5, tzinfo=UTC))
    assert documents.count("articles", has("securities", SAMSUNG), since) == 2


def test_search_ranks_by_how_many_words_match(documents: Documents) -> None:
    rows = [
        article("one", 1, "삼성전자 증가"),
        article("both", 2, "삼성전자 실적 증가"),
        article("none", 3, "환율"),
    ]
    documents.upsert("articles", pl.DataFrame(rows), recorded_at=JANUARY)
    found = documents.search("articles", ["실적", "증가"])
    assert names(found) == ["both", "one"]
    scores = found.get_column("score").to_list()
    assert scores[0] > scores[1] > 0
    assert found.drop("score").schema == ARTICLES.schema()
    assert names(documents.search("articles", ["없는말"])) == []
    assert names(documents.search("articles", [])) == []


def test_a_two_syllable_word_is_found_inside_a_longer_one(documents: Documents) -> None:
    documents.upsert("articles", pl.DataFrame([article("a", 1, "반도체수출증가세")]), recorded_at=JANUARY)
    assert names(documents.search("articles", ["증가"])) == ["a"]


def test_a_revised_text_is_found_only_at_the_times_it_was_the_known_one(documents: Documents) -> None:
    documents.upsert("articles", pl.DataFrame([article("a", 1, "계약 체결")]), recorded_at=JANUARY)
    documents.upsert("articles", pl.DataFrame([article("a", 1, "계약 해지")]), recorded_at=MARCH)
    assert names(documents.search("articles", ["해지"], known_by=FEBRUARY)) == []
    assert documents.search("articles", ["계약"], known_by=FEBRUARY).item(0, "title") == "계약 체결"
    assert names(documents.search("articles", ["체결"])) == []
    assert names(documents.search("articles", ["체결"], known_by=MARCH)) == []
    assert names(documents.search("articles", ["해지"], known_by=MARCH)) == ["a"]


def test_a_late_older_text_is_found_in_its_own_time(documents: Documents) -> None:
    documents.upsert("articles", pl.DataFrame([article("a", 1, "계약 해지")]), recorded_at=JANUARY)
    documents.upsert("articles", pl.DataFrame([article("a", 1, "소송")]), recorded_at=MARCH)
    documents.upsert(
        "articles", pl.DataFrame([article("a", 1, "합의")]), recorded_at=MARCH, revised_at=FEBRUARY
    )
    assert names(documents.search("articles", ["합의"], known_by=FEBRUARY)) == ["a"]
    assert names(documents.search("articles", ["합의"], known_by=MARCH)) == []
    assert names(documents.search("articles", ["계약"], known_by=JANUARY)) == ["a"]


def test_search_keeps_to_its_conditions(documents: Documents) -> None:
    rows = [article(f"s{day}", day, "실적 발표", [SAMSUNG]) for day in range(1, 20)]
    rows += [article("apple", 5, "실적 발표", [APPLE]), article("nobody", 6, "실적 발표")]
    documents.upsert("articles", pl.DataFrame(rows), recorded_at=JANUARY)
    assert names(documents.search("articles", ["실적"], has("securities", APPLE))) == ["apple"]
    window = between("published", datetime(2025, 1, 3, tzinfo=UTC), datetime(2025, 1, 5, tzinfo=UTC))
    assert set(names(documents.search("articles", ["실적"], *window))) == {"s3", "s4"}
    assert len(documents.search("articles", ["실적"], limit=3)) == 3
    assert names(documents.search("articles", ["증자"], has("securities", SAMSUNG))) == []


def test_a_common_word_is_searched_up_to_the_time_that_is_asked_for(documents: Documents) -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    rows = [
        article(f"a{n:05}", 1, "주가 상승")
        | {"published": start + timedelta(hours=n), "known_at": start + timedelta(hours=n)}
        for n in range(3_000)
    ]
    documents.upsert("articles", pl.DataFrame(rows), recorded_at=MARCH)
    early = documents.search("articles", ["주가"], known_by=start + timedelta(hours=10), limit=50)
    assert sorted(names(early)) == [f"a{n:05}" for n in range(11)]


def test_words_with_signs_neither_break_a_search_nor_match_all(documents: Documents) -> None:
    documents.upsert("articles", pl.DataFrame([article("a", 1, "AT&T 5.5% 상승")]), recorded_at=JANUARY)
    for word in ('"', "OR", "a*", "title:", "NEAR(", "𝒜", "", "'; DROP TABLE articles"):
        assert names(documents.search("articles", [word])) == []
    assert names(documents.search("articles", ["5.5"])) == ["a"]


def test_threads_write_and_read_at_once(documents: Documents) -> None:
    def work(number: int) -> Written:
        rows = [bar(day, float(day), f"KRX:{number:06}") for day in range(1, 21)]
        written = documents.upsert("bars", bars(*rows), recorded_at=JANUARY)
        assert documents.count("bars", eq("security", f"KRX:{number:06}")) == 20
        return written

    with ThreadPoolExecutor(8) as pool:
        written = sum(pool.map(work, range(24)), Written())
    assert written == Written(inserted=480)
    assert documents.count("bars") == 480


def test_check_says_what_answers(documents: Documents) -> None:
    assert documents.check()
