"""Values as people read them, the same everywhere.

The house style: won without decimals, dollars with two; large amounts of money in 조 and 억 with the unit
glued to the currency (1조 2,345억원) or, in English, as trillion, billion, million with at most two decimals
(₩1.23 trillion); percentages with at most two decimals; halves are rounded away from zero. A float is read by
its shortest decimal, so that 2.675 rounds to 2.68.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, getcontext, localcontext
from zoneinfo import ZoneInfo

from stockelper.types import Language

Number = float | int | Decimal

_SYMBOLS = {"KRW": "₩", "USD": "$", "EUR": "€", "JPY": "¥"}
_KOREAN_UNITS = {"KRW": "원", "USD": " 달러", "EUR": " 유로", "JPY": " 엔"}
_WHOLE = frozenset({"KRW", "JPY"})
_ENGLISH_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_JO, _EOK, _MAN = 10**12, 10**8, 10**4
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KOREAN_ZONES = {"Asia/Seoul": "한국시간", "America/New_York": "미국 동부시간", "UTC": "협정세계시"}


def money(value: Number, currency: str, language: Language) -> str:
    """An exact amount: 119,900원, ₩119,900, $262.36."""
    amount = _rounded(value, 0 if currency in _WHOLE else 2)
    sign, digits = _sign(amount), f"{abs(amount):,}"
    if currency == "KRW" and language == "ko":
        return f"{sign}{digits}원"
    symbol = _SYMBOLS.get(currency)
    return f"{sign}{symbol}{digits}" if symbol else f"{sign}{digits} {currency}"


def compact_money(value: Number, currency: str, language: Language) -> str:
    """A large amount in words of scale; below 100 million won or one million dollars the exact amount."""
    if language == "ko":
        return _korean_scale(value, currency)
    for scale, word in _ENGLISH_SCALES:
        scaled = _rounded(_decimal(value) / scale, 2)
        if abs(scaled) >= 1:
            symbol = _SYMBOLS.get(currency, f"{currency} ")
            return f"{_sign(scaled)}{symbol}{_trimmed(abs(scaled))} {word}"
    return money(value, currency, language)


def percent(fraction: Number, language: Language, signed: bool = False) -> str:
    """A fraction as a percentage: 0.0321 is 3.21%, with `signed` +3.21%. Both languages write it alike."""
    del language
    share = _rounded(_decimal(fraction) * 100, 2)
    plus = "+" if signed and share > 0 else ""
    return f"{plus}{_sign(share)}{_trimmed(abs(share))}%"


def count(value: Number, language: Language) -> str:
    """A number of shares: 1,234,567주, 1,234,567 shares."""
    whole = _rounded(value, 0)
    if language == "ko":
        return f"{whole:,}주"
    return f"{whole:,} share" if abs(whole) == 1 else f"{whole:,} shares"


def plain(value: Number, decimals: int = 2) -> str:
    """A bare number with thousands separators and at most `decimals` decimals: 4,214.17."""
    rounded = _rounded(value, decimals)
    return f"{_sign(rounded)}{_trimmed(abs(rounded))}"


def day(value: date, language: Language) -> str:
    """A date: 2025년 12월 30일, Dec 30, 2025."""
    if language == "ko":
        return f"{value.year}년 {value.month}월 {value.day}일"
    return f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"


def month(value: date, language: Language) -> str:
    """The month of a date: 2025년 12월, Dec 2025."""
    if language == "ko":
        return f"{value.year}년 {value.month}월"
    return f"{_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime, zone: ZoneInfo, language: Language) -> str:
    """An aware time on the clock of `zone`: 2025년 12월 30일 15:30(한국시간), Dec 30, 2025, 15:30 KST."""
    local = value.astimezone(zone)
    if language == "ko":
        name = _KOREAN_ZONES.get(zone.key, local.strftime("%Z"))
        return f"{day(local, language)} {local:%H:%M}({name})"
    return f"{day(local, language)}, {local:%H:%M %Z}"


def _korean_scale(value: Number, currency: str) -> str:
    unit = _KOREAN_UNITS.get(currency, f" {currency}")
    total = _decimal(value)
    step = _EOK if abs(total) >= 100 * _EOK else _MAN
    whole = int(abs(_rounded(total / step, 0))) * step
    if whole < _EOK:
        return money(value, currency, "ko")
    jo, rest = divmod(whole, _JO)
    eok, rest = divmod(rest, _EOK)
    parts = [
        f"{amount:,}{word}" for amount, word in ((jo, "조"), (eok, "억"), (rest // _MAN, "만")) if amount
    ]
    return f"{_sign(total)}{' '.join(parts)}{unit}"


def _decimal(value: Number) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _rounded(value: Number, decimals: int) -> Decimal:
    exact = _decimal(value)
    # A number of more digits than the default context carries is rounded as well, instead of an InvalidOperation.
    with localcontext(prec=max(getcontext().prec, exact.adjusted() + decimals + 2)):
        return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _sign(value: Decimal) -> str:
    return "-" if value < 0 else ""


def _trimmed(value: Decimal) -> str:
    text = f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text
