"""Who does what in an English clause: order, prepositions and voice tell the roles."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extraction.appositions import asides, in_their_own_right
from kg.extraction.masking import ACTOR, ANY, MARKS, Masked
from kg.extraction.rulebook import rulebook

_PREPOSITIONS = frozenset([
    "to", "from", "with", "by", "of", "in", "for", "into", "against", "at", "on", "over", "between",
    "as", "among", "through", "via", "under", "versus", "after", "than", "including", "like",
    "without", "about", "toward", "towards", "near", "outside", "inside", "within", "across", "behind",
    "beneath", "along", "beyond", "alongside",
])  # fmt: skip
_SAYING = frozenset([
    "said", "says", "say", "that", "announced", "reported", "confirmed", "disclosed", "and", "but",
    "while", "as", "when", "because", "although", "though", "if", "whether", "where", "which", "who",
    "whose", "since", "after", "before", "until", "revealed", "added", "told", "noted", "stated",
    "believes", "so",
])  # fmt: skip
_WORD = re.compile(rf"{ANY}|[A-Za-z][\w'’-]*|[^\w\s]")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be|gets?|got|get|'s)\s(?:[a-z]+ly\s|also\s|now\s|just\s|not\s|jointly\s)*$",
    re.IGNORECASE,
)
_BY = re.compile(r"^\S*(?:\s[\w%$-]+){0,3}?\sby\s(?:[\w'’-]+\s){0,4}?" + ACTOR)
_FAR = 170


def in_role(role: str, masked: Masked, start: int, end: int) -> Iterator[int]:
    """The places that play a role for a trigger at `start:end`, the likeliest first."""
    name, _, follows = role.partition("+")
    if name == "subj":
        aside = asides(masked, start)
        yield from (at for at in _subjects(masked, start) if at not in aside)
    elif name == "outer":
        yield from list(_subjects(masked, start))[1:]
    elif name == "any":
        every = [match.start() for match in re.finditer(ACTOR, masked.text)]
        before = in_their_own_right(masked, [at for at in reversed(every) if at < start], start)
        yield from (*before, *(at for at in every if at >= end))
    elif name == "next":
        yield from (m.start() for m in re.finditer(ACTOR, masked.text[: end + 2]) if m.start() >= end)
    elif name == "poss":
        yield from _possessors(masked, start)
    elif name == "before":
        yield from in_their_own_right(masked, list(_attached(masked, start)), start)
    else:
        yield from (
            at for at, found in _complements(masked, end) if found == name and _follows(masked, at, follows)
        )


def voice(masked: Masked, start: int, end: int) -> str:
    """`passive` behind a form of "be" or before "by" and a name, else `active`."""
    if masked.text[start:end].lower().endswith("ing"):
        return "active"
    if _PASSIVE.search(masked.text[max(start - 30, 0) : start]) or _BY.match(masked.text[end : end + 80]):
        return "passive"
    return "active"


def _follows(masked: Masked, at: int, pattern: str) -> bool:
    return not pattern or re.match(pattern, masked.text[at + 1 :]) is not None


def clause_start(masked: Masked, at: int) -> int:
    """Where the clause that holds an offset begins."""
    starts = [match.end() for match in rulebook("en").clause.finditer(masked.text, 0, at)]
    return starts[-1] if starts else 0


def _subjects(masked: Masked, start: int) -> Iterator[int]:
    """Names before the trigger that no preposition or verb governs: first those of its clause, the last first."""
    found = [
        m.start() for m in re.finditer(ACTOR, masked.text[:start]) if _governor(masked, m.start()) == "subj"
    ]
    clause = clause_start(masked, start)
    inside = [at for at in found if at >= clause]
    relative = re.search(r", (?:which|who)\s(?:\S+\s){0,3}$", masked.text[:start])
    if relative:
        found_before = [m.start() for m in re.finditer(ACTOR, masked.text[: relative.start() + 1])]
        inside = found_before[-1:] or inside
        found = [at for at in found if at not in inside]
    yield from (*reversed(inside), *reversed([at for at in found if at not in inside]))


_QUANTITY = f"[{MARKS['count'][1:-1]}]"
"""Before the name of what is counted: 46,000 ▢."""


def _governor(masked: Masked, at: int) -> str:
    """What governs a name: `subj` when nothing does, a preposition, or `obj`."""
    words = _WORD.findall(masked.text[:at])[-7:]
    for before, word in reversed([*pairwise(["", *words])]):
        lower = word.lower()
        if lower in _PREPOSITIONS:
            return "subj" if lower in _CONJUNCTIONS and _acts(masked, at) else lower
        if re.fullmatch(_QUANTITY, word):
            return "obj"
        if lower in _SAYING or re.fullmatch(rf"{ANY}|[^\w\s]", word):
            return "subj"
        if rulebook("en").words["verb"].fullmatch(lower):
            return "subj" if before == "-" else "obj"
    return "subj"


_CONJUNCTIONS = frozenset({"after", "as", "than"})


def _acts(masked: Masked, at: int) -> bool:
    """Whether a verb follows a name: after ▢ was awarded."""
    match = re.match(r"\s([A-Za-z]+)\b", masked.text[at + 1 :])
    return match is not None and rulebook("en").words["verb"].fullmatch(match.group(1)) is not None


_COMPOUND = re.compile(
    r"\b(?:supply|purchase|sales?|use)\s(?=(?:contract|deal|agreement|chain|pact|order)s?\b)"
)
"""Words that are verbs elsewhere: a supply contract."""


ONLY_TELLS = re.compile(
    rf"[ -](?:maker|developer|producer|manufacturer|operator|owner|publisher|rival|competitor|supplier)\s{ACTOR}"
)
"""Behind a name that only tells what the next one makes or whose rival it is: ▢ maker ▢."""


def _complements(masked: Masked, end: int) -> Iterator[tuple[int, str]]:
    """Each name behind the trigger with the preposition before it, `obj` where there is none."""
    stop = rulebook("en").words["stop"].search(masked.text, end)
    last = min(stop.start() if stop else len(masked.text), end + _FAR)
    at = end
    for match in re.finditer(ACTOR, masked.text[:last]):
        if match.start() < end or ONLY_TELLS.match(masked.text, match.end()):
            continue
        between = [w.lower() for w in _WORD.findall(_COMPOUND.sub("", masked.text[at : match.start()]))]
        if any(rulebook("en").words["verb"].fullmatch(w) for w in between[1:]):
            return
        governors = [w for w in _without_examples(between) if w in _PREPOSITIONS]
        owned = masked.text[match.end() : match.end() + 2] in ("'s", "' ", "’s")
        yield match.start(), governors[-1] if governors else "obj"
        at = match.end()
        if owned and not governors:
            at = match.end() + 2


_WORDS = f"[\\w'’{ANY[1:-1]}-]+"
_AND = re.compile(
    rf"(?:['’]s?)?(?:\s{_WORDS}){{0,3}},?\s(?:and|as well as|plus)\s(?:{_WORDS}\s){{0,4}}?"
    rf"|(?:\s{_WORDS}){{0,3}},\s(?:{_WORDS}\s){{1,4}}?"
)
"""Between names that share a preposition."""


def coordinated(masked: Masked, at: int) -> list[int]:
    """Places behind `at` that share its preposition and its verb: memory from ▢ and displays from ▢."""
    governor = _governor(masked, at)
    found: list[int] = []
    if governor not in _PREPOSITIONS:
        return found
    for match in re.finditer(ACTOR, masked.text[at + 1 :]):
        other = at + 1 + match.start()
        begin = (found[-1] if found else at) + 1
        between = masked.text[begin:other]
        if _governor(masked, other) != governor or not _AND.fullmatch(between) or _holds_verb(between):
            break
        found.append(other)
    return found


def sharing(masked: Masked, at: int) -> list[int]:
    """English repeats the verb: none."""
    del masked, at
    return []


def gapped(masked: Masked, head: int, tail: int) -> list[tuple[int, int]]:
    """English repeats the verb: none."""
    del masked, head, tail
    return []


def _holds_verb(words: str) -> bool:
    return any(rulebook("en").words["verb"].fullmatch(w.lower()) for w in _WORD.findall(words))


def _without_examples(words: list[str]) -> list[str]:
    """What governs a name that is an example: from giants such as ⟦company⟧ is from ⟦company⟧."""
    for lead in (["such", "as"], ["including"], ["like"]):
        if words[-len(lead) :] == lead and any(word in _PREPOSITIONS for word in words[: -len(lead)]):
            return words[: -len(lead)]
    return words


def _possessors(masked: Masked, start: int) -> Iterator[int]:
    """The owner right before the trigger: ⟦company⟧'s supplier."""
    before = masked.text[:start]
    match = re.search(rf"(?P<it>{ACTOR})(?:['’]s?)?\s(?:[\w-]+\s){{0,4}}$", before)
    if match:
        yield match.start("it")


def _attached(masked: Masked, start: int) -> Iterator[int]:
    """The nearest name before the trigger, whatever governs it."""
    found = [m.start() for m in re.finditer(ACTOR, masked.text[:start])]
    yield from reversed(found[-2:])
