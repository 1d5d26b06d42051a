"""Countries and regions that a text names, whatever form they take."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from agents.verifier.marks import Mark

_LINES = files("agents.verifier").joinpath("places.txt").read_text(encoding="utf-8").splitlines()
_LONG = 4
"""Letters of a Latin form from which on it is one in capitals as well, as a dateline has it."""


def _forms(form: str) -> Iterator[str]:
    """The ways to write a form of the table: Middle_East, Middle-East, MIDDLE EAST, Malaysians."""
    plain = form.replace("_", " ")
    yield plain
    if plain.isascii() and len(plain) >= _LONG:
        yield plain.upper()
        yield plain.replace(" ", "-")
        if plain.endswith(("an", "i")):
            yield f"{plain}s"


_CODE = {way: code for code, *forms in map(str.split, _LINES) for form in forms for way in _forms(form)}
"""Each form of a place, in either language, and the code of the place."""
_WITHIN = 2
"""Letters of a Korean form from which on, one more, it may stand inside of a word."""
_PATTERN = re.compile("|".join(map(re.escape, sorted(_CODE, key=len, reverse=True))))
"""Literals alone, so that the scan is quick; where a Latin word ends is looked at afterwards."""
_OTHERWISE = re.compile(
    r"한국\s?시간|미국\s?동부|미국\s?달러|Korean?\sAir|(?:US|AU|U\.S\.?)\s?(?:\$|[Dd]ollar)|US\$|유럽\s?형|인도(?:적|네)"
    r"|인도(?:하|될|돼|한|할|했|되|됐|받|분|량|일|금|\s?(?:예정|완료|시[점기]|기준|물량|대금|협상|조건|지연|기한)|[를을]\s(?:받|마|완료|시작|개시)|가\s(?:완료|시작|지연))"
)


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EUROPE = _codes(
    "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LT LU LV NL NO PL PT RO RS SE SI SK NORD BALT EEU WEU"
)
_ASIA = _codes("CN HK ID IN JP KH KR MM MN MY PH PK SG TH TW VN SEA APAC CAS")
_NORTH = frozenset({"DK", "FI", "IS", "NO", "SE"})
_WIDER: Mapping[str, frozenset[str]] = {
    "NA": frozenset({"US", "CA", "MX"}), "US": frozenset({"NA"}), "CA": frozenset({"NA"}), "MX": frozenset({"NA", "LA"}),
    "EU": _EUROPE, "ME": frozenset({"SA", "AE", "IL", "IR", "QA", "KW"}), "LA": frozenset({"BR", "MX", "AR", "CL", "PE"}),
    "CN": frozenset({"HK"}), "NORD": _NORTH | {"EU"}, "BALT": frozenset({"EE", "LT", "LV"}), "ASIA": _ASIA, "APAC": frozenset({"ASIA"}),
    **{code: frozenset({"EU", "NORD"} if code in _NORTH else {"EU"}) for code in _EUROPE if len(code) == 2},
    **{code: frozenset({"BALT", "EU"}) for code in ("EE", "LT", "LV")},
    **{code: frozenset({"ME"}) for code in ("SA", "AE", "IL", "IR", "QA", "KW")},
    **{code: frozenset({"SEA", "ASIA"}) for code in ("ID", "VN", "TH", "SG", "MY", "PH", "KH", "MM")},
    **{code: frozenset({"LA"}) for code in ("BR", "AR", "CL", "PE", "CO")},
    "SEA": frozenset({"ASIA"}), "KP": frozenset({"KR"}),
}  # fmt: skip
"""What a place may also be called."""


def named(text: str) -> Iterator[tuple[Mark, str]]:
    """Every country and region of a text, with its code."""
    for found in _PATTERN.finditer(text):
        if _ends(text, found) and not _OTHERWISE.match(text, found.start()):
            yield Mark(*found.span()), _CODE[found[0]]


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether a Latin form is a whole word, and a short Korean one begins one."""
    if not found[0][0].isascii():
        before = text[max(0, found.start() - 1) : found.start()]
        return len(found[0]) > _WITHIN or not before.isalnum()  # 외국인도, 10日
    before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
    return not any(letter.isascii() and letter.isalnum() for letter in before + after)


@lru_cache(maxsize=2048)
def codes(text: str) -> frozenset[str]:
    """The codes of the places that a text names, those that they may be called by as well."""
    said = {code for _, code in named(text)}
    return frozenset(said.union(*(_WIDER.get(code, _country(code)) for code in said)))


def _country(code: str) -> frozenset[str]:
    """The country that a state is of."""
    return frozenset({code.partition("-")[0]} if "-" in code else ())
