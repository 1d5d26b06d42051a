"""The bundled listing and the aliases hold together."""

import tomllib
from importlib.resources import files

import pytest

from stockelper.securities.listing import Listing, bundled, bundled_aliases
from stockelper.securities.resolver import Resolver
from stockelper.types import Security


def test_the_bundle_covers_both_markets() -> None:
    krx, us = bundled().members("krx"), bundled().members("us")
    assert len(krx) > 2700
    assert len(us) > 510
    assert {security.board for security in krx} == {"KOSPI", "KOSDAQ"}
    assert {security.board for security in us} == {"NASDAQ", "NYSE"}


def test_a_security_carries_its_facts() -> None:
    samsung = bundled().get("KRX:005930")
    assert isinstance(samsung, Security)
    assert (samsung.name, samsung.name_en) == ("삼성전자", "Samsung Electronics")
    assert (samsung.market, samsung.ticker, samsung.currency) == ("krx", "005930", "KRW")
    assert (samsung.board, samsung.sector, samsung.simulated) == ("KOSPI", "Semiconductors", False)


def test_a_preferred_share_has_its_common_shares_sector() -> None:
    common, preferred = bundled().get("KRX:005380"), bundled().get("KRX:005387")
    assert common is not None
    assert preferred is not None
    assert preferred.sector == common.sector
    assert preferred.name_en == "Hyundai Motor Preferred 2"


def test_a_registered_industry_does_not_replace_a_sector_and_another_sector_does() -> None:
    samsung = bundled().get("KRX:005930")
    assert samsung is not None
    for given, seen in (
        ("통신 및 방송 장비 제조업", "Semiconductors"),
        ("반도체", "반도체"),
        ("Robots", "Robots"),
    ):
        told = samsung.model_copy(update={"sector": given})
        listing = Listing(bundled().records(), [told])
        assert (found := listing.get(samsung.id)) is not None
        assert found.sector == seen
        assert samsung.id in {one.id for one in listing.members("krx", sector=seen)}
    new = samsung.model_copy(update={"id": "KRX:0123A0", "sector": "반도체 제조업"})
    found = Listing(bundled().records(), [new]).get(new.id)
    assert found is not None
    assert found.sector == "반도체 제조업"


def test_the_bundled_name_is_understood_beside_another_listings() -> None:
    for security, name, said in (
        ("KRX:267250", "현대중공업지주", "HD현대 주가"),
        ("KRX:005380", "현대자동차", "현대차 주가"),
        ("KRX:000270", "기아자동차", "기아 주가"),
    ):
        now = bundled().get(security)
        assert now is not None
        resolver = Resolver(Listing(bundled().records(), [now.model_copy(update={"name": name})]))
        for asked in (said, f"{name} 주가"):
            assert resolver.resolve(asked).securities == (security,)


def test_what_is_not_listed_is_none() -> None:
    assert bundled().get("KRX:999999") is None
    assert "KRX:999999" not in bundled()


@pytest.mark.parametrize("market", ["krx", "us"])
def test_members_of_a_sector_are_found_by_its_listed_name(market: str) -> None:
    sectors = bundled().sectors(market)
    assert len(sectors) >= 11
    for sector in sectors:
        members = bundled().members(market, sector=sector)
        assert members
        assert {security.sector for security in members} == {sector}


def test_every_alias_belongs_to_a_listed_security() -> None:
    assert [security for security in bundled_aliases() if security not in bundled()] == []
    assert sum(security.startswith("KRX:") for security in bundled_aliases()) >= 170
    assert sum(security.startswith("US:") for security in bundled_aliases()) >= 200


def test_the_bundle_is_dated_and_names_its_sources() -> None:
    text = files("stockelper.securities").joinpath("listing.toml").read_text(encoding="utf-8")
    about = tomllib.loads(text)
    assert about["rows"] == len(bundled())
    assert about["as_of"].isoformat() == "2026-03-20"
    assert {"krx", "sp500", "nasdaq_100", "sectors"} <= set(about["sources"])
