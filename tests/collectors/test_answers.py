"""Zips as vendors, and those who pretend to be them, send them."""

import io
import tracemalloc
import zipfile

import pytest

from collectors.answers import MOST_BYTES, unzipped
from collectors.sources.opendart import companies
from stockelper.errors import SourceError


def zipped(*contents: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, content in enumerate(contents):
            archive.writestr(f"{n}.txt", content)
    return packed.getvalue()


def test_the_first_file_is_read() -> None:
    assert unzipped("one", zipped(b"first", b"second")) == b"first"


def test_a_bomb_is_given_up_at_the_bound() -> None:
    bomb = zipped(bytes(MOST_BYTES * 4))
    assert len(bomb) < MOST_BYTES // 100
    tracemalloc.start()
    try:
        with pytest.raises(SourceError) as caught:
            unzipped("one", bomb)
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES * 2.5
    finally:
        tracemalloc.stop()
    assert caught.value.code == "source_too_large"


def locked() -> bytes:
    """A zip whose only file says that it is encrypted."""
    body = bytearray(zipped(b"content"))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + flags] |= 1
    return bytes(body)


@pytest.mark.parametrize(
    "body",
    [b"", b"PK\x03\x04", zipped(), zipped(b"x" * 5000)[:-40], locked()],
    ids=["nothing", "a mark alone", "no file", "cut", "locked"],
)
def test_what_is_no_whole_zip_is_refused(body: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        unzipped("one", body)
    assert caught.value.code == "source_cut"


def test_a_damaged_file_is_refused() -> None:
    body = bytearray(zipped(bytes(range(256)) * 40))
    body[60:120] = bytes(60)
    with pytest.raises(SourceError):
        unzipped("one", bytes(body))


def test_entities_of_xml_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    text = f"<!DOCTYPE r [{laughs}]><result><list><corp_code>&l8;</corp_code></list></result>"
    with pytest.raises(SourceError):
        companies("one", zipped(text.encode()))
