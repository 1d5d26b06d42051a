"""Names that follow from others, names that are no words, funds, and what stands right behind a name."""

import pytest

from stockelper.securities.at import bundled_resolver
from stockelper.securities.listing import FUNDS, bundled


def found(text: str) -> set[str]:
    return set(bundled_resolver().resolve(text).securities)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("유일로보 왜 올랐어", {"KRX:388720"}),
        ("엘지디스플 오늘 종가", {"KRX:034220"}),
        ("비와이씨 배당", {"KRX:001460"}),
        ("엔에이치투자증권 실적", {"KRX:005940"}),
        ("현차 2우비 시세", {"KRX:005387"}),
        ("삼전우 얼마야", {"KRX:005935"}),
        ("현대차2우선주 배당", {"KRX:005387"}),
        ("엘지화학우 주가", {"KRX:051915"}),
    ],
)
def test_korean_names_are_clipped_spelt_and_preferred(text: str, ids: set[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("what happened to crocs shares", {"US:CROX"}),
        ("is jetblue making lower lows", {"US:JBLU"}),
        ("enchem — did it lose the 200 day", {"KRX:348370"}),
        ("simmtech macd", {"KRX:222800"}),
        ("Vodafone's been dead money", {"US:VOD"}),
        ("Does Tenet owe a scary amount of money?", {"US:THC"}),
        ("ulta beauty inventory turnover", {"US:ULTA"}),
        ("sound hound, whats it at", {"US:SOUN"}),
        ("rivn: bag or bargain? consensus pls", {"US:RIVN"}),
        ("how much is oklo now and did anything come out about their licence", {"US:OKLO"}),
        ("What is Soulbrain trading at?", {"KRX:357780"}),
        ("Is Wipro cheaper than Infosys?", {"US:WIT", "US:INFY"}),
    ],
)
def test_english_names_that_are_no_words_need_nothing(text: str, ids: set[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "how to jump start my car",
        "pay my bill",
        "where do i get a tax form",
        "the toast was good",
        "what do geese eat",
        "a bumpy ride on the lift",
        "five years ago it was cheap",
        "who is the person in charge",
        "빵에 토스트 기름",
        "숲 속을 걸었다",
        "흠 글쎄",
        "20일선 돌파한 종목 리스트",
        "우리 손에 달렸다",
        "좋은 사람 만나고 싶다",
    ],
)
def test_words_stay_words(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize("text", ["Stonebridge Energy agreed to a merger", "Stonebridge Pharma stock"])
def test_a_word_of_another_trade_behind_a_name_makes_another_company(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("how much is APR, the Korean beauty company?", {"KRX:278470"}),
        ("Baxter slid hard, was there a recall?", {"US:BAX"}),
        ("대상 두 주만 시장가로 사줘", {"KRX:001680"}),
        ("태성 5일선 아래로 내려왔어?", {"KRX:323280"}),
        ("주성 쌍바닥 나온 거 맞나", {"KRX:036930"}),
        ("buy 6 chewy at 38", {"US:CHWY"}),
        ("dump all my devon when it opens", {"US:DVN"}),
        ("buy 15 FSLR lmt 210", {"US:FSLR"}),
        ("korean re PBR ROE", {"KRX:003690"}),
        ("avgo 40 mu 30 amd 30 beta?", {"US:AVGO", "US:MU", "US:AMD"}),
    ],
)
def test_orders_charts_and_weights_tell_companies_from_words(text: str, ids: set[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("SPY와 TLT를 6대4로", {"US:SPY", "US:TLT"}),
        ("TQQQ 200일선 위 보유", {"US:TQQQ"}),
        ("큐큐큐랑 티엘티 섞으면", {"US:QQQ", "US:TLT"}),
        ("에스오엑스엑스 매주 사면", {"US:SOXX"}),
        ("KODEX 200 수익률", {"KRX:069500"}),
        ("타이거 S&P500 분배금", {"KRX:360750"}),
        ("곱버스 지금 얼마", {"KRX:252670"}),
    ],
)
def test_funds_are_known_by_ticker_name_and_spelling(text: str, ids: set[str]) -> None:
    assert found(text) == ids


def test_funds_are_no_members_of_what_is_screened() -> None:
    listing = bundled()
    for market, fund in (("krx", "KRX:069500"), ("us", "US:SPY")):
        assert fund in {one.id for one in listing.members(market, sector=FUNDS)}
        assert fund not in {one.id for one in listing.members(market)}
        assert FUNDS not in listing.sectors(market)
        security = listing.get(fund)
        assert security is not None
        assert security.sector == FUNDS


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("is southern coppers dividend covered", {"US:SCCO"}),
        ("whats home depots dividend yield", {"US:HD"}),
        ("lg chems earnings", {"KRX:051910"}),
        ("whats dollar trees margin", {"US:DLTR"}),
        ("cheapest us banks by earnings", set[str]()),
        ("AMDs revenue", {"US:AMD"}),
        ("Sell ten of my Snap-ons", {"US:SNA"}),
        ("what are the best buys right now", set[str]()),
        ("which dollar trees are near me", set[str]()),
    ],
)
def test_an_s_without_its_apostrophe_ends_names_of_several_words(text: str, ids: set[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("air bnb stock", {"US:ABNB"}),
        ("why did master card drop today", {"US:MA"}),
        ("Star Bucks dividend", {"US:SBUX"}),
        ("how big is the sales force", set[str]()),
        ("a film about robin hood", set[str]()),
    ],
)
def test_names_of_one_word_are_written_as_two(text: str, ids: set[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("procter n gamble stock", {"US:PG"}),
        ("m and t bank dividend", {"US:MTB"}),
        ("hyundai engineering and construction earnings", {"KRX:000720"}),
        ("baxter intl earnings", {"US:BAX"}),
        ("vertex pharma news", {"US:VRTX"}),
        ("american tech stocks", set[str]()),
    ],
)
def test_ampersands_are_written_out_and_last_words_cut(text: str, ids: set[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("ball corp stock", {"US:BALL"}),
        ("loews corp stock", {"US:L"}),
        ("fox corp earnings", {"US:FOXA"}),
        ("any report on the Paramount bid for Warner Bros?", {"US:PSKY", "US:WBD"}),
        ("a fox ran off with the ball", set[str]()),
    ],
)
def test_a_legal_form_or_a_bid_makes_a_word_a_company(text: str, ids: set[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("퓨어 스토리지 주가", {"US:P"}),
        ("노보는 요즘 어때", {"US:NVO"}),
        ("버노바 실적", {"US:GEV"}),
        ("찰스슈와브 배당", {"US:SCHW"}),
        ("에쓰엠 오늘 얼마야", {"KRX:041510"}),
        ("아모레G 배당", {"KRX:002790"}),
        ("한전케이피에스 실적", {"KRX:051600"}),
        ("cosmo chemical stock", {"KRX:005420"}),
        ("hanwha life dividend", {"KRX:088350"}),
        ("에코프로HN 왜 올랐어", {"KRX:383310"}),
        ("원익큐엔씨 이자보상배율", {"KRX:074600"}),
        ("클래시스냐 원텍이냐", {"KRX:214150", "KRX:336570"}),
        ("Hims versus Teladoc on gross margin", {"US:HIMS", "US:TDOC"}),
        ("Hankook shares today", {"KRX:161390"}),
        ("sell that Hankook holding company", {"KRX:000240"}),
        ("PEG 1 밑도는 성장주", set[str]()),
        ("PEG 10주 매수", {"US:PEG"}),
        ("screen for ROE above 20", set[str]()),
        ("넥타이 색깔 골라줘", set[str]()),
        ("서클 모임 장소", set[str]()),
        ("쿠쿠 밥솥 수리", set[str]()),
    ],
)
def test_companies_go_by_the_names_that_people_say(text: str, ids: set[str]) -> None:
    assert found(text) == ids
