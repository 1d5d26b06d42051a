"""Korean families of wording behind fallback rules, told by sentences about fictional companies; and what states nothing."""

import pytest

from kg.extraction.reading import RuleExtractor
from tests.kg.extraction.stated import A, B, C, events, read, relations


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{A}는 제3자배정 증자로 운영자금 200억원을 마련했다.", "capital_increase"),
        (f"{A}, 신주 300만주 발행 의결", "capital_increase"),
        (f"{A}가 올해 결산 배당을 건너뛰었다.", "dividend"),
        (f"{A}는 순이익의 절반을 주주에게 돌려준다. 주당 900원을 푼다.", "dividend"),
        (f"{A}는 5주를 1주로 묶는 주식병합을 결의했다.", "split"),
        (f"{A}는 석 달간 자기주식 40만주를 사 모으기로 했다.", "buyback"),
        (f"{A}는 월가가 점친 주당 1.2달러를 가볍게 제치며 분기 이익 4억달러를 냈다.", "earnings_surprise"),
        (f"{A}는 시장이 흑자를 점쳤던 분기에 80억원 영업손실을 냈다.", "earnings_surprise"),
        (f"{A}는 올해 인도량이 40만대에 이를 것이라고 안내했다.", "guidance"),
        (f"{A}의 회사채 등급이 AA-에서 A+로 주저앉았다.", "rating_change"),
        (f"검찰이 담합 혐의로 {A} 법인을 재판에 넘겼다.", "litigation"),
        (f"{A}는 과열이 확인된 보조배터리 3만대를 무상으로 바꿔 주기로 했다.", "recall"),
        (f"{A} 조종사들이 이날 새벽부터 조종간을 놓았다.", "strike"),
        (f"{A} 물류센터에서 불기둥이 치솟아 직원들이 대피했다.", "accident"),
        (f"고용노동부는 {A} 공장에 작업중지 명령을 내렸다.", "regulation"),
        (f"{A}는 발주처 사정으로 플랜트 공사가 백지화됐다고 공시했다.", "contract_lost"),
        (f"{A}는 900억원짜리 변압기 일감을 거머쥐었다.", "contract_won"),
    ],
)  # fmt: skip
def test_an_event_is_read_in_other_words(extractor: RuleExtractor, text: str, wanted: str) -> None:
    assert (wanted, A) in events(read(extractor, text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{A}의 구동모터를 얹은 {B} 전기버스가 첫 운행에 들어갔다.", ("SUPPLIES", A, B)),
        (f"{B} 냉장고의 압축기는 전량 {A}가 책임진다.", ("SUPPLIES", A, B)),
        (f"{A}가 결국 {B}를 삼켰다.", ("ACQUIRES", A, B)),
        (f"경영난에 시달리던 {B}, 결국 {A} 품으로", ("ACQUIRES", A, B)),
        (f"{A}는 {B}의 시리즈B 라운드에 80억원을 태웠다.", ("INVESTS_IN", A, B)),
        (f"{B}는 {A}를 대상으로 신주 200만주를 찍는다.", ("INVESTS_IN", A, B)),
        (f"{A}는 {B} 보통주 12%를 쥐고 있다.", ("HOLDS", A, B)),
        (f"{A}의 최대주주 {B}는 반대표를 던졌다.", ("HOLDS", B, A)),
        (f"{A}를 모회사로 둔 {B}가 신공장을 열었다.", ("SUBSIDIARY_OF", B, A)),
        (f"{A}가 거느린 {B}는 비상장사다.", ("SUBSIDIARY_OF", B, A)),
        (f"{A}는 같은 그룹에 속한 {B}에 사옥을 빌려줬다.", ("AFFILIATE_OF", A, B)),
        (f"숙적 {A}와 {B}가 면세점 입찰에서 접전을 벌이고 있다.", ("COMPETES_WITH", A, B)),
        (f"{A}와 {B}는 로봇 공동 제작을 위한 협정을 체결했다.", ("PARTNERS_WITH", A, B)),
        (f"서한결이 10년째 키를 쥔 {A}는 매출 1조원을 넘겼다.", ("LEADS", "서한결", A)),
        (f"{A}는 무선청소기 '윈디고'를 평택에서 찍어낸다.", ("MAKES", A, "윈디고")),
    ],
)  # fmt: skip
def test_a_relation_is_read_in_other_words(
    extractor: RuleExtractor, text: str, wanted: tuple[str, str, str]
) -> None:
    type_, head, tail = wanted
    assert {wanted, (type_, tail, head)} & relations(read(extractor, text))


@pytest.mark.parametrize(
    "text",
    [
        f"{A}의 부품이 {B} 신차에 들어간다는 블로그 글은 근거가 없다.",
        f"{A}가 {B}의 새 공급사로 낙점될 것이라는 기대에 주가가 뛰었다.",
        f"만약 {A}가 {B}의 주문을 따내면 매출이 두 배가 된다.",
        f"{A}가 {B}를 품을 수 있을까. 시장의 눈이 쏠린다.",
        f"{A}는 {B}의 계열사로 알려져 있으나 지분 관계가 없다.",
    ],
)
def test_hearsay_conditions_and_doubts_state_nothing(extractor: RuleExtractor, text: str) -> None:
    found = read(extractor, text)
    assert not relations(found)
    assert not events(found)


def test_a_list_with_marks_is_read_item_by_item(extractor: RuleExtractor) -> None:
    text = f"[주요공시] ▲{A}, 300억원 자사주 취득 ▲{B}, 1주를 10주로 분할 ▲{C}, 180억원 유상증자"
    assert events(read(extractor, text)) == {("buyback", A), ("split", B), ("capital_increase", C)}


def test_a_rater_before_the_comma_is_not_rated(extractor: RuleExtractor) -> None:
    assert events(read(extractor, f"국제신용평가사 {C}, {A} 신용등급 'BB'로 상향")) == {("rating_change", A)}


def test_two_companies_of_a_sentence_are_both_meant_later_in_it(extractor: RuleExtractor) -> None:
    text = f"{A}는 {B}에 90억원을 투자했고, 두 회사는 위성 공동 제작에도 합의했다."
    assert ("PARTNERS_WITH", A, B) in relations(read(extractor, text))


def test_who_a_clause_describes_is_the_parent_it_tells_of(extractor: RuleExtractor) -> None:
    text = f"{A}는 {B}를 자회사로 둔 {C}와 공장을 나눠 쓴다."
    assert ("SUBSIDIARY_OF", B, C) in relations(read(extractor, text))
    assert ("SUBSIDIARY_OF", B, A) not in relations(read(extractor, text))


@pytest.mark.parametrize(
    "text",
    [
        f"{A} 1조 '잭팟'…미국에 5G 장비 공급",
        f"{A}, '꽃살문' 담은 한정판 세트 출시",
        f'{A} "내년 영업이익률 12% 달성"…청사진 공개',
    ],
)
def test_a_slogan_in_quotes_is_no_product(extractor: RuleExtractor, text: str) -> None:
    assert not [one for one in relations(read(extractor, text)) if one[0] == "MAKES"]
