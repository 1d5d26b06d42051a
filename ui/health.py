"""What works, what does not and how fresh the data is: for `doctor` and the operator's strip."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.metadata import version

from collectors.scheduling.lease import LEADER, read
from collectors.scheduling.states import states
from stockelper.clock import wall_clock
from stockelper.errors import StockelperError
from stockelper.language import catalogue
from stockelper.markets.registry import MARKETS
from stockelper.masking import masked_address
from stockelper.store.collections import ARTICLES, BARS, FILINGS, QUARANTINE, SECURITIES
from stockelper.store.documents import Documents, Where
from stockelper.types import Language
from ui.output import error_text
from ui.wiring import Product

COUNTED = (BARS.name, ARTICLES.name, FILINGS.name, SECURITIES.name, QUARANTINE.name)
CALENDAR_WARNING = timedelta(days=365)
AFTER_COLON = ";"  # the character that follows ":", so that a prefix is a range


@dataclass(frozen=True)
class Freshness:
    """The newest session that a market has bars of, and how many closed sessions lie after it."""

    date: date
    source: str
    sessions_behind: int


def freshness(documents: Documents, now: datetime) -> Mapping[str, Freshness]:
    """Freshness of each market that has bars known by `now`."""
    found: dict[str, Freshness] = {}
    for code, market in MARKETS.items():
        span = (
            Where("security", ">=", f"{market.prefix}:"),
            Where("security", "<", f"{market.prefix}{AFTER_COLON}"),
        )
        newest = documents.newest(BARS.name, "date", *span, by="source", known_by=now)
        dated = {str(source): day for source, day in newest.items() if isinstance(day, date)}
        if dated:
            source = max(dated, key=lambda name: dated[name])
            behind = len(market.sessions(dated[source], market.last_session(now))) - 1
            found[code] = Freshness(dated[source], source, max(behind, 0))
    return found


def _text(language: Language, key: str, **parameters: object) -> str:
    return catalogue.render(language, f"doctor.{key}", **parameters)


def _documents(product: Product, _language: Language) -> dict[str, object]:
    documents = product.documents
    detail = documents.check()
    fresh = freshness(documents, product.clock.now())
    return {
        "ok": True,
        "url": masked_address(product.settings.documents()),
        "detail": detail,
        "counts": {name: documents.count(name) for name in COUNTED},
        "freshest": {code: vars(value) for code, value in fresh.items()},
    }


def _graph(product: Product, _language: Language) -> dict[str, object]:
    detail = product.graph.check()
    counts = dict(product.graph.count())
    return {"ok": True, "url": masked_address(product.settings.graph()), "detail": detail, "counts": counts}


def _checkpoints(product: Product, _language: Language) -> dict[str, object]:
    return {"ok": True, "url": product.check_checkpoints(), "detail": "langgraph"}


def _model(product: Product, language: Language) -> dict[str, object]:
    model = product.model
    if model is None:
        return {"ok": None, "detail": _text(language, "no_model")}
    return {"ok": True, "detail": ", ".join(model.clients)}


def _jobs(product: Product, language: Language) -> dict[str, object]:
    held = read(product.documents, LEADER)
    if held is None or held.holder is None:
        return {"ok": None, "leader": None, "heartbeat": None, "detail": _text(language, "no_scheduler")}
    alive = held.expires > wall_clock()
    failing = sorted(name for name, row in states(product.documents).items() if row["failures"])
    detail = _text(language, "leads" if alive else "leader_silent")
    if failing:
        detail += "; " + _text(language, "jobs_failing", jobs=", ".join(failing))
    return {
        "ok": alive and not failing,
        "leader": held.holder,
        "heartbeat": held.heartbeat,
        "failing": failing,
        "detail": detail,
    }


def _broker(product: Product, language: Language) -> dict[str, object]:
    return {"ok": None, "detail": _text(language, "no_broker")}


def _langfuse(product: Product, language: Language) -> dict[str, object]:
    settings = product.settings
    if not (settings.langfuse_public_key and settings.langfuse_secret_key):
        return {"ok": None, "detail": _text(language, "no_langfuse")}
    unsent = product.traces.unsent()
    return {
        "ok": not unsent,
        "url": masked_address(settings.langfuse_base_url or ""),
        "detail": _text(language, "unsent", count=unsent),
    }


def _calendars(product: Product, language: Language) -> dict[str, object]:
    """Up to when sessions are known: null when less than a year of what is announced is left, false when a table has ended."""
    today = wall_clock().date()
    calendars = {code: market.calendar for code, market in MARKETS.items() if not market.simulated}
    ends = ", ".join(f"{code} {one.announced}" for code, one in calendars.items())
    last = min(one.last for one in calendars.values())
    if min(one.announced for one in calendars.values()) - today >= CALENDAR_WARNING:
        return {"ok": True, "detail": _text(language, "calendars", ends=ends, last=last.isoformat())}
    detail = _text(language, "calendars_end", ends=ends, last=last.isoformat())
    return {"ok": None if today <= last else False, "detail": detail}


PARTS: Mapping[str, Callable[[Product, Language], dict[str, object]]] = {
    "documents": _documents,
    "graph": _graph,
    "checkpoints": _checkpoints,
    "model": _model,
    "langfuse": _langfuse,
    "jobs": _jobs,
    "broker": _broker,
    "calendars": _calendars,
}


def part(product: Product, name: str, language: Language | None = None) -> dict[str, object]:
    """One part's state in words of that language, else of the product's; a failure is its state, not an exception."""
    spoken = language or product.language()
    try:
        return PARTS[name](product, spoken)
    except StockelperError as error:
        return {"ok": False, "url": _address(product, name), "detail": error_text(error, spoken)}


def _address(product: Product, name: str) -> str | None:
    stores = {"documents": product.settings.documents, "graph": product.settings.graph}
    return masked_address(stores[name]()) if name in stores else None


def report(product: Product, parts: Mapping[str, object]) -> dict[str, object]:
    """The whole of `doctor`, around the states of its parts."""
    return {"version": version("stockelper"), "data": str(product.settings.data), "parts": parts}
