"""Concepts: every one has names and texts in both languages, is found by its names and wording, and two are told apart."""

import re

import pytest

from agents.writer.concepts import concepts, concepts_in, differences
from agents.writer.explaining import explained, not_known
from tests.agents.conftest import SAMSUNG, Ask

HANGUL = re.compile("[가-힣]")


def test_at_least_two_hundred_concepts_are_explained() -> None:
    assert len(concepts()) >= 200


@pytest.mark.parametrize("key", sorted(concepts()))
def test_a_concept_is_whole_in_both_languages(key: str) -> None:
    concept = concepts()[key]
    for language in ("ko", "en"):
        assert all(concept.names[language])
        assert 20 < len(concept.texts[language]) < 900
        assert concept.texts[language].endswith((".", ")", "?"))
        assert not re.search(
            r"\d",
            concept.texts[language]
            .replace("S&P 500", "")
            .replace("KOSPI 200", "")
            .replace("코스피200", "")
            .replace("401k", ""),
        ), "figures stand in the formula or in a dated rule"
        assert bool(concept.rules[language]) == (concept.as_of is not None)
    assert not HANGUL.search(concept.texts["en"] + concept.formulas["en"] + concept.rules["en"])
    assert bool(concept.formulas["ko"]) == bool(concept.formulas["en"])


@pytest.mark.parametrize("key", sorted(concepts()))
def test_a_concept_is_found_by_what_it_is_called(key: str) -> None:
    for language in ("ko", "en"):
        assert key in concepts_in(f"{concepts()[key].called(language)}?")


def test_no_name_means_two_concepts() -> None:
    owners: dict[str, set[str]] = {}
    for key, concept in concepts().items():
        for names in concept.names.values():
            for name in names:
                owners.setdefault(name.lower().replace(" ", "").replace("-", ""), set()).add(key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_every_difference_is_between_two_concepts_in_both_languages() -> None:
    for pair, texts in differences().items():
        assert len(pair) == 2
        assert pair <= set(concepts())
        assert all(texts.values())


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("골든 크로스라는 게 뭐예요", ("golden_cross",)),
        ("배당락일이랑 배당기준일 차이", ("ex_dividend", "record_date")),
        ("E T Fs, what on earth are they?", ("etf",)),
        ("whats a stop-limit order", ("stop_limit",)),
        ("what is a P/E, really", ("per",)),
        ("forward P/E가 뭔가요", ("forward_per",)),
        ("Explain wash sales", ("wash_sale",)),
        ("what's wash trading", ("wash_trade",)),
        ("담배당 얼마", ()),
        ("공매도 잔고가 무슨 뜻이에요", ("short_balance",)),
        ("레버리지 ETF는 왜 녹아요", ("leveraged_etf",)),
        ("supermarkets", ()),
    ],
)
def test_the_longest_name_is_found_whatever_its_particles_and_spelling(
    question: str, found: tuple[str, ...]
) -> None:
    assert concepts_in(question) == found


@pytest.mark.parametrize(
    ("question", "language", "begins"),
    [
        ("유상증자와 무상증자는 어떻게 다른가", "ko", "유상증자는 돈을 받고"),
        ("PER vs PBR", "en", "The P/E sets the price against profit"),
        ("미수랑 신용이랑 뭐가 달라요", "ko", "미수는 주식 값의 일부만"),
        ("difference between ordinary and preferred shares", "en", "A common share carries a vote"),
    ],
)
def test_the_difference_of_two_concepts_comes_first(question: str, language: str, begins: str) -> None:
    text = explained(question, "ko" if language == "ko" else "en")
    assert text is not None
    assert text.startswith(begins)
    assert text.count("\n\n") == 2


def test_two_concepts_without_a_written_difference_are_set_side_by_side() -> None:
    text = explained("RSI하고 리츠는 어떻게 다른가요", "ko")
    assert text is not None
    assert text.startswith("RSI와 리츠를 차례로")


def test_a_general_concept_gives_way_to_the_exact_one() -> None:
    text = explained("Why do shares fall by the dividend on the ex-date?", "en")
    assert text is not None
    assert text.startswith("From the ex-dividend date")


def test_a_rule_with_figures_names_its_day() -> None:
    text = explained("가격제한폭이 뭐야", "ko")
    assert text is not None
    assert "2025년 12월 30일 기준으로 코스피와 코스닥은" in text


@pytest.mark.parametrize(
    "question",
    ["펌프앤덤프가 뭐야", "what is spoofing", "내부자거래는 왜 금지되나요", "what is front-running"],
)
def test_what_is_forbidden_is_explained_and_said_to_be(question: str) -> None:
    text = explained(question, "en")
    assert text is not None
    assert re.search(r"illegal|forbid|ban|punish|fraud", text)


def test_an_unknown_concept_names_the_nearest_ones() -> None:
    assert "'콘탱코'라는 개념" in not_known("콘탱코가 뭐야?", "ko")
    assert "콘탱고" in not_known("콘탱코가 뭐야?", "ko")
    assert "contango" in not_known("what is a contengo?", "en")


def test_an_unknown_concept_that_is_like_none_says_what_can_be_explained() -> None:
    assert str(len(concepts())) in not_known("what is quizzaciously?", "en")


def test_a_concept_beside_a_figure_stands_before_it_and_is_not_checked(ask: Ask) -> None:
    asked = ask(question="RSI가 뭔지랑 삼성전자 RSI", kinds=("education", "technical"), securities=(SAMSUNG,))
    assert asked.draft.preface.startswith("RSI(상대강도지수)")
    assert "RSI(상대강도지수)는 일정" not in asked.draft.text
    assert asked.evidence


def test_a_question_read_as_help_that_names_a_concept_is_explained(ask: Ask) -> None:
    asked = ask(question="유상증자랑 무상증자 뭐가 달라?", kinds=("help",), specialists=())
    assert asked.draft.text.startswith("유상증자는 돈을 받고")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("What is a pump and dump?", "In a pump and dump"),
        ("내부자 거래는 왜 법으로 금지되어 있나요?", "Insider trading is dealing"),
        ("what even is a stop limit", "A stop-limit order"),
        ("커버드콜이 정확히 뭐예요?", "A covered call"),
    ],
)
def test_a_concept_that_was_taken_for_something_else_is_explained(
    question: str, begins: str, ask: Ask
) -> None:
    asked = ask(question=question, kinds=("out_of_scope",), in_scope=False, specialists=(), language="en")
    assert asked.draft.status == "answered"
    assert asked.draft.text.startswith(begins)


@pytest.mark.parametrize(
    "question",
    ["감자 어떻게 쪄요", "생일 선물 뭐가 좋아", "what is the duration of the film", "how do I float in water", "오늘 날씨 뭐야", "explain photosynthesis"],
)  # fmt: skip
def test_an_everyday_word_is_no_concept_of_a_question_about_something_else(question: str, ask: Ask) -> None:
    asked = ask(question=question, kinds=("out_of_scope",), in_scope=False, specialists=())
    assert asked.draft.status == "refused"


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("What does a dead cross mean?", "golden_cross"),
        ("what are dead crosses", "golden_cross"),
        ("사망 교차가 뭐야?", "golden_cross"),
        ("What is a resistance zone?", "support"),
        ("What's a bearish candle?", "candle"),
        ("What does limit up mean?", "price_limit"),
        ("외국인 순매도가 무슨 뜻이야?", "investor_flows"),
        ("What is a sell rating?", "rating"),
        ("What does it mean to average down?", "averaging_down"),
        ("투기 등급이 뭐예요?", "credit_spread"),
        ("What is investment grade?", "credit_spread"),
        ("정적 VI가 뭐야?", "volatility_interruption"),
        ("What is a hostile takeover?", "poison_pill"),
    ],
)
def test_what_stands_in_the_text_of_another_concept_is_one_of_its_names(question: str, key: str) -> None:
    assert key in concepts_in(question)


@pytest.mark.parametrize(
    ("question", "language", "says"),
    [
        ("How does a rise in interest rates affect bank stocks?", "en", ("net interest margin", "credit losses", "bonds")),
        ("Why do banks benefit from higher interest rates?", "en", ("net interest margin", "credit losses")),
        ("금리가 오르면 은행주는 어떻게 돼?", "ko", ("순이자마진", "대손", "채권")),
        ("금리 인상이 은행에 어떤 영향을 줘?", "ko", ("순이자마진", "대손")),
    ],
)  # fmt: skip
def test_what_rates_do_to_banks_is_told_from_both_sides(
    question: str, language: str, says: tuple[str, ...]
) -> None:
    text = explained(question, "ko" if language == "ko" else "en") or ""
    assert [one for one in says if one not in text] == []


@pytest.mark.parametrize("question", ["What is an interest rate?", "기준금리가 뭐야?"])
def test_rates_alone_are_told_without_banks(question: str) -> None:
    text = explained(question, "en") or ""
    assert text.startswith("The base rate")
