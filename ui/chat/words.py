"""The page's sentences in the reader's language."""

from dataclasses import dataclass

from stockelper.language import catalogue
from stockelper.types import Language


@dataclass(frozen=True)
class Words:
    """`words("key", name=value)` is the text `page.key` in `language`."""

    language: Language

    def __call__(self, key: str, /, **parameters: object) -> str:
        """The text of the page's section.

        Raises:
            MissingText: the catalogue has no such text, or a placeholder got no value.
        """
        return catalogue.render(self.language, f"page.{key}", **parameters)

    def or_else(self, key: str, otherwise: str) -> str:
        """The text where the catalogue has it, else `otherwise`: for names that data brings."""
        return self(key) if f"page.{key}" in catalogue.codes(self.language) else otherwise
