"""What strangers' words of news state, a family at a time, each with what looks like it and states nothing."""

import pytest

from kg.extraction.reading import RuleExtractor
from tests.kg.extraction.stated import EN_A, EN_B, EN_C, A, B, C, events, read, relations


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{EN_B} counts {EN_A} among its vendors of gaskets.", ("SUPPLIES", EN_A, EN_B)),
        (f"{EN_A} numbers {EN_B} among its steadiest clients.", ("SUPPLIES", EN_A, EN_B)),
        (f"Among the firms feeding {EN_B}'s kitchens is the miller {EN_A}.", ("SUPPLIES", EN_A, EN_B)),
        (f"{EN_B}'s new windscreens come courtesy of {EN_A}.", ("SUPPLIES", EN_A, EN_B)),
        (f"{EN_B} handed {EN_A} a $90 million dredging job.", ("SUPPLIES", EN_A, EN_B)),
        (f"{EN_A} has begun deliveries of fittings to {EN_B}.", ("SUPPLIES", EN_A, EN_B)),
        (f"{EN_A} is the exclusive caterer to {EN_B} across Iberia.", ("SUPPLIES", EN_A, EN_B)),
        (f"{EN_A} cut a nine-figure cheque to {EN_B}.", ("INVESTS_IN", EN_A, EN_B)),
        (f"{EN_B} has brought in {EN_A} as a cornerstone investor.", ("INVESTS_IN", EN_A, EN_B)),
        (f"{EN_A} took a minority interest in {EN_B} for $12 million.", ("INVESTS_IN", EN_A, EN_B)),
        (f"Bankrolled by {EN_A}, the kelp grower {EN_B} built a hatchery.", ("INVESTS_IN", EN_A, EN_B)),
        (f"Some 14% of {EN_B} rests in the hands of {EN_A}.", ("HOLDS", EN_A, EN_B)),
        (f"{EN_A} surfaced as the second-biggest shareholder of {EN_B}.", ("HOLDS", EN_A, EN_B)),
        (f"{EN_A} has no plans to trim its {EN_B} stake.", ("HOLDS", EN_A, EN_B)),
        (f"As the sole parent of {EN_A}, {EN_B} backs the loan.", ("SUBSIDIARY_OF", EN_A, EN_B)),
        (f"{EN_B} holders tendered 88% of their shares to {EN_A}.", ("ACQUIRES", EN_A, EN_B)),
        (f"{EN_A}, fresh from snapping up {EN_B}, moved its office.", ("ACQUIRES", EN_A, EN_B)),
        (f"Having swallowed {EN_B} in May, {EN_A} raised fares.", ("ACQUIRES", EN_A, EN_B)),
        (
            f"{EN_A} announced the closing of its previously announced acquisition of {EN_B}.",
            ("ACQUIRES", EN_A, EN_B),
        ),
        (f"Like its bitter rival {EN_B}, {EN_A} closed shops.", ("COMPETES_WITH", EN_A, EN_B)),
        (
            f"{EN_A} outran forecasts; rival {EN_B} reports on Friday.",
            ("COMPETES_WITH", EN_A, EN_B),
        ),
        (f"{EN_A} beat out {EN_C} to land a tender from {EN_B}.", ("SUPPLIES", EN_A, EN_B)),
        (f"{EN_A} took the wraps off the Quillon 5, a folding kayak.", ("MAKES", EN_A, "Quillon 5")),
        (f"Narae Moon, at the helm of {EN_A} since May, cut costs.", ("LEADS", "Narae Moon", EN_A)),
        (f"The top job at {EN_A} goes to Narae Moon.", ("LEADS", "Narae Moon", EN_A)),
        (f"{EN_A} handed the reins to Hangyeol Seo.", ("LEADS", "Hangyeol Seo", EN_A)),
        (f"The head of {EN_A}, Hangyeol Seo, kept quiet.", ("LEADS", "Hangyeol Seo", EN_A)),
        (f"A filing showed {EN_A} with 7.1% of {EN_B}.", ("HOLDS", EN_A, EN_B)),
        (f"{EN_B} farmed out its laundry to {EN_A}.", ("SUPPLIES", EN_A, EN_B)),
        (f"{EN_B} found a new owner in {EN_A}.", ("ACQUIRES", EN_A, EN_B)),
        (f"{EN_A} churns out 300 tons of candle wax a week.", ("MAKES", EN_A, "candle wax")),
    ],
)
def test_an_english_relation_in_other_words(
    extractor: RuleExtractor, text: str, wanted: tuple[str, str, str]
) -> None:
    found = relations(read(extractor, text))
    turned = (wanted[0], wanted[2], wanted[1])
    assert wanted in found or (wanted[0] == "COMPETES_WITH" and turned in found)


@pytest.mark.parametrize(
    "text",
    [
        f"{EN_A} is reviewing an investment in {EN_B}.",
        f"{EN_A} is no affiliate of {EN_B}.",
        f"An accord on freight between {EN_A} and {EN_B} ran out on June 3.",
        f"{EN_A}'s alliance with {EN_B} on cold storage has run out.",
        f"{EN_A} had a joint venture with {EN_B} in the 1980s.",
        f"{EN_A} extended a credit line to {EN_B}.",
    ],
)
def test_english_words_that_state_no_relation(extractor: RuleExtractor, text: str) -> None:
    assert relations(read(extractor, text)) == set()


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (f"{EN_A} is clearing 40,000 lanterns off shelves over a burn risk.", "recall"),
        (f"A blackout crippled part of {EN_A} overnight.", "accident"),
        (f"{EN_A} set its sales goal at $4 billion for next year.", "guidance"),
        (f"Each {EN_A} share will be exchanged for four.", "split"),
        (f"Brussels blacklisted {EN_A} on Monday.", "regulation"),
        (f"At dawn pickets formed outside {EN_A}'s depots.", "strike"),
        (f"{EN_A} restored its dividend after two years.", "dividend"),
        (f"{EN_A} wowed the Street with a record profit.", "earnings_surprise"),
        (f"{EN_A} priced a public offering of 3 million shares.", "capital_increase"),
        (f"{EN_A} was idle after {EN_B} rescinded its order.", "contract_lost"),
    ],
)
def test_an_english_event_in_other_words(extractor: RuleExtractor, text: str, event: str) -> None:
    assert (event, EN_A) in events(read(extractor, text))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (f"Funds are clamoring for {EN_A} to buy back shares.", "buyback"),
        (f"{EN_A} bought back land from the city.", "buyback"),
        (f"{EN_A} received notice that {EN_B} would cancel the supply agreement.", "contract_won"),
    ],
)
def test_english_words_that_report_no_event(extractor: RuleExtractor, text: str, event: str) -> None:
    assert (event, EN_A) not in events(read(extractor, text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{B}가 발주하고 {A}가 시공하는 창고다.", ("SUPPLIES", A, B)),
        (f"{B}, 도료 거래처를 {A}로 옮겼다.", ("SUPPLIES", A, B)),
        (f"{B} 매장에서 파는 김치, 절반은 {A} 공장에서 나온다.", ("SUPPLIES", A, B)),
        (f"{A}의 뭉칫돈 70억원이 {B} 곳간에 들어갔다.", ("INVESTS_IN", A, B)),
        (f"{A}는 {B}의 주주 명부에 이름을 올렸다.", ("INVESTS_IN", A, B)),
        (f"{B}는 {A}로부터 자금을 수혈받았다.", ("INVESTS_IN", A, B)),
        (f"{A}의 울타리 안으로 들어온 {B}가 새 간판을 달았다.", ("ACQUIRES", A, B)),
        (f"{A}, {B} 통째로 산다", ("ACQUIRES", A, B)),
        (f"{B}를 낳은 모기업 {A}가 사옥을 옮긴다.", ("SUBSIDIARY_OF", B, A)),
        (f"{B}의 금고에는 {A} 주식 12만주가 담겨 있다.", ("HOLDS", B, A)),
        (f"{A}는 사업보고서에서 {B}를 주요 경쟁사로 적시했다.", ("COMPETES_WITH", A, B)),
        (f"{A}와 {B}, {C} 세 계열사가 연수원을 함께 쓴다.", ("AFFILIATE_OF", A, B)),
        (f"'솔바람차' 만드는 {A}, 몽골 간다", ("MAKES", A, "솔바람차")),
        (f"{A}가 짠 그물이 전량 {B} 조선소로 간다.", ("SUPPLIES", A, B)),
        (f"{A}의 대표 제품은 식초 '노을방울'이다.", ("MAKES", A, "노을방울")),
        (f"{A}는 {B}와 부두를 함께 연다.", ("PARTNERS_WITH", A, B)),
        (f"{A} 새 선장에 나하윤 부사장", ("LEADS", "나하윤", A)),
    ],
)
def test_a_korean_relation_in_other_words(
    extractor: RuleExtractor, text: str, wanted: tuple[str, str, str]
) -> None:
    found = relations(read(extractor, text))
    turned = (wanted[0], wanted[2], wanted[1])
    assert wanted in found or (
        wanted[0] in ("COMPETES_WITH", "AFFILIATE_OF", "PARTNERS_WITH") and turned in found
    )


@pytest.mark.parametrize(
    "text",
    [
        f"만약 {A}가 {B} 지분을 더 사들인다면 얘기가 달라진다.",
        f"{A}의 {B} 인수, 막판에 엎어졌다",
        f"{A}가 {B}의 경쟁 상대냐는 물음에 그는 웃었다.",
    ],
)
def test_korean_words_that_state_no_relation(extractor: RuleExtractor, text: str) -> None:
    assert relations(read(extractor, text)) == set()


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (f"{A}, 누전 우려 장판 4만 장 무상 수거", "recall"),
        (f"{A} 7대 1 분할 발효", "split"),
        (f"{A} 랜섬웨어에 예약 창구가 마비", "accident"),
        (f"{A} 순이익이 시장 추정치의 두 배로 나왔다.", "earnings_surprise"),
        (f"{A} 승무원들 비행 거부 돌입", "strike"),
        (f"{A}, 강변 재개발 시공권 거머쥐었다", "contract_won"),
        (f"{B}를 놓친 {A}, 내년 물량 사라져", "contract_lost"),
    ],
)
def test_a_korean_event_in_other_words(extractor: RuleExtractor, text: str, event: str) -> None:
    assert (event, A) in events(read(extractor, text))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (f"노조가 {A}에 배당을 늘리라고 요구하고 나섰다.", "dividend"),
        (f"{A}가 바닷물 담수플랜트를 손에 넣었다.", "merger_acquisition"),
        (f"나하윤 회장이 이끄는 {A}가 {B}의 2대 주주에 올랐다.", "executive_change"),
    ],
)
def test_korean_words_that_report_no_event(extractor: RuleExtractor, text: str, event: str) -> None:
    assert (event, A) not in events(read(extractor, text))
