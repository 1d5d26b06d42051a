"""The marks of a text: what it counts, dates, cites, labels and says of direction, each read where no other has read.

Names are left out here, since they depend on the listing.
"""

import re
from functools import lru_cache

from agents.verifier.amounts import quantities
from agents.verifier.attributes import attributes
from agents.verifier.directions import directions
from agents.verifier.marks import Cite, Label, Mark, Settings, Window
from agents.verifier.moments import hide, moments
from agents.verifier.spoken import fractions_hidden, spoken
from agents.verifier.terms import terms
from agents.verifier.weekdays import weekdays

_PLAIN = str.maketrans(
    "０１２３４５６７８９．，％＋－（）［］〔〕【】＄￦−‐‑‒–—〜～車\u00a0\u2009\u202f\u3000",
    "0123456789.,%+-()[][][]$₩------~~차    ",
)
_CITE = re.compile(
    r"\[(?!\d{1,3}(?:,\d{3})+(?!\d))(?:출처\s?|source\s?)?\^?(?P<n>\d{1,3})(?P<more>(?:\s?[,;-]\s?\d{1,3})*)\](?!\()",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"(?m)^[ \t>*#-]*(?:\*\*)?\(?\d{1,2}[.)](?=\s|\*)|[①-⑳]|(?<!\w)\(\d{1,2}\)(?=\s)")
_CODE = re.compile(
    r"(?<![\d.,₩$])(?:A)?\d{6}(?:\.K[SQ])?(?![\d,.]*\d|\s?(?:원|주|달러|명|대|개|won|shares))|\bKRX:[0-9A-Z]{6}\b"
)
_PARAMETER = re.compile(
    r"(?i)\b(?P<of>RSI|MACD|[SE]?MA|SMA|EMA|bollinger(?:\sbands?)?|볼린저(?:\s?밴드)?|ATR)\s?\((?P<in>[\d,\s.]+)(?:일|[- ]?days?)?\)"
)
_BANDS = "bollinger"
_BASKET = re.compile(
    r"(?i)\b(?:S&P\s?500|nasdaq[\s-]?100|russell\s?\d{4}|kospi\s?200|KRX\s?\d{3}|fortune\s?\d+|nikkei\s?225|top[\s-]\d+|stoxx\s?\d+)\b"
    r"|코스피\s?200|코스닥\s?150"
)
_MODEL = re.compile(
    r"(?<![A-Za-z0-9])[A-Z][A-Za-z]{0,9}-\d{1,4}[A-Za-z]?(?![A-Za-z0-9])(?!\.)"
    r"|(?<![A-Za-z0-9])(?!(?:USD|KRW|EUR|JPY|GBP|RMB|CNY)\d|W\d+(?:\.\d+)?(?:tn|tr|bn|mn)\b|W\d{1,3},\d{3})[A-Za-z]*[A-Z][A-Za-z]*\d+[A-Za-z]*(?![A-Za-z0-9])|\b[2-6][gG]\b|\b\d{1,2}[dD]\b|\b\d+(?i:nm)\b"
)


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """The text with full-width digits and other dashes as plain ones, each character in its place."""
    return text.translate(_PLAIN)


def _cites(text: str) -> tuple[list[Mark], str]:
    marks: list[Mark] = []
    for found in _CITE.finditer(text):
        for number in re.finditer(r"\d{1,3}", found[0]):
            at = found.start() + number.start()
            marks.append(Cite(at, at + len(number[0]), int(number[0])))
    return marks, _hidden(text, _CITE)


def _hidden(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = hide(text, [found.span() for found in pattern.finditer(text)])
    return text


def _labels(text: str, *patterns: re.Pattern[str]) -> tuple[list[Mark], str]:
    found = [match for pattern in patterns for match in pattern.finditer(text)]
    marks: list[Mark] = [Label(m.start(), m.end(), m[0].strip(" \t>*#-")) for m in found]
    return marks, _hidden(text, *patterns)


def _parameters(text: str) -> tuple[list[Mark], str]:
    """`RSI(14)` says over how many days: a length of time, not a figure."""
    marks: list[Mark] = []
    for found in _PARAMETER.finditer(text):
        numbers = list(re.finditer(r"\d+", found["in"]))
        start = found.start("in")
        if len(numbers) == 1:
            number = numbers[0]
            marks.append(Window(start + number.start(), start + number.end(), int(number[0]), "d"))
        else:
            tag = found["of"].lower() if found["of"].isascii() else _BANDS
            marks.append(Settings(start, found.end("in"), tag.split()[0], tuple(int(n[0]) for n in numbers)))
    return marks, hide(text, [found.span("in") for found in _PARAMETER.finditer(text)])


@lru_cache(maxsize=4096)
def scan(text: str) -> tuple[Mark, ...]:
    """Every mark but the names, which depend on the listing."""
    work = plain(text)
    marks: list[Mark] = [*attributes(work)]
    cites, work = _cites(work)
    labels, work = _labels(work, _LIST_NUMBER, _BASKET)
    work = _hidden(work, _CODE)
    parameters, work = _parameters(work)
    times, work = moments(work)
    models, work = _labels(work, _MODEL)
    marks += [
        *cites,
        *parameters,
        *times,
        *labels,
        *models,
        *directions(work),
        *spoken(work),
        *weekdays(work),
        *terms(work),
    ]
    marks += quantities(fractions_hidden(work))
    return tuple(sorted((m for m in marks if type(m) is not Mark), key=lambda m: (m.start, m.end)))
