"""Search words: Korean by syllable pairs, the rest by words."""

import pytest

from stockelper.language.tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("삼성전자", ["삼성", "성전", "전자"]),
        ("SK하이닉스가 뛰었다", ["sk", "하이", "이닉", "닉스", "스가", "뛰었", "었다"]),
        ("3,000억 5G 3.2%", ["3000", "억", "5g", "3.2"]),
        ("美 증시 Q3", ["美", "증시", "q3"]),
        ("AT&T's BRK.B", ["at", "t", "s", "brk", "b"]),
        ("?!", []),
    ],
)
def test_a_text_is_cut_into_search_words(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_a_two_syllable_word_is_found_inside_a_longer_one() -> None:
    assert set(tokens("증가")) <= set(tokens("영업이익증가율"))
