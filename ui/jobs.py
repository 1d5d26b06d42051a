"""Every job of the product: what collectors collect, and what forecasting does by the clock."""

from collections.abc import Mapping
from threading import Event
from types import MappingProxyType

from collectors.scheduling.jobs import JOBS as COLLECTING
from collectors.scheduling.jobs import Job
from collectors.scheduling.working import Work
from forecasting.timetable import TASKS, Task
from stockelper.clock import wall_clock
from stockelper.store.documents import Documents
from ui.wiring import Product

JOBS: Mapping[str, Job] = MappingProxyType(
    {
        **COLLECTING,
        **{
            task.name: Job(
                task.name,
                None,
                task.market,
                task.hour,
                task.minute,
                task.weekdays,
                by_session=task.by_session,
            )
            for task in TASKS
        },
    }
)


def works(product: Product) -> Mapping[str, Work]:
    """The work of the jobs that collect nothing, by the job's name."""
    return {task.name: _work(product, task) for task in TASKS}


def _work(product: Product, task: Task) -> Work:
    def work(documents: Documents, stop: Event) -> Mapping[str, int]:
        from forecasting.working import Desk, run

        return run(task, Desk(documents, product.models, product.kept, product.means), wall_clock(), stop)

    return work
