"""Trees grown on a Dask cluster by `lightgbm.dask`; the one file that knows Dask, which is an optional extra.

The rows are cut into as many parts as there are workers, each kept where it was sent; an order is cut between two
sessions. The workers build one histogram together for every split, so that what they learn is of all rows.
"""

import logging
import re
import warnings
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from forecasting.models.growing import Lesson
from stockelper.errors import BadSetting

if TYPE_CHECKING:
    from distributed import Client

SETTING = "STOCKELPER_DASK_SCHEDULER"
PATIENCE_S = 10
"""Seconds that a scheduler has to answer, and to have a worker."""
PORTS = re.compile(r"^\[(?:machines|local_listen_port): .*\]\n", re.MULTILINE)
"""What a model's text says of the sockets that its workers used: other ones in every run."""
Cuts = NDArray[np.intp]


@dataclass(frozen=True)
class OnDask:
    """See `Grow`; `address` is the scheduler's, such as `tcp://10.0.0.5:8786`."""

    address: str

    def __call__(self, lesson: Lesson, settings: Mapping[str, Any], trees: int) -> str:
        """Grow them on every worker that there is.

        Raises:
            BadSetting: Dask is not installed, or nobody answers at the address.
        """
        import lightgbm

        log = logging.getLogger("lightgbm")
        log.setLevel(logging.ERROR)
        lightgbm.register_logger(log)  # its own words would go to stdout
        with _connected(self.address) as client, warnings.catch_warnings(action="ignore"):
            from lightgbm.dask import DaskLGBMRanker, DaskLGBMRegressor

            kind = DaskLGBMRegressor if lesson.groups is None else DaskLGBMRanker
            model = kind(client=client, n_estimators=trees, **settings)
            model.fit(**_sent(client, lesson), feature_name=list(lesson.names))
            return PORTS.sub("", model.booster_.model_to_string())


@contextmanager
def _connected(address: str) -> Generator["Client"]:
    try:
        client = _orderly()(address, timeout=PATIENCE_S)
    except ImportError as error:
        raise BadSetting(setting=SETTING, reason="the extra `dask` is not installed") from error
    except (OSError, ValueError) as error:  # a time-out is an OSError
        raise BadSetting(setting=SETTING, reason=str(error)) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE_S)
        except TimeoutError as error:
            raise BadSetting(setting=SETTING, reason="the cluster has no workers") from error
        yield client


def _orderly() -> "Callable[..., Client]":
    """A client that names the holders of parts in the order of their addresses.

    LightGBM numbers its machines in that order, and each looks for the bins of other features by its number: in
    another order the same rows would give other trees.
    """
    from distributed import Client

    class InOrder(Client):
        def who_has(self, *futures: Any, **more: Any) -> Any:
            found: Any = super().who_has(*futures, **more)
            return dict(sorted(found.items(), key=lambda one: tuple(one[1])))

    return InOrder


def _sent(client: "Client", lesson: Lesson) -> dict[str, Any]:
    """The arguments of a fit: a part of the rows on each worker."""
    workers = sorted(client.scheduler_info(n_workers=-1)["workers"])
    cuts, groups = _cuts(lesson, len(workers))
    sent = {
        "X": _placed(client, np.ascontiguousarray(lesson.values), cuts, workers),
        "y": _placed(client, lesson.label, cuts, workers),
    }
    if lesson.groups is not None:
        sent["group"] = _placed(client, lesson.groups, groups, workers)
    return sent


def _cuts(lesson: Lesson, parts: int) -> tuple[Cuts, Cuts]:
    """Where rows and groups are cut into parts of about one size, both ends included."""
    even = np.linspace(0, len(lesson.values), parts + 1).astype(np.intp)
    if lesson.groups is None:
        return even, even
    ends = np.concatenate([[0], np.cumsum(lesson.groups)])
    groups = np.searchsorted(ends, even)
    return ends[groups], groups


def _placed(client: "Client", values: NDArray[Any], cuts: Cuts, workers: Sequence[str]) -> Any:
    """One Dask array of parts that lie on one worker each."""
    from dask import array

    parts = [values[first:last] for first, last in pairwise(cuts.tolist())]
    kept = [
        (part, client.scatter(part, workers=[worker], hash=False))
        for part, worker in zip(parts, workers, strict=True)
        if len(part)
    ]
    return array.concatenate([array.from_delayed(place, part.shape, part.dtype) for part, place in kept])
