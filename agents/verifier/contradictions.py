"""What the words beside a figure say against the fact that has its value: denials, other days, other statistics."""

import re

from agents.verifier.attributes import ACCOUNTS
from agents.verifier.closes import is_no_extreme
from agents.verifier.crossing import other_cross, zone_belied
from agents.verifier.endings import is_the_other_end, is_turned
from agents.verifier.facts import Fact, Facts
from agents.verifier.investors import investor_belied
from agents.verifier.marks import Quantity
from agents.verifier.matching import Reason
from agents.verifier.other_bounds import is_the_other_bound
from agents.verifier.reading import Piece, Sentence
from agents.verifier.rows import is_of_another_line
from agents.verifier.told_apart import is_of_another_level, subject, told_otherwise
from agents.verifier.values import DIFFERENCES

_DENIED = re.compile(r"[이가]?\s?(?:아닙|아니)")
_UNTRUE = re.compile(r"사실이\s?(?:아닙|아니)|\b(?:is|was)\s(?:not\strue|false|untrue)\b")
_NOT = re.compile(
    r"\b(?:(?:did|does|has|have|had)(?:\snot|n't)\s\w+\s(?:by\s)?|(?:was|is|were|are)(?:\snot|n't)\s\w+\sby\s)$",
    re.IGNORECASE,
)
_NOT_KO = re.compile(r"[)\s]{0,2}[가-힣]{1,5}지\s?(?:않|못)")
_WILL = re.compile(r"\b(?:will|would|should|is\sgoing\sto|is\sexpected\sto)\s(?:\w+\s){0,3}$", re.IGNORECASE)
_WILL_KO = re.compile(r"^\s?(?:오를|내릴|상승할|하락할|떨어질)")
_COMING = re.compile(
    r"내년에|다음\s?(?:주|달|분기)|향후|앞으로|\bnext\s(?:week|month|quarter|year)\b", re.IGNORECASE
)
_NEGATION = re.compile(r"지\s?(?:않|못)|아니|안\s")
_LEAST = re.compile(r"\bsmallest\b|\bleast\b|\bshallowest\b|가장\s(?:작|적|조금|덜)|\b최소\b", re.IGNORECASE)
_MOST = re.compile(r"drawdown|max|best|worst|largest|biggest")
_LARGEST_MOVE = re.compile(
    r"가장\s(?:크게|많이)\s움직|\b(?:largest|biggest)\s(?:daily\s)?move\b", re.IGNORECASE
)
_WEEK = re.compile(r"전주\s?(?:\(|보다|대비|에\s?비해)|\b(?:previous|prior|preceding)\sweek\b", re.IGNORECASE)
_MONTHLY = re.compile(r"월\s?환산|월간\s?변동성|\bmonthly\b|\bdaily\svolatility|일간\s?변동성", re.IGNORECASE)
_GAP = re.compile(
    r"차이|격차|앞[섰서선]|뒤[졌처]|웃돌|밑돌|상회|하회|초과|보다|대비|높|낮|\b(?:apart|ahead|behind|than|gap|differ\w*|versus|vs|against|"
    r"above|below|out\w+|under\w+|relative|excess|lag\w*|trail\w*|beat\w*|topp?\w*|lead|led|between|spread|margin)\b",
    re.IGNORECASE,
)
_BESIDE = 14
"""Characters between an account and the figure that is told of it, a verb among them."""
_OF_DAY = re.compile(r"(?:에)?\s(?:하루\s)?")
_A_WEEK = 8.0
"""Calendar days, both ends counted, that the sessions on both sides of a long holiday may lie apart."""
_NEXT = 4
"""Days from a session to the next over a long weekend."""
_WEEK_DAYS = (5, 12)
_GROUP = re.compile(
    r"(?:^|\s)(?:업종|섹터|경쟁사|자회사|계열사|동종\s?업계)(?:들)?[은는이가의]"
    r"|\b(?:sector|industry|rivals?|peers?|subsidiar(?:y|ies)|competitors?)(?:'s)?\s(?!of\b)",
    re.IGNORECASE,
)
_QUALIFIERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"총\s?거래|누적|\btotal\b|\bcumulative\b", re.IGNORECASE), "total|sum|cumulative"),
    (re.compile(r"(?<!52주\s)최대(?!\s?낙폭)|\bmaximum\b|\bpeak\b", re.IGNORECASE), "max|high|upper|drawdown|moves?"),
    (re.compile(r"\bissued\b|\boutstanding\b|발행|유통\s?주식", re.IGNORECASE), "issue|outstanding|float"),
    (re.compile(r"\bshares\sa\s(?:week|month|year)\b|주간\s?평균|월\s?평균", re.IGNORECASE), "weekly|monthly|yearly"),
    (re.compile(r"외국인|기관|개인|순매[수도]|\bforeign\w*|\binstitution\w*|\bnet\s(?:buy|sell|bought|sold)", re.IGNORECASE), "flow|foreign|institution|net"),
)  # fmt: skip
"""Words that say which statistic a count of shares is, and what the name of its evidence must then have."""


def is_return(fact: Fact) -> bool:
    """Whether a structured fact is a security's return."""
    return fact.printed is None and fact.unit == "percent" and "return" in fact.context.tags


def contradicted(
    text: str, sentence: Sentence, piece: Piece, number: Quantity, fact: Fact, facts: Facts
) -> Reason | None:
    """What is wrong with a figure that the evidence has; None where nothing is."""
    if _is_denied(text, sentence, number, fact):
        return "value"
    if fact.printed is not None:
        if is_the_other_end(text, sentence, number, fact, facts):
            return "measure"
        if is_of_another_line(text, piece.start, piece.end, fact):
            return "measure"
        if wrong := investor_belied(text, sentence.start, sentence.end, number, fact):
            return wrong
        return (
            "sign" if is_turned(text, number, fact) else told_otherwise(text, sentence, piece, number, fact)
        )
    if _is_of_another_measure(text, sentence, piece, number, fact, facts):
        return "measure"
    if not (sentence.own.names or fact.group) and _GROUP.search(text[sentence.start : number.start]):
        return "company"
    if is_return(fact) and (
        _to_come(text, piece, number)
        or (_of_one_day(text, sentence, number) and _is_longer(fact))
        or (
            _WEEK.search(text, piece.start, piece.end)
            and not sentence.own.windows[1:]
            and not _is_a_week(fact)
        )
    ):
        return "date"
    return None


def _is_denied(text: str, sentence: Sentence, number: Quantity, fact: Fact) -> bool:
    """Whether a sentence says that the figure is not so; what a cited text denies itself is only told on."""
    if _DENIED.match(text, number.end) or _NOT.search(text[sentence.start : number.start]):
        return True
    if _UNTRUE.search(text, number.end, sentence.end):
        return True
    own = fact.reading.text[fact.sentence.start : fact.sentence.end] if fact.reading and fact.sentence else ""
    return _NOT_KO.match(text, number.end) is not None and not _NEGATION.search(own)


def _is_of_another_measure(
    text: str, sentence: Sentence, piece: Piece, number: Quantity, fact: Fact, facts: Facts
) -> bool:
    said = text[sentence.start : sentence.end]
    return (
        other_cross(said, fact.evidence.replace("_", " "))
        or ("rsi" in fact.context.tags and zone_belied(said, fact.value))
        or (is_return(fact) and not fact.context.accounts and _of_account(piece, number))
        or _is_of_the_other_mark(piece, fact)
        or is_the_other_bound(text, piece, fact)
        or is_no_extreme(_beside(text, piece, number), sentence, fact, facts)
        or _is_no_superlative(text, sentence.start, piece, fact, facts)
        or _is_told_of_another(text, sentence, piece, number, fact)
        or (number.unit == "shares" and _otherwise(text[piece.start : piece.end], fact))
    )


_YEAR_MARKS = frozenset({"high_52w", "low_52w"})


def _beside(text: str, piece: Piece, number: Quantity) -> str:
    """What is said of a figure: before it, and in Korean up to the next figure behind it."""
    behind = min((q.start for q in piece.own.quantities if q.start > number.start), default=piece.end)
    after = text[number.end : behind]
    return text[piece.start : number.start] + (after if re.search("[가-힣]", after) else "")


def _is_of_the_other_mark(piece: Piece, fact: Fact) -> bool:
    """Whether a 52-week low is told in a clause that speaks of the high alone, or the other way round."""
    said = {word.tag for word in piece.own.attributes} & _YEAR_MARKS
    own = fact.context.tags & _YEAR_MARKS
    return len(said) == 1 and bool(own) and own.isdisjoint(said)


def _is_no_superlative(text: str, start: int, piece: Piece, fact: Fact, facts: Facts) -> bool:
    """Whether the deepest fall is called the smallest, or one day's move the largest (or smallest) that is not."""
    least = _LEAST.search(text, piece.start, piece.end)
    if fact.name == "drawdown" and _LEAST.search(text, start, piece.end):
        return True
    if least and _MOST.search(fact.evidence):
        return True
    if (
        not (least or _LARGEST_MOVE.search(text, piece.start, piece.end))
        or not is_return(fact)
        or _is_longer(fact)
    ):
        return False
    days = [
        f.value
        for f in facts.facts
        if is_return(f) and _is_of_a_day(f) and f.context.keys == fact.context.keys
    ]
    return any(value < fact.value if least else value > fact.value for value in days)


def _is_of_a_day(fact: Fact) -> bool:
    """Whether a return is one from a session to the next: of a weekend and a holiday at most."""
    dates = fact.context.dates
    return fact.context.length is None and len(dates) > 1 and (max(dates) - min(dates)).days <= _NEXT


def _is_told_of_another(text: str, sentence: Sentence, piece: Piece, number: Quantity, fact: Fact) -> bool:
    """Whether a volatility a year is told as one of a month, what two rates lie apart as a move of one, a count of shares
    as a sum of money, and the distance of a close as that of an open."""
    if "volatility" in fact.context.tags and _MONTHLY.search(text, piece.start, piece.end):
        return True
    if fact.context.tags & DIFFERENCES and not _GAP.search(text, sentence.start, sentence.end):
        return True
    words = [word for word in piece.own.attributes if word.end <= number.start]
    before = [word.tag for word in words if text[word.start : word.end].lower() != "turnover"]
    if number.unit == "shares":
        return bool(before) and before[-1] in ("turnover", "market_cap")
    if number.unit == "percent" and is_of_another_level(text, piece, fact):
        return True
    if number.unit == "percent" and (told := subject(text, piece, number)) in ("open", "high", "low"):
        return f":{told}" not in fact.evidence
    return (
        number.unit == "percent"
        and "open" in before
        and "close" not in before
        and "open" not in fact.evidence
    )


def _to_come(text: str, piece: Piece, number: Quantity) -> bool:
    """Whether a move that was is told as one that will be."""
    before, behind = text[piece.start : number.start], text[number.end : piece.end]
    return bool(
        _WILL.search(before) or _WILL_KO.search(behind) or _COMING.search(text, piece.start, piece.end)
    )


def _of_account(piece: Piece, number: Quantity) -> bool:
    """Whether a price's return is told as what an account did: "revenue rose 3.2 %"."""
    accounts = (word for word in piece.own.attributes if word.tag in ACCOUNTS)
    return any(0 <= number.start - word.end <= _BESIDE for word in accounts)


def _of_one_day(text: str, sentence: Sentence, number: Quantity) -> bool:
    """Whether a move is told of one day alone: "rose 3.2 % on Jan 5", "1월 5일 3.2% 올랐다"."""
    days = sentence.own.days
    if sentence.own.windows or len(days) != 1 or days[0].day is None:
        return False
    after = text[number.end : days[0].start] == " on "
    return after or _OF_DAY.fullmatch(text[days[0].end : number.start]) is not None


def _is_longer(fact: Fact) -> bool:
    return fact.context.length is not None and fact.context.length[1] > _A_WEEK


def _is_a_week(fact: Fact) -> bool:
    """Whether a return may be one over a week: between a week's sessions or over no length that is known."""
    dates = fact.context.dates
    days = (max(dates) - min(dates)).days if len(dates) > 1 else None
    return days is None or _WEEK_DAYS[0] <= days <= _WEEK_DAYS[1]


def _otherwise(piece: str, fact: Fact) -> bool:
    return any(said.search(piece) and not re.search(name, fact.evidence) for said, name in _QUALIFIERS)
