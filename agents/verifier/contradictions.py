"""What the words beside a figure say against the fact that has its value: denials, other days, other statistics."""

import re
from collections.abc import Iterator, Sequence

from agents.verifier.attributes import ACCOUNTS
from agents.verifier.facts import Context, Fact, Facts
from agents.verifier.marks import MONEY, Fiscal, Quantity
from agents.verifier.matching import DIFFERENCES, Reason
from agents.verifier.reading import Piece, Sentence

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
_CROSS = re.compile(r"(?:golden|death)_cross")
_GOLDEN = re.compile(r"골든\s?크로스|\bgolden\scross", re.IGNORECASE)
_DEATH = re.compile(r"데드\s?크로스|\b(?:death|dead)\scross", re.IGNORECASE)
_NEITHER = re.compile(r"과매수도\s?과매도도\s?아닌|neither\soverbought\snor\soversold", re.IGNORECASE)
_OVERBOUGHT = re.compile(r"과매수(?!\s?(?:기준|선))|\boverbought\b", re.IGNORECASE)
_OVERSOLD = re.compile(r"과매도(?!\s?(?:기준|선))|\boversold\b", re.IGNORECASE)
_OVER, _UNDER = 69.5, 30.5
"""An RSI of 70 and of 30, rounded."""
_OF_DAY = re.compile(r"(?:에)?\s(?:하루\s)?")
_HALF = 6
_A_WEEK = 8.0
"""Calendar days, both ends counted, that the sessions on both sides of a long holiday may lie apart."""
_NEXT = 4
"""Days from a session to the next over a long weekend."""
_WEEK_DAYS = (5, 12)
_HIGHEST = re.compile(
    r"최고\s?종가|종가\s(?:기준\s)?최고|가장\s높[게은]\s(?:끝|마감|종가)|\b(?:highest|best)\s(?:close|finish)\b",
    re.IGNORECASE,
)
_LOWEST = re.compile(
    r"최저\s?종가|종가\s(?:기준\s)?최저|가장\s낮[게은]\s(?:끝|마감|종가)|\b(?:lowest|worst)\s(?:close|finish)\b",
    re.IGNORECASE,
)
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
        if _is_the_other_end(text, sentence, number, fact, facts):
            return "measure"
        return "sign" if _is_turned(text, number, fact) else None
    if _is_of_another_measure(text, sentence, piece, number, fact, facts):
        return "measure"
    if not sentence.own.names and _GROUP.search(text[sentence.start : number.start]):
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


_RESULT_BEFORE = re.compile(
    r"(?i)(?:(?P<loss>영업손실|순손실|손실|적자|\b(?:loss(?:es)?|deficit)\b|\blost)|(?P<profit>영업이익|순이익|이익|순익|흑자|\b(?:profits?|earnings|income|surplus|earned)\b))"
    r"(?:액|폭|은|는|이|가|을|를|규모)?\s?(?:of\s|was\s|were\s|totall?ed\s|at\s|to\s|약\s|about\s|some\s)*(?:US)?[$₩€£]?$"
)
_RESULT_AFTER = re.compile(
    r"(?i)\s?(?:의\s|규모의\s)?(?:net\s|operating\s|pretax\s)?(?:(?P<loss>(?:영업|순|당기순|세전)?(?:손실|적자)|loss(?:es)?\b)|(?P<profit>(?:영업|순|당기순|세전)?(?:이익|흑자)|profits?\b))"
)


def _result(text: str, number: Quantity) -> int:
    """1 for a figure told as a profit, -1 as a loss, by its sign or the word beside it; 0 where nothing says so."""
    if number.sign:
        return number.sign
    found = _RESULT_BEFORE.search(text[max(0, number.start - 30) : number.start]) or _RESULT_AFTER.match(
        text, number.end
    )
    return 0 if found is None else -1 if found["loss"] else 1


def _is_turned(text: str, number: Quantity, fact: Fact) -> bool:
    """Whether a text's loss is told as a profit, or the other way round."""
    if number.unit not in MONEY or fact.printed is None or fact.reading is None:
        return False
    said, own = _result(text, number), _result(fact.reading.text, fact.printed)
    return said != 0 and own != 0 and said != own


_TOP = re.compile(r"가장\s(?:많|크|큰|컸|높)|최대|최고|\b(?:highest|largest|biggest|most)\b", re.IGNORECASE)
_BOTTOM = re.compile(r"가장\s(?:적|작|낮)|최소|최저|\b(?:lowest|smallest|least)\b", re.IGNORECASE)


_TURN = re.compile(r"\b(?:although|though|while|whereas|but)\b|지만\s|으나\s|반면|;")
"""Where a clause begins that says something else."""


def _is_the_other_end(text: str, sentence: Sentence, number: Quantity, fact: Fact, facts: Facts) -> bool:
    """Whether the smallest of a text sentence's figures is called the largest, or the other way round."""
    start = max((m.end() for m in _TURN.finditer(text, sentence.start, number.start)), default=sentence.start)
    end = next((m.start() for m in _TURN.finditer(text, number.end, sentence.end)), sentence.end)
    top, bottom = (bool(p.search(text, start, end)) for p in (_TOP, _BOTTOM))
    rivals = [q for q in sentence.own.quantities if q.unit == number.unit]
    if top == bottom or len(rivals) != 1 or fact.sentence is None:
        return False
    alike = {
        f.signed_value
        for f in facts.facts
        if f.sentence is fact.sentence
        and f.reading is fact.reading
        and f.unit == fact.unit
        and f.verbatim == fact.verbatim
    }
    return len(alike) > 1 and fact.signed_value == (min(alike) if top else max(alike))


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
        bool(_CROSS.search(fact.evidence) and _other_cross(said, fact.evidence))
        or ("rsi" in fact.context.tags and _in_another_zone(said, fact.value))
        or (is_return(fact) and _of_account(piece, number))
        or _is_of_the_other_mark(piece, fact)
        or _is_the_other_bound(text, piece, fact)
        or _is_no_extreme(_beside(text, piece, number), sentence, fact, facts)
        or _is_no_superlative(text, piece, fact, facts)
        or _is_told_of_another(text, sentence, piece, number, fact)
        or (number.unit == "shares" and _otherwise(text[piece.start : piece.end], fact))
    )


_YEAR_MARKS = frozenset({"high_52w", "low_52w"})


_UPPER = re.compile(r"상단|상한|\b(?:upper|top|high)\s(?:end|bound|edge)\b", re.IGNORECASE)
_LOWER = re.compile(r"하단|하한|\b(?:lower|bottom|low)\s(?:end|bound|edge)\b", re.IGNORECASE)
_FORECAST = re.compile(r"^forecast:.*:(?P<end>low|high)$")


def _is_the_other_bound(text: str, piece: Piece, fact: Fact) -> bool:
    """Whether the lower end of a forecast's interval is told as the upper one, or the other way round."""
    found = _FORECAST.match(fact.evidence)
    upper, lower = (bool(p.search(text, piece.start, piece.end)) for p in (_UPPER, _LOWER))
    return found is not None and upper != lower and upper == (found["end"] == "low")


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


def _is_no_superlative(text: str, piece: Piece, fact: Fact, facts: Facts) -> bool:
    """Whether the deepest fall is called the smallest, or one day's move the largest (or smallest) that is not."""
    least = _LEAST.search(text, piece.start, piece.end)
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
    return number.unit == "percent" and "open" in before and "close" not in before and not _has_open(fact)


def _has_open(fact: Fact) -> bool:
    return "open" in fact.evidence


def _other_cross(said: str, evidence: str) -> bool:
    """Whether a cross is called by the other's name."""
    golden, death = bool(_GOLDEN.search(said)), bool(_DEATH.search(said))
    return golden != death and golden == ("death_cross" in evidence)


def _in_another_zone(said: str, rsi: float) -> bool:
    """Whether an RSI is said to lie where it does not: overbought from 70 on, oversold up to 30."""
    said = _NEITHER.sub("", said)
    over, under = bool(_OVERBOUGHT.search(said)), bool(_OVERSOLD.search(said))
    return over != under and ((over and rsi < _OVER) or (under and rsi > _UNDER))


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


def _is_no_extreme(before: str, sentence: Sentence, fact: Fact, facts: Facts) -> bool:
    """Whether a close that is called the highest (or lowest) of its time is not so among those known of the days and
    periods that the sentence names.

    The earliest is left out: a stretch of time is counted from the close before it.
    """
    highest, lowest = _HIGHEST.search(before), _LOWEST.search(before)
    if not (highest or lowest) or "close" not in fact.context.tags:
        return False
    first, last = _named_days(sentence)
    others = [
        (day, value) for day, value in sorted(_closes(sentence, fact, facts))[1:] if first <= day <= last
    ]
    return any(value > fact.value if highest else value < fact.value for _, value in others)


def _named_days(sentence: Sentence) -> tuple[str, str]:
    """The first and the last of the full dates that a sentence names, where it names several; else any day."""
    days = [day for day in sentence.own.days if day.year and day.month and day.day]
    named = sorted({f"{day.year}-{day.month:02}-{day.day:02}" for day in days})
    return (named[0], named[-1]) if len(named) > 1 else ("", "9999")


def _closes(sentence: Sentence, fact: Fact, facts: Facts) -> Iterator[tuple[str, float]]:
    periods = sentence.own.fiscals
    for other in facts.facts:
        if (
            other.printed is None
            and (not periods or _is_in(periods, other.context))
            and "close" in other.context.tags
            and other.context.keys == fact.context.keys
        ):
            yield min(map(str, other.context.dates), default=""), other.value


def _is_in(periods: Sequence[Fiscal], about: Context) -> bool:
    """Whether a day lies in one of the years, halves or quarters; one that is of no year is not looked at."""
    years = {period.year for period in periods if period.year}
    return not years or any(
        date.year in years
        and (part is None or part in (10 + (date.month > _HALF) + 1, (date.month - 1) // 3 + 1))
        for date in about.dates
        for part in {period.part for period in periods}
    )


def _otherwise(piece: str, fact: Fact) -> bool:
    return any(said.search(piece) and not re.search(name, fact.evidence) for said, name in _QUALIFIERS)
