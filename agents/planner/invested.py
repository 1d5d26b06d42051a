"""A sum, or so many shares, that somebody put or might have put into securities at an earlier time, and what is left of it.

"작년 초에 테슬라에 500만원 넣었으면 지금 얼마?", "if I'd put $1,000 in Nvidia in January 2023", "had I bought 10 shares in 2022".
"""

import re

from agents.planner.mentions import Named
from agents.planner.money import Money, money
from agents.planner.positions import Position, positions
from stockelper.types import Frozen

_PUT_IN = re.compile(
    r"넣었|넣어 ?(?:놨|뒀|두었|놓았)|투자했|투자해 ?(?:놨|뒀)|투자 ?하면|묻어 ?(?:놨|뒀)|묻었|샀|사 ?(?:놨|뒀|놓았|두었)|매수했|질렀|담았|들어갔|존버했|들고 ?있었|가지고 ?있었|보유했"
    r"|(?<![a-z])(?:(?:had|i'd|i'?ve|if i|if you|if someone|if we|suppose i|say i|would've|would have|what if i)(?: \w+){0,2} (?:put|invested|bought|held|dropped|stuck|parked|purchased|placed)|(?:put|invested|placed|parked|stuck|dropped)(?: \w+){0,2} (?:in|into|on) □)(?![a-z])"
    r"|(?:\d ?[km]?|won) (?:(?:put|invested|placed) )?(?:in|into|of) □"
)
_WHAT_NOW = re.compile(
    r"으면|다면|더라면|을 ?때|을 ?경우|얼마|얼만|몇|수익|손해|이득|벌|됐|되었|지금|현재|였|손실|본전"
    r"|(?<![a-z])(?:if|had|suppose|say|worth|now|today|would|how much|be|made|return|grown|gain|lost|up|down)(?![a-z])"
)
_STRATEGY = re.compile(
    r"매달|매월|매주|매일|매년|적립|분할|물타|때마다|마다|팔았|팔고|팔면|매도|전략|리밸런|재투자|배당|레버리지|신용|rsi|골든|데드|크로스|이평|이동평균|돌파|손절|익절|백테|시뮬|평단|반반|섞|비중|포트"
    r"|(?<![a-z])(?:every|each|monthly|weekly|dca|dollar[- ]cost|sold|sell\w*|strateg\w*|rebalanc\w*|reinvest\w*|dividends?|leverag\w*|margin|rsi|macd|cross\w*|averages?|rule|whenever|backtest\w*|simulat\w*|stop|portfolio|split|weights?|options?|calls?|puts)(?![a-z])"
)
"""Words of a rule by which was bought and sold, which no two closes settle."""


class Invested(Frozen):
    """What was put in: a sum of money, or numbers of shares, or neither where only the return is asked."""

    money: Money | None = None
    positions: tuple[Position, ...] = ()


def invested(named: Named) -> Invested | None:
    """What a question says was put into the companies that it names; None where it says nothing of the kind.

    The time is the plan's to tell.
    """
    plain = named.plain
    if not named.securities or _STRATEGY.search(plain):
        return None
    if not (_PUT_IN.search(plain) and _WHAT_NOW.search(plain)):
        return None
    return Invested(money=money(plain), positions=positions(named))
