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

from kg.extraction.frames import Claim
from kg.extraction.headlines import Headline
from kg.extraction.masking import ACTOR, FIRM, MARKS, Masked
from kg.extraction.misreading import CHECKS, ENGLISH_CHECKS

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
    if any(check(claim, masked) for check in CHECKS):
        return True
    if not masked.korean and any(check(claim, masked) for check in ENGLISH_CHECKS):
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
