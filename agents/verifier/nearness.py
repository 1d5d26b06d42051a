"""How near a printed number is meant: about, over, under, or exactly so much."""

import re

from agents.verifier.marks import Nearness

_ABOUT = re.compile(
    r"(?:약|대략|거의|얼추|about|around|approximately|roughly|nearly|almost|some|circa|(?<!\d)(?<!원)~|≈)\s*(?:[$₩]|an?\s)?$",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(r"\s?(?:가량|정도|안팎|내외|가까이|or so\b)")
OVER = re.compile(
    r"(?:over|more than|above|at least|exceed(?:ed|ing|s)?|topp(?:ed|ing)|surpass(?:ed|ing)|최소|past)\s*[$₩]?$",
    re.IGNORECASE,
)
OVER_AFTER = re.compile(
    r"\s?(?:[을를이가]\s?)?(?:(?:조금|약간|살짝|소폭|근소하게|겨우|훌쩍)\s)?(?:이상|넘|초과|상회|돌파|웃[도돌돈]|남짓|or more\b|plus\b|\+)"
)
_PASSED = re.compile(
    r"\s?[을를]?\s?(?:(?:조금|약간|살짝|소폭|훌쩍)\s)?(?:(?:넘[는게은어었습긴겼김]|웃[도돌돈])|남짓)"
)
"""Behind a figure that need not be round to be passed: 2.5배를 넘는, 5만 5천 원 넘게."""
_UNDER = re.compile(r"(?:under|less than|below|at most|up to|fewer than|최대)\s*[$₩]?$", re.IGNORECASE)
_ROSE_TO = re.compile(
    r"\b(?:edged|went|goes|came|moved|inched|ticked|nudged|crept|climbed|rose|is|was|are|were|been|brought|brings|bringing)\sup\sto\s*[$₩]?$",
    re.IGNORECASE,
)
"""A move to a level and no bound: "edged up to $39.5 billion"."""
_UNDER_AFTER = re.compile(
    r"\s?(?:[을를이가에]\s?)?(?:(?:조금|약간|살짝|소폭|근소하게)\s)?(?:이하|미만|밑돌|하회|못\s?미|or less\b)"
)


def _round(value: float, place: float) -> bool:
    """Whether a number is one that things are said to be over or under: 20 %, 5 %, 120,000."""
    scaled = round(value / place)
    return scaled < 10 or scaled % 10 == 0 or place >= 1e4


def nearness(text: str, found: re.Match[str], value: float, place: float) -> Nearness:
    """What the words around a match of `amounts.QUANTITY` say of its number."""
    before, after = text[max(0, found.start() - 24) : found.start()], found.end()
    if found["floor"]:
        return "floor"
    if _ABOUT.search(before) or _ABOUT_AFTER.match(text, after):
        return "about"
    if found["more"] or OVER.search(before) or OVER_AFTER.match(text, after):
        return "over" if _round(value, place) or _PASSED.match(text, after) else "exact"
    if not _round(value, place):
        return "exact"
    if _ROSE_TO.search(before):
        return "exact"
    return "under" if _UNDER.search(before) or _UNDER_AFTER.match(text, after) else "exact"


def widened(value: float, place: float, near: Nearness) -> float:
    """Half a place; said with "about", half of the last digit that is not a zero, at most 5 %, or all of it, at most
    1.5 %: about $87 of 87.65."""
    if near == "exact" or not value:
        return place / 2
    printed = place / 2
    while value / place % 10 < 1e-9 and place < value:
        place *= 10
    return max(printed, min(place / 2, value * 0.05), min(place, value * 0.015))
