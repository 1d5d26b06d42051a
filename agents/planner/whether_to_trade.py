"""Whether somebody asks if to buy, keep or sell a share, which is never judged: "지금 사야 해?", "is it a good time to buy?"."""

import re

_KO = re.compile(
    r"(?:사|팔|담|들어가|타|매수해|매도해|버텨|잡|줍|털|손절해|익절해|갈아타)(?:아|어)?야 ?(?:해|하|할|되|돼|될|됨|함|합|맞|좋|할지)"
    r"|(?:살|팔|담을|들어갈|탈|버틸|잡을|털|매수할|매도할|손절할|익절할)(?: ?까(?!지)|지 ?말지| ?타이밍| ?때(?:야|인가|일까|(?:가|는)? ?됐|인지))"
    r"|(?:사|팔|담|들어가|타|매수해|매도해|줍줍해|물타|추매해|몰빵해|올인해|진입해|투자해|청산해|갖고 ?있|들고 ?있)(?:아|어)?도 ?(?:돼|되|될|괜찮|괜춘|좋|늦)"
    r"|(?:사|팔|매수하|매도하|들고 ?있)는 ?(?:게|것이|편이) ?(?:나|낫|좋|맞|현명)"
)
_EN = re.compile(
    r"(?<![a-z])(?:should|shall) (?:i|we|one) (?:\w+ ){0,2}?(?:buy|sell|hold|keep|dump|get (?=□|in(?:to)?(?![a-z])|out)|add|trim|load|cut|exit|take profits?|pull the trigger|jump in)(?:(?<= )|(?![a-z]))"
    r"|(?<![a-z])(?:good|right|bad|smart|wise|better|best|dumb|too late|too early) (?:time |idea |move |moment |point )?to (?:buy|sell|hold|get in|get out|enter|exit|jump in|invest)(?![a-z])"
    r"|(?<![a-z])(?:buy|sell|hold|keep)(?:,? (?:or|,)? ?(?:buy|sell|hold|keep|dump))+(?![a-z])|(?<![a-z])worth (?:buying|owning|holding|getting|picking up|a buy)(?![a-z])|(?<![a-z])(?:is|are) (?:□|it|this|that|they)(?: stock| shares)?(?: still| now)? an? (?:\w+ )?(?:buy|sell|hold)(?![a-z])"
)
_PAST = re.compile(r"(?:았|었|했)(?:어야|으면|다면|더라면|을까)|(?<![a-z])should have(?![a-z])")
"""Asks what would have been right."""


def asks_whether_to_trade(plain: str) -> bool:
    """Whether a question in small letters asks if to buy, keep or sell."""
    return bool(_KO.search(plain) or _EN.search(plain)) and not _PAST.search(plain)
