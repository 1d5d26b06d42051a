"""Names in a text: listed companies by the resolver, indices, and what looks like a name that no listing has."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from agents.verifier.english import is_english
from agents.verifier.exact import corporate
from agents.verifier.marks import Mark, Name
from agents.verifier.others import capitalised, common, korean_names
from agents.verifier.places import codes, named
from agents.verifier.remembered import per_resolver
from agents.verifier.sounds import is_foreign, sound_in, written_in
from agents.verifier.words import COMMON
from stockelper.securities.resolver import Resolver

_INDICES: tuple[tuple[str, str], ...] = (
    ("INDEX:KS200", r"코스피\s?200|(?i:\bkospi\s?200\b)"),
    ("INDEX:KS11", r"코스피(?!\s?(?:상장|시장에?\s?상장))|(?i:\bkospi\b)"),
    ("INDEX:KQ11", r"코스닥(?!\s?(?:상장|시장에?\s?상장))|(?i:\bkosdaq\b)"),
    ("INDEX:SPX", r"S&P\s?(?:500)?(?!\s?Global)|에스앤피\s?500"),
    ("INDEX:NDX", r"(?i:\bnasdaq[\s-]100\b)|나스닥\s?100"),
    (
        "INDEX:IXIC",
        r"(?i:\bnasdaq\scomposite\b)|(?i:\bnasdaq(?=\s(?:lower|higher|off|up|down|flat|[+-]?\d)))|(?i:(?<=\bthe\s)nasdaq(?=(?:,\s|\s)(?:(?:also|each|both|all|fared|slid|tumbled|edged|inched|dipped|ticked|finished|did|had|has)\b|rose|fell|gained|lost|dropped|slid|slipped|climbed|jumped|added|shed|advanced|declined|surged|plunged|sank|ended|closed|finished|was|is)\b))|나스닥(?!\s?(?:상장|시장))",
    ),
    (
        "INDEX:DJI",
        r"(?i:\bdow\s?jones\b)|\b[Tt]he\sDow\b|\bDow(?=\s(?:stocks|components|members|industrials)\b)|다우\s?(?:존스|지수)|다우(?=[는은가이를의]\s)",
    ),
)
_INDEX = re.compile("|".join(f"(?P<i{i}>{p})" for i, (_, p) in enumerate(_INDICES)))
_CODE = re.compile(r"\s?\(([0-9A-Z.]{1,6})\)")
_ENDING = re.compile(r"(?:ians?|ans?|ese|ish|s)$")
_AKIN = 80.0
_COMPACT = 8
"""Letters of a name from which on it may stand in the evidence without its spaces: BlackRockFundAdvisors."""
_LENGTH = re.compile(r"\d{1,2}M\s?(?:return|수익률|change|perf|vol|변동|\||:)", re.IGNORECASE)


def _everyday(text: str) -> bool:
    """Whether a ticker is only a word here: "on", "Apr"."""
    return not text.isupper() and (
        text.lower() in COMMON or (text.islower() and len(text) < 5 and text.isascii())
    )


@per_resolver(4096)
def _resolved(resolver: Resolver, line: str) -> tuple[Name, ...]:
    """The companies of one line. The resolver counts in the normalised line: each is found again in this one."""
    names: list[Name] = []
    at = 0
    for mention in resolver.written(line):
        same = line[mention.start : mention.end] == mention.text  # where normalising moved nothing
        start = mention.start if same else line.find(mention.text, at)
        if start >= 0 and not _everyday(mention.text) and not _LENGTH.match(line, start):
            at = start + len(mention.text)
            own = _by_code(line, at, mention.candidates, resolver)
            names.append(Name(start, at, frozenset(own)))
    return tuple(names)


def _by_code(line: str, at: int, candidates: Sequence[str], resolver: Resolver) -> Sequence[str]:
    """What the code in brackets behind a name says, where several share the name: Under Armour (UA)."""
    code = _CODE.match(line, at)
    coded = [f"{one.partition(':')[0]}:{code[1]}" for one in candidates] if code else []
    known = [one for one in coded if one in candidates or _akin(one, candidates, resolver)]
    return known[:1] or candidates


def _akin(one: str, candidates: Sequence[str], resolver: Resolver) -> bool:
    """Whether a code is that of another share of a company: their names are alike."""
    coded, others = resolver.listing.get(one), map(resolver.listing.get, candidates)
    return coded is not None and any(fuzz.ratio(coded.name, other.name) >= _AKIN for other in others if other)


def _companies(text: str, resolver: Resolver) -> Iterator[Name]:
    for line in re.finditer(r"[^\n]+", text):
        for name in _resolved(resolver, line[0]):
            yield Name(line.start() + name.start, line.start() + name.end, name.keys)


def _indices(text: str) -> Iterator[Name]:
    for found in _INDEX.finditer(text):
        key = _INDICES[int((found.lastgroup or "i0")[1:])][0]
        yield Name(found.start(), found.end(), frozenset({key}), index=True)


def _apart(names: Sequence[Name], start: int, end: int) -> bool:
    return all(name.end <= start or end <= name.start for name in names)


def listed(text: str, resolver: Resolver) -> list[Name]:
    """Companies of the listing and indices, in order."""
    indices = list(_indices(text))
    names = [name for name in _companies(text, resolver) if _apart(indices, name.start, name.end)]
    return sorted([*indices, *names], key=lambda name: name.start)


def fold(text: str) -> str:
    """A text as its words between single spaces, folded, Hangul apart from Latin: what names are looked up in."""
    words = re.sub(r"[^\w]+|_", " ", text.lower())
    return f" {re.sub(r'(?<=[a-z0-9])(?=[가-힣])', ' ', words)} "


@lru_cache(maxsize=64)
def _closed(sources: str) -> str:
    return sources.replace(" ", "")


def _known(run: str, sources: str) -> bool:
    folded = fold(run)
    compact = folded.replace(" ", "")
    if len(compact) >= _COMPACT and compact in _closed(sources):
        return True
    return folded in sources or all(f" {word} " in sources for word in folded.split() if word != "s")


def _heading(text: str, start: int, end: int) -> bool:
    """Whether the span stands in a heading, a table's head or a label: there words have capitals anyway."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)].strip()
    after = text[end : end + 3]
    if line.startswith("#") or line.count("|") >= 2 or (line.startswith("**") and line.endswith(("**", ":"))):
        return True
    return "**" in text[max(0, start - 3) : start] and ("**" in after or ":" in after)


def _corporate(text: str, sources: str, taken: Sequence[Mark]) -> Iterator[Name]:
    """Phrases that end like a company's name and that no evidence has."""
    translated = is_foreign(text, sources)
    for start, end in corporate(text, taken):
        run = text[start:end]
        if not _known(run, sources) and not (translated and _is_translated(run, sources)):
            yield Name(start, end, frozenset())


def _latin(text: str, sources: str, taken: Sequence[Mark]) -> Iterator[Name]:
    translated = is_foreign(text, sources)
    for whole in capitalised(text):
        for start, end in _left(text, *whole, taken):
            start = _behind_a_verb(text, start, end, sources)
            run = text[start:end]
            if text[end : end + 1].isdigit():
                continue  # of a model: Fab18
            if _known(run, sources):
                yield Name(start, end, frozenset({fold(run)}))
            elif (form := _form(run, sources)) is not None:
                yield Name(start, end, frozenset({form}))
            elif (sound := written_in(run, sources)) is not None:
                yield Name(start, end, frozenset({fold(sound)}))
            elif translated and _is_translated(run, sources):
                continue
            elif not (_is_short(run) and not _begins(text, start, end)) and not _heading(text, start, end):
                yield Name(start, end, frozenset())


def _behind_a_verb(text: str, start: int, end: int, sources: str) -> int:
    """Where a known name begins behind an ordinary word that has its capital from the beginning of a sentence: Expect Apple."""
    first, _, rest = text[start:end].partition(" ")
    ordinary = rest and is_english(first) and _STOP.search(text[max(0, start - 3) : start])
    return (
        start + len(first) + 1 if ordinary and not _known(first, sources) and _known(rest, sources) else start
    )


_STOP = re.compile(r"(?:^|[.!?:;\n]\s?[\"“]?)$")


def _is_translated(run: str, sources: str) -> bool:
    """Whether each word of a run is ordinary, as in a title or a thing that is told in the other language, or part of a
    name that the evidence has: the Board of Directors, Aktia Asset Management."""
    words = [word.removesuffix("'s").removesuffix("’s") for word in run.split()]
    return all(is_english(word) or _known(word, sources) or written_in(word, sources) for word in words)


def _left(text: str, start: int, end: int, taken: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """What of a capitalised phrase stands beside the names in it that are known: "Meta's Behemoth"."""
    inside = [name for name in taken if name.start < end and start < name.end]
    if not inside:
        yield start, end
        return
    for a, b in pairwise([start, *(at for name in inside for at in (name.start, name.end)), end]):
        for found in re.finditer(r"(?<!\S)[A-Z][\w-]*\w(?:\s[A-Z][\w-]*\w)*", text[a:b]) if b > a else ():
            if not any(name.start <= a + found.start() < name.end for name in inside) and not common(
                found[0]
            ):
                yield a + found.start(), a + found.end()


def _is_short(run: str) -> bool:
    return run.isupper() and len(run) < 6


def _begins(text: str, at: int, end: int) -> bool:
    """Whether a short name begins a sentence, and no code behind it says who is meant."""
    if text[end : end + 2] == " (":
        return False
    return at == 0 or re.search(r"(?:[.!?]\s+|\n)[\s*•-]*$", text[max(0, at - 8) : at]) is not None


def _form(run: str, sources: str) -> str | None:
    """The word of the evidence that a name is another form of: bearish for Bears, India for Indian, Calif. for California."""
    stem = _ENDING.sub("", run.lower())
    whole = f" {stem} " if len(stem) == 3 else f" {stem}"
    short = next(
        (f" {run[:n].lower()} " for n in (5, 4) if len(run) > n + 2 and f" {run[:n].lower()} " in sources),
        None,
    )
    at = sources.find(whole) if len(stem) > 2 else -1
    return short if at < 0 else sources[at : sources.index(" ", at + 1) + 1]


def _korean(text: str, sources: str, texts: str) -> Iterator[Name]:
    for found in korean_names(text):
        said = found[1] if found[1] in sources else sound_in(found[1], texts)
        yield Name(found.start(1), found.end(1), frozenset({said} if said else ()))


def unlisted(
    text: str, sources: str, texts: str, taken: Sequence[Name], places: frozenset[str] = frozenset()
) -> list[Name]:
    """Names besides the listed ones; without keys where no evidence has them. `sources` is folded evidence, `texts` are the
    cited texts as they are, `places` the codes of the countries that it names in any form: of these no name is made."""
    names: list[Name] = list(taken)
    there = [place for place, code in named(text) if code in places]
    found = (
        *_korean(text, sources, texts),
        *_corporate(text, sources, taken),
        *_latin(text, sources, [*taken, *there]),
    )
    for name in found:
        if _apart(names, name.start, name.end) and not codes(text[name.start : name.end]) & places:
            names.append(name)
    return names[len(taken) :]
