"""`stockelper doctor`: what works, what does not, how fresh the data is; exit code 1 when a part is broken."""

from argparse import ArgumentParser, Namespace

from stockelper.language import catalogue
from stockelper.types import Language
from ui.health import PARTS, part, report
from ui.output import emit, show
from ui.wiring import open_product

MARKS = {True: "ok  ", False: "FAIL", None: "--  "}


def arguments(parser: ArgumentParser) -> None:
    """It takes the common options alone."""


def run(options: Namespace) -> int:
    """Print the state of every part."""
    product = open_product(options)
    try:
        parts = {name: part(product, name) for name in PARTS}
        if options.json:
            emit(report(product, parts))
        else:
            for name, state in parts.items():
                _print(name, state, product.language())
    finally:
        product.close()
    return 1 if any(state["ok"] is False for state in parts.values()) else 0


def _print(name: str, state: dict[str, object], language: Language) -> None:
    ok = state["ok"]
    assert ok is None or isinstance(ok, bool)
    where = f" {state['url']}" if state.get("url") else ""
    show(f"{MARKS[ok]} {name:<12}{where}  {state['detail']}")
    for group in ("counts", "freshest"):
        found = state.get(group)
        if isinstance(found, dict):
            for key, value in found.items():
                show(f"       {key}: {_words(value, language)}")


def _words(value: object, language: Language) -> str:
    if isinstance(value, dict):
        return catalogue.render(language, "doctor.fresh", **value)
    return f"{value:,}"
