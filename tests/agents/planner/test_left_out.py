"""Companies and indices that a question names only to leave them out."""

import pytest

from agents.planner.set_aside import without_set_aside
from tests.agents.planner.conftest import Planner, last_plan


@pytest.mark.parametrize(
    ("question", "securities"),
    [
        ("Ignore Apple, tell me how Microsoft closed", ("US:MSFT",)),
        ("Never mind Tesla, what's Ford at?", ("US:F",)),
        ("Besides Apple and Microsoft, how is Google doing?", ("US:GOOGL",)),
        ("애플이랑 마소 말고 구글 주가", ("US:GOOGL",)),
        ("instead of Apple show me AMD's chart", ("US:AMD",)),
        ("Leaving Tesla aside, is GM up this year?", ("US:GM",)),
        ("카카오 빼고 네이버 올해 수익률", ("KRX:035420",)),
        ("독감 유행하면 SK바이오사이언스 말고 또 누가 득 봐요", ("KRX:302440",)),
        ("현대차 빼면 국내 자동차주 뭐 있어", ()),
    ],
)
def test_a_company_that_is_set_aside_is_not_asked_about(
    asking: Planner, question: str, securities: tuple[str, ...]
) -> None:
    assert asking(question).securities == securities


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("원달러 말고 코스닥150 알려줘", "코스닥150 알려줘"),
        ("코스피 말고 삼성전자 주가", "삼성전자 주가"),
        ("Forget the Dow, how did the Nasdaq close?", "how did the Nasdaq close?"),
        ("코스피 말고", "코스피 말고"),
        ("코스피 얼마야", "코스피 얼마야"),
    ],
)
def test_an_index_that_is_set_aside_is_cut_out(text: str, left: str) -> None:
    assert without_set_aside(text) == left


@pytest.mark.parametrize(
    ("turns", "security"),
    [
        (("SK하이닉스 경쟁사 알려줘", "마이크론 말고는?"), "KRX:000660"),
        (("Who are AMD's rivals?", "besides Nvidia?"), "US:AMD"),
        (("Show me Tesla's competitors", "other than Hyundai, who else?"), "US:TSLA"),
        (("Who competes with NVIDIA?", "outside of Intel, who else?"), "US:NVDA"),
        (("Who competes with NVIDIA?", "not counting Intel?"), "US:NVDA"),
        (("엔비디아 경쟁사는?", "인텔 빼면?"), "US:NVDA"),
    ],
)
def test_the_others_of_a_list_of_relations_are_asked_of_the_same_company(
    asking: Planner, turns: tuple[str, ...], security: str
) -> None:
    made = last_plan(asking, turns)
    assert made.kinds == ("relations",)
    assert made.securities == (security,)
    assert made.without
    assert security not in made.without
