"""Words of every day that a question must mean as companies, and how places of companies look."""

import pytest

from stockelper.securities.at import bundled_resolver
from stockelper.securities.resolver import Resolution
from stockelper.securities.standing import COMPANY, Standing, signs, standing, tokens


def _told(text: str) -> Resolution:
    return bundled_resolver().resolve(text, of_stocks=True)


@pytest.mark.parametrize(
    ("text", "securities"),
    [
        ("why is elf getting murdered", ("US:ELF",)),
        ("hims red again??? reason", ("US:HIMS",)),
        ("dump all my pins", ("US:PINS",)),
        ("who murdered elf", ("US:ELF",)),
        ("yolo 3k into hood", ("US:HOOD",)),
        ("golden cross on toast yet", ("US:TOST",)),
        ("celsius gap from earnings, has it filled", ("US:CELH",)),
        ("ross and burlington prices, who's up more this yr", ("US:ROST", "US:BURL")),
        ("coin vs hood, who did better this yr", ("US:COIN", "US:HOOD")),
        ("spy overnight only, close to open. returns?", ("US:SPY",)),
        ("60/40 spy tlt over the last 10 years", ("US:SPY", "US:TLT")),
    ],
)
def test_a_question_that_must_name_a_company_takes_the_word_that_stands_like_one(
    text: str, securities: tuple[str, ...]
) -> None:
    assert _told(text).securities == securities


@pytest.mark.parametrize(
    "text",
    [
        "what's on deck for tomorrow",
        "run through everything i follow and flag what moved",
        "is the rest of retail fine",
        "what has the fed said that equity desks are writing about",
        "now see what the team can fix",
        "how do i short a stock",
        "which one pays the best dividend",
        "any news that would move it",
    ],
)
def test_words_that_stand_like_words_stay_words(text: str) -> None:
    assert _told(text).securities == ()


def test_without_being_told_a_word_stays_one() -> None:
    assert bundled_resolver().resolve("the hood of my car and the toast").securities == ()


def test_two_companies_of_one_first_word_are_asked_about() -> None:
    (mention,) = _told("why is constellation down").ambiguous
    assert set(mention.candidates) == {"US:CEG", "US:STZ"}


@pytest.mark.parametrize("text", ["e.l.f. got hammered after the bell", "A.M.D. price", "what is i.b.m. at"])
def test_a_ticker_with_dots_between_its_letters_is_one(text: str) -> None:
    assert len(bundled_resolver().resolve(text).securities) == 1


@pytest.mark.parametrize(
    "text", ["the U.S. market", "i.e. chips, e.g. stocks", "a.m. and p.m. news", "p.e. ratio"]
)
def test_other_letters_with_dots_are_none(text: str) -> None:
    assert bundled_resolver().resolve(text).securities == ()


def test_the_words_around_a_place_are_seen_and_not_the_word() -> None:
    words = [word for _, _, word in tokens("buy 40 pins, now")]
    assert words == ["buy", "40", "pins", ",", "now"]
    assert signs(words, 2) == signs(["buy", "7", COMPANY, ",", "now"], 2)
    assert "ll buy 0" in signs(words, 2)


def test_a_place_behind_an_order_scores_above_one_behind_an_article() -> None:
    text = "dump my pins before the news"
    pins, before = (text.index(word) for word in ("pins", "before"))
    model = standing()
    assert model.score(text, (pins, pins + 4), []) > model.score(text, (before, before + 6), [])


def test_a_company_nearby_counts_as_one_word() -> None:
    model = Standing({"ll □ vs": 2.0}, -1.0)
    assert model.score("general mills vs gap", (17, 20), [(0, 13)]) == pytest.approx(1.0)
