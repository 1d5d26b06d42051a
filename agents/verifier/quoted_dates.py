"""Dates that stand beside a quotation: when the quoted text appeared."""

import re

from agents.verifier.claims import Known
from agents.verifier.marks import Day
from agents.verifier.reading import Sentence

_PUBLISHER = re.compile(
    r"[”\"’']?\s?(?:\([^)\n]{1,60}\)|,\s[^,.\n“]{1,40},)?\s?(?:of|from|on|dated|,)?\s?\(?"
)
"""What may stand between a quotation and its date: its publisher."""
_INTRODUCES = re.compile(r"\)?(?:에|자|의|부)?[\s:,·(]{0,3}(?:(?:보도된|나온|게재된|공개된)\s)?[“\"‘']?")


def is_of_quote(day: Day, text: str, sentence: Sentence) -> bool:
    """Whether a date stands right before or behind a quotation, its publisher between."""
    for quote in sentence.own.quotes:
        if day.end <= quote.start and _INTRODUCES.fullmatch(text, day.end, quote.start):
            return True
        if quote.end <= day.start and _PUBLISHER.fullmatch(text, quote.end, day.start):
            return True
    return False


def when_quoted(day: Day, text: str, sentence: Sentence, known: Known) -> bool:
    """Whether a date before a quotation, or behind one and its publisher, is that of a text that has it."""
    later = [quote for quote in sentence.own.quotes if day.end <= quote.start]
    behind = [
        quote
        for quote in sentence.own.quotes
        if quote.end <= day.start and _PUBLISHER.fullmatch(text, quote.end, day.start)
    ]
    sources = [source for quote in (behind or later[:1]) for source in quote.sources]
    dates = [date for source in sources for date in known.published.get(source, ())]
    told = [one for source in sources for one in known.days.get(source, ())] if not dates else []
    return not (dates or told) or any(map(day.fits, dates)) or any(map(day.agrees, told))
