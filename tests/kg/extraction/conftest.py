"""An extractor over the bundled listing and the practice market's companies, built once."""

import pytest

from collectors.practice.cast import companies
from kg.extraction.reading import RuleExtractor
from stockelper.securities.listing import Listing, bundled
from stockelper.securities.resolver import Resolver
from stockelper.types import Security


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    practice = [
        Security(
            id=company.id, market="practice", ticker=company.ticker, name=company.name.ko, name_en=company.name.en,
            currency="KRW", simulated=True,
        )
        for company in companies()
    ]  # fmt: skip
    return Resolver(Listing(bundled().records(), practice))


@pytest.fixture(scope="session")
def extractor(resolver: Resolver) -> RuleExtractor:
    return RuleExtractor(resolver)
