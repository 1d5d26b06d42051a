"""How well the verifier tells true answers from false ones: `stockelper bench grounding`.

True answers over structured evidence, over cited news that they restate, over real text, and the product's own
answers over real prices and news (the last two where the shared data is). Each is then changed in every way that `evaluation.mutations` knows and its text allows.
"""

import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from agents.verifier import verify
from evaluation.bench import latency
from evaluation.bench.result import BenchOptions, Row
from evaluation.mutations import KINDS, Sample, answered, cited, mutate, real, structured
from evaluation.mutations.styles import STRUCTURED
from stockelper.securities.at import bundled_resolver
from stockelper.types import Claim

_EACH = 400
PRICES = {"krx": latency.KRX_PRICES, "us": latency.US_PRICES}
NEWS = {"krx": latency.KRX_NEWS, "us": latency.US_NEWS}
LOCATED, DISTURBED, FLAGGED = 0.95, 0.01, 0.99
"""What is asked for."""


@dataclass
class Tally:
    """Counts over answers."""

    spans: int = 0
    located: int = 0
    claims: int = 0
    disturbed: int = 0
    changed: Counter[str] = field(default_factory=Counter[str])
    flagged: Counter[str] = field(default_factory=Counter[str])
    times: list[float] = field(default_factory=list[float])


def run(options: BenchOptions) -> Sequence[Row]:
    """Verify every answer and every change of it."""
    folder = options.data or options.shared_data
    parts = {
        "structured": structured.samples(STRUCTURED, _EACH, options.seed),
        "cited": cited.samples(_EACH, options.seed),
        "real": real.samples(folder, _EACH // 2, options.seed),
    }
    parts["answers"] = _answers(options)
    random = Random(options.seed)
    rows: list[Row] = []
    for name, samples in parts.items():
        rows += _rows(name, _measured(samples, random)) if samples else []
    return [*rows, *_rows("all", _measured([s for part in parts.values() for s in part], random))]


def data(options: BenchOptions) -> Mapping[str, Path]:
    """The real texts, prices and news; those that are not there are left out."""
    folder = options.data or options.shared_data
    return {path: folder / path for path in (*real.FILES.values(), *PRICES.values(), *NEWS.values())}


def _answers(options: BenchOptions) -> list[Sample]:
    """The product's answers; none where a file of prices or news is missing."""
    folder = options.data or options.shared_data
    if not all((folder / path).is_file() for path in (*PRICES.values(), *NEWS.values())):
        return []
    with tempfile.TemporaryDirectory() as place:
        subject = options.open_subject(Path(place) / "data")
        try:
            for market in PRICES:
                subject.read_files([folder / PRICES[market], folder / NEWS[market]], market=market)
            asked = latency.questions(options.seed, _EACH // 2)
            return answered.samples(subject, asked, (latency.KRX_NAMES, latency.US_NAMES))
        finally:
            subject.close()


def _measured(samples: Sequence[Sample], random: Random) -> Tally:
    tally, resolver = Tally(), bundled_resolver()
    for sample in samples:
        started = time.perf_counter()
        claims = verify(sample.text, sample.evidence, resolver)
        tally.times.append((time.perf_counter() - started) * 1000)
        _count_true(sample, claims, tally)
        for change in mutate(sample, random):
            tally.changed[change.kind] += 1
            tally.flagged[change.kind] += any(
                not c.supported for c in verify(change.text, sample.evidence, resolver)
            )
    return tally


def _count_true(sample: Sample, claims: Sequence[Claim], tally: Tally) -> None:
    tally.spans += len(sample.spans)
    tally.located += sum(any(c.start < s.end and s.start < c.end for c in claims) for s in sample.spans)
    tally.claims += len(claims)
    tally.disturbed += sum(not claim.supported for claim in claims)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 5) if whole else None


def _row(name: str, part: int, whole: int, reference: float) -> Row:
    value = _share(part, whole)
    return Row(
        name, value, "fraction", reference, None if value is None else round(value / reference, 4), whole
    )


def _rows(name: str, tally: Tally) -> list[Row]:
    flagged = [
        _row(f"{name}.flagged.{kind}", tally.flagged[kind], tally.changed[kind], FLAGGED) for kind in KINDS
    ]
    return [
        _row(f"{name}.located", tally.located, tally.spans, LOCATED),
        _row(f"{name}.disturbed", tally.disturbed, tally.claims, DISTURBED),
        _row(f"{name}.flagged", tally.flagged.total(), tally.changed.total(), FLAGGED),
        *(row for row in flagged if row.n),
        Row(f"{name}.ms", round(statistics.median(tally.times), 2), "ms", n=len(tally.times)),
    ]
