"""A question what a report did to the price: "그 뉴스가 주가에 영향 줬어?", "did that news move the stock?"."""

import re

_REPORT = r"(?:뉴스|소식|기사|보도|공시|발표|이슈|호재|악재)"
_NEWS = r"(?:news|articles?|stor(?:y|ies)|headlines?|reports?|reporting|announcements?|filings?|coverage)"
_AFTER = "(?: ?(?:때문|인해|덕|후|뒤|이후|나오고|나온|뜨고|나가고|보고|터지고|효과|영향))?"
_EFFECT = re.compile(
    rf"{_REPORT}(?:들)?(?:이|가|은|는|로|으로|에|의|를|을)?{_AFTER}\S{{0,4}} ?(?:\S+ ){{0,4}}?(?:영향|반응|움직(?:였|이게|인)|반영|흔들|여파)"
    rf"|(?:그|이|저|해당|위|방금|아까|앞의?|첫 ?번째|두 ?번째)(?: ?\S+)? ?{_REPORT}(?:들)?(?:이|가|은|는|로|으로|에|의|를|을)?{_AFTER}\S{{0,4}} ?(?:\S+ ){{0,4}}?(?:올랐|올라|내렸|떨어졌|빠졌|급등했|급락했)"
    rf"|(?:주가|주식|가격|시장)(?:이|가|는|은)? ?(?:\S+ ){{0,2}}?{_REPORT}(?:에|을|를|로)? ?(?:\S+ ){{0,2}}?(?:반응|반영|움직)"
    r"|(?:주가|시장) ?반응(?:은|이|도)? ?(?:어땠|어때|어떻|있었|컸|좋|나빴|\?|$)"
    rf"|(?<![a-z])(?:that|this|these|those|the|any of the|which) (?:\w+ ){{0,2}}?{_NEWS} (?:\w+ ){{0,3}}?(?:mov|affect|impact|hit|hurt|lift|influenc|push|drive|drove|effect|matter|boost|sway)\w*"
    rf"|(?<![a-z])(?:react(?:ed|ion|ions)?|respon(?:d|ded|se)|mov(?:e|ed)|affect(?:ed)?|impact(?:ed)?|influence[d]?) (?:to|on|after|by|from|because of|following) (?:(?:that|this|these|those|the) )?(?:\w+ )?{_NEWS}"
    r"|how (?:did|has) (?:the )?(?:stock|shares?|share price|price|market|it|□) (?:react|respond)"
    rf"|(?<![a-z])(?:did|has|have) (?:the )?(?:stock|shares?|share price|price|it|□) (?:react|respond|mov|ris|rise|fall|jump|drop|change)\w*\b.{{0,16}}\b(?:on|after|because of|to|due to) (?:(?:that|this|these|those|the) ){_NEWS}"
)
_POINTS = re.compile(
    rf"(?:그|이|저|해당|위|방금|아까) ?{_REPORT}|□(?:의|'s)? ?(?:뉴스|소식|기사|news|headlines|stories)|(?<![a-z])(?:that|this|these|those) (?:\w+ )?{_NEWS}(?![a-z])"
)
_TO_COME = re.compile(
    r"영향 ?(?:을 ?)?(?:줄|미칠|있을)|반영 ?될|오를까|떨어질까|내릴까|(?<![a-z])(?:will|would|could|might|going to)(?![a-z])"
)
_WHY = re.compile(r"왜|이유|(?<![a-z])why(?![a-z])")


def asks_effect(text: str) -> bool:
    """Whether a question in small letters asks what a report did to the price, not what it may do."""
    return bool(_EFFECT.search(text)) and not _TO_COME.search(text) and not _WHY.search(text)


def points_at_report(text: str, *, alone: bool) -> bool:
    """Whether such a question is about reports just told of: it points at them, or (`alone`) names nobody."""
    return asks_effect(text) and (alone or _POINTS.search(text) is not None)
