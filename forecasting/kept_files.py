"""Files that can be made again: written whole or not at all, and done without where the folder cannot be written."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def put(path: Path, content: bytes) -> None:
    """Write a file in the place of an older one, or do without where the folder is closed."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in the place of an older one: who reads sees one of the two. Raises OSError."""
    descriptor, fresh = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
        Path(fresh).replace(path)
    except OSError:
        Path(fresh).unlink(missing_ok=True)
        raise


def content_of(path: Path) -> bytes | None:
    """The file's bytes; None where there is none that can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def thin_out(folder: Path, pattern: str, most: int) -> None:
    """Remove the files that were written longest ago, so that no more than `most` are left."""
    with suppress(OSError):
        files = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in files[most:]:
            path.unlink(missing_ok=True)
