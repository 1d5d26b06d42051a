"""Would-be names that name nobody: countries, words with a capital in a title, measures, compounds like AI-powered."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.extraction.lexicon import lexicon
from kg.nobody import can_be_company

if TYPE_CHECKING:
    from kg.extraction.records import Spotted

_COMPOUND = re.compile(
    r"[\w.]+-(?:based|backed|owned|led|use|made|powered|driven|enabling|enabled|guided|supporting|first|related|focused|heavy|friendly|free|founded|era|style|wide|end|term|cycle|in|off|up|down|line|pick|share|chatbot|heavyweight|maker|sector|side|tier|chip|level)s?",
    re.IGNORECASE,
)
_FORMED = re.compile(r"[A-Z]?[a-z]{3,}(?:ing|ed|ly|ness|ment|tion|sion|ities|ity|isms?)")
_GLUED = re.compile(
    r"[\w’']*[a-z]\.[A-Z][a-z]+.*|.*\.(?:The|This|That|It|In|But|And|A|For|He|She|Here|Buy|If|Its)\b.*|(?:I|We|You|They|He|She|It)['’](?:m|re|ve|ll|d|s)\b.*"
)
"""Two sentences without a space between them, and pronouns."""
_FIGURED = re.compile(
    r"[A-Z]{0,4}\d?[QH]\d{2,4}\w?|[A-Z]{1,3}\d{1,2}[.,-]?\d*|(?:EUR|USD|GBP|SEK|NOK|DKK|KRW|RUB|INR|JPY|CNY|Rs)\d[\d.,]*\w*|[A-Z]{2,5}s[a-z]*|\w+TM|[A-Z][a-z][A-Z]|\w*(?:YoY|QoQ|yoy|qoq)\S*|A{1,3}|[AB]aa?\d?|[AB]a\d"
)


@dataclass(frozen=True)
class _Words:
    places: frozenset[str]
    english: frozenset[str]
    capitals: frozenset[str]
    korean: frozenset[str]
    short: frozenset[str]


def named(found: Iterable["Spotted"], text: str) -> list["Spotted"]:
    """Those that name somebody. What the listing knows stays."""
    titled = _is_titled(text)
    return [_cut(one) if titled else one for one in found if not _is_nobody(one, text)]


def _is_titled(text: str) -> bool:
    """Whether nearly every longer word begins with a capital."""
    words = re.findall("[A-Za-z]{4,}", text)
    capitals = [word for word in words if word[0].isupper()]
    return len(words) >= _FEW and len(capitals) >= _MOST * len(words)


def _cut(one: "Spotted") -> "Spotted":
    """A name without the verb that begins with a capital behind it: Jane Doe Called."""
    parts = one.mention.text.split(" ")
    least = _LEAST.get(one.mention.kind)
    if least is None or one.mention.id is not None:
        return one
    verbs = [at for at, part in enumerate(parts) if at >= least and _VERB[one.mention.kind].fullmatch(part)]
    if not verbs:
        return one
    name = " ".join(parts[: verbs[0]])
    return replace(one, end=one.start + len(name), mention=replace(one.mention, text=name))


_FEW, _MOST = 4, 0.8
_LEAST: Mapping[str, int] = {"name": 1, "person": 2}
"""Words that must be left of a name."""
_VERB = {
    "name": re.compile(
        "(?!Unlimited|Limited|United|Associated|Allied|Advanced|Applied|Integrated)[A-Z][a-z]{3,}(?:ing|ed)"
    ),
    "person": re.compile("[A-Z][a-z]{2,}ed|Says|Sells|Buys|Sees|Warns|Urges|Calls"),
}


_LOWER = re.compile(r"(?:the|a|an) [a-z]+")
"""A listed firm's name as a sentence has it with small letters, where it is a noun with its article: the tech."""
_NOUNS = frozenset({"라인"})
"""Firms whose name is a common noun, which is meant behind another noun: 평택 라인."""
_BEHIND_NOUN = re.compile(r"[가-힣0-9](?<![은는이가을를의에와과도로])\s?$|(?:공장|생산|신규)(?:의)?\s$")


def _is_nobody(one: "Spotted", text: str) -> bool:
    name = one.mention.text
    if name in _words().short and _HANGUL.search(text):
        return True
    if name in _NOUNS and _BEHIND_NOUN.search(text, 0, one.start):
        return True
    if one.mention.id is not None:
        return _LOWER.fullmatch(name) is not None
    words = _words()
    if one.mention.kind == "agency":
        return False
    if text[max(one.start - 1, 0) : one.start] == ":" and name.isupper():
        return True
    if name.casefold() in words.places or _is_kind(one) or text[max(one.start - 5, 0) : one.start] == "Arab ":
        return True
    if not name.isascii():
        return name in words.korean
    if lexicon().companies.fullmatch(name):
        return False
    parts = name.split(" ")
    if len(parts) > 1 and parts[-1].title() in lexicon().english_endings and not _is_english(parts[0]):
        return False
    return all(_is_word(part, words) for part in parts)


_ROLE = re.compile(
    r"(?:주관|고객|운용|발행|조선|금융|정유|방산|제조|수행|시행|시공|보험|증권|카드|통신|게임|자회|계열|협력|경쟁|제약|항공|해운)사"
)
"""A kind of firm, which looks like a name of three syllables: 대표 주관사."""


def _is_kind(one: "Spotted") -> bool:
    """Whether a name is a common noun: of people or matters for a company's, of a kind of firm for a person's."""
    if one.mention.kind == "person":
        return _ROLE.fullmatch(one.mention.text) is not None
    return one.mention.kind in ("name", "company") and not can_be_company(one.mention.text)


def _is_english(part: str) -> bool:
    return part.lower() in _words().english


def _is_word(part: str, words: _Words) -> bool:
    """Whether a part of an English name is a word, a measure or a compound rather than a name."""
    bare = part.strip(".,'’&")
    return (
        bare.lower() in words.english
        or bare in words.capitals
        or bare.casefold() in words.places
        or any(pattern.fullmatch(bare) for pattern in (_COMPOUND, _GLUED, _FIGURED))
        or (_FORMED.fullmatch(bare) is not None and not bare.endswith(_SURNAMES))
    )


_HANGUL = re.compile("[가-힣]")
_SURNAMES = ("sting", "king", "ling", "omed", "imed")
"""Ends of names that look like those of words: Sterling, Hawking, Abiomed."""


@cache
def _words() -> _Words:
    text = files("kg.extraction").joinpath("rules", "nonames.toml").read_text(encoding="utf-8")
    source: dict[str, str] = tomllib.loads(text)
    return _Words(
        places=frozenset(source["places"].strip().casefold().split("|")),
        english=frozenset(source["words"].split()),
        capitals=frozenset(source["capitals"].split()),
        korean=frozenset(source["korean"].split()),
        short=frozenset(source["short"].split()),
    )
