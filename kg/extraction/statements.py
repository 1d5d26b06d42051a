"""From claims to relations: which names stand at the ends, and what share of ownership is stated."""

import re
from collections.abc import Iterator

from kg.extraction.frames import Claim
from kg.extraction.masking import Masked
from kg.extraction.products import product
from kg.extraction.records import FoundRelation, Mention
from kg.ontology import RELATIONS
from stockelper.types import RelationType

MINORITY = 0.15
"""Buying a smaller share than this is an investment and no takeover."""
_SHARE = re.compile(
    r"지분|주식|stake|shares|interest|holding|owns?|보유|owned|자회사|주주|subsidiary", re.IGNORECASE
)
_CHIEF = re.compile(
    "대표|선장|조타수|방향타|최고경영자|CEO|회장|의장|행장|사장|수장|사령탑|지휘|이끌|이끄|이끈|경영|키를|키가|운전대|총괄|chief executive|chair|president|helm|led by|leads|runs|head"
    r"|to (?:lead|run)\b|(?:run|chaired) by\b|\bchief,? (?-i:[A-Z])|steer(?:s|ed)|preside|top job|reins|boss|at the top|top (?:post|role|spot)|in charge|at the wheel",
    re.IGNORECASE,
)
_OTHER_OFFICER = re.compile(
    r"\bCFO|\bCOO|\bCTO|최고재무책임자|최고기술책임자|최고운영책임자|chief (?:financial|operating|technology|product|legal)|finance chief"
)


_NO_HEADS = {
    "LEADS": ("agency",),
    "HOLDS": ("agency",),
    "INVESTS_IN": ("agency",),
    "MAKES": ("agency", "person"),
}
"""What never stands at a relation's head; a buyer of a whole company is one himself, not a person who buys shares."""


def stated(claim: Claim, masked: Masked) -> Iterator[FoundRelation]:
    """The relations that a claim makes, a fact or not."""
    type_ = claim.rule.relation
    if type_ is None or (type_ == "LEADS" and not _leads(masked)):
        return
    ratio = bought_share(claim, masked) if RELATIONS[type_].ratio else None
    if type_ == "ACQUIRES" and ratio is not None and ratio < MINORITY:
        type_ = "INVESTS_IN"
    for head, tail in _pairs(type_, claim, masked):
        if (
            tail.kind not in ("agency", "person")
            and not any(one.kind == "name" and _MODEL.fullmatch(one.text) for one in (head, tail))
            and head.kind not in _NO_HEADS.get(type_, ("agency", "person"))
            and not _same(head, tail)
        ):
            yield FoundRelation(type_, head, tail, ratio, claim.rule.confidence)


_MODEL = re.compile(r"[A-Z]{1,4}-\d+[A-Za-z]*|[가-힣]{2,}\s?\d+")
"""A machine's model and no company: FA-50, KC-46, 아이오닉9."""


def _same(one: Mention, other: Mention) -> bool:
    """Whether two names mean one: the same security, or a name and its last part."""
    if (one.id or one.text) == (other.id or other.text):
        return True
    short, long = sorted((one.text, other.text), key=len)
    return one.id is None and other.id is None and " " in long and short in long.split(" ")


def _leads(masked: Masked) -> bool:
    """Whether somebody is chief executive or chair, not any other officer."""
    text = masked.original
    return _CHIEF.search(text) is not None and not _OTHER_OFFICER.search(text)


def _pairs(type_: RelationType, claim: Claim, masked: Masked) -> Iterator[tuple[Mention, Mention]]:
    if type_ in ("MAKES", "BELONGS_TO"):
        named = claim.thing.splitlines()
        things = [product(one) for one in named] if type_ == "MAKES" else [claim.thing.strip()]
        kind = "product" if type_ == "MAKES" else "sector"
        yield from ((head, Mention(thing, kind)) for head in claim.a for thing in things if thing)
        return
    of_group = type_ == "AFFILIATE_OF" and len(claim.a) > 1 and _are_said_of(claim, masked)
    if RELATIONS[type_].symmetric and (of_group or not claim.b):
        yield from ((one, other) for n, one in enumerate(claim.a) for other in claim.a[n + 1 :])
        return
    yield from ((head, tail) for head in claim.a for tail in claim.b)


def _are_said_of(claim: Claim, masked: Masked) -> bool:
    """Whether companies are said to belong to one group (▢와 ▢는 ▢그룹 계열사다), rather than described by it."""
    text = masked.original
    after = masked.korean and all(text.find(claim.a[0].text) < text.find(one.text) for one in claim.b)
    after = after and re.search("같은|모두|나란히|함께|동일|한솥밥", text) is not None
    return after and all(_is_group(one) for one in claim.b)


def _is_group(mention: Mention) -> bool:
    return mention.id is None and mention.text.endswith(("그룹", "Group"))


def bought_share(claim: Claim, masked: Masked) -> float | None:
    """The share of ownership that the sentence states, nearest to the claim."""
    if not _SHARE.search(masked.text):
        return None
    shares = [
        (_was(masked, at), abs(at - claim.start), p.quantity.value)
        for at, p in masked.places.items()
        if p.quantity
        and p.quantity.kind == "percent"
        and 0 < p.quantity.value <= 1
        and not _moved(masked, at)
    ]
    return min(shares)[2] if shares else None


_MOVE = re.compile(
    r"(?:\b(?:by|up|down|rose|falls?|fell|gain(?:s|ed)|lost|sheds?|jumped|climbed|dropped|slid)|(?:주가|전일|목표가|수익률)[^.]{0,8})\s$",
    re.IGNORECASE,
)


_WILL_BE = re.compile(
    r"\s?[↑↓]|\s?(?:로|까지|으로)\s?(?:[가-힣]+\s)?(?:확대|늘|높|끌어올|올|추가|확보|취득)[가-힣]*\s?(?:할\s|하는\s)?(?:계획|예정|방침|추진|목표|검토|전망|가능|수\s?있)"
)
"""Behind a share that is planned and not yet held, or an arrow."""


def _moved(masked: Masked, at: int) -> bool:
    """Whether a percentage is how far a holding or a price moved (by 24.5 percent), or a share that is only planned."""
    return (
        _MOVE.search(masked.text, max(at - 16, 0), at) is not None
        or _WILL_BE.match(masked.text, at + 1) is not None
    )


def _was(masked: Masked, at: int) -> bool:
    """Whether a share is the one that was before: from 7.5 percent, 7.12%에서."""
    return masked.text[at + 1 : at + 3] == "에서" or masked.text[:at].rstrip().endswith("from")
