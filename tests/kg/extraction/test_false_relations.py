"""Headlines that name two companies or a company and a noun, and state no relation between them."""

from datetime import date

import pytest

from kg.extraction.reading import RuleExtractor
from kg.extraction.records import Document, Extracted
from kg.nobody import can_be_company
from tests.kg.extraction.stated import A, B, C, relations


def read(extractor: RuleExtractor, title: str) -> Extracted:
    return extractor.extract(Document("1", title, "", date(2025, 11, 20)))


@pytest.mark.parametrize(
    "title",
    [
        f"{A}, {B} 제치고 시총 9위",
        f"{A}, {B} 제치고 품질평가 1위",
        f"{A}, {B} 제치고 검색량 1위",
        f"{A}, {B} 제치고 취업 선호도 1위",
        f"{A}, {B} 제치고 2위…다른 두 곳도 대기업",
        f"공모주 시장 양분 {A}-{B}",
        f"{A} vs {B}, 1조원짜리 '강판값 줄다리기'",
        f"패권 경쟁에 수십조 투자…{A}·{B} 수혜",
        f"{A} vs 누리자산운용, 주총 앞두고 공방",
    ],
)
def test_ranks_and_disputes_make_no_rivals(extractor: RuleExtractor, title: str) -> None:
    assert {type_ for type_, _, _ in relations(read(extractor, title))} & {"COMPETES_WITH"} == set()


def test_a_rank_of_sales_still_does(extractor: RuleExtractor) -> None:
    assert ("COMPETES_WITH", A, B) in relations(
        read(extractor, f"{A}, 베트남서 {B} 제치고 2년 연속 판매 1위")
    )


@pytest.mark.parametrize(
    "title",
    [
        f"경쟁사 너도나도 {A} 분석중",
        f"{A} 자회사 줄줄이 상장",
        f"{A} 자회사 체력도 '든든'",
        f"{A} 주주 뿔났다…집단행동",
        f"{A} 주주 얼마나 많길래",
        f"{A} 대주주 지분확대는 덤",
    ],
)
def test_nouns_adverbs_and_predicates_are_no_side_of_a_relation(extractor: RuleExtractor, title: str) -> None:
    assert relations(read(extractor, title)) == set()


@pytest.mark.parametrize(
    "title",
    [f"{A}·{B}, 해양플랜트 수주", f"'역시 {A}과 {B}', 해외 건설시장 수주 휩쓸었다", f"{A}·{B} 1조 잭팟"],
)
def test_two_that_win_an_order_together_supply_nobody(extractor: RuleExtractor, title: str) -> None:
    assert {type_ for type_, _, _ in relations(read(extractor, title))} & {"SUPPLIES"} == set()


@pytest.mark.parametrize(
    "title",
    [f"{A}·{B}, 국내 대학과 맞손", f"{A}·{B}-연구원, 미래 기술 MOU 체결", f"새마을은행 손잡은 {A}·{B}"],
)
def test_those_who_partner_with_a_nameless_one_are_no_partners_by_that(
    extractor: RuleExtractor, title: str
) -> None:
    assert {type_ for type_, _, _ in relations(read(extractor, title))} & {"PARTNERS_WITH"} == set()


def test_partners_of_one_list_stay_partners(extractor: RuleExtractor) -> None:
    assert ("PARTNERS_WITH", A, B) in relations(read(extractor, f"{A}·{B}, 충전 인프라 확대 손잡아"))


def test_a_planned_share_is_none(extractor: RuleExtractor) -> None:
    found = read(extractor, f"{A}, {B} 지분율을 현재 10%에서 34%로 확대 계획")
    assert all(one.ratio != 0.34 for one in found.relations)


def test_a_target_of_price_is_no_share(extractor: RuleExtractor) -> None:
    found = read(extractor, f"{A}, 자회사 {C} 적자 축소…목표가 9%↑")
    assert all(one.ratio is None for one in found.relations)


@pytest.mark.parametrize(
    "name",
    ["기대감", "기대", "승인", "너도나", "너도나도", "판매전망", "성장성", "IT업체", "속탄다", "줄줄", "거침없", "저장시스템", "Generative AI"],
)  # fmt: skip
def test_common_words_can_be_no_company(name: str) -> None:
    assert not can_be_company(name)


@pytest.mark.parametrize(
    "name",
    ["혼다", "프라다", "하나금융", "한화시스템", "IBK기업은행", "두나무", "모멘티브", "토스", "라인", "한국투자", "바다", "Scale AI", "두산에너빌리티", "서울보증", "다나와"],
)  # fmt: skip
def test_names_of_companies_still_can(name: str) -> None:
    assert can_be_company(name)
