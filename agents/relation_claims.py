"""Whether one company is something to another: "is A a supplier of B?", "does A own B?", "A가 B 대주주야?".

A role ("supplier") or a verb ("owns") is read with the order of the two names: which of them has it.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from agents.planner.mentions import COMPANY
from agents.planner.whether import asks_whether
from stockelper.types import RelationType

Side = Literal["head", "tail", "either"]
Tie = tuple[RelationType, Side]
"""A relation, and at which end of it the company stands that has the role."""

_OWNS: tuple[Tie, ...] = (("HOLDS", "head"), ("SUBSIDIARY_OF", "tail"))
_OWNED: tuple[Tie, ...] = (("SUBSIDIARY_OF", "head"), ("HOLDS", "tail"))
_SUPPLIES: tuple[Tie, ...] = (("SUPPLIES", "head"),)
_BUYS: tuple[Tie, ...] = (("SUPPLIES", "tail"),)
_RIVALS: tuple[Tie, ...] = (("COMPETES_WITH", "either"),)
_PARTNERS: tuple[Tie, ...] = (("PARTNERS_WITH", "either"),)
_RELATED: tuple[Tie, ...] = (
    ("AFFILIATE_OF", "either"), ("SUBSIDIARY_OF", "either"), ("HOLDS", "either"),
)  # fmt: skip
_ACQUIRES: tuple[Tie, ...] = (("ACQUIRES", "head"), ("SUBSIDIARY_OF", "tail"), ("HOLDS", "head"))
_INVESTS: tuple[Tie, ...] = (("INVESTS_IN", "head"), ("HOLDS", "head"))

_NOUNS: tuple[tuple[tuple[Tie, ...], str, str], ...] = (
    (_SUPPLIES, r"공급(?:사|업체|처)|납품(?:사|업체|처)|협력 ?업체|벤더|하청", r"suppliers?|vendors?"),
    (_BUYS, r"고객사?|거래처|매출처|납품 ?받는 ?곳", r"customers?|clients?|buyers?"),
    (_RIVALS, r"경쟁(?:사|업체|자|상대|관계)|라이벌", r"competitors?|rivals?|peers?"),
    (_OWNED, r"자회사|손자 ?회사|종속 ?회사", r"subsidiar(?:y|ies)|unit|division|part"),
    (_OWNS, r"모회사|지주 ?회사|지주사|(?:최대|대|1대|2대|주요 ?)?주주|주인", r"parent(?: company)?|owner|(?:\w+ )?(?:share|stock)?holder|holding company"),
    (_RELATED, r"계열사?|같은 ?그룹|관계사", r"affiliates?|sister company"),
    (_PARTNERS, r"파트너사?|협력사|제휴사?", r"partners?"),
    (_INVESTS, r"투자자", r"investors?"),
)  # fmt: skip
"""What a company is to another, and what that is called."""
_VERBS: tuple[tuple[tuple[Tie, ...], str, str], ...] = (
    (_BUYS, r"(?:공급|납품)을? ?받|사다 ?쓰|사 ?쓰|사오|조달", r"(?:buy|source|purchase|get)s? (?:\w+ ){0,2}from|rely on|depend on|use"),
    (_SUPPLIES, r"공급|납품|대 ?[주줘]|팔[아고]", r"suppl(?:y|ies)(?: to)?|sell (?:\w+ ){0,2}to|make (?:\w+ ){1,2}for|provide (?:\w+ ){0,2}(?:to|for)"),
    (_RIVALS, r"경쟁", r"competes? (?:with|against)|rival"),
    (_OWNS, r"소유|보유|가지고|갖고|들고|지배|지분", r"own(?: a stake in| shares (?:of|in)| any of| part of)?|hold(?: a stake in| shares (?:of|in))?|control|have (?:a |any )?(?:stake|shares|holding) in"),
    (_ACQUIRES, r"인수|합병", r"acquired?|b(?:uy|ought)|taken? over|merged? with"),
    (_INVESTS, r"투자", r"invest(?:ed)? in"),
    (_PARTNERS, r"제휴|협력|협업|합작", r"partner(?:ed)? with|work with|have a (?:partnership|deal|joint venture) with"),
)  # fmt: skip
_PASSIVE: tuple[tuple[tuple[Tie, ...], str], ...] = (
    (_OWNED, r"(?:\w+ )?(?:owned|held|controlled) by"),
    (_BUYS, r"supplied by"),
    (_OWNED, r"(?:acquired|bought|taken over) by"),
)
_ARTICLE = r"(?:(?:an?|the|one of(?: the)?|still|also|actually|really|currently|a (?:big|major|large|key|main|minor)|its|their|biggest|largest|main|major|key|direct|chief|primary) )*"
_BE = r"(?:is|are|was|isn't|aren't)"
_DO = r"(?:does|do|did|has|have|doesn't|is|are)"
_OTHERS = re.compile(
    r"누구|누가|어디|어느|어떤|무슨|뭐|몇|얼마|왜|언제|어떻|(?<!주)주가|가격|올랐|내렸|떨어|전망|영향|보다|공통|둘 ?다|비교|뉴스|소식|수익률|상관"
    r"|(?<![a-z])(?:who|what|which|how|why|when|where|price|stock|more|better|both|common|affect\w*|impact\w*|news|correlat\w*|compare\w*|than|beat|should|will)(?![a-z])"
)


_OTHER_EN = re.compile(
    rf"{_DO} □ {_ARTICLE}(?:{'|'.join(verb for _, _, verb in _VERBS)}) (?P<other>[a-z][\w&.-]*(?: [a-z][\w&.-]*)?) ?\?*$"
)
_OTHER_KO = re.compile(
    rf"□(?:이|가|은|는) (?P<other>[^\s□]+?)(?:을|를|의|에|에게|한테)?(?: 지분을?)? (?:\S+ )?(?:{'|'.join(verb for _, verb, _ in _VERBS)}|{'|'.join(noun for _, noun, _ in _NOUNS)})"
)
_OTHER_FIRST_EN = re.compile(
    rf"^{_BE} (?P<other>[a-z][\w&.-]*(?: (?!an? |the |one |still )[a-z][\w&.-]*)?) {_ARTICLE}(?:(?:{'|'.join(noun for _, _, noun in _NOUNS)}) (?:of|to|for)|{'|'.join(words for _, words in _PASSIVE)}) {_ARTICLE}□"
)
_OTHER_FIRST_KO = re.compile(
    rf"^(?P<other>[^\s□]+?)(?:은|는|이|가) □(?:의|랑|하고|와|과)? ?(?:\S+ )?(?:{'|'.join(noun for _, noun, _ in _NOUNS)})"
)
_NOBODY = frozenset(
    [
        "a",
        "an",
        "any",
        "anyone",
        "anybody",
        "other",
        "others",
        "it",
        "them",
        "its",
        "their",
        "shares",
        "stock",
        "stocks",
        "companies",
        "company",
        "us",
        "me",
        "you",
        "more",
        "the",
        "most",
        "much",
        "many",
        "real",
        "these",
        "those",
        "this",
        "that",
        "지분",
        "주식",
        "자사주",
        "많이",
        "얼마나",
        "아직",
        "요즘",
        "계속",
        "최근",
        "현금",
        "다른",
        "해외",
        "국내",
        "부채",
        "자회사",
        "계열사",
        "회사",
        "기업",
        "외국인",
        "기관",
        "누구",
        "누구의",
        "누가",
        "어디",
        "어디의",
        "어느",
        "어떤",
        "무슨",
        "뭐",
        "무엇",
        "who",
        "whom",
        "whose",
        "which",
        "what",
        "where",
    ]
)
"""First words of what is no name."""


class RelationClaim(NamedTuple):
    """What is asked: whether the company with the role stands to the other in one of the `ties`.

    `turned`: the company named second has the role.
    """

    ties: Sequence[Tie]
    turned: bool = False


def relation_claim(plain: str) -> RelationClaim | None:
    """What a question of two companies, in small letters with `□` for each, says of them; None where it asks for more."""
    if plain.count(COMPANY) != 2 or _OTHERS.search(plain) or not _asks(plain):
        return None
    return _english(plain) or _korean(plain)


class NamedOther(NamedTuple):
    """What is asked of a company and of somebody whom no listing has, by the name that the question gives."""

    claim: RelationClaim
    other: str
    is_first: bool = False


def claim_of_other(plain: str) -> NamedOther | None:
    """The same of one company and a name that is not listed: "does Alphabet own YouTube?"."""
    if plain.count(COMPANY) != 1:
        return None
    readers = (_OTHER_EN, _OTHER_KO, _OTHER_FIRST_EN, _OTHER_FIRST_KO)
    found = next((match for one in readers if (match := one.search(plain))), None)
    if found is None or found["other"].split()[0] in _NOBODY:
        return None
    with_sign = f"{plain[: found.start('other')]}{COMPANY}{plain[found.end('other') :]}"
    said = relation_claim(with_sign)
    return NamedOther(said, found["other"], found.start("other") < plain.index(COMPANY)) if said else None


def _asks(plain: str) -> bool:
    return asks_whether(plain.strip()) or plain.strip().endswith("?")


def _english(plain: str) -> RelationClaim | None:
    for ties, _, noun in _NOUNS:
        if said := _by_noun(plain, ties, noun):
            return said
    verbs = [(ties, rf"{_BE} □ {_ARTICLE}(?:{words}) □") for ties, words in _PASSIVE]
    verbs += [(ties, rf"{_DO} □ {_ARTICLE}(?:{verb}) □") for ties, _, verb in _VERBS]
    verbs.append((_RIVALS, r"(?:do|are) □ and □ (?:\w+ )?compet"))
    return next((RelationClaim(ties) for ties, words in verbs if re.search(words, plain)), None)


def _by_noun(plain: str, ties: Sequence[Tie], noun: str) -> RelationClaim | None:
    """The claim of a role: "is A a supplier of B", "is A B's supplier", "is A's supplier B", "are A and B rivals"."""
    straight = [
        rf"{_BE} □ {_ARTICLE}(?:{noun}) (?:of|to|for|with|in) {_ARTICLE}□",
        rf"{_BE} □ {_ARTICLE}□(?:'s|s'|')? {_ARTICLE}(?:{noun})(?![a-z])",
    ]
    if any(side == "either" for _, side in ties):
        straight.append(rf"{_BE} □ and □ {_ARTICLE}(?:{noun})")
    if any(re.search(words, plain) for words in straight):
        return RelationClaim(ties)
    turned = re.search(rf"{_BE} □(?:'s|s'|') {_ARTICLE}(?:{noun}) □", plain)
    return RelationClaim(ties, turned=True) if turned else None


def _korean(plain: str) -> RelationClaim | None:
    first = plain.index(COMPANY)
    second = plain.index(COMPANY, first + 1)
    between, behind = plain[first + 1 : second], plain[second + 1 :]
    for ties, noun, _ in _NOUNS:
        if re.search(rf"(?:{noun})(?:가|이|는|은|로)? ?(?:\S+ )?$", between):
            return RelationClaim(ties, turned=True)
        if re.match(rf"(?:의|랑|이랑|하고|와|과)? ?(?:\S+ )?(?:{noun})", behind):
            return RelationClaim(ties)
    for ties, verb, _ in _VERBS:
        if re.match(rf"\S{{0,3}} ?(?:\S+ ){{0,2}}?\S*(?:{verb})", behind):
            return RelationClaim(ties, turned=_is_object(between))
    return None


def _is_object(between: str) -> bool:
    """Whether the first name's particle makes it what something is done to: "기아를 현대차가 소유하고 있어?"."""
    return re.match(r"(?:을|를|에|에게|한테|의|에서)(?![가-힣])", between) is not None
