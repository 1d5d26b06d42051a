"""The lengths of moving averages that a question names."""

import re

_PERIOD = re.compile(
    r"(?P<a>\d{1,3}) ?일 ?(?:선|이평|이동)|(?P<b>\d{1,3})[- ]day|[se]?ma ?\(?(?P<c>\d{1,3})|rsi ?\(?(?P<d>\d{1,2})\)?(?= ?(?:일|$|지표|값|\?|for|of))|(?P<e>\d{1,3})/(?P<f>\d{1,3})(?= ?(?:moving|ma|day|crossover|골든|데드|golden|death|일))"
)
_CROSS = re.compile(r"(?:골든|데드) ?크로스|(?:golden|death) cross")


def periods(plain: str) -> tuple[int, ...]:
    """The lengths of averages that are named, in sessions; an oscillator's own ("RSI(14)") is none of them."""
    found = (
        int(text)
        for match in _PERIOD.finditer(plain)
        for name, text in match.groupdict().items()
        if text and name != "d"
    )
    lengths = tuple(dict.fromkeys(value for value in found if value > 0))
    return (_partner(lengths[0]), *lengths) if len(lengths) == 1 and _CROSS.search(plain) else lengths


def without_periods(plain: str) -> str:
    """A text with a space in the place of each length."""
    return _PERIOD.sub(" ", plain)


def _partner(length: int) -> int:
    """The shorter average whose cross with one of this length is usually watched; the longer one of a short one."""
    return 50 if length > 120 else 20 if length > 20 else 60
