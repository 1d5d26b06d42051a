"""Numbers in words: multiples, counts, shares and sums (두 배, fifteen companies, a fifth of, 이십만 원)."""

import re
from collections.abc import Sequence

from agents.numerals import ENGLISH, KOREAN
from agents.verifier.amounts import KOREAN_SCALES
from agents.verifier.marks import Quantity, Unit
from agents.verifier.nearness import OVER, OVER_AFTER

_KO_COUNTS = "|".join(sorted((word for word in KOREAN if word != "한"), key=len, reverse=True))
_EN_COUNTS = "|".join(word for word in ENGLISH if word != "one")
_WORDS = re.compile(
    rf"(?<![가-힣])(?P<n>{_KO_COUNTS})\s?배(?![가-힣]*당)|\b(?P<e>doubled|tripled|twice|halved|quadrupled)\b|(?P<half>반토막)"
    rf"|\b(?P<fold>{_EN_COUNTS})(?:-?fold\b|\stimes\b(?=\s(?:as|the|its|their|what|that|over|[A-Z])\b))"
)
_WORD_VALUES = {
    **KOREAN,
    **ENGLISH,
    "doubled": 2.0,
    "twice": 2.0,
    "tripled": 3.0,
    "quadrupled": 4.0,
    "halved": 0.5,
}
_FRACTION_KO = re.compile(
    r"(?<![가-힣\d.,])(?P<of>[2-9]|10|이|삼|사|오|육|칠|팔|구|십)\s?분의\s?(?P<n>[1-9]|일|이|삼|사|오)(?![\d.,])"
)
_FRACTION_EN = re.compile(
    r"(?i)(?:(?<=\bby\s)(?P<n2>an?|one)[\s-](?P<of2>quarter|third|half)\b|\b(?P<n>an?|one|two|three|four)[\s-](?P<of>third|fifth|sixth|seventh|eighth|ninth|tenth)s?\b(?=\s(?:of|below|above|more|less|lower|higher|fewer|up|down|smaller|larger)\b))"
)
_SINO_NUMBERS = {word: at for at, word in enumerate("일이삼사오육칠팔구십", 1)}
_EN_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_COUNTED_KO = re.compile(
    rf"(?<![가-힣])(?P<n>{_KO_COUNTS})\s?(?P<of>명|곳|개사|개국|개|가지|건|차례|종목|척)(?!월)"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_COUNTED_EN = re.compile(
    rf"(?i)\b(?:(?P<tens>{_TENS})-)?(?P<n>{_EN_COUNTS}|one(?=\spercent))\s(?P<hundred>hundred\s)?(?:(?:more|new|other|additional|further)\s)?(?!times\s(?:as|the|its|their|what|that|over)\b)(?P<of>straight|consecutive|[a-z]{{2,}}s|people|percent)\b"
)
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NTH = re.compile(
    rf"(?i)\b(?P<n>{'|'.join(_ORDINALS)})[\s-](?:(?:consecutive|straight|successive)\b|(?:(?:session|day|week|month|quarter|year|daily|weekly|monthly|quarterly|annual|yearly)\s)(?:[a-z]+\s)?in\sa\srow\b)"
)
_SINO = re.compile(
    r"(?<![가-힣\d.,])(?P<n>[일이삼사오육칠팔구십백천]{1,7})(?P<scale>만|억|조)\s?(?P<of>원|달러)"
)
_SINO_DIGITS = "일이삼사오육칠팔구"


def spoken(text: str) -> list[Quantity]:
    """Multiples in words (두 배, doubled, twice) and counts in words (세 명, fifteen companies)."""
    multiples = [_multiple(found) for found in _WORDS.finditer(text)]
    korean = [
        Quantity(m.start(), m.end(), float(KOREAN[m["n"]]), 0.5, "count", noun=m["of"])
        for m in _COUNTED_KO.finditer(text)
    ]
    streaks = [
        Quantity(m.start(), m.end(), float(_ORDINALS.index(m["n"].lower()) + 2), 0.5, "streak")
        for m in _NTH.finditer(text)
    ]
    amounts = [_sino(found) for found in _SINO.finditer(text)]
    parts = _parts(text)
    fractions = [_fraction(found) for p in (_FRACTION_KO, _FRACTION_EN) for found in p.finditer(text)]
    fractions = [one for one in fractions if not _overlaps(one, parts)]
    return [
        *multiples,
        *parts,
        *fractions,
        *korean,
        *streaks,
        *amounts,
        *(one for m in _COUNTED_EN.finditer(text) if not _overlaps(one := _in_english(m), parts)),
    ]


def _overlaps(one: Quantity, others: Sequence[Quantity]) -> bool:
    return any(other.start < one.end and one.start < other.end for other in others)


def _fraction(found: re.Match[str]) -> Quantity:
    """`4분의 1`, `a fifth of`: a share, within a tenth of itself."""
    if found.re is _FRACTION_KO:
        n, of = (int(found[g]) if found[g].isdigit() else _SINO_NUMBERS[found[g]] for g in ("n", "of"))
    else:
        said, part = (found["n"] or found["n2"]).lower(), (found["of"] or found["of2"]).lower()
        n, of = {"a": 1, "an": 1}.get(said) or ENGLISH[said], _EN_PARTS[part]
    value = n / of
    return Quantity(found.start(), found.end(), value, value * 0.1, "percent", near="about", spoken=True)


_PART_OF_PERCENT = re.compile(
    r"(?i)\b(?P<n>an?|one|two|three)[\s-](?P<of>third|half|quarter|fifth|tenth)s?\sof\s(?:one|a|1)\s?(?:percent|per\scent|%)"
)
_ROUGHLY = re.compile(
    r"(?i)\b(?:(?:just|a\slittle|slightly|well)\s)?(?:about|around|almost|nearly|roughly|some|over|under|more\sthan|less\sthan)\s(?:(?P<n>an?|one|two|three)[\s-](?P<of>third|quarter|fifth)s?|half)\b(?!\s(?:of\s)?(?:an?\s|the\s)?(?:cents?|point|percent|per\scent|year|hour|month|mile|dozen|billion|million|trillion|stake)\b|-|[\s-](?:end|quarter|year))"
)
"""A share or a change told roughly as a part: about a quarter, just over half."""


def _parts(text: str) -> list[Quantity]:
    """Parts of a percent, and rough parts of a whole."""
    exact = [(m, _part(m) / 100, 0.2) for m in _PART_OF_PERCENT.finditer(text)]
    rough = [(m, _part(m) if m["of"] else 0.5, 0.12) for m in _ROUGHLY.finditer(text)]
    return [
        Quantity(m.start(), m.end(), value, value * wide, "percent", near="about", spoken=True)
        for m, value, wide in (*exact, *rough)
    ]


def _part(found: re.Match[str]) -> float:
    said = found["n"].lower()
    return ({"a": 1, "an": 1}.get(said) or ENGLISH[said]) / _EN_PARTS[found["of"].lower()]


def fractions_hidden(text: str) -> str:
    """The text with the digits of fractions blanked out, every other character where it was."""
    return _FRACTION_KO.sub(lambda found: "\0" * len(found[0]), text)


def _multiple(found: re.Match[str]) -> Quantity:
    value = 0.5 if found["half"] else _WORD_VALUES[(found["n"] or found["e"] or found["fold"])]
    half = 0.15 * max(value / 2, 0.5)
    before, after = found.string[max(0, found.start() - 16) : found.start()], found.end()
    if OVER.search(before) or OVER_AFTER.match(found.string, after):
        value, half = value * 1.25, value * 0.25  # from twice on, up to two and a half times
    elif _NEARLY.search(before) or _NEARLY_KO.match(found.string, after):
        value, half = value * 0.93, value * 0.1
    return Quantity(found.start(), found.end(), value, half, "times", spoken=True)


_NEARLY = re.compile(r"(?:\b(?:nearly|almost|close\sto|just\sunder|not\squite)|거의|약)\s$", re.IGNORECASE)
_NEARLY_KO = re.compile(r"\s?(?:에\s)?(?:가까|육박|못\s미치)")
"""Words that put a multiple a little below itself."""


def _sino(found: re.Match[str]) -> Quantity:
    """`이십이만 원`: the digits before each of 십, 백 and 천, times the scale behind them."""
    value, digit = 0, 0
    for letter in found["n"]:
        if letter in _SINO_DIGITS:
            digit = _SINO_DIGITS.index(letter) + 1
        else:
            value += max(digit, 1) * 10 ** ("십백천".index(letter) + 1)
            digit = 0
    scale = KOREAN_SCALES[found["scale"]]
    unit: Unit = "KRW" if found["of"] == "원" else "USD"
    return Quantity(found.start(), found.end(), (value + digit) * scale, scale / 2, unit)


_SPOKEN_UNITS: dict[str, tuple[Unit, float]] = {
    "percent": ("percent", 0.01), "cents": ("USD", 0.01), "dollars": ("USD", 1.0), "points": ("index", 1.0),
}  # fmt: skip
"""Units of figures in words, each with its factor."""


def _in_english(found: re.Match[str]) -> Quantity:
    tens = ENGLISH[found["tens"].lower()] if found["tens"] else 0
    value, of = (
        (tens + ENGLISH[found["n"].lower()]) * (100.0 if found["hundred"] else 1.0),
        found["of"].lower(),
    )
    if of in _SPOKEN_UNITS:
        unit, factor = _SPOKEN_UNITS[of]
        return Quantity(found.start(), found.end(), value * factor, 0.5 * factor, unit)
    if of in ("straight", "consecutive"):
        return Quantity(found.start(), found.end(), value, 0.5, "streak")
    return Quantity(found.start(), found.end("n"), value, 0.5, "bare", noun=of)
