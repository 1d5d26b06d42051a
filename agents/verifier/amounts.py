"""Numbers as people print them, in Korean and English: money, shares, percentages, multiples, counts."""

import re
from dataclasses import replace
from itertools import pairwise

from agents.verifier.marks import MONEY, Quantity, Unit
from agents.verifier.nearness import nearness, widened

NUM = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
KOREAN_SCALES = {"조": 1e12, "억": 1e8, "만": 1e4, "천": 1e3, "백": 1e2, "십": 1e1}
_ENGLISH_SCALES = {
    "mln": 1e6, "bln": 1e9, "trillion": 1e12, "tn": 1e12, "tr": 1e12, "t": 1e12, "billion": 1e9, "bn": 1e9, "b": 1e9, "million": 1e6, "mn": 1e6,
    "mm": 1e6, "mil": 1e6, "m": 1e6, "thousand": 1e3, "k": 1e3,
}  # fmt: skip
_SCALED = rf"{NUM}\s?(?:[천백십]\s?)?(?:조|억|만(?!에|큼|\s?하)|천(?![가-힣]*[당명]\b)|백만)"
_TAIL = rf"(?:\s?{NUM}\s?(?:[천백십]\s?)?(?:조|억|만(?!에|큼)|천)|\s?{NUM}(?![\d,.]*\s?(?:%|퍼센트|포인트|배|월|일|년)))"
_PREFIXES: dict[str, Unit] = {
    "US$": "USD", "$": "USD", "USD": "USD", "₩": "KRW", "KRW": "KRW", "원화": "KRW", "€": "EUR", "EUR": "EUR", "¥": "JPY",
    "JPY": "JPY", "£": "GBP", "GBP": "GBP", "RMB": "CNY", "CNY": "CNY", "W": "KRW",
}  # fmt: skip
_SUFFIXES: tuple[tuple[str, Unit, float], ...] = (
    (r"%\s?[pP](?![a-zA-Z])|%\s?포인트|퍼센트\s?포인트|percentage[\s-]points?\b|ppts?\b|pps?\b|p\.p\.|%-points?\b", "points", 0.01),
    (r"bps?\b|basis\spoints?\b|베이시스\s?포인트", "points", 0.0001),
    (r"%|퍼센트|percent(?![A-Za-z])|(?i:per\s?cent)\b|pct(?![A-Za-z])", "percent", 0.01),
    (r"원(?!유|자|칙|인[은을이의])|圓|won(?![A-Za-z])|KRW(?![A-Za-z])", "KRW", 1.0),
    (r"(?:미국?\s?)?달러|弗|(?:US\s)?(?i:dollars?)(?![A-Za-z])|USD(?![A-Za-z])", "USD", 1.0),
    (r"(?:(?:Australian|Canadian|US)\s)?cents?(?![A-Za-z])|센트", "USD", 0.01),
    (r"엔(?![가-힣]{2}|[가-힣](?<!로)(?<!에)(?<!을)(?<!은)(?<!이))|엔(?=입니다|이었|이다|까지|으로|에서)|yen(?![A-Za-z])|JPY(?![A-Za-z])", "JPY", 1.0),
    (r"유로|euros?(?![A-Za-z])|EUR(?![A-Za-z])", "EUR", 1.0),
    (r"위안|yuan(?![A-Za-z])|RMB(?![A-Za-z])|CNY(?![A-Za-z])", "CNY", 1.0),
    (r"주(?!가(?!\s(?:거래|매매|오[가갔]|소각|팔[렸린]|발행|새로))|간|일|년|요|당|목|력|총|째|주|기|말|\s?연속)|(?i:shares?)(?![A-Za-z])|stocks?\b(?=\s+(?:traded|changed))", "shares", 1.0),
    (r"배(?!럴|당|터|송|경)|x(?![A-Za-z\d])|times\b|-?fold\b", "times", 1.0),
    (r"포인트|points?\b|pts?\b|p(?![A-Za-z])", "index", 1.0),
    (r"(?:거래일|일|주|개월|달|분기|년)\s?(?:째|연속)", "streak", 1.0),
    (r"(?:consecutive|straight|successive)\b", "streak", 1.0),
    (r"명|개사|개국|개\s?종목|종목|개|건|곳|대|척|가지|위(?!권)|번째|회|차례|톤|만\s?대|세대|가구", "count", 1.0),
)  # fmt: skip
_SUFFIX = "|".join(f"(?P<u{i}>{pattern})" for i, (pattern, _, _) in enumerate(_SUFFIXES))
_SCALE_EN = r"(?i:trillion|billion|million|thousand|mln|bln)|tn|tr|bn|mn|mm|mil|[TBMKtbmk](?![A-Za-z\d])"
QUANTITY = re.compile(
    rf"""(?:(?:(?<![A-Za-z\d.,])|(?<=\.\.\.)|(?<=…))(?<![^\d%]-)(?!(?<=%)-)|(?=[$₩€¥£]))(?P<sign0>[▲▼△]\s?|[+\-](?=\S))?(?P<pre>(?:US\$|[$₩€¥£])(?P<paren>\()?|(?P<paren2>\((?=[\d.,]+\)\s?%))|\b(?:USD|KRW|EUR|JPY|GBP|RMB|CNY)\s?|원화\s?|\bW(?=\d))?\s?
    (?P<sign>[+\-▲▼])?
    (?:(?P<ko>{_SCALED}(?:{_TAIL}){{0,3}})(?![\d])|(?P<num>{NUM})(?![\d])(?(paren)\)?)(?(paren2)\))(?:(?:\s{{1,2}}|-)?(?P<scale>{_SCALE_EN}))?)
    (?P<more>\s?여)?(?:\s|-)?(?:{_SUFFIX})?(?P<floor>대(?![가-힣]|\s?비)|대(?=[에를의로까입였이인])|s(?=\s|[.,]))?""",
    re.VERBOSE,
)
_JOINED = re.compile(r"\s?(?:to|or|-|~|에서|부터|내지)\s?")
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_SINGLE = re.compile(rf"{NUM}\s?(?P<scale>[조억만천])")
_LEVEL_BEFORE = re.compile(
    r"(?:\b(?:to|at|from|near|around|was|were|of|is|stood|hit|reached|touched)\s+)(?:about\s+|around\s+|a\s+|an\s+)?$",
    re.IGNORECASE,
)
_CHANGE_WAS = re.compile(
    r"\b(?:increase|decrease|decline|drop|gain|growth|rise|fall|reduction)\b[^.;,$%₩]{0,60}\b(?:was|were|is|of)\s+(?:about\s+|around\s+)?$",
    re.IGNORECASE,
)
"""A change that was so much is no level: "the decrease in NAV was 26.1%"."""
_CHANGE_AFTER = re.compile(
    r"\s(?:up|down|higher|lower|more|less|declines?|drops?|falls?|gains?|rises?|increases?|decreases?|loss|jumps?|slides?|slump|rally|rebound)\b"
)
_LEVEL_AFTER = re.compile(r"\s?(?:으?로(?![가-힣])|에(?:서)?\s|에\s?(?:거래|장을|마감|도달)|까지|에서|대로)")
_NOUN = re.compile(
    r"\s?([A-Za-z]{3,}|km|kg|MW|GW|[㎞㎏㎡㎿]|(?!입니다|이[고며다었]|였|으?로|에|을|를|은|는|이|가|까지)[가-힣]{1,4})"
)


_DIGITS = 30
_MOST = 10.0**_DIGITS
"""A thousand digits in a row are no figure of anything; as this one they stay finite and match nothing."""


def _number(text: str) -> tuple[float, float]:
    """Value and place of the last digit of `1,234.50`."""
    plain = text.replace(",", "")
    decimals = min(len(plain.partition(".")[2]), _DIGITS)
    return min(float(plain), _MOST), 10.0**-decimals


_MYRIAD, _LONG = 1e4, 1e8


def _korean(text: str) -> tuple[float, float]:
    """Value and last place of `1조 2,000억`, `11만 9,900`, `3천만`, each part with its scale."""
    value, place, myriad = 0.0, 1.0, 0.0
    for number, small, large in re.findall(rf"({NUM})\s?([천백십](?![\d]*천))?\s?(조|억|만|천)?", text):
        digits, unit = _number(number)
        scale = KOREAN_SCALES.get(small, 1.0) * KOREAN_SCALES.get(large, 1.0)
        if small and not large:
            myriad += digits * scale
        else:
            value += digits * scale
        place = unit * scale
    total = value + myriad
    if place == _MYRIAD and total >= _LONG and total % (10 * _MYRIAD) == 0:
        return total, 10 * place  # 17억 9,180만 is printed to a hundred thousand
    return total, place


def _unit(found: re.Match[str]) -> tuple[Unit, float]:
    names = [name for name in found.groupdict() if name.startswith("u") and found[name]]
    prefix = _PREFIXES.get((found["pre"] or "").strip(" ("))
    if prefix and not names:
        return prefix, 1.0
    if not names:
        return "bare", 1.0
    _, unit, factor = _SUFFIXES[int(names[0][1:])]
    return (prefix or unit), factor


def _scaled(found: re.Match[str]) -> tuple[float, float]:
    if found["ko"]:
        return _korean(found["ko"])
    value, place = _number(found["num"])
    scale = _ENGLISH_SCALES.get((found["scale"] or "").lower(), 1.0)
    return value * scale, place * scale


_MINUS = re.compile(r"(?:\b[Mm]inus|마이너스)\s$")


def _sign(found: re.Match[str]) -> int:
    if _MINUS.search(found.string, max(0, found.start() - 8), found.start()):
        return -1
    if found["paren"] or found["paren2"]:
        return -1  # as accounts print a loss: $(9.8) million
    printed = ((found["sign0"] or "") + (found["sign"] or "")).strip()
    if not printed or printed == "△":
        return 0
    return -1 if printed[-1] in "-▼" else 1


def _counted(found: re.Match[str]) -> str:
    return re.sub(r"[\d.,\s조억만천백십]|(?<=[\d만천백십])\s?여", "", found[0])


def quantity(text: str, found: re.Match[str]) -> Quantity:
    """The number that `QUANTITY` found."""
    value, place = _scaled(found)
    unit, factor = _unit(found)
    near = nearness(text, found, value, place)
    half = widened(value, place, "about" if near == "about" else "exact")
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    end = found.end() - (1 if found["floor"] and found["floor"] == "s" else 0)
    if found[0].endswith((" ", "-", "\n", "\t")):
        end -= 1
    tail = _NOUN.match(text, end)
    before = text[max(0, start - 20) : start]
    change = bool(_CHANGE_WAS.search(text[max(0, start - 90) : start]) or _CHANGE_AFTER.match(text, end))
    level = not change and bool(_LEVEL_BEFORE.search(before) or _LEVEL_AFTER.match(text, end))
    noun = (tail[1].lower() if tail else "") if unit == "bare" else _counted(found) if unit == "count" else ""
    return Quantity(start, end, value * factor, half * factor, unit, _sign(found), near, noun, level)


def quantities(text: str) -> list[Quantity]:
    """Every number in digits, the lower end of a range with the unit of its upper end: 3-4 %, $4.4 to $4.6 billion."""
    found = list(QUANTITY.finditer(text))
    marks = [quantity(text, one) for one in found]
    for at, (first, second) in enumerate(pairwise(found)):
        if _shares_unit(text, first, second):
            marks[at] = _as_of(marks[at], first, second, marks[at + 1])
            if marks[at].unit in MONEY and marks[at + 1].unit == "bare":
                marks[at + 1] = replace(marks[at + 1], unit=marks[at].unit)
    return marks


def _shares_unit(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether the first of two numbers leaves its scale or unit to the second."""
    if first["ko"] or first["scale"] or _suffix(first) or first["sign"] or first["sign0"]:
        return False
    if not (second["ko"] or second["scale"] or _suffix(second)):
        return False
    if _PREFIXES.get((first["pre"] or "").strip(" (")) and _unit(second)[0] not in (*MONEY, "bare"):
        return False  # $1.60 or 2.7%
    joined = text[first.end("num") : second.start()]
    and_ = joined.strip() == "and" and _BETWEEN.search(text[: first.start()].rstrip() + " ")
    return bool(and_ or _JOINED.fullmatch(joined))


def _as_of(mark: Quantity, first: re.Match[str], second: re.Match[str], other: Quantity) -> Quantity:
    single = _SINGLE.fullmatch(second["ko"]) if second["ko"] else None
    if second["ko"] and single is None:
        return mark
    scale = (
        KOREAN_SCALES[single["scale"]]
        if single
        else _ENGLISH_SCALES.get((second["scale"] or "").lower(), 1.0)
    )
    factor = scale * _unit(second)[1]
    value, place = _number(first["num"])
    unit = mark.unit if mark.unit in MONEY else other.unit
    return replace(mark, value=value * factor, half=place * factor / 2, unit=unit, noun=other.noun)


def _suffix(found: re.Match[str]) -> bool:
    return any(found[f"u{i}"] for i in range(len(_SUFFIXES)))
