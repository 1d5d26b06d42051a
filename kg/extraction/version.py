"""Which rules read a text: kept with every edge, so that what older rules found can be told apart."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_READ = (".py", ".toml", ".npz")
_DIGITS = 10


RULES = "rules"


def is_rules(reader: str) -> bool:
    """Whether a reader of that version needs no model."""
    return reader.startswith(RULES)


def fingerprint(parts: Iterable[tuple[str, bytes]]) -> str:
    """A short name of files (their names and bytes) that changes with any of them, in whatever order they come."""
    digest = hashlib.sha256()
    for name, content in sorted(parts):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:_DIGITS]


@cache
def rules_version() -> str:
    """`rules` and the fingerprint of the word lists, the rules, the models' weights and the code that lays them over a text."""
    package = files("kg.extraction")
    return f"{RULES} {fingerprint((one.name, one.read_bytes()) for one in _sources(package))}"


def _sources(folder: Traversable) -> Iterable[Traversable]:
    for one in folder.iterdir():
        if one.is_dir() and one.name in ("rules", "learned"):
            yield from _sources(one)
        elif one.name.endswith(_READ):
            yield one
