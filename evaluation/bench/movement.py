"""Next-day movement beside the published tables: ACL18, KDD17 and StockNet, which way a stock goes when it moves.

One setting is chosen for all three on walk-forward parts of train and on validation; each benchmark then learns on its
own train part alone. The test part is scored where the files go on to it, and never looked at before. `folds` rows
are walk-forward scores within train: more days than validation has, and so the better estimate.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from evaluation.bench.result import BenchOptions, Row
from forecasting.evaluation.direction import accuracy, mcc
from forecasting.evaluation.splits import Fold
from forecasting.movement.choosing import (
    SEEDS,
    SETTINGS,
    Benchmark,
    Scored,
    benchmark,
    by_setting,
    choose,
    counted,
    judged,
    part_fold,
    walked,
)
from forecasting.movement.model import Setting
from forecasting.movement.movements import Matrix, read_bars, read_features
from forecasting.movement.protocol import ACL18, KDD17, STOCKNET, Part
from forecasting.movement.scoring import Measure, figure
from forecasting.movement.tweets import read_tweets
from forecasting.movement.words import Documents, documents, word_scores

ACL18_FILE = "movement/acl18_features.parquet"
KDD17_FILE = "movement/kdd17_features.parquet"
BARS_FILE = "stocknet/prices.parquet"
TWEETS_FILE = "stocknet/tweets_preprocessed.parquet"

PUBLISHED: Mapping[str, float] = {
    "acl18.mcc": 0.1043,
    "acl18.acc": 0.5490,
    "kdd17.mcc": 0.0261,
    "kdd17.acc": 0.5194,
    "stocknet.mcc": 0.0808,
    "stocknet.acc": 0.5823,
}
"""On the test parts: ALSTM (Feng et al., 2019) and StockNet (Xu & Cohen, 2018)."""
TEXT_SHARES = (0.0, 0.5)
"""How much of what the tweets say is added; chosen on StockNet's own folds and validation."""
MEASURES: Mapping[str, Measure] = {"mcc": mcc, "acc": accuracy}
UNITS = {"mcc": "mcc", "acc": "fraction"}


def data(options: BenchOptions) -> Mapping[str, Path]:
    """The files it reads."""
    folder = options.data or options.shared_data
    return {name: folder / name for name in (ACL18_FILE, KDD17_FILE, BARS_FILE, TWEETS_FILE)}


def run(options: BenchOptions) -> list[Row]:
    """Choose, learn and score all three."""
    files = data(options)
    seeds = range(options.seed, options.seed + SEEDS)
    acl18 = benchmark(ACL18, read_features(files[ACL18_FILE], ACL18))
    kdd17 = benchmark(KDD17, read_features(files[KDD17_FILE], KDD17))
    stocknet = benchmark(STOCKNET, read_bars(files[BARS_FILE], STOCKNET))
    words = documents(read_tweets(files[TWEETS_FILE], stocknet.movements), stocknet.samples.shape)
    setting = choose((acl18, kdd17), seeds)
    share = _text_share(stocknet, words, setting, seeds)
    rows = [row for one in (acl18, kdd17) for row in _rows(one, by_setting(one, setting), seeds)]
    rows += _rows(stocknet, _with_words(stocknet, words, setting, share), seeds)
    return [*rows, *_how_chosen(setting, share)]


def _rows(asked: Benchmark, scored: Scored, seeds: Sequence[int]) -> Iterator[Row]:
    """The figures of the folds, of the validation part and, where it is there, of the test part."""
    yield from _figures(asked, walked(asked), "folds.", scored, seeds)
    parts: tuple[tuple[Part, str], ...] = (("validation", "val."), ("test", ""))
    for part, prefix in parts:
        fold = part_fold(asked, part)
        if asked.samples[fold.test].any():
            yield from _figures(asked, [fold], prefix, scored, seeds)


def _figures(
    asked: Benchmark, folds: Sequence[Fold], prefix: str, scored: Scored, seeds: Sequence[int]
) -> Iterator[Row]:
    counts = counted(asked, folds, scored, seeds)
    for name, measure in MEASURES.items():
        found = figure(counts, measure, seed=seeds[0])
        row = f"{asked.protocol.name}.{prefix}{name}"
        reference = PUBLISHED.get(row)
        ratio = round(found.value / reference, 4) if reference else None
        ci = (round(found.ci[0], 4), round(found.ci[1], 4))
        yield Row(row, round(found.value, 4), UNITS[name], reference, ratio, found.n, ci)


def _text_share(asked: Benchmark, words: Documents, setting: Setting, seeds: Sequence[int]) -> float:
    return max(
        TEXT_SHARES,
        key=lambda share: judged([asked], lambda one: _with_words(one, words, setting, share), seeds),
    )


def _with_words(asked: Benchmark, words: Documents, setting: Setting, share: float) -> Scored:
    """The scores of the model with a share of those of the words, which no seed changes."""
    prices = by_setting(asked, setting)
    if not share:
        return prices
    said: dict[bytes, Matrix] = {}

    def scored(fold: Fold, seed: int) -> Matrix:
        days = fold.test.tobytes()
        if days not in said:
            said[days] = word_scores(words, asked.signals.own_move, fold)
        return prices(fold, seed) + share * said[days]

    return scored


def _how_chosen(setting: Setting, share: float) -> Iterator[Row]:
    """What was chosen, and from how many."""
    yield Row("movement.settings_compared", len(SETTINGS) + len(TEXT_SHARES) - 1, "settings")
    yield Row("movement.penalty", setting.penalty, "days")
    yield Row("movement.half_life", setting.half_life, "days")
    yield Row("stocknet.text_share", share, "fraction")
