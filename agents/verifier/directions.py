"""Words that say which way something went, and the group of what they compare.

`move` a price or quantity rose or fell; `level` is above or below; `rating` was raised or cut; `flow` net
buying or selling; `result` profit or loss, better or worse than expected; `rank` more or less than another.
"""

import re

from agents.verifier.marks import Direction

_UP_KO = (
    r"급등|폭등|반등|상승|올랐|올라(?!간\s?비)|오른|오르(?=[고는며지면기자내게던세다더려락막])|올린|올려|뛰었|뛴|뛰어|치솟|솟구|증가|늘었|늘어|늘린|늘렸|늘려|늘며|늘고|강세|확대|성장(?!률|주|펀드|동력)|신장|개선|회복|높아(?!서)|높아졌|플러스|랠리"
    r"|불어났|급증|껑충|상향\s?이탈|오름세|오름폭|강보합|올렸|끌어올|높[였인여]|(?<![가-힣])비싸[졌진]|반등|도약|약진|우상향"
)
_DOWN_KO = (
    r"급락|폭락|하락(?!\s?(?:이전|직전|전)\s)|내렸|내려(?!오)|내린|내리(?!\s)|떨어(?:졌|진|지|져|뜨)|빠졌|빠진|빠져|밀렸|밀려|밀린|밀리|약보합|감소|줄었|줄어|줄였|줄여|줄며|줄고|줄인|약세|축소|둔화|위축|부진|악화|낮아(?=[진지질졌져])|마이너스"
    r"|급감|주저앉|내림세|내림폭|뒷걸음|후퇴|역성장|반토막|고꾸라|추락|(?<!비)싸[졌진]|낮[췄춘춰]|무너|곤두박질|쪼그라|내려앉|우하향"
)
_FLAT_KO = r"(?<![강약])보합|횡보|동결|변동\s?없|변함\s?없|제자리|동일한\s?수준"
_UP_EN = (
    r"r(?:ose|ise[sn]?|ising)|accelerat(?:e[sd]?|ing)|quicken(?:s|ed|ing)?|gain(?:s|ed|ing)?|climb(?:s|ed|ing)?|advanc(?:e[sd]?|ing)|jump(?:s|ed|ing)?|surg(?:e[sd]?|ing)|soar(?:s|ed|ing)?|rall(?:y|ies|ied|ying)"
    r"|rebound(?:s|ed|ing)?|increas(?:e[sd]?|ing)|grew|grow(?:s|n|ing)?|growth|higher|up(?:wards?|turn)?|upside|appreciat(?:ed|ion)|spik(?:e[sd]|ing)|improv(?:e[sd]?|ing|ement)"
    r"|recover(?:s|ed|y|ing)|expand(?:s|ed|ing)?|strengthen(?:ed|ing)?|leap(?:s|ed|t)|rocket(?:ed|ing)|added|add(?:s|ing)(?=\s(?:about\s|some\s|nearly\s|almost\s|roughly\s|another\s)?[$₩€£]?\d)|put\son|edged\sup"
)
_DOWN_EN = (
    r"f(?:ell|all(?:s|en|ing)?)|lost|los(?:es|ing)|drop(?:s|ped|ping)?|declin(?:e[sd]?|ing)|slip(?:s|ped|ping)?|slid(?:e|es|ing)?|decreas(?:e[sd]?|ing)|plung(?:e[sd]?|ing)"
    r"|tumbl(?:e[sd]?|ing)|sank|sinks?|sinking|shed(?:s|ding)?|dip(?:s|ped|ping)?|lower|down(?:wards?|turn)?|shr(?:ank|unk|inks?)|plummet(?:s|ed|ing)?|crash(?:ed|es|ing)?"
    r"|weaken(?:ed|ing|s)?|retreat(?:ed|s|ing)?|contract(?:ed|ing|ion)|reduc(?:ed|tion|ing)|worsen(?:ed|ing)?|slump(?:ed|s|ing)?|eased|pull(?:ed)?\sback|g(?:ave|ives?|iving)\sup|lost\sground|slow(?:s|ed|ing)|decelerat(?:e[sd]?|ing)|off(?=\s(?:about\s|some\s|nearly\s|almost\s)?[$₩€£]?\d)|edged\sdown|depreciat(?:ed|ion)"
)
_FLAT_EN = r"held(?=\s(?:(?:its|the|their|key|benchmark|policy|interest|main|lending)\s){0,4}rates?\b)|unchanged|flat|little\schanged|steady"
_GROUPS: tuple[tuple[str, int, str], ...] = (
    ("flow", 1, r"순매수|net\s(?:buy(?:ing|ers?)|bought|purchases?|inflows?)"),
    ("flow", -1, r"순매도|net\s(?:sell(?:ing|ers?)|sold|outflows?)"),
    (
        "rating",
        1,
        r"(?:종전|이전|기존)보다\s(?:더\s)?높|상향|upgrad(?:e[sd]?|ing)|rais(?:e[sd]?|ing)|hik(?:e[sd]?|ing)|인상|lift(?:s|ed)\b|boost(?:s|ed)\b|bump(?:s|ed)\sup\b",
    ),
    (
        "rating",
        -1,
        r"(?:종전|이전|기존)보다\s(?:더\s)?낮|하향|downgrad(?:e[sd]?|ing)|cut(?:s|ting)?\b|인하|lower(?:ed|ing|s)|trim(?:s|med|ming)\b|slash(?:es|ed)\b|par(?:es|ed)\b(?=\sits\b)",
    ),
    ("move", -1, r"(?<=%\s)(?:loss|손실)(?![A-Za-z])|\bloss(?=\sof\s[\d.]+\s?%)"),
    ("move", 1, r"(?<=%\s)(?:gain)(?![A-Za-z])|\bgain(?=\sof\s[\d.]+\s?%)"),
    (
        "result",
        1,
        r"흑자|호조|어닝\s?서프라이즈|beat(?:s|ing)?\b(?!\s(?:the\s)?[$₩€£]?\d)|net\s(?:profit|income)(?=\sof\b)|profitable|호실적",
    ),
    (
        "result",
        -1,
        r"적자|어닝\s?쇼크|miss(?:ed|es|ing)?\b(?!\s(?:the\s)?[$₩€£]?\d)|(?:net\s)?loss(?:es)?\b|unprofitable|(?:영업|순|당기순|세전)손실",
    ),
    (
        "rank",
        1,
        r"outperform(?:s|ed|ing)?|\b(?:did|does|doing|fared|performed)\sbetter\b|앞섬|\bhighest\b|\bbest(?=\s(?:at|with|return|perform))|outpac(?:e[sd]?|ing)|앞섰|앞서(?!\s(?!있|나))|(?<=보다\s)앞선|(?<=[%pP를을에]\s)앞선|능가|우위|\bahead(?=\s(?:of|by)\b)",
    ),
    (
        "rank",
        -1,
        r"underperform(?:s|ed|ing)?|\b(?:did|does|doing|fared|performed)\sworse\b|뒤짐|\blowest\b|\bworst(?=\s(?:at|with|return|perform))|lag(?:s|ged|ging)\b|trail(?:s|ed|ing)\b(?!\s(?:\d|twelve|P/E))|뒤처|뒤졌|\bbehind(?=\sby\b)",
    ),
    (
        "level",
        1,
        r"(?:beat(?:s|ing)?|topp(?:ed|ing))(?=\s(?:the\s)?[$₩€£]?\d)|(?<!보다\s)위에(?=\s(?:있|놓|머|자리|위치))|웃돎|상회|웃돌|웃도|above\b|exceed(?:s|ed|ing)?|높은|높았|높고|높게|높습|높다|높으|높지|높아\s|(?<=[%원주명개배건pP]\s)(?:많|크)(?=[다았은습])|higher\sthan|(?<=보다\s)위에|웃돈|(?:(?<=%\s)|(?<=llion\s))(?:more|over)\b(?!\sthe)|\bmore\sthan(?=\sthe\s[$₩€£])|(?:(?<=,\s)|(?<=lies\s)|(?<=is\s)|(?<=trades\s)|(?<=sits\s)|(?<=stands\s)|(?<=now\s))over(?=\s(?:its|the|that)\b)",
    ),
    (
        "level",
        -1,
        r"miss(?:ed|es|ing)(?=\s(?:the\s)?[$₩€£]?\d)|(?<!보다\s)아래에(?=\s(?:있|놓|머|자리|위치))|밑돎|하회|밑돌|밑도|밑돈|below\b|낮은|낮았|낮고|낮게|낮습|낮다|낮으|낮지|(?<=[%원주명개배건pP]\s)(?:적|작)(?=[다았은습])|short\sof(?=\s(?:the|its|[$₩€]?\d))|lower\sthan|(?<=보다\s)아래에|(?:(?<=%\s)|(?<=llion\s))(?:less|fewer|under)\b|\bless\sthan(?=\sthe\s[$₩€£])|(?:(?<=,\s)|(?<=lies\s)|(?<=is\s)|(?<=trades\s)|(?<=sits\s)|(?<=stands\s)|(?<=now\s))under(?=\s(?:its|the|that)\b)",
    ),
    ("size", 1, r"커졌|커진|좋아[졌진지]|나아[졌진지]|넓어[졌진]"),
    ("size", -1, r"작아[졌진지]|나빠[졌진지]|좁아[졌진]"),
    ("move", 0, rf"{_FLAT_KO}|(?<![A-Za-z])(?:{_FLAT_EN})(?![A-Za-z])"),
    ("move", 1, rf"{_UP_KO}|(?<![A-Za-z])(?:{_UP_EN})(?![A-Za-z])|[↑⬆📈🔺]"),
    ("move", -1, rf"{_DOWN_KO}|(?<![A-Za-z])(?:{_DOWN_EN})(?![A-Za-z])|[↓⬇📉🔻]"),
)
_PATTERN = re.compile("|".join(f"(?P<g{i}>{p})" for i, (_, _, p) in enumerate(_GROUPS)), re.IGNORECASE)
_NOT_SAID = re.compile(
    r"\s?(?:여력|가능성|위험|압력|리스크|추세선|모멘텀|전망|기대|우려|요인|재료|장세|종목(?![은이]|\s?수)|폭\s?(?:제한|축소)|potential|risk|pressure|trend|to date)",
    re.IGNORECASE,
)
_OTHER_SENSE = re.compile(
    r"(?:\b(?:bollinger|lower|upper|set(?:s|ting)?|make|made|sign(?:ed)?|follow|end(?:ed)?|back|start|catch|take|wrap|speed|line|buil[dt]|pick|show|com(?:e|es|ing)|came|led|shut|break|write)[\s-]|\w-)$",
    re.IGNORECASE,
)
_CHANCE_OF = re.compile(
    r"(?i)\b(?:chances?|odds|probability|risk|likelihood|hopes?|fears?|possibility|toward|towards|bets?|room|case)\s(?:(?:of|for|on|against)\s)?(?:an?\s|the\s)?(?:further\s|sharp\s)?$"
)
"""What may rise or fall: the chance of a fall."""
_AFTER_SENSE = re.compile(
    r"\s?(?:band|bound|limit|밴드|회복세\s?전망|date\b|until|front\b|due\b|and\srunning|day\b(?!s)|coming|show\b|bidder|corner|house|away\b|ing\b)",
    re.IGNORECASE,
)

_SAID_OTHERWISE = re.compile(
    r"(?:결정|결론|판단|판결|명령|지시|평가|처분|진단|선고|해석|정의|막|비가|눈이|이름|글|사진|영상|법정|무대)[을를에]?\s?$"
    r"|(?:원|달러|엔|유로|위안|이익|매출|수익|실적|순익|성과|기록|소득|거래액|판매고)[을를]\s?$"
)
"""What is brought down or put up without a move: a decision, a verdict, a name on a list."""
_OF_A_CURRENCY = re.compile(
    r"(?i)(?:\b(?:won|yen|yuan|renminbi|dollar|euro|currency)\b(?:\s(?:has|had|have|also|was|is))?\s|(?:원화|엔화|위안화|달러화|원화\s?가치)[가는은이의도]?\s)$"
)
"""A currency's own way is the other way round than that of its rate."""
_OF_A_LOSS = re.compile(
    r"(?i)(?:\b(?:loss(?:es)?|declines?|drops?|falls?|deficit|gap|discount|slide|drawdown|shortfall|debt|spread)\b(?:\s(?:has|had|have|then|since|later|also|now|was|is|were|are))*\s(?:\w+ly\s)?"
    r"|(?:손실|적자|낙폭|하락폭|하락률|감소폭|격차|괴리율?|부채|차이|(?<![가-힣])폭|스프레드)[이가은는을도]?\s(?:[가-힣]{1,3}\s)?)$"
)
"""What grows or shrinks without that something rose: a loss, a gap."""
_NAMED = re.compile(r"[A-Z][a-z]")
"""A word that begins a name: Advanced Components."""
_BROUGHT = re.compile(r"내[렸려리린]|올[라려렸린]")
_WENT = re.compile(r"\b(?:went|goes|gone|moved|edged|ticked|crept|inched)\s$", re.IGNORECASE)
_AT_MOST = re.compile(r"\sto\s(?=[$₩]?\d)")


def _asserts(text: str, found: re.Match[str]) -> bool:
    """Whether the word says that something happened, and is not part of a possibility or another phrase."""
    if found[0].lower() == "up" and _AT_MOST.match(text, found.end()):
        return _WENT.search(text, max(0, found.start() - 8), found.start()) is not None
    if _NAMED.match(found[0]) and re.match(r"\s[A-Z][a-z]", text[found.end() : found.end() + 3]):
        return False
    if _BROUGHT.match(found[0]) and _SAID_OTHERWISE.search(text[max(0, found.start() - 6) : found.start()]):
        return False
    if _CHANCE_OF.search(text[max(0, found.start() - 32) : found.start()]):
        return False
    if _OF_A_CURRENCY.search(text[max(0, found.start() - 16) : found.start()]):
        return False
    if _OF_A_LOSS.search(text[max(0, found.start() - 48) : found.start()]):
        return False
    if _NOT_SAID.match(text, found.end()) or _OTHER_SENSE.search(
        text[max(0, found.start() - 12) : found.start()]
    ):
        return False
    return not _AFTER_SENSE.match(text, found.end())


def _negated(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 28) : found.start()].lower()
    return bool(re.search(r"(?:\b(?:not|never|no)\s(?:\w+\s){0,2}|n't\s(?:\w+\s)?|안\s)$", before)) or bool(
        re.match(r"[가-힣]{0,3}지\s?(?:않|못)", text[found.end() : found.end() + 8])
    )


def directions(text: str) -> list[Direction]:
    """Every word of direction that asserts something."""
    return [
        _mark(found)
        for found in _PATTERN.finditer(text)
        if _asserts(text, found) and not _negated(text, found)
    ]


def spoken_directions(text: str, start: int, end: int) -> list[Direction]:
    """Every word of direction of a stretch, also of what is only possible, denied or part of a phrase."""
    return [_mark(found) for found in _PATTERN.finditer(text, start, end)]


def _mark(found: re.Match[str]) -> Direction:
    group, polarity, _ = _GROUPS[int((found.lastgroup or "g0")[1:])]
    return Direction(found.start(), found.end(), polarity, group, found[0] not in "↑↓⬆⬇📈📉🔺🔻")
