"""What people call indices and boards, in one table: the planner, the specialists and the screens read it."""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from types import MappingProxyType
from typing import cast

Patterns = Mapping[str, Sequence[str]]


def _read() -> Mapping[str, Patterns]:
    text = files("stockelper.markets").joinpath("names.toml").read_text(encoding="utf-8")
    return cast("dict[str, Patterns]", tomllib.loads(text))


_TABLES = _read()
INDICES: Patterns = MappingProxyType(dict(_TABLES["indices"]))
"""Ids of series to the patterns of their names; of two that may fit, the more exact one comes first."""
UNSTORED: Patterns = MappingProxyType(dict(_TABLES["unstored"]))
"""A market's code, or `elsewhere`, to the names of its indices that no source brings."""
BOARDS: Patterns = MappingProxyType(dict(_TABLES["boards"]))
"""Boards to the patterns of their names."""
