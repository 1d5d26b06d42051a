"""Every exception of the product: one type per reaction of the caller.

StockelperError                       tell the user, one line; exit code 1 unless said otherwise
├── BadInput                          name the field, file or row; exit code 2
│   ├── BadSetting                    the start stops
│   ├── UnknownSecurity               say politely that no listing knows it
│   └── AmbiguousSecurity             ask back which one was meant
├── NotFound                          nothing under that id for this user; exit code 2
├── NoData                            say what is missing and the command that fetches it
├── SourceError                       a source answered wrongly; record the run as failed
│   ├── Throttled                     wait `retry_after` seconds
│   ├── Unauthorised                  ask the operator for a key
│   ├── Unreachable                   try the next source
│   └── NotListed                     the source does not know that name: go on with the next one
├── StoreError                        a store failed; the same batch again writes what this one did not
│   ├── StoreReadOnly                 the data folder or the database cannot be written
│   ├── StoreFull                     no space is left
│   ├── StoreBusy                     another process held the lock too long; try again
│   ├── LeaseLost                     another process holds the lease now: write nothing more
│   └── StoreTooNew                   the file was written by a newer version of the program
├── ModelError                        the model failed; the deterministic part answers
│   └── BudgetSpent                   no more model calls in this run
└── Cancelled                         the person stopped the run
"""

from collections.abc import Mapping


class StockelperError(Exception):
    """An error with a catalogued code; its text is rendered last, in the reader's language.

    `code` is a key of the text catalogue's `error` section, `parameters` fill its placeholders.
    """

    code = "failed"

    def __init__(self, code: str | None = None, **parameters: str | float | None) -> None:
        self.code = code or self.code
        self.parameters: Mapping[str, str | float | None] = parameters
        super().__init__(self.code, *(f"{name}={value}" for name, value in parameters.items()))


class BadInput(StockelperError):
    """The caller gave something unusable: name the field, file or row."""

    code = "bad_input"


class BadSetting(BadInput):
    """A setting has a wrong value: stop the start."""

    code = "bad_setting"


class UnknownSecurity(BadInput):
    """No listing knows this security."""

    code = "unknown_security"


class AmbiguousSecurity(BadInput):
    """Several securities fit: ask which one was meant."""

    code = "ambiguous_security"


class NotFound(StockelperError):
    """Nothing is stored under that id for this user."""

    code = "not_found"


class NoData(StockelperError):
    """The store holds nothing that could answer: name what is missing."""

    code = "no_data"


class SourceError(StockelperError):
    """A source answered wrongly."""

    code = "source_failed"


class Throttled(SourceError):
    """The source asks for a pause of `retry_after` seconds."""

    code = "throttled"


class Unauthorised(SourceError):
    """The source wants a key, or another one."""

    code = "unauthorised"


class Unreachable(SourceError):
    """The source cannot be reached."""

    code = "unreachable"


class NotListed(SourceError):
    """The source answers, and knows nothing under that name."""

    code = "not_listed"


class StoreError(StockelperError):
    """A store failed, in the middle of a batch perhaps.

    Nothing of the batch was written, or a part of it: the contracts of the ports say which store does what.
    Writing the same batch again completes it.
    """

    code = "store_failed"


class StoreReadOnly(StoreError):
    """The data folder cannot be written."""

    code = "store_read_only"


class StoreFull(StoreError):
    """No space is left for the store."""

    code = "store_full"


class StoreBusy(StoreError):
    """Another process held the write lock too long."""

    code = "store_busy"


class LeaseLost(StoreError):
    """Another process holds the lease by now; what this one would write is stale."""

    code = "lease_lost"


class StoreTooNew(StoreError):
    """The store was written by a newer version of the program."""

    code = "store_too_new"


class ModelError(StockelperError):
    """The model failed; the deterministic part answers."""

    code = "model_failed"


class BudgetSpent(ModelError):
    """The run has used up its model calls."""

    code = "budget_spent"


class Cancelled(StockelperError):
    """The person stopped the run."""

    code = "cancelled"
