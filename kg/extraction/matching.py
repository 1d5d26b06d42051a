"""Lay the rules over a masked sentence: every claim that it makes, with its status."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extraction import english
from kg.extraction.appositions import asides
from kg.extraction.factuality import status
from kg.extraction.frames import Claim, of_frame
from kg.extraction.latin import shouted
from kg.extraction.lexicon import lexicon
from kg.extraction.masking import FIRM, Masked
from kg.extraction.parties import is_broker, is_person, is_thing_of
from kg.extraction.records import Mention
from kg.extraction.rulebook import Rule, rulebook

_NEAR = 90
"""What bars a rule stands so many characters around its trigger."""
_ORDINARY = re.compile("[A-Z][a-z]+")


def claims(masked: Masked, topic: Mention | None = None) -> Iterator[Claim]:
    """Every claim in the order of the rules; the same one may come from several rules.

    `topic` is the company that a sentence without a subject speaks of.
    """
    told: set[str | None] = set()
    if not masked.korean and masked.text.rstrip().endswith("?"):
        return
    for rule in rulebook("ko" if masked.korean else "en").rules:
        if rule.need and not rule.need.search(masked.text):
            continue
        kinds = {rule.event, rule.relation} - {None}
        if rule.fallback and kinds <= told:
            continue
        for claim in _of_rule(rule, masked, topic):
            told |= _told(claim)
            yield claim


def _told(claim: Claim) -> set[str | None]:
    """What a claim leaves nothing to say of: a relation or a purchase only with both sides."""
    both = bool(claim.b or claim.thing or len(claim.a) > 1)
    events = {claim.rule.event} if both or claim.rule.event != "merger_acquisition" else set[str | None]()
    return events | {claim.rule.relation} if both else events


def _of_rule(rule: Rule, masked: Masked, topic: Mention | None) -> Iterator[Claim]:
    """The claims of one rule."""
    for match in rule.trigger.finditer(masked.text):
        if rule.bar and rule.bar.search(masked.text, max(match.start() - _NEAR, 0), match.end() + _NEAR):
            continue
        if rule.template:
            claim = _of_template(rule, match, masked)
            yield from [claim] if claim else []
        else:
            yield from of_frame(rule, match, masked, topic)


def _of_template(rule: Rule, match: re.Match[str], masked: Masked) -> Claim | None:
    groups = match.re.groupindex
    a = masked.mentions(match.start("a")) if "a" in groups else ()
    b = masked.mentions(match.start("b")) if "b" in groups else ()
    thing = _plain(masked, match.start("thing"), match.end("thing")) if "thing" in groups else ""
    if (
        rule.relation == "MAKES"
        and not masked.korean
        and shouted(masked.original)
        and not re.search(r"[a-z][A-Z]|\d", thing)
    ):
        return None
    if rule.relation == "MAKES" and _only_begins(masked, match.start("thing"), thing):
        return None
    if rule.relation == "MAKES" and any(one.kind != "company" and " " not in one.text for one in a):
        return None
    if rule.relation == "MAKES" and _is_firm_alone(masked, match.start("thing"), match.end("thing")):
        return None
    if rule.relation == "LEADS" and not all(is_person(one) for one in a):
        return None
    if not masked.korean and rule.relation not in ("MAKES", "LEADS"):
        a, b = (_meant(side, rule, match, masked, found) for side, found in (("a", a), ("b", b)))
        if ("a" in groups and not a) or ("b" in groups and not b):
            return None
    nominal = not rule.fallback or match.end() - 1 in masked.places
    found = status(masked, match.start(), match.end(), nominal=nominal, described=rule.described)
    if rule.direction == "told":
        rule = replace(rule, direction=_direction(match.group()))
    return Claim(rule, a, b, thing, match.start(), match.end(), found)


_UP = re.compile(
    r"rais|lift|hik|boost|\bup|jack|bump|brighten|improv|sweeten|hoist|promot|elevat|climb|claw|increas|outperform|overweight|\bbuy\b|accumulate|higher|above|rosier|out of junk|out of its junk",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\bcut|lower|trim|slash|\baxe?\b|par(?:e|ing)|reduc|down|withdr|pull|chop|drop|relegat|demot|knock|strip|slid|slip|fell|sank|underperform|underweight|\bsell\b|warn|caution|short of|below|rather than|loss|light|soft|flatten|weak|scrap|suspend|abandon|dim|dark|lost|lose",
    re.IGNORECASE,
)


def _direction(words: str) -> str | None:
    """Which way a forecast or a rating goes by the words that tell it; None where they tell both or neither."""
    up, down = _UP.search(words) is not None, _DOWN.search(words) is not None
    return None if up == down else "up" if up else "down"


def _at(match: re.Match[str], side: str) -> int:
    return match.start(side) if side in match.re.groupindex else -1


_ITS = re.compile(r"\b(?:its|their)\s")
_MAKER = re.compile(rf"(?P<maker>{FIRM})(?:['’]s|,? whose)\s(?:[a-z-]+\s){{0,3}}$")
"""Before a product: ▢'s weight-loss pill ▢."""


def _meant(
    side: str, rule: Rule, match: re.Match[str], masked: Masked, found: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Who is meant by a name: its maker by a product, and not who only tells whose company the one before is."""
    at = _at(match, side)
    if at < 0 or not found:
        return found
    ends_aside = masked.text[at + 1 : at + 2] == "," and at == match.start()
    says_whose = rule.described and _ITS.search(masked.text, at, match.end()) is not None
    if (ends_aside or says_whose) and at in asides(masked):
        before = [one for one in masked.places if one < at and masked.mentions(one)]
        return masked.mentions(max(before)) if before else found
    if _only_tells(masked, at) or (rule.relation is None and at in asides(masked, match.end() - 1)):
        return ()
    if rule.event == "rating_change" and is_broker(found[0]):
        return ()
    if found[0].kind == "name" and rule.relation in ("COMPETES_WITH", "SUPPLIES"):
        maker = _MAKER.search(masked.text, 0, at)
        if maker is not None and not rule.described:
            return masked.mentions(maker.start("maker"))
    return () if is_thing_of(rule, masked, at) else found


def _only_tells(masked: Masked, at: int) -> bool:
    """Whether a name only tells what the next one makes: ▢ maker ▢."""
    return english.ONLY_TELLS.match(masked.text, at + 1) is not None


def _only_begins(masked: Masked, at: int, thing: str) -> bool:
    """Whether an English word has its capital from standing at the head of the sentence."""
    return (
        at == 0
        and not masked.korean
        and masked.text.startswith(thing)
        and _ORDINARY.fullmatch(thing) is not None
    )


def _is_firm_alone(masked: Masked, start: int, end: int) -> bool:
    """Whether what should be a product is a company, listed or known, and nothing else."""
    return end - start == 1 and any(
        one.kind == "company" and (one.id or lexicon().companies.fullmatch(one.text))
        for one in masked.mentions(start)
    )


def _plain(masked: Masked, start: int, end: int) -> str:
    """A stretch of the mask with its names written out, one a line where it is a list of names."""
    if end - start == 1:
        return "\n".join(one.text for one in masked.mentions(start))
    return "".join(
        masked.places[at].mentions[0].text
        if at in masked.places and masked.places[at].mentions
        else masked.text[at]
        for at in range(start, end)
    )
