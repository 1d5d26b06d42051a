"""What a number in a text is about: whose it is, of when, over how long, and what it measures."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from agents.verifier.attributes import ACCOUNTS, FAMILIES
from agents.verifier.facts import ANY_INDEX, Context
from agents.verifier.marks import MONEY, Day, Direction, Fiscal, Mark, Name, Quantity, Window
from agents.verifier.reading import Marks, Piece, Reading, Sentence

P = TypeVar("P", Day, Fiscal, Window)
M = TypeVar("M", bound=Mark)
_IN_A_ROW = 8
"""Figures of a kind in one sentence from which on no two names and figures are taken for a pair by their order."""
_ROW = re.compile(r"(?:\s[A-Z]{1,5})?(?:,|\sand|,\sand|\s&)\s(?:the\s)?|(?:와|과|,)\s|·")
_JOINED = re.compile(r"\s?(?:,|and|,\sand)\s[$₩]?")
_RESPECTIVELY = re.compile(r"각각|respectively", re.IGNORECASE)
_COMPARED = re.compile(
    r"보다|대비|비해|\bthan\b|compared|versus|\bvs\b|relative|against|outperform|underperform|초과|격차|차이|between|gap",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s?(?:에서|시장|상장|-?listed|market|종목|stocks|상위|시총)", re.IGNORECASE)
_INDEX = re.compile(r"지수|\bindex\b|benchmark", re.IGNORECASE)
_OF_NAME = re.compile(r"\)?\s*(?:for|at|by|of|in|from)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:\s?\([\d,\s]{1,12}\))?[\s(:|*=\-]*(?:은|는|이|가|인|의|was|is|as|of|at|to|stood at|came in at|기준|=)?[\s(:|*]*(?:약|about|around|approximately)?[\s$₩+\-*]*$",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"\s(?:of|over|for)\s(?!which)[^.,;:\n]{2,50}?\s(?:is|was|stood\sat|came\sin\sat)\s[$₩+-]?", re.IGNORECASE
)
"""What may stand between a measure and its figure: whose it is, over how long."""
SIGNING = frozenset({"move", "level", "rank"})
_FAR = 25
_ALONE = 70
_ANYWHERE = 1 << 30
CLOSE = 14
"""The reach for cited texts, whose sentences are longer and less regular than answers'."""


def listed(names: Sequence[Name]) -> list[Name]:
    """The names that are companies or indices; folded names of others have no market."""
    return [name for name in names if any(":" in key for key in name.keys)]


def _subjects(text: str, names: Sequence[Name]) -> list[Name]:
    return [n for n in listed(names) if not (n.index and _PLACE.match(text, n.end))]


def _once(names: Sequence[Name]) -> list[Name]:
    """The names in order, one for a name with its ticker behind it."""
    return [name for at, name in enumerate(names) if not at or names[at - 1].keys != name.keys]


def _union(names: Sequence[Name]) -> frozenset[str]:
    return frozenset[str]().union(*(name.keys for name in names))


def _in_turn(text: str, sentence: Sentence, number: Quantity, things: Sequence[M]) -> M | None:
    """Which of the things a number belongs to in "A and B rose 3% and 5%, respectively"."""
    said = _RESPECTIVELY.search(text, sentence.start, sentence.end)
    alike = [q for q in sentence.own.quantities if q.unit == number.unit]
    if len(things) < 2 or len(alike) < 2:
        return None
    if said is None:
        return _side_by_side(text, number, alike, things)
    if len(alike) == len(things):
        return things[alike.index(number)] if number in alike else None
    run = _last_run(text, alike, said.start())
    own = [thing for thing in things if run and thing.end <= run[0].start][-len(run) :]
    return own[run.index(number)] if number in run and 1 < len(run) == len(own) else None


def _side_by_side(text: str, number: Quantity, alike: Sequence[Quantity], things: Sequence[M]) -> M | None:
    """Which of two or more things named in a row a number belongs to, where as many figures stand in a row behind them:
    "S&P 500 and Dow futures lost 0.3% and 0.2%"."""
    if not isinstance(things[0], Name) or len(alike) > _IN_A_ROW:
        return None
    end = max((q.end for q in alike if _is_joined(text, number, q, alike)), default=number.end)
    run = _last_run(text, alike, end)
    before = [thing for thing in things if run and thing.end <= run[0].start]
    own = before[-len(run) :]
    in_a_row = all(_ROW.fullmatch(text, a.end, b.start) for a, b in pairwise(own))
    if number not in run or not 1 < len(run) == len(own) or not in_a_row:
        return None
    return own[run.index(number)]


def _is_joined(text: str, number: Quantity, other: Quantity, alike: Sequence[Quantity]) -> bool:
    """Whether nothing but a list's words stand between a figure and a later one."""
    between = [q for q in alike if number.start <= q.start <= other.start]
    return other.start >= number.start and all(
        _JOINED.fullmatch(text, a.end, b.start) for a, b in pairwise(between)
    )


def _last_run(text: str, alike: Sequence[Quantity], end: int) -> list[Quantity]:
    """The figures that a list right before a place is made of."""
    run: list[Quantity] = []
    for number in reversed([q for q in alike if q.end <= end]):
        if not _JOINED.fullmatch(text, number.end, run[0].start if run else end) and run:
            break
        run.insert(0, number)
    return run


_DESCRIBED = re.compile(
    r"(?:한|된|인|던)\s['‘“\"]?|(?:원|달러|주|%|억|조|만)?\s?(?:어치|가량|넘게|이상|정도)?[을를나]?\s(?:[가-힣]+\s)?[가-힣]{1,4}(?:은|는|한|된|인|던|린|른|친|운|긴|든|난|킨|진|쓴|온|간|낸|선)\s['‘“\"]?"
)
"""What makes a figure part of what is said of the name right behind it: 4.4% 하락한 코스피."""


def _described(text: str, names: Sequence[Name], number: Quantity) -> Name | None:
    """The name that a relative clause with the number in it describes."""
    after = next((name for name in names if name.start >= number.end), None)
    return after if after and _DESCRIBED.fullmatch(text, number.end, after.start) else None


def _with_those_beside(text: str, names: Sequence[Name], last: Name) -> frozenset[str]:
    """The keys of a name and of those that stand in a row with it: 현대차·현대모비스, Intel and AMD."""
    keys, first = last.keys, last
    for name in reversed([name for name in names if name.end <= last.start]):
        if not _ROW.fullmatch(text, name.end, first.start):
            break
        keys, first = keys | name.keys, name
    return keys


def _in_piece(text: str, piece: Piece, names: Sequence[Name], number: Quantity) -> frozenset[str]:
    if (described := _described(text, names, number)) is not None:
        return described.keys
    if len(names) == 1 or len(piece.own.quantities) < 2 or _COMPARED.search(text, piece.start, piece.end):
        return _union(names)
    before = [name for name in names if name.end <= number.start]
    after = [name for name in names if name.start >= number.end]
    if after and _OF_NAME.match(text[number.end : after[0].start]):
        return after[0].keys | (
            before[-1].keys
            if before and number.unit == "percent" and " in " in text[number.end : after[0].start]
            else frozenset()
        )
    return _with_those_beside(text, names, before[-1]) if before else after[0].keys


def subjects(text: str, sentence: Sentence, piece: Piece, number: Quantity) -> frozenset[str]:
    """The companies that a number may belong to: the nearest named, in this clause, before it, or inherited."""
    every = _subjects(text, sentence.own.names)
    turn = _in_turn(text, sentence, number, _once(every))
    if turn is not None:
        return turn.keys
    own = _subjects(text, piece.own.names)
    if own:
        led = every[:1] if _PARTICIPLE.match(text, piece.start) else []
        return _in_piece(text, piece, own, number) | _union(led)
    if piece.own.names:
        return frozenset()
    if piece.leans.names:
        return _union(listed(piece.leans.names))
    return _elsewhere(text, sentence, piece)


_PARTICIPLE = re.compile(r"(?:[a-z]{2,}ing|having|up|down)\b(?!\sto\s)")
"""What a clause begins with that tells more of the subject of its sentence: ", moving from 10.8% to 13.6%"."""


def _elsewhere(text: str, sentence: Sentence, piece: Piece) -> frozenset[str]:
    if _COMPARED.search(text, piece.start, piece.end):
        return _union(_subjects(text, sentence.own.names)) or sentence.inherited
    earlier = [_subjects(text, p.own.names) for p in sentence.pieces if p.start < piece.start]
    for names in reversed(earlier):
        if names:
            led = _PARTICIPLE.match(text, piece.start)
            return _union(names) | (_union(next(filter(None, earlier))[:1]) if led else frozenset())
    later = [_subjects(text, p.own.names) for p in sentence.pieces if p.start > piece.start]
    for names in later:
        if names:
            return names[0].keys | sentence.inherited
    return sentence.inherited


def _families(number: Quantity) -> frozenset[str]:
    if number.unit in ("percent", "points"):
        return frozenset({"rate"})
    if number.unit in MONEY:
        return frozenset({"price", "amount"})
    return frozenset({"volume"}) if number.unit == "shares" else frozenset(FAMILIES.values())


def tags(text: str, piece: Piece, number: Quantity) -> frozenset[str]:
    """The measure that stands right before a number; in a table, the one in the cell's heads."""
    families = _families(number)
    for word in reversed(piece.own.attributes):
        between = text[word.end : number.start]
        if word.end <= number.start and (_BETWEEN.match(between) or _WHOSE.fullmatch(between)):
            return frozenset({word.tag}) if FAMILIES[word.tag] in families else frozenset()
    return frozenset(word.tag for word in piece.leans.attributes if FAMILIES[word.tag] in families)


def _accounts(text: str, sentence: Sentence, piece: Piece) -> frozenset[str]:
    """The one account that the clause, or else the clause before it, speaks of."""
    at = sentence.pieces.index(piece)
    for one in (piece, *sentence.pieces[max(0, at - 1) : at]):
        said = frozenset(word.tag for word in one.own.attributes if word.tag in ACCOUNTS)
        if said:
            alone = len(said) == 1 and not _RESPECTIVELY.search(text, sentence.start, sentence.end)
            return said if alone else frozenset()
    return frozenset()


def _scope(sentence: Sentence, piece: Piece) -> tuple[Marks, Marks]:
    """Where a number's dates and periods are looked for: the sentence, or a cell with its heads."""
    return (
        (piece.own, piece.leans)
        if piece.leans is not _EMPTY and _tabular(sentence)
        else (sentence.own, _EMPTY)
    )


_EMPTY = Marks()


def _tabular(sentence: Sentence) -> bool:
    return any(piece.leans != _EMPTY for piece in sentence.pieces)


def _is_of_a_later_clause(piece: Piece, mark: Mark, every: Sequence[Quantity]) -> bool:
    """Whether a period stands behind the number's clause, where another figure is beside it."""
    return mark.start >= piece.end and any(piece.end <= number.start for number in every)


def _nearest(
    text: str, piece: Piece, number: Quantity, marks: Sequence[P], reach: int, every: Sequence[Quantity] = ()
) -> tuple[P, ...]:
    """The one period that stands before a number with no other number between, at most `reach` off; else all."""
    if len(marks) == 1 and _is_of_a_later_clause(piece, marks[0], every):
        return ()
    if len(marks) < 2:
        return tuple(marks)
    behind = [mark for mark in marks if mark.start >= number.end]
    if (
        behind
        and _RIGHT_IN.fullmatch(text, number.end, behind[0].start)
        and not _LISTED.match(text, behind[0].end)
    ):
        return (behind[0],)
    start = max([q.end for q in piece.own.quantities if q.end <= number.start], default=piece.start)
    before = [mark for mark in marks if start <= mark.start and mark.end <= number.start]
    if (
        before
        and number.start - before[-1].end <= reach
        and not _COMPARED.search(text, before[-1].end, number.start)
    ):
        return (before[-1],)
    after = [mark for mark in marks if mark.start >= number.end]
    if after and _IN.match(text[number.end : after[0].start]) and not _LISTED.match(text, after[0].end):
        return (after[0],)
    here = [mark for mark in marks if piece.start <= mark.start < piece.end]
    alone = len(here) == 1 and sum(q.unit == number.unit for q in piece.own.quantities) == 1
    if (
        alone
        and 0 <= here[0].start - number.end <= reach
        and not _COMPARED.search(text, number.end, here[0].start)
    ):
        return (here[0],)
    return tuple(marks)


_RIGHT_IN = re.compile(r"\s(?:in|for|during|on)\s(?:the\s)?(?:full[\s-]|fiscal\s|year\s)?")
_IN = re.compile(
    r"\s(?:for|in|during|as of|at the end of)\s(?:the\s)?(?:full[\s-]|fiscal\s|year\s|ended\s)*$"
)
"""What stands between a figure and the period that is its own: "$224 million for fiscal 2019 as compared to ..."."""
_LISTED = re.compile(r",?\s?(?:and|or|&)\s(?!(?:about\s|some\s)?[$₩€£])|,\s(?=(?:19|20)\d\d|Q\d)")


_YEAR_BEFORE = re.compile(
    r"\s(?:(?:in|for|during|of)\s)?(?:the\s)?(?:(?:prior|previous|preceding)\s(?:fiscal\s)?year(?!-|'s\sfirst)|year\s(?:before|earlier))"
    r"|\s(?:a|one)\syear\s(?:ago|earlier|before)"
)
_YEAR_BEFORE_KO = re.compile(r"(?:전년(?:도)?|작년|지난해|직전\s?연도)(?:의|에|에는)?\s$")


def _year_before(text: str, number: Quantity, fiscals: tuple[Fiscal, ...]) -> tuple[Fiscal, ...]:
    """The years of a figure "in the prior year": those before the years that its sentence is of."""
    prior = _YEAR_BEFORE.match(text, number.end) or _YEAR_BEFORE_KO.search(
        text[max(0, number.start - 8) : number.start]
    )
    if not prior or len({fiscal.year for fiscal in fiscals}) != 1:
        return fiscals
    return tuple(replace(fiscal, year=fiscal.year - 1) if fiscal.year else fiscal for fiscal in fiscals)


def _index_unnamed(text: str, sentence: Sentence) -> frozenset[str]:
    """A stand-in for every index where a sentence speaks of one without a name that is known."""
    named = any(name.index for name in sentence.own.names)
    spoken = not named and _INDEX.search(text, sentence.start, sentence.end)
    return frozenset({ANY_INDEX} if spoken and (sentence.own.names or sentence.inherited) else ())


_DONE = re.compile(r"(?:[했됐었았였졌났왔]고|[했됐었았였졌났왔]으[며나]|[했됐었았였졌났왔]지만)\W*$")
_NOW = re.compile(
    r"현재|지금|연말|연초|월말|분기말|연간|\b(?:now|currently|at\spresent|these\sdays|year[- ]end|end\sof\s(?:the\s)?(?:year|month|quarter)|a\syear\s(?:on|later))\b",
    re.IGNORECASE,
)
"""Words that a clause has its own time by."""
_YEAR_MARKS = frozenset({"high_52w", "low_52w"})


_SINCE = re.compile(
    r"\b(?:from|since)\s(?:the\s)?(?:(?:end|start|close|beginning)\sof\s|late\s|early\s|mid-)?$",
    re.IGNORECASE,
)
_SINCE_KO = re.compile(r"\s?(?:말|초|종가)?\s?(?:부터|이후|이래|보다|대비|에\s?비해)")


def _is_beginning(text: str, day: Day) -> bool:
    """Whether a date is where a change is counted from: it is no date of the level that was reached."""
    before = text[max(0, day.start - 24) : day.start]
    return bool(_SINCE.search(before) or _SINCE_KO.match(text, day.end))


def _is_attached(text: str, piece: Piece, number: Quantity, day: Day) -> bool:
    """Whether a date right behind another figure of the clause is that one's: from $242.26 on Jan 3 to $267.26."""
    others = [q for q in piece.own.quantities if q is not number and q.end <= day.start < number.start]
    return any(_RIGHT_IN.fullmatch(text, q.end, day.start) for q in others)


def _is_settled(text: str, sentence: Sentence, piece: Piece, number: Quantity, day: Day) -> bool:
    """Whether a date belongs to an earlier clause alone: one that tells what happened then without a figure, or where
    the number's own clause speaks of now."""
    if number.unit in (*MONEY, "index") and number.level and _is_beginning(text, day):
        return True
    if _is_attached(text, piece, number, day):
        return True
    if piece.start <= day.start < piece.end:
        return False
    if any(word.tag in _YEAR_MARKS for word in piece.own.attributes):
        return True  # a mark of the year has a day of its own
    if day.start > piece.start:
        return False
    between = any(day.end <= window.start < number.start for window in sentence.own.windows)
    if _NOW.search(text, piece.start, piece.end) or (between and number.unit == "percent"):
        return True
    clause = next((p for p in sentence.pieces if p.start <= day.start < p.end), None)
    return (
        clause is not None
        and not clause.own.quantities
        and bool(_DONE.search(text[clause.start : clause.end]))
    )


def _year_of(mark: Fiscal | Day) -> Fiscal:
    """A period, or the year that ends on a date: "the years ended December 31, 2019 and 2018"."""
    return mark if isinstance(mark, Fiscal) else Fiscal(mark.start, mark.end, mark.year, None)


def _is_level(text: str, piece: Piece, number: Quantity) -> bool:
    """Whether a sum of money is no change, so that what a change is counted from says nothing of it."""
    if number.unit not in MONEY or number.sign:
        return False
    return bound(text, piece, number) is None and not any(
        d.start >= piece.start for d in piece.own.directions
    )


def context(
    reading: Reading, sentence: Sentence, piece: Piece, number: Quantity, reach: int = _ANYWHERE
) -> Context:
    """What the number is about, as far as the text says.

    `reach` is how far before the number the one period that is its own may stand, in characters.
    """
    text = reading.text
    first, second = _scope(sentence, piece)
    fiscals = (*first.fiscals, *second.fiscals)
    days = tuple(
        day for day in (*first.days, *second.days) if not _is_settled(text, sentence, piece, number, day)
    )
    windows = [
        w for w in (*first.windows, *second.windows) if not (w.basis and _is_level(text, piece, number))
    ]
    dated = sorted((*fiscals, *(day for day in days if day.year)), key=lambda mark: mark.start)
    turn = _in_turn(text, sentence, number, dated)
    return Context(
        keys=subjects(text, sentence, piece, number) | _index_unnamed(text, sentence),
        days=_nearest(text, piece, number, days, reach, sentence.own.quantities)
        if turn is None
        else tuple(day for day in (turn,) if isinstance(day, Day)),
        fiscals=_year_before(
            text, number, _nearest(text, piece, number, fiscals, reach, sentence.own.quantities)
        )
        if turn is None
        else (_year_of(turn),),
        windows=_nearest(text, piece, number, windows, reach, sentence.own.quantities),
        tags=tags(text, piece, number),
        accounts=frozenset() if _tabular(sentence) else _accounts(text, sentence, piece),
    )


def _gap(text: str, number: Quantity, word: Direction) -> float:
    korean = "가" <= text[word.start] <= "힣"
    if word.start >= number.end:
        return word.start - number.end + (0 if korean else 3)
    return number.start - word.end + (8 if korean else 0)


_AT_ONCE = re.compile(r"\s(?:by\s|some\s|about\s|almost\s|nearly\s|around\s)?[$₩€£]?\d")


def _is_of_next(text: str, number: Quantity, word: Direction) -> bool:
    """Whether an English word behind a number goes with the next one: "2.8% after falling 17.8%"."""
    if word.start < number.end or "가" <= text[word.start] <= "힣":
        return False
    return _AT_ONCE.match(text, word.end) is not None


def _is_of_another(text: str, piece: Piece, number: Quantity, word: Direction) -> bool:
    """Whether another signless figure stands between a signed one and a Korean word: +5.7%를 기록해 4.4% 하락한 코스피."""
    if not number.sign or word.start < number.end or not "가" <= text[word.start] <= "힣":
        return False
    return any(number.end <= q.start and q.end <= word.start and not q.sign for q in piece.own.quantities)


def bound(text: str, piece: Piece, number: Quantity) -> Direction | None:
    """The word of direction that goes with a number, if one stands near it in its clause."""
    if number.unit not in ("percent", "points", "times", "index", "bare") and number.unit not in MONEY:
        return None
    words = [d for d in piece.own.directions if d.group in SIGNING and d.polarity]
    words = [word for word in words if not _is_of_next(text, number, word)]
    words = [word for word in words if not _is_of_another(text, piece, number, word)]
    if not words:
        return None
    near = min(words, key=lambda word: (_gap(text, number, word), word.start))
    far = _ALONE if len(words) == 1 and len(piece.own.quantities) == 1 else _FAR
    return near if _gap(text, number, near) <= far else None
