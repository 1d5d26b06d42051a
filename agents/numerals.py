"""Small numbers as people write them: digits, Korean counting words, English words."""

import re

KOREAN = {
    "한": 1, "두": 2, "세": 3, "석": 3, "서너": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
    "열한": 11, "열두": 12, "열세": 13, "열네": 14, "열다섯": 15, "열여섯": 16, "열일곱": 17, "열여덟": 18, "열아홉": 19, "스무": 20,
}  # fmt: skip
"""What is counted with stands behind it: 두 달, 열두 개."""
ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_WORDS = {
    **KOREAN, **ENGLISH,
    "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9, "십": 10, "이십": 20, "삼십": 30, "오십": 50, "백": 100,
    "hundred": 100, "a": 1, "an": 1, "couple of": 2, "a couple of": 2, "few": 3, "half": 1,
}  # fmt: skip
NUMBER = (
    r"(?:(?<![\d.,])\d{1,4}|(?<!(?-i:[가-힣]))(?:서너|다섯|여섯|일곱|여덟|아홉|스무|이십|삼십|오십|한|두|세|석|네|넉|열|백"
    r"|(?:일|이|삼|사|오|육|십)(?=\s?(?:개월|년|주일|분기)))"
    r"|(?<![a-z])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundred|(?:a )?couple of))"
)
"""Matches a count; a Korean one stands at the beginning of a word.

Syllables have no case, and a class of them that ignores it takes three times as long to compile.
"""
_DIGITS = re.compile(r"\d+")


def number(text: str) -> int:
    """The value of what `NUMBER` matched; 1 for a word that is none."""
    return int(text) if _DIGITS.fullmatch(text) else _WORDS.get(text.lower(), 1)
