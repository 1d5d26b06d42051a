"""Where a question names a sector: "반도체주", "tech stocks", "losers in energy"."""

import re
from functools import cache

from agents.patterns import korean
from agents.planner.lexicon import Spans, patterns, table

_RANKED_ONES = "stocks?|shares|names|compan(?:y|ies)|gainers?|losers?|movers?|performers?|winners?|laggards?|leaders?|picks?|ones"
"""What an English ranking lists."""
_MAKING = "(?:을|를)? ?(?:만드|만들고 있|생산하|제조하|파)는"
"""Between a product and those whose sector it stands for: "배터리 만드는 회사"."""

_HANGUL = re.compile("[가-힣]")


def sector(plain: str) -> tuple[str | None, Spans]:
    """The sector as written beside a word for shares or companies, and its place; None and no place without one."""
    match = _pattern().search(plain)
    return (match["ko"] or match["en"], (match.span(),)) if match else (None, ())


def bare_sector(plain: str) -> tuple[str | None, Spans]:
    """The same where a list is asked for, in which a sector stands as a word of its own."""
    match = _bare_pattern().search(plain)
    if match is None:
        return None, ()
    return match["ko"] or match["en"] or match["of"] or match["traded"] or match["asked"], (match.span(),)


@cache
def _pattern() -> re.Pattern[str]:
    entry = table("details")["sectors"]
    names, scope = patterns(entry, "words"), patterns(entry, "scope")
    ours = "|".join(name for name in names if _HANGUL.search(name))
    latin = "|".join(name for name in names if not _HANGUL.search(name))
    after_ko = korean(word for word in scope if _HANGUL.search(word))
    after_en = "|".join(word for word in scope if not _HANGUL.search(word))
    return re.compile(
        rf"(?P<ko>{ours}|(?<![a-z])(?:ai|hbm))(?: ?/? ?바이오)? ?(?:{_MAKING} ?)?(?:{after_ko})|(?<![a-z])(?P<en>{latin}) (?:{after_en})(?![a-z])"
    )


@cache
def _bare_pattern() -> re.Pattern[str]:
    """Korean sectors as words of their own, and English ones beside what is ranked ("tech gainers", "losers in energy")."""
    names = patterns(table("details")["sectors"], "words")
    ours = korean(name for name in names if _HANGUL.search(name))
    latin = "|".join(name for name in names if not _HANGUL.search(name))
    return re.compile(
        rf"(?<![가-힣])(?P<ko>{ours})(?=[ ,/·]|[은는이가의도]|에서|중에|쪽|바이오|{ours}|$)"
        rf"|(?<![a-z])(?:(?P<en>{latin}) (?:{_RANKED_ONES})(?![a-z])|(?:{_RANKED_ONES}|\d+) (?:in|of|from) (?:the )?(?P<of>{latin})(?![a-z])|(?:buy|sell|into|on|about) (?:the )?(?P<traded>{latin})(?: now| today| yet)?(?=[?.! ]*$)|(?:which|what|any) (?P<asked>{latin})(?= (?:are|is|were|have|has|had|did|do|fell|rose|dropped|gained|lost)(?![a-z])))"
    )
