"""Takes secrets and personal data out of a text before it is kept or sent anywhere.

Every input and output of a run comes through here while somebody waits, so a rule is only tried on texts
that hold its mark, and the rules for numbers only on runs of digits long enough to be one.
"""

import re
from collections.abc import Sequence

from stockelper.credentials import MASK, redacted

MARKED = (
    (
        ("@",),
        re.compile(r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"),
    ),  # e-mail
    (
        ("sk-", "pk-"),
        re.compile(r"(?<![A-Za-z0-9_.-])(?:sk|pk)-[A-Za-z0-9_-]{8,}"),
    ),  # keys of models and Langfuse
    (
        ("akia", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "xox"),
        re.compile(
            r"(?<![A-Za-z0-9_.-])(?:AKIA[0-9A-Z]{12,}|gh[pousr]_[A-Za-z0-9_]{16,}|xox[abprs]-[A-Za-z0-9_-]{10,})"
        ),
    ),  # keys of clouds, code hosts and chats, by how they begin
    (
        ("eyj",),
        re.compile(r"(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]{3,}){1,2}"),
    ),  # signed tokens (RFC 7519)
    (
        tuple("0123456789"),
        re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"),
    ),  # accounts (ISO 13616)
    (("bearer ",), re.compile(r"(?i)(?<=bearer )[A-Za-z0-9._~+/=-]{8,}")),
    (
        ("key", "secret", "passw", "pw", "token", "비밀번호"),
        re.compile(
            r"(?i)(?<![a-z])(?:passw(?:or)?d|비밀번호)(?:[은는이가]|\sis)?\s(?=\S*\d)[A-Za-z0-9!#$%^&*._-]{5,64}"
            r"|(?<![a-z])(?:api[_-]?key|(?:aws_)?secret(?:_access)?(?:_key)?|passw(?:or)?d|pwd?|token|비밀번호)[\\\"']{0,2}\s?[=:]\s?[\\\"']{0,2}[^\s\"',&}]{4,}"
        ),
    ),
)
"""Marks, one of which is in any text (in lower case) that the pattern can match."""
NUMBERS = re.compile(r"[+(0-9][0-9() +.-]{8,}[0-9]")
PERSONAL = re.compile(
    r"(?<![\d.,-])(?:"
    r"\d{6}-[1-8]\d{6}"  # resident registration number
    r"|\d{3}-\d{2}-\d{4}"  # social security number
    r"|\+\d{1,3}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d{3,4}){2}"  # phone with country code
    r"|0\d{1,2}[ .-]\d{3,4}[ .-]\d{4}"  # phone, Korean
    r"|01[016789]\d{7,8}"
    r"|\(?[2-9]\d{2}\)?[ .-][2-9]\d{2}[ .-]\d{4}"  # phone, American
    r"|\d{4}(?P<gap>[ -])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}"  # card
    r")(?![\d-])"
)
CARD = re.compile(r"(?<![\d.,-])\d{13,19}(?![\d.-])")
SHORTEST_SECRET = 6
PASSWORD = re.compile(r"(?<=://)([^:/@]*):.*(?=@)")
"""Up to the last @, since a password may hold one."""


def masked(text: str, secrets: Sequence[str] = ()) -> str:
    """The text with e-mail addresses, phone, card and resident numbers, keys and `secrets` starred out."""
    for secret in secrets:
        if len(secret) >= SHORTEST_SECRET:
            text = text.replace(secret, MASK)
    return NUMBERS.sub(_number, without_keys(redacted(text)))


def without_keys(text: str) -> str:
    """The text with e-mail addresses, keys, tokens and passwords starred out."""
    lowered = text.lower()
    for marks, pattern in MARKED:
        if any(mark in lowered for mark in marks):
            text = pattern.sub(MASK, text)
    return text


def masked_address(url: str) -> str:
    """An address for people to read: without its password, keys and tokens."""
    told, _, query = PASSWORD.sub(rf"\1:{MASK}", url).partition("?")
    return f"{told}{redacted(f'?{query}')}" if query else told


def _number(found: re.Match[str]) -> str:
    """A run of digits without what in it is somebody's; untouched where it belongs to a longer word."""
    run = found.group()
    before, after = (
        found.string[max(found.start() - 1, 0) : found.start()],
        found.string[found.end() : found.end() + 1],
    )
    if before in {".", ",", "-", "_"} or (before.isascii() and before.isalnum()) or after in {"-", "_"}:
        return run
    run = PERSONAL.sub(MASK, run)
    return CARD.sub(lambda card: MASK if _is_card(card.group()) else card.group(), run)


def _is_card(digits: str) -> bool:
    """The check digit of payment cards (ISO/IEC 7812), so that a large amount stays readable."""
    if digits.endswith("0000"):
        return False
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(map(int, digits[::-2]))) % 10 == 0
