"""A document as sentences: one form of text, no markup, no endless lines."""

import html
import re
from itertools import pairwise

from kg.extraction.lexicon import lexicon
from kg.extraction.tickers import without_owners
from stockelper.language.normalise import normalise

MOST_CHARACTERS = 40_000
"""An article's news stands at its head: what lies beyond is not read."""
LONGEST = 600
PAUSE = "—"
"""What stands for an ellipsis: one character that is no full stop and that `normalise` leaves alone."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_TAGS = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->|</?[a-z][^<>]{0,300}>")
_END = re.compile(
    r"(?<=[.!?。])[\"'”’)]?\s+(?=[\"'“‘(\[A-Z가-힣0-9△▲◇■])|\s*[\n\r]+\s*|(?<=[a-z]{3}\.)(?=[A-Z][A-Za-z]+\s)"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|Bros|v|Mr|Mrs|Ms|Dr|No|St|Jr|Sr|vs|U\.S|U\.K|D\.C|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])\.)$"
)
_SOURCE = re.compile(
    r"\s(?:—|–|--?)\s?(?:WSJ|FT|Reuters|Bloomberg|CNBC|Barron['’]?s?(?:\.com)?|Market Talk|Update|NYT)\s*$"
)
_REPORTER = re.compile(
    r"^(?:\[[^\]]{1,40}\]|\([^)]{1,40}=[^)]{1,40}\)|[가-힣]{2,4}\s?기자\s?=|\(\s?[A-Z][A-Za-z ]{1,20}News\s?\)\s-|[A-Z]{3,}(?:, [A-Z][a-z]+ \d+)? \(Reuters\) -)\s*"
)


_BYLINE = re.compile(
    r"^\s*(?:By\s)?[A-Z][a-z]+\s(?:[A-Z]\.\s)?[A-Z][a-z]{2,}(?:\sand\s[A-Z][a-z]+\s[A-Z][a-z]{2,})?(?<!Mc)(?<!Mac)(?=[A-Z][A-Za-z’'.]*[\s,])"
)
_DATELINE = re.compile(r"^\s*By\s[A-Z][\w.,'’\s-]{3,90}?(?=[A-Z]{4,}(?:,\s\w+)?\s(?:—|-)\s)")
"""Several reporters run into the place: By A B, C D and E FSEOUL — ."""
_PLACE = re.compile(r"^\s*[A-Z][A-Z .]{3,30}(?:,\s[A-Z][A-Za-z. ]{1,12})?\s(?:—|–|--)\s")
"""Where a report comes from: SEOUL, Korea — ."""
_INNER_BYLINE = re.compile(
    r"(?<=[.!?\s])By\s[A-Z][a-z]+\s[A-Z][a-z]{2,}(?<!Mc)(?<!Mac)(?=[A-Z][A-Za-z’'.]*[\s,])"
)
"""A reporter's name that has run into the first word: By Al RootTesla stock."""


def _unless_a_name(match: re.Match[str]) -> str:
    """Nothing for a reporter's name, which does not run on into the ending of a company's: Spirit AeroSystems."""
    rest = re.match(r"[A-Z][a-z]*", match.string[match.end() :])
    said_so = match.group().lstrip().startswith("By ")
    return match.group() if not said_so and rest and rest.group() in lexicon().english_endings else ""


def sentences(text: str) -> list[str]:
    """The sentences of a text in order."""
    bare = _PRIVATE.sub("", html.unescape(_TAGS.sub(" ", text[:MOST_CHARACTERS])))
    bare = _BYLINE.sub(_unless_a_name, _PLACE.sub("", _DATELINE.sub("", bare)))
    bare = without_owners(_INNER_BYLINE.sub("", bare))
    found: list[str] = []
    for piece in _END.split(bare):
        if piece is None:
            continue
        one = _SOURCE.sub("", _REPORTER.sub("", normalise(piece).replace("...", PAUSE)))
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] = f"{found[-1]} {one}"
        elif one:
            found.append(one)
    return [part for one in found for item in _items(one) for part in _cut(item)]


_BULLET = re.compile(r"\s(?=[▲■●▶]\s?\S)")


def _items(sentence: str) -> list[str]:
    """The items of a list that marks each: [공시] ▲… ▲…"""
    items = [one for one in _BULLET.split(sentence) if one.strip("[]▲■●▶ ")]
    return [one.lstrip("▲■●▶ ") for one in items] if len(items) > _FEW else [sentence]


_FEW = 2
_NEW_STORY = re.compile(
    r"^(?:한편|이와\s?(?:별개로|별도로|달리)|별도로|다른 소식으로|이 밖에|이밖에|(?:Separately|Elsewhere|In other news|Meanwhile|In a separate \w+)\b)"
)
_BREAK = re.compile(r"(?:\s/\s|;\s|—|\s\|\s|·|\s[-–]\s)$")
_LEADS_ON = re.compile(r",\s|[은는이가도]\s|의\s|\s[a-z]+s\s|\s(?:노조|계열|자회사|산하|밑|식구)|\s['‘“\"]")


def starts_story(sentence: str) -> bool:
    """Whether a sentence says of itself that it tells something else."""
    return _NEW_STORY.match(sentence) is not None


def headlines(title: str, names: list[tuple[int, int]]) -> list[str]:
    """A title's headlines: cut at a slash or semicolon, and at dots before a name (`names` as places) that begins anew."""
    ends = {end for _, end in names}
    cuts = [match.end() for match in re.finditer(r"\s/\s|;\s", title)]
    for start, end in names:
        before = _BREAK.search(title[:start])
        if before is None or (before.group() != "·" and not _LEADS_ON.match(title, end)):
            continue
        anew = ", " in title[:start] or title.startswith(", ", end)
        if before.group() != "·" or (anew and before.start() not in ends):
            cuts.append(start)
    edges = [0, *sorted(set(cuts)), len(title)]
    parts = [title[a:b].strip(" /;|·—-–") for a, b in pairwise(edges)]
    return [part for part in parts if part]


def paragraphs(text: str) -> list[list[str]]:
    """The sentences of each paragraph that has any."""
    found = [sentences(part) for part in re.split(r"\n+", text[:MOST_CHARACTERS])]
    return [part for part in found if part]


def _cut(sentence: str) -> list[str]:
    """A line without full stops in pieces, cut at spaces."""
    parts: list[str] = []
    while len(sentence) > LONGEST:
        at = sentence.rfind(" ", 0, LONGEST)
        at = LONGEST if at <= 0 else at
        parts.append(sentence[:at])
        sentence = sentence[at:].lstrip()
    return [*parts, sentence]
