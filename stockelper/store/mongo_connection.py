"""The client of one MongoDB database: opened once, every failure of the driver one of the store's errors."""

import re
from collections.abc import Generator
from contextlib import contextmanager

from bson.errors import BSONError
from pymongo import MongoClient
from pymongo.errors import (
    BulkWriteError,
    ConfigurationError,
    ConnectionFailure,
    InvalidOperation,
    InvalidURI,
    OperationFailure,
    PyMongoError,
    WaitQueueTimeoutError,
)

from stockelper.errors import BadInput, BadSetting, StoreBusy, StoreError, StoreFull, StoreReadOnly
from stockelper.masking import masked_address
from stockelper.store.mongo_values import Document

SELECTION_SECONDS = 5.0
SILENT_SECONDS = 120.0
"""How long a server may take for one answer."""
DATABASE = "stockelper"
"""The database of an address that names none."""
DUPLICATE = 11000
READ_ONLY = frozenset({8, 13, 31, 10107, 13435})
"""Not authorised to write, or not the primary."""
REFUSED = frozenset({18, 8000})
BUSY = frozenset({24, 46, 50, 112})
"""A lock or a time limit ran out, or two writers met."""
FULL = frozenset({12501, 14031})


class Connection:
    """The client and its database. `address` is the URL without its password, for people."""

    def __init__(self, url: str, seconds: float = SELECTION_SECONDS) -> None:
        self.address = masked_address(url)
        milliseconds = int(seconds * 1000)
        try:
            self.client: MongoClient[Document] = MongoClient(
                url,
                serverSelectionTimeoutMS=milliseconds,
                connectTimeoutMS=milliseconds,
                socketTimeoutMS=int(SILENT_SECONDS * 1000),
                appname="stockelper",
            )
        except (InvalidURI, ConfigurationError, ValueError) as error:
            reason = _without_password(str(error), url)
            raise BadSetting(setting="STOCKELPER_DOCUMENTS_URL", reason=reason) from None
        self.database = self.client.get_default_database(DATABASE)

    @contextmanager
    def translated(self) -> Generator[None]:
        """Turns the driver's errors into the store's.

        Raises:
            BadInput: for a value that BSON cannot hold: an integer of more than 64 bits, half a character.
        """
        try:
            yield
        except (OverflowError, UnicodeEncodeError, BSONError) as error:
            raise BadInput("unstorable", reason=str(error)) from error
        except PyMongoError as error:
            raise store_error(error, self.address) from error

    def close(self) -> None:
        """Close the client's connections."""
        self.client.close()


def store_error(error: PyMongoError, address: str) -> StoreError:
    """The store's error for one of the driver's, by its kind and code."""
    code, detail = _code(error), f"{address}: {_line(error)}"
    if isinstance(error, WaitQueueTimeoutError) or code in BUSY:
        return StoreBusy(path=address, detail=detail)
    if code in READ_ONLY:
        return StoreReadOnly("database_read_only", path=address, detail=detail)
    if code in FULL:
        return StoreFull(path=address, detail=detail)
    if code in REFUSED:
        return StoreError("database_refused", path=address, detail=detail)
    if isinstance(error, ConnectionFailure | InvalidOperation):
        return StoreError("database_unreachable", path=address, detail=detail)
    return StoreError("store_trouble", path=address, detail=detail)


def _code(error: PyMongoError) -> int | None:
    if isinstance(error, BulkWriteError):
        refused = error.details.get("writeErrors") or error.details.get("writeConcernErrors")
        return int(refused[0]["code"]) if refused else error.code
    return error.code if isinstance(error, OperationFailure) else None


def _line(error: PyMongoError) -> str:
    """What the driver says, without its description of the whole topology."""
    if isinstance(error, BulkWriteError) and error.details.get("writeErrors"):
        return str(error.details["writeErrors"][0].get("errmsg", error))
    first = str(error).split(", full error:")[0].split(", Timeout:")[0]
    return " ".join(re.sub(r" \(configured timeouts:[^)]*\)", "", first).split())


def _without_password(text: str, url: str) -> str:
    found = re.match(r"[^:]+://[^:/]*:(.*)@", url)
    return text.replace(found.group(1), "***") if found and found.group(1) else text
