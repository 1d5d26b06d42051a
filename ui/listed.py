"""Companies that a batch's texts may name: those of the store or the bundled listing, and the practice market's."""

from argparse import Namespace
from typing import TYPE_CHECKING

from stockelper.settings import load
from stockelper.types import Security
from ui.wiring import open_product

if TYPE_CHECKING:
    from stockelper.securities.resolver import Resolver


def listed_resolver(options: Namespace) -> "Resolver":
    """Companies of the store where there is one, else of the bundled listing; the practice market's as well."""
    from collectors.practice.cast import companies
    from stockelper.securities.listing import Listing
    from stockelper.securities.resolver import Resolver

    stored = _stored(options)
    known = stored.listing
    practice = [
        Security(
            id=f"PRACTICE:{company.ticker}", market="practice", ticker=company.ticker, name=company.name.ko,
            name_en=company.name.en, currency="KRW", simulated=True,
        )
        for company in companies()
    ]  # fmt: skip
    return Resolver(Listing(known.records(), [s for s in practice if s.id not in known]), stored.aliases)


def _stored(options: Namespace) -> "Resolver":
    from stockelper.securities.at import bundled_resolver

    settings = load(options.data)
    if settings.documents_url is None and not (settings.data / "documents.db").exists():
        return bundled_resolver()
    product = open_product(options)
    try:
        return product.resolver()
    finally:
        product.close()
