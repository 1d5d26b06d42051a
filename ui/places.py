"""Where the parts that live in files are kept, and how they are addressed."""

from pathlib import Path
from typing import TYPE_CHECKING

from stockelper.errors import BadSetting, StoreReadOnly
from stockelper.masking import masked_address
from stockelper.settings import Settings

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from langgraph.checkpoint.base import BaseCheckpointSaver

    from stockelper.store.documents import Documents

SQLITE = "sqlite:///"


def is_file(url: str) -> bool:
    """Whether an address names a file of this machine."""
    return url.startswith(SQLITE)


def file_of(url: str, setting: str) -> Path:
    """The file of an address, its folder made.

    Raises:
        BadSetting: the address, which `setting` holds, is of no kind that a file adapter knows.
        StoreReadOnly: its folder cannot be made.
    """
    if not is_file(url):
        raise BadSetting(setting=setting, reason=f"no adapter for {url.split(':', 1)[0]} in this version")
    path = Path(url.removeprefix(SQLITE)).expanduser()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreReadOnly(path=str(path.parent), reason=error.strerror) from error
    return path


def within(settings: Settings, name: str) -> Path:
    """A file of the data folder, the folder made. Raises `StoreReadOnly`."""
    return file_of(f"{SQLITE}{settings.data / name}", "STOCKELPER_DATA")


def checkpoints(
    settings: Settings, documents: "Documents"
) -> "AbstractAsyncContextManager[BaseCheckpointSaver[str]]":
    """The states of conversations, which stand where the documents do. Raises `StoreError`."""
    from graph.checkpoints import mongo_checkpoints, sqlite_checkpoints

    check_checkpoints(settings, documents)
    if is_file(settings.documents()):
        return sqlite_checkpoints(_checkpoint_file(settings))
    return mongo_checkpoints(settings.documents(), settings.documents_timeout_s)


def check_checkpoints(settings: Settings, documents: "Documents") -> str:
    """The address of the conversations' states. Raises `StoreError` when they cannot be written."""
    url = settings.documents()
    if not is_file(url):
        documents.check()
        return masked_address(url)
    from stockelper.store.sqlite_connections import Connections

    path = _checkpoint_file(settings)
    connections = Connections(path)
    try:
        with connections.writing():
            return f"{SQLITE}{path}"
    finally:
        connections.close()


def _checkpoint_file(settings: Settings) -> Path:
    return within(settings, "checkpoints.db")
