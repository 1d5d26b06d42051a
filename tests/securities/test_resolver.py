"""The resolver's contract beside the written cases: offsets, kinds of hits, guards, look-up, search."""

import time
import unicodedata

import pytest

from stockelper.errors import AmbiguousSecurity, BadInput, UnknownSecurity
from stockelper.language.normalise import normalise
from stockelper.securities.at import bundled_resolver
from stockelper.securities.listing import Listing
from stockelper.securities.resolver import Resolver
from stockelper.types import Security


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return bundled_resolver()


def test_mentions_are_in_order_with_offsets_into_the_normalised_text(resolver: Resolver) -> None:
    text = unicodedata.normalize("NFD", "  삼성전자랑\u200b하이닉스,  그리고 NVDA 비교")
    found = resolver.resolve(text).mentions
    assert [mention.candidates for mention in found] == [("KRX:005930",), ("KRX:000660",), ("US:NVDA",)]
    assert [normalise(text)[mention.start : mention.end] for mention in found] == [
        "삼성전자",
        "하이닉스",
        "NVDA",
    ]
    assert [mention.text for mention in found] == ["삼성전자", "하이닉스", "NVDA"]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("005930 주가", "code"),
        ("$NVDA", "code"),
        ("삼성전자 주가", "name"),
        ("삼전 주가", "alias"),
        ("삼성젼자 주가", "typo"),
    ],
)
def test_a_mention_says_how_it_was_found(resolver: Resolver, text: str, how: str) -> None:
    assert [mention.how for mention in resolver.resolve(text).mentions] == [how]


@pytest.mark.parametrize("spelling", ["BRK.B", "BRK-B", "BRK/B", "$BRK.B", "NYSE: BRK.B", "US:BRK.B"])
def test_a_class_share_has_many_spellings(resolver: Resolver, spelling: str) -> None:
    assert resolver.resolve(f"{spelling} price").securities == ("US:BRK.B",)


def test_the_longest_name_wins(resolver: Resolver) -> None:
    assert resolver.resolve("카카오뱅크").securities == ("KRX:323410",)
    assert resolver.resolve("카카오").securities == ("KRX:035720",)
    assert resolver.resolve("삼성전자우").securities == ("KRX:005935",)
    assert resolver.resolve("삼성전자 우량주인가요?").securities == ("KRX:005930",)


def test_a_groups_name_asks_back_unless_one_of_its_companies_is_named(resolver: Resolver) -> None:
    asked = resolver.resolve("SK 주가").ambiguous
    assert asked[0].candidates[:2] == ("KRX:034730", "KRX:000660")
    named = resolver.resolve("SK하이닉스 어때? SK 그룹 뉴스도")
    assert named.securities == ("KRX:000660",)
    assert named.ambiguous == ()


def test_a_word_that_is_also_a_company_needs_a_cue_beside_it(resolver: Resolver) -> None:
    for text in ("투자 대상으로 뭐가 좋아?", "나노 단위", "target price of the index", "ALL IN", "IT 업종"):
        assert resolver.resolve(text).mentions == (), text
    for text in ("대상 주가", "(주)대상", "대상(001680)", "농심이랑 대상 비교", "나노의 주가"):
        assert resolver.resolve(text).securities, text


def test_a_number_is_no_code(resolver: Resolver) -> None:
    for text in ("005930원", "100000주 매수", "202512 실적", "010-123456-78", "1234567", "20251230"):
        found = resolver.resolve(text)
        assert (found.mentions, found.unknown) == ((), ()), text


def test_what_nobody_lists_is_named(resolver: Resolver) -> None:
    found = resolver.resolve("호롤롤로전자랑 $ZZZZ 그리고 삼성전자 주가")
    assert found.securities == ("KRX:005930",)
    assert found.unknown == ("호롤롤로전자", "$ZZZZ")


@pytest.mark.parametrize(
    "text", ["", " ", "?", "\x00", "\ud800", "😀", "a" * 50_000, "삼" * 50_000, "$" * 500]
)
def test_odd_input_resolves_to_nothing(resolver: Resolver, text: str) -> None:
    assert resolver.resolve(text).mentions == ()


def test_fifty_thousand_characters_take_no_minute(resolver: Resolver) -> None:
    started = time.process_time()
    resolver.resolve("삼성젼자 주가랑 Nvdia stock " * 2_000)
    assert time.process_time() - started < 30


def test_headlines_are_tagged_without_guessing(resolver: Resolver) -> None:
    assert resolver.tag("삼성전자·SK하이닉스 동반 급등…현대 '휘청'") == ("KRX:005930", "KRX:000660")
    assert resolver.tag("삼성젼자 신제품") == ()


@pytest.mark.parametrize(
    ("symbol", "market", "expected"),
    [
        ("005930", None, "KRX:005930"),
        ("A005930", None, "KRX:005930"),
        ("KRX:005930", None, "KRX:005930"),
        ("005930.KS", "krx", "KRX:005930"),
        ("nvda", None, "US:NVDA"),
        ("BRK-B", "us", "US:BRK.B"),
        ("F", None, "US:F"),
        ("삼성전자", None, "KRX:005930"),
        ("대상", None, "KRX:001680"),
        ("Nvidia Corp", None, "US:NVDA"),
        ("삼성젼자 주가", None, "KRX:005930"),
    ],
)
def test_lookup_takes_ids_codes_tickers_and_names(
    resolver: Resolver, symbol: str, market: str | None, expected: str
) -> None:
    assert resolver.lookup(symbol, market).id == expected


def test_lookup_says_what_is_wrong(resolver: Resolver) -> None:
    with pytest.raises(UnknownSecurity):
        resolver.lookup("호롤롤로전자")
    with pytest.raises(UnknownSecurity):
        resolver.lookup("NVDA", "krx")
    with pytest.raises(AmbiguousSecurity) as caught:
        resolver.lookup("현대")
    assert "현대차 (KRX:005380)" in str(caught.value.parameters["candidates"])
    with pytest.raises(BadInput):
        resolver.lookup(" ")


def test_search_offers_what_begins_so(resolver: Resolver) -> None:
    assert resolver.search("카카오", 3)[0].id == "KRX:035720"
    assert {security.id for security in resolver.search("카카오", 5)} >= {"KRX:323410", "KRX:377300"}
    assert resolver.search("nvd", 1)[0].id == "US:NVDA"
    assert resolver.search("00593", 2)[0].id == "KRX:005930"
    assert resolver.search("", 5) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("What is AMZN's 52-week high?", ("US:AMZN",)),
        ("NVDA's and AMD's returns", ("US:NVDA", "US:AMD")),
        ("COST return in 2025", ("US:COST",)),
        ("what does it COST", ()),
        ("Why did VMC fall yesterday?", ("US:VMC",)),
        ("How is Interpublic Group of Companies doing today?", ("US:IPG",)),
        ("나무기술이 요즘 어때?", ("KRX:242040",)),
        ("피노 뉴스", ("KRX:033790",)),
        ("지슨은 왜 올랐어?", ("KRX:446840",)),
        ("오늘 뉴스", ()),
        ("한국 요즘 어때?", ()),
        ("미래는 어때?", ()),
        ("우리기술은 왜 안 써?", ()),
    ],
)
def test_a_ticker_may_own_something_and_be_a_word_in_capitals(text: str, ids: tuple[str, ...]) -> None:
    found = bundled_resolver().resolve(text).mentions
    assert tuple(mention.candidates[0] for mention in found) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("V and MA", ["US:V", "US:MA"]),
        ("HD vs LOW this year", ["US:HD", "US:LOW"]),
        ("T or F", ["US:T", "US:F"]),
    ],
)
def test_tickers_that_are_words_or_letters_count_when_they_are_joined(
    resolver: Resolver, text: str, ids: list[str]
) -> None:
    assert [mention.candidates for mention in resolver.resolve(text).mentions] == [(id_,) for id_ in ids]


@pytest.mark.parametrize(
    "text",
    ["PRACTICE:P101 주가", "practice:p101 price", "PRACTICE:P101는 어때?", "how did P101 do", "P101이랑"],
)
def test_the_code_of_a_practice_company_is_read(text: str) -> None:
    made = Security(
        id="PRACTICE:P101",
        market="practice",
        ticker="P101",
        name="브루노비아",
        currency="KRW",
        simulated=True,
    )
    found = Resolver(Listing((), (made,))).resolve(text).mentions
    assert [mention.candidates for mention in found] == [("PRACTICE:P101",)]


@pytest.mark.parametrize(
    "text", ["The shares were sold to plug a hole.", "They bill each other and build an ally."]
)
def test_a_word_in_small_letters_of_a_paper_is_no_company(resolver: Resolver, text: str) -> None:
    assert resolver.written(text) == ()
    assert resolver.tag(text) == ()
