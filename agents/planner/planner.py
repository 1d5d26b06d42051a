"""The deterministic planner: a question and the turns before it to a plan, in milliseconds and without a model.

A question is freed of what surrounds it, read once (`reading`), told its kinds (`hearing`), joined to the turns
before it (`turns`), given securities and dates (`subject`, `plan_window`), asked back where something is missing
(`asking_back`), and filled with particulars (`details`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from agents.guard import guard
from agents.planner import hearing, murmurs, plan_window, replies, subject, turns
from agents.planner.asking_back import question_back
from agents.planner.chat import spelled
from agents.planner.confidence import confidence
from agents.planner.courtesy import plainly
from agents.planner.details import detailed
from agents.planner.experts import experts
from agents.planner.following.again import explained_again
from agents.planner.following.deeper import told_fully
from agents.planner.following.joining import edited
from agents.planner.following.relisting import relisted
from agents.planner.following.restating import restated
from agents.planner.following.short_names import spelled_out
from agents.planner.following.taken_in import asked_whom, whole_names
from agents.planner.following.wishes import language_wished
from agents.planner.mentions import Named, named
from agents.planner.overruling import overruled
from agents.planner.plan_window import ASIDE
from agents.planner.reading import Reading, reading
from agents.planner.romanised import in_hangul
from agents.planner.set_aside import without_set_aside
from agents.planner.subject import Thread
from agents.planner.today import Today
from agents.planner.trusting import of_the_outlook
from agents.planner.turns import Turn
from agents.planner.wrapping import unwrapped
from stockelper.clock import Clock
from stockelper.language.normalise import detect
from stockelper.securities.resolver import Resolver
from stockelper.types import Kind, Language, Plan

_AHEAD = re.compile(
    r"[월화수목금]요일(?:까지|쯤|에|날)|(?<![a-z])(?:by|until|before|this|next|on) (?:mon|tues|wednes|thurs|fri)day(?![a-z])"
)
"""A weekday that an outlook looks ahead to."""
_OF_NOBODY: tuple[tuple[Kind, ...], ...] = (("out_of_scope",), ("screen",), ("briefing",), ("help",))
"""What a question is heard as where the company that it names was taken for a word."""


class Asked(Protocol):
    """What planning reads of a context: the securities of the clock's moment, and the clock."""

    @property
    def resolver(self) -> Resolver:
        """Names to securities."""
        ...

    @property
    def clock(self) -> Clock:
        """What time it is."""
        ...


@dataclass(frozen=True)
class _Asking:
    """What planning one question works with; `language` is the answer's."""

    resolver: Resolver
    clock: Clock
    language: Language


def plan(
    question: str, context: Asked, history: Sequence[Plan] = (), language: Language | None = None
) -> Plan:
    """What a question asks for, read against the turns before it (oldest first). Pure computation.

    `language` is the answer's; None takes the question's. A question that the guard calls unsafe, or that is not about securities, is planned as such: no
    specialist. Where a company is needed and none is named, or several fit, `clarify` asks back.
    """
    started = perf_counter()
    made = _plan(question, context, history, language)
    return made.model_copy(update={"ms": round((perf_counter() - started) * 1000, 3)})


def ruled(text: str, context: Asked) -> tuple[Reading, tuple[Kind, ...]]:
    """How the rules alone read a question without turns before it, and the kinds they choose."""
    who = named(_readable(text, context.resolver), context.resolver)
    now = plan_window.today(context.clock, who.securities, who.markets)
    read = reading(who, now, follows=False)
    return read, hearing.by_rules(read)


def _plan(question: str, context: Asked, history: Sequence[Plan], language: Language | None) -> Plan:
    """A question as it is meant, planned; a refusal and a turn on the outlook before it need no reading."""
    guarded = guard(question)
    text = _readable(guarded.text, context.resolver)
    asking = _Asking(context.resolver, context.clock, language or detect(text))
    history = [one for one in history if not murmurs.asks_nothing(one)]
    if not guarded.unsafe and history:
        if again := _again(text, history, asking):
            return again
        text, history = _meant(text, history, asking)
    before = subject.thread(history)
    who = named(text, context.resolver)
    if guarded.unsafe:
        return _refused(text, "unsafe", asking.language, who.securities)
    if quiet := murmurs.murmured(question, asking.language, names=bool(who.securities)):
        return quiet
    if not who.securities and (again := of_the_outlook(text, history, asking.language)):
        return again
    made = _planned(text, who, before, asking)
    return asked_whom(made, question, before.anchor, asking.resolver, asking.language)


def _again(text: str, history: Sequence[Plan], asking: _Asking) -> Plan | None:
    """The plan of the turn before in another language, in full, or with companies more or fewer; None for any other turn."""
    last = history[-1]
    if (wished := language_wished(text.lower())) and not last.clarify:
        return last.model_copy(update={"language": wished})
    if concept := explained_again(text, last, asking.language):
        return concept
    anchor = subject.thread(history).anchor
    if anchor and (list_anew := relisted(text, anchor, asking.resolver.listing, asking.language)):
        return list_anew
    if more := told_fully(text, anchor, asking.language):
        return more
    text = whole_names(spelled_out(text, history, asking.resolver), asking.resolver)
    return edited(text, anchor, asking.resolver, asking.language)


def _meant(text: str, history: Sequence[Plan], asking: _Asking) -> tuple[str, Sequence[Plan]]:
    """The question that a turn within a conversation stands for, and the turns that it is read against."""
    if reply := replies.answered(text, history, asking.resolver):
        return reply, history[:-1]
    text = whole_names(text, asking.resolver)
    said = restated(text, history, asking.resolver, asking.clock, asking.language)
    return said.text, said.history


def _readable(text: str, resolver: Resolver) -> str:
    """A question as the tables know it: without what surrounds it, in usual letters and spelling, in plain turns."""
    bare = unwrapped(text)
    named_whole = [
        (m.start, m.end) for m in resolver.written(bare) if len(m.candidates) == 1 and " " in m.text
    ]
    return without_set_aside(plainly(spelled(in_hangul(bare, named_whole)), resolver))


def _planned(text: str, who: Named, before: Thread, asking: _Asking) -> Plan:
    """Read the question, hear its kinds, join it to the turns before, and fill its plan in."""
    now = plan_window.today(asking.clock, who.securities or before.recent[:1], who.markets)
    read = reading(who, now, follows=before.anchor is not None)
    heard = overruled(hearing.heard(read, before), read, before)
    if heard[:1] in _OF_NOBODY and (framed := hearing.framed(text, read, asking.resolver, asking.clock)):
        read, heard = framed, _heard_again(("quote",), framed, before)
    if heard[:1] in (("out_of_scope",), ("unsafe",)):
        spoken_of = who.securities if heard[0] == "unsafe" else ()
        return _refused(text, heard[0], asking.language, spoken_of, confidence(read, (), None))
    own = turns.own_kinds(heard, read, before.anchor)
    if hearing.lacks_a_name(own, read, before):
        again = hearing.named_again(text, read, asking.resolver, asking.clock)
        if again is not read:
            read, own = again, _heard_again(own, again, before)
    return _filled(text, turns.joined(own, read, before), asking)


def _heard_again(own: tuple[Kind, ...], read: Reading, before: Thread) -> tuple[Kind, ...]:
    """The kinds of a question whose company was a word of it at first, which may have spoken for a kind: "how did Target do"."""
    anew = overruled(hearing.heard(read, before), read, before)
    lost = anew[:1] in ((), ("out_of_scope",), ("unsafe",), ("help",))
    return own if lost or len(own) > 1 else anew


def _refused(
    text: str, kind: Kind, language: Language, securities: Sequence[str] = (), certainty: float = 0.95
) -> Plan:
    """The plan of what is not answered, out of scope or unsafe: nobody is asked."""
    return Plan(
        question=text,
        language=language,
        in_scope=kind != "out_of_scope",
        unsafe=kind == "unsafe",
        kinds=(kind,),
        securities=tuple(securities),
        confidence=certainty,
    )


def _filled(text: str, turn: Turn, asking: _Asking) -> Plan:
    """The plan of a question in scope: outlined, then asked back or given to specialists, then with particulars."""
    read, asked = turn.read, turn.kinds
    securities = () if set(asked) <= ASIDE else subject.securities(read, asked, turn.before)
    now = plan_window.today(asking.clock, securities, read.named.markets)
    made = _outlined(text, turn, securities, now, asking.language)
    if missing := question_back(made, turn, asking.resolver, now.date):
        made = made.model_copy(update={"clarify": missing})
    else:
        chosen = experts(asked, read, turns.specialists_before(turn))
        made = made.model_copy(update={"specialists": chosen})
    return detailed(made, turn, asking.resolver.listing)


def _outlined(text: str, turn: Turn, securities: tuple[str, ...], now: Today, language: Language) -> Plan:
    """What is asked, of whom, and over which dates."""
    read, asked = turn.read, turn.kinds
    sides = subject.sides(read, asked, securities, turn.before)
    spoken = None if asked[0] == "outlook" and _AHEAD.search(read.plain) else read.span
    return Plan(
        question=text,
        language=language,
        kinds=asked,
        securities=securities,
        window=plan_window.over(sides)
        or turns.extreme_within(turn)
        or plan_window.window(asked, spoken, turns.stretch_from(turn), now),
        stretches=sides,
        horizon_days=plan_window.ahead(asked, read.plain, turn.carried),
        confidence=confidence(read, asked, turn.carried),
        without=read.named.left_out if "relations" in asked else (),
        unknown=read.named.unknown if not securities else (),
    )
