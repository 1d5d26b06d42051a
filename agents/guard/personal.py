"""Personal data and keys in a question, starred out before anything is stored.

Resident registration numbers (by checksum, or written with a hyphen and a possible birth date), cards (by
Luhn), telephone and account numbers, e-mail addresses, and credentials in addresses. Stock codes, prices, dates and amounts stay.
"""

import re
from collections.abc import Callable

from stockelper.credentials import redacted
from stockelper.masking import without_keys

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)
_RESIDENT = re.compile(r"(?<![\d-])(\d{6})([- ]?)([1-8]\d{6})(?![\d-])")
_CARD = re.compile(r"(?<![\d.,-])\d(?:[ -]?\d){12,18}(?![\d.,]?\d)")
_PHONE = re.compile(
    r"(?<![\d.,-])(?:\+?82[- .]?\(?0?\)?1[016789]|01[016789])[- .]?\d{3,4}[- .]?\d{4}(?!\d)"
    r"|(?<![\d.,-])(?:\+?82[- .]?)?\(?0(?:2|[3-6]\d|70)\)?[- .]\d{3,4}[- .]\d{4}(?!\d)"
    r"|(?<![\d.,-])(?:\+?1[- .]?)?(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?!\d)"
)
_ACCOUNT = re.compile(r"(?<![\d.,-])\d{2,6}-\d{2,6}-\d{2,8}(?:-\d{1,3})?(?![\d-])")
_SAID_ACCOUNT = re.compile(
    r"(?P<word>(?:계좌|통장)(?: ?번호)?(?:는|가|로|은|:)? ?[가-힣a-z]{0,8} ?|account(?: (?:number|no\.?))?(?: is|:| #)? ?)(?P<number>\d[\d -]{7,17}\d)",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:19|20)\d\d-\d\d?-\d\d?")
_DIGIT = re.compile(r"\d")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def mask(text: str) -> tuple[str, bool]:
    """The text with keys and the digits of personal numbers as stars, and whether there were any."""
    out = redacted(text)  # first, as a user before a host looks like an e-mail address
    out = without_keys(_EMAIL.sub("***@***", out))
    if _DIGIT.search(out):
        for pattern, is_personal in _NUMBERS:
            out = pattern.sub(_starred(is_personal), out)
        out = _SAID_ACCOUNT.sub(lambda match: match["word"] + _DIGIT.sub("*", match["number"]), out)
    return out, out != text


def _starred(is_personal: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
    def replace(match: re.Match[str]) -> str:
        return _DIGIT.sub("*", match.group()) if is_personal(match.group()) else match.group()

    return replace


def _digits(text: str) -> list[int]:
    return [int(digit) for digit in _DIGIT.findall(text)]


def is_resident_number(text: str) -> bool:
    """Whether a Korean resident registration number is written: a possible birth date, and either the
    checksum holds or a hyphen parts it (numbers issued since October 2020 have no checksum)."""
    digits = _digits(text)
    month, day = digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return False
    total = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return "-" in text or (11 - total % 11) % 10 == digits[12]


def is_card(text: str) -> bool:
    """Whether the digits pass Luhn's test."""
    total = 0
    for place, digit in enumerate(reversed(_digits(text))):
        doubled = digit * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total > 0 and total % 10 == 0


def _is_account(text: str) -> bool:
    return 10 <= len(_digits(text)) <= 16 and not _DATE.match(text)


_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (_RESIDENT, is_resident_number),
    (_CARD, is_card),
    (_PHONE, lambda _: True),
    (_ACCOUNT, _is_account),
)
