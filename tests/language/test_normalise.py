"""Texts reach every comparison in one form, and their language is told."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockelper.language.normalise import detect, normalise


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (unicodedata.normalize("NFD", "삼성전자 어때"), "삼성전자 어때"),
        ("삼성\u200b전자\ufeff  주가\t\n흐름", "삼성전자 주가 흐름"),
        ("ＮＶＤＡ\x00 ㈜", "NVDA (주)"),
        ("삼\u3164성", "삼성"),
        ("가즈아 ㅋㅋㅋ ㄱㄱ", "가즈아 ㅋㅋㅋ ㄱㄱ"),
        ("McDonald’s “buy” −3％", 'McDonald\'s "buy" -3%'),
        ("unpaired \ud800 surrogate", "unpaired surrogate"),
        ("  plain  ascii ", "plain ascii"),
        ("", ""),
    ],
)
def test_what_looks_the_same_becomes_the_same(written: str, expected: str) -> None:
    assert normalise(written) == expected


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x1100, max_codepoint=0x11FF)))
def test_normalising_stray_jamo_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("삼성전자 최근 한 달 주가 흐름 어때?", "ko"),
        ("Compare NVDA and AMD this year", "en"),
        ("NVDA AMD MSFT AAPL 비교해줘", "ko"),
        ("compare 삼성전자 and SK하이닉스", "en"),
        ("what is 삼성전자 price", "en"),
        ("삼성전자 PER", "ko"),
        ("네이버 vs 카카오", "ko"),
        ("Is 현대차 a good buy?", "en"),
        ("Tesla 주가 왜 떨어졌나요?", "ko"),
        ("IT 업종 주가", "ko"),
        ("세탁기 고장났는데 AS 번호", "ko"),
        ("WHY DID 삼성전자 FALL", "en"),
        ("005930", "ko"),
        ("AAPL?", "en"),
        ("", "ko"),
    ],
)
def test_the_language_of_a_question_is_the_one_its_grammar_is_in(question: str, language: str) -> None:
    assert detect(question) == language
