"""What securities and graph nodes are called in the reader's language."""

from stockelper.securities.listing import Listing
from stockelper.types import Language, Node, Security


def called(security: Security, language: Language) -> str:
    """The security's name."""
    return (security.name_en or security.name) if language == "en" else security.name


def named(node: Node, listing: Listing, language: Language) -> Node:
    """The node with its name in that language, where a listing knows it."""
    security = listing.get(node.id)
    return node if security is None else node.model_copy(update={"name": called(security, language)})
