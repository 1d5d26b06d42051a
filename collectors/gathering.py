"""One wish of a question brought to the sources: those of its kind and market that are asked security by security."""

from collections.abc import Collection, Mapping

from collectors.collecting import walk
from collectors.reading import Asked, Collecting
from collectors.refreshing import Came
from collectors.registry import SOURCES
from collectors.source import Source
from stockelper.errors import StockelperError
from stockelper.types import Wish


def gather(
    collecting: Collecting, wish: Wish, spared: Collection[str], sources: Mapping[str, Source] = SOURCES
) -> Came:
    """Ask the chain of sources, without the spared ones where others may be asked, and store what they give.

    Raises:
        StoreError: the store cannot take any more.
    """
    chain = [
        one
        for one in sources.values()
        if one.kind == wish.need and one.by_security and wish.security.market in one.markets
    ]
    awake = [one for one in chain if one.name not in spared]
    asked = Asked([wish.security], wish.since, collecting.now().date())
    outcomes = walk(collecting, awake or chain, asked)
    failures: dict[str, StockelperError] = {
        str(one.row["source"]): one.error
        for one in outcomes
        if one.error is not None and one.row["state"] == "failed"
    }
    return Came(any(one.given for one in outcomes), failures)
