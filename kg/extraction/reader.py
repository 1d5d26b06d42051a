"""The extractor that needs no key: the rules, and what the second reader adds to them."""

from kg.extraction.learned.second import added, mentioned
from kg.extraction.learned.weights import Models, packaged
from kg.extraction.reading import RuleExtractor
from kg.extraction.records import Document, Extracted
from kg.extraction.shortened import unified
from stockelper.securities.resolver import Resolver


class Reader:
    """Reads with rules and models; the names are looked up in `resolver`'s listing.

    `models` are the packaged ones unless given; with none of them it reads as the rules do.
    """

    def __init__(self, resolver: Resolver, models: Models | None = None) -> None:
        self._rules = RuleExtractor(resolver)
        self._models = packaged() if models is None else models

    @property
    def version(self) -> str:
        """`rules` and a fingerprint of them and of the models' weights."""
        return self._rules.version

    def extract(self, document: Document) -> Extracted:
        """Relations and events of one document."""
        found, heard = self._rules.listen(document)
        if not self._models or not heard:
            return found
        return unified(added(found, heard, self._models), mentioned(heard))
