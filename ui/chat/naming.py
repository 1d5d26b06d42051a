"""What securities and graph nodes are called in the reader's language."""

from stockelper.language.catalogue import codes, render
from stockelper.securities.listing import Listing
from stockelper.securities.sectors import sector_name
from stockelper.types import Language, Node, Security


def called(security: Security, language: Language) -> str:
    """The security's name."""
    return (security.name_en or security.name) if language == "en" else security.name


def named(node: Node, listing: Listing, language: Language) -> Node:
    """The node with its name in that language, where a listing or the catalogue of texts knows it."""
    security = listing.get(node.id)
    name = called(security, language) if security else _spelled(node, language)
    return node if name == node.name else node.model_copy(update={"name": name})


def _spelled(node: Node, language: Language) -> str:
    """A sector's name, an event as its kind in words and its day; the name as it is for any other node."""
    if node.kind == "Sector":
        return sector_name(node.name, language)
    kind, _, day = node.name.partition(" ")
    if node.kind == "Event" and f"event.{kind}" in codes(language):
        return f"{render(language, f'event.{kind}')} {day}"
    return node.name
