"""Sectors have names in both languages."""

import re

from stockelper.securities.listing import bundled
from stockelper.securities.sectors import sector_name

HANGUL = re.compile("[가-힣]")


def test_every_bundled_sector_has_a_name_in_both_languages() -> None:
    for market in ("krx", "us"):
        for sector in bundled().sectors(market):
            assert sector_name(sector, "en") == sector
            assert HANGUL.search(sector_name(sector, "ko")), sector


def test_an_imported_sector_is_named_as_it_stands() -> None:
    assert sector_name("Zeppelins", "ko") == "Zeppelins"
