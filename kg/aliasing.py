"""Names that articles give companies in apposition: beside a code, in brackets behind a known name, after 이하.

Only proposed: `stockelper.securities.learned` keeps them until a person decides.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

import polars as pl

from kg.cursors import Cursor, fresh
from kg.extraction.lexicon import lexicon
from kg.extraction.sentences import sentences
from kg.port import Graph
from stockelper.language.normalise import normalise
from stockelper.markets.registry import MARKETS
from stockelper.securities.learned import Proposal, propose
from stockelper.securities.resolver import Mention, Resolver
from stockelper.store.documents import Documents

CURSOR = "articles/aliases"
_CODE = r"\((?:KRX|KOSPI|KOSDAQ|KS|KQ|NYSE|NASDAQ|Nasdaq|AMEX)?\s?:?\s?(?P<code>\d{5}[0-9A-Z]|[A-Z]{1,5}(?:[.-][A-Z])?)(?:\.K[SQ]|\.[ON])?\)"
_NAMED = re.compile(
    r"(?P<name>[가-힣A-Za-z0-9&·]*[가-힣][가-힣A-Za-z0-9&·]*|[A-Z][A-Za-z0-9&.'’-]*(?:\s(?:&\s)?[A-Z][A-Za-z0-9&.'’-]*){0,3})\s?"
    + _CODE
)
"""A name with a code in brackets: 별빛전자(000000), Starlight Devices (STRL)."""
_HEREAFTER = re.compile(
    r"\s?\(\s?(?:이하|hereafter|hereinafter|the)?,?\s?[\"'‘“]?(?P<name>[가-힣A-Za-z0-9&·][가-힣A-Za-z0-9&· ]{0,18}?[가-힣A-Za-z0-9])[\"'’”]?\s?\)"
)
_LEGAL = re.compile(r"(?:Inc|Corp|Co|Ltd|PLC|Group|Holdings|Company|Technologies)\.?")
_SHORTEST = 2
_HANGUL = re.compile("[가-힣]")


def learn(
    documents: Documents, graph: Graph, resolver: Resolver, *, known_by: datetime, now: datetime
) -> int:
    """Read the articles that came since the last time; how many names are new in the queue."""
    cursor = Cursor.load(graph, CURSOR)
    rows, reached = fresh(documents, "articles", cursor, known_by=known_by, since=None)
    found = [
        Proposal(alias, security, row["article"], row["source"] or "")
        for row in _real(rows).iter_rows(named=True)
        for alias, security in proposals(f"{row['title'] or ''}. {row['text'] or ''}", resolver)
    ]
    new = propose(documents, found, now)
    reached.save(graph)
    return new


def _real(articles: pl.DataFrame) -> pl.DataFrame:
    return articles.filter(pl.col("simulated").fill_null(value=False).not_())


def proposals(text: str, resolver: Resolver) -> list[tuple[str, str]]:
    """The names that a text gives listed companies and the resolver does not know, with the companies' ids."""
    found = [one for sentence in sentences(text) for one in _of(sentence, resolver)]
    return list(dict.fromkeys(found))


def _of(sentence: str, resolver: Resolver) -> Iterator[tuple[str, str]]:
    written = resolver.written(sentence)
    for match in _NAMED.finditer(sentence):
        security = _coded(match["code"], resolver)
        name = _bare(match["name"])
        if security and _fits(name, match["code"]) and _may_be(name, security, resolver):
            yield name, security
    for mention in written:
        match = _HEREAFTER.match(normalise(sentence), mention.end)
        if match and len(mention.candidates) == 1 and _shortens(match["name"], mention, resolver):
            yield match["name"], mention.candidates[0]


def _coded(code: str, resolver: Resolver) -> str | None:
    """The one company that a code in brackets means; no index, no currency."""
    prefixes = [market.prefix for market in MARKETS.values() if not market.simulated]
    ids = [id_ for prefix in prefixes if (id_ := f"{prefix}:{code.replace('-', '.')}") in resolver.listing]
    return ids[0] if len(ids) == 1 else None


def _bare(name: str) -> str:
    """Without a word before it that belongs to the sentence: Shares of."""
    words = name.split(" ")
    while len(words) > 1 and words[0].lower() in lexicon().english_words:
        words = words[1:]
    return " ".join(words)


def _fits(name: str, code: str) -> bool:
    """Whether a code may be a company's beside its name: no figure's unit, no word's own initials, no legal form alone."""
    if _HANGUL.search(name):
        return code[0].isdigit() and not name[0].isdigit()
    initials = "".join(word[0] for word in name.split(" ")).upper()
    return initials != code and _LEGAL.fullmatch(name) is None


def _may_be(name: str, security: str, resolver: Resolver) -> bool:
    """Whether a name beside a code is worth asking about: nobody's so far, and no common word."""
    if len(name) < _SHORTEST or name in lexicon().korean_words or name.lower() in lexicon().english_words:
        return False
    return not _knows(name, resolver) and security not in resolver.tag(name)


def _knows(name: str, resolver: Resolver) -> bool:
    return any(one.text == name for one in resolver.written(name))


def _shortens(alias: str, mention: Mention, resolver: Resolver) -> bool:
    """Whether a name in brackets shortens the one before it, or writes it in the other script."""
    if not _may_be(alias, mention.candidates[0], resolver) or _is_day(alias):
        return False
    if bool(_HANGUL.search(alias)) == bool(_HANGUL.search(mention.text)):
        letters = iter(mention.text.casefold())
        return alias.casefold() != mention.text.casefold() and all(one in letters for one in alias.casefold())
    return len(alias) > _SHORTEST and not alias.isdigit()


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
