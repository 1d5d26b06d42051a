"""Names that stand where a company's may stand and can be none: groups of people, and phrases of a headline."""

import re

_PEOPLE = re.compile(
    r".*(?:계층|취약층|소외층|빈곤층|저소득층|노년층|청년층|고령층|중산층|부유층|(?:저소득|취약|소외|다자녀)(?: ?가정| ?가구)|세대주|이웃|시민|주민|국민|도민|군민|구민"
    r"|학생|청소년|아동|어린이|노인|어르신|장애인|환자|임산부|유공자|소비자|이용자|가입자|입주민|임직원|직원|근로자|노동자|농민|어민"
    r"|농가|자영업자|(?:소|영세 ?|시장 ?)상인|소상공인|의료진|소방관|장병|군인|난민|이재민|수재민|유가족|투자자|주주|고객|신혼부부|다문화가족)(?:들)?"
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


def can_be_company(name: str) -> bool:
    """Whether a name may be that of a company."""
    bare = name.strip()
    if _PEOPLE.fullmatch(bare) or _PEOPLE_EN.fullmatch(bare) or _COMPOUND.fullmatch(bare):
        return False
    return not any(word in _INSIDE for word in bare.casefold().split())
