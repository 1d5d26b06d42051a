"""What looks like an event or a relation in a headline and is talk of prices, opinions or other matters."""

from datetime import date

import pytest

from kg.extraction.headlines import headline
from kg.extraction.reading import RuleExtractor
from kg.extraction.records import Document, Extracted
from tests.kg.extraction.stated import EN_A, EN_B, EN_C, A, B, events, relations


def read(extractor: RuleExtractor, title: str, text: str = "") -> Extracted:
    return extractor.extract(Document("1", title, text, date(2025, 11, 20)))


@pytest.mark.parametrize(
    "title",
    [
        f"[특징주] {A}, 장중 7만원 붕괴",
        f"외국인 '팔자'에 {A} 시총 40조 붕괴",
        f"{A} 바닥 확인했나…1조원대 거래량 폭발",
        f"외국인 {A} 팔고 {B} 사고",
        f"{A} 반도체 핵심기술 유출사건, 검찰로 이첩",
        f"{B}, 교통사고 유자녀에 후원금 전달",
        f"{A} 임원들, 올해 자사주 38억 어치 매수",
        f"{A} 경계수·이정민, 자사주 8000주·5000주 취득",
        f"행동주의 펀드, {A}에 \"자사주 사라\" 압박",
        f"{A} 노조 \"자사주 소각은 경영 실패\"",
        f"{A}, 자기주식처분결과보고서",
        f"{A} \"업황 우려 과도…수주 증가할 것\"",
        f"러시아 제재에 {B}·{A} 신저가",
        f"{B}, 설 특별 무상점검 서비스",
        f"{A} 노조, 창사 첫 '파업' 우려 커졌다",
        f"{A} 2025년 목표주가 상향, 투자의견 매수 유지",
        f"누리보안, {A} 출신 박성훈 부사장 영입",
        f"한결 {A} 부회장, 나래산업진흥회 신임 회장에 선출",
        f"{A}, 액면분할에 홀린 개미들",
        f"'{A} 1차 협력사' 동하정밀, 하도급대금 깎아 과징금",
    ],
)  # fmt: skip
def test_talk_of_prices_and_opinions_is_no_event(extractor: RuleExtractor, title: str) -> None:
    assert events(read(extractor, title)) == set()


@pytest.mark.parametrize(
    ("title", "event"),
    [
        (f"{A} 평택공장서 화재…근로자 2명 부상", "accident"),
        (f"{A}, 1조 규모 자사주 매입 결정", "buyback"),
        (f"{A}, {B}와 627억 규모 부품 공급계약 체결", "contract_won"),
        (f"공정위, {A}에 과징금 120억원 부과", "regulation"),
        (f"{B}, 전기차 2만대 리콜 실시", "recall"),
        (f"{B} 노조, 20일 전면 파업 돌입", "strike"),
        (f"{A}, 신임 대표이사에 박성훈 사장 선임", "executive_change"),
    ],
)
def test_what_happened_to_a_company_stays_an_event(extractor: RuleExtractor, title: str, event: str) -> None:
    assert event in {type_ for type_, _ in events(read(extractor, title))}


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        (f"{A}-한 고비 넘겼다, 3Q25 Review, 영업이익 1.2조원으로 컨센서스 9% 상회, 목표주가 9만원 상향", {"up"}),
        (f"{A}-3Q25 리뷰: 매출 기대치 1.6% 상회, 영업이익 기대치 33.2% 하회", {"down"}),
        (f"{EN_A.split(' ', maxsplit=1)[0]}-Back on track, 3Q25 review, Buy and TP maintained", set[str]()),
        (f"{A}-3Q25 Preview: 눈높이 맞출 것, 영업이익 1.2조원 전망, 컨센서스 상회", set[str]()),
        (f"{A}-4분기 추정 영업이익 1.4조원, 컨센서스 상회, 업종 내 최선호주", set[str]()),
        (f"{A}-재고 축소 중, 3Q25 DRAM 출하량 예상 상회, 영업이익 1조원 전망", set[str]()),
        (f"{A}-실적 추정치 하향, 투자의견 매수, 기대보다 느린 회복", set[str]()),
    ],
)  # fmt: skip
def test_a_note_tells_a_surprise_only_of_reported_results(
    extractor: RuleExtractor, title: str, wanted: set[str]
) -> None:
    found = [one for one in read(extractor, title).events if one.type == "earnings_surprise"]
    assert {str(one.slots["direction"]) for one in found} == wanted


@pytest.mark.parametrize(
    "title",
    [
        f"{A}-업황 회복, 4Q25 영업이익 전망치를 1.5조원에서 1.3조원으로 하향, 목표주가 유지",
        f"{A}-설비투자 가이던스 과연 어떻게 제시될까?, 투자의견 매수",
        f"{A}-성장의 시작, 내년 배당 확대 정책 예상, 목표주가 8만원 상향",
        f"{A}-저평가 매력, 투자의견 Buy 유지, 적정주가 18.4만원으로 상향",
        "Maparam-Now is the time to buy, Concerns over prices are overblown, Retain Buy with TP of W68,000",
    ],
)
def test_an_analysts_estimates_are_no_event(extractor: RuleExtractor, title: str) -> None:
    found = read(extractor, title)
    assert events(found) == set()
    assert relations(found) == set()


def test_a_note_that_tells_the_companys_own_guidance_is_an_event(extractor: RuleExtractor) -> None:
    found = read(extractor, f"{A}-4Q25 리뷰, 2026년 영업이익률 6% 가이던스 제시, 투자의견 매수")
    assert ("guidance", A) in events(found)


@pytest.mark.parametrize(
    ("title", "company"),
    [
        (f"한결증권 \"{A} 유상증자 결정, 주가 영향 제한적\"", A),
        (f"{A}, 3분기 어닝 서프라이즈-한결투자", A),
    ],
)  # fmt: skip
def test_the_broker_that_speaks_is_not_the_company(
    extractor: RuleExtractor, title: str, company: str
) -> None:
    assert {name for _, name in events(read(extractor, title))} == {company}


@pytest.mark.parametrize(
    "text",
    [
        f"{EN_A} remains a compelling long-term buy, Barley Research says.",
        f"{EN_A} will buy {EN_B}'s chips worth $4 billion.",
        f"{EN_A} has agreed to buy 160 {EN_B} jets.",
        f"{EN_A}'s acquisition of {EN_B} has been a massive success.",
        f"{EN_A} doesn't buy {EN_B}.",
        f"A hedge fund bought {EN_A} shares last month.",
        f"{EN_A} sold {EN_B}'s manufacturing arm to a rival.",
    ],
)
def test_a_purchase_of_goods_or_shares_is_no_takeover(extractor: RuleExtractor, text: str) -> None:
    found = read(extractor, "", text)
    assert not [one for one in found.relations if one.type == "ACQUIRES"]


@pytest.mark.parametrize(
    "text",
    [
        f"{EN_A} is expected to beat analysts' estimates for quarterly earnings.",
        f"{EN_A} forecast second-quarter revenue below Wall Street estimates.",
        f"{EN_A} stock fell after retail sales were weaker than expected.",
        f"Over the past 60 days, earnings estimates for {EN_A} have improved.",
        f"In the last reported quarter, {EN_A} delivered earnings beating the consensus estimate by 9%.",
    ],
)
def test_what_is_expected_is_no_surprise(extractor: RuleExtractor, text: str) -> None:
    assert not [one for one in read(extractor, "", text).events if one.type == "earnings_surprise"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"{EN_A} announced a partnership with {EN_B}, an idea similar to that of {EN_C}.", {EN_A, EN_C}),
        (f"{EN_A} and {EN_B} announced separate partnerships with Humdrum.", {EN_A, EN_B}),
        (f"{EN_A}-backed startup Promisia partners with {EN_B}.", {EN_A, EN_B}),
    ],
)  # fmt: skip
def test_partners_are_only_who_works_with_whom(extractor: RuleExtractor, text: str, wrong: set[str]) -> None:
    found = relations(read(extractor, "", text))
    assert wrong not in [{head, tail} for type_, head, tail in found if type_ == "PARTNERS_WITH"]


def test_how_far_a_holding_moved_is_not_its_size(extractor: RuleExtractor) -> None:
    found = read(extractor, "", f"{EN_A} cut its stake in {EN_B} by 24.5% to 1.6 million shares.")
    assert [(one.type, one.ratio) for one in found.relations if one.type == "HOLDS"] == [("HOLDS", None)]


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("온새미반도체-3Q25 리뷰, 영업이익 1.2조원(+9%, 예상 상회), 목표주가 9만원", 3),
        ("온새미반도체-실적, 영업이익 47,000억원, 컨센서스 상회", 2),
        ("\"이익 늘 것\"…온새미반도체, 공장 증설", 2),
        ("온새미반도체, 공장 화재…직원 대피", 1),
        ("온새미반도체-마파람모터스, 배터리 맞손", 1),
    ],
)  # fmt: skip
def test_a_title_is_read_in_its_parts(title: str, parts: int) -> None:
    assert len(headline(title).sentences) == parts
