"""The rules as data: frames (a trigger and the roles of its two sides) and templates (a pattern around places).

Both are written in `rules/*.toml`, one file a language; docs/extraction.md explains them.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from kg.extraction import english_verbs, korean_verbs
from kg.extraction.masking import ACTOR, ANY, FIRM, MARKS
from kg.extraction.sentences import PAUSE
from stockelper.types import EventType, Language, RelationType

Status = Literal["stated", "denied", "rumoured", "considered", "planned", "ended", "past"]
Voice = Literal["active", "passive", "any"]

_SYMBOLS = {
    "«A»": f"(?P<a>{FIRM})", "«B»": f"(?P<b>{FIRM})", "«F»": FIRM, "«ANY»": ANY, "«X»": f"(?P<a>{ACTOR})",
    "«P»": f"(?P<a>[{MARKS['person'][1:-1]}{MARKS['name'][1:-1]}])", "«G»": MARKS["agency"], "«PERSON»": MARKS["person"],
    "«%»": f"(?P<ratio>{MARKS['percent']})", "«M»": MARKS["money"], "«N»": MARKS["count"], "«D»": MARKS["day"],
    "«Q»": MARKS["period"], "«R»": MARKS["percent"],
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """One frame or one template.

    Attributes:
        trigger: of a frame, the predicate or noun that it hangs on; of a template, the whole pattern, whose
            groups `a` and `b` are the sides.
        a: roles of the head, or of an event's company, the best first; empty for a template.
        b: roles of the tail, or of an event's counterparty.
        voice: of English verbs.
        allow: statuses beside `stated` that count.
        need: what the sentence must hold as well; `bar`: what it must not.
        confidence: of what it finds.
        fallback: it speaks only where no rule before it has found a claim of its kind in the sentence.
    """

    trigger: re.Pattern[str]
    relation: RelationType | None = None
    event: EventType | None = None
    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()
    voice: Voice = "any"
    allow: frozenset[str] = frozenset()
    need: re.Pattern[str] | None = None
    bar: re.Pattern[str] | None = None
    direction: str | None = None
    confidence: float = 0.8
    template: bool = False
    fallback: bool = False
    described: bool = False
    """Whether it only says what somebody is (rival ▢, its parent ▢): what the sentence denies is something else."""


@dataclass(frozen=True)
class Rulebook:
    """The rules of one language, and the words that make a statement none."""

    rules: tuple[Rule, ...]
    cues: tuple[tuple[Status, re.Pattern[str], re.Pattern[str] | None], ...]
    """Status, what stands behind the trigger (Korean) or around it (English), and exceptions."""
    clause: re.Pattern[str]
    words: "dict[str, re.Pattern[str]]"


@cache
def rulebook(language: Language) -> Rulebook:
    """The rules of one language."""
    source = tomllib.loads(
        files("kg.extraction").joinpath("rules", f"{language}.toml").read_text(encoding="utf-8")
    )
    macros = {name: str(value) for name, value in source["macros"].items()}
    flags = re.IGNORECASE if language == "en" else re.NOFLAG
    return Rulebook(
        rules=tuple(_rule(one, macros, flags) for one in (*source["rule"], *_of_nouns(source))),
        cues=tuple(_cue(one, macros, flags) for one in source["cue"]),
        clause=_pattern(source["clause"], macros, flags),
        words={name: _pattern(text, macros, flags) for name, text in source["words"].items()},
    )


def _written_out(text: str, macros: dict[str, str]) -> str:
    while (found := re.search("|".join(f"<{name}>" for name in macros), text)) is not None:
        text = text.replace(found.group(), macros[found.group()[1:-1]])
    return text


def _conjugated(text: str, macros: dict[str, str]) -> str:
    """A pattern with its macros and the forms of its verbs written out."""
    return english_verbs.conjugated(korean_verbs.conjugated(_written_out(text, macros)))


def _pattern(text: str, macros: dict[str, str], flags: int) -> re.Pattern[str]:
    text = _conjugated(text.replace("…", PAUSE), macros)
    for symbol, value in _SYMBOLS.items():
        text = text.replace(symbol, value)
    return re.compile(text, flags)


def _rule(source: dict[str, Any], macros: dict[str, str], flags: int) -> Rule:
    optional = {
        name: _pattern(source[name], macros, flags) if name in source else None for name in ("need", "bar")
    }
    return Rule(
        trigger=_pattern(source.get("trigger") or source["pattern"], macros, flags),
        relation=source.get("relation"),
        event=source.get("event"),
        a=tuple(_conjugated(role, macros) for role in source.get("a", ())),
        b=tuple(_conjugated(role, macros) for role in source.get("b", ())),
        voice=source.get("voice", "any"),
        allow=frozenset(source.get("allow", ())),
        direction=source.get("direction"),
        confidence=float(source.get("confidence", 0.8)),
        template="pattern" in source,
        fallback=bool(source.get("fallback", False)),
        described=bool(source.get("described")),
        **optional,
    )


def _of_nouns(source: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every noun for a relation (rival, parent, supplier) in every phrase that says who is whose."""
    for noun in source.get("noun", ()):
        named, owner = ("«A»", "«B»") if noun["named"] == "head" else ("«B»", "«A»")
        phrases = [*source["phrases"]["any"], *(source["phrases"]["both"] if noun.get("both") else ())]
        for phrase in phrases:
            pattern = (
                phrase.replace("«NAMED»", named).replace("«OWNER»", owner).replace("<noun>", noun["words"])
            )
            yield {
                "pattern": pattern,
                "described": True,
                **{key: noun[key] for key in ("relation", "bar") if key in noun},
            }


def _cue(
    source: dict[str, Any], macros: dict[str, str], flags: int
) -> tuple[Status, re.Pattern[str], re.Pattern[str] | None]:
    bar = _pattern(source["bar"], macros, flags) if "bar" in source else None
    return cast("Status", source["status"]), _pattern(source["words"], macros, flags), bar
