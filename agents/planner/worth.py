"""What shares that a question counts are worth, or how many of them a sum of money buys.

"삼성전자 10주면 얼마야?", "how much would 25 Apple shares cost", "100만원으로 몇 주 살 수 있어?".
"""

import re

from agents.planner.mentions import COMPANY, Named
from agents.planner.money import Money, money
from agents.planner.positions import Position, positions
from stockelper.types import Frozen

_WORTH = re.compile(
    r"얼마|얼만|가격|값|(?:드는|들어가는|필요한) ?(?:돈|비용)|비용|가치|금액|합치|합하|합쳐|합해|합계|합산|합친|총액|총 |평가액|시세|필요|모두|전부|다 ?해서|살 ?수"
    r"|(?<![a-z])(?:worth|costs?|price[ds]?|value[ds]?|total|how much|afford|needs?|altogether|combined|together|come to|set me back|in all|enough)(?![a-z])"
)
_MORE = re.compile(
    r"추천|전망|예측|예상|리스크|위험|분산|변동성|상관|리밸런|배당|목표|팔까|살까|될까|할까|갈까|세금|수수료|왜|이유|뉴스|어때|수익|손익|벌었|평단|올랐|내렸|떨어|샀으면|샀다면|손절|주문|매수해|매도해|매수 ?좀|사 ?줘|팔아 ?줘|시장가|지정가|체결|동안|이하|이상|미만|per|pbr|roe|eps"
    r"|(?<![a-z])(?:forecast\w*|will|next|tomorrow|risk\w*|diversif\w*|volatil\w*|correl\w*|rebalanc\w*|dividends?|targets?|should|tax\w*|fees?|why|news|returns?|profits?|gains?|gained|made|lost|limit|market order|stop|weeks?|p/?e)(?![a-z])"
    r"|^(?:please |can you |could you )*(?:buy|sell|order|purchase|get me|place)(?![a-z])"
)
"""Asks for more than the worth, or for an order."""
_WEIGHTS = re.compile(r"비중|(?<![a-z])weights?(?![a-z])")
_HOW_MANY = re.compile(r"몇 ?주|몇 ?개|(?<![a-z])how many (?:whole |full )?(?:□ )?(?:shares?|stocks?|of □|□)")
_CAN_BUY = re.compile(
    r"살 ?수|사[지나]|사져|살까|가능|구매|매수|(?<![a-z])(?:buy|afford|get|purchase|own)(?![a-z])"
)
_ENOUGH = re.compile(
    r"살 ?수 ?(?:있|가능)|(?:되|충분하|모자라)[나냐니]?|(?<![a-z])(?:can i (?:afford|buy|get)|enough|could i (?:afford|buy|get))(?![a-z])"
)

_OWNS = re.compile(
    r"^(?:so |and |ok,? |hi,? |hey,? )?(?:(?:i|we)(?:'ve| have)?(?: currently| now)? )?(?:own|hold|got|have|holding|owning)(?= \d)"
)


class Worth(Frozen):
    """Shares whose worth is asked for; `budget` where the question asks whether that sum of money pays for them."""

    positions: tuple[Position, ...]
    budget: Money | None = None


class Affordable(Frozen):
    """Which security is to be bought with how much money."""

    security: str
    money: Money


def worth(named: Named) -> Worth | None:
    """The shares whose worth a question asks for and asks for alone; None where it counts none."""
    if _asks_more(named.plain) or not (_WORTH.search(named.plain) or _ENOUGH.search(named.plain)):
        return None
    counted = positions(named)
    if not counted or len(counted) != len(named.securities):
        return None
    budget = money(named.plain) if _ENOUGH.search(named.plain) else None
    return Worth(positions=counted, budget=budget)


def weighed(named: Named) -> tuple[Position, ...]:
    """The shares of several companies that somebody tells to own, or asks the worth or weights of; none where more is asked."""
    plain, counted = named.plain, positions(named)
    asked = _WORTH.search(plain) or _WEIGHTS.search(plain) or says_owned(plain)
    whole = 1 < len(counted) == len(named.securities)
    return counted if asked and whole and not _MORE.search(plain) else ()


def says_owned(plain: str) -> bool:
    """Whether somebody begins with the shares that are owned: "I own 10 shares of …"."""
    return _OWNS.search(plain) is not None


def _asks_more(plain: str) -> bool:
    return _MORE.search(plain) is not None or _WEIGHTS.search(plain) is not None


def affordable(named: Named) -> Affordable | None:
    """The security of which a question asks how many shares a sum of money buys."""
    plain = named.plain
    if plain.count(COMPANY) != 1 or len(named.securities) != 1:
        return None
    paid = money(plain) if _HOW_MANY.search(plain) and _CAN_BUY.search(plain) else None
    return Affordable(security=named.securities[0], money=paid) if paid else None
