"""Kinds that the wording of a whole question settles, whatever rules and votes say of its words.

A yes or no about a price, and the way back from a fall, are told from prices; what the news did
to the price is asked of the news; which of the companies just spoken of leads is a comparison.
"""

import re
from collections.abc import Sequence

from agents.planner.claims import Claim, claim
from agents.planner.counts import run_length
from agents.planner.course import asks_for_the_course
from agents.planner.effects import points_at_report
from agents.planner.explained import explains
from agents.planner.measures import measures
from agents.planner.mentions import INDEX
from agents.planner.nearness import nearness
from agents.planner.reading import Reading
from agents.planner.recovering import recovery
from agents.planner.several import picks_among
from agents.planner.stated import stated
from agents.planner.subject import Thread
from agents.planner.surpassing import surpassing
from stockelper.types import Kind, Measure

_MISHEARD: frozenset[Kind] = frozenset({"out_of_scope", "outlook", "explain_move", "help"})
"""What a yes or no about a price is taken for by its words."""
_OFF = frozenset({"leisure", "task", "define", "asked_meaning", "general_why"})
"""Features of questions about something else, or about what a word means."""
_OF_SHARES: frozenset[Measure] = frozenset(
    {"high_52w", "low_52w", "rsi", "sma", "macd", "bollinger", "cross", "streak"}
)
"""Figures that only shares have, so that no product is meant."""
_BOOKS = re.compile(
    r"매출|이익|실적|배당|재무|부채|자산|현금|영업|순익|(?<![a-z])(?:per|pbr|roe|eps)(?![a-z])|저평가|고평가|가치|판매|점유율"
    r"|(?<![a-z])(?:earning|revenue|profit|sales|margin|dividend|income|debt|cash|asset|valu|guidance|estimate|expectation|result|yield|book)"
)
"""Words of a company's books; a quarter alone may be a stretch of time."""
_TRADED = re.compile(
    r"샀|사서|사고|매수|매도|팔|굴리|굴렸|벌었|나았|보유|들고|들었|때마다|전략|백테|(?:으면|다면|더라면)"
    r"|(?<![a-z])(?:buy|bought|sell|sold|invest\w*|hold\w*|held|strateg\w*|backtest\w*|simulat\w*|if|every|rule|put)(?![a-z])"
)
"""Words of a strategy that is to be tried out on the past."""
_QUARTER = re.compile(r"분기|(?<![a-z])quarter")
_PRICED: frozenset[Kind] = frozenset({"quote", "technical"})
_AND_WHAT_IT_IS = re.compile(
    r"(?:rsi|macd|볼린저 ?\S*|이동 ?평균\S*|이평선|변동성|베타|골든 ?크로스|데드 ?크로스)(?:가|이|란|는|은|라는 ?게)? ?(?:뭐고|뭐며|뭔지(?:랑|도|하고|,)|뭔데|무슨 ?뜻이고|무엇이고|뭐야\??,? (?=\S+ ?(?:몇|얼마|어때|지금|값)))"
)
"""Asks what a figure means, and what it is of a company."""
_UNLIKE_SUMS: frozenset[Kind] = frozenset({"outlook", "order", "portfolio", "out_of_scope"})
_BUYS_HOW_MANY = re.compile(
    r"(?<![a-z])how many (?:whole )?(?:□ shares?|shares? (?:of|in) □)(?: stock)? (?:can|could|would|will|do|does|may)(?: \w+){0,2} (?:buy|get|afford|own)(?![a-z])|\$ ?\d.{0,24}how many □|(?:원|달러)(?:으로|이면|으론|로) ?□.{0,6}몇 ?주"
)
"""Asks how many shares a sum buys, which is no question about what to do."""
_MOVE_TOGETHER = re.compile(
    r"□.{0,14}(?:같이|함께|비슷하게|똑같이) ?움직|(?<![a-z])move (?:together|in (?:sync|tandem|step))(?![a-z])"
)
_INVESTS = re.compile(
    r"^(?:does|did|has) □ (?:still |also |really )?(?:invest(?:ed)? in|own|hold|back)(?![a-z])(?! (?:up|any more))"
)
"""Asks whether a company has put money into another."""
_LISTS: frozenset[Kind] = frozenset({"compare", "screen"})
"""What the months or years of one company are taken for."""
_EACH = re.compile(r"(?<![a-z])every(?= (?:single |calendar )?(?:year|month))")
_TWO = 2
_FORETOLD = re.compile(
    r"(?:주가|가격) ?(?:예측|전망|예상)|(?<![a-z])(?:price|stock|share) (?:prediction|forecast|projection|outlook)s?(?![a-z])"
)
"""Asks for what is to come, whatever else of prices is named."""
_QUOTED: frozenset[Measure] = frozenset(
    {"close", "open", "high", "low", "return", "change", "volume", "turnover"}
)
"""Figures that a quote tells."""
_LISTING = frozenset({"stocks", "sector", "ranked", "bounded", "screen", "market"})
"""Facts of questions that want a list."""
_TECHNICAL: frozenset[Measure] = frozenset({"rsi", "sma", "macd", "bollinger", "cross"})
_BY_SECTOR = re.compile(r"(?:업종|섹터|산업)별")
"""Asks for a figure of each sector, which a list of them answers."""
_OF_REPORTS: tuple[tuple[Kind, ...], ...] = (
    ("fundamentals",),
    ("news",),
    ("outlook",),
    ("education",),
    ("briefing",),
    ("help",),
    ("screen",),
    (),
)
"""What the course of a share is taken for by the words for its stretch, or by "tell me about"."""
_UNSPOKEN: tuple[tuple[Kind, ...], ...] = ((), ("outlook",), ("fundamentals",), ("out_of_scope",))
"""What a company and a stretch of time alone may be about after all: what is to come, or the books."""
_BEATEN = re.compile(
    rf"(?<![a-z])(?:better|worse|more|less|higher|lower|ahead|behind|beat|beats|vs\.?|versus|compared (?:to|with)|against|than)(?: than| of)? (?:the )?{INDEX}|{INDEX} ?(?:보다|대비|에 비해|랑 비교|하고 비교|와 비교)"
)
"""Holds what was spoken of against an index."""
_OF_A_MARKET: frozenset[Kind] = frozenset({"briefing", "quote", "technical", "compare"})


def overruled(found: tuple[Kind, ...], read: Reading, before: Thread) -> tuple[Kind, ...]:
    """The kinds that are asked, given those that were heard."""
    if found[:1] == ("unsafe",):
        return found
    if found[:1] and found[0] in _OF_A_MARKET and not read.named.securities and _BY_SECTOR.search(read.plain):
        return ("screen",)
    if explains(found, read, follows=before.anchor is not None):
        return ("education",)
    about = bool(read.facts & {"named", "index"}) or before.anchor is not None
    if not about:
        return found
    if points_at_report(read.plain, alone="nobody" in read.facts) and _has_company(read, before):
        return found if "named" in read.facts and "news" in found else ("news",)
    if recovery(read.plain) and not read.facts & _OFF:
        return ("quote",)
    others = read.facts & {"named", "scope", "sector", "stocks", "why"}
    if not others and picks_among(read.plain, before.anchor, before.recent):
        return _among(found)
    if _sides(read) == _TWO and found[:1] and found[0] in _MISHEARD | _PRICED:
        said = surpassing(read.plain, read.plain, measures(read.plain))
        return ("compare",) if said else _settled(found, read)
    return _by_its_words(found, read) or _of_prices(found, read, before) or _settled(found, read)


def _of_prices(found: tuple[Kind, ...], read: Reading, before: Thread) -> tuple[Kind, ...]:
    """The kind where the words are of prices alone; none where they are not."""
    if found == ("screen",) and "one" in read.facts and not read.facts & _LISTING and _is_of_prices(read):
        return ("quote",)
    if found[:1] in (("fundamentals",), ("relations",)) and _is_of_prices(read):
        return ("quote",)
    if found in _OF_REPORTS and asks_for_the_course(read):
        return ("quote",)
    if (found[:1] not in _UNSPOKEN or _foretells_the_past(found, read)) and _only_names(read):
        return ("quote",)
    return ("compare",) if _asks_beside_an_index(read, before) else ()


def _foretells_the_past(found: tuple[Kind, ...], read: Reading) -> bool:
    """Whether what is to come was heard of a stretch that is over ("this spring" in December)."""
    return found == ("outlook",) and "past" in read.facts


def _only_names(read: Reading) -> bool:
    """Whether a question is a company and a stretch of time, and nothing else."""
    told = [at for each in read.spans.values() for at in each if not _is_of_the_date(at, read)]
    return bool(read.span) and len(read.named.securities) == 1 and not read.residue and not told


def _is_of_the_date(place: tuple[int, int], read: Reading) -> bool:
    """Whether a word only names the time: "since Thanksgiving"."""
    return any(start <= place[0] and place[1] <= end for start, end in read.dated)


def _asks_beside_an_index(read: Reading, before: Thread) -> bool:
    """Whether what was told of one company is asked to be held against an index ("is that better than the S&P?")."""
    one = before.anchor is not None and len(before.anchor.securities) == 1
    return one and not read.named.securities and _BEATEN.search(read.plain) is not None


def _is_of_prices(read: Reading) -> bool:
    """Whether only figures of prices are asked for by name, and no word is of the books or of other companies."""
    asked = measures(read.plain)
    quarters = all(_QUARTER.search(read.plain, *at) for at in read.spans.get("fundamentals", ()))
    others = read.facts & {"relations", "ties", "themes", "filing", "investor"} or not quarters
    return bool(asked) and set(asked) <= _QUOTED and not others and not _BOOKS.search(read.plain)


def _by_its_words(found: tuple[Kind, ...], read: Reading) -> tuple[Kind, ...]:
    """Kinds that a few words of the question settle alone."""
    if settled := stated(found, read):
        return settled
    if "named" in read.facts and found[:1] == ("technical",) and _AND_WHAT_IT_IS.search(read.plain):
        return ("education", "technical")
    if _is_by_time(found, read) or (
        found[:1] and found[0] in _UNLIKE_SUMS and _BUYS_HOW_MANY.search(read.plain)
    ):
        return ("quote",)
    if _MOVE_TOGETHER.search(read.plain) and found[:1] == ("relations",):
        return ("compare",)
    if found == ("outlook",) and _INVESTS.search(read.plain) and "named" in read.facts:
        return ("relations",)
    return ("outlook",) if found == ("quote",) and _FORETOLD.search(read.plain) else ()


def _is_by_time(found: Sequence[Kind], read: Reading) -> bool:
    """Whether returns of each year or month are asked for, and no rule of trading or books."""
    asked = {"monthly_return", "yearly_return"} & set(measures(read.plain))
    alone = _sides(read) == 1 and not read.stretches
    misread = found[:1] and found[0] in _MISHEARD | {"backtest", "fundamentals"} | (
        _LISTS if alone else set()
    )
    held = _TRADED.search(_EACH.sub(" ", read.plain)) or _BOOKS.search(read.plain)
    return bool(asked and misread and not held)


def _sides(read: Reading) -> int:
    """How many companies and indices are named."""
    return len(read.named.securities) + read.plain.count(INDEX)


def _has_company(read: Reading, before: Thread) -> bool:
    return bool(read.named.securities) or bool(before.anchor and before.anchor.securities)


def _among(found: Sequence[Kind]) -> tuple[Kind, ...]:
    """A comparison, unless figures of the books, news or relations are asked of them."""
    return tuple(found) if found[:1] in (("fundamentals",), ("news",), ("relations",)) else ("compare",)


def _settled(found: tuple[Kind, ...], read: Reading) -> tuple[Kind, ...]:
    of_time = found == ("fundamentals",) and _QUARTER.search(read.plain) and not _BOOKS.search(read.plain)
    held = found == ("backtest",) and not _TRADED.search(read.plain)
    of_mark = found == ("portfolio",) and nearness(read.plain) is not None
    misread = not found or found[0] in _MISHEARD or of_time or held or of_mark
    if not misread or read.facts & _OFF:
        return found
    said = claim(read.plain, measures(read.plain), run_length(read.plain))
    if said is None or not read.facts & {"named", "index"}:
        return found
    if found[:1] == ("out_of_scope",) and not _is_of_a_share(said, read):
        return found
    return ("technical",) if said.measure in _TECHNICAL else ("quote",)


def _is_of_a_share(said: Claim, read: Reading) -> bool:
    """Whether only a share is spoken of so: that something rose, or costs so much, may be said of anything."""
    return said.measure in _OF_SHARES or (said.measure == "close" and "product" not in read.facts)
