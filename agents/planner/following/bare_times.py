"""A turn that names a month or a season and nothing else, which without its preposition may be any word: "what about May?"."""

import re

from agents.planner.date_words import MONTH, SEASON_EN, YEAR

_LEAD = r"(?:(?:and|or|but|so|then|now|ok|okay|yes|sure|try|do|show(?: me)?|give me|how did it do|what about|how about|how was|what of|same for)(?: |, ?))*"
_WHICH = r"(?:the month of |the )?(?:early |late |mid[- ]?)?"
_TAIL = r"(?:(?:,? | of |,? of )(?:that year|last year|this year|" + YEAR + r"))?"
_ANOTHER = rf"(?:,? (?:and|or|to|through|versus|vs\.?|-|–) {MONTH}(?![a-z]))?"
_END = r"(?: for (?:the )?[\w&.' -]{2,30}?)?(?: (?:then|instead|please|pls|too|as well|alone|only))*[\s.?!]*"
_BARE = re.compile(
    rf"(?P<lead>{_LEAD})(?P<time>(?P<which>{_WHICH})(?:{MONTH}(?![a-z]){_ANOTHER}|{SEASON_EN}){_TAIL})(?P<end>{_END})",
    re.IGNORECASE,
)
_SEASON = re.compile(SEASON_EN, re.IGNORECASE)
_NO_ARTICLE = re.compile(r"^the (?:month of )?(?!.*(?:spring|summer|autumn|winter|fall))", re.IGNORECASE)


def placed_in_time(text: str) -> str:
    """The turn with "in" before its month or season; as it is where it says anything else."""
    found = _BARE.fullmatch(text.strip())
    if found is None:
        return text
    time = _NO_ARTICLE.sub("", found["time"])
    article = "the " if _SEASON.search(time) and not time.lower().startswith("the ") else ""
    return f"{found['lead']}in {article}{time}{found['end']}"
