"""What a bench found, in the shape that `stockelper bench` prints and keeps."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypedDict

from evaluation.bench.subject import Opener

PIECE = 1 << 20


@dataclass(frozen=True)
class Row:
    """One figure.

    Attributes:
        name: dotted and fixed, such as `ingest.ratio`.
        unit: of `value` and `reference`, such as `rows/s`, `ms`, `MB`, `fraction`.
        reference: what the figure is held against, where there is such a thing.
        ratio: value by reference.
        n: how many things were measured.
        ci: the 95 % interval of the value.
    """

    name: str
    value: float | None
    unit: str
    reference: float | None = None
    ratio: float | None = None
    n: int | None = None
    ci: tuple[float, float] | None = None


@dataclass(frozen=True)
class BenchOptions:
    """What a caller may say: `data` replaces a bench's own file, `train` and `test` its splits.

    `open_subject` opens the product on a data folder, for benches that ask it questions.
    """

    shared_data: Path
    open_subject: Opener
    data: Path | None = None
    train: Path | None = None
    test: Path | None = None
    seed: int = 7


class Machine(TypedDict):
    """Where it was measured."""

    cores: int
    memory_gb: float


@dataclass(frozen=True)
class Result:
    """All figures of one bench and what they depend on; `data` maps a file's name to its SHA-256."""

    bench: str
    commit: str | None
    seed: int
    machine: Machine
    data: Mapping[str, str]
    rows: tuple[Row, ...]

    def as_object(self) -> dict[str, object]:
        """The JSON of docs/commands.md."""
        return {**asdict(self), "data": dict(self.data), "rows": [asdict(row) for row in self.rows]}


def result(bench: str, rows: Sequence[Row], files: Mapping[str, Path], options: BenchOptions) -> Result:
    """The rows with commit, machine and the hashes of what was read."""
    hashes = {name: sha256(path) for name, path in files.items() if path.is_file()}
    return Result(bench, commit(Path.cwd()), options.seed, machine(), hashes, tuple(rows))


def write(found: Result, folder: Path) -> Path:
    """Keep a result as `<folder>/<bench>.json`, the older one replaced; its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{found.bench}.json"
    text = json.dumps(found.as_object(), ensure_ascii=False, allow_nan=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def sha256(path: Path) -> str:
    """The hash of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def machine() -> Machine:
    """Cores that this process may use, and the machine's memory."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {"cores": len(os.sched_getaffinity(0)), "memory_gb": round(memory / 1e9, 1)}


def commit(folder: Path) -> str | None:
    """The commit that is checked out in a folder, a linked worktree's too; None where there is no repository."""
    try:
        git = _git_folder(folder)
        head = (git / "HEAD").read_text(encoding="utf-8").strip()
        name = head.removeprefix("ref: ")
        if name == head:
            return head
        shared = _shared_folder(git)
        if (shared / name).is_file():
            return (shared / name).read_text(encoding="utf-8").strip()
        packed = (shared / "packed-refs").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((line.split()[0] for line in packed if line.endswith(f" {name}")), None)


def _git_folder(folder: Path) -> Path:
    git = folder / ".git"
    if git.is_dir():
        return git
    return folder / git.read_text(encoding="utf-8").strip().removeprefix("gitdir: ")


def _shared_folder(git: Path) -> Path:
    """Where branches are kept: a linked worktree's own folder names it."""
    common = git / "commondir"
    return git / common.read_text(encoding="utf-8").strip() if common.is_file() else git
