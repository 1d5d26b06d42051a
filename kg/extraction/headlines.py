"""Titles as papers and brokers write them: an analyst's note in points, a broker's name before or behind its words."""

import re
from dataclasses import dataclass

from kg.extraction.sentences import sentences

_NOTE = re.compile(
    r"^(?!(?:Pre|Post|Mid|Non|Re|Co|Anti|US|High|Low|Long|Short|First|Second|Third|Year|Day|All|Ex)-)"
    r"(?P<firm>(?=[A-Za-z&.]*[가-힣])[A-Za-z가-힣&.]{2,24}|[A-Za-z&.]{2,24}(?:\s(?:Electronics|Motors?|Bank|Corp\.?))?(?=[^,]*,))"
    r"\s?-\s?(?!(?:[Bb]acked|[Oo]wned|[Ll]ed|[Bb]ased|[Ff]unded|[Ll]isted|[Mm]ade)\b)(?=[^\s-])(?P<points>.+)$",
    re.DOTALL,
)
"""온새미반도체-3분기 리뷰, 영업이익 컨센서스 상회."""
_ANALYSED = re.compile(
    r"목표\s?주?가|적정\s?주?가|투자의견|컨센|추정|전망|예상|기대|리뷰|프리뷰|실적|영업이익|밸류|매수|모멘텀|분기|주가|업황|[Rr]eview|[Pp]review|\bTP\b|\bBUY\b|\bBuy\b|target price|[Cc]onsensus|[1-4]Q\d\d"
    r"|\b[12]H\d\d|[yY]-?[oO]-?[yY]|[qQ]-?[oO]-?[qQ]|y-y|q-q|[Vv]aluation|[Ee]arnings|\bOP\b"
)
"""What an analyst writes of, and no two firms that a hyphen joins."""
_POINT = re.compile(r",\s*(?=[가-힣\"'‘“(+△▲]|[A-Z0-9](?<!\d,\d))|(?<=[가-힣])\.\s+")
"""An English clause goes on behind its comma in small letters."""
_BARE = re.compile(
    r"(?:시장\s?)?(?:컨센서스|컨센|예상|기대|전망|추정)(?:치)?(?:를|을|보다|에)?\s?(?:[가-힣]{1,3}\s)?(?:상회|하회|미달|초과|웃도|밑도)[가-힣]*"
)
"""A point without a figure, which the point before it has: …영업이익 1조원, 컨센서스 상회."""
_PREVIEW, _REVIEW = (
    re.compile("[Pp]review|프리뷰"),
    re.compile("(?<![Pp])[Rr]eview|(?<!프)리뷰|잠정|[Pp]reliminary"),
)
_AHEAD = re.compile(
    r"(?:상회|하회|웃돌|밑돌|미달|부합)(?:할|하는 실적|한 것으로)?\s?(?:것으로\s)?(?:전망|예상|추정)|추정\s(?:매출|영업)|(?:으로|로)\s?(?:전망|예상|추정)(?:된다|됨|한다|함)|\d[QH]\d\dE\b|[1-4]Q\d\d forecast"
)
_REPORTED = re.compile(
    r"(?<![Pp])[Rr]eview|(?<!프)리뷰|잠정|기록|발표|시현|달성|\d[QH]\d\dP\b|[Pp]reliminary|results"
)
_BRACKETED = re.compile(r"\([^()]{0,60}\)")
_BROKER = "(?:투자증권|금융투자|증권|證券|證|금투|투자)"
_SIGNED = re.compile(rf"(?<=[^\s-])\s?(?:[-–―]|\.\.)\s?[가-힣A-Za-z&]{{2,8}}{_BROKER}\s*$")
"""… 목표가↓-한가람증권: whose words these are."""
_ABROAD = "노무라|골드만(?:삭스)?|모건\\s?스탠리|JP모건|씨티(?:그룹)?|UBS|맥쿼리|CLSA|크레디트스위스|HSBC|바클레이스?즈?|다이와|미즈호|제프리스|번스타인"
_SPEAKS = re.compile(rf"^(?:\[[^\]]*\]\s?)?(?:[가-힣A-Za-z&]{{2,8}}(?:{_BROKER}|증)|{_ABROAD})\s?(?=[\"“'‘])")
_PAUSE = re.compile(
    r"(?<=[가-힣\"”'’])\s?(?:…|\.{2,3}|·{2,3}|⋯)\s?(?=[가-힣A-Za-z]{2,10}(?:[·ㆍ][가-힣A-Za-z]{2,10})*,\s)"
)
"""A pause behind which somebody else is spoken of: "이익 늘 것"…온새미, 공장 증설."""
_TOLD = re.compile("[\"”'’]$|,\\s|[가-힣][은는]\\s")
_THEME = re.compile(r"특징주|관련주|테마주|수혜|부각|종목\s?이슈|급등주|상한가")


_SHORT = {"Mtr": "Motor", "Elec": "Electronics", "Chem": "Chemical", "Ind": "Industries", "Fin": "Financial"}


@dataclass(frozen=True)
class Headline:
    """A title's sentences; `note` when an analyst wrote it, `ahead` when it is of results to come, `theme` when it tells
    why a share moves."""

    sentences: tuple[str, ...]
    note: bool = False
    ahead: bool = False
    theme: bool = False


PLAIN = Headline(())
"""What stands in a text and no title."""


def headline(title: str) -> Headline:
    """A title read by its form. The points of an analyst's note each begin with the firm they are about."""
    note = _NOTE.match(title.strip())
    if note and _ANALYSED.search(note["points"]):
        firm = _written_out(note["firm"])
        found = [one for point in _points(note["points"]) for one in sentences(_with_firm(point, firm))]
        ahead = _PREVIEW.search(title) is not None and not _REVIEW.search(title)
        ahead = ahead or (_AHEAD.search(title) is not None and not _REPORTED.search(title))
        return Headline(tuple(found), note=True, ahead=ahead)
    words = _SPEAKS.sub("", _SIGNED.sub("", title))
    found = [one for part in _parts(words) for one in sentences(part)]
    return Headline(tuple(found), theme=_THEME.search(title) is not None)


def _with_firm(point: str, firm: str) -> str:
    """A point with the firm before it, unless it begins with the firm or one that bears its name."""
    return point if point.startswith(firm) else f"{firm}: {point}"


def _parts(words: str) -> list[str]:
    """A title in two at a pause, where what stands before it has a subject or is somebody's words."""
    pause = _PAUSE.search(words)
    if pause is None or not _TOLD.search(words[: pause.start()]):
        return [words]
    return [words[: pause.start()], words[pause.end() :]]


def _written_out(firm: str) -> str:
    """A firm without its brokers' abbreviation: MaparamMtr is Maparam Motor."""
    for ending, full in _SHORT.items():
        firm = re.sub(rf"(?<=[a-z]){ending}$", f" {full}", firm)
    return firm


def _points(text: str) -> list[str]:
    """The points of a note; a comma inside brackets parts none, and what has no figure goes with the one before."""
    covered = _BRACKETED.sub(lambda found: found.group().replace(",", "\0"), text)
    points: list[str] = []
    for part in _POINT.split(covered):
        point = part.replace("\0", ",").strip()
        if points and _BARE.fullmatch(point):
            points[-1] = f"{points[-1]} {point}"
        elif point:
            points.append(point)
    return points
