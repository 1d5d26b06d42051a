import json
from datetime import UTC, date, datetime

from collectors.files.prepared import Options
from stockelper.store.collections import ACTIONS, FILINGS, HOLDERS, SECURITIES
from stockelper.store.documents import eq
from stockelper.store.sqlite import SqliteDocuments
from tests.collectors.files.conftest import Import, Write

DART_ITEM = {
    "rcept_no": "20240705000318",
    "rcept_dt": "2024-07-05",
    "corp_name": "삼성전자",
    "repror": "어느투자조합1호",
    "stkqy": "4,896,908",
    "stkrt": "12.84",
}


def test_a_listing_row_is_a_security_known_since_it_was_listed(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    head = "Unnamed: 0,Code,Name,Market,Sector,Industry,ListingDate\n"
    path = write("l.csv", head + "0,999990,가온시험,KOSDAQ GLOBAL,중견기업부,측정기기 제조업,2002-04-23\n")
    assert load(path).counts == (1, 1, 0, 0, 0)
    (row,) = documents.read(SECURITIES.name).to_dicts()
    assert (row["security"], row["market"], row["board"]) == ("KRX:999990", "krx", "KOSDAQ")
    assert (row["sector"], row["currency"], row["provisional"]) == ("측정기기 제조업", "KRW", False)
    assert row["known_at"] == datetime(2002, 4, 23, 14, 59, 59, 999999, tzinfo=UTC)
    assert load(path).counts == (1, 0, 0, 1, 0)


def test_a_listing_without_market_is_told_by_its_symbols(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    load(
        write(
            "l.csv",
            "Symbol,Security,GICS Sector\nBRK.B,Berkshire Hathaway,Financials\nZZZQ,Zed - Common Stock,\n",
        )
    )
    names = dict(documents.read(SECURITIES.name, columns=("security", "name")).rows())
    assert names == {"US:BRK.B": "Berkshire Hathaway", "US:ZZZQ": "Zed"}


def test_a_new_name_in_a_listing_is_known_from_its_import_on(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    path = write("l.csv", "symbol,name,market\n005930,삼성새이름,KOSPI\n000660,SK하이닉스,KOSPI\n")
    load(path)
    rows = {row["security"]: row for row in documents.read(SECURITIES.name).to_dicts()}
    assert rows["KRX:000660"]["known_at"] == datetime(1900, 1, 1, tzinfo=UTC)
    assert rows["KRX:005930"]["known_at"].year > 2000
    before = documents.read(SECURITIES.name, known_by=datetime(2019, 1, 1, tzinfo=UTC))
    assert before["security"].to_list() == ["KRX:000660"]
    assert load(path).counts == (2, 0, 0, 2, 0)


def test_a_listing_of_years_ago_renames_nobody_and_adds_who_is_not_known(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    load(write("krx_2018.csv", "symbol,name,market\n000270,기아자동차,KOSPI\n999990,가온옛시험,KOSPI\n"))
    names = dict(documents.read(SECURITIES.name).select("security", "name").rows())
    assert names == {"KRX:000270": "기아", "KRX:999990": "가온옛시험"}
    load(write("krx_2099.csv", "symbol,name,market\n999990,가온새시험,KOSPI\n"))
    load(write("krx_2018.csv", "symbol,name,market\n999990,가온옛시험,KOSPI\n"))
    names = dict(documents.read(SECURITIES.name).select("security", "name").rows())
    assert names["KRX:999990"] == "가온새시험"


def test_a_listing_keeps_what_it_does_not_say(write: Write, load: Import, documents: SqliteDocuments) -> None:
    load(write("a.csv", "symbol,name,market,sector,name_en\n999990,가온시험,KOSPI,기계,Gaon Test\n"))
    load(write("b.csv", "symbol,name,market\n999990,가온시험,KRX\n"))
    (row,) = documents.read(SECURITIES.name).to_dicts()
    assert (row["sector"], row["name_en"], row["board"]) == ("기계", "Gaon Test", "KOSPI")


def test_a_delisted_row_holds_until_it_was_delisted(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    head = "Symbol,Name,Market,ListingDate,DelistingDate\n"
    load(write("d.csv", head + "035720,다음커뮤니케이션,KOSDAQ,1999-11-11,2017-07-10\n"))
    (row,) = documents.read(SECURITIES.name).to_dicts()
    assert (row["valid_from"], row["valid_to"]) == (date(1999, 11, 11), date(2017, 7, 10))


def test_a_listing_takes_the_place_of_a_provisional_security(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    bars = write("b.csv", "symbol,date,open,high,low,close,volume\n99999Z,2025-01-02,1,2,1,2,5\n")
    assert load(bars, "krx").file.provisional == 1
    load(write("l.csv", "symbol,name,market\n99999Z,가온시험,KOSPI\n"))
    assert load(bars, "krx").file.provisional == 0
    (row,) = documents.read(SECURITIES.name).to_dicts()
    assert (row["name"], row["provisional"]) == ("가온시험", False)


def test_rows_of_a_listing_without_code_or_name_are_set_apart(write: Write, load: Import) -> None:
    loaded = load(
        write("l.csv", "symbol,name,market\n12,가온,KOSPI\n999990,,KOSPI\nFile made: today,x,NASDAQ\n")
    )
    assert [reason for _, _, reason in loaded.reasons] == [
        "malformed_symbol",
        "missing_value",
        "malformed_symbol",
    ]


def test_dart_holdings_are_fractions_known_at_the_end_of_the_report_day(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    stocks = [
        {"code": "005930", "name": "삼성전자", "holders": [{"raw": DART_ITEM}]},
        {"code": "000660", "name": "SK하이닉스", "status": "013"},
    ]
    path = write("h.json", json.dumps({"source": "OpenDART", "stocks": stocks}))
    assert load(path).counts == (1, 1, 0, 0, 0)
    (row,) = documents.read(HOLDERS.name).to_dicts()
    assert (row["security"], row["holder"], row["source"]) == ("KRX:005930", "어느투자조합1호", "dart")
    assert (row["ratio"], row["shares"], row["accession"]) == (0.1284, 4896908, "20240705000318")
    assert row["known_at"] == datetime(2024, 7, 5, 14, 59, 59, 999999, tzinfo=UTC)
    assert str(row["url"]).endswith("rcpNo=20240705000318")
    assert load(path).counts == (1, 0, 0, 1, 0)


def test_an_answer_of_opendart_itself_names_the_company(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    load(write("h.json", json.dumps({"status": "000", "list": [DART_ITEM]})))
    assert documents.read(HOLDERS.name)["security"].to_list() == ["KRX:005930"]


def test_a_ratio_above_one_is_no_fraction(write: Write, load: Import, documents: SqliteDocuments) -> None:
    loaded = load(
        write("h.csv", "symbol,holder,reported,ratio\n005930,A,2024-07-05,12.84\n005930,B,2024-07-05,0.5\n")
    )
    assert loaded.reasons == [(1, "ratio", "ratio_out_of_range")]
    assert documents.read(HOLDERS.name)["ratio"].to_list() == [0.5]


def test_filings_may_be_told_by_their_addresses_alone(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    head = "source,companyCode,headline,time,url\n"
    rows = (
        "dart,008830,주요사항보고서,2026-04-22T00:00:00,https://dart.fss.or.kr/dsaf001/main.do?rcpNo=20260422000454\n"
        "edgar,0000889971,8-K of a firm,2026-06-03T17:20:51,https://www.sec.gov/Archives/edgar/data/889971/000143774926019435/0001.htm\n"
        "other,,x,2026-06-03T17:20:51,https://example.com\n"
    )
    loaded = load(write("f.csv", head + rows), kind="filings")
    assert loaded.counts == (3, 2, 0, 0, 1)
    found = {row["regulator"]: row for row in documents.read(FILINGS.name).to_dicts()}
    assert found["dart"]["accession"] == "20260422000454"
    assert found["dart"]["security"] == "KRX:008830"
    assert found["dart"]["known_at"] == datetime(2026, 4, 22, 14, 59, 59, 999999, tzinfo=UTC)
    assert found["sec"]["accession"] == "0001437749-26-019435"


def test_filings_are_told_by_their_columns(write: Write, load: Import, documents: SqliteDocuments) -> None:
    line = (
        '{"rcept_no":"20240705000318","report_nm":"사업보고서","rcept_dt":"20240705","stock_code":"005930"}\n'
    )
    assert load(write("f.jsonl", line)).file.kind == "filings"
    assert documents.count(FILINGS.name, eq("regulator", "dart")) == 1


def test_splits_and_dividends_are_known_at_their_ex_dates_close(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    rows = (
        "005930,split,2018-05-04,50:1,,\n005930,dividend,2024-12-27,,361,2024-01-31\n"
        "005930,merger,2024-12-27,,,\n005930,split,2019-01-02,,,\n"
    )
    loaded = load(write("a.csv", "symbol,type,ex_date,factor,amount,announced\n" + rows))
    assert loaded.counts == (4, 2, 0, 0, 2)
    assert [reason for _, _, reason in loaded.reasons] == ["unknown_type", "missing_value"]
    found = {row["type"]: row for row in documents.read(ACTIONS.name).to_dicts()}
    assert (found["split"]["factor"], found["split"]["known_at"]) == (
        50.0,
        datetime(2018, 5, 4, 6, 30, tzinfo=UTC),
    )
    assert (found["dividend"]["amount"], found["dividend"]["currency"]) == (361.0, "KRW")
    assert found["dividend"]["known_at"] == datetime(2024, 1, 31, 14, 59, 59, 999999, tzinfo=UTC)


def test_a_told_publication_time_dates_a_listing(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    told = datetime(2018, 6, 1, tzinfo=UTC)
    load(write("l.csv", "symbol,name,market\n999990,가온시험,KOSPI\n"), said=Options(known_at=told))
    assert documents.read(SECURITIES.name)["known_at"].to_list() == [told]


def test_a_name_in_another_dress_is_no_other_name(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    load(
        write(
            "l.csv",
            "Ticker,Name,market\nNVDA,NVIDIA CORP,US\nOXY,OCCIDENTAL PETROLEUM CORP /DE/,US\nZZZQ,ZED CORP /NV/,US\n",
        )
    )
    names = dict(documents.read(SECURITIES.name, columns=("security", "name")).rows())
    assert names == {"US:NVDA": "Nvidia", "US:OXY": "Occidental Petroleum", "US:ZZZQ": "ZED CORP"}


def test_a_new_name_of_a_company_is_taken(write: Write, load: Import, documents: SqliteDocuments) -> None:
    load(write("l.csv", "symbol,name,market\nNVDA,Envy Chips Inc,US\n"))
    (row,) = documents.read(SECURITIES.name).to_dicts()
    assert row["name"] == "Envy Chips Inc"


def test_actions_that_cannot_be_beside_the_others_are_set_apart(write: Write, load: Import) -> None:
    """A dividend told twice within days, one in cents, and a split of nothing; a special dividend and a split pass."""
    rows = (
        "KO,dividend,2024-03-14,,0.485\nKO,dividend,2024-06-14,,0.485\nKO,dividend,2024-06-17,,0.485\n"
        "KO,dividend,2024-09-13,,48.5\nKO,dividend,2024-11-29,,0.485\nKO,dividend,2024-12-20,,15\n"
        "KO,split,2024-05-01,1,\nKO,split,2024-08-01,4,\n"
    )
    loaded = load(write("a.csv", f"symbol,type,ex_date,factor,amount\n{rows}"))
    assert loaded.counts == (8, 5, 0, 0, 3)
    assert [(field, reason) for _, field, reason in loaded.reasons] == [
        ("amount", "doubled_dividend"),
        ("amount", "dividend_too_large"),
        ("factor", "impossible_split"),
    ]


def test_a_dividend_is_held_against_those_next_to_it_and_the_price_that_is_stored(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    """One in hundredths and one of more than the share is worth are refused; sixty years of growth are none."""
    grown = [f"KO,dividend,{1960 + n}-03-14,,{0.0015 * 1.11**n:.6f}" for n in range(60)]
    grown[30] = grown[30].rpartition(",")[0] + f",{0.0015 * 1.11**30 / 100:.8f}"
    bars = "symbol,date,open,high,low,close,volume\nKO,2024-11-27,60,61,59,60,1000\n"
    load(write("b.csv", bars), "us", said=Options(basis="raw"))
    rows = "\n".join([*grown, "KO,dividend,2024-11-29,,45", "KO,dividend,2024-11-30,,15"])
    loaded = load(write("d.csv", f"symbol,type,ex_date,factor,amount\n{rows}\n"), "us")
    reasons = [(row, why) for row, _, why in loaded.reasons]
    assert reasons == [(31, "dividend_too_small"), (61, "dividend_too_large")]
