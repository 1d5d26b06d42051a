"""Families of phrasing, each by sentences about fictional companies, and sentences of the same words that state nothing."""

import pytest

from kg.extraction.reading import RuleExtractor
from kg.extraction.records import Extracted
from tests.kg.extraction.stated import EN_A, EN_B, EN_C, A, B, C, Events, Relations, events, read, relations


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{A}는 {B}에 센서를, {C}는 켈바로에 배터리를 납품한다.", {("SUPPLIES", A, B), ("SUPPLIES", C, "켈바로")}),
        (f"{B}는 {A}에서 반도체를, {C}에서 패널을 조달한다.", {("SUPPLIES", A, B), ("SUPPLIES", C, B)}),
        (f"{EN_B} sources chips from {EN_A}, and panels from {EN_C}.",
         {("SUPPLIES", EN_A, EN_B), ("SUPPLIES", EN_C, EN_B)}),
        (f"{EN_A} owns 4% of {EN_B} and 5% of {EN_C}.", {("HOLDS", EN_A, EN_B), ("HOLDS", EN_A, EN_C)}),
    ],
)  # fmt: skip
def test_clauses_that_share_a_verb_each_state_their_own(
    extractor: RuleExtractor, text: str, wanted: Relations
) -> None:
    assert relations(read(extractor, text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{A}는 주당 500원, {B}는 주당 700원의 중간배당을 의결했다.", {("dividend", A), ("dividend", B)}),
        (f"{A}는 이물질이 나온 커피 300상자를, {B}는 카레 1만 봉을 회수하고 있다.", {("recall", A), ("recall", B)}),
    ],
)  # fmt: skip
def test_companies_that_share_a_predicate_each_have_the_event(
    extractor: RuleExtractor, text: str, wanted: Events
) -> None:
    assert events(read(extractor, text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{B}에 배터리를 대는 {A}는 이날 올랐다.", ("SUPPLIES", A, B)),
        (f"{B}는 패널 생산을 {A}에 맡겼다.", ("SUPPLIES", A, B)),
        (f"{A} 고객사인 {B}는 물량을 늘려 달라고 했다.", ("SUPPLIES", A, B)),
        (f"{A} 매출의 절반은 {B}에서 나온다.", ("SUPPLIES", A, B)),
        (f"\"{A}는 {B}의 오랜 배터리 공급사\"라고 관계자는 설명했다.", ("SUPPLIES", A, B)),
        (f"{EN_A}'s chips are being used by {EN_B} in its trucks.", ("SUPPLIES", EN_A, EN_B)),
        (f"{EN_B}, which gets its seats from {EN_A}, expanded.", ("SUPPLIES", EN_A, EN_B)),
        (f"Half of {EN_A}'s sales come from {EN_B}.", ("SUPPLIES", EN_A, EN_B)),
        (f"{EN_A} is one of {EN_B}'s metal suppliers.", ("SUPPLIES", EN_A, EN_B)),
        (f"\"We get every cell from {EN_A},\" said the head of procurement at {EN_B}.", ("SUPPLIES", EN_A, EN_B)),
    ],
)  # fmt: skip
def test_supply_is_told_in_many_words(
    extractor: RuleExtractor, text: str, wanted: tuple[str, str, str]
) -> None:
    assert wanted in relations(read(extractor, text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{A}가 신제품을 냈다. 경쟁사 {B}도 뒤를 이었다.", ("COMPETES_WITH", A, B)),
        (f"{A} 이사회가 열렸다. 자회사 {B}는 참여하지 않는다.", ("SUBSIDIARY_OF", B, A)),
        (f"{EN_A} reported results. Shares of rival {EN_B} were little changed.", ("COMPETES_WITH", EN_A, EN_B)),
        (f"{EN_A} reported results. Its main competitor {EN_B} reports on Wednesday.", ("COMPETES_WITH", EN_A, EN_B)),
    ],
)  # fmt: skip
def test_a_rival_or_subsidiary_without_an_owner_is_that_of_the_company_told_of(
    extractor: RuleExtractor, text: str, wanted: tuple[str, str, str]
) -> None:
    found = relations(read(extractor, text))
    assert wanted in found or (wanted[0], wanted[2], wanted[1]) in found


def test_all_three_companies_named_before_are_meant(extractor: RuleExtractor) -> None:
    text = f"{A}, {B}, {C}가 실적을 냈다. 세 회사는 같은 시장을 놓고 다퉈 왔지만 값은 공개하지 않았다."
    assert len(read(extractor, text).relations) == 3


def test_a_clause_that_only_describes_is_not_denied_by_the_sentence(extractor: RuleExtractor) -> None:
    text = f"{A}와 {B}가 시정명령을 받았다. 시장에서 경쟁하는 두 회사는 이의를 제기하지 않기로 했다."
    assert ("COMPETES_WITH", A, B) in relations(read(extractor, text))


def test_the_subject_of_a_describing_clause_buys_nothing(extractor: RuleExtractor) -> None:
    found = read(extractor, f"{A}가 {C}가 갖고 있던 {B} 지분 39.4%를 1650억원에 사들여 {B}를 인수했다.")
    assert relations(found) == {("ACQUIRES", A, B)}
    assert events(found) == {("merger_acquisition", A)}


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        (f"{A}, 3000억원 유상증자 / {B}, 자사주 매입", {("capital_increase", A), ("buyback", B)}),
        (f"{A}, 실적 발표·{B} 노조, 파업 돌입", {("strike", B)}),
        (f"{EN_A} beats profit estimates; {EN_B} recalls trucks", {("earnings_surprise", EN_A), ("recall", EN_B)}),
    ],
)  # fmt: skip
def test_a_title_of_two_stories_is_read_as_two(extractor: RuleExtractor, title: str, wanted: Events) -> None:
    assert events(read(extractor, "", title)) == wanted


def test_each_paragraph_has_its_own_topic(extractor: RuleExtractor) -> None:
    text = (
        f"{A} 공장에서 폭발 사고가 일어났다.\n{B}는 실적을 발표했다. 노조는 이에 항의해 하루 파업을 벌였다."
    )
    assert events(read(extractor, text)) == {("accident", A), ("strike", B)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"The plant of {EN_A}, a {EN_B} subsidiary, closed.", {("SUBSIDIARY_OF", EN_A, EN_B)}),
        (f"{EN_A} parent {EN_B} rose.", {("SUBSIDIARY_OF", EN_A, EN_B)}),
        (f"{EN_A} remains a subsidiary of {EN_B}, which owns 80% of the company.",
         {("SUBSIDIARY_OF", EN_A, EN_B), ("HOLDS", EN_B, EN_A)}),
    ],
)  # fmt: skip
def test_apposition_tells_the_owner(extractor: RuleExtractor, text: str, wanted: Relations) -> None:
    assert relations(read(extractor, text)) == wanted


def test_whoever_only_describes_a_company_has_no_part_in_its_event(extractor: RuleExtractor) -> None:
    text = f"Workers at {EN_A}, a {EN_B} subsidiary, began a strike at two warehouses on Friday."
    assert events(read(extractor, text)) == {("strike", EN_A)}
    assert events(read(extractor, f"{B} 계열사인 {A}의 노조가 파업을 벌이고 있다.")) == {("strike", A)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{A}가 신주를 찍어 2조원을 조달한다.", ("capital_increase", A)),
        (f"{A} 3분기 실적이 시장의 기대를 저버렸다.", ("earnings_surprise", A)),
        (f"{A} 공장에서 배관이 터져 2명이 화상을 입었다.", ("accident", A)),
        (f"{A} 노조가 처음으로 일손을 놓았다.", ("strike", A)),
        (f"{A}는 AA에서 AA-로 한 단계 떨어졌다.", ("rating_change", A)),
        (f"▲미래증권: {A} '중립'→'매수'", ("rating_change", A)),
        (f"원고 {B}, 피고 {A}, 청구금액 210억원.", ("litigation", A)),
        (f"{EN_A}: net income forecast narrowed to $4.75-5.25 bln.", ("guidance", EN_A)),
        (f"Revenue at {EN_A} undershot forecasts.", ("earnings_surprise", EN_A)),
        (f"The Army pulled the plug on its $380 million contract with {EN_A}.", ("contract_lost", EN_A)),
        (f"Flames tore through a {EN_A} plant.", ("accident", EN_A)),
        (f"Named as defendants in a suit brought by ranchers: {EN_A}.", ("litigation", EN_A)),
        (f"Under a decision of the European Commission, {EN_A} must unbundle its software.", ("regulation", EN_A)),
        (f"{EN_A}: quarterly dividend 1.03 dlrs.", ("dividend", EN_A)),
    ],
)  # fmt: skip
def test_events_are_told_in_many_words(extractor: RuleExtractor, text: str, wanted: tuple[str, str]) -> None:
    assert wanted in events(read(extractor, text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("네이버, 美 하람시티 16억달러에 인수", ("ACQUIRES", "네이버", "하람시티")),
        ("두람텍의 최대주주는 새솔비이며, 2대 주주는 켈바로다.", ("HOLDS", "새솔비", "두람텍")),
        ("Workers at Sam's Club, a Walmart subsidiary, met.", ("SUBSIDIARY_OF", "Sam's Club", "Walmart")),
        ("Peet's was acquired by Zelmora Foods.", ("ACQUIRES", "Zelmora Foods", "Peet's")),
    ],
)  # fmt: skip
def test_names_are_known_by_what_stands_beside_them(
    extractor: RuleExtractor, text: str, wanted: tuple[str, str, str]
) -> None:
    assert wanted in relations(read(extractor, text))


def test_a_short_name_in_a_title_is_the_company_of_the_text(extractor: RuleExtractor) -> None:
    found = read(extractor, "Zelmora Foods is recalling 300 boxes of corn dogs.", "Zelmora recalls corn dogs")
    assert events(found) == {("recall", "Zelmora Foods")}


@pytest.mark.parametrize(
    "text",
    [
        f"{A}는 유상증자 대신 현금을 쓴다.",
        f"외국인은 {A}를 사고 {B}를 팔았다.",
        f"{A}, 장중 7만원 붕괴",
        f"{A}는 우선협상대상자로 뽑혔다. 본계약 체결 여부는 내년에 정해진다.",
        f"{A}가 영업정지된다는 글이 돌았으나 금융감독원은 허위라고 밝혔다.",
        "정도윤, 온새미반도체 주식 매입",
        f"{EN_A} said a review found no defect and no recall was needed for its vans.",
    ],
)
def test_words_of_events_that_state_none(extractor: RuleExtractor, text: str) -> None:
    assert read(extractor, text) == Extracted()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"\"We have acquired {EN_B} to grow,\" said the chief executive of {EN_A}.", ("ACQUIRES", EN_A, EN_B)),
        (f"\"{EN_B} is our biggest customer,\" said {EN_A}'s finance chief.", ("SUPPLIES", EN_A, EN_B)),
        (f"\"우리는 {B}에 모터를 공급하게 됐다\"고 {A} 관계자가 말했다.", ("SUPPLIES", A, B)),
    ],
)  # fmt: skip
def test_we_in_a_quotation_is_the_speakers_company(
    extractor: RuleExtractor, text: str, wanted: tuple[str, str, str]
) -> None:
    assert wanted in relations(read(extractor, text))


def test_two_purchases_share_a_passive_verb(extractor: RuleExtractor) -> None:
    found = read(extractor, f"{EN_B} was acquired by {EN_A}, and Tavalon by {EN_C}.")
    assert relations(found) == {("ACQUIRES", EN_A, EN_B), ("ACQUIRES", EN_C, "Tavalon")}


def test_the_comma_behind_a_subordinate_clause_makes_no_list(extractor: RuleExtractor) -> None:
    found = read(extractor, f"While {EN_B} buys cells from Kelvarro, {EN_C} sources them from {EN_A}.")
    assert relations(found) == {("SUPPLIES", "Kelvarro", EN_B), ("SUPPLIES", EN_A, EN_C)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{EN_B}-owned {EN_A} names new CEO", {("executive_change", EN_A)}),
        (f"{A}에서 직원 3명이 작업 중 공장에서 추락해 숨졌다.", {("accident", A)}),
    ],
)  # fmt: skip
def test_the_event_is_that_of_the_company_it_befalls(
    extractor: RuleExtractor, text: str, wanted: Events
) -> None:
    assert events(read(extractor, text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        f"{A}이 {B}를 인수한 지 2년이 지났다.",
        f"{EN_B}'s former CEO Dana Whitlock joined a start-up board.",
        f"Investors fear {EN_A} will acquire {EN_B}.",
    ],
)
def test_what_is_long_ago_or_feared_states_nothing(extractor: RuleExtractor, text: str) -> None:
    assert read(extractor, text).relations == ()


def test_every_product_of_a_list_is_made(extractor: RuleExtractor) -> None:
    found = read(extractor, f"{EN_A} makes Wegonda and Ozembar.")
    assert relations(found) == {("MAKES", EN_A, "Wegonda"), ("MAKES", EN_A, "Ozembar")}
