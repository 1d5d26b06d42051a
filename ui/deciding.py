"""What an operator decides about rows in quarantine: one by its id, several, or all of a source and reason after a count."""

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence

from collectors.quality.releasing import discard, held, release
from stockelper.clock import wall_clock
from stockelper.errors import BadInput, StockelperError, StoreError
from stockelper.store.documents import Documents
from ui.output import emit, error_object
from ui.wiring import Product

Told = Mapping[str, object]


def decide(product: Product, options: Namespace) -> int:
    """Release or discard; of one row its object is printed, of several a list with an `error` for each that failed.

    Rows that a source or reason names are only counted until `--yes` is said.

    Raises:
        BadInput: ids and filters at once.
        NotFound: the only id is none of the quarantine's.
    """
    act: Callable[[Documents, str], Told] = _release if options.what == "release" else _discard
    documents = product.documents
    if not (options.source or options.reason):
        return _named(documents, [one for one in options.name.split(",") if one], act)
    if options.name:
        raise BadInput("ids_and_filters", what=options.what)
    ids = held(documents, options.source, options.reason)
    if options.yes:
        emit(_each(documents, ids, act))
    else:
        emit({"matching": len(ids), "source": options.source, "reason": options.reason})
    return 0


def _named(documents: Documents, ids: Sequence[str], act: Callable[[Documents, str], Told]) -> int:
    if len(ids) == 1:
        emit(act(documents, ids[0]))
        return 0
    done = _each(documents, ids, act)
    emit(done)
    return 0 if any("error" not in one for one in done) else 2


def _each(documents: Documents, ids: Sequence[str], act: Callable[[Documents, str], Told]) -> Sequence[Told]:
    return [_tried(documents, id_, act) for id_ in ids]


def _tried(documents: Documents, id_: str, act: Callable[[Documents, str], Told]) -> Told:
    """One of several: what is wrong with it keeps nobody from the others, but a store that fails does."""
    try:
        return act(documents, id_)
    except StoreError:
        raise
    except StockelperError as failure:
        return {"id": id_, **error_object(failure)}


def _release(documents: Documents, id_: str) -> Told:
    return {"id": id_, "collection": release(documents, id_, wall_clock())}


def _discard(documents: Documents, id_: str) -> Told:
    discard(documents, id_, wall_clock())
    return {"id": id_, "discarded": True}
