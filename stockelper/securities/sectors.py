"""What a sector of the listing is called in the reader's language."""

import re

from stockelper.language.catalogue import MissingText, render
from stockelper.types import Language

_NOT_LETTERS = re.compile("[^a-z]+")


def sector_name(sector: str, language: Language) -> str:
    """The name of a sector; one that only an imported listing knows is named as it stands there."""
    try:
        return render(language, f"sector.{_NOT_LETTERS.sub('_', sector.lower())}")
    except MissingText:
        return sector
