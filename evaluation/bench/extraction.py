"""How well relations and events are read from texts: `stockelper bench extraction`.

The practice market's held-back articles and our own cases in both languages; FIRE's development part and CORE's pairs
where the shared data is, or CORE's files of `--train` and `--test`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from collectors.practice.cast import companies
from evaluation.bench.result import BenchOptions, Row
from evaluation.extraction import cases, core, fire, practice
from evaluation.extraction.scores import Scores, Tally
from kg.extraction.reader import Reader
from stockelper.errors import BadInput, NoData
from stockelper.securities.listing import Listing, bundled
from stockelper.securities.resolver import Resolver
from stockelper.types import Language, Security

LANGUAGES: tuple[Language, ...] = ("ko", "en")
PRECISION, RECALL = 0.95, 0.90
"""What is asked of the practice market's relations."""


def data(options: BenchOptions) -> Mapping[str, Path]:
    """The cases, FIRE and CORE; those that are not there are left out by the result."""
    folder = options.data or options.shared_data
    train, test = _core(options)
    return {"cases": cases.CASES, fire.FILE: folder / fire.FILE, "core.train": train, "core.test": test}


def run(options: BenchOptions) -> Sequence[Row]:
    """Score everything that is there; with `--train` and `--test` CORE alone.

    Raises:
        BadInput: only one of `--train` and `--test` is given, or a file cannot be read.
        NoData: a file that was named is not there.
    """
    if options.train or options.test:
        return _core_rows(options)
    extractor = Reader(practice_resolver())
    rows: list[Row] = []
    for language in LANGUAGES:
        rows += _rows(f"practice.{language}", *practice.score(extractor, language), PRECISION, RECALL)
        rows += _rows(f"cases.{language}", *cases.score(extractor, language), None, None)
    return [*rows, *_fire_rows(options), *_core_rows(options)]


def practice_resolver() -> Resolver:
    """The bundled listing with the practice market's companies."""
    listed = [
        Security(
            id=company.id, market="practice", ticker=company.ticker, name=company.name.ko, name_en=company.name.en,
            currency="KRW", simulated=True,
        )
        for company in companies()
    ]  # fmt: skip
    return Resolver(Listing(bundled().records(), listed))


def _rows(name: str, scores: Scores, texts: int, precision: float | None, recall: float | None) -> list[Row]:
    rows = [
        *_pair(f"{name}.relations", scores.relations, precision, recall),
        *_pair(f"{name}.events", scores.events, None, None),
        *_pair(f"{name}.slots", scores.slots, None, None),
    ]
    return [*rows, Row(f"{name}.texts", float(texts), "texts", n=texts)]


def _pair(name: str, tally: Tally, precision: float | None, recall: float | None) -> list[Row]:
    return [
        _share(f"{name}.precision", tally.precision(), precision, tally.found.total()),
        _share(f"{name}.recall", tally.recall(), recall, tally.wanted.total()),
    ]


def _share(name: str, value: float | None, reference: float | None, n: int) -> Row:
    rounded = None if value is None else round(value, 4)
    ratio = None if rounded is None or reference is None else round(rounded / reference, 4)
    return Row(name, rounded, "fraction", reference, ratio, n)


def _fire_rows(options: BenchOptions) -> list[Row]:
    folder = options.data or options.shared_data
    if not (folder / fire.FILE).is_file():
        return []
    train, test = fire.read(folder / fire.FILE, folder / fire.RULES)
    found, common = fire.micro_f1(train, test)
    return [_share("fire.micro_f1", found, round(common, 4), sum(label != fire.NONE for _, label in test))]


def _core(options: BenchOptions) -> tuple[Path, Path]:
    """The files to learn from and to be judged on; the same one where it is to be split."""
    if (options.train is None) != (options.test is None):
        raise BadInput("bad_field", field="--train, --test", reason="both are needed")
    if options.train and options.test:
        return options.train, options.test
    path = (options.data or options.shared_data) / core.FILE
    return path, path


def _core_rows(options: BenchOptions) -> list[Row]:
    train_path, test_path = _core(options)
    for path in (train_path, test_path):
        if options.train and not path.is_file():
            raise NoData("missing_file", file=str(path))
    if not train_path.is_file():
        return []
    rows = core.read(train_path)
    train, test = (rows, core.read(test_path)) if options.test else core.split(rows)
    found, common = core.macro_f1(train, test)
    return [_share("core.macro_f1", found, round(common, 4), len(test))]
