"""What an import did, file by file."""

from dataclasses import dataclass, field

from stockelper.errors import StockelperError
from stockelper.store.documents import Written

SHOWN = 20
"""Rejects that a report shows; quarantine holds all."""


@dataclass(frozen=True)
class Reject:
    """A row that was not stored: `row` counts from 1 below the header."""

    file: str
    row: int
    field: str | None
    value: str | None
    reason: str


@dataclass(frozen=True)
class FileReport:
    """One file; `read = inserted + changed + unchanged + rejected`. `error` is why reading ended early,
    `first_reject` its first row that was not stored."""

    path: str
    kind: str | None = None
    read: int = 0
    inserted: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    provisional: int = 0
    seconds: float = 0.0
    error: StockelperError | None = None
    first_reject: Reject | None = None
    unread: tuple[str, ...] = ()
    """Columns that no record took anything from."""
    above: tuple[str, ...] = ()
    """The lines above the headings, which are no rows."""
    rounded: int | None = None
    """Rows whose volume was no whole number of shares and was rounded; None where there are none."""

    def plain(self) -> dict[str, object]:
        """Everything but the error and the reject, by name; what was not read only where there is something."""
        shown = {name: value for name, value in vars(self).items() if name not in {"error", "first_reject"}}
        return {name: value for name, value in shown.items() if value not in ((), None) or name == "kind"}

    @property
    def stored(self) -> int:
        """Rows that are in the store now."""
        return self.inserted + self.changed + self.unchanged


@dataclass(frozen=True)
class ImportReport:
    """All files of one import."""

    files: tuple[FileReport, ...] = ()
    rejected_by: dict[str, int] = field(default_factory=dict)
    rejects: tuple[Reject, ...] = ()
    lost: tuple[str, ...] = ()
    """Sources of earlier imports whose process died."""
    stopped: bool = False


@dataclass
class Tally:
    """The counts of a file while it is read."""

    read: int = 0
    written: Written = field(default_factory=Written)
    rejected: int = 0
    first_reject: Reject | None = None
    provisional: set[str] = field(default_factory=set)
    unread: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    rounded: int = 0

    def counts(self) -> dict[str, int]:
        """The columns of a run."""
        return {
            "read": self.read,
            "inserted": self.written.inserted,
            "changed": self.written.changed,
            "unchanged": self.written.unchanged,
            "rejected": self.rejected,
        }
