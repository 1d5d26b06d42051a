"""The particulars of a question: figures, periods, screens, relations, words for a search, how many."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, cast

from agents.numerals import NUMBER, number
from agents.planner.reading import measured, residue
from stockelper.types import Kind, Measure, RelationType, Screen

Direction = Literal["in", "out", "both"]
Operator = Literal["top", "bottom", "above", "below"]

_MORE_EXACT: tuple[tuple[Measure, tuple[Measure, ...]], ...] = (
    ("best_day", ("return", "high")),
    ("busiest_day", ("volume", "close", "high", "turnover")),
    ("high_day", ("high", "close", "high_52w")),
    ("low_day", ("low", "close", "low_52w")),
    ("from_high", ("high", "close", "return", "high_52w", "high_day", "drawdown")),
    ("from_low", ("low", "close", "return", "low_52w", "low_day")),
    ("limit_up_days", ("return", "close", "up_days")),
    ("limit_down_days", ("return", "close", "up_days")),
    ("longest_rise", ("return", "close", "up_days", "streak")),
    ("longest_fall", ("return", "close", "up_days", "streak")),
    ("halved", ("return", "close", "drawdown")),
    ("price_gap", ("close", "return")),
    ("cross", ("sma",)),
    ("worst_day", ("return", "low")),
    ("up_days", ("return",)),
    ("streak", ("return", "up_days")),
    ("monthly_return", ("return",)),
    ("high_52w", ("high", "halved")),
    ("low_52w", ("low",)),
    ("volume_ratio", ("volume",)),
    ("relative_return", ("return",)),
    ("return", ("close", "change")),
    ("volume", ("close",)),
    ("turnover", ("close", "volume")),
    ("change", ("close",)),
    ("high", ("close",)),
    ("low", ("close",)),
    ("high_52w", ("close",)),
    ("low_52w", ("close",)),
    ("open", ("close",)),
    ("dividend_yield", ("return",)),
    ("per", ("close",)),
    ("pbr", ("close",)),
    ("psr", ("close",)),
    ("eps", ("close",)),
)
_PERIOD = re.compile(
    r"(?P<a>\d{1,3}) ?일 ?(?:선|이평|이동)|(?P<b>\d{1,3})[- ]day|[se]?ma ?\(?(?P<c>\d{1,3})|rsi ?\(?(?P<d>\d{1,2})\)?(?= ?(?:일|$|지표|값|\?|for|of))|(?P<e>\d{1,3})/(?P<f>\d{1,3})(?= ?(?:moving|ma|day|crossover|골든|데드|golden|death|일))"
)
_CROSS = re.compile(r"(?:골든|데드) ?크로스|(?:golden|death) cross")
_LIMIT = re.compile(
    rf"(?:top|bottom|best|worst|biggest|largest|상위|하위|톱|탑) ?(?P<a>{NUMBER})(?! ?(?:%|퍼센트|프로))|(?<![<>≤≥] )(?<![<>≤≥\d])(?P<b>{NUMBER}) ?(?:개(?!월)|종목|가지|군데|곳|위(?:까지)?)|(?<!below )(?<!under )(?<!over )(?<!above )(?<!than )(?<![<>≤≥] )(?<![\d.,])(?P<c>{NUMBER}) (?:stocks|names|gainers|losers|companies|movers|headlines|articles|suppliers|customers)",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"이하|미만|밑|아래|낮|<|≤|or (?:less|lower|fewer)|below|under|less than|lower than|fewer|at most|beneath|oversold|과매도"
)
_ABOVE = re.compile(
    r"이상|초과|넘|위(?!험)|>|≥|or (?:more|higher|better)|above|over|more than|greater|higher than|at least|overbought|과매수|돌파|뚫"
)
_DOWN = re.compile(
    r"하한가|limit[- ]down|빠|떨어|떨궜|내린|내렸|하락|급락|폭락|추락|꼴찌|꼴등|최하위|최악|(?<!쌍)바닥(?! ?(?:에서|을|찍|다지))|밑바닥|떡락|망한|안 ?좋|못 ?(?:난|오른|나간)|부진|나쁜"
    r"|losers?|losing|lost|laggards?|fell|fall|drop|declin|down|worst|weakest|poorest|bottom|sank|tank|plung|slump|crash"
)
_MOVES: tuple[Measure, ...] = ("return", "change", "relative_return", "drawdown", "streak")
_UP = re.compile(r"상한가|limit[- ]up|오른|올랐|상승|급등|gainers?|winners?|rose|gained")
_SAID_DOWN = re.compile(
    r"급락|폭락|하락|빠[졌진져짐지]|떨어|내렸|내린|떡락|추락|하한가|처박"
    r"|(?<![a-z])(?:f[ae]ll(?:ing|en|s)?|drop\w*|plung\w*|tumbl\w*|slump\w*|slid(?:e|ing)?|crash\w*|sank|sinking|tank\w*|down)(?![a-z])"
)
_SAID_UP = re.compile(
    r"급등|폭등|상승|올랐|오른|올라|뛰었|뛴|떡상|치솟|상한가"
    r"|(?<![a-z])(?:ris(?:e|ing|en)|rose|jump\w*|surg\w*|soar\w*|rall(?:y|ied|ying)|spik\w*|climb\w*|ripping|pop(?:ped|ping)?|up)(?![a-z])"
)
_NEAR = re.compile(r"근처|부근|근접|가까[운이]|near(?:est|ing)?(?![a-z])|close(?:st)? to")
_UNDER = re.compile(r"데드|death|하단|하한|아래|밑|lower|bottom|below|under")
"""The lower one of a band's or a cross's two ways."""
_IN_A_ROW = re.compile(
    rf"(?P<a>{NUMBER}) ?(?:거래)?일 ?(?:째|동안)? ?(?:연속|연달아|내리|계속)|(?P<b>{NUMBER}) (?:straight|consecutive)"
    rf"|(?P<c>{NUMBER}) (?:trading )?(?:days|sessions) (?:in a row|straight|running)"
)
_LOWEST = re.compile(
    r"하위|꼴찌|꼴등|최하|최저|낮은|적은|작은|덜 |lowest|least|smallest|bottom|worst|cheapest|calmest|(?<!비)싼"
)
_LEAST = re.compile(r"덜 |(?:제일|가장) ?(?:적게|조금)|적게|조금|(?<![a-z])(?:least|smallest)(?![a-z])")
"""Asks for the smallest distance."""
_THRESHOLD = re.compile(
    r"(?P<n>\d+(?:,\d{3})*(?:\.\d+)?)(?![\d]) ?(?P<unit>%|퍼센트|프로|percent|pct|배|times|x(?![a-z])|(?:[천백십]?만|천) ?(?:원|주)|억|조|원|달러|(?:thousand|million|billion|mil|mn|bn|[kmb])(?![a-z]))?(?! ?(?:개(?!월)|종목|위|일|주|월|년|분기|day|week|month|year))"
)
_SIGNED = re.compile(r"[<>≤≥]=? ?\d[\d.,]*(?:%|배)?(?= )")
"""A bound with its sign, which counts nothing of what stands behind it ("RSI < 30 stocks")."""
_UNIT_TAIL = re.compile(r"(?<=[천만]) ?[원주]$")
_SCALE = {
    "%": 0.01,
    "퍼센트": 0.01,
    "프로": 0.01,
    "percent": 0.01,
    "pct": 0.01,
    "천": 1e3,
    "만": 1e4,
    "십만": 1e5,
    "백만": 1e6,
    "천만": 1e7,
    "억": 1e8,
    "조": 1e12,
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mil": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
}
_PRICE = re.compile(
    r"(?P<n>\d+(?:,\d{3})*(?:\.\d+)?) ?(?P<unit>[천백십]?만|천)? ?(?:원|달러|불) ?(?:짜리 ?|대 ?)?(?:보다 ?|[을를도이가은] ?|까지 ?)?"
    r"(?P<ko>(?:안|못) ?[되하넘]|이하|미만|아래|밑|(?<!비)싼|저렴|이상|초과|넘|위|비싼|웃도)"
    r"|(?P<en>under|below|less than|at most|cheaper than|over|above|more than|at least) (?:\$ ?(?P<m>\d+(?:,\d{3})*(?:\.\d+)?)|(?P<w>\d+(?:,\d{3})*) won)(?! ?(?:[bmk]|billion|million)(?![a-z]))"
    r"|(?P<penny>동전주|penny stocks?)"
)
"""A bound on the price of one share."""
_CHEAPER = re.compile(r"안|못|이하|미만|아래|밑|싼|저렴|under|below|less|at most|cheaper")
_AMOUNT_BEFORE = re.compile(
    r"(?:거래 ?대금|시총|시가 ?총액|매출|이익|자산|turnover|market cap\w*|revenue|profit|volume)[^,.]{0,12}$"
)
_IMPLIED: Mapping[Measure, tuple[tuple[re.Pattern[str], float], ...]] = MappingProxyType(
    {
        "rsi": ((re.compile("과매도|over-?sold"), 30.0), (re.compile("과매수|over-?bought"), 70.0)),
        "volume_ratio": ((re.compile("twice|double|두 ?배"), 2.0),),
    }
)
"""Thresholds that a word stands for."""
_CLAUSE = re.compile(
    r"(?:(?<=이상)|(?<=이하)|(?<=미만)|(?<=초과)) (?=.{0,24}?\d.{0,10}?(?:이상|이하|미만|초과))|(?:이고|이면서|면서|이며|하고|인데|(?<=[가-힣])고)(?![가-힣])|,|(?:종목|주식|것|거) ?(?:중에서|중에|중|가운데)(?![가-힣])"
    r"|(?<![a-z])(?:and|with|but|w/)(?![a-z])"
)
_REFUSED = re.compile(r"[^\s□◇]+ ?(?:말고|빼고)(?![가-힣])")
_SCREENED: tuple[Measure, ...] = (
    "streak", "cross", "rsi", "volume_ratio", "turnover", "volume", "volatility", "drawdown", "high_52w", "low_52w", "sma", "macd", "bollinger", "relative_return", "beta", "per", "pbr",
    "psr", "peg", "roe", "roa", "eps", "dividend_yield", "debt_ratio", "margin", "market_cap", "revenue", "profit", "return", "close",
)  # fmt: skip
_UNSCREENED: tuple[Measure, ...] = (
    "up_days",
    "best_day",
    "worst_day",
    "monthly_return",
    "correlation",
    "busiest_day",
    "high_day",
    "low_day",
    "limit_up_days",
    "limit_down_days",
    "longest_rise",
    "longest_fall",
    "halved",
    "price_gap",
)
_AS_SCREENED: tuple[tuple[Measure, Measure], ...] = (("from_high", "high_52w"), ("from_low", "low_52w"))
"""Figures of one security to the one that a market is screened by where they are asked for."""
AT_LIMIT = 0.295
"""A move that ends at a daily limit of 30 %, whatever the rounding to a tick takes off."""
_AT_LIMIT = re.compile(r"(?P<up>상한가|limit[- ]up)|하한가|limit[- ]down")
"""Figures of one or two securities by which no market is screened: a screen says that it left them out."""
_GLUED = re.compile("[가-힣]{6,}")
"""Korean written without spaces: no one word to search for."""
_NEWSLESS = frozenset(
    {"뉴스", "기사", "소식", "공시", "보도", "이슈", "헤드라인", "언론", "news", "headlines", "headline", "articles",
     "article", "latest", "coverage", "press", "media", "filings", "filing"}
)  # fmt: skip


def meant(plain: str) -> str:
    """A text without the words that it says it does not mean: "시총 말고 거래대금"."""
    return _REFUSED.sub(lambda found: " " * len(found.group()), plain)


def measures(plain: str) -> tuple[Measure, ...]:
    """The figures asked for, in the order of the text; a general one gives way to the exact one it is part of."""
    found: list[Measure] = [cast("Measure", name) for _, name in measured("measures", plain)]
    weaker: set[Measure] = {lesser for exact, lessers in _MORE_EXACT if exact in found for lesser in lessers}
    kept: list[Measure] = [name for name in found if name not in weaker]
    return tuple(kept)


def periods(plain: str) -> tuple[int, ...]:
    """The lengths of averages that are named, in sessions; an oscillator's own ("RSI(14)") is none of them."""
    found = (
        int(text)
        for match in _PERIOD.finditer(plain)
        for name, text in match.groupdict().items()
        if text and name != "d"
    )
    lengths = tuple(dict.fromkeys(value for value in found if value > 0))
    return (_partner(lengths[0]), *lengths) if len(lengths) == 1 and _CROSS.search(plain) else lengths


def _partner(length: int) -> int:
    """The shorter average whose cross with one of this length is usually watched; the longer one of a short one."""
    return 50 if length > 120 else 20 if length > 20 else 60


def limit(plain: str) -> int | None:
    """How many results are asked for."""
    match = _LIMIT.search(plain)
    return number(next(text for text in match.groups() if text)) if match else None


def screens(plain: str, asked: Sequence[Measure]) -> tuple[Screen, ...]:
    """The conditions of a screen, the one that ranks first: each clause's figure with what is asked of it."""
    if limit_move := _AT_LIMIT.search(plain):
        rest = _AT_LIMIT.sub(" ", plain)
        others = tuple(one for one in _of_clauses(rest, measures(rest)) if one.measure not in _MOVES)
        return (*others, _at_limit(up=bool(limit_move["up"])))
    price = _PRICE.search(plain)
    if price is None or _AMOUNT_BEFORE.search(plain[: price.start()]):
        return _of_clauses(plain, asked)
    rest = f"{plain[: price.start()]} {plain[price.end() :]}"
    others = tuple(one for one in _of_clauses(rest, measures(rest)) if one.measure != "close")
    return (*others, _price(price))


def _at_limit(*, up: bool) -> Screen:
    """The close at the day's upper or lower limit."""
    way: Operator = "above" if up else "below"
    return Screen(measure="change", operator=way, threshold=AT_LIMIT if up else -AT_LIMIT)


def _price(match: re.Match[str]) -> Screen:
    """A bound on the price of a share: "1만원 이하", "under $10", 동전주."""
    if match["penny"]:
        return Screen(
            measure="close", operator="below", threshold=1_000.0 if match["penny"][0] == "동" else 5.0
        )
    said = match["ko"] or match["en"]
    value = float((match["n"] or match["m"] or match["w"]).replace(",", "")) * _SCALE.get(
        match["unit"] or "", 1.0
    )
    return Screen(measure="close", operator="below" if _CHEAPER.match(said) else "above", threshold=value)


def _of_clauses(plain: str, asked: Sequence[Measure]) -> tuple[Screen, ...]:
    clauses = _clauses(plain)
    found = [_condition(clause, measures(clause)) for clause in clauses]
    if len({one.measure for one in found}) < 2:
        return (_condition(plain, asked),)
    return tuple(sorted(found, key=lambda one: one.operator not in ("top", "bottom")))


def _clauses(plain: str) -> list[str]:
    """The parts of a text that each have a figure; one without leads the next ("50% 이상" | "오른 종목")."""
    found: list[str] = []
    before = ""
    for clause in _CLAUSE.split(plain):
        before = f"{before} {clause}".strip()
        if measures(before):
            found.append(before)
            before = ""
    return found


def _condition(plain: str, asked: Sequence[Measure]) -> Screen:
    """What is asked of the first figure that can be screened."""
    asked = (*asked, *(own for of_one, own in _AS_SCREENED if of_one in asked))
    fitting: list[Measure] = [name for name in (*_UNSCREENED, *_SCREENED) if name in asked]
    measure: Measure = fitting[0] if fitting else "return"
    threshold = _threshold(plain, measure)
    far = _farthest(plain, asked) if threshold is None and measure in ("high_52w", "low_52w") else None
    operator = far or _operator(plain, measure, threshold)
    return Screen(measure=measure, operator=operator, threshold=threshold)


def _farthest(plain: str, asked: Sequence[Measure]) -> Operator | None:
    """Which end of a ranking by the distance from a high or a low is asked for; None where none is measured from."""
    below, above = "from_high" in asked, "from_low" in asked
    if below == above:
        return None
    near = bool(_NEAR.search(plain) or _LEAST.search(plain))
    return "bottom" if below != near else "top"


def way(plain: str) -> Literal["up", "down"] | None:
    """Which way a question says that a price went; None where it says neither or both."""
    down, up = bool(_SAID_DOWN.search(plain)), bool(_SAID_UP.search(plain))
    return None if down == up else "down" if down else "up"


def turned(plain: str, carried: Sequence[Screen]) -> tuple[Screen, ...]:
    """The screens of the turn before, the other way round where this turn says so ("the losers?")."""
    way = "bottom" if _DOWN.search(plain) else "top" if _UP.search(plain) else None
    return tuple(
        one.model_copy(update={"operator": way})
        if way and one.operator in ("top", "bottom") and one.measure in ("return", "change")
        else one
        for one in carried
    )


def run_length(plain: str) -> int | None:
    """How many sessions in a row a question speaks of; None where it names no number."""
    match = _IN_A_ROW.search(plain)
    return number(next(text for text in match.groups() if text)) if match else None


def _run(plain: str) -> float | None:
    """For how many sessions in a row a price has to have risen, or, below zero, fallen."""
    length = run_length(plain)
    return None if length is None else -float(length) if _DOWN.search(plain) else float(length)


def _threshold(plain: str, measure: Measure) -> float | None:
    if measure == "streak":
        return _run(plain)
    implied = next((value for said, value in _IMPLIED.get(measure, ()) if said.search(plain)), None)
    plain = _SIGNED.sub(r"\g<0>,", plain)
    bare = _PERIOD.sub(
        " ",
        _LIMIT.sub(
            " ", re.sub(r"52 ?주|52[- ]?w\w*|s&p 500|rsi ?\(?14\)?|코스피 ?200|nasdaq[- ]?100", " ", plain)
        ),
    )
    match = next((m for m in _THRESHOLD.finditer(bare) if _bounds(bare, m)), None)
    if match is None:
        return implied
    value = float(match["n"].replace(",", "")) * _SCALE.get(_UNIT_TAIL.sub("", match["unit"] or ""), 1.0)
    falling = measure in ("return", "change", "relative_return") and bool(_DOWN.search(plain))
    return -value if falling or measure == "drawdown" else value


def _bounds(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - 14) : match.end() + 8]
    return bool(_BELOW.search(around) or _ABOVE.search(around))


def _operator(plain: str, measure: Measure, threshold: float | None) -> Operator:
    falls = measure in _MOVES and bool(_DOWN.search(plain))
    if threshold is None and measure in ("high_52w", "low_52w") and _NEAR.search(plain):
        return "top" if measure == "high_52w" else "bottom"
    if measure in ("cross", "bollinger") and threshold is None:
        return "below" if _UNDER.search(plain) else "above"
    if threshold is None:
        if measure in ("sma", "high_52w", "low_52w", "macd"):
            return "below" if _BELOW.search(plain) or measure == "low_52w" else "above"
        return "bottom" if falls or _LOWEST.search(plain) else "top"
    falls = falls or (measure == "high_52w" and bool(_DOWN.search(plain)))
    return "below" if falls or (_BELOW.search(plain) and not _above_only(plain)) else "above"


def _above_only(plain: str) -> bool:
    return bool(_ABOVE.search(plain)) and not re.search(
        r"이하|미만|<|≤|below|under|less than|lower than|at most|oversold|과매도|밑", plain
    )


def relations(plain: str) -> tuple[RelationType, ...]:
    """The relations asked for, in the order of the text."""
    return tuple(cast("RelationType", name) for _, name in measured("relations", plain))


def direction(plain: str) -> Direction:
    """Seen from the company: `in` are edges that point at it (its suppliers, its holders), `out` those from it."""
    found = [name for _, name in measured("direction", plain)]
    return cast("Direction", found[0]) if len(found) == 1 else "both"


def search_words(plain: str, covered: Sequence[tuple[int, int]], kinds: Sequence[Kind]) -> tuple[str, ...]:
    """Content words for a search: names, dates, stop words and the words that only ask are left out.

    A market as a whole is told by its own news, whatever else the asker says of himself.
    """
    if kinds[0] == "briefing" and "news" not in kinds:
        return ()
    if not {"news", "explain_move", "briefing", "fundamentals", "screen"} & set(kinds):
        return ()
    pieces = residue(plain, list(covered))
    return tuple(
        dict.fromkeys(word for word in pieces if word not in _NEWSLESS and not _GLUED.fullmatch(word))
    )
