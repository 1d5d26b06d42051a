"""Find the names in a sentence: listed companies by the resolver, others by our lists, by their form and by cues."""

import re
from collections.abc import Iterable, Iterator

from kg.extraction.hangul import hangul
from kg.extraction.latin import GROUP, LEGAL, latin, shouted
from kg.extraction.lexicon import lexicon
from kg.extraction.nonames import named
from kg.extraction.people import people
from kg.extraction.records import Mention, Spotted
from kg.extraction.tickers import annotated
from stockelper.securities.resolver import Resolver

PARTICLE = (
    "(?:에게서는|으로부터|로부터|에서는|에게는|에게서|이라고|이라는|에게|에서|께서|한테|이랑|하고|으로|까지|부터|라고|라는|와의|과의|에는|로는"
    "|와는|과는|이나|처럼|보다|만이|은|는|이|가|을|를|에|의|와|과|도|로|만|랑|나|측|향|산|제|발)"
)
_AFTER_NAME = re.compile(
    rf"(?:$|[^가-힣]|{PARTICLE}(?:$|[^가-힣])|(?:그룹|노조|공장|주가|주식|지분|본사|본체|계열|자회사|출신|경영진|대표|회장|인수|투자|공급|납품"
    r"|제품|장(?:에|으로|은|이|을)\s|측[은이의에]|으로부터|로부터|에게|에서|이다|다(?:[.\s\"”]|$)|라(?:고|며|는)\s|였다|이며|이고|이자|인 |등)"
    ")"
)
_ENGLISH_GROUP = re.compile(r"\s(?:Group|Holdings|Motor Group|group)\b")
_GRADE = re.compile(
    r"(?:A{1,3}|B{1,3}|C{1,3})(?:[+-](?![A-Za-z])|\d?(?=\s?(?:등급|급|로|으로|에서|rating)))|TP(?=\s(?:of|to)\b)"
)
"""A rating is no company's code: AA-, A+."""


def spot(text: str, resolver: Resolver) -> list[Spotted]:
    """All names in order, none within another."""
    found = [*_listed(text, resolver)]
    found = _joined(found, [Spotted(*one) for one in annotated(text, resolver)])
    found = _joined(found, [*_known(text)])
    found = _joined(found, [*people(text, _places(one for one in found if not _may_be_first_name(one)))])
    found = _joined(found, [*latin(_blanked(text, found), shouted(text), resolver)])
    found = _joined(found, [*hangul(_blanked(text, found))])
    # people beside companies that only their form told
    return named(_joined(found, [*people(text, _places(found))]), text)


def _joined(found: list[Spotted], more: Iterable[Spotted]) -> list[Spotted]:
    """Names found earlier stay, unless a later one holds one of them whole and is longer."""
    kept = list(found)
    for one in more:
        inside = [k for k in kept if one.start <= k.start and k.end <= one.end]
        touching = [k for k in kept if k.start < one.end and one.start < k.end]
        if touching == inside and (not inside or one.end - one.start > max(k.end - k.start for k in inside)):
            kept = [k for k in kept if k not in inside]
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _blanked(text: str, found: list[Spotted]) -> str:
    """The text with the names that are found already made unreadable."""
    for one in found:
        text = f"{text[: one.start]}{'_' * (one.end - one.start)}{text[one.end :]}"
    return text


def _places(found: Iterable[Spotted]) -> frozenset[int]:
    return frozenset(at for one in found for at in range(one.start, one.end))


def _listed(text: str, resolver: Resolver) -> Iterator[Spotted]:
    for mention in resolver.written(text):
        if mention.how == "code" and (
            mention.text.lower() in lexicon().english_words or _GRADE.match(text, mention.start)
        ):
            continue
        end, security = mention.end, mention.candidates[0] if len(mention.candidates) == 1 else None
        group = GROUP.match(text, end) or (
            _ENGLISH_GROUP.match(text, end) if security is None or " Group" in text[end : end + 7] else None
        )
        if group and not mention.text.endswith(("그룹", "Group")):
            name = text[mention.start : group.end()]
            if resolver_knows(resolver, name):
                security = resolver.resolve(name).securities[0]
                yield Spotted(mention.start, group.end(), Mention(name, "company", security))
            else:
                yield Spotted(mention.start, group.end(), Mention(name, "company"))
            continue
        if fund := _INVESTORS.match(text, end):
            yield Spotted(mention.start, fund.end(), Mention(text[mention.start : fund.end()], "company"))
            continue
        longer = _run_on(text, end)
        if longer is not None:
            yield Spotted(mention.start, longer, Mention(text[mention.start : longer], "company"))
            continue
        if text[end : end + 2] == ". " and mention.text.endswith((" Co", " Inc", " Corp", " Ltd")):
            end += 1
        if rest := _REST_OF_NAME.match(text, end):
            end = rest.end()
        named = end
        if legal := LEGAL.match(text, end):
            end = legal.end() if text[legal.end() - 1] != "," else legal.end() - 1
        yield Spotted(mention.start, end, Mention(text[mention.start : named], "company", security))


def _may_be_first_name(one: Spotted) -> bool:
    """Whether a company's name may begin a person's: Elliott, Dell, Narae."""
    return re.fullmatch("[A-Z][a-z]+", one.mention.text) is not None


_REST_OF_NAME = re.compile(
    r"\s(?:Manufacturing|Technologies|Platforms|Incorporated|Laboratories|Petroleum|Automotive)\b"
)
"""What the listing's short name leaves out: Uber Technologies, Taiwan Semiconductor Manufacturing."""


_FUND = re.compile(r"\s(?:(?:Investment|Capital|Asset)\s)?(?:Management|Advisors|Advisers|Investors)\b")
"""What the short name of a fund leaves out: Elliott Investment Management."""


_INVESTORS = re.compile(
    r"\s(?:Global Investors|Investment Management|Capital Management|Investment Fund|Global Management)\b",
    re.IGNORECASE,
)
"""Behind a listed name that another firm has as well: Viking Global Investors is no Viking Therapeutics."""


def resolver_knows(resolver: Resolver, name: str) -> bool:
    """Whether a name with "Group" in it is that of a listed company."""
    found = resolver.resolve(name)
    return len(found.securities) == 1 and any(m.text == name for m in found.mentions)


def _run_on(text: str, end: int) -> int | None:
    """Where the longer name ends that a listed name begins: 카카오모빌리티; None where the name ends itself."""
    run = re.match("[가-힣]+", text[end:])
    if run is None or _AFTER_NAME.match(text, end):
        return None
    stem = re.sub(f"{PARTICLE}$", "", run.group())
    return end + len(stem) if lexicon().korean_ending.search(f"가{stem}") else None


def _known(text: str) -> Iterator[Spotted]:
    words = lexicon()
    for match in words.companies.finditer(text):
        if match.group() == "S&P" and _INDEX.match(text, match.end()):
            continue
        if _AFTER_NAME.match(text, match.end()) or not "가" <= text[match.end() - 1] <= "힣":
            end = match.end()
            if group := GROUP.match(text, end):
                end = group.end()
            end = _run_on(text, end) or end
            if rest := _FUND.match(text, end):
                end = rest.end()
            yield Spotted(match.start(), end, Mention(text[match.start() : end], "company"))
    for match in words.agencies.finditer(text):
        yield Spotted(match.start(), match.end(), Mention(match.group(), "agency"))


_INDEX = re.compile(r"\s(?:500|[A-Z][a-zA-Z]+\s(?:ETF|[Ii]ndex)|(?:Mid|Small)Cap|Composite|[Ff]utures)")
"""Behind S&P, which then rates nobody."""
