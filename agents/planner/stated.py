"""Turns of phrase that settle alone what is asked: how a company is doing lately, what a figure is, what somebody owns."""

import re
from collections.abc import Sequence

from agents.planner.mentions import COMPANY
from agents.planner.positions import positions
from agents.planner.press_topics import asks_of_press
from agents.planner.reading import Reading
from agents.planner.whether_to_trade import asks_whether_to_trade
from agents.planner.worth import says_owned
from stockelper.types import Kind

_LATELY = r"(?:요즘|요새|요즈음|최근|근래|최근 ?들어|요즘 ?들어)(?:에는?|엔|은)?"
_HOW = r"(?:좀 ?)?(?:어때|어떄|어떠(?:니|냐|려나|한가)|어떤(?:가|지)|어떻(?:게 ?(?:되|돼|지내)|습니까|나)|어떨까|괜찮(?:아|은가|나)|잘 ?(?:나가|가(?:나|고 ?있)))\S{0,4}(?: ?(?:좀 )?(?:알려|말해|봐)\S{0,4})?"
_DOING = re.compile(
    rf"(?:{_LATELY} ?{COMPANY}(?:은|는|이|가)?|{COMPANY}(?:은|는|이|가)? ?{_LATELY}) ?{_HOW}[ ?.!~ㅋㅎ]*"
)
"""Asks how a company is doing of late, and of nothing else: "현대차 요즘 어때"."""
_OF_A_FIGURE: frozenset[Kind] = frozenset({"technical", "education"})
_ELSEWHERE = frozenset({"named", "scope", "sector", "stocks", "span", "mine", "follow", "screen"})
"""Facts of questions that are about something on the market, not about what a word means."""
_BARE = re.compile(
    r"(?:and |so |ok,? |hi,? |hey,? )?(?:what(?:'s| is| are|s)|explain|define|describe) (?:an? |the )?(?:[a-z0-9-]+ ?){1,5}[?. !]*"
)
"""Asks what something is, and of nothing else: "what are moving averages"."""
_OF_A_TRADE: frozenset[Kind] = frozenset({"quote", "order", "technical", "help", "screen"})
"""What the question whether to trade is heard as."""
_NOT_OF_RISK: frozenset[Kind] = frozenset(
    {"out_of_scope", "education", "help", "quote", "relations", "outlook"}
)
_RISKS = re.compile(
    rf"{COMPANY}\S{{0,2}} ?(?:투자 ?)?(?:리스크|위험)\S{{0,3}} ?(?:뭐|뭘|얼마|어떤|어때|있|커|크|요인|은\?|\?|$)|얼마나 ?(?:위험|안전)|(?<![a-z])how (?:risky|safe) is {COMPANY}|(?<![a-z])risks? (?:of|in|with|to) (?:owning |holding |buying )?{COMPANY}|{COMPANY}'s (?:\w+ )?risks?(?![a-z])"
)
"""Asks how risky the share of a company is."""
_FIGURES = frozenset({"technical", "trend", "price", "volume", "worth", "fundamentals", "paid"})
"""Facts of questions that ask for a figure, whatever the asker has in mind."""
_ORDERS = re.compile(
    r"매수|매도|사 ?줘|팔아|주문|담아|넣어|처분|(?<![a-z])(?:buy|sell|order|purchase|add|trim|dump|unload|liquidate)(?![a-z])"
)
"""Words of an order."""
_TRADES = re.compile(r"(?<![a-z])(?:buy|sell|order|should|more|add|trim|limit|market price)(?![a-z])")


def stated(found: Sequence[Kind], read: Reading) -> tuple[Kind, ...]:
    """The kind that such a turn of phrase settles; none where the question has none of them."""
    if "one" in read.facts and _DOING.fullmatch(read.plain.strip()):
        return ("quote",)
    if asks_what_it_is(found, read):
        return ("education",)
    if asks_of_press(found, read):
        return ("news",)
    alone = len(found) == 1
    if alone and found[0] in _OF_A_TRADE and _asks_to_trade_alone(read):
        return ("outlook",)
    if alone and found[0] in _NOT_OF_RISK and "one" in read.facts and _RISKS.search(read.plain):
        return ("portfolio",)
    if found and {"portfolio", "order"} <= set(found) and not _ORDERS.search(read.plain):
        return ("portfolio",)
    return ("portfolio",) if _tells_what_is_owned(read) else ()


def _asks_to_trade_alone(read: Reading) -> bool:
    """Whether it is asked if to trade one share, and for no figure of it."""
    return "one" in read.facts and not read.facts & _FIGURES and asks_whether_to_trade(read.plain)


def asks_what_it_is(found: Sequence[Kind], read: Reading) -> bool:
    """Whether a figure of charts is asked about without a company, a market or dates, so that only its meaning is left."""
    if not found or not set(found) <= _OF_A_FIGURE or read.facts & _ELSEWHERE:
        return False
    return "education" in found or "asked_meaning" in read.facts or _BARE.fullmatch(read.plain) is not None


def _tells_what_is_owned(read: Reading) -> bool:
    """Whether somebody says how many shares of each company are owned, and gives no order."""
    if not says_owned(read.plain) or _TRADES.search(read.plain):
        return False
    return 0 < len(read.named.securities) == len(positions(read.named))
