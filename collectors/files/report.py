"""What an import did, file by file."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date

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
class Break:
    """Bars of a security that were set apart because they stand at another level than the others: no return may be
    counted from the ones to the others. `first` and `last` are their days."""

    security: str
    reason: str
    first: date
    last: date
    rows: int

    def joined(self, other: "Break") -> "Break":
        """Both in one, where they are of one security and reason."""
        first, last = min(self.first, other.first), max(self.last, other.last)
        return replace(self, first=first, last=last, rows=self.rows + other.rows)


@dataclass(frozen=True)
class Gap:
    """Sessions of the market that a security's bars leave out: so many, between the days `first` and `last`."""

    security: str
    first: date
    last: date
    sessions: int

    def joined(self, other: "Gap") -> "Gap":
        """Both in one, where they are of one security."""
        first, last = min(self.first, other.first), max(self.last, other.last)
        return replace(self, first=first, last=last, sessions=self.sessions + other.sessions)


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
    breaks: tuple[Break, ...] = ()
    """Stretches at another level that were set apart."""
    gaps: tuple[Gap, ...] = ()
    """Securities whose bars leave out sessions of their market, those that leave out most, `SHOWN` of them."""
    gapped: int | None = None
    """How many such securities there are; None where there are none."""
    rounded: int | None = None
    """Rows whose volume was no whole number of shares and was rounded; None where there are none."""

    def plain(self) -> dict[str, object]:
        """Everything but the error and the reject, by name; what was not read only where there is something."""
        shown = {name: value for name, value in vars(self).items() if name not in {"error", "first_reject"}}
        shown["breaks"] = tuple(asdict(one) for one in self.breaks)
        shown["gaps"] = tuple(asdict(one) for one in self.gaps)
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
    breaks: dict[tuple[str, str], Break] = field(default_factory=dict)
    gaps: dict[str, Gap] = field(default_factory=dict)

    def note(self, breaks: Iterable[Break], gaps: Iterable[Gap]) -> None:
        """Add the breaks and gaps of a part of the file."""
        for one in breaks:
            known = self.breaks.get((one.security, one.reason))
            self.breaks[one.security, one.reason] = known.joined(one) if known else one
        for gap in gaps:
            before = self.gaps.get(gap.security)
            self.gaps[gap.security] = before.joined(gap) if before else gap

    def on_series(self, report: FileReport) -> FileReport:
        """The report with what was found of whole series: breaks, and the gaps of most sessions."""
        gaps = sorted(self.gaps.values(), key=lambda one: (-one.sessions, one.security))
        breaks = tuple(self.breaks.values())
        return replace(report, breaks=breaks, gaps=tuple(gaps[:SHOWN]), gapped=len(gaps) or None)

    def counts(self) -> dict[str, int]:
        """The columns of a run."""
        return {
            "read": self.read,
            "inserted": self.written.inserted,
            "changed": self.written.changed,
            "unchanged": self.written.unchanged,
            "rejected": self.rejected,
        }
