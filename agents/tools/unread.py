"""Conditions of a screen that nothing stored can compute, and what is left of a screen without them."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import cast

from agents.patterns import Script, Words, words
from agents.planner.measures import measures as asked_measures
from agents.tools.absent import AbsentArguments, measure_label
from stockelper.language.catalogue import render
from stockelper.language.normalise import normalise
from stockelper.types import PRICE_MEASURES, Language, Measure, Plan, Screen

MOVERS = re.compile(
    r"급등|급락|폭등|폭락|떡상|떡락|오른|오르|올랐|내린|내렸|떨어|빠진|빠졌|깨진|상승|하락|등락|상한가|하한가|튄|뛴|강세|약세|핫한|뜨거운|잘 ?나가|주도주|대장주|활발|인기|부진|움직|쏘는|날아|박살|수익률|덜 ?오른|많이 ?간|화제"
    r"|(?<![a-z])(?:movers?|moving|moved|gain\w*|los(?:ers?|t|ing)|ris\w+|rose|climb\w*|jump\w*|surg\w*|soar\w*|rall\w*|spik\w*|pop\w*|fall\w*|fell|drop\w*|declin\w*|slid\w*|tank\w*|plung\w*|crash\w*|sank|hot(?:test)?|best|worst|top|leaders?|laggards?|perform\w*|return(?:s|ed)?|up|down|higher|lower|winn\w*|active|hiding|ripping|on fire|green|red)(?![a-z])"
)
"""Words that ask for what has moved."""


_TRADED = re.compile(
    r"거래(?:가|량)? ?(?:가장|제일|젤)? ?많|돈이? ?(?:가장|제일|젤)? ?(?:많이 ?)?몰[리린]|(?<![a-z])most (?:\w+ )?traded(?![a-z])|(?<![a-z])by (?:won|dollar|traded) value"
)
"""Asks for what is traded most, whatever it is called."""
_GOES_ON = re.compile(r"^ ?(?:그럼|그러면|그리고|그 ?중|여기서|what about|how about|and |then |among )")
_LISTED = re.compile(
    r"종목|주식|회사|기업|업체|애들|놈|곳|데|어디|누구|골라|찾아|추려|뽑아|보여|리스트|목록|순위|순으로"
    r"|(?<![a-z])(?:stocks?|shares|names|compan\w+|firms?|tickers?|makers?|banks?|which|who|what|list|find|show|screen|filter|rank|give|any|those)(?![a-z])"
)
"""Words by which a question asks for securities itself; without them it goes on with the list before."""
_RANKS: frozenset[Measure] = frozenset({"return", "change", "relative_return"})
_NONE: frozenset[Measure] = frozenset()
_NARROWS = "size"
"""The condition that only narrows a list of movers, which may be shown without it."""
_OF_STATEMENTS: Mapping[str, frozenset[Measure]] = MappingProxyType(
    {
        "valuation": frozenset({"per", "pbr", "psr", "peg"}),
        "dividends": frozenset({"dividend_yield"}),
        "margins": frozenset({"roe", "roa", "margin"}),
        "balance": frozenset({"debt_ratio"}),
        "earnings": frozenset({"revenue", "profit", "eps", "margin"}),
        "size": frozenset({"market_cap"}),
    }
)
"""Conditions to the measures of statements that say the same more exactly."""


@cache
def _table() -> Mapping[str, Words]:
    text = files("agents.tools").joinpath("data", "unread.toml").read_text(encoding="utf-8")
    entries = cast("Mapping[str, Mapping[str, Sequence[str]]]", tomllib.loads(text))
    return MappingProxyType({name: words(entry["ko"], entry["en"]) for name, entry in entries.items()})


def unread(question: str) -> tuple[str, ...]:
    """The conditions of a question that cannot be computed, in the order of the text; names of the section `unread`."""
    found = {name: at[0][0] for name, at in _spans(_plain(question)).items()}
    return tuple(sorted(found, key=lambda name: found[name]))


def named(conditions: Sequence[str], language: Language) -> str:
    """What conditions of the section `unread` are called, in a row."""
    return ", ".join(render(language, f"unread.{name}") for name in conditions)


def picked_by(plan: Plan) -> tuple[Screen, ...]:
    """The conditions of a screen that prices answer; empty where they leave nothing of what was asked.

    What moves most is shown only where the words ask for it: it stands for no condition that is not read.
    """
    kept = _readable(plan)
    spoken = asked_measures(_bare(plan.question))
    if all(one.measure in _RANKS and (one.threshold is None or one.measure not in spoken) for one in kept):
        apart = set(unread(plan.question)) - {_NARROWS}
        return () if apart or not _asks_movers(plan.question) else kept
    return kept


def unpicked(plan: Plan) -> AbsentArguments:
    """What to say of a screen by nothing that is stored: the conditions that were not applied, or that none was read."""
    statements: tuple[Measure, ...] = tuple(
        one.measure for one in plan.screens if one.measure not in PRICE_MEASURES
    )
    others = left_out(plan)
    if (statements == ("market_cap",) and not others) or unread(plan.question) == (_NARROWS,):
        return AbsentArguments(code="screen_worth")
    if not statements and not others:
        return AbsentArguments(code="screen_unclear")
    if not others:
        return AbsentArguments(code="screen_statements", measures=statements)
    labels = [measure_label(one, plan.language) for one in statements]
    return AbsentArguments(code="screen_unread", name=", ".join([*labels, *others]))


def left_out(plan: Plan) -> tuple[str, ...]:
    """What the conditions of a question that cannot be computed are called; not those that a measure names as well."""
    measures: set[Measure] = {one.measure for one in plan.screens}
    others = [name for name in unread(plan.question) if not measures & _OF_STATEMENTS.get(name, _NONE)]
    return tuple(named([name], plan.language) for name in others)


def _readable(plan: Plan) -> tuple[Screen, ...]:
    """The conditions on prices that the words left by the unread ones ask for; those of the turn before stay."""
    whole, bare = _plain(plan.question), _bare(plan.question)
    priced = tuple(one for one in plan.screens if one.measure in PRICE_MEASURES)
    spoken, left = asked_measures(whole), asked_measures(bare)
    if not spoken and _TRADED.search(bare):
        return (Screen(measure="turnover", operator="top"),)
    lost = {measure for measure in spoken if measure not in left}
    return tuple(one for one in priced if one.measure not in lost) or _usual(plan)


def _usual(plan: Plan) -> tuple[Screen, ...]:
    """Today's change, for a screen that has no condition at all and may be one of movers."""
    return () if plan.screens else (Screen(measure="change", operator="top"),)


def _asks_movers(question: str) -> bool:
    """Whether the words of a question ask for what has moved, or go on with a list that does."""
    bare = _bare(question)
    goes_on = bool(_GOES_ON.search(bare)) or not _LISTED.search(bare)
    return bool(MOVERS.search(bare)) or (goes_on and not unread(question))


def _bare(question: str) -> str:
    """A question with a space in the place of each condition that cannot be computed."""
    text = _plain(question)
    for at in (span for spans in _spans(text).values() for span in spans):
        text = f"{text[: at[0]]}{' ' * (at[1] - at[0])}{text[at[1] :]}"
    return text


def _plain(question: str) -> str:
    return normalise(question).lower()


@cache
def _spans(plain: str) -> Mapping[str, tuple[tuple[int, int], ...]]:
    letters = Script(hangul=True, latin=True)
    found = {name: asked.spans(plain, letters) for name, asked in _table().items()}
    return MappingProxyType({name: tuple(sorted(spans)) for name, spans in found.items() if spans})
