"""Work that collects nothing, as a run in the log: done in a thread of the lowest priority, beside everything else."""

import os
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Event, get_native_id

from collectors import runs
from stockelper.errors import Cancelled, NoData, StockelperError, StoreError
from stockelper.language.telling import kept
from stockelper.store.documents import Documents

Work = Callable[[Documents, Event], Mapping[str, int]]
"""Does it on a store until told to stop; returns counts of a run, such as `read` and `changed`."""
LOWEST = 19


def worked(documents: Documents, job: str, part: str, work: Work, stop: Event) -> Mapping[str, object]:
    """Do a job's work; the row of its run.

    Args:
        documents: the store under the job's fence.
        part: the part of the product that works, which stands in the place of a source.

    Raises:
        StoreError: the store cannot take any more, or another took the lease.
    """
    run = runs.begin(documents, job, part, is_fenced=True)
    try:
        with ThreadPoolExecutor(1, initializer=_step_back) as pool:
            run.end("done", pool.submit(work, documents, stop).result())
    except StoreError:
        raise
    except Cancelled as error:
        run.end("stopped", {}, kept(error))
    except NoData as error:
        run.end("skipped", {}, kept(error))
    except StockelperError as error:
        run.end("failed", {}, kept(error))
    return run.row


def _step_back() -> None:
    """On Linux a priority is a thread's own, and the threads that it starts have the same; elsewhere there is no such."""
    if sys.platform != "linux":
        return
    os.setpriority(os.PRIO_PROCESS, get_native_id(), LOWEST)
