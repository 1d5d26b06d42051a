"""Codes and tickers in a text: 005930, A005930, 005930.KS, $NVDA, NASDAQ:NVDA, NVDA, BRK/B.

A dollar sign or an exchange makes a ticker sure. A bare one counts in capitals, and one that is also a word
or an abbreviation only with a cue beside it.
"""

import re
from collections.abc import Container, Iterator

from stockelper.securities.cues import Cues
from stockelper.securities.folding import UNSPEAKABLE
from stockelper.securities.listing import Listing, bundled
from stockelper.securities.scanning import Hit

_CODE = re.compile(
    r"(?<![\w$₩.,/-])(?:(?:KRX|KOSPI|KOSDAQ|KS|KQ):\s?)?A?(?P<code>\d{4}[0-9A-Z]\d|\d{5}[0-9KLM])(?:\.(?:KS|KQ))?"
    r"(?![0-9A-Za-z]|[.,:/-]\d)"
)
_AMOUNT = re.compile(
    r"\s?(?:원|주(?!가|식|주)|달러|명|개|건|만|억|천|조|년|월|일|점|포인트|%|퍼센트|krw|usd|won|dollars|shares|times|배|대(?!비)|톤)",
    re.IGNORECASE,
)
_PLAIN_AMOUNT = re.compile(r"[1-9]\d*000")
_MONTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])")
_MARKED = re.compile(
    r"(?P<mark>(?<![\w$])\$|(?<!\w)(?:NASDAQ|NYSE|AMEX|US):\s?)(?P<ticker>[A-Za-z]{1,5}(?:[./-][A-Za-z])?)(?![\w$])",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![\w$&@#.'-])(?P<ticker>[A-Za-z]{1,5}(?:[./-][ABab](?![A-Za-z]))?)(?![A-Za-z0-9_&]|[.'](?!s\b)[A-Za-z]|-[A-Za-z0-9])"
)
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Za-z]\.){2,4}[A-Za-z]?\.?(?!\w)")
"""A ticker written letter by letter: e.l.f., A.M.D."""
_PRACTICE = re.compile(r"(?<![\w$.:-])(?:PRACTICE:)?(?P<code>P\d{3})(?![A-Za-z0-9_-])", re.IGNORECASE)
"""A code of the practice market, whose securities have neither KRX codes nor tickers."""
_SHORT = 24
"""In a text of so few characters (and nvda?) a ticker in small letters counts without talk of shares."""
_LONG = 3
"""Letters beyond which a ticker that is no word is hardly anything else, in small letters or beside no share."""
_ORDER_WORD = re.compile(
    r"(?:lmt|mkt|stp|gtc|moc|loc)(?=\s+[@$]?\d|\s+(?:day|gtc|ioc|fok)(?![a-z])|\s*$)", re.IGNORECASE
)
"""Words of an order, which stand before its price."""
_RATIOS = frozenset({"per", "pbr", "peg", "psr", "eps", "bps", "roe", "roa"})
_RATIO = "(?:per|pbr|psr|pcr|peg|eps|bps|roe|roa|p/e|p/b|ev/ebitda)"
_RATIO_BEHIND = re.compile(
    rf"[ ,/·]+(?:and |or )?{_RATIO}(?![a-z])|,? ratio"
    r"|[은는이가]? ?\d+(?:\.\d+)?(?!\.?\d| ?(?:주|달러|원|만|불|shares|usd))"
    r"| (?:is |of )?(?:above|below|over|under|at least|at most|less than|more than|greater than)(?![a-z])"
    r"|[가이란은는]{0,2} ?(?:무슨|뭐|뜻|의미)",
    re.IGNORECASE,
)
_RATIO_BEFORE = re.compile(rf"(?<![a-z]){_RATIO}[ ,/·]+(?:and |or )?$", re.IGNORECASE)
_CURRENCIES = frozenset({"USD", "KRW", "JPY", "EUR", "CNY", "GBP", "BTC", "ETH", "XRP"})
_UNITS = frozenset({"bn", "mn", "mm", "tn", "m", "b", "k"})
"""Behind a dollar sign they say how much ("capex in $bn")."""
_HANGUL_NEXT = re.compile("[가-힣]")


def codes(text: str, listing: Listing) -> Iterator[Hit]:
    """Hits of KRX codes and of the practice market's; a well-formed KRX code that no listing knows has no ids."""
    for match in _PRACTICE.finditer(text):
        if (security := f"PRACTICE:{match['code'].upper()}") in listing:
            yield Hit(match.start(), match.end(), (security,), "code")
    for match in _CODE.finditer(text):
        code = match["code"]
        security = f"KRX:{code}"
        marked = match.group() != code
        if security in listing:
            if marked or not _AMOUNT.match(text, match.end()):
                yield Hit(match.start(), match.end(), (security,), "code")
        elif marked or not _is_number(code, text, match.end()):
            yield Hit(match.start(), match.end(), (), "code", written=code)


def marked_tickers(text: str, listing: Listing) -> Iterator[Hit]:
    """Hits of tickers with a dollar sign or an exchange before them, and of three letters or more with dots between;
    unknown ones have no ids."""
    for match in _DOTTED.finditer(text):
        letters = match.group().replace(".", "")
        security = ticker_id(letters, listing) if len(letters) > 2 else None
        if security is not None and security in bundled():
            yield Hit(match.start(), match.end(), (security,), "code")
    for match in _MARKED.finditer(text):
        if match["ticker"] in _UNITS:
            continue
        security = ticker_id(match["ticker"], listing)
        if security is not None:
            yield Hit(match.start(), match.end(), (security,), "code")
        elif len(match["ticker"]) > 1 and match["ticker"].upper() not in _CURRENCIES:
            yield Hit(match.start(), match.end(), (), "code", written=match.group())


def bare_tickers(
    text: str, listing: Listing, cues: Cues, of_stocks: bool, known: Container[str]
) -> Iterator[Hit]:
    """Hits of tickers that stand alone. One that may be a word is not sure, nor is one of a company that is not
    among the `known` in small letters, for among all listed tickers are most short words, or, where it is not of
    the bundled listing either, in a text that does not speak of shares."""
    shouting = len(text) > 12 and text.isupper()
    for match in _BARE.finditer(text):
        ticker = match["ticker"]
        security = ticker_id(ticker, listing)
        if security is None or _ORDER_WORD.match(text, match.start()) or _is_ratio(text, *match.span()):
            continue
        titled = len(ticker) > 1 and ticker.istitle() and ticker.lower() in cues.bare_tickers
        word = titled or _is_word(ticker, cues)
        sure = not word and _sure(ticker, text, match.end(), cues, of_stocks, shouting)
        sure = sure and (
            security in known
            or (ticker.isupper() and (of_stocks or (len(ticker) > 2 and security in bundled())))
        )
        joined = security in known and _may_be_joined(ticker, cues)
        if not word and (ticker.isupper() or sure or joined):
            yield Hit(match.start(), match.end(), (security,), "code", sure=sure)
        elif security in known and _may_be_meant(ticker, cues):
            yield Hit(match.start(), match.end(), (security,), "code", sure=False, faint=True)


def ticker_id(ticker: str, listing: Listing) -> str | None:
    """The US id of a ticker in any spelling, None when the listing has none."""
    security = f"US:{re.sub('[/-]', '.', ticker.upper())}"
    return security if security in listing else None


def stands_beside(ticker: str, cues: Cues) -> bool:
    """Whether a ticker in small letters is nothing but one in a question that names a company: intel, amd."""
    return len(ticker) > 2 and _may_be_joined(ticker, cues) and ticker not in cues.worded_tickers


def _is_ratio(text: str, start: int, end: int) -> bool:
    """Whether a ticker is a ratio in a list of them: PBR ROE."""
    if text[start:end].lower() not in _RATIOS:
        return False
    return bool(_RATIO_BEHIND.match(text, end) or _RATIO_BEFORE.search(text, max(0, start - _SHORT), start))


def _is_word(ticker: str, cues: Cues) -> bool:
    """Whether a single letter, or a word in small letters, is never said of the company by itself."""
    lower = ticker.lower()
    if lower in cues.bare_tickers:
        return False
    return len(ticker) == 1 or (
        ticker != ticker.upper()
        and lower not in cues.english_words
        and (lower in cues.words or lower in cues.ordinary)
    )


def _sure(ticker: str, text: str, end: int, cues: Cues, of_stocks: bool, shouting: bool) -> bool:
    lower = ticker.lower()
    usual = lower in cues.bare_tickers and (of_stocks or (len(ticker) > _LONG and lower not in cues.ordinary))
    if lower in cues.english_words or len(ticker) == 1:
        return usual and len(ticker) > 1 and ticker.isupper() and not shouting
    glued = _HANGUL_NEXT.match(text, end) is not None
    if ticker.isupper() and not shouting:
        return len(ticker) > 2 or usual or glued
    if UNSPEAKABLE.match(ticker) or (
        len(ticker) > _LONG
        and ticker.islower()
        and cues.is_coined(lower)
        and lower not in cues.english_proper
    ):
        return True
    return (
        len(ticker) > 2 and ticker.islower() is not shouting and (of_stocks or glued or len(text) <= _SHORT)
    )


def _may_be_meant(ticker: str, cues: Cues) -> bool:
    """Whether a ticker that is a word is so rarely one beside shares that it may be the company: elf, hood, pins."""
    lower = ticker.lower()
    return len(ticker) > 2 and not ticker.isupper() and lower not in cues.ordinary


def _may_be_joined(ticker: str, cues: Cues) -> bool:
    """Whether a ticker in small letters is no word, so that a company joined to it confirms it: ko vs pep."""
    return len(ticker) > 1 and ticker.islower() and ticker not in cues.english_words


def _is_number(code: str, text: str, end: int) -> bool:
    """Whether six digits are an amount or a month rather than a code that nobody lists."""
    plain = _PLAIN_AMOUNT.fullmatch(code) or _MONTH.fullmatch(code)
    return plain is not None or _AMOUNT.match(text, end) is not None
