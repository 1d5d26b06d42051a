"""Trees grown on a Dask cluster of two workers: the same code but for the place, and as good as those grown here."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from forecasting.features.design import Design
from forecasting.means import Means
from forecasting.models import on_dask
from forecasting.models.growing import here
from forecasting.models.kinds import kind
from forecasting.models.model import Sample
from forecasting.models.on_dask import OnDask
from forecasting.registry import Models
from forecasting.vintages import vintage
from stockelper.errors import BadSetting
from tests.forecasting.simulated import KRX, LAST, bars, stored

SESSIONS, SECURITIES, FEATURES = 120, 40, 8


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=":0"
    ) as made:
        yield made


@pytest.fixture(scope="module")
def dask(cluster: Any) -> OnDask:
    return OnDask(cluster.scheduler_address)


@pytest.fixture(scope="module")
def sample() -> Sample:
    random = np.random.default_rng(5)
    sessions = random.permutation(np.repeat(np.arange(SESSIONS), SECURITIES))
    values = random.standard_normal((len(sessions), FEATURES)).astype(np.float32)
    returns = (0.4 * values[:, 0] + random.standard_normal(len(sessions))).astype(np.float32)
    values[random.random(values.shape) < 0.05] = np.nan
    ranks = (np.argsort(np.argsort(returns)) / len(returns) - 0.5).astype(np.float32)
    names = tuple(f"feature_{number}" for number in range(FEATURES))
    return Sample(Design(np.asfortranarray(values), names), returns, ranks, np.ones_like(returns), sessions)


@pytest.mark.parametrize("name", ["lightgbm", "lambdarank", "ensemble"])
def test_two_workers_learn_what_one_machine_learns_and_the_same_each_time(
    dask: OnDask, sample: Sample, name: str
) -> None:
    one, again = (kind(name, dask).fit(sample, seed=7) for _ in range(2))
    assert one.text() == again.text()
    local = kind(name, here).fit(sample, seed=7)
    assert np.corrcoef(one.score(sample.design), local.score(sample.design))[0, 1] > 0.9
    np.testing.assert_array_equal(kind(name).load(one.text()).score(sample.design), one.score(sample.design))


def test_a_vintage_trained_on_a_cluster_is_one_like_any_other(dask: OnDask, tmp_path: Path) -> None:
    documents, models = stored(bars(carries=0.3), tmp_path), Models(tmp_path / "models")
    (card,) = vintage(documents, models, KRX, LAST, [1], "lightgbm", means=Means(grow=dask))
    documents.close()
    assert card.metrics["rank_ic"] > 0.15
    assert models.load(card).card == card


def test_an_address_where_nobody_answers_is_a_wrong_setting(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    monkeypatch.setattr(on_dask, "PATIENCE_S", 1)
    with pytest.raises(BadSetting):
        kind("lightgbm", OnDask("tcp://127.0.0.1:9")).fit(sample, seed=7)
