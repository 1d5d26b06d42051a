"""What a question about relations asks beyond the plan: which side, how many steps, how large a stake, whether at all."""

import re
from typing import Literal

from kg.port import Direction
from stockelper.types import Plan, RelationType

Side = Literal["in", "out"]
Step = tuple[RelationType, Side]

ROLES: dict[str, tuple[Step, str, str]] = {
    "suppliers": (("SUPPLIES", "in"), r"공급(?:사|업체|처)|협력사|납품 ?(?:사|업체)", r"suppliers?|vendors?"),
    "customers": (("SUPPLIES", "out"), r"고객(?:사)?|거래처", r"customers?|clients?|buyers?"),
    "competitors": (("COMPETES_WITH", "out"), r"경쟁(?:사|업체|자)|라이벌", r"competitors?|rivals?|peers?"),
    "subsidiaries": (("SUBSIDIARY_OF", "in"), r"자회사", r"subsidiar(?:y|ies)"),
    "parents": (("SUBSIDIARY_OF", "out"), r"모회사|지주사", r"parents?(?: compan(?:y|ies))?"),
    "holders": (("HOLDS", "in"), r"(?:대)?주주", r"(?:share)?holders?|owners?"),
    "affiliates": (("AFFILIATE_OF", "out"), r"계열사", r"affiliates?"),
    "partners": (("PARTNERS_WITH", "out"), r"파트너", r"partners?"),
}
"""A role, the edges that lead from a company to those who have it, and what it is called."""

_KO = "|".join(f"(?P<{{0}}_{name}>{ko})" for name, (_, ko, _) in ROLES.items())
_EN = "|".join(f"(?P<{{0}}_{name}>{en})" for name, (_, _, en) in ROLES.items())
_TWICE_KO = re.compile(f"(?:{_KO.replace('{0}', 'near')})(?:들)?의 ?(?:{_KO.replace('{0}', 'far')})")
_OF = re.compile(
    rf"\b(?:{_EN.replace('{0}', 'far')}) of (?:[^?]{{0,40}}?(?:'s|s') |(?:the|its|their|all) )?(?:{_EN.replace('{0}', 'near')})\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(
    rf"\b(?:{_EN.replace('{0}', 'near')})['’]s? (?:own )?(?:{_EN.replace('{0}', 'far')})\b", re.IGNORECASE
)
_SECOND = re.compile(
    r"2차 ?(?:공급|협력|납품)|second[- ]tier (?:supplier|vendor)|tier[- ]2 (?:supplier|vendor)", re.IGNORECASE
)
_GRANDCHILD = re.compile(r"손자 ?회사|grand-?(?:child|subsidiar|daughter)", re.IGNORECASE)

_GIVEN = r"(?:공급|납품)(?:을|를)? ?(?:하는|하고 ?있는|해 ?주는|중인|했던|한) ?(?:\S+ )?(?:회사|기업|업체|곳|데|종목)"
_GIVER = r"[가-힣a-zA-Z](?:이|가|은|는) (?:\S+ )?"
"""Who supplies, by its particle: whom it supplies is asked then, else who supplies the company."""
_CUSTOMERS = re.compile(
    rf"{_GIVER}{_GIVEN}"
    r"|(?:누구|어디|어느 ?(?:회사|기업|곳)|무슨 ?회사)(?:에게|한테|에)? ?(?:\S+ )?(?:공급|납품|팔|판매)"
    r"|(?:로부터|에게서|한테서|에서) ?(?:\S+ )?(?:공급|납품)을? ?받"
    r"|\b(?:who|which|what)\b[^?]{0,30}\b(?:buys?|sources?|purchases?)\b[^?]{0,20}\bfrom\s+\w"
    r"|\b(?:who|which|what)\b[^?]{0,30}\b(?:is|are|gets?|being) supplied by\s+\w"
    r"|\bwho(?:m)? (?:does|do|is) [^?]{1,40} (?:suppl|sell|deliver)|\bsells? to whom\b",
    re.IGNORECASE,
)
_SUPPLIERS = re.compile(
    r"\bby whom\b|\bsupplied by (?:whom|who|which)|\b(?:depends?|rely|relies) on\b"
    r"|\bwho(?:m)? (?:does|do) [^?]{1,40} (?:buy|source|purchase)s? from|(?:이|가|은|는) (?:\S+ )?공급 ?받는"
    r"|의존하는|누구(?:에게서|한테서|로부터)"
    rf"|^(?!.*{_GIVER}{_GIVEN})[^?]*?{_GIVEN}",
    re.IGNORECASE,
)
_STAKES = re.compile(
    r"(?:이|가) ?(?:\S+ )?(?:지분을? ?)?(?:가진|가지고 있는|보유한|보유 ?중인|소유한|들고 ?있는|투자한) ?(?:회사|기업|종목|곳|지분)"
    r"|\b(?:what|which)\b[^?]{0,40}\b(?:does|do|is) [^?]{1,40} (?:own|hold|holding|invested in)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?P<n>\d{1,3}(?:\.\d+)?) ?(?:%|퍼센트|프로|percent|per cent)", re.IGNORECASE)

_CONNECTED = re.compile(
    r"연결|이어져|얽혀|엮여|(?:무슨|어떤) ?(?:관계|사이)|경로|관계가 ?(?:있|뭐|어떻)|connect|linked|\bpaths?\b|\broute|related|\bties?\b"
    r"|relationship between|relation between",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"누구|누가|어디|어느|어떤|무슨|뭐|무엇|알려|보여|목록|나열|(?:은|는|들|사|처)\s*\??$|\b(?:who|whom|which|what|list|show|name)\b",
    re.IGNORECASE,
)
_THEMES = re.compile(
    r"생태계|군집|클러스터|무리|집단|커뮤니티|큰 ?그림|지도|얽힌|엮인|연결된|clusters?|groups?|communit|ecosystem|webs?|networks?|together",
    re.IGNORECASE,
)
_REST = re.compile(
    r"나머지|더 ?(?:보여|알려|말해|있|없|줘)|\b(?:more|the rest|the others|remaining|further)\b|^\s*더\s*[?.!]*$",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"(?:누구|어디|(?:어느|무슨|어떤) ?(?:회사|기업|그룹|곳))(?:의|네|에)? ?(?:\S+ )?자회사"
    r"|\bwhose subsidiar|\bsubsidiary of (?:who|whom|what|which)\b|\b(?:who|what|which)\b[^?]{0,30}\bis [^?]{1,40} a subsidiary of\b",
    re.IGNORECASE,
)
"""Whose subsidiary a company is: its parent is asked for."""
_OWNER = re.compile(
    r"소유|주인|누구 ?(?:거|것|꺼|회사)|\bown(?:s|ed|er|ers)?\b|\bbelongs? to\b|\bwhose (?:company|subsidiary)\b",
    re.IGNORECASE,
)
SHARED = re.compile(
    r"공통|공동(?:의)? |둘 ?다|양쪽|같이 (?:거래|연결)|함께 (?:거래|납품|공급)|in common|\bcommon\b|\bshared?\b|\bboth\b|mutual",
    re.IGNORECASE,
)


def direction(plan: Plan) -> Direction:
    """Which side of a company is asked for; the plan's where the question's word order says nothing else."""
    if "HOLDS" in plan.relations and _STAKES.search(plan.question):
        return "out"
    if "SUBSIDIARY_OF" in plan.relations and _WHOSE.search(plan.question):
        return "out"
    if "SUPPLIES" in plan.relations or not plan.relations:
        if _SUPPLIERS.search(plan.question):
            return "in"
        if _CUSTOMERS.search(plan.question):
            return "out"
    return plan.direction


def types(plan: Plan) -> tuple[RelationType, ...]:
    """The relations asked for; what a company depends on is its suppliers."""
    return plan.relations or (("SUPPLIES",) if _SUPPLIERS.search(plan.question) else ())


def two_steps(question: str) -> tuple[str, str] | None:
    """Two roles one behind the other, the nearer first ("the parent of its parent"); None where there is one."""
    if _SECOND.search(question):
        return "suppliers", "suppliers"
    if _GRANDCHILD.search(question):
        return "subsidiaries", "subsidiaries"
    found = _TWICE_KO.search(question) or _OF.search(question) or _POSSESSIVE.search(question)
    if found is None:
        return None
    said = {
        name.partition("_")[0]: name.partition("_")[2] for name, text in found.groupdict().items() if text
    }
    return said["near"], said["far"]


_ROLES = {
    name: (step, re.compile(rf"{ko}|\b(?:{en})\b", re.IGNORECASE)) for name, (step, ko, en) in ROLES.items()
}


def several_roles(question: str) -> tuple[Step, ...]:
    """The edges of the roles that a question names beside each other ("고객사랑 경쟁사"); none where it names one."""
    found = [(match.start(), step) for step, role in _ROLES.values() if (match := role.search(question))]
    steps = tuple(dict.fromkeys(step for _, step in sorted(found)))
    return steps if len({type_ for type_, _ in steps}) > 1 else ()


def least_share(question: str) -> float | None:
    """The share of ownership from which on holders are asked for, as a fraction."""
    found = _SHARE.search(question)
    return float(found["n"]) / 100 if found else None


def asks_whether(question: str) -> bool:
    """Whether two companies' link is asked for, or whether there is one, and not a list of either's relations."""
    return bool(_CONNECTED.search(question)) or not _LISTED.search(question)


def asks_for_themes(question: str) -> bool:
    """Whether the large view is asked for: groups of companies, and not one company's relations."""
    return bool(_THEMES.search(question))


def asks_for_rest(question: str) -> bool:
    """Whether those are asked for that a list did not name."""
    return bool(_REST.search(question))


def asks_for_owner(question: str) -> bool:
    """Whether it is asked whose a company is, and not only who has shares of it."""
    return bool(_OWNER.search(question))
