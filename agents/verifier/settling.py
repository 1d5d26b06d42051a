"""Which of the dates and lengths of time of a sentence are another figure's, or an earlier clause's alone."""

import re

from agents.verifier.marks import MONEY, Day, Quantity, Window
from agents.verifier.reading import Piece, Sentence
from agents.verifier.shifting import is_shifted

_RIGHT_IN = re.compile(
    r"\s(?:in|for|during|on|(?:at|by)\s(?:the\s)?(?:end|close|start)\sof)\s(?:the\s)?(?:full[\s-]|fiscal\s|year\s)?"
)
_DONE = re.compile(r"(?:[했됐었았였졌났왔]고|[했됐었았였졌났왔]으[며나]|[했됐었았였졌났왔]지만)\W*$")
_NOW = re.compile(
    r"현재|지금|연말|한\s?해를\s마|연초|월말|분기말|연간|가장\s최근|최신|최근\s(?:종가|주가)|\b(?:now|currently|at\spresent|these\sdays|most\srecent|latest|still|(?:finish|end|clos)(?:ed|es|ing)\sthe\s(?:year|month|quarter)|year[- ]end|end\sof\s(?:the\s)?(?:year|month|quarter)|a\syear\s(?:on|later))\b",
    re.IGNORECASE,
)
"""Words that a clause has its own time by."""
_YEAR_MARKS = frozenset({"high_52w", "low_52w"})


_SINCE = re.compile(
    r"\b(?:from|since|between)\s(?:the\s)?(?:(?:end|start|close|beginning)\sof\s|late\s|early\s|mid-)?$",
    re.IGNORECASE,
)
_SINCE_KO = re.compile(r"\s?(?:말|초|종가)?\s?(?:부터|이후|이래|보다|대비|에\s?비해)")


def _is_beginning(text: str, day: Day) -> bool:
    """Whether a date is where a change is counted from: it is no date of the level that was reached."""
    before = text[max(0, day.start - 24) : day.start]
    return bool(_SINCE.search(before) or _SINCE_KO.match(text, day.end))


_FORMER = re.compile(r"(?:이|였|이었|하)던\s|에서\s")
_RIGHT_BEFORE = 8
"""Characters between a date and the figure that it is the date of: 9월 말 종가 34만 원이던."""


_AFTER_ITS_END = re.compile(r"\s(?:from|versus|against|compared\s(?:with|to))\s[$₩€£]?", re.IGNORECASE)


def _is_told_from(text: str, piece: Piece, number: Quantity) -> bool:
    """Whether a figure is what the one right before it came from, of which a date before both is: to 2.3% from 2.4%."""
    before = [q for q in piece.own.quantities if q.end <= number.start and q.unit == number.unit]
    return bool(before) and _AFTER_ITS_END.fullmatch(text, before[-1].end, number.start) is not None


def _is_of_former(text: str, sentence: Sentence, number: Quantity, day: Day) -> bool:
    """Whether a date is that of an earlier figure, from which this one is told: 9월 말 34만 원이던 주가가 65만 원으로."""
    own = next((q for q in sentence.own.quantities if q.start >= day.end), None)
    if own is None or own.start >= number.start or own.start - day.end > _RIGHT_BEFORE:
        return False
    return _FORMER.match(text, own.end) is not None


def _is_of_the_next(text: str, sentence: Sentence, number: Quantity, day: Day) -> bool:
    """Whether a date behind a number is that of the figure which it stands before: 9월 30일의 5,230원."""
    if day.start < number.end:
        return False
    after = next((q for q in sentence.own.quantities if q.start >= day.end), None)
    return after is not None and text[day.end : after.start].strip() == "의"


_OF_SUPERLATIVE = re.compile(
    r"\b(?:\w{2,}est|most|worst|best)\s(?:[\w-]+\s){0,4}(?:in|for|over)\s(?:(?:more\sthan|over|about|nearly|almost)\s)?$"
)
"""What makes a length of time that of an extreme: its weakest finish in six weeks."""


def is_left(text: str, piece: Piece, window: Window) -> bool:
    """Whether a length of time is an earlier clause's alone: this one tells of a mark of the year, on its own day."""
    if _OF_SUPERLATIVE.search(text, max(piece.start, window.start - 40), window.start):
        return True
    marked = piece.own.days and any(word.tag in _YEAR_MARKS for word in piece.own.attributes)
    return bool(marked) and window.start < piece.start


_MARK_OF = re.compile(
    r"(?:['’]s)?\s(?:\w+[\s-]){0,2}(?:highs?|lows?|peak|trough|record|top|bottom|close|finish)\s(?:of|at)\s[$₩€£]?"
    r"|(?:의|에\s기록한|에\s세운)?\s(?:장중\s|52주\s|사상\s)*(?:신?최?[고저](?:점|가)|종가)(?:인|은|는|이던|였던)?\s",
    re.IGNORECASE,
)
"""Between a date and the mark that it names: their December 2024 peak of."""


def _is_of_a_mark(text: str, sentence: Sentence, number: Quantity, day: Day) -> bool:
    """Whether a date is part of what a mark is called, and the mark's figure is another."""
    own = next((q for q in sentence.own.quantities if q.start >= day.end), None)
    return own is not None and own is not number and _MARK_OF.fullmatch(text, day.end, own.start) is not None


def _is_attached(text: str, piece: Piece, number: Quantity, day: Day) -> bool:
    """Whether a date right behind another figure of the clause is that one's: from $242.26 on Jan 3 to $267.26."""
    others = [q for q in piece.own.quantities if q is not number and q.end <= day.start < number.start]
    return any(_RIGHT_IN.fullmatch(text, q.end, day.start) for q in others)


_FROM_LEVEL = re.compile(
    r"\b(?:from|than|versus|vs\.?|against|over|above|below|under|compared\s(?:with|to))\s(?:its\s|the\s|an?\s|about\s|[\w&.]+['’]s\s)*[$₩€£]?$",
    re.IGNORECASE,
)
_FROM_LEVEL_KO = re.compile(r"\s?(?:에서\s|보다\s|(?:에\s)?대비|에\s?비해|에\s?견[주줘]|이?던\s)")


def _is_counted_from(text: str, sentence: Sentence, number: Quantity, day: Day) -> bool:
    """Whether a figure is what another of its kind is set against, and no date stands right beside it."""
    alike = [q for q in sentence.own.quantities if q.unit == number.unit and q is not number]
    against = _FROM_LEVEL.search(text[max(sentence.start, number.start - 30) : number.start])
    if not alike or not (against or _FROM_LEVEL_KO.match(text, number.end)):
        return False
    if _RIGHT_IN.fullmatch(text, number.end, day.start):
        return False  # from $242.26 on Jan 3
    if _TO_LEVEL.match(text, number.end):
        return True  # from $233 to $240: the day is that of where it went
    between = [q for q in sentence.own.quantities if day.end <= q.start and q.end <= number.start]
    return bool(between) or day.start >= number.end


_TO_LEVEL = re.compile(r"\sto\s[$₩€£]?\d|에서\s[$₩€£]?[\d,.만천억조\s]+\s?(?:원|달러)?으?로")
_BRACKET = re.compile(r"[^\s\d]{0,2}\s?\(")
_BASE = re.compile(
    r"(?:(?:전|직전)\s?거래일|전일|전장|\b(?:previous|prior|preceding|last)\s(?:session|close|trading\sday|day))\s?\($",
    re.IGNORECASE,
)


def _is_in_brackets(text: str, sentence: Sentence, number: Quantity, day: Day) -> bool:
    """Whether a date in brackets is that of the figure or of the session before it: $48.70 (Apr 8), the previous session (Jan 2)."""
    if _BASE.search(text, max(sentence.start, day.start - 24), day.start):
        return True
    others = (q for q in sentence.own.quantities if q is not number and q.end <= day.start)
    return any(_BRACKET.fullmatch(text, q.end, day.start) for q in others)


_RELATIVE = re.compile(
    r"(?:\s[A-Za-z][\w-]*){0,3}\s(?:it|they|he|she|the\s(?:stock|shares?|index))\s(?:had\s)?(?:set|hit|reached|touched|made|posted|recorded|struck|printed)(?:\sback)?\s(?:on|in)\s(?:the\s)?",
    re.IGNORECASE,
)
"""Between a mark of the past and its date: the $44.02 it reached on December 3."""
_ONCE_KO = re.compile(r"(?:까지|으?로|에서)\s[가-힣]{1,6}던\s")
"""Behind a figure of an earlier time: 9만 100원까지 밀렸던."""
_OF_AVERAGE = re.compile(
    r"(?:연평균|월평균|분기\s?평균|기간\s?평균|평소|하루\s?평균|평균\s?거래량|\b(?:year|full-year|annual|monthly|quarterly|daily)(?:ly)?\s(?:daily\s)?average|typical|usual|ordinary)(?:[^\d\n]{0,16})$",
    re.IGNORECASE,
)
"""Before an average over a stretch of time: it is of no day."""


def _is_behind_a_semicolon(text: str, sentence: Sentence, number: Quantity, day: Day) -> bool:
    """Whether a figure stands behind the semicolon that ends a date's clause."""
    return sentence.start <= day.start and ";" in text[day.end : number.start]


def _is_of_its_clause(text: str, sentence: Sentence, number: Quantity, day: Day) -> bool:
    """Whether a date behind another figure is told of that one alone, or a figure is of a time before the date."""
    others = [q for q in sentence.own.quantities if q is not number and q.end <= day.start]
    if others and others[-1].start > number.start and _RELATIVE.fullmatch(text, others[-1].end, day.start):
        return True
    return day.start > number.end and _ONCE_KO.match(text, number.end) is not None


def _is_of_average(text: str, number: Quantity, day: Day) -> bool:
    """Whether a figure is an average over a longer time than the day named before it."""
    before = text[max(day.end, number.start - 30) : number.start]
    return day.end <= number.start and _OF_AVERAGE.search(before) is not None


_NOW_BETWEEN = re.compile(
    r"(?<![가-힣])(?:지금|현재|오늘)(?![가-힣]{2})|\b(?:now|today|currently)\b", re.IGNORECASE
)


def is_settled(text: str, sentence: Sentence, piece: Piece, number: Quantity, day: Day) -> bool:
    """Whether a date belongs to an earlier clause alone: one that tells what happened then without a figure, or where
    the number's own clause speaks of now."""
    if _NOW_BETWEEN.search(text[day.end : number.start]):
        return True  # bought in mid-December, and now at
    starts = _FORMER.match(text, number.end) or _SINCE.search(
        text[max(0, number.start - 24) : number.start].rstrip("$₩€£")
    )
    elsewhere = (
        _is_of_a_mark,
        is_shifted,
        _is_counted_from,
        _is_in_brackets,
        _is_of_its_clause,
        _is_behind_a_semicolon,
    )
    if any(moved(text, sentence, number, day) for moved in elsewhere) or _is_of_average(text, number, day):
        return True
    whole = day.day is None and _is_beginning(text, day)  # a month since which something holds
    if whole or (
        number.unit in (*MONEY, "index") and number.level and not starts and _is_beginning(text, day)
    ):
        return True
    if day.end <= number.start and _is_told_from(text, piece, number):
        return True
    if not starts and _is_of_former(text, sentence, number, day):
        return True
    if _is_attached(text, piece, number, day) or _is_of_the_next(text, sentence, number, day):
        return True
    return _is_of_earlier_clause(text, sentence, piece, number, day)


def _is_of_earlier_clause(text: str, sentence: Sentence, piece: Piece, number: Quantity, day: Day) -> bool:
    """Whether a date of another clause is over there: that clause has told what happened, or this one has a time of its own."""
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
