"""Countries and regions that a text names, whatever form they take."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from agents.verifier.marks import Mark

_FORMS: Mapping[str, str] = {
    "KR": "한국 대한민국 韓 Korea Korean Koreans Seoul", "US": "미국 美 U.S US USA America American Americans Washington United_States Wall_Street",
    "CN": "중국 中 China Chinese Beijing", "JP": "일본 Japan Japanese Tokyo", "EU": "유럽 EU Europe European Europeans EMEA Brussels",
    "GB": "영국 UK U.K United_Kingdom Britain British London", "DE": "독일 Germany German Germans", "FR": "프랑스 France French",
    "IN": "인도 India Indian Indians", "ID": "인도네시아 Indonesia Indonesian", "VN": "베트남 Vietnam Vietnamese",
    "TW": "대만 타이완 Taiwan Taiwanese", "RU": "러시아 Russia Russian Russians Moscow", "CA": "캐나다 Canada Canadian Canadians",
    "MX": "멕시코 Mexico Mexican", "BR": "브라질 Brazil Brazilian", "AU": "호주 Australia Australian AU", "SA": "사우디 Saudi",
    "AE": "아랍에미리트 UAE Emirates Dubai Abu_Dhabi", "NL": "네덜란드 Netherlands Dutch", "SE": "스웨덴 Sweden Swedish",
    "CH": "스위스 Switzerland Swiss", "TR": "튀르키예 터키 Turkey Turkish Türkiye", "TH": "태국 Thailand Thai", "SG": "싱가포르 Singapore",
    "HK": "홍콩 Hong_Kong", "IL": "이스라엘 Israel Israeli", "UA": "우크라이나 Ukraine Ukrainian", "PL": "폴란드 Poland Polish",
    "HU": "헝가리 Hungary Hungarian", "IE": "아일랜드 Ireland Irish", "MY": "말레이시아 Malaysia Malaysian", "PH": "필리핀 Philippines Philippine",
    "ES": "스페인 Spain Spanish", "IT": "이탈리아 Italy Italian", "ME": "중동 Middle_East", "LA": "남미 중남미 South_America Latin_America",
    "NA": "북미 North_America North_American",
}  # fmt: skip
_CODE = {form.replace("_", " "): code for code, forms in _FORMS.items() for form in forms.split()}
_PATTERN = re.compile("|".join(map(re.escape, sorted(_CODE, key=len, reverse=True))))
"""Literals alone, so that the scan is quick; where a Latin word ends is looked at afterwards."""
_OTHERWISE = re.compile(
    r"(?:한국\s?시간|미국\s?동부|미국\s?달러|인도(?:하|했|되|됐|받|분|량|일|금)|Korean?\sAir|(?:US|AU|U\.S\.?)\s?(?:\$|[Dd]ollar)|US\$)"
)
_WIDER: Mapping[str, frozenset[str]] = {
    "NA": frozenset({"US", "CA", "MX"}), "US": frozenset({"NA"}), "CA": frozenset({"NA"}),
    "EU": frozenset({"DE", "FR", "IT", "ES", "NL", "IE", "PL", "HU", "SE"}), "ME": frozenset({"SA", "AE", "IL"}),
    "LA": frozenset({"BR", "MX"}), "SA": frozenset({"ME"}), "AE": frozenset({"ME"}), "CN": frozenset({"HK"}),
}  # fmt: skip
"""What a place may also be called."""


def named(text: str) -> Iterator[tuple[Mark, str]]:
    """Every country and region of a text, with its code."""
    for found in _PATTERN.finditer(text):
        if _ends(text, found) and not _OTHERWISE.match(text, found.start()):
            yield Mark(*found.span()), _CODE[found[0]]


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether a Latin form is a whole word; a Korean one may stand in any."""
    if not found[0][0].isascii():
        return True
    before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
    return not any(letter.isascii() and letter.isalnum() for letter in before + after)


@lru_cache(maxsize=2048)
def codes(text: str) -> frozenset[str]:
    """The codes of the places that a text names, those that they may be called by as well."""
    said = {code for _, code in named(text)}
    return frozenset(said.union(*(_WIDER.get(code, frozenset[str]()) for code in said)))
