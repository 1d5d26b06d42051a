"""Whose a number in a text is: the company named nearest, in turn, beside it, behind its relative clause, or before."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from agents.verifier.marks import Mark, Name, Quantity
from agents.verifier.reading import Piece, Sentence

M = TypeVar("M", bound=Mark)
_IN_A_ROW = 8
"""Figures of a kind in one sentence from which on no two names and figures are taken for a pair by their order."""
_ROW = re.compile(r"(?:\s[A-Z]{1,5})?(?:,|\sand|,\sand|\s&)\s(?:the\s)?|(?:와|과|,)\s|·")
_JOINED = re.compile(r"\s?(?:,|and|,\sand)\s[$₩]?")
RESPECTIVELY = re.compile(r"각각|respectively", re.IGNORECASE)
"""Words that give figures in turn to what stands before them."""
COMPARED = re.compile(
    r"보다|대비|비해|\bthan\b|compared|versus|\bvs\b|relative|against|\bsame\s\w+\s(?:of|in)\b|outperform|underperform|초과|격차|차이|between|gap",
    re.IGNORECASE,
)
"""Words that set two things against each other."""
_PLACE = re.compile(
    r"(?:·(?:코스피|코스닥))?\s?(?:에서|전체|전\s종목|시장|상장|-?listed|market|종목|stocks|상위|시총)",
    re.IGNORECASE,
)
_OF_NAME = re.compile(r"\)?\s*(?:for|at|by|of|in|from)\s+(?:the\s+)?$", re.IGNORECASE)


def listed(names: Sequence[Name]) -> list[Name]:
    """The names that are companies or indices; folded names of others have no market."""
    return [name for name in names if any(":" in key for key in name.keys)]


def _subjects(text: str, names: Sequence[Name]) -> list[Name]:
    kept = [n for n in listed(names) if not (n.index and _PLACE.match(text, n.end))]
    return [n for n in kept if not _is_source(text, n)]


_SURVEYED = re.compile(r"\b(?:surveyed|polled|compiled|tracked|collected|gathered)\sby\s$", re.IGNORECASE)
_DATED = re.compile(r",\s(?:19|20)\d\d[-.년]")
"""Behind the paper that a text is from: (아시아경제, 2022-01-25)."""
_BROKER = re.compile(r"(?:증권|\bSecurities)$")
_RATES = re.compile(
    r"[은는이가]\s[^.\n]{0,40}?(?:올[렸려린]|내[렸려린]|높[였여인]|낮[췄춰춘]|제시|상향|하향|유지)"
)
_TARGET = re.compile(r"목표\s?주?가")


def _is_source(text: str, name: Name) -> bool:
    """Whether a company only says what the figures of another are: a survey's house, a broker that sets a target."""
    if _SURVEYED.search(text, max(0, name.start - 14), name.start):
        return True
    if text.endswith("(", 0, name.start) and _DATED.match(text, name.end):
        return True
    if not _BROKER.search(text, name.start, name.end) or not _RATES.match(text, name.end):
        return False
    return _TARGET.search(text, max(0, name.start - 24), name.end + 40) is not None


def _once(names: Sequence[Name]) -> list[Name]:
    """The names in order, one for a name with its ticker behind it."""
    return [name for at, name in enumerate(names) if not at or names[at - 1].keys != name.keys]


def _union(names: Sequence[Name]) -> frozenset[str]:
    return frozenset[str]().union(*(name.keys for name in names))


def in_turn(text: str, sentence: Sentence, number: Quantity, things: Sequence[M]) -> M | None:
    """Which of the things a number belongs to in "A and B rose 3% and 5%, respectively"."""
    if len(things) < 2:
        return None
    said = RESPECTIVELY.search(text, sentence.start, sentence.end)
    alike = [q for q in sentence.own.quantities if q.unit == number.unit]
    if len(alike) < 2:
        return None
    if said is None:
        return _side_by_side(text, number, alike, things)
    run = _last_run(text, alike, said.start())
    if len(alike) == len(things) and (not run or run[0] is alike[0]):
        return things[alike.index(number)] if number in alike else None
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
    if len(names) == 1 or len(piece.own.quantities) < 2 or COMPARED.search(text, piece.start, piece.end):
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
    if _is_of_a_group(text, sentence, every, number):
        return _union(every) | sentence.inherited
    turn = in_turn(text, sentence, number, _once(every))
    if turn is not None:
        return turn.keys
    own = _subjects(text, piece.own.names)
    if own:
        if len(own) == 1 and number.end <= own[0].start and _THAN_KO.match(text, own[0].end):
            return sentence.inherited or _union(own)
        led = every[:1] if _PARTICIPLE.match(text, piece.start) else []
        return _in_piece(text, piece, own, number) | _union(led)
    if piece.own.names:
        return frozenset()
    if piece.leans.names:
        return _union(listed(piece.leans.names))
    return _elsewhere(text, sentence, piece)


_THAN_KO = re.compile(r"\s?(?:\([^()\n]{1,30}\)|[\d.,%배원만억조\s]{1,16})?\s?(?:보다|에\s?비해)")
"""Behind a name that another's figure is set against: 1.43배로 삼양식품(6.07배)보다."""
_PARTICIPLE = re.compile(r"(?:[a-z]{2,}ing|having|up|down)\b(?!\sto\s)")
"""What a clause begins with that tells more of the subject of its sentence: ", moving from 10.8% to 13.6%"."""


_SEVERAL = re.compile(
    r"\b(?:the\s(?:two|three|four|pair|others?|former|latter|group|trio)|both|it|its|their|they|each|shareholders)\b|(?<![가-힣])(?:두|세|네|양)\s?(?:종목|회사|사|곳|기업|은행)|(?<![가-힣])(?:둘|셋|모두|전자|후자|나머지|양사|서로)(?:[은는이가의와]|\s)",
    re.IGNORECASE,
)
"""Words that stand for some of the companies named before."""


_GROUP = re.compile(
    r"\b(?:the|other|those)\s(?:other\s)?(?:two|three|four|pair|duo|trio|others)\b|\bboth\s(?:\w+\s){0,2}(?:companies|stocks|shares|of\sthem)\b"
    r"|(?:나머지|다른)\s(?:두|세|네|둘|셋)|(?<![가-힣])(?:두|세|네|양)\s?(?:종목|회사|사|곳|기업|은행)(?:은|는|이|가|도|의)",
    re.IGNORECASE,
)


def _is_of_a_group(text: str, sentence: Sentence, names: Sequence[Name], number: Quantity) -> bool:
    """Whether a word for some of several companies named before stands between the last of them and a number."""
    before = [name for name in names if name.end <= number.start]
    if len({name.keys for name in before}) < 2:
        return False
    return _GROUP.search(text, before[-1].end, number.start) is not None


def _elsewhere(text: str, sentence: Sentence, piece: Piece) -> frozenset[str]:
    if not sentence.own.names:
        return sentence.inherited  # no clause of it has a name either
    if COMPARED.search(text, piece.start, piece.end) or _SEVERAL.search(text, piece.start, piece.end):
        return _union(_subjects(text, sentence.own.names)) or sentence.inherited
    earlier = [_subjects(text, p.own.names) for p in sentence.pieces if p.start < piece.start]
    for names in reversed(earlier):
        if names:
            led = _PARTICIPLE.match(text, piece.start)
            behind = led or ";" in text[max(0, piece.start - 2) : piece.start + 1]
            return _union(names) | (_union(next(filter(None, earlier))[:1]) if behind else frozenset())
    later = [_subjects(text, p.own.names) for p in sentence.pieces if p.start > piece.start]
    for names in later:
        if names:
            return names[0].keys | sentence.inherited
    return sentence.inherited
