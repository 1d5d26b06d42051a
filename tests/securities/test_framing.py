"""Companies whose names are words: their place in the sentence tells."""

import pytest

from stockelper.securities.at import bundled_resolver


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("is target overvalued", ("US:TGT",)),
        ("how is target stock doing", ("US:TGT",)),
        ("target's pe ratio", ("US:TGT",)),
        ("why did target fall today", ("US:TGT",)),
        ("should i buy target", ("US:TGT",)),
        ("target vs walmart this year", ("US:TGT", "US:WMT")),
        ("walmart and target margins", ("US:WMT", "US:TGT")),
        ("what happened to snap", ("US:SNAP",)),
        ("will southwest go up", ("US:LUV",)),
        ("tyson dividend", ("US:TSN",)),
    ],
)
def test_a_word_in_small_letters_is_a_company_where_only_one_can_stand(
    text: str, ids: tuple[str, ...]
) -> None:
    assert bundled_resolver().resolve(text).securities == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("target price of apple", ("US:AAPL",)),
        ("what is the target for nvidia", ("US:NVDA",)),
        ("did nvidia hit its target", ("US:NVDA",)),
        ("stocks that gap up today", ()),
        ("how do i join a zoom", ()),
        ("delta flight status", ()),
        ("what is the range of tesla", ("US:TSLA",)),
        ("key earnings this week", ()),
    ],
)
def test_elsewhere_it_stays_a_word(text: str, ids: tuple[str, ...]) -> None:
    assert bundled_resolver().resolve(text).securities == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("동방 어때?", ("KRX:004140",)),
        ("대원 최근 흐름", ("KRX:007680",)),
        ("신라 주가", ("KRX:008770",)),
        ("신라 시대 왕 이름", ()),
        ("수혜 대상 어떻게 되나요", ()),
        ("오늘 어때?", ()),
    ],
)
def test_a_korean_word_is_a_company_where_a_short_question_speaks_of_nothing_else(
    text: str, ids: tuple[str, ...]
) -> None:
    assert bundled_resolver().resolve(text).securities == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("52 week low for Hormel", ("US:HRL",)),
        ("Smucker earnings", ("US:SJM",)),
        ("Grainger stock", ("US:GWW",)),
        ("Biggest institutional holders of Garmin", ("US:GRMN",)),
        ("alnylam news", ("US:ALNY",)),
        ("mike tyson fight", ()),
    ],
)
def test_a_company_goes_by_its_first_word(text: str, ids: tuple[str, ...]) -> None:
    assert bundled_resolver().resolve(text).securities == ids
