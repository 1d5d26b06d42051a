"""What the code asks of the catalogue is in it, with a value for every placeholder."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stockelper import errors
from stockelper.language.catalogue import codes, placeholders

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("stockelper", "collectors", "kg", "agents", "graph", "evaluation", "ui")
ERRORS = frozenset(
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.StockelperError)
)
KNOWN = frozenset(codes("ko"))


@dataclass(frozen=True)
class Asked:
    """A place that names a text: its possible keys, the parameters it gives (None: not visible there)."""

    place: str
    keys: tuple[str, ...]
    given: frozenset[str] | None


def asked() -> Iterator[Asked]:
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                place = f"{file.relative_to(ROOT)}"
                if isinstance(node, ast.Call) and (keys := keys_of(node, place)):
                    yield Asked(f"{place}:{node.lineno}", keys, given_by(node))


def keys_of(call: ast.Call, place: str) -> tuple[str, ...]:
    """The texts that a call names by a literal."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    named = [arg.value for arg in call.args[:2] if isinstance(arg, ast.Constant)]
    code = named[0] if named and isinstance(named[0], str) else None
    if name == "render" and code:
        return (code,)
    if name == "words" and code and place.startswith("ui/"):
        return (f"page.{code}",)
    if name in ERRORS and code:
        return (f"error.{code}", f"note.{code}")
    if name in ERRORS and not call.args:
        return (f"error.{vars(errors)[name].code}",)
    return ()


def given_by(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def test_every_text_that_the_code_names_is_in_the_catalogue() -> None:
    places = list(asked())
    assert len(places) > 100
    assert [(one.place, one.keys) for one in places if not KNOWN & set(one.keys)] == []


def test_every_place_that_names_a_text_gives_what_it_takes() -> None:
    lacking = [
        (one.place, key, sorted(wanted))
        for one in asked()
        for key in one.keys
        if key in KNOWN and one.given is not None and (wanted := placeholders("ko", key) - one.given)
    ]
    assert lacking == []
