from datetime import UTC, datetime

import pytest

from collectors.article_keys import canonical_url
from stockelper.store.collections import ARTICLES
from stockelper.store.sqlite import SqliteDocuments
from tests.collectors.files.conftest import Import, Write


def stored(documents: SqliteDocuments) -> list[dict[str, object]]:
    return documents.read(ARTICLES.name, order=("article",)).to_dicts()


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://News.Example.com:80/a/?utm_source=x&id=7#top", "https://news.example.com/a?id=7"),
        ("https://example.com/a?b=2&a=1&fbclid=z", "https://example.com/a?a=1&b=2"),
        ("https://m.example.com/a", "https://m.example.com/a"),
        ("https://example.com:8443/", "https://example.com:8443/"),
        (
            "https://finance.naver.com/item/news_read.naver?article_id=1&office_id=2&code=005930&page=3",
            "https://finance.naver.com/item/news_read.naver?article_id=1&office_id=2",
        ),
        ("not a url", None),
        ("https://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_known_by_what_identifies_the_page(url: str | None, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    ("column", "value", "known"),
    [
        ("published", "2025-05-16 20:20:00", datetime(2025, 5, 16, 20, 20, tzinfo=UTC)),
        ("published", "2025-05-16T20:20:00+09:00", datetime(2025, 5, 16, 11, 20, tzinfo=UTC)),
        ("time", "Fri, 16 May 2025 20:20:00 +0900", datetime(2025, 5, 16, 11, 20, tzinfo=UTC)),
        ("date", "2025-05-16", datetime(2025, 5, 16, 14, 59, 59, 999999, tzinfo=UTC)),
        ("date", "2025.05.16", datetime(2025, 5, 16, 14, 59, 59, 999999, tzinfo=UTC)),
        ("date", "2025년 5월 16일", datetime(2025, 5, 16, 14, 59, 59, 999999, tzinfo=UTC)),
        ("date", "2025-05-16T00:00:00", datetime(2025, 5, 16, 14, 59, 59, 999999, tzinfo=UTC)),
        ("month", "2020.01", datetime(2020, 1, 31, 14, 59, 59, 999999, tzinfo=UTC)),
        ("published", "1747394400", datetime(2025, 5, 16, 11, 20, tzinfo=UTC)),
    ],
)
def test_a_time_is_utc_and_a_day_or_month_is_its_end_in_seoul(
    write: Write, load: Import, documents: SqliteDocuments, column: str, value: str, known: datetime
) -> None:
    load(write("n.csv", f'title,{column}\n삼성전자 신제품 공개,"{value}"\n'))
    (article,) = stored(documents)
    assert article["known_at"] == article["published"] == known


def test_a_day_of_an_american_share_ends_in_new_york(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    load(write("n.csv", "symbol,title,date\nNVDA,Chips rally,2025-01-02\n"))
    assert stored(documents)[0]["known_at"] == datetime(2025, 1, 3, 4, 59, 59, 999999, tzinfo=UTC)


def test_companies_come_from_symbols_and_from_the_title(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    load(write("n.csv", 'symbols,title,published\n"005380,NVDA",삼성전자 신제품 공개,2025-01-02\n'))
    (article,) = stored(documents)
    assert article["securities"] == ["KRX:005380", "KRX:005930", "US:NVDA"]
    assert article["language"] == "ko"


def test_a_symbol_that_is_none_is_left_out_and_the_article_stays(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    loaded = load(write("n.csv", "companyCode,headline,time\n0000889971,8-K of a firm,2026-06-03T17:20:51\n"))
    assert loaded.counts == (1, 1, 0, 0, 0)
    assert stored(documents)[0]["securities"] == []


def test_one_article_under_two_symbols_is_one_with_both(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    rows = "".join(
        f"{s},Big tech falls,2025-01-02 10:00:00,https://e.com/1?utm_id={s}\n" for s in ("AAPL", "MSFT")
    )
    path = write("n.csv", "symbol,title,published,url\n" + rows)
    assert load(path).counts == (2, 1, 0, 1, 0)
    assert stored(documents)[0]["securities"] == ["US:AAPL", "US:MSFT"]
    assert load(path).counts == (2, 0, 0, 2, 0)


def test_a_second_file_adds_its_company_to_a_stored_article(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    for symbol in ("AAPL", "MSFT"):
        row = f"{symbol},Big tech falls,2025-01-02 10:00:00,https://e.com/1\n"
        load(write(f"{symbol}.csv", "symbol,title,published,url\n" + row))
    assert stored(documents)[0]["securities"] == ["US:AAPL", "US:MSFT"]
    again = load(
        write(
            "AAPL.csv",
            "symbol,title,published,url\nAAPL,Big tech falls,2025-01-02 10:00:00,https://e.com/1\n",
        )
    )
    assert again.counts == (1, 0, 0, 1, 0)


def test_the_same_title_of_another_publisher_is_linked_and_kept(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    rows = (
        "삼성전자 신제품 공개,2025-01-02 03:00:00,갑일보,https://a.kr/1\n"
        "[속보] 다른 소식입니다,2025-01-02 01:00:00,갑일보,https://a.kr/2\n"
        "삼성전자 '신제품' 공개,2025-01-02 02:00:00,을일보,https://b.kr/1\n"
    )
    path = write("n.csv", "title,published,press,link\n" + rows)
    assert load(path).counts == (3, 3, 0, 0, 0)
    links = {article["article"]: article["duplicate_of"] for article in stored(documents)}
    assert links == {"https://a.kr/1": "https://b.kr/1", "https://a.kr/2": None, "https://b.kr/1": None}
    assert load(path).counts == (3, 0, 0, 3, 0)
    late = write(
        "m.csv",
        "title,published,press,link\n삼성전자 신제품 공개,2025-01-02 01:00:00,병일보,https://c.kr/1\n",
    )
    load(late)
    links = {article["article"]: article["duplicate_of"] for article in stored(documents)}
    assert links["https://c.kr/1"] == "https://b.kr/1"


def test_without_an_address_publisher_title_and_day_are_the_key(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    rows = "삼성전자 신제품!,2025-01-02,갑일보\n삼성전자  신제품,2025-01-02,갑일보\n삼성전자 신제품,2025-01-03,갑일보\n"
    assert load(write("n.csv", "title,published,press\n" + rows)).counts == (3, 2, 0, 1, 0)


def test_rows_without_title_or_with_a_wrong_or_future_time_are_set_apart(write: Write, load: Import) -> None:
    rows = ",2025-01-02\nA title here,someday\nA title here,\nA title here,2999-01-01\n"
    assert load(write("n.csv", "title,published\n" + rows)).reasons == [
        (1, "title", "missing_value"),
        (2, "published", "malformed_date"),
        (3, "published", "missing_value"),
        (4, "published", "future_date"),
    ]


def test_a_title_or_text_longer_than_any_article_is_set_apart(write: Write, load: Import) -> None:
    rows = f"{'가' * 1001},,2025-01-02\n{'가' * 1000},,2025-01-02\nA title here,{'b' * 200_001},2025-01-02\n"
    found = load(write("n.csv", "title,text,published\n" + rows))
    assert found.reasons == [(1, "title", "too_long"), (3, "text", "too_long")]


def test_an_article_told_again_in_a_later_batch_keeps_its_first_words_and_gains_a_company(
    write: Write, load: Import, documents: SqliteDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collectors.files.importing.rows_at_once", lambda _kind: 1)
    address = "https://finance.naver.com/item/news_read.naver?article_id=1&office_id=2"
    path = write(
        "n.csv",
        "title,published,url,symbols\n"
        f"두 회사의 같은 기사입니다,2025-01-02,{address}&code=005930&page=8,005930\n"
        f"두 회사의 같은 기사입니다,2025-01-02,{address}&code=000660&page=3,000660\n",
    )
    assert load(path, "krx").counts == (2, 1, 1, 0, 0)
    (article,) = documents.read(ARTICLES.name).to_dicts()
    assert article["securities"] == ["KRX:000660", "KRX:005930"]
    assert article["url"].endswith("page=8")
    assert load(path, "krx").counts == (2, 0, 0, 2, 0)


@pytest.mark.parametrize(
    "publisher", ["https://ann:WXYZ9876@s.example.com", "https://s.example.com/?token=WXYZ9876"]
)
def test_a_publisher_told_as_an_address_keeps_no_credentials(
    publisher: str, write: Write, load: Import, documents: SqliteDocuments
) -> None:
    path = write("a.csv", f"title,published,source,symbols\nApple news,2025-01-05T09:00:00Z,{publisher},AAPL")
    load(path, "us")
    assert documents.read(ARTICLES.name)["source"].item() in {
        "https://s.example.com",
        "https://s.example.com/",
    }
