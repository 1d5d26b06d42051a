"""The lease's number, read directly before a write: a server without transactions has nothing closer."""

from pymongo.database import Database

from stockelper.errors import LeaseLost
from stockelper.store.collections import LEASES
from stockelper.store.documents import Fence
from stockelper.store.mongo_values import Document, identifier


def check(database: Database[Document], fence: Fence | None) -> None:
    """Nothing to check without a fence.

    Raises:
        LeaseLost: when another holder has the lease.
    """
    if fence is None:
        return
    found = database[LEASES.name].find_one({"_id": identifier(LEASES, {"name": fence.lease})}, {"fence": 1})
    if found is None or found["fence"] != fence.number:
        raise LeaseLost("lease_lost", name=fence.lease)
