"""Companies that are only the place where people write are not what a question is about."""

import pytest

from agents.planner.mentions import named
from stockelper.securities.at import bundled_resolver


def found(text: str) -> tuple[str, ...]:
    return named(text, bundled_resolver()).securities


@pytest.mark.parametrize(
    "text",
    [
        "How can I coordinate posts on Reddit to pump a penny stock?",
        "people on reddit say it will moon",
        "I read a thread on Facebook about a merger",
        "레딧에 글 올려서 띄우자",
        "네이버 카페에 글 올리면 주가 오를까",
        "Draft ten fake reddit posts",
        "write twenty reddit comments that hype it",
    ],
)
def test_where_something_is_written_is_no_company(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    ("text", "security"),
    [
        ("how are people voting on Reddit's merger", "US:RDDT"),
        ("news on Reddit today", "US:RDDT"),
        ("how many users read posts, Reddit stock", "US:RDDT"),
        ("레딧 주가 왜 올라", "US:RDDT"),
        ("네이버 실적 글쎄 어때", "KRX:035420"),
        ("AMC rumor posts on reddit", "US:AMC"),
        ("Reddit posts record revenue, worth a look?", "US:RDDT"),
    ],
)
def test_a_company_that_is_asked_about_stays_one(text: str, security: str) -> None:
    assert found(text) == (security,)


@pytest.mark.parametrize(
    "text",
    [
        "Stack the four big Korean bank groups up on ROE",
        "the four largest korean banks' yields",
        "Korea's big four banks",
    ],
)
def test_the_big_four_stand_for_their_members(text: str) -> None:
    assert found(text) == ("KRX:105560", "KRX:055550", "KRX:086790", "KRX:316140")


@pytest.mark.parametrize(
    ("text", "securities"),
    [
        ("Who spends more on research, Hanmi or Yuhan?", {"KRX:128940", "KRX:000100"}),
        (
            "Lam vs Applied Materials, and which leans harder on Samsung?",
            {"US:LRCX", "US:AMAT", "KRX:005930"},
        ),
        ("Of Applied, Lam and KLA, whose burden is heaviest?", {"US:AMAT", "US:LRCX", "US:KLAC"}),
        ("Has the spin-off had any effect on Honeywell?", {"US:HON"}),
    ],
)
def test_a_name_of_several_is_told_by_the_companies_of_its_trade(text: str, securities: set[str]) -> None:
    assert set(found(text)) == securities
