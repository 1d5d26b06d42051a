"""Amounts of money as people spell them, in digits: 오천원, 백만 원, 1만 5천원, "a million won"."""

import re

_DIGITS = {name: value for value, name in enumerate("일이삼사오육칠팔구", 1)}
_UNITS = {"십": 10, "백": 100, "천": 1_000}
_KOREAN = re.compile(
    r"(?<![가-힣\d.,])(?=[\d,. ]*[일이삼사오육칠팔구십백천]*[십백천만])"
    r"(?P<amount>(?:\d[\d,.]*|[일이삼사오육칠팔구])?(?: ?(?:\d[\d,.]*|[일이삼사오육칠팔구])?[십백천만])+ ?\d{0,4})"
    r" ?(?=(?:원|달러|불)(?![가-힣]*(?:인|칙|래|자재|유|전|금)(?![가-힣])))"
)
_PIECE = re.compile(r"\d[\d,.]*|[일이삼사오육칠팔구십백천만]")
_SCALES = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "grand": 1e3, "million": 1e6, "mil": 1e6}
_SMALL = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "half": 0.5,
}  # fmt: skip
_ENGLISH = re.compile(
    rf"(?<![a-z\d.])(?P<n>\d[\d,]*(?:\.\d+)?|{'|'.join(_SMALL)}) ?(?P<scale>(?:{'|'.join(_SCALES)})(?:(?: of)? (?:a )?(?:{'|'.join(_SCALES)}))?)?"
    r" (?P<money>won|krw|dollars?|bucks|usd)(?![a-z])"
)


def in_digits(lower: str) -> str:
    """A lower-case text whose amounts of money stand in digits; whole 만 stay counted in 만."""
    found = _ENGLISH.sub(_english, lower)
    return _KOREAN.sub(lambda match: _written(korean(match["amount"])), found)


def korean(text: str) -> float:
    """The value of an amount below a hundred million that is spelt in digits, numerals and units."""
    total, part, count = 0.0, 0.0, None
    for piece in _PIECE.findall(text):
        if piece == "만":
            total += ((part + (count or 0.0)) or 1.0) * 10_000
            part, count = 0.0, None
        elif piece in _UNITS:
            part += (1.0 if count is None else count) * _UNITS[piece]
            count = None
        else:
            count = float(_DIGITS.get(piece) or piece.replace(",", "").rstrip("."))
    return total + part + (count or 0.0)


def _written(value: float) -> str:
    return f"{value / 10_000:g}만" if value >= 10_000 and value % 10_000 == 0 else f"{value:.15g}"


def _english(match: re.Match[str]) -> str:
    value = _SMALL.get(match["n"]) or float(match["n"].replace(",", ""))
    for scale in (match["scale"] or "").split():
        value *= _SCALES.get(scale, 1.0)
    return (
        f"${value:.15g}" if match["money"] in ("dollar", "dollars", "bucks", "usd") else f"{value:.15g} won"
    )
