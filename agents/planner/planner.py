"""The deterministic planner: a question and the turns before it to a plan, in milliseconds and without a model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from agents.guard import guard
from agents.planner import clarify, dates, details, hearing, replies, spans, subject
from agents.planner.chat import spelled
from agents.planner.confidence import confidence
from agents.planner.courtesy import plainly
from agents.planner.experts import experts, with_market
from agents.planner.mentions import Named, named
from agents.planner.murmurs import murmured
from agents.planner.overruling import overruled
from agents.planner.reading import Reading, reading
from agents.planner.romanised import in_hangul
from agents.planner.sectors import sector_of
from agents.planner.subject import ABOUT_A_SECURITY, Thread
from agents.planner.trusting import of_the_outlook
from agents.planner.wrapping import unwrapped
from stockelper.clock import Clock
from stockelper.language.normalise import detect
from stockelper.securities.resolver import Resolver
from stockelper.types import PRICE_MEASURES, Kind, Language, Plan, SpecialistName, Window

_ORDERED = re.compile(
    r"취소|정정|철회|수정|변경|바꿔|지워|빼줘|빼 줘|미체결|체결|주문 ?(?:내역|목록|상태)|cancel|modif|amend|change|status|my orders?|open orders?|pending|undo|withdraw|retract|confirm",
    re.IGNORECASE,
)
_AMONG = re.compile(
    r"그 ?중|이 ?중|여기서|거기서|among (?:them|those|these)|(?:of|from) (?:those|these|them)", re.IGNORECASE
)
_TURNED = re.compile(
    r"반대로|거꾸로|반대편|(?<![a-z])(?:the opposite|the other way|conversely|in reverse)(?![a-z])"
)
"""Asks for the other end of a list."""
_WHICH = re.compile(r"(?<![a-z])(?:which|who)(?![a-z])|누가|어디가|어느 ?(?:쪽|게|회사)|뭐가|둘 ?중")
_TO_COME = re.compile(r"내일|모레|다음 ?(?:주|달)|(?<![a-z])(?:tomorrow|next (?:week|month))(?![a-z])")
_AHEAD = re.compile(
    r"[월화수목금]요일(?:까지|쯤|에|날)|(?<![a-z])(?:by|until|before|this|next|on) (?:mon|tues|wednes|thurs|fri)day(?![a-z])"
)
"""A weekday that an outlook looks ahead to."""
_EVERYWHERE = re.compile(r"전체|모든 ?시장|전 ?종목|all (?:markets|stocks)|everywhere", re.IGNORECASE)
_NO_ANSWER: tuple[Kind, ...] = ("education", "help", "out_of_scope", "unsafe")


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
    guarded = guard(question)
    text = _readable(guarded.text, context.resolver)
    if not guarded.unsafe and (meant := replies.answered(text, history, context.resolver)):
        text, history = meant, history[:-1]
    before = subject.thread(history)
    who = named(text, context.resolver)
    asking = _Asking(context.resolver, context.clock, language or detect(text))
    if guarded.unsafe:
        made = _refused(text, "unsafe", asking.language, who.securities)
    elif quiet := murmured(question, asking.language, names=bool(who.securities)):
        made = quiet
    elif not who.securities and (again := of_the_outlook(text, history, asking.language)):
        made = again
    else:
        made = _planned(text, who, before, asking)
    return made.model_copy(update={"ms": round((perf_counter() - started) * 1000, 3)})


def ruled(text: str, context: Asked) -> tuple[Reading, tuple[Kind, ...]]:
    """How the rules alone read a question without turns before it, and the kinds they choose."""
    who = named(_readable(text, context.resolver), context.resolver)
    read = reading(who, spans.today(context.clock, who.securities, who.markets), follows=False)
    return read, hearing.by_rules(read)


def _readable(text: str, resolver: Resolver) -> str:
    """A question as the tables know it: without what surrounds it, in usual letters and spelling, in plain turns."""
    bare = unwrapped(text)
    named_whole = [
        (m.start, m.end) for m in resolver.written(bare) if len(m.candidates) == 1 and " " in m.text
    ]
    return plainly(spelled(in_hangul(bare, named_whole)), resolver)


def _refused(
    text: str, kind: Kind, language: Language, securities: Sequence[str] = (), certainty: float = 0.95
) -> Plan:
    return Plan(
        question=text,
        language=language,
        in_scope=kind != "out_of_scope",
        unsafe=kind == "unsafe",
        kinds=(kind,),
        securities=tuple(securities),
        confidence=certainty,
    )


def _planned(text: str, who: Named, before: Thread, context: _Asking) -> Plan:
    now = spans.today(context.clock, who.securities or before.recent[:1], who.markets)
    read = reading(who, now, follows=before.anchor is not None)
    found = overruled(hearing.heard(read, before), read, before)
    if found[:1] in (("out_of_scope",), ("unsafe",)):
        return _refused(text, found[0], context.language, certainty=confidence(read, (), None))
    own = _between(_among(found, read, before.anchor), read, before.anchor)
    if hearing.lacks_a_name(own, read, before):
        read = hearing.named_again(text, read, context.resolver, context.clock)
    carried = before.anchor if before.anchor and _continues(own, read, before.anchor) else None
    if carried is not None and who.securities and not own and carried.kinds[0] in ("screen", "briefing"):
        carried = None  # a company that is named after a list is asked about itself
    asked = (
        own if own and not (carried and hearing.is_elliptical(read)) else carried.kinds if carried else own
    )
    return _filled(text, read, asked or hearing.fallback(read), carried, before, context)


def _among(own: tuple[Kind, ...], read: Reading, anchor: Plan | None) -> tuple[Kind, ...]:
    """A turn that picks from a list of the turn before ("그중에 RSI 30 아래인 것?"), or turns it round, is a screen."""
    if (
        anchor is not None
        and anchor.kinds[0] == "screen"
        and "nobody" in read.facts
        and _TURNED.search(read.plain)
    ):
        return ("screen",)
    listed = anchor is not None and (anchor.kinds[0] == "screen" or anchor.listed) and "nobody" in read.facts
    picks = bool(own) and own[0] in ("technical", "quote", "fundamentals", "compare", "outlook")
    return ("screen",) if listed and picks and _AMONG.search(read.plain) else own


def _between(own: tuple[Kind, ...], read: Reading, anchor: Plan | None) -> tuple[Kind, ...]:
    """A turn that asks a figure of several companies just spoken of ("which pays more?", "변동성은?") compares them."""
    if (
        anchor is None
        or len(anchor.securities) < 2
        or read.facts & {"named", "scope", "sector", "stocks", "why"}
    ):
        return own
    figure = bool(own) and own[0] in ("screen", "technical", "quote", "fundamentals")
    chooses = anchor.kinds[0] == "compare" or _WHICH.search(read.plain)
    return ("compare",) if figure and len(own) == 1 and chooses else own


def _held_to(made: Plan, before: Thread) -> tuple[str, ...]:
    """The securities that the turn before listed, where this one picks among them."""
    picks = made.kinds[0] == "screen" and not made.securities and _AMONG.search(made.question)
    return before.anchor.listed if before.anchor and picks else ()


def _continues(own: Sequence[Kind], read: Reading, anchor: Plan) -> bool:
    if own == ("compare",) != anchor.kinds and "nobody" in read.facts:
        return False
    return hearing.is_elliptical(read) or (bool(own) and own[0] == anchor.kinds[0])


def _filled(
    text: str, read: Reading, asked: tuple[Kind, ...], carried: Plan | None, before: Thread, context: _Asking
) -> Plan:
    language = context.language
    securities = () if set(asked) <= set(_NO_ANSWER) else subject.securities(read, asked, before)
    now = spans.today(context.clock, securities, read.named.markets)
    sides = subject.sides(read, asked, securities, before)
    spoken = None if asked[0] == "outlook" and _AHEAD.search(read.plain) else read.span
    window = _over(sides) or spans.window(asked, spoken, carried or _told_of(asked, read, before), now)
    question_back = _clarify(read, asked, securities, before, context)
    if question_back is None and window is not None and (day := dates.impossible(text)):
        question_back = clarify.no_date(day, language)
    if question_back is None and asked[0] == "quote" and (said := _TO_COME.search(read.plain)):
        question_back = clarify.future(said.group().strip(), language)
    if question_back is None and window is not None and window.from_ > now.date and asked[0] != "outlook":
        question_back = clarify.future(window.from_.isoformat(), language)
    made = Plan(
        question=text,
        language=language,
        kinds=asked,
        securities=securities,
        window=window,
        stretches=sides,
        horizon_days=spans.ahead(asked, read.plain, carried),
        clarify=question_back,
        confidence=confidence(read, asked, carried),
        unknown=read.named.unknown if not securities else (),
    )
    if question_back is None:
        called = _called(asked, carried, before.anchor)
        made = made.model_copy(update={"specialists": experts(asked, read, called)})
    return _detailed(made, read, carried, before, context)


def _told_of(asked: Sequence[Kind], read: Reading, before: Thread) -> Plan | None:
    """The turn whose stretch a question without names is about: a bare "why?", or "which of the two fell more?"."""
    leans = asked[0] in ("explain_move", "compare") and not read.facts & {"named", "scope", "sector"}
    return before.anchor if leans else None


def _called(asked: Sequence[Kind], carried: Plan | None, anchor: Plan | None) -> tuple[SpecialistName, ...]:
    """Who was asked by the turn that this one leans on: what was told of one company's books is compared by them."""
    of_books = asked[0] == "compare" and anchor is not None and anchor.kinds[0] == "fundamentals"
    leant_on = carried or (anchor if of_books else None)
    return leant_on.specialists if leant_on else ()


def _over(sides: Sequence[Window]) -> Window | None:
    """The window from the first to the last of the stretches that are set side by side."""
    if not sides:
        return None
    return Window.model_validate({"from": sides[0].from_, "to": sides[-1].to, "label": "range"})


def _clarify(
    read: Reading, asked: Sequence[Kind], securities: Sequence[str], before: Thread, context: _Asking
) -> str | None:
    language = context.language
    if asked[0] in _NO_ANSWER:
        return None
    if read.named.ambiguous:
        return clarify.which(read.named.ambiguous[0], context.resolver, language)
    if not ABOUT_A_SECURITY & set(asked):
        return None
    if (
        "compare" in asked
        and len(securities) == 1
        and "index" not in read.facts
        and not subject.sides(read, asked, securities, before)
        and not subject.is_market_wide(read, before)
    ):
        return clarify.against_what(language)
    if "fund" in read.facts:
        return None
    if read.facts & {"themes", "investor"} and asked[0] == "relations":
        return None
    if securities or ("order" in asked and _ORDERED.search(read.plain)):
        return None
    if read.named.unknown:
        return clarify.unlisted(read.named.unknown, language)
    return (
        None if subject.is_market_wide(read, before) and "order" not in asked else clarify.missing(language)
    )


def _spoken_of(made: Plan, carried: Plan | None, before: Thread) -> tuple[str, ...]:
    """The markets of the turn before, where this one is about no security: a board that was named stays named."""
    if made.securities:
        return ()
    listing = made.kinds[0] in ("screen", "briefing") and before.anchor is not None
    anchor = carried or (before.anchor if listing else None)
    return anchor.markets if anchor and not _EVERYWHERE.search(made.question) else ()


def _detailed(made: Plan, read: Reading, carried: Plan | None, before: Thread, context: _Asking) -> Plan:
    plain = details.meant(read.plain)
    asked = details.measures(plain)
    of_prices = asked or "fundamentals" not in read.facts
    screens = details.screens(plain, asked) if "screen" in made.kinds and of_prices else ()
    continues = carried is not None and carried.kinds == made.kinds
    if continues and carried is not None and not asked:
        asked, screens = carried.measures, details.turned(plain, carried.screens)
    if made.specialists and any(one.measure in PRICE_MEASURES for one in screens):
        made = made.model_copy(update={"specialists": with_market(made.specialists)})
    markets = read.named.markets or _spoken_of(made, carried, before)
    topics = () if made.securities or "news" not in made.kinds else ("sector", "subject")
    covered = [at for name, each in read.spans.items() if name not in topics for at in each]
    covered += read.dated
    return made.model_copy(
        update={
            "markets": markets,
            "among": _held_to(made, before),
            "sector": sector_of(read.sector, context.resolver.listing)
            or (carried.sector if carried and not made.securities else None),
            "measures": asked,
            "periods": details.periods(plain),
            "screens": screens,
            "limit": details.limit(plain) or (carried.limit if continues and carried else None),
            "relations": details.relations(plain) if "relations" in made.kinds else (),
            "direction": details.direction(plain) if "relations" in made.kinds else "both",
            "words": details.search_words(plain, covered, made.kinds),
        }
    )
