"""The truth about the practice market's texts: for each article and filing what it states, and nothing more.

Rules for extraction may be written on bank "a"; bank "b" says the same in other words and measures them.
Background, denied, rumoured, planned, past and ended matters are in the texts and not in the truth.
"""

from dataclasses import dataclass
from datetime import datetime

from collectors.practice.articles import Text, articles, filings
from collectors.practice.banks import BankName
from collectors.practice.market import SEED, Market, simulate
from collectors.practice.meaning import StatedEvent, StatedRelation, events, relations
from stockelper.types import Language


@dataclass(frozen=True)
class Truth:
    """What one text states. `id` is the article's key, or the filing's accession."""

    id: str
    bank: BankName
    language: Language
    title: str
    text: str
    published: datetime
    filing: bool
    companies: tuple[str, ...]
    relations: tuple[StatedRelation, ...]
    events: tuple[StatedEvent, ...]


def truths(now: datetime, seed: int = SEED) -> list[Truth]:
    """The truth about every text published by `now`, oldest first."""
    return truths_of(simulate(now, seed))


def truths_of(market: Market) -> list[Truth]:
    """The truth about every text of a simulated market."""
    texts = [*articles(market.seed, market.stories), *filings(market.stories)]
    known = [text for text in texts if text.published <= market.now]
    return [_truth(text) for text in sorted(known, key=lambda text: (text.published, text.id))]


def _truth(text: Text) -> Truth:
    results = text.form is not None and "net_income" in text.used  # figures without an expectation to miss
    return Truth(
        id=text.id,
        bank=text.bank,
        language=text.language,
        title=text.title,
        text=text.text,
        published=text.published,
        filing=text.form is not None,
        companies=tuple(text.companies),
        relations=relations(text.story, text.used, text.language, makes=text.makes),
        events=() if results else events(text.story, text.used, text.language),
    )
