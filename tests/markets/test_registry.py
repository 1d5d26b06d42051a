"""What every market of the registry must offer; a new market is tested by its line there."""

from datetime import date
from itertools import chain
from typing import get_args

import pytest

from stockelper.errors import BadInput
from stockelper.language.catalogue import codes
from stockelper.markets.market import Market, MarketCode
from stockelper.markets.registry import MARKETS, is_series, is_simulated, market, market_of

EVERY = pytest.mark.parametrize("one", MARKETS.values(), ids=list(MARKETS))
DAY = date(2025, 6, 2)


def test_every_code_that_the_types_know_is_a_market() -> None:
    assert set(MARKETS) == set(get_args(MarketCode))


def test_prefixes_and_indices_belong_to_one_market_each() -> None:
    markets = list(MARKETS.values())
    assert len({one.prefix for one in markets}) == len(markets)
    indices = list(chain.from_iterable({*one.indices.values(), *one.other_indices} for one in markets))
    assert len(set(indices)) == len(indices)


@EVERY
def test_a_market_is_found_by_its_code_its_ids_and_its_indices(one: Market) -> None:
    assert market(one.code.upper()) is one
    assert market_of(f"{one.prefix}:X") is one
    assert all(market_of(index) is one for index in (*one.indices.values(), *one.other_indices))


@EVERY
def test_every_board_has_rules_of_the_day_and_the_first_one_an_index(one: Market) -> None:
    assert one.boards[0] in one.indices
    assert set(one.indices) <= set(one.boards)
    for board in one.boards:
        assert one.ladder(DAY, board)
        assert one.price_limit(DAY, board) is None or one.price_limit(DAY, board)
        assert one.sale_tax(DAY, board) >= 0


def test_indices_and_rates_are_no_securities() -> None:
    assert all(map(is_series, ("INDEX:KS11", "INDEX:SPX", "FX:USDKRW")))
    assert not any(map(is_series, ("KRX:005930", "US:SPX", "FX:XXXKRW")))


@EVERY
def test_a_session_closes_after_it_opens_and_has_a_neighbour(one: Market) -> None:
    session = one.session_on_or_before(DAY)
    assert one.open_at(session) < one.close_at(session)
    assert one.last_session(one.close_at(session)) == session
    assert one.session_offset(session, -1) < session


@EVERY
def test_a_market_has_a_name_in_answers_and_on_the_page(one: Market) -> None:
    assert {f"market.market_{one.code}", f"page.market_{one.code}"} <= set(codes("ko"))


def test_only_the_practice_market_is_simulated() -> None:
    assert [code for code, one in MARKETS.items() if one.simulated] == ["practice"]
    assert is_simulated("PRACTICE:P101")
    assert is_simulated("INDEX:PRACTICE")
    assert not any(map(is_simulated, ("KRX:005930", "INDEX:KS11", "FX:XXXKRW", "PRACTICE", "")))


@pytest.mark.parametrize("id_", ["FX:XXXKRW", "KRX", "", "XYZ:1"])
def test_an_id_of_no_market_is_rejected(id_: str) -> None:
    with pytest.raises(BadInput):
        market_of(id_)
