"""Plain wire sentences, one fact each, in the forms that reporters vary: who makes for whom, who runs, who ousts, who loses."""

import pytest

from kg.extraction.reading import RuleExtractor
from tests.kg.extraction.stated import EN_A, EN_B, EN_C, A, B, C, Events, Relations, events, read, relations


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{EN_A} fabricates processors designed by {EN_B} and {EN_C}.",
         {("SUPPLIES", EN_A, EN_B), ("SUPPLIES", EN_A, EN_C)}),
        (f"{EN_B} counts {EN_A} among its key suppliers of sensors.", {("SUPPLIES", EN_A, EN_B)}),
        (f"{EN_A}, whose machines are used by {EN_B}, expects orders to recover.", {("SUPPLIES", EN_A, EN_B)}),
        (f"{EN_B} sources battery cells from {EN_A} under a multiyear agreement.", {("SUPPLIES", EN_A, EN_B)}),
        (f"{EN_A} and {EN_B} are locked in a fierce battle for contactless payments.", {("COMPETES_WITH", EN_A, EN_B)}),
        (f"{EN_A} operates as a wholly owned subsidiary of {EN_B}.", {("SUBSIDIARY_OF", EN_A, EN_B)}),
        (f"{EN_A} and {EN_C} are both units of {EN_B}.",
         {("SUBSIDIARY_OF", EN_A, EN_B), ("SUBSIDIARY_OF", EN_C, EN_B)}),
        (f"Under a collaboration with {EN_A}, {EN_B} is testing a new sensor.", {("PARTNERS_WITH", EN_B, EN_A)}),
        (f"{EN_A} is an investor in cloud provider {EN_B}, which rents out its servers.", {("INVESTS_IN", EN_A, EN_B)}),
        (f"{EN_A} is the maker of the HIV pill Wegonda, its top seller.", {("MAKES", EN_A, "Wegonda")}),
        (f"Dana Whitlock, who runs {EN_B}, warned of slower sales.", {("LEADS", "Dana Whitlock", EN_B)}),
        (f"{EN_A} doubled output of its painkiller Wegonda at a plant in Ohio.", {("MAKES", EN_A, "Wegonda")}),
        (f"{B}가 내년부터 쓸 양극재는 {A}이 전량 공급한다.", {("SUPPLIES", A, B)}),
        (f"{A}가 만든 카메라 모듈은 {B}의 별마루폰에 탑재된다.", {("SUPPLIES", A, B)}),
        (f"{A}은 {B}와 {C}를 주요 고객으로 둔 기판 업체다.", {("SUPPLIES", A, B), ("SUPPLIES", A, C)}),
        (f"{A}은 {B}의 전기차에 배터리를 제공한다.", {("SUPPLIES", A, B)}),
        (f"{A}은 {B}에 300억원 넘는 돈을 투자한 것으로 확인됐다.", {("INVESTS_IN", A, B)}),
        (f"김도윤 회장이 이끄는 {B}는 새 공장을 준공했다.", {("LEADS", "김도윤", B)}),
    ],
)  # fmt: skip
def test_a_relation_is_read_in_each_of_its_forms(
    extractor: RuleExtractor, text: str, wanted: Relations
) -> None:
    found = read(extractor, text)
    assert relations(found) == wanted
    assert found.events == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{EN_B} ordered 20 trains from {EN_A} in a deal valued at $6 billion.", {("contract_won", EN_A)}),
        (f"{EN_A} emerged as the winner of a $1.5 billion contract.", {("contract_won", EN_A)}),
        (f"{EN_A} lost a software contract with the city to {EN_B} after a retender.", {("contract_lost", EN_A)}),
        (f"{EN_A} said the state of Texas terminated a $300 million broadband contract.", {("contract_lost", EN_A)}),
        (f"{EN_A} and {EN_B} completed their all-stock merger.", {("merger_acquisition", EN_A)}),
        (f"{EN_B}'s board appointed Dana Whitlock to lead the company.", {("executive_change", EN_B)}),
        (f"A California jury ordered {EN_A} to pay $966 million over its sensors.", {("litigation", EN_A)}),
        (f"{EN_A} has taken legal action against {EN_B} over patents.", {("litigation", EN_B)}),
        (f"{EN_A} won approval for its new sensor from American regulators.", {("regulation", EN_A)}),
        (f"China banned {EN_A} from key infrastructure.", {("regulation", EN_A)}),
        (f"{B}는 심사 끝에 {A}에 최종 인수됐다.", {("merger_acquisition", A)}),
        (f"{A}이 {B}가 발주한 2조원짜리 공사를 따냈다.", {("contract_won", A)}),
        (f"{A}은 이라크 정부가 항만 공사 계약을 취소했다고 공시했다.", {("contract_lost", A)}),
        (f"{A}은 500억원 규모의 유상증자를 추진한다고 공시했다.", {("capital_increase", A)}),
        (f"법원은 {A}이 배상금 3억달러를 지급해야 한다고 판결했다.", {("litigation", A)}),
        (f"{A}이 시공 중인 아파트 공사장에서 주차장이 무너져 내렸다.", {("accident", A)}),
    ],
)  # fmt: skip
def test_an_event_is_read_in_each_of_its_forms(extractor: RuleExtractor, text: str, wanted: Events) -> None:
    assert events(read(extractor, text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        f"{EN_A} has dropped out of the race to acquire {EN_B}.",
        f"Among the firms that spoke were {EN_A} and {EN_B}, which buy much of their software.",
        f"{A}은 {B}를 인수하는 방안을 아직 결정하지 않았다.",
    ],
)
def test_what_is_left_open_or_given_up_states_nothing(extractor: RuleExtractor, text: str) -> None:
    found = read(extractor, text)
    assert (found.relations, found.events) == ((), ())


def test_a_name_that_only_tells_what_the_next_one_makes_is_not_bought(extractor: RuleExtractor) -> None:
    found = read(extractor, f"{EN_A} completed its $36 billion acquisition of Wegonda maker {EN_B}.")
    assert ("ACQUIRES", EN_A, EN_B) in relations(found)
    assert ("ACQUIRES", EN_A, "Wegonda") not in relations(found)


@pytest.mark.parametrize("name", ["Uber Technologies", "Taiwan Semiconductor Manufacturing"])
def test_a_listed_name_ends_where_its_long_form_ends(extractor: RuleExtractor, name: str) -> None:
    (found,) = read(extractor, f"{name} acquired {EN_A}.").relations
    assert found.head.text == name
    assert found.head.id is not None
