"""Amounts of money, shares of a whole and counts in Korean and English text, in base units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

QuantityKind = Literal["money", "percent", "count"]

_KOREAN_UNITS = {"조": 1e12, "억": 1e8, "천만": 1e7, "백만": 1e6, "만": 1e4, "천": 1e3, "백": 1e2}
_KOREAN_CURRENCIES = {
    "원": "KRW", "달러": "USD", "불": "USD", "유로": "EUR", "엔": "JPY", "위안": "CNY", "파운드": "GBP",
    "대만달러": "TWD", "홍콩달러": "HKD", "캐나다달러": "CAD", "호주달러": "AUD",
}  # fmt: skip
_SCALES = {
    "trillion": 1e12, "tn": 1e12, "trn": 1e12, "t": 1e12, "billion": 1e9, "bln": 1e9, "bn": 1e9, "b": 1e9,
    "million": 1e6, "mn": 1e6, "mln": 1e6, "m": 1e6, "thousand": 1e3, "k": 1e3,
}  # fmt: skip
_SIGNS = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW"}
_WORDS = {
    "won": "KRW", "krw": "KRW", "dlrs": "USD", "dlr": "USD", "dollars": "USD", "dollar": "USD", "usd": "USD", "euros": "EUR", "euro": "EUR",
    "eur": "EUR", "yen": "JPY", "jpy": "JPY", "yuan": "CNY", "cny": "CNY", "rmb": "CNY", "pounds": "GBP",
    "gbp": "GBP", "francs": "CHF", "chf": "CHF", "rupees": "INR",
}  # fmt: skip

_NUMBER = r"(?>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
# Atomic groups: a row of figures could else be cut into sums in more ways than there is time to try.
_KOREAN_SUM = rf"(?:(?:(?>{_NUMBER}\s?(?:천만|백만|[조억만천백])+(?:여)?\s?))+(?>{_NUMBER}\s?)?|(?>{_NUMBER}(?:여)?\s?))"
_KOREAN_MONEY = re.compile(
    rf"(?P<sum>{_KOREAN_SUM})\s?(?P<currency>(?:미국?\s?|대만\s?|홍콩\s?|캐나다\s?|호주\s?)?(?:달러|유로|위안|파운드|원|엔|불))"
    r"(?!자|인\b|유|전|가\s?절감)"
    rf"|(?P<short>(?:{_NUMBER})\s?(?:조|천억|백억|억)(?:\s?(?:{_NUMBER})\s?(?:천|백)?(?:억|만))?)(?=\s?(?:에\s|규모|대\s|—|,|$|\s(?:투자|유치|규모|수주|계약|공급|들여|출자|매각|인수|유상|유증|자사주|배당|과징금|벌금|소송|손실|적자|흑자|돌파|달성|베팅|실탄|투입|참여|매입|소각|취득|발주|주문|납품|일감|물량|잭팟|빅딜|딜|증자|조달|수혈|대여|공사|배상|추징|쏟아|태[우운웠]|쏜|쐈|사들|푼다|풀어)|[을를](?=\s)|로\s(?:상향|하향|높|낮|올|내)|어치|짜리))"
)
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_CURRENCY = "|".join(sorted(_WORDS, key=len, reverse=True))
_ENGLISH_MONEY = re.compile(
    rf"(?P<sign>US\$|[$€£¥₩]|\b(?:KRW|USD|EUR|JPY|CNY|GBP|CHF)\s?)\s?(?P<number>{_NUMBER})(?:[\s-]?(?P<scale>{_SCALE})\b)?"
    rf"|\b(?P<number2>{_NUMBER})(?:[\s-]?(?P<scale2>{_SCALE})\b)?[\s-](?:US\s|U\.S\.\s)?(?P<word>{_CURRENCY})\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"(?P<number>{_NUMBER})\s?(?:%|퍼센트|프로(?=[의를가 ])|percent\b|per\scent\b|-percent\b)(?!\s?(?:p\b|포인트|point))",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?:(?<![\w.%)\]])[-−–]|마이너스\s?|\bminus\s|\bnegative\s)$", re.IGNORECASE)
"""What stands before a number below zero; between two numbers a dash is a range."""
_COUNT = re.compile(
    rf"(?P<sum>{_KOREAN_SUM})\s?(?P<counter>대|개|명|건|척|세트|박스|병|정|팩|봉지|캔|기)(?![가-힣]*월|국|\s?주주)"
    rf"|\b(?P<number>{_NUMBER})(?:\s(?P<scale>million|thousand|billion))?\s(?:(?:[a-z]+[\s-]|[A-Z][\w-]*\s){{0,3}}?)"
    r"(?P<unit>units|vehicles|cars|SUVs|trucks|pickups|phones|smartphones|devices|packs|bottles|boxes|batteries|bikes|washers|appliances"
    r"|machines|products|items|pieces|cases|cans|doses|sedans|minivans|refrigerators|dryers|ovens|pumps|cribs|bags|chargers"
    r"|workers|employees|members|shares|jets|planes|aircraft|ventilators|buses|motorcycles|scooters|trains|tablets|monitors|cameras|tires|tyres|engines|kits|heaters|cookers|fryers|laptops|toys|helmets|pounds)\b"
)


@dataclass(frozen=True)
class Quantity:
    """A number at `start:end` of a text: money in units of its currency, a share as a fraction, a count."""

    start: int
    end: int
    kind: QuantityKind
    value: float
    unit: str = ""


def quantities(text: str) -> list[Quantity]:
    """All quantities in order, none within another."""
    found = sorted(
        [*_korean_money(text), *_english_money(text), *_percents(text), *_counts(text)],
        key=lambda one: (one.start, -one.end),
    )
    kept: list[Quantity] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(_signed(text, one))
    return kept


def _signed(text: str, one: Quantity) -> Quantity:
    """The quantity with the minus that stands before it; a count has none."""
    before = text[max(one.start - 10, 0) : one.start]
    return replace(one, value=-one.value) if one.kind != "count" and _MINUS.search(before) else one


def korean_sum(text: str) -> float:
    """The value of a number in Korean units: 1조2000억, 3천500억, 2만."""
    total = 0.0
    for number, units in re.findall(rf"({_NUMBER})\s?((?:천만|백만|[조억만천백])*)", text):
        value = float(number.replace(",", ""))
        for unit in re.findall("천만|백만|[조억만천백]", units):
            value *= _KOREAN_UNITS[unit]
        # 3천500억: the thousand counts in the unit of what follows it
        total += value
    return _carried(text, total)


def _carried(text: str, total: float) -> float:
    match = re.fullmatch(rf"\s*({_NUMBER})\s?천\s?({_NUMBER})\s?([조억만])\s*", text.replace("여", ""))
    if match is None:
        return total
    head, rest = (float(match.group(i).replace(",", "")) for i in (1, 2))
    return (head * 1000 + rest) * _KOREAN_UNITS[match.group(3)]


def _korean_money(text: str) -> Iterator[Quantity]:
    for match in _KOREAN_MONEY.finditer(text):
        currency = re.sub(r"^미국?\s?|\s", "", match["currency"] or "원")
        yield Quantity(
            match.start(),
            match.end(),
            "money",
            korean_sum(match["sum"] or match["short"]),
            _KOREAN_CURRENCIES.get(currency, "USD"),
        )


def _english_money(text: str) -> Iterator[Quantity]:
    for match in re.finditer(rf"\b(?P<number>{_NUMBER})\s(?:US\s)?cents?\b", text):
        yield Quantity(match.start(), match.end(), "money", _exact(float(match["number"]) / 100), "USD")
    for match in _ENGLISH_MONEY.finditer(text):
        number = float((match["number"] or match["number2"]).replace(",", ""))
        scale = _SCALES.get((match["scale"] or match["scale2"] or "").lower(), 1.0)
        sign = (match["sign"] or "").strip().lower()
        currency = _SIGNS.get(sign) or _WORDS.get((match["word"] or sign).lower(), "USD")
        yield Quantity(match.start(), match.end(), "money", _exact(number * scale), currency)


def _percents(text: str) -> Iterator[Quantity]:
    for match in _PERCENT.finditer(text):
        value = round(float(match["number"].replace(",", "")) / 100, 8)
        yield Quantity(match.start(), match.end(), "percent", value)


def _counts(text: str) -> Iterator[Quantity]:
    for match in _COUNT.finditer(text):
        if match["sum"]:
            yield Quantity(match.start(), match.end(), "count", korean_sum(match["sum"]), match["counter"])
            continue
        scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
        value = _exact(float(match["number"].replace(",", "")) * scale)
        end = match.end("scale") if match["scale"] else match.end("number")
        yield Quantity(match.start(), end, "count", value, match["unit"])


def _exact(value: float) -> float:
    """Without the noise of binary fractions: 1.1 * 1e9 is 1,100,000,000."""
    return round(value, 4)
