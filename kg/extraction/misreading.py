"""Claims whose sides were misread, told by how the names stand to each other: lists, owners, speakers, far clauses."""

import re
from collections.abc import Callable, Sequence

from kg.extraction.frames import Claim
from kg.extraction.masking import FIRM, Masked
from kg.extraction.records import Mention

Check = Callable[[Claim, Masked], bool]
_BESIDE = re.compile(
    r"\s?출신|\s(?:veteran|alum\w*|alumni|analysts?)\b|(?:['’]s)?\s[A-Z][a-z]+\s[A-Z][a-z]+\s(?:says?|said|wrote|notes?)\b"
)
"""Behind a company that only tells where somebody came from or whose analyst speaks."""
_OWNER = re.compile("-(?:backed|owned|led|funded|based)")
"""Behind a company whose holding follows: ▢-backed ▢ partners with …"""
_OF_OWNERS = frozenset({"INVESTS_IN", "SUBSIDIARY_OF", "HOLDS"})
_ACTING = re.compile(rf"\s?(?:자회사|계열사|산하|협력사|출신)|\s{FIRM}(?:,|[은는이가]\s)")
_SPEAKS = re.compile(r"\s(?:analysts?|says?|said)\b")
_SELLS = re.compile(r"\b(?:sells?|sold|selling)$", re.IGNORECASE)
_SAYS = re.compile(r"\s(?:said|says|reported|announced|disclosed)\b")
_OPENS = re.compile(r"(?:Despite|After|With|By|Having|While|Following|Beating|Missing|Topping)\b")
_IN_APPOSITION = re.compile(r"\b(?:maker|parent|company|supplier|manufacturer|owner|operator|developer), $")
_LEGAL = "(?:Oyj?|ASA|AB|Abp|AG|SE|SA|NV|BV|[Pp][Ll][Cc]|Inc|Ltd|Corp|GmbH|SpA|A/S)"
_SHOWN = re.compile(rf"\s(?:[A-Z]{{2,5}}|{_LEGAL})$|[a-z][A-Z]|^[A-Z]{{2,}}[a-z]")
_ACTS = re.compile(
    rf"['’]s?\s(?:board|net|profit|sales|revenue|shares|stock|earnings|dividend|results|[a-z]+ quarter)|\s{_LEGAL}\b"
    r"|(?:['’]s?)?\s(?:[A-Z]{2,5}\s)?(?:[Rr]eported|[Pp]osted|said|announced|agreed|signed|won|issued|declared|has|have|had|will|is|was"
    r"|shares|stock|[Qq]uarter|Q[1-4]|earnings|recalled|(?:saw|lost|cut|raised|lowered|suspended|slashed|lifted|recalled|withdrew) (?:its|an?|the))\b"
)
"""Behind a name that acts as companies do."""
_EMPLOYS = re.compile(
    r"\b(?:employ(?:ed|ees) (?:by|of|at)|(?:workers|staff) (?:of|at)|(?:owned|operated|run) by)\s$"
)
"""Before a name that employs or owns as companies do."""
_TITLED = re.compile(r"\b(?:Director|President|Mr\.|Ms\.|Sir)\s$")


def _places(one: Mention, masked: Masked) -> list[int]:
    return [at for at, place in masked.places.items() if one in place.mentions]


def _is_about_itself(claim: Claim, masked: Masked) -> bool:
    """Both sides are one company. A contract may name its winner twice."""
    if claim.rule.event == "contract_won":
        return False
    heads, tails = ({one.id or one.text for one in side} for side in (claim.a, claim.b))
    return bool(claim.b) and heads == tails


_SMALLER = re.compile(r"['’”\"]?\s?(?:[0-9]차\s)?(?:협력사|협력업체|납품업체|하청업체|등친)")
"""Behind a company whose supplier the news is of."""


def _is_of_supplier(claim: Claim, masked: Masked) -> bool:
    """The event is that of the company's supplier: '▢ 1차 협력사' ▢ 과징금."""
    if claim.rule.event is None or claim.rule.relation is not None or not claim.a:
        return False
    places = _places(claim.a[0], masked)
    return bool(places) and all(_SMALLER.match(masked.text, at + 1) for at in places)


def _is_beside(claim: Claim, masked: Masked) -> bool:
    """The head only describes somebody: a former employer, a backer, a bank whose analyst speaks."""
    owns = claim.rule.relation not in _OF_OWNERS
    for one in claim.a:
        places = _places(one, masked)
        if places and all(
            _BESIDE.match(masked.text, at + 1) or (owns and _OWNER.match(masked.text, at + 1))
            for at in places
        ):
            return True
    return False


def _was_led(claim: Claim, masked: Masked) -> bool:
    """The company is the one that a person came from: ▢ 전 ▢ 부사장."""
    if claim.rule.relation != "LEADS":
        return False
    return any(
        places and all(masked.text[:at].endswith(" 전 ") for at in places)
        for places in (_places(one, masked) for one in claim.b)
    )


def _is_one_list(claim: Claim, masked: Masked) -> bool:
    """Two that do one thing together are neighbours of one list: 갑·을, … 품었다; 갑·을, … 수주."""
    if claim.rule.relation not in _ONE_SIDED or not claim.a or not claim.b:
        return False
    pair = {claim.a[0], claim.b[0]}
    together = any(pair <= set(place.mentions) for place in masked.places.values())
    return together and _are_neighbours((claim.a[0], claim.b[0]), masked)


def _are_neighbours(names: Sequence[Mention], masked: Masked) -> bool:
    """Whether nothing but a dot or "and" stands between the first two names: 갑·을, 갑과 을."""
    if len(names) < _PAIR:
        return False
    between = masked.original.partition(names[0].text)[2].partition(names[1].text)[0]
    return re.fullmatch(r"\s?[·ㆍ/]\s?|[과와]\s", between) is not None


_PAIR = 2


_ONE_SIDED = frozenset({"ACQUIRES", "SUPPLIES", "INVESTS_IN"})
_WITH_NAMELESS = re.compile(
    rf"^\s?[-–—]\s?[^\s{FIRM[1:-1]}]|^(?!\s?[·ㆍ])[^.]{{0,30}}?[가-힣A-Za-z)](?<![결효성초등적])(?:과|와)(?:의)?\s(?!함께|달리|같)"
)
"""Behind a list of companies: the partner whom no list knows."""
_HAND_IN_HAND = re.compile(r"손(?:을)?\s?(?:잡은|맞잡은)\s$")


def _has_nameless_other(claim: Claim, masked: Masked) -> bool:
    """The companies of one list partner with somebody whom no list knows: 갑·을, 한국전자통신연구원과 맞손."""
    if claim.rule.relation != "PARTNERS_WITH" or claim.b or not _are_neighbours(claim.a, masked):
        return False
    lists = [at for at, place in masked.places.items() if set(claim.a) <= set(place.mentions)]
    return any(
        _WITH_NAMELESS.match(masked.text[at + 1 :]) or _HAND_IN_HAND.search(masked.text, 0, at)
        for at in lists
    )


_FUND = re.compile(
    r"(?:.*(?:펀드|자산운용|사모투자|파트너스|인베스트먼트)|엘리엇.*|KCGI|강성부.*|국민연금.*|얼라인.*|트러스톤.*|Elliott.*|Starboard.*|Carl Icahn|.* (?:Fund|Capital|Management|Partners|Advisors))"
)


def _is_dispute(claim: Claim, masked: Masked) -> bool:
    """A fund and the company whose shares it holds are no rivals, whatever they fight about."""
    if claim.rule.relation != "COMPETES_WITH":
        return False
    funds = [_FUND.fullmatch(one.text) is not None for one in (*claim.a, *claim.b)]
    return any(funds) and not all(funds)


def _target_owns_buyer(claim: Claim, masked: Masked) -> bool:
    """The would-be target is the buyer's parent: ▢ 자회사 ▢, … 인수."""
    return claim.rule.relation == "ACQUIRES" and any(
        _ACTING.match(masked.text, at + 1)
        for one in claim.b
        for at in _places(one, masked)
        if at < claim.start
    )


def _is_misread_backer(claim: Claim, masked: Masked) -> bool:
    """ "▢-backed ▢" gave another head than the one that stands before the hyphen."""
    before = claim.start - 2
    return (
        claim.rule.relation == "INVESTS_IN"
        and masked.text[claim.start - 1 : claim.start] == "-"
        and claim.a != masked.mentions(before)
    )


def _has_nameless_partner(claim: Claim, masked: Masked) -> bool:
    """Several companies partner "with" somebody whom no list knows, and not with each other."""
    return (
        claim.rule.relation == "PARTNERS_WITH"
        and not claim.b
        and re.match(r"(?i)[^.;]{0,30}\bwith\b", masked.text[claim.end :]) is not None
    )


def _is_between_parties(claim: Claim, masked: Masked) -> bool:
    """The parties of an agreement stand in one list, so that none is told to have won it from the other."""
    return claim.rule.event == "contract_won" and len(claim.a) > 1 and not claim.b


def _speaks(claim: Claim, masked: Masked) -> bool:
    """The other side is only who says it: …, ▢ analysts said."""
    if claim.rule.event == "rating_change":
        return False
    return any(
        places and all(_is_speaker(at, claim, masked) for at in places)
        for places in (_places(one, masked) for one in claim.b)
    )


def _is_speaker(at: int, claim: Claim, masked: Masked) -> bool:
    said = at >= claim.end and masked.text[:at].endswith(", ")
    return said and _SPEAKS.match(masked.text, at + 1) is not None


def _sells_itself(claim: Claim, masked: Masked) -> bool:
    """Who sells something is taken for what is sold."""
    trigger = masked.text[claim.start : claim.end]
    return (
        claim.rule.relation == "ACQUIRES"
        and _SELLS.search(trigger) is not None
        and any(at < claim.start for one in claim.b for at in _places(one, masked))
    )


def _is_far(claim: Claim, masked: Masked) -> bool:
    """An event's company is taken from a clause behind the trigger's."""
    if claim.rule.event is None or claim.rule.template or not claim.a:
        return False
    places = _places(claim.a[0], masked)
    return bool(places) and all(_is_clause_away(at, claim, masked) for at in places)


def _is_clause_away(at: int, claim: Claim, masked: Masked) -> bool:
    """Not so where the name is in apposition, says it, or follows the clause that opens: Despite missing …, ▢ …."""
    if at < claim.end:
        return False
    between = masked.text[claim.end : at]
    opens = _OPENS.match(masked.text) and re.fullmatch(r"[^,;]*, (?:the )?", between)
    said = _SAYS.match(masked.text, at + 1) or _IN_APPOSITION.search(between)
    return re.search("[,;]", between) is not None and not opens and not said


def _is_nameless(claim: Claim, masked: Masked) -> bool:
    """An event happens to a name that nothing shows to be a company."""
    if claim.rule.event is None or claim.rule.relation is not None or not claim.a:
        return False
    one = claim.a[0]
    if one.kind != "name" or _SHOWN.search(one.text):
        return False
    return not any(
        _ACTS.match(masked.text, at + 1) or _EMPLOYS.search(masked.text, 0, at) for at in _places(one, masked)
    )


def _is_of_person(claim: Claim, masked: Masked) -> bool:
    """ "His stake" belongs to no company; a person with a title is led by nobody."""
    if claim.rule.relation == "HOLDS":
        behind = masked.text[claim.start : claim.end + 14]
        return claim.a[0].kind != "person" and re.search(r"\b(?:his|her)\b", behind) is not None
    return claim.rule.relation == "LEADS" and any(
        _TITLED.search(masked.text, 0, at) for one in claim.b for at in _places(one, masked)
    )


CHECKS: tuple[Check, ...] = (
    _is_about_itself,
    _is_of_supplier,
    _is_beside,
    _was_led,
    _is_one_list,
    _has_nameless_other,
    _is_dispute,
    _target_owns_buyer,
)
ENGLISH_CHECKS: tuple[Check, ...] = (
    _is_misread_backer, _has_nameless_partner, _is_between_parties, _speaks, _sells_itself, _is_far, _is_nameless, _is_of_person,
)  # fmt: skip
