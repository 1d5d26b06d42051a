"""Names that stand where a company's may stand and can be none: groups of people, and phrases of a headline."""

import re

_PEOPLE = re.compile(
    r".*(?:계층|취약층|소외층|빈곤층|저소득층|노년층|청년층|고령층|중산층|부유층|(?:저소득|취약|소외|다자녀)(?: ?가정| ?가구)|세대주|이웃|시민|주민|국민|도민|군민|구민"
    r"|학생|청소년|아동|어린이|노인|어르신|장애인|환자|임산부|유공자|소비자|이용자|가입자|입주민|임직원|직원|근로자|노동자|농민|어민"
    r"|농가|자영업자|(?:소|영세 ?|시장 ?)상인|소상공인|의료진|소방관|장병|군인|난민|이재민|수재민|유가족|투자자|주주|고객|신혼부부|다문화가족)(?:들)?"
)
_NOUN = re.compile(
    r".*(?:기대(?:감|치)?|전망|우려|승인|등극|확대|축소|손익|실적|성장성|가능성|수익성|체력|경쟁력|자신감|부담감?|효과|영향|이슈|논란|소식|수혜|매출|영업익|이익|주가|시총"
    r"|지분|비중|급등|급락|상승|하락|강세|약세|호조|부진|돌풍|열풍|흥행|상장|청약|매각|매수|매도|수주|공급|육성|긴축|현실|전고체|소리|소득|금리|환율|물가|변곡점|분석|비결"
    r"|업체|(?:[A-Z]{2,}|중견|벤처|국내|해외|글로벌|외국|민간|부품|소재|반도체|바이오|게임|제약|우량|상장)기업|(?:품질|성능|종합|안전|만족도)평가|주관사|고객사|협력사|계열사|자회사|경쟁사|당사|업계|정부|당국|(?:서민|포용|정책|녹색|소비자)금융|(?:저장|제어|관리|구동|운영|결제|보안|생산|물류|충전)시스템"
    r"|(?:플라잉|애플|수소|전기|자율주행|커넥티드|콘셉트)카|[가-힣]{2}폰)"
)
"""Common nouns as headlines end with them, alone or with others before them: 지분확대, 판매전망, IT업체."""
_PREDICATE = re.compile(
    r"[가-힣]+(?:[었았했됐났졌렸겼쳤섰]다|[탄난한된린간온뜬운]다|없|없이|없는)|[A-Z]{2,}(?:라|이라)"
)
_ADVERB = re.compile(
    r"너도\s?나(?:도)?|줄줄이?|대체로?|얼마나?|어떻게?|나란히?|잇(?:달아|따라|단)|일제히?|속속|대거|대폭|무더기|함께|모두|여전히?|다시|연일|나홀로|본격"
)
_PEOPLE_EN = re.compile(
    r"(?:.*\s)?(?:people|families|households|citizens|residents|students|children|seniors|patients|consumers|users|subscribers"
    r"|employees|workers|farmers|veterans|soldiers|refugees|victims|women|men|investors|customers|clients|shareholders|fans)",
    re.IGNORECASE,
)
_INSIDE = frozenset(
    [
        "with",
        "from",
        "into",
        "amid",
        "after",
        "despite",
        "during",
        "until",
        "while",
        "than",
        "that",
        "which",
        "expected",
        "likely",
        "remains",
        "impressive",
    ]
)
"""Words of a sentence that stand in no company's name."""
_COMPOUND = re.compile(
    r"[A-Z][a-z]+-(?:use|based|related|type|grade|made|bound|focused|driven|only)", re.IGNORECASE
)

_KIND_OF_AI = re.compile(
    r"(?:Generative|Agentic|Physical|Sovereign|Enterprise|Conversational|Multimodal|Artificial|Gen|Develop\w*|Build\w*|Using|Advanc\w+) AI"
)


def can_be_company(name: str) -> bool:
    """Whether a name may be that of a company."""
    bare = name.strip()
    if _PEOPLE.fullmatch(bare) or _PEOPLE_EN.fullmatch(bare) or _COMPOUND.fullmatch(bare):
        return False
    if _is_common_word(bare) or _KIND_OF_AI.fullmatch(bare):
        return False
    return not any(word in _INSIDE for word in bare.casefold().split())


def _is_common_word(name: str) -> bool:
    """Whether a name without spaces is a Korean noun, adverb or predicate and none that firms are called by."""
    if _NOUN.fullmatch(name):
        return " " not in name
    return any(pattern.fullmatch(name) for pattern in (_PREDICATE, _ADVERB))
