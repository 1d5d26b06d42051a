import gzip
import os
from pathlib import Path

import pytest

from collectors.files import unpacking
from collectors.files.columns import FileKind, recognise
from stockelper.store.collections import ARTICLES, BARS
from stockelper.store.sqlite import SqliteDocuments
from tests.collectors.files.conftest import Import, Write

HEADER = "title,published,source\n"
KOREAN = "삼성전자 신제품 공개,2025-01-02,한국경제\n"
OTHER = "현대차 판매 증가 소식,2025-01-03,매일경제\n"


def titles(documents: SqliteDocuments) -> list[str]:
    return documents.read(ARTICLES.name, order=("published",))["title"].to_list()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_every_encoding_gives_the_same_text(
    write: Write, load: Import, documents: SqliteDocuments, encoding: str
) -> None:
    load(write("n.csv", (HEADER + KOREAN + OTHER).encode(encoding)))
    assert titles(documents) == ["삼성전자 신제품 공개", "현대차 판매 증가 소식"]


def test_a_file_glued_together_from_two_encodings_is_read_line_by_line(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    load(write("n.csv", (HEADER + KOREAN).encode() + OTHER.encode("cp949")))
    assert titles(documents) == ["삼성전자 신제품 공개", "현대차 판매 증가 소식"]


def test_bytes_that_fit_no_encoding_cost_their_row(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    loaded = load(
        write("n.csv", (HEADER + KOREAN).encode() + b"\xff\xfe\x80 title,2025-01-04,x\n" + OTHER.encode())
    )
    assert loaded.counts == (3, 2, 0, 0, 1)
    assert loaded.reasons == [(2, "title", "bad_encoding")]


def test_null_bytes_never_reach_a_text(write: Write, load: Import, documents: SqliteDocuments) -> None:
    assert load(write("n.csv", HEADER + "삼성\x00전자 신제품,2025-01-02,x\n")).counts == (1, 1, 0, 0, 0)
    assert titles(documents) == ["삼성전자 신제품"]


def test_a_line_break_inside_quotes_belongs_to_the_record(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    loaded = load(write("n.csv", HEADER + '"first\nsecond",2025-01-02,x\n' + OTHER))
    assert loaded.counts == (2, 2, 0, 0, 0)
    assert titles(documents)[0] == "first second"


def test_blocks_are_cut_between_records(
    write: Write, load: Import, documents: SqliteDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "PIECE", 64)
    monkeypatch.setattr("collectors.files.text.blocks.__kwdefaults__", {"size": 50})
    rows = "".join(f'"line {n}\nof a title",2025-01-02,x\n' for n in range(200))
    assert load(write("n.csv", HEADER + rows)).counts == (200, 200, 0, 0, 0)


def test_blank_lines_are_no_rows(write: Write, load: Import) -> None:
    assert load(write("n.csv", HEADER + "\n" + KOREAN + "\n,,\n" + OTHER)).counts == (2, 2, 0, 0, 0)


def test_a_bad_json_line_costs_itself(write: Write, load: Import) -> None:
    lines = '{"title":"삼성전자 신제품","published":"2025-01-02"}\n{oops\n[1]\n{"title":"b title here","published":"2025-01-02"}\n'
    loaded = load(write("n.jsonl", lines))
    assert loaded.counts == (4, 2, 0, 0, 2)
    assert [(row, reason) for row, _, reason in loaded.reasons] == [
        (2, "malformed_row"),
        (3, "malformed_row"),
    ]


@pytest.mark.parametrize(
    "field",
    [r'"title":"\ud800 rises"', r'"title":"Rises","text":"\udc00"', r'"title":"Rises","x":{"\udfff":1}'],
)
def test_a_json_line_with_half_a_character_costs_itself(write: Write, load: Import, field: str) -> None:
    whole = r'{"title":"삼성전자 신제품 \ud83d\ude00","published":"2025-01-02"}'
    loaded = load(write("n.jsonl", f'{whole}\n{{{field},"published":"2025-01-02"}}\n'))
    assert loaded.counts == (2, 1, 0, 0, 1)
    assert [reason for _, _, reason in loaded.reasons] == ["malformed_row"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("halves.json", rb'[{"title":"\ud800","published":"2025-01-02"}]', "file_damaged"),
        ("empty.csv", b"", "file_empty"),
        ("empty.jsonl", b"\n\n", "file_empty"),
        ("empty.parquet", b"", "file_empty"),
        ("broken.parquet", b"PAR1 is not enough", "file_damaged"),
        ("broken.csv.gz", gzip.compress(b"title,published\n" * 5000)[:-20], "file_damaged"),
        ("broken.json", b"{", "file_damaged"),
        ("table.xlsx", b"PK", "file_format"),
        ("odd.csv", b"a,b\n1,2\n", "unknown_kind"),
        ("twice.csv", b"symbol,date,close,open,high,low,volume,close\n1,2,3,4,5,6,7,8\n", "column_twice"),
        ("letters.csv", b"symbol,date,Close,open,high,low,volume,close\n1,2,3,4,5,6,7,8\n", "column_twice"),
        ("short.csv", b"symbol,date,open,high,low,volume\n1,2,3,4,5,6\n", "missing_column"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    write: Write, load: Import, name: str, content: bytes, code: str
) -> None:
    path = write(name, content)
    error = load(path).file.error
    assert error is not None
    assert (error.code, error.parameters["file"]) == (code, str(path))


def test_what_is_no_file_is_named(load: Import, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    for name, code in (
        ("nowhere.csv", "file_missing"),
        ("nowhere.parquet", "file_missing"),
        ("folder.csv", "file_is_folder"),
        ("pipe.csv", "file_unreadable"),
    ):
        error = load(tmp_path / name).file.error
        assert error is not None and error.code == code


def test_a_gzip_bomb_is_stopped(write: Write, load: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "FREE_EXPANSION", 1 << 20)
    error = load(
        write("bomb.csv.gz", gzip.compress(b"title,published\n" + b"a,2025-01-02\n" * 2_000_000))
    ).file.error
    assert error is not None and error.code == "file_expands"


def test_a_line_without_end_is_no_table(write: Write, load: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collectors.files.text.LONGEST", 4 << 20)
    monkeypatch.setattr("collectors.files.text.BLOCK", 1 << 20)
    error = load(write("long.csv", b"title,published\n" + b"a" * (20 << 20))).file.error
    assert error is not None and error.code == "line_too_long"


def test_a_symbol_with_a_null_byte_is_malformed(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    rows = "symbol,date,open,high,low,close,volume\n0059\x0030,2025-01-02,1,2,1,2,5\n000660,2025-01-02,1,2,1,2,5\n"
    loaded = load(write("b.csv", rows), "krx")
    assert loaded.reasons == [(1, "symbol", "malformed_symbol")]
    assert documents.count(BARS.name) == 1


def test_lines_that_end_in_lone_carriage_returns_are_lines(write: Write, load: Import) -> None:
    path = write("old.csv", (HEADER + KOREAN + OTHER).replace("\n", "\r"))
    assert load(path).counts == (2, 2, 0, 0, 0)


def test_a_header_with_a_stray_carriage_return_is_named_not_a_crash(write: Write, load: Import) -> None:
    error = load(write("stray.csv", "title\rpublished,source\n1,2,3\n")).file.error
    assert error is not None and error.code == "file_damaged"


@pytest.mark.parametrize("name", ["header.csv", "header.csv.gz"])
def test_a_header_without_rows_is_an_empty_file(write: Write, load: Import, name: str) -> None:
    header = HEADER.encode()
    error = load(write(name, gzip.compress(header) if name.endswith("gz") else header)).file.error
    assert error is not None and error.code == "file_empty"


@pytest.mark.parametrize(
    ("kind", "columns", "named"),
    [
        ("bars", "종목코드,날짜,시가,고가,저가,종가,거래량", {"symbol": "종목코드", "date": "날짜", "close": "종가"}),
        ("bars", "단축코드,기준일자,종가,대비,등락률,시가,고가,저가,거래량,수정종가", {"adj_close": "수정종가"}),
        ("articles", "제목,작성일시,언론사,본문,링크,종목코드", {"published": "작성일시", "url": "링크", "text": "본문"}),
        ("listing", "표준코드,단축코드,한글 종목명,영문 종목명,상장일,시장구분", {"symbol": "단축코드", "name": "한글 종목명"}),
        ("holders", "종목코드,종목명,대표보고자,보유주식수,보유비율,접수일자", {"holder": "대표보고자", "percent": "보유비율"}),
        ("holders", "종목코드,성명(명칭),관계,소유주식수(주),지분율(%),기준일", {"holder": "성명(명칭)", "percent": "지분율(%)"}),
        ("actions", "종목코드,구분,배당락일,주당배당금(원)", {"ex_date": "배당락일", "amount": "주당배당금(원)"}),
        ("filings", "회사명,종목코드,보고서명,접수번호,접수일자", {"accession": "접수번호", "filed": "접수일자"}),
    ],
)  # fmt: skip
def test_korean_headings_tell_the_kind_and_its_columns(
    kind: FileKind, columns: str, named: dict[str, str]
) -> None:
    found = recognise("f.csv", columns.split(","), None)
    assert found.kind == kind
    assert found.named.items() >= named.items()


def test_a_korean_vendors_export_in_cp949_is_read(tmp_path: Path, load: Import) -> None:
    path = tmp_path / "시세.csv"
    rows = '"005930","2025/11/28","100,400","101,100","99,800","100,500","18,000,000"\n'
    path.write_bytes(("종목코드,일자,시가,고가,저가,종가,거래량\n" + rows).encode("cp949"))
    assert load(path, "krx").counts == (1, 1, 0, 0, 0)
