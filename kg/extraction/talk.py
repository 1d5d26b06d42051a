"""Market talk: words that look like an event or a relation and tell of prices, opinions or somebody else.

The words are in `rules/talk.toml`: what each entry concerns, where its words stand from the trigger, and in what
kind of title (an analyst's note, a line on why a share moves).
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.extraction.headlines import Headline
from kg.extraction.masking import ACTOR, FIRM, MARKS, Masked
from kg.extraction.matching import Claim
from kg.extraction.records import Mention

_SIGNS = {
    "«F»": FIRM, "«ACTOR»": ACTOR, "«PERSON»": MARKS["person"], "«M»": MARKS["money"], "«R»": MARKS["percent"],
    "«N»": MARKS["count"], "«Q»": MARKS["period"], "«D»": MARKS["day"],
}  # fmt: skip
_NEAR = 40
_ANYTHING = "any"


@dataclass(frozen=True)
class Veto:
    """Words that take a claim away.

    Attributes:
        of: the events and relations concerned, or `any`.
        where: `sentence`, `before`, `after`, `around` (40 characters each), `trigger`, `thing`.
        words: what must be there; `unless`: what saves the claim, anywhere in the sentence.
        form: `note`, `ahead`, `theme` (see `Headline`) or empty for every title and text.
        language: `ko`, `en` or empty.
    """

    of: frozenset[str]
    where: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    form: str
    language: str


def is_talk(claim: Claim, masked: Masked, form: Headline) -> bool:
    """Whether a claim is no event or relation after all."""
    if _is_about_itself(claim) or any(_is_beside(one, claim, masked) for one in claim.a):
        return True
    if _is_one_list(claim, masked) or any(_owns_who_acts(one, claim, masked) for one in claim.b):
        return True
    if not masked.korean and (_has_nameless_partner(claim, masked) or _is_misread_backer(claim, masked)):
        return True
    return any(_holds(veto, claim, masked) for veto in _concerned(claim, masked, form))


def _concerned(claim: Claim, masked: Masked, form: Headline) -> Iterator[Veto]:
    kinds = {claim.rule.event, claim.rule.relation, _ANYTHING}
    forms = {"", *(name for name in ("note", "ahead", "theme") if getattr(form, name))}
    language = "ko" if masked.korean else "en"
    for veto in _vetoes():
        if veto.of & kinds and veto.form in forms and veto.language in ("", language):
            yield veto


def _holds(veto: Veto, claim: Claim, masked: Masked) -> bool:
    found = veto.words.search(_stretch(veto.where, claim, masked))
    return found is not None and not (veto.unless and veto.unless.search(masked.text))


def _stretch(where: str, claim: Claim, masked: Masked) -> str:
    text, start, end = masked.text, claim.start, claim.end
    if where == "thing":
        return claim.thing
    reach = {
        "sentence": (0, len(text)),
        "trigger": (start, end),
        "before": (max(start - _NEAR, 0), start),
        "after": (end, end + _NEAR),
        "around": (max(start - _NEAR, 0), end + _NEAR),
        "behind": (start, end + _NEAR),
    }[where]
    return text[slice(*reach)]


def _is_about_itself(claim: Claim) -> bool:
    """Whether both sides are one company. A contract may name its winner twice."""
    if claim.rule.event == "contract_won":
        return False
    heads, tails = ({one.id or one.text for one in side} for side in (claim.a, claim.b))
    return bool(claim.b) and heads == tails


_BESIDE = re.compile(
    r"\s?출신|\s(?:veteran|alum\w*|alumni|analysts?)\b|(?:['’]s)?\s[A-Z][a-z]+\s[A-Z][a-z]+\s(?:says?|said|wrote|notes?)\b"
)
"""Behind a company that only tells where somebody came from or whose analyst speaks."""


_OWNER = re.compile("-(?:backed|owned|led|funded|based)")
"""Behind a company whose holding follows: ▢-backed ▢ partners with …"""
_OF_OWNERS = frozenset({"INVESTS_IN", "SUBSIDIARY_OF", "HOLDS"})


def _is_beside(one: Mention, claim: Claim, masked: Masked) -> bool:
    places = [at for at, place in masked.places.items() if one in place.mentions]
    owns = claim.rule.relation not in _OF_OWNERS
    return bool(places) and all(
        _BESIDE.match(masked.text, at + 1) or (owns and _OWNER.match(masked.text, at + 1)) for at in places
    )


def _is_one_list(claim: Claim, masked: Masked) -> bool:
    """Whether buyer and target are neighbours of one list: 갑·을, … 품었다."""
    if claim.rule.relation != "ACQUIRES" or not claim.b:
        return False
    together = any(
        {claim.a[0], claim.b[0]} <= set(place.mentions) for place in masked.places.values() if place.mentions
    )
    between = masked.original.partition(claim.a[0].text)[2].partition(claim.b[0].text)[0]
    return together and "," not in between


_ACTING = re.compile(rf"\s?(?:자회사|계열사|산하|협력사|출신)|\s{FIRM}(?:,|[은는이가]\s)")


def _owns_who_acts(one: Mention, claim: Claim, masked: Masked) -> bool:
    """Whether a would-be target is the parent of the buyer: ▢ 자회사 ▢, … 인수."""
    places = [at for at, place in masked.places.items() if one in place.mentions and at < claim.start]
    return claim.rule.relation == "ACQUIRES" and any(_ACTING.match(masked.text, at + 1) for at in places)


def _is_misread_backer(claim: Claim, masked: Masked) -> bool:
    """Whether "▢-backed ▢" gave another head than the one that stands before the hyphen."""
    before = claim.start - 2
    return (
        claim.rule.relation == "INVESTS_IN"
        and masked.text[claim.start - 1 : claim.start] == "-"
        and bool(masked.mentions(before))
        and claim.a != masked.mentions(before)
    )


def _has_nameless_partner(claim: Claim, masked: Masked) -> bool:
    """Whether several companies partner "with" somebody whom no list knows, and not with each other."""
    return (
        claim.rule.relation == "PARTNERS_WITH"
        and not claim.b
        and re.match(r"(?i)[^.;]{0,30}\bwith\b", masked.text[claim.end :]) is not None
    )


@cache
def _vetoes() -> tuple[Veto, ...]:
    text = files("kg.extraction").joinpath("rules", "talk.toml").read_text(encoding="utf-8")
    return tuple(_veto(one) for one in tomllib.loads(text)["veto"])


def _veto(source: dict[str, Any]) -> Veto:
    return Veto(
        of=frozenset(source["of"]),
        where=source.get("where", "around"),
        words=_pattern(source["words"]),
        unless=_pattern(source["unless"]) if "unless" in source else None,
        form=source.get("form", ""),
        language=source.get("language", ""),
    )


def _pattern(text: str) -> re.Pattern[str]:
    for sign, value in _SIGNS.items():
        text = text.replace(sign, value)
    return re.compile(text, re.IGNORECASE)
