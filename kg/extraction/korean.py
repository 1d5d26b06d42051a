"""Who does what in a Korean clause: particles tell the roles, wherever the words stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.masking import ACTOR, ANY, FIRM, Masked
from kg.extraction.rulebook import rulebook

_KIND = "등 (?:[가-힣·0-9]+ ){0,3}?[가-힣]*(?:사|업체|기업|회사|그룹|고객|메이커|완성차|은행|업계|기관|투자자|펀드|운용사)(?:들)?"
"""What a list belongs to: ▢ 등 완성차 업체에."""
_OWN = f"(?:\\s?(?:{_KIND}))?(?:\\s?(?:측|그룹|클라우드|코리아|차이나|재팬|아메리카|인디아|헬스|헬스케어|본사|(?:미국|중국|유럽|북미|현지|일본|인도|베트남|독일)?\\s?법인|이사회|경영진|관계자|컨소시엄|노조|노동조합|노사|주가|공장|사업장|회장|대표|주주총회|직원|근로자|등 ?\\d*개사|등|\\d사|[두세네] ?(?:회사|곳|기업|업체)|양사|각각|모두|역시|같은 회사))*"
_CASES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (case, re.compile(pattern))
    for case, pattern in (
        ("not", r"(?:이|가)\s?(?:아닌|아니라)|\s?(?:대신|외에|말고|을\s?제외|를\s?제외)"),
        (
            "against",
            rf"{_OWN}\s?(?:[을를]?\s?(?:상대로|대상으로|겨냥)|에\s?대(?:한|해|하여)|을\s?향한|상대\s)",
        ),
        ("from", rf"{_OWN}(?:으로부터|로부터|에게서|한테서|(?:에)?서(?:는|도)?(?=[\s,]))"),
        ("dat", rf"{_OWN}(?:에게(?:는|도|만)?|한테|에(?:는|도|만)?|향으로|향)(?=[\s,])"),
        ("with", rf"{_OWN}(?:와의|과의|와는|과는|와도|과도|와|과|랑|하고|간)(?=[\s,])"),
        ("gen", rf"{_OWN}의(?=\s)"),
        ("topic", rf"{_OWN}(?:은|는|만)(?=[\s,\"'“‘])|\s(?:역시|또한)(?=\s)"),
        ("subj", rf"{_OWN}(?:이|가|도|께서|만이)(?=[\s,\"'“‘])"),
        ("obj", rf"{_OWN}(?:을|를)(?=[\s,])"),
        ("into", rf"{_OWN}(?:으로|로)(?=[\s,])"),
        ("cop", r"(?:이다|다(?=\.|$)|였다|이었다|이며|이고|이자|인(?=\s)|라고|이라고)"),
        ("comma", r"\s?(?:[,—:]|,?\s?[\"“‘'])"),
    )
)
_ADNOMINAL = re.compile(
    rf"^\s?[가-힣]{{0,4}}(?:[는한된던할인온친낸댄든준린진킨쓴]|해온|해 온|하던|받은|받는|둔|맡은)\s(?:[^{FIRM[1:-1]}.]{{0,14}}\s)?(?P<it>{ACTOR})"
)


@dataclass(frozen=True)
class Argument:
    """A place with its case, and what follows its particle."""

    at: int
    case: str
    after: str


def arguments(masked: Masked) -> list[Argument]:
    """Every name of the sentence with its case."""
    return [_argument(masked.text, match.start()) for match in re.finditer(ACTOR, masked.text)]


def _argument(text: str, at: int) -> Argument:
    for case, pattern in _CASES:
        if match := pattern.match(text, at + 1):
            named = "topic" if case == "comma" and not re.search(ACTOR, text[:at]) and at < 30 else case
            return Argument(at, named, text[match.end() : match.end() + 30].lstrip())
    return Argument(at, "bare", text[at + 1 : at + 25].lstrip())


def clause_start(masked: Masked, at: int) -> int:
    """Where the clause that holds an offset begins."""
    starts = [match.end() for match in rulebook("ko").clause.finditer(masked.text, 0, at)]
    return starts[-1] if starts else 0


def in_role(role: str, masked: Masked, start: int, end: int) -> Iterator[int]:
    """The places that play a role for a trigger at `start:end`, the likeliest first."""
    name, _, follows = role.partition("+")
    if name == "after":
        # the ending that leads over to the noun may be the trigger's own: 대는 ▢
        for begin in (end, end - 1):
            if match := _ADNOMINAL.match(masked.text[begin:]):
                yield begin + match.start("it")
                return
        return
    every = arguments(masked)
    if name in _BY_PLACE:
        yield from _placed(name, every, start, end, follows)
        return
    if name == "subj":
        free = _free(every, masked, start, end)
        every = free if any(one.case in ("subj", "topic") and one.at < start for one in free) else every
    cases = ("subj", "topic") if name == "subj" else (name,)
    found = [one for one in every if one.at < start and one.case in cases and _followed(one, follows)]
    clause = clause_start(masked, start)
    if name == "subj":
        yield from _subjects(found, clause)
    else:
        near = [one.at for one in found if one.at >= clause]
        yield from reversed(near or ([one.at for one in found] if name in ("with", "from", "dat") else []))


_BY_PLACE = frozenset({"any", "inside", "later", "next"})
_NEXT = 14
"""How far behind a trigger a name is the next one."""


def _placed(name: str, every: list[Argument], start: int, end: int, follows: str) -> Iterator[int]:
    """The names that stand somewhere to the trigger, whatever their particles."""
    behind = [one for one in every if one.at >= end]
    inside = [one for one in every if start <= one.at < end]
    if name == "any":
        before = [one.at for one in every if one.at < start]
        yield from (*reversed(before), *(one.at for one in behind), *(one.at for one in inside))
    elif name == "inside":
        yield from (one.at for one in inside if _followed(one, follows))
    elif name == "later":
        yield from (one.at for one in behind if one.case in _SPOKEN_OF)
    else:
        yield from (one.at for one in behind if one.at <= end + _NEXT)


def _free(every: list[Argument], masked: Masked, start: int, end: int) -> list[Argument]:
    """The names that may be the trigger's subject; in a clause that describes a name rather its own than the topic."""
    free = [one for one in every if not _embedded(masked, one, start)]
    if _ADNOMINAL.match(masked.text[end - 1 :]) or _ADNOMINAL.match(masked.text[end:]):
        return [one for one in free if not _TOPIC.match(masked.text, one.at)] or free
    return free


def coordinated(masked: Masked, at: int) -> list[int]:
    """Places before `at` that share its case and its predicate: ▢에 배터리를, ▢에 모터를 공급한다."""
    every = arguments(masked)
    found: list[int] = []
    current = next((one for one in every if one.at == at), None)
    for one in reversed([one for one in every if one.at < at]):
        if current is None or one.case != current.case or not _carried(masked.text[one.at + 1 : current.at]):
            break
        found.append(one.at)
        current = one
    return found


def sharing(masked: Masked, at: int) -> list[int]:
    """Subjects before one that share its predicate: ▢는 주당 900원, ▢는 주당 100원의 배당을 의결했다."""
    every = [one for one in arguments(masked) if one.case in _SUBJECTS]
    found: list[int] = []
    current = next((one for one in every if one.at == at), None)
    for one in reversed([one for one in every if one.at < at]):
        if current is None or not _open(masked.text[one.at + 1 : current.at]):
            break
        found.append(one.at)
        current = one
    return found


_OBJECT = re.compile("(?:배당|매입|취득|소각|증자|분할|병합|리콜|회수|파업)[을를],\\s$")
_PREDICATE = re.compile(r"(?:[가-힣](?:고|며|면서|지만|으나|는데|다|어|아|여|자|니)|한편|반면|[;.]),?\s")


def _open(between: str) -> bool:
    """Whether words between two subjects end with a comma and hold no predicate and no deed of their own."""
    return between.endswith(", ") and _OBJECT.search(between) is None and _PREDICATE.search(between) is None


def gapped(masked: Masked, head: int, tail: int) -> list[tuple[int, int]]:
    """Pairs before one whose predicate they share: ▢은 ▢에 배터리를, ▢은 ▢에 모터를 공급한다."""
    every = {one.at: one for one in arguments(masked)}
    first, second = sorted((head, tail))
    if first not in every or second not in every:
        return []
    order, found = sorted(every), list[tuple[int, int]]()
    at = order.index(first)
    while at >= _PAIR and _is_gapped(masked, [every[order[n]] for n in (at - 2, at - 1, at)], every[second]):
        one, other = order[at - 2], order[at - 1]
        found.append((one, other) if head < tail else (other, one))
        at -= _PAIR
    return found


_PAIR = 2
_SUBJECTS = frozenset({"subj", "topic"})
_SPOKEN_OF = frozenset({"subj", "topic", "comma"})


def _is_gapped(masked: Masked, three: list[Argument], second: Argument) -> bool:
    one, other, first = three
    alike = one.case == first.case or {one.case, first.case} <= _SUBJECTS
    return alike and other.case == second.case and _carried(masked.text[other.at + 1 : first.at])


def _carried(between: str) -> bool:
    """Whether the words between two names hold no predicate of their own: 에 배터리를, …"""
    return (
        re.fullmatch(
            r"[^.,;]{0,28}(?:[을를도]|[0-9%\ue800-\uebff]),\s(?:[가-힣]+\s)?|[가-힣]{1,3},\s", between
        )
        is not None
    )


def _followed(one: Argument, pattern: str) -> bool:
    return not pattern or re.match(pattern, one.after) is not None


_RELATIVE = re.compile(
    rf"[이가]\s(?:[^.,{ANY[1:-1]}]{{0,20}}\s)?[가-힣]*(?:던|한|는|은|된|될|할|온|준|둔)\s(?:[가-힣]+\s)?(?={ACTOR})"
)


_TOPIC = re.compile(f"{ACTOR}[은는]\\s")
_MODIFYING = re.compile(
    rf"[이가]\s(?:[^.,\s{ANY[1:-1]}]+\s)?[가-힣]*(?:짓|만드|세우|발주|추진|운영|주문|모집|발행|실시|단행|공고|건설|개발|보유|요구|제기|의뢰|계획)(?:는|한|하는|했던|하던|할|을)\s(?=[가-힣A-Z0-9])"
)
"""A subject of a clause that describes a noun, where the sentence has a topic: ▢는 ▢가 짓는 공장의 설비를."""


def _embedded(masked: Masked, one: Argument, start: int) -> bool:
    """Whether a name is the subject of a clause that only describes the next name: ▢가 갖고 있던 ▢ 지분을."""
    if one.case != "subj":
        return False
    match = _RELATIVE.match(masked.text, one.at + 1)
    if match is None and _TOPIC.search(masked.text, 0, one.at):
        match = _MODIFYING.match(masked.text, one.at + 1)
    return match is not None and match.end() < start


def _subjects(found: list[Argument], clause: int) -> Iterator[int]:
    """The subject of the clause, else the nearest topic, else any subject before."""
    inside = [one.at for one in found if one.at >= clause]
    topics = [one.at for one in found if one.at < clause and one.case == "topic"]
    others = [one.at for one in found if one.at < clause and one.case != "topic"]
    yield from (*reversed(inside), *reversed(topics), *reversed(others))
