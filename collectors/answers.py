"""What tells a good answer from one that only looks like it: its size, its end, and what it is."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from collectors.source import Expected
from stockelper.errors import SourceError

MOST_BYTES = 64 * 1024 * 1024
"""Decoded; no honest answer of any source comes near."""
_GZIP = 16 + zlib.MAX_WBITS
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_CONSENT = re.compile(rb"consent|cookie wall|before you continue|collectconsent", re.IGNORECASE)
_LOOKED_AT = 512


def decoded(source: str, chunks: Iterable[bytes], encoding: str) -> bytes:
    """The body of an answer, unpacked as it comes and never past `MOST_BYTES`.

    Raises:
        SourceError: too large, packed in a way that was not asked for, damaged, or cut off.
    """
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise SourceError("source_wrong_type", source=source, expected="gzip", found=encoding)
    body = bytearray()
    try:
        for part in _unpacked(source, chunks) if "gzip" in encoding else chunks:
            body += part
            if len(body) > MOST_BYTES:
                raise SourceError("source_too_large", source=source, most=MOST_BYTES // 2**20)
    except zlib.error as error:
        raise SourceError("source_cut", source=source) from error
    return bytes(body)


def _unpacked(source: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP)
    for chunk in chunks:
        packed = chunk
        while packed:
            yield unpacker.decompress(packed, 2**20)
            packed = unpacker.unconsumed_tail
    if not unpacker.eof:
        raise SourceError("source_cut", source=source)


def unzipped(source: str, body: bytes) -> bytes:
    """The first file of a zip, never past `MOST_BYTES` whatever size it declares.

    Raises:
        SourceError: too large, damaged, empty, or locked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive, archive.open(archive.infolist()[0]) as file:
            content = file.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, IndexError, EOFError, RuntimeError, NotImplementedError, zlib.error) as error:
        # RuntimeError: it wants a password; NotImplementedError: packed in a way nobody asked for
        raise SourceError("source_cut", source=source) from error
    if len(content) > MOST_BYTES:
        raise SourceError("source_too_large", source=source, most=MOST_BYTES // 2**20)
    return content


def check(source: str, body: bytes, expected: Expected) -> None:
    """Raise `SourceError` when the body cannot be what was asked for."""
    start = body[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n")
    if expected == "html":
        return
    if _PAGE.search(start):
        if _CONSENT.search(body):
            raise SourceError("source_consent", source=source)
        raise SourceError("source_wrong_type", source=source, expected=expected, found="html")
    if not _begins_as(start, expected):
        raise SourceError("source_wrong_type", source=source, expected=expected, found=_named(start))


def _begins_as(start: bytes, expected: Expected) -> bool:
    match expected:
        case "json":
            return start[:1] in {b"{", b"["}
        case "xml":
            return start[:1] == b"<"
        case "zip":
            return start[:2] == b"PK"
        case "text" | "html":
            return bool(start)


def _named(start: bytes) -> str:
    if not start:
        return "nothing"
    return "xml" if start[:1] == b"<" else "zip" if start[:2] == b"PK" else "text"
