"""From sources to the store, in chains: what one source cannot give the next one is asked for.

In a chain, sources of one kind give the same records for the markets that they share: whose records one
gave, nobody else is asked for, and a source that is left with nothing to do is noted as skipped. Between
two pages a run can be stopped; killed at any point it leaves whole batches, and the next run goes on from
the watermarks.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from collectors import runs
from collectors.reading import Asked, Collecting, Outcome, run_source
from collectors.source import Source
from stockelper.errors import Cancelled, StockelperError, Unauthorised
from stockelper.language.telling import kept

AT_ONCE = 3
"""Chains that are worked through at the same time."""
Row = Mapping[str, object]


def collect(collecting: Collecting, chains: Sequence[Sequence[Source]], asked: Asked) -> list[Row]:
    """Run every chain; the runs' rows in the order of the chains.

    Raises:
        StoreError: the store cannot take any more.
    """
    runs.mark_lost(collecting.shelved)
    with ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="collect") as pool:
        done = [pool.submit(walk, collecting, chain, asked) for chain in chains]
        return [outcome.row for future in done for outcome in future.result()]


def is_usable(row: Row) -> bool:
    """Whether a run gave anything, or confirmed that nothing is new."""
    return row["state"] == "done" or bool(row["inserted"] or row["changed"] or row["unchanged"])


def walk(collecting: Collecting, chain: Sequence[Source], asked: Asked) -> list[Outcome]:
    """Run one chain; what came of each source, in order.

    Raises:
        StoreError: the store cannot take any more.
    """
    outcomes: list[Outcome] = []
    given: set[str] = set()
    covered: set[str] = set()
    for source in chain:
        markets = [m for m in source.markets if source.complements or m not in covered]
        mine = [s for s in asked.securities if s.market in source.markets]
        if source.by_security and not source.complements:
            mine = [s for s in mine if s.id not in given]
        if not (mine if source.by_security else markets):
            outcomes.append(_skipped(collecting, source, None))
        elif reason := _hindrance(collecting, source, is_alone=len(chain) == 1):
            outcomes.append(_skipped(collecting, source, reason))
        else:
            outcome = run_source(collecting, source, replace(asked, securities=mine))
            outcomes.append(outcome)
            given |= outcome.given
            covered |= set(markets) if outcome.row["state"] == "done" else set()
    return outcomes


def _hindrance(collecting: Collecting, source: Source, *, is_alone: bool) -> StockelperError | None:
    """Why a source is not even asked: the work was stopped, or it needs a key and others may do without."""
    if collecting.stop.is_set():
        return Cancelled()
    if is_alone or not source.keys:
        return None
    web = collecting.web_for(source)
    try:
        for name in source.keys:
            web.key(name)
    except Unauthorised as error:
        return error
    finally:
        web.close()
    return None


def _skipped(collecting: Collecting, source: Source, reason: StockelperError | None) -> Outcome:
    run = collecting.begin(source)
    told = StockelperError("not_asked") if isinstance(reason, Cancelled) else reason
    run.end("skipped", {}, kept(told) if told else None)
    return Outcome(run.row, error=reason)
