"""Patterns of fiscal periods and lengths of time, and of dates that are told in part, in the order in which they are read."""

from agents.verifier.marks import Fiscal
from agents.verifier.moment_makers import Maker, a_day, a_fiscal, a_quarter, a_window, a_year, fixed, nothing
from agents.verifier.moment_parts import KO_N, MEASURED, MONTH_ALONE, PAST, YEAR, N

PERIODS: tuple[tuple[str, Maker], ...] = (
    (rf"(?P<y>{YEAR}|\d\d)년\s?(?P<q>\d)\s?분기(?!\s?(?:연속|째|만에|이상))", a_fiscal),
    (r"(?<!\d)(?P<q>\d)\s?분기(?!\s?(?:연속|째|만에|동안|이상))", a_fiscal),
    (rf"\b(?P<y>{YEAR})[\s-]?Q(?P<q>\d)(?!\d)\b", a_fiscal),
    (rf"\b(?P<q>\d)Q(?:\s?(?:FY)?'?(?P<y>{YEAR})|'?(?P<y2>\d\d)(?![\d.]))?[PEF]?(?![A-Za-z])", a_quarter),
    (
        rf"\bQ(?P<q>\d)(?!\d)(?:\s?(?:of\s)?(?:FY|fiscal\s(?:year\s)?)?\s?'?(?P<y>{YEAR}|(?<=['Y])\d\d))?\b",
        a_fiscal,
    ),
    (
        rf"(?i)\b(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[\s-](?:fiscal\s)?quarters?(?!\s(?:in\sa\srow|running|straight))(?:\s(?:of\s)?(?:the\s)?(?:fiscal\s)?(?:year\s)?(?P<y>{YEAR}))?\b",
        a_fiscal,
    ),
    (rf"(?:(?P<y>{YEAR}|\d\d)년\s?)?(?P<h>[상하])반기", a_fiscal),
    (r"(?<![가-힣])반기(?=\s?보고서)", lambda found: Fiscal(found.start(), found.end(), None, 11)),
    (
        rf"\b(?P<h>[12])H\s?'?(?P<y>{YEAR}|\d\d)\b|\bH[12]\b(?!\s?{YEAR})",
        lambda f: a_fiscal(f) if f["h"] else nothing(f),
    ),
    (rf"\bH(?P<h>[12])\s?(?P<y>{YEAR})\b", a_fiscal),
    (rf"(?i)\b(?P<h>first|second)[\s-]half(?:\s(?:of\s)?(?:fiscal\s)?(?P<y>{YEAR}))?\b", a_fiscal),
    (
        rf"(?i)\bFY\s?'?(?P<y>{YEAR}|\d\d)\b|\bfiscal\s(?:year\s)?(?P<y2>{YEAR})\b",
        lambda f: a_year(f, f["y"] or f["y2"]),
    ),
    (r"(?<![\d.])(?<!\d,)(?P<y>[1-9]\d{3})년(?:도|말|초)?(?!\s?(?:간|동안|만에|전통|역사))", a_fiscal),
    (r"\b(?:mid|early|late)[- ](?P<y>[1-9]\d{3})\b", a_fiscal),
    (
        rf"(?:{PAST})?(?P<n>{KO_N})\s?(?P<u>개월|달(?!러)|주일)(?:간|\s?동안|\s?새|\s?전|\s?만에)?(?!\s?(?:째|연속))",
        a_window,
    ),
    (
        rf"(?:{PAST})?(?P<n>{KO_N})\s?(?P<u>거래일|영업일|분기)(?:간|\s?동안|\s?새|\s?전)?(?!\s?(?:째|연속|만에|만의))",
        a_window,
    ),
    (rf"{PAST}(?P<n>\d{{1,3}}|한)\s?(?P<u>주|년|일)(?:간|\s?동안)?(?!\s?(?:째|연속|만에))", a_window),
    (rf"(?<![\d,.가-힣])(?P<n>{KO_N})\s?(?P<u>년|일|주)\s?만에", a_window),
    (r"(?<![\d,.])(?P<n>\d{1,3})(?P<u>일|주)" + MEASURED, a_window),
    (r"(?<![\d,.])(?P<n>\d{1,2})(?P<u>년)(?!\s?(?:물|만의|째|차|연속|대\b|생|국채|[가-힣]?\d))", a_window),
    (r"(?P<n>일)(?=주일)(?P<u>주일)|일주일(?:간|\s?동안)?", fixed(1, "w", basis=False)),
    (r"반년(?:간|\s?동안)?|6개월", fixed(6, "m", basis=False)),
    (
        (
            rf"(?i)\b(?<!\bby\s)(?:(?:past|last|previous|trailing|prior)\s)?(?P<n>{N})[\s-](?:trading[\s-]|business[\s-]|calendar[\s-])?(?P<u>day|session|week|month|year|quarter)s?\b"
            r"(?!\s(?:later|straight|in\sa\srow|running|old))"
        ),
        a_window,
    ),
    (
        r"(?i)\b(?:over|in|during|for|within)\s(?:(?:the\s)?(?:past|last|a)|(?<=[Oo]ver\s)the)\s(?P<n>)(?P<u>week|month|year|quarter)\b",
        a_window,
    ),
    (r"(?i)\b(?:past|trailing)\s(?P<n>)(?P<u>week|month|year|quarter)\b", a_window),
    (
        r"(?<![\w.$₩,])(?P<n>1|2|3|5|6|9|10|12|20|60)(?P<u>[DWMY])(?=\s?(?:[Rr]eturn|수익률|[Cc]hange|[Pp]erf|[Vv]ol|변동|\||\)|:|,\s))",
        a_window,
    ),
    (r"(?<![\d월개,.])(?P<m>\d{1,2})월(?![가-힣]{0,1}분)", a_day),
    (MONTH_ALONE, a_day),
    (r"(?<=\bthe\s)(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?!\s(?!of\b|and\b|in\b|to\b|at\b|with\b)[A-Za-z])", a_day),
    (
        r"(?<![\d,.])(?P<d>\d{1,2})일(?!\s?(?:째|연속|만에|간|동안|선|이동|이평|치|분|자\s?이)|[가-힣]?평균)",
        a_day,
    ),
    (
        rf"(?<![\w,.$₩\-])(?P<y>{YEAR})(?![\w%]|[,.]\d|\s?(?:원|주|won|shares|billion|million|trillion|대|명|개|달러|p\b|포인트))",
        a_fiscal,
    ),
)
