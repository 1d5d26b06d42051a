"""Who takes a post and who leaves it: the new chief executive and the former one, against the cited texts."""

import re
from collections.abc import Iterator, Mapping

from agents.verifier.claims import claim
from agents.verifier.marks import Mark
from agents.verifier.reading import Reading
from stockelper.types import Claim

_POST = r"(?:부회장|회장|부사장|사장|대표(?:이사)?|CEO|CFO|행장|총재|의장)"
_POST_EN = r"(?:chief\s(?:executive|financial)(?:\sofficer)?|CEO|CFO|chair(?:man|woman)?|president|governor)"
_NAME_KO, _NAME_EN = r"(?P<who>[가-힣]{2,4})", r"(?P<who>[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?)"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (sense, re.compile(pattern))
    for sense, pattern in (
        ("in", rf"(?:신임|새|차기|후임)\s?{_POST}(?:로|에|으로|는|은|에는)?\s{_NAME_KO}(?=\s|[이을를은는가,.])"),
        ("in", rf"(?<![가-힣]){_NAME_KO}\s(?:신임|차기|새|후임)\s{_POST}"),
        ("in", rf"(?<![가-힣]){_NAME_KO}(?:\s{_POST})?[이가을를](?:\s새|\s신임|\s차기)?\s?{_POST}(?:로|에|으로)\s?(?:선임|취임|내정|임명|선출|올)"),
        ("out", rf"(?:전임|퇴임하는|물러나는)\s(?:{_POST}\s)?{_NAME_KO}(?=\s|[이을를은는가,.])"),
        ("out", rf"(?<![가-힣]){_NAME_KO}\s(?:전|전임)\s{_POST}"),
        ("in", rf"\b(?:[Nn]ew|[Ii]ncoming|[Nn]ext)\s{_POST_EN}\s{_NAME_EN}"),
        ("out", rf"\b(?:[Ff]ormer|[Oo]utgoing|[Pp]redecessor|[Ee]x-)\s?(?:{_POST_EN}\s)?{_NAME_EN}"),
        ("in", rf"{_NAME_EN}\s(?:will\sbecome|became|becomes|was\snamed|was\sappointed|is\sthe\snew|takes\sover\sas)\s(?:the\s|its\s|as\s)*(?:new\s)?{_POST_EN}"),
        ("out", rf"{_NAME_EN}\s(?:steps?|stepped|is\sstepping)\sdown"),
    )
)  # fmt: skip
_PARTICLE = re.compile(r"(?<=[가-힣]{3})[이을를은는가]$")
_PASSING = frozenset({"대표", "신임", "전임", "현재", "이번"})


def posts(reading: Reading, texts: Mapping[str, Reading]) -> Iterator[Claim]:
    """A claim for each person told as the new one who is the former one in the texts, or the other way round."""
    told = [one for text in texts.values() for one in _told(text.text)] if texts else []
    by_sense = {sense: {who for s, who, _ in told if s == sense} for sense in ("in", "out")}
    for sense, who, mark in _told(reading.text) if told else ():
        other = by_sense["out" if sense == "in" else "in"]
        if who in other and who not in by_sense[sense]:
            yield claim(reading, mark, "name", False, "company", value=who)


def _told(text: str) -> Iterator[tuple[str, str, Mark]]:
    for sense, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            who = _PARTICLE.sub("", found["who"])
            if who not in _PASSING:
                start = found.start("who")
                yield sense, who, Mark(start, start + len(who))
