"""Korean particles fit what is read aloud before them."""

import pytest

from stockelper.language.particles import particle


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("삼성전자", "은/는", "는"),
        ("셀트리온", "은/는", "은"),
        ("서울", "으로/로", "로"),
        ("부산", "으로/로", "으로"),
        ("서울", "을/를", "을"),
        ("LG", "은/는", "는"),
        ("HMM", "이/가", "이"),
        ("NVDA", "은/는", "는"),
        ("CL", "으로/로", "로"),
        ("NAVER", "과/와", "와"),
        ("KOSDAQ", "은/는", "은"),
        ("Apple", "은/는", "은"),
        ("Microsoft", "은/는", "는"),
        ("Amazon", "으로/로", "으로"),
        ("Facebook", "을/를", "을"),
        ("3", "은/는", "은"),
        ("2,000", "이/가", "이"),
        ("1", "으로/로", "로"),
        ("12.5%", "은/는", "는"),
        ("₩", "은/는", "은"),
        ("삼성전자(005930)", "은/는", "는"),
        ("셀트리온 (068270)", "이/가", "이"),
        ("(NVDA)", "이/가", "가"),
        ("'하이닉스'", "이/가", "가"),
        ("", "은/는", "는"),
    ],
)
def test_the_particle_fits_the_last_sound(word: str, pair: str, expected: str) -> None:
    assert particle(word, pair) == expected
