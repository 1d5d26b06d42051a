"""Every source, in the order in which those of one kind and market are tried."""

from collections.abc import Mapping
from types import MappingProxyType

from collectors.source import Source
from stockelper.errors import BadInput

SOURCES: Mapping[str, Source] = MappingProxyType({})


def source(name: str) -> Source:
    """The source of that name.

    Raises:
        BadInput: when there is none.
    """
    try:
        return SOURCES[name]
    except KeyError as error:
        raise BadInput("unknown_source", source=name, known=", ".join(SOURCES)) from error
