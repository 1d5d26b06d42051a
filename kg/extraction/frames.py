"""A frame's claim: a trigger's sides by the roles that the rule names, the pairs that share it, and whether it is a fact."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction import english, korean
from kg.extraction.factuality import status
from kg.extraction.latin import shouted
from kg.extraction.masking import FIRM, MARKS, Masked
from kg.extraction.parties import came_from, is_broker, is_person, is_thing_of
from kg.extraction.records import Mention
from kg.extraction.rulebook import Rule, Status

_PREFIXES = frozenset({"person", "firm", "passive"})
_FIRMS = re.compile(FIRM)
_PEOPLE = re.compile(MARKS["person"])
_OWNERS = frozenset({"HOLDS", "ACQUIRES", "INVESTS_IN"})
_STORY = "story"
"""The role of the company that the text is about."""


@dataclass(frozen=True)
class Claim:
    """What a rule found: the sides, the thing that a template names, where, and whether it is a fact."""

    rule: Rule
    a: tuple[Mention, ...]
    b: tuple[Mention, ...]
    thing: str
    start: int
    end: int
    status: Status
    assumed: bool = False
    """The company is not named in the sentence: it is what the text was about."""

    @property
    def holds(self) -> bool:
        """Whether it counts as stated."""
        return self.status == "stated" or self.status in self.rule.allow


def of_frame(rule: Rule, match: re.Match[str], masked: Masked, topic: Mention | None) -> Iterator[Claim]:
    """The claims of a trigger: that of its own sides and those of names that share it; none where a side is missing.

    `topic` is the company that the text is about.
    """
    start, end = match.start(), match.end()
    spoken = "any" if masked.korean or rule.voice == "any" else english.voice(masked, start, end)
    if spoken != rule.voice:
        return
    heads = _heads(rule, masked, start, end)
    a = _owners(rule, masked, heads[0]) if heads else _topic(rule, rule.a, masked, topic)
    if not a:
        return
    tails = [
        at
        for role in rule.b
        for at in _places(role, rule, masked, start, end, first=False)
        if at not in heads[:1] and masked.mentions(at) != a and not _is_its_product(rule, masked, heads, at)
    ]
    b = masked.mentions(tails[0]) if tails else _told_of(rule, rule.b, masked, topic)
    merging = masked.korean or _MERGE.search(masked.text, start, end) is not None
    joint = (rule.relation == "ACQUIRES" and merging) or (
        rule.event == "contract_won" and _tells_supply(masked)
    )
    if joint and not b and len(a) > 1:
        a, b = a[:1], a[1:]
    if rule.relation and not b and len(a) < 2 and (not rule.event or _unsure(a, masked)):
        return
    said = status(masked, start, end, nominal=_is_noun(rule))
    yield Claim(rule, a, b, "", start, end, said, assumed=not heads)
    if heads and rule.event and not tails:
        module = korean if masked.korean else english
        for other in module.sharing(masked, heads[0]):
            yield Claim(rule, masked.mentions(other), (), "", start, end, said)
    if heads and tails:
        for head, tail in _parallel(masked, heads[0], tails[0]):
            yield Claim(rule, masked.mentions(head), masked.mentions(tail), "", start, end, said)


_MERGE = re.compile("merg|acquisition|takeover|buyout|combin", re.IGNORECASE)
"""What two companies do with one another; one that buys something buys it from others."""


def _is_its_product(rule: Rule, masked: Masked, heads: list[int], at: int) -> bool:
    """Whether what would be the customer is the head's own: ▢의 ▢에 탑재."""
    return rule.relation == "SUPPLIES" and heads[:1] == [at - 3] and masked.text[at - 2 : at] == "의 "


def _tells_supply(masked: Masked) -> bool:
    """Whether two that make a contract are supplier and customer, in that order."""
    return masked.korean or re.search(r"supply (?:deal|agreement|contract|pact)", masked.text) is not None


def _unsure(a: tuple[Mention, ...], masked: Masked) -> bool:
    """Whether a Korean word is a company only if the other side of a deal is named as well."""
    return masked.korean and a[0].kind == "name" and not a[0].text.isascii()


def _is_noun(rule: Rule) -> bool:
    """Whether a rule hangs on a noun before the name it speaks of, whatever the sentence's verb says: rival ▢."""
    roles = (*rule.a, *rule.b)
    return _STORY in roles and any(role.endswith("next") for role in roles)


_SURE = frozenset({"at", "of", "by", "from", "against", "inside"})
"""Prepositions whose name is meant even where it is not known as a company's."""


def _heads(rule: Rule, masked: Masked, start: int, end: int) -> list[int]:
    """Places for the head, the best first; of an event known companies before words that may be names."""
    found = [(role, at) for role in rule.a for at in _places(role, rule, masked, start, end, first=True)]
    if rule.event:
        known = any(role in _STRONG and masked.mentions(at)[0].kind == "company" for role, at in found)
        found.sort(key=lambda one: one[0] not in _SURE and _may_be_a_word(masked, one[1], known=known))
        own = [one for one in found if not _only_describes(masked, one[1])]
        found = own or found
    return [at for _, at in found]


def _may_be_a_word(masked: Masked, at: int, *, known: bool) -> bool:
    """Whether a name may be a word: beside a known company, in Korean, at the head of a sentence, among capitals."""
    unsure = masked.mentions(at)[0].kind == "name"
    return unsure and (known or masked.korean or at == 0 or shouted(masked.original))


_STRONG = frozenset({"subj", "obj", "poss", "passive:subj"})
_DESCRIBES = re.compile(
    rf"(?:의)?\s(?:[가-힣]+\s)?(?:계열사?|자회사|손자회사|산하|관계사|식구|소속|밑으로\s들어간|아래)(?:인|의|로\s분류되는)?\s(?={FIRM})"
)


def _only_describes(masked: Masked, at: int) -> bool:
    """Whether a name tells only whose company the next one is: ▢ 계열사인 ▢."""
    return _DESCRIBES.match(masked.text, at + 1) is not None


def _parallel(masked: Masked, head: int, tail: int) -> Iterator[tuple[int, int]]:
    """Other pairs that share the predicate."""
    module = korean if masked.korean else english
    yield from ((head, other) for other in module.coordinated(masked, tail) if other != head)
    yield from ((other, tail) for other in module.coordinated(masked, head) if other != tail)
    yield from module.gapped(masked, head, tail)


def _owners(rule: Rule, masked: Masked, at: int) -> tuple[Mention, ...]:
    """Who acts: where somebody speaks of what was bought, the company whose head he is (▢ ▢ 회장은)."""
    mentions = masked.mentions(at)
    if rule.relation not in ("ACQUIRES", "INVESTS_IN") or mentions[0].kind != "person":
        return mentions
    of_firm = masked.mentions(at - 2) if masked.text[at - 1 : at] == " " else ()
    return of_firm if of_firm and of_firm[0].kind == "company" else mentions


def _told_of(
    rule: Rule, roles: tuple[str, ...], masked: Masked, topic: Mention | None
) -> tuple[Mention, ...]:
    """The topic where a role is played by whom the text is about: rival ▢, its subsidiary ▢."""
    if topic is None or _STORY not in roles:
        return ()
    firms = [m for at in masked.places for m in masked.mentions(at) if m.kind in ("company", "name")]
    others = [one for one in firms if (one.id or one.text) != (topic.id or topic.text)]
    return () if rule.relation == "LEADS" and others else (topic,)


def _topic(rule: Rule, roles: tuple[str, ...], masked: Masked, topic: Mention | None) -> tuple[Mention, ...]:
    """The topic, for rules about a company, where the sentence names none that could be meant."""
    if _STORY in roles:
        return _told_of(rule, roles, masked, topic)
    if topic is None or any(role.startswith("person") for role in rule.a):
        return ()
    named = _FIRMS.search(masked.text) is not None
    fits = not named or (masked.korean and "subj" in rule.a and _goes_on(rule, masked))
    return (topic,) if fits else ()


_GO_ON = frozenset({"ACQUIRES", "INVESTS_IN", "PARTNERS_WITH", "COMPETES_WITH"})


def _goes_on(rule: Rule, masked: Masked) -> bool:
    """Whether a Korean sentence that names another company leaves its subject out: the one before is meant."""
    if rule.relation == "SUPPLIES":
        return True
    spoken_of = any(one.case in ("subj", "topic") for one in korean.arguments(masked))
    return rule.fallback and rule.relation in _GO_ON and not spoken_of


def _places(role: str, rule: Rule, masked: Masked, start: int, end: int, *, first: bool) -> Iterator[int]:
    prefix, _, rest = role.partition(":")
    kind, name = (prefix, rest) if prefix in _PREFIXES else ("", role)
    if role == _STORY:
        return
    if role in ("agency", "broker"):
        yield from _of_kind(role, masked)
        return
    if kind == "passive" and english.voice(masked, start, end) != "passive":
        return
    module = korean if masked.korean else english
    for at in module.in_role(name, masked, start, end):
        if _fits(kind, rule, masked, at, first=first):
            yield at


def _of_kind(role: str, masked: Masked) -> Iterator[int]:
    """Agencies, or firms that rate others."""
    for at, place in masked.places.items():
        if place.mentions and (
            place.mentions[0].kind == "agency" if role == "agency" else is_broker(place.mentions[0])
        ):
            yield at


def _fits(kind: str, rule: Rule, masked: Masked, at: int, *, first: bool) -> bool:
    mentions = masked.mentions(at)
    if not mentions:
        return False
    if kind == "person":
        return is_person(mentions[0])
    firm = _FIRMS.match(masked.text[at]) is not None
    if (kind == "firm" and came_from(masked, at)) or is_thing_of(rule, masked, at):
        return False
    if (
        mentions[0].kind == "name"
        and masked.korean
        and ((rule.event and first) or rule.relation == "COMPETES_WITH")
    ):
        return rule.relation in ("SUPPLIES", "ACQUIRES") and (
            not first or _FIRMS.match(masked.text[at]) is not None
        )
    if rule.event == "rating_change":
        return firm and not is_broker(mentions[0])
    return firm or (first and rule.relation in _OWNERS and _PEOPLE.match(masked.text[at]) is not None)
