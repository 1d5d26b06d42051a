"""Bytes into UTF-8 blocks that end where a record ends.

UTF-8 (with or without its mark) and UTF-16 by its mark; what is neither is CP949, line by line, so that a
file glued together from both is read as well. Bytes that fit no encoding become `UNDECODABLE`, and the gate
rejects the rows that hold it.
"""

import codecs
from collections.abc import Iterable, Iterator

from stockelper.errors import BadInput

BLOCK = 8 << 20
LONGEST = 64 << 20
"""Bytes after which a block without a record's end is no table."""
MOST_HOLLOW = 100_000
"""Runs of eight line breaks and more in a file, after which it is no table but a bomb of blank lines."""
UNDECODABLE = "\ufdd0"
"""A noncharacter: no text holds it of its own."""
HEAD, MOST_NULLS = 1_000, 0.2
"""Bytes at a file's beginning, and the share of zeros among them from which on they are characters of several bytes each."""
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def blocks(pieces: Iterable[bytes], *, quoted: bool, file: str, size: int = BLOCK) -> Iterator[bytes]:
    """UTF-8 blocks of about `size` bytes, each ending with a whole record.

    Args:
        pieces: the file's bytes.
        quoted: whether a line break inside double quotes belongs to the record (CSV).
        file: named in errors.
        size: a block is cut as soon as it reaches this many bytes.

    Raises:
        BadInput: a line longer than `LONGEST`, blank lines without end, or UTF-32, or UTF-16 without a mark.
    """
    held, hollow = bytearray(), 0
    for piece in _line_feeds(_utf8_or_raw(pieces, file)):
        held += piece
        hollow += sum(piece.count(end * 8) for end in (b"\n", b"\r\n"))
        if hollow > MOST_HOLLOW:
            raise BadInput("file_hollow", file=file)
        if len(held) < size:
            continue
        cut = _last_end(held, quoted=quoted)
        if cut:
            yield _clean(bytes(held[:cut]))
            del held[:cut]
        elif len(held) > LONGEST:
            raise BadInput("line_too_long", file=file)
    if held:
        yield _clean(bytes(held))


def _utf8_or_raw(pieces: Iterable[bytes], file: str) -> Iterator[bytes]:
    """The pieces without a mark; UTF-16 turned into UTF-8. Raises BadInput for wide characters of another kind."""
    decoder: codecs.IncrementalDecoder | None = None
    first = True
    for piece in pieces:
        rest = piece
        if first:
            first = False
            if _is_wide(piece[:HEAD]):
                raise BadInput("file_encoding", file=file)
            encoding = _UTF16.get(piece[:2])
            decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding else None
            rest = piece[2:] if encoding else piece.removeprefix(codecs.BOM_UTF8)
        yield decoder.decode(rest).replace("\ufffd", UNDECODABLE).encode() if decoder else rest


def _is_wide(head: bytes) -> bool:
    """Whether a file begins in UTF-32, or in UTF-16 without the mark that tells the order of its bytes."""
    if head.startswith(_UTF32):
        return True
    return head[:2] not in _UTF16 and head.count(0) > MOST_NULLS * len(head)


def _line_feeds(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, with line feeds for the lone carriage returns of a file that ends its lines with those."""
    lone: bool | None = None
    for piece in pieces:
        if lone is None:
            lone = b"\r" in piece and b"\n" not in piece
        yield piece.replace(b"\r", b"\n") if lone else piece


def _last_end(held: bytearray, *, quoted: bool) -> int:
    """Where the last whole record ends: behind a line break with an even number of quotes before it.

    When no line break has (a stray quote), the last line break must do: the reader sorts the lines out.
    """
    last = held.rfind(b"\n") + 1
    if not quoted or not last:
        return last
    odd = held.count(b'"', 0, last) % 2
    at = last
    while odd and at > max(0, last - (1 << 20)):
        before = held.rfind(b"\n", 0, at - 1) + 1
        if not before:
            break
        odd ^= held.count(b'"', before, at) % 2
        at = before
    return last if odd else at


def _clean(block: bytes) -> bytes:
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        return b"".join(_line(line) for line in block.splitlines(keepends=True))
    return block


def _line(line: bytes) -> bytes:
    for encoding in ("utf-8", "cp949"):
        try:
            return line.decode(encoding).encode()
        except UnicodeDecodeError:
            continue
    return line.decode("utf-8", "replace").replace("\ufffd", UNDECODABLE).encode()
