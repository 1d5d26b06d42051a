"""Countries and regions that a text names, whatever form they take."""

import re
from collections.abc import Iterator, Mapping

from agents.verifier.marks import Mark

_TABLE: tuple[tuple[str, str], ...] = (
    ("KR", r"한국(?!시간)|대한민국|韓|\b(?:South\s)?Korean?s?\b(?!\sAir)|\bSeoul\b"),
    ("US", r"미국(?!동부|\s?달러)|美|\bU\.?S\.?A?\b(?!\s?(?:\$|dollars?))|\bUnited\sStates\b|\bAmericans?\b|\bAmerica\b|\bWashington\b|\bWall\sStreet\b"),
    ("CN", r"중국|中|\bChin(?:a|ese)\b|\bBeijing\b"),
    ("JP", r"일본|\bJapan(?:ese)?\b|\bTokyo\b"),
    ("EU", r"유럽|\bEU\b|\bEurop(?:e|ean|eans)\b|\bEMEA\b|\bBrussels\b"),
    ("GB", r"영국|\bU\.?K\.?\b|\bUnited\sKingdom\b|\bBrit(?:ain|ish)\b|\bLondon\b"),
    ("DE", r"독일|\bGerman[sy]?\b"),
    ("FR", r"프랑스|\bFrance\b|\bFrench\b"),
    ("IN", r"인도(?!네시아)(?![가-힣]?[하되했])|\bIndians?\b|\bIndia\b"),
    ("ID", r"인도네시아|\bIndonesian?\b"),
    ("VN", r"베트남|\bVietnam(?:ese)?\b"),
    ("TW", r"대만|타이완|\bTaiwan(?:ese)?\b"),
    ("RU", r"러시아|\bRussian?s?\b|\bMoscow\b"),
    ("CA", r"캐나다|\bCanad(?:a|ian)s?\b"),
    ("MX", r"멕시코|\bMexic(?:o|an)s?\b"),
    ("BR", r"브라질|\bBrazil(?:ian)?\b"),
    ("AU", r"호주|\bAustralian?s?\b|\bAU\b"),
    ("SA", r"사우디|\bSaudi\b"),
    ("AE", r"아랍에미리트|\bUAE\b|\bEmirat\w+\b|\bAbu\sDhabi\b|\bDubai\b"),
    ("NL", r"네덜란드|\bNetherlands\b|\bDutch\b"),
    ("SE", r"스웨덴|\bSweden\b|\bSwedish\b"),
    ("CH", r"스위스|\bSwitzerland\b|\bSwiss\b"),
    ("TR", r"튀르키예|터키|\bTurk(?:ey|ish)\b|\bTürkiye\b"),
    ("TH", r"태국|\bThai(?:land)?\b"),
    ("SG", r"싱가포르|\bSingapore\b"),
    ("HK", r"홍콩|\bHong\sKong\b"),
    ("IL", r"이스라엘|\bIsrael[is]?\b"),
    ("UA", r"우크라이나|\bUkrain(?:e|ian)\b"),
    ("PL", r"폴란드|\bPoland\b|\bPolish\b"),
    ("HU", r"헝가리|\bHungar(?:y|ian)\b"),
    ("IE", r"아일랜드|\bIreland\b|\bIrish\b"),
    ("MY", r"말레이시아|\bMalaysian?\b"),
    ("PH", r"필리핀|\bPhilippines?\b"),
    ("ES", r"스페인|\bSpain\b|\bSpanish\b"),
    ("IT", r"이탈리아|\bItal(?:y|ian)\b"),
    ("ME", r"중동|\bMiddle\sEast\b"),
    ("LA", r"남미|중남미|\b(?:South|Latin)\sAmerica\b"),
    ("NA", r"북미|\bNorth\sAmerican?\b"),
)  # fmt: skip
_EDGE = "(?:(?<![A-Za-z0-9])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?![A-Za-z0-9]))"
"""The edge of a Latin word, beside Hangul as well."""
_PATTERN = re.compile(
    "|".join(f"(?P<p{i}>{pattern})" for i, (_, pattern) in enumerate(_TABLE)).replace(r"\b", _EDGE)
)
_WIDER: Mapping[str, frozenset[str]] = {
    "NA": frozenset({"US", "CA", "MX"}), "US": frozenset({"NA"}), "CA": frozenset({"NA"}), "EU": frozenset({"DE", "FR", "IT", "ES", "NL", "IE", "PL", "HU", "SE"}),
    "ME": frozenset({"SA", "AE", "IL"}), "LA": frozenset({"BR", "MX"}), "SA": frozenset({"ME"}), "AE": frozenset({"ME"}), "CN": frozenset({"HK"}),
}  # fmt: skip
"""What a place may also be called."""


def named(text: str) -> Iterator[tuple[Mark, str]]:
    """Every country and region of a text, with its code."""
    for found in _PATTERN.finditer(text):
        yield Mark(*found.span()), _TABLE[int((found.lastgroup or "p0")[1:])][0]


def codes(text: str) -> frozenset[str]:
    """The codes of the places that a text names, those that they may be called by as well."""
    said = {code for _, code in named(text)}
    return frozenset(said.union(*(_WIDER.get(code, frozenset[str]()) for code in said)))
