"""One turn of a conversation: what it says itself, and what it takes over from the turns before it."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.planner import hearing
from agents.planner.reading import Reading
from agents.planner.subject import Thread
from stockelper.types import Kind, Plan, SpecialistName, Window

_AMONG = re.compile(
    r"그 ?중|이 ?중|여기서|거기서|among (?:them|those|these)|(?:of|from) (?:those|these|them)", re.IGNORECASE
)
"""Picks from a list that was just shown."""
_TURNED = re.compile(
    r"반대로|거꾸로|반대편|(?<![a-z])(?:the opposite|the other way|conversely|in reverse)(?![a-z])"
)
"""Asks for the other end of a list."""
_WHICH = re.compile(r"(?<![a-z])(?:which|who)(?![a-z])|누가|어디가|어느 ?(?:쪽|게|회사)|뭐가|둘 ?중")
"""Asks for one of the companies that were just spoken of."""
_EVER = re.compile(
    r"역대|사상|상장 ?(?:이후|이래|후)|지금까지|통틀어|(?<![a-z])(?:all[- ]time|ever|since)(?![a-z])"
)
"""Asks for all that is stored."""
_WHEN_AT_ITS_MOST = re.compile(
    r"(?:최[고저](?:가|점)|고점|저점|바닥|꼭지)\S{0,4} ?(?:찍은|기록한)? ?(?:게|건|날은?|때는?)? ?언제|언제 ?(?:가장|제일) ?(?:높|낮|비쌌|쌌)"
    r"|(?<![a-z])(?:when|what day|which day)(?![a-z]).{0,40}(?<![a-z])(?:low|lowest|high|highest|peak\w*|bottom\w*|top|trough)(?![a-z])"
)
_EVERYWHERE = re.compile(r"전체|모든 ?시장|전 ?종목|all (?:markets|stocks)|everywhere", re.IGNORECASE)
_NOW = re.compile(
    r"현재|지금|요즘|오늘|방금|최신|(?<![a-z])(?:now|current(?:ly)?|today|at the moment|latest|right now)(?![a-z])"
)
"""Asks for the present, whatever stretch was spoken of."""
_GOES_ON = re.compile(
    r"^(?:and|or|but|then|so|what about|how about|ok(?:ay)?|also|now|same|the same)(?![a-z])|^(?:그럼|그러면|그리고|그렇다면|또|똑같이|같은|마찬가지)|□ ?(?:도|역시)(?![가-힣])|(?<![a-z])(?:too|as well|same|then)(?![a-z])|똑같|마찬가지|같은 ?(?:기간|조건|식)|[은는]\s*\?*$"
)
"""Goes on with the turn before, though it says itself what it wants."""
_REQUESTS = re.compile(
    r"알려|보여|찾아|말해|설명|얼마|어때|어떻|궁금|해 ?줘|주세요|볼래|(?<![a-z])(?:what|what's|how|how's|show|tell|give|which|is|are|was|did|does|do|compare|when|can|could|find|get)(?![a-z])"
)
"""What a question that stands on its own asks or orders by."""
_LONG = dt.timedelta(days=20)
"""A stretch that is long enough for its news to be meant by "and the news?"."""
_PICKING: frozenset[Kind] = frozenset({"technical", "quote", "fundamentals", "compare", "outlook"})
"""What asks for a figure: among the securities of a list it is what they are picked by."""
_FIGURES: frozenset[Kind] = frozenset({"screen", "technical", "quote", "fundamentals"})
_LISTS: frozenset[Kind] = frozenset({"screen", "briefing"})


@dataclass(frozen=True)
class Turn:
    """One question among those before it.

    Attributes:
        read: what its words say.
        kinds: what is asked, by its own words or by the turn that it continues; never empty.
        carried: the plan that it continues; None where it stands on its own.
        before: the turns before.
    """

    read: Reading
    kinds: tuple[Kind, ...]
    carried: Plan | None
    before: Thread


def own_kinds(heard: tuple[Kind, ...], read: Reading, anchor: Plan | None) -> tuple[Kind, ...]:
    """The kinds of a turn by its own words, `heard` as if nothing had gone before it, behind the turn `anchor`."""
    if anchor is None:
        return heard
    own: tuple[Kind, ...] = ("screen",) if _lists_again(heard, read, anchor) else heard
    return ("compare",) if _chooses_between(own, read, anchor) else own


def joined(own: tuple[Kind, ...], read: Reading, before: Thread) -> Turn:
    """The turn with what it continues; `own` are the kinds by its own words, empty where they say none."""
    carried = _continued(own, read, before.anchor)
    if carried is not None and _is_a_time_alone(own, read, carried):
        return Turn(read, ("quote",), None, before)
    if carried is not None and (not own or hearing.is_elliptical(read)):
        return Turn(read, carried.kinds, carried, before)
    return Turn(read, own or hearing.fallback(read), carried, before)


def _is_a_time_alone(own: tuple[Kind, ...], read: Reading, carried: Plan) -> bool:
    """Whether a turn names a time and nothing else behind one of whose kind there is none: it asks for the price then."""
    timeless = carried.kinds == ("relations",) and carried.window is None and bool(carried.securities)
    return timeless and not own and read.span is not None and "nobody" in read.facts


def stretch_from(turn: Turn) -> Plan | None:
    """The plan whose stretch of time a turn is about where it names none.

    That is also the turn before a bare "why?", "how much is that?" or "and the news?", or a "which of the two fell
    more?" that names nobody. What is asked of the present is about no stretch.
    """
    if turn.kinds[0] == "quote" and _NOW.search(turn.read.plain):
        return None
    if turn.carried or not _leans_on_time(turn):
        return turn.carried
    return _leant_on(turn)


def extreme_within(turn: Turn) -> Window | None:
    """The stretch of the turn before, where this one asks when a price was highest or lowest and names no time.

    Alone such a question is about all that is stored.
    """
    span, anchor = turn.read.span, turn.before.anchor
    untimed = span.label == "ever" if span else _WHEN_AT_ITS_MOST.search(turn.read.plain) is not None
    if anchor is None or not untimed or _EVER.search(turn.read.plain):
        return None
    window = anchor.window
    stretched = window is not None and window.from_ < window.to and window.label not in ("default", "ever")
    return window if stretched and turn.kinds[0] == "quote" else None


def _leant_on(turn: Turn) -> Plan | None:
    """The turn before that was about whom this one names, or listed it; the last one where nobody is named, nor a
    market but to set a company beside it."""
    facts, before = turn.read.facts, turn.before
    own = set(turn.read.named.securities)
    if len(own) == 1 and turn.kinds[0] == "compare":
        return before.anchor
    if own:
        told = (plan for plan in (before.anchor, before.showing) if plan is not None)
        return next((plan for plan in told if own <= {*plan.listed, *plan.securities}), None)
    beside = turn.kinds[0] == "compare" and "index" in facts
    return before.anchor if beside or not facts & {"named", "scope", "sector"} else None


def _leans_on_time(turn: Turn) -> bool:
    anchor, asked = turn.before.anchor, turn.kinds[0]
    if asked == "news":
        window = anchor.window if anchor else None
        return window is not None and window.to - window.from_ >= _LONG
    moved = asked == "quote" and bool(turn.read.facts & {"amount_moved", "moved"})
    return moved or asked in ("explain_move", "compare") or hearing.is_elliptical(turn.read)


def specialists_before(turn: Turn) -> tuple[SpecialistName, ...]:
    """Who was asked by the turn that this one leans on: what was told of one company's books is compared by them."""
    anchor = turn.before.anchor
    of_books = turn.kinds[0] == "compare" and anchor is not None and anchor.kinds[0] == "fundamentals"
    leant_on = turn.carried or (anchor if of_books else None)
    return leant_on.specialists if leant_on else ()


def markets_before(made: Plan, turn: Turn) -> tuple[str, ...]:
    """The markets of the turn before, where this one is about no security: a board that was named stays named."""
    if made.securities or _EVERYWHERE.search(made.question):
        return ()
    leant_on = turn.carried or (turn.before.anchor if made.kinds[0] in _LISTS else None)
    return leant_on.markets if leant_on else ()


def listed_before(made: Plan, turn: Turn) -> tuple[str, ...]:
    """The securities that the turn before listed, where this one picks among them."""
    picks = made.kinds[0] == "screen" and not made.securities and _AMONG.search(made.question)
    return turn.before.anchor.listed if turn.before.anchor and picks else ()


def _lists_again(heard: Sequence[Kind], read: Reading, anchor: Plan) -> bool:
    """Whether a turn picks from the list of the turn before ("그중에 RSI 30 아래인 것?"), or turns it round."""
    if "nobody" not in read.facts:
        return False
    if anchor.kinds[0] == "screen" and _TURNED.search(read.plain):
        return True
    picks = bool(heard) and heard[0] in _PICKING and _AMONG.search(read.plain) is not None
    return picks and (anchor.kinds[0] == "screen" or bool(anchor.listed))


def _chooses_between(own: Sequence[Kind], read: Reading, anchor: Plan) -> bool:
    """Whether a turn asks one figure of several companies just spoken of ("which pays more?", "변동성은?")."""
    if len(anchor.securities) < 2 or read.facts & {"named", "scope", "sector", "stocks", "why"}:
        return False
    chooses = anchor.kinds[0] == "compare" or _WHICH.search(read.plain) is not None
    return chooses and len(own) == 1 and own[0] in _FIGURES


def _continued(own: Sequence[Kind], read: Reading, anchor: Plan | None) -> Plan | None:
    if anchor is None or not (hearing.is_elliptical(read) or own[:1] == anchor.kinds[:1]):
        return None
    if "named" in read.facts and own and _is_whole(read):
        return None
    if own == ("compare",) != anchor.kinds and "nobody" in read.facts:
        return None
    if read.named.securities and own[:1] != anchor.kinds[:1] and anchor.kinds[0] in _LISTS:
        return None  # a company that is named after a list is asked about itself
    return anchor


def _is_whole(read: Reading) -> bool:
    """Whether a turn names its company, asks or orders something of it and bears no word of going on."""
    plain = read.plain
    return not hearing.is_elliptical(read) and bool(_REQUESTS.search(plain)) and not _GOES_ON.search(plain)
