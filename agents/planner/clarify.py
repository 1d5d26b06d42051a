"""The question to ask back, in the asker's language."""

from collections.abc import Sequence

from stockelper.language import catalogue
from stockelper.securities.resolver import Mention, Resolver
from stockelper.types import Language

_SHOWN = 5


def which(mention: Mention, resolver: Resolver, language: Language) -> str:
    """Asks which of several securities was meant, naming them."""
    names = [_name(candidate, resolver, language) for candidate in mention.candidates[:_SHOWN]]
    return catalogue.render(language, "clarify.which", name=mention.text.strip(), candidates=", ".join(names))


def missing(language: Language) -> str:
    """Asks which company the question is about."""
    return catalogue.render(language, "clarify.missing")


def against_what(language: Language) -> str:
    """Asks what to compare with."""
    return catalogue.render(language, "clarify.against")


def unlisted(names: Sequence[str], language: Language) -> str:
    """Says that no listing knows the name and asks for another."""
    return catalogue.render(language, "clarify.unlisted", name=", ".join(names[:3]))


def future(day: str, language: Language) -> str:
    """Says that the date has not come yet and asks for another."""
    return catalogue.render(language, "clarify.future", day=day)


def no_date(text: str, language: Language) -> str:
    """Says that no calendar has the date and asks for another."""
    return catalogue.render(language, "clarify.no_date", day=text)


def _name(security: str, resolver: Resolver, language: Language) -> str:
    known = resolver.listing.get(security)
    if known is None:
        return security
    name = known.name_en if language == "en" and known.name_en else known.name
    return f"{name} ({known.ticker})"
