"""The names of an answer with the help of its evidence.

A name before the code of one of the evidence's securities is that security's, and a security's own name counts where
the evidence has the security, whatever else the words may mean: SPG, Fox, Target.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from agents.verifier.english import is_english
from agents.verifier.exact import exact
from agents.verifier.marks import Name
from agents.verifier.names import fold, listed, unlisted
from agents.verifier.places import codes
from agents.verifier.sounds import is_foreign, sound_in
from agents.verifier.unheard import unheard
from agents.verifier.words import COMMON
from stockelper.securities.resolver import Resolver
from stockelper.types import Evidence

_TICKER = re.compile(r"\(([0-9A-Z.-]{1,8})\)")
_CODED = re.compile(
    r"\s?\((?:(?:KRX|KOSPI|KOSDAQ|NASDAQ|NYSE|코스피|코스닥):\s?)?(?P<code>[0-9A-Z.-]{1,8})\)"
)
_BEGINS = 7
"""Letters of a name that a word of the evidence may begin with."""
_FIRST = 6
"""Letters of the first word of a name that stands for the whole of it."""
_LEAST = 2
"""Letters of a name from which on it is looked for."""


def names_of(
    text: str, evidence: Sequence[Evidence], resolver: Resolver, heard: frozenset[str] = frozenset()
) -> list[Name]:
    """Every name of a text, listed or not. `heard` are the companies that the cited texts name."""
    own = frozenset(item.security for item in evidence if item.security)
    pinned = list(_pinned(text, own, resolver))
    found = [*pinned, *_apart_from(pinned, listed(text, resolver))]
    texts, sources = _texts(evidence), _sources(evidence)
    said_there = _surfaces(texts, heard - own, resolver)
    found = _widened(found, _by_name(text, own, heard - own, resolver, said_there))
    found += _tickers(text, own, found)
    found += exact(text, resolver, found)
    found = list(_as_heard(text, found, own | heard, texts, sources, resolver))
    said = "\n".join((texts, *(name for key in own | heard for name in _called(key, resolver))))
    found += unlisted(text, f"{sources}{fold(said)}", said, found, codes(texts))
    return [*found, *unheard(text, said, found)]


def _as_heard(
    text: str, names: Sequence[Name], there: frozenset[str], texts: str, sources: str, resolver: Resolver
) -> Iterator[Name]:
    """The names; of those whose companies the evidence does not have none that stands in it as another's of no listing,
    in either script (Orion, the Finnish one, and 오리온), and no words that are only words."""
    strange = None
    for name in names:
        if name.index or name.keys & there:
            yield name
            continue
        said = text[name.start : name.end]
        if (key := _begins_name(said, there, resolver)) is not None:
            yield Name(name.start, name.end, frozenset({key}))
            continue
        strange = strange or _without_listed(texts, resolver)
        if (word := _as_written(said, strange, sources)) is not None:
            yield Name(name.start, name.end, frozenset({word}))
        elif not (said.islower() and " " in said and all(map(is_english, said.split()))):
            yield name


def _begins_name(said: str, there: frozenset[str], resolver: Resolver) -> str | None:
    """The one security of the evidence whose name begins with these words: Hims, of Hims & Hers Health."""
    begun = [
        key for key in there if any(fold(name).startswith(fold(said)) for name in _called(key, resolver))
    ]
    return begun[0] if len(begun) == 1 else None


def _without_listed(texts: str, resolver: Resolver) -> str:
    """The cited texts without the companies that the listing knows: what sounds like these is not another."""
    for name in reversed(listed(texts, resolver)):
        texts = f"{texts[: name.start]}_{texts[name.end :]}"
    return texts


def _as_written(said: str, strange: str, sources: str) -> str | None:
    """How the evidence has a name: as it stands, or by its sound."""
    if (folded := fold(said)) in fold(strange):
        return folded
    first = said.split()[0] if " " in said else ""
    if (
        len(first) >= _FIRST
        and first.isascii()
        and re.search(rf"(?<![\w.]){re.escape(first)}(?!\w)", strange)
    ):
        return fold(first)  # Intuitive Surgical, where the text says Intuitive
    if len(said) >= _BEGINS and (longer := re.search(rf" ({re.escape(folded.strip())}\w+) ", sources)):
        return longer[1]  # BlackRock, of BlackRockFundAdvisors
    if is_foreign(said, sources):
        return sound_in(said, strange)
    return None


def _sources(evidence: Sequence[Evidence]) -> str:
    """Everything the evidence has in words, folded: where unlisted names are looked up."""
    return fold(" ".join(" ".join((e.title or "", e.text or "", e.name, e.source)) for e in evidence))


def _texts(evidence: Sequence[Evidence]) -> str:
    return "\n".join(f"{item.title or ''}\n{item.text or ''}" for item in evidence if item.text or item.title)


def _called(key: str, resolver: Resolver) -> tuple[str, ...]:
    """What a security is called in the listing."""
    security = resolver.listing.get(key)
    written = (security.name, security.name_en) if security else ()
    return tuple(dict.fromkeys(name for name in written if name and len(name) >= _LEAST))


def _ticker(key: str) -> Iterator[str]:
    """The ticker of an American security, where it can be told from a word."""
    market, _, code = key.partition(":")
    if market == "US" and len(code) >= _LEAST:
        yield code


def _pinned(text: str, own: frozenset[str], resolver: Resolver) -> Iterator[Name]:
    """The names before the codes of the evidence's securities, and these codes: `Fox (FOXA)`."""
    for key in sorted(own):
        ticker = key.partition(":")[2]
        code = re.escape(ticker)
        for name in (*_called(key, resolver), ticker) if f"{ticker})" in text else ():
            for found in re.finditer(
                rf"(?<![\w&.-]){re.escape(name)}(?=\s?\((?:[A-Z가-힣]+:\s?)?{code}\))", text
            ):
                yield Name(found.start(), found.end(), frozenset({key}))
                if behind := _CODED.match(text, found.end()):
                    yield Name(*behind.span("code"), frozenset({key}))


def _apart_from(taken: Sequence[Name], names: Iterable[Name]) -> Iterator[Name]:
    spans = {(name.start, name.end) for name in taken}
    for name in names:
        if not any(start < name.end and name.start < end for start, end in spans):
            yield name


def _surfaces(texts: str, heard: frozenset[str], resolver: Resolver) -> Sequence[tuple[str, str]]:
    """How the cited texts name companies, each with the company: Arm, which elsewhere is a word."""
    found = [(texts[n.start : n.end], key) for n in listed(texts, resolver) for key in n.keys & heard]
    return [(said, key) for said, key in found if len(said) > _LEAST and said[0].isupper() and said.isascii()]


def _by_name(
    text: str,
    own: frozenset[str],
    heard: frozenset[str],
    resolver: Resolver,
    said_there: Sequence[tuple[str, str]],
) -> Iterator[Name]:
    """The names of the evidence's securities where they stand in the text; of what texts alone name, none that is also
    an English word."""
    keys: dict[str, set[str]] = {}
    for key in (*own, *heard):
        for name in (*_called(key, resolver), *(_ticker(key) if key in own else ())):
            if key in own or name.lower() not in COMMON:
                keys.setdefault(name, set()).add(key)
    for name, key in said_there:
        keys.setdefault(name, set()).add(key)
    for name in sorted(keys, key=len, reverse=True):
        after = r"(?![A-Za-z0-9])" if name[-1].isascii() else ""
        for found in re.finditer(rf"(?<![\w&-]){re.escape(name)}{after}", text) if name in text else ():
            yield Name(found.start(), found.end(), frozenset(keys[name]))


def _widened(found: Sequence[Name], more: Iterable[Name]) -> list[Name]:
    """The names found, and those of the evidence's securities that stand where none was found; of one span both may be meant,
    unless a code behind it has said which."""
    names = list(found)
    for name in more:
        same = [i for i, one in enumerate(names) if (one.start, one.end) == (name.start, name.end)]
        if same and not names[same[0]].keys & name.keys:
            names[same[0]] = Name(name.start, name.end, name.keys | names[same[0]].keys)
        elif not any(one.start < name.end and name.start < one.end for one in names):
            names.append(name)
    return names


def _tickers(text: str, own: frozenset[str], taken: Sequence[Name]) -> Iterator[Name]:
    """The tickers in brackets that the evidence has and no listing knows."""
    ids = {key.partition(":")[2]: key for key in own}
    for found in _TICKER.finditer(text) if ids else ():
        start, end = found.span(1)
        if found[1] in ids and not any(name.start < end and start < name.end for name in taken):
            yield Name(start, end, frozenset({ids[found[1]]}))
