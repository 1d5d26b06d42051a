"""The order that a heading gives its list, in time or in size, and which text is called the newest or the oldest."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.listing import items
from agents.verifier.marks import Day, Mark
from agents.verifier.reading import Reading, Sentence
from stockelper.types import Claim

_IN_TIME = re.compile(
    r"(?P<down>newest\sfirst|(?:most\s)?recent\sfirst|최근\s?순|최신\s?순)|(?P<up>oldest\sfirst|earliest\sfirst|오래된\s?순|과거\s?순)",
    re.IGNORECASE,
)
_IN_SIZE = re.compile(
    r"(?P<down>(?:the\s)?(?:largest|highest|biggest)\sfirst|(?:큰|높은|많은)\s?순|(?:률|율|성)이\s(?:가장\s)?높은\s(?:업종|종목))"
    r"|(?P<up>(?:the\s)?(?:smallest|lowest|least)\sfirst|(?:작은|낮은|적은)\s?순|(?:률|율|성)이\s(?:가장\s)?낮은\s(?:업종|종목))",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?P<down>\b(?:newest|latest|most\srecent)\s(?:story|article|news|filing)|가장\s(?:새로운|최근)\s?(?:소식|기사|뉴스|공시))"
    r"|(?P<up>\b(?:oldest|earliest)\s(?:story|article|news|filing)|가장\s(?:오래된|이른)\s?(?:것|소식|기사|뉴스|공시))",
    re.IGNORECASE,
)


def orders(reading: Reading, bench: Bench, published: Mapping[str, Sequence[dt.date]]) -> Iterator[Claim]:
    """A claim for each heading whose list stands the other way round, and for each text that is not the newest (or
    oldest) of those that `published` dates."""
    for sentence in reading.sentences:
        for pattern, values in ((_IN_TIME, _days), (_IN_SIZE, _sizes)):
            said = pattern.search(reading.text, sentence.start, sentence.end)
            if said and _runs_against(list(values(reading, sentence, bench)), up=bool(said["up"])):
                yield claim(reading, Mark(*said.span()), "name", False, "measure")
        yield from _newest(reading, sentence, published)
        yield from _next_largest(reading, sentence, bench)


def _runs_against(values: Sequence[float], *, up: bool) -> bool:
    """Whether values fall although they are said to rise, or rise although said to fall."""
    return any((a > b) if up else (a < b) for a, b in pairwise(values))


def _block(reading: Reading, heading: Sentence) -> Iterator[Sentence]:
    """The items of a list up to the first empty line."""
    for item in items(reading, heading):
        yield item
        if reading.text[item.start : item.end].endswith("\n\n"):
            return


def _days(reading: Reading, heading: Sentence, bench: Bench) -> Iterator[float]:
    del bench
    for item in _block(reading, heading):
        for day in item.own.days[:1]:
            if (date := _date(day)) is not None:
                yield float(date.toordinal())


def _sizes(reading: Reading, heading: Sentence, bench: Bench) -> Iterator[float]:
    for item in _block(reading, heading):
        yield from [one.number.signed_value for one in bench.of(item) if one.match.found][:1]


def _date(day: Day) -> dt.date | None:
    try:
        return dt.date(day.year or 0, day.month or 0, day.day or 0)
    except ValueError:
        return None


def _newest(
    reading: Reading, sentence: Sentence, published: Mapping[str, Sequence[dt.date]]
) -> Iterator[Claim]:
    said = _ALONE.search(reading.text, sentence.start, sentence.end)
    every = [date for dates in published.values() for date in dates]
    if said is None or len(sentence.own.days) != 1 or len(set(every)) < 2:
        return
    first, last = (max(every), min(every)) if said["up"] else (min(every), max(every))
    day = sentence.own.days[
        0
    ]  # of several companies' texts each has its own newest: only the very last is wrong
    if day.fits(first) and not day.fits(last):
        yield claim(reading, Mark(*said.span()), "date", False, "date")


_LARGEST = re.compile(
    r"(?P<down>가장\s(?:크게|많이)\s움직|\b(?:largest|biggest)\s(?:daily\s)?move\b)"
    r"|(?P<up>가장\s(?:작게|적게|조금)\s움직|\b(?:smallest|least)\s(?:daily\s)?move\b)",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s*(?:그\s?다음|이어|Next\s(?:came|was)\b|It\swas\sfollowed\b)")


def _next_largest(reading: Reading, sentence: Sentence, bench: Bench) -> Iterator[Claim]:
    """The largest (or smallest) move, which the one told next is larger (or smaller) than."""
    said = _LARGEST.search(reading.text, sentence.start, sentence.end)
    after = reading.sentences[sentence.index + 1 : sentence.index + 2]
    if said is None or not after or not _NEXT.match(reading.text, after[0].start):
        return
    first, second = (
        [item.number.value for item in bench.of(one) if item.number.unit == "percent"]
        for one in (sentence, after[0])
    )
    if len(first) == len(second) == 1 and _runs_against([first[0], second[0]], up=bool(said["up"])):
        yield claim(reading, Mark(*said.span()), "name", False, "measure")
