"""Words that say what a number measures, and which of them exclude each other.

Two different tags of one family cannot both describe one number: a close is not an open.
"""

import re

from agents.verifier.marks import Attribute

_TABLE: tuple[tuple[str, str, str], ...] = (
    ("high_52w", "price", r"52(?:주|[- ]?weeks?|[- ]?wk)\s?(?:신?최?고(?:가|점)?|highs?|peaks?)|52주\s?신고가|high[_ ]52w|52w[_ ]high|(?:1년|12개월)\s?(?:내|중|새|간|래)?\s?(?:신?최?고(?:가|점)|최고치)|(?:one|1|12|twelve)[- ](?:year|month)\s(?:highs?|peak)"),
    ("low_52w", "price", r"52(?:주|[- ]?weeks?|[- ]?wk)\s?(?:신?최?저(?:가|점)?|lows?|troughs?)|low[_ ]52w|52w[_ ]low|(?:1년|12개월)\s?(?:내|중|새|간|래)?\s?(?:신?최?저(?:가|점)|최저치)|(?:one|1|12|twelve)[- ](?:year|month)\s(?:lows?|trough)"),
    ("sma", "price", r"(?:이동\s?)?평균선|이동\s?평균|이평(?:선)?|\d+일선|moving\saverages?|\d+-day\s(?:simple\s|exponential\s)?averages?|\b[SE]?MA\b|\bsma(?=_|\d|\b)|\bema(?=_|\d|\b)"),
    ("target", "price", r"목표\s?주?가|price\stargets?|target\sprice"),
    ("bollinger", "price", r"볼린저|bollinger|상단\s?밴드|하단\s?밴드|(?:upper|lower)\sband"),
    ("eps", "price", r"주당\s?순?이익|(?<![A-Za-z])EPS(?![A-Za-z])|(?:earnings|income|profit|loss)\sper\s(?:diluted\s|basic\s)?share|(?:earnings|income|profit|loss)(?=\sof\s[$€£]?[\d.]+\s(?:cents?\s)?(?:a|per)\s(?:diluted\s|basic\s)?share\b)"),
    ("dividend", "price", r"배당금?(?!\s?수익)|dividends?(?!\syield)"),
    ("open", "price", r"시가(?!총)|시초가|장\s?시작|\bopen(?:ed|ing)?\b"),
    ("high", "price", r"(?<!최)(?<!신)고가|장중\s?(?:최고|고점)|\b(?:intraday|day's|session|daily)?\s?high\b(?!er)|최고(?:가|점)"),
    ("low", "price", r"(?<!최)저가|장중\s?(?:최저|저점)|\b(?:intraday|day's|session|daily)?\s?low\b(?!er)|최저(?:가|점)"),
    ("close", "price", r"종가|마감|\bclos(?:e[sd]?|ing)\b|settled"),
    ("relative_return", "rate", r"초과\s?수익률?|상대\s?수익률?|relative[_\s]return|excess[_\s]return|outperform\w*|underperform\w*"),
    ("volatility", "rate", r"변동성|volatility"),
    ("drawdown", "rate", r"낙폭|drawdown|(?<![A-Za-z])MDD(?![A-Za-z])|peak[- ]to[- ]trough"),
    ("roe", "rate", r"(?<![A-Za-z])ROE(?![A-Za-z])|자기\s?자본\s?이익률|return\son\sequity"),
    ("roa", "rate", r"(?<![A-Za-z])ROA(?![A-Za-z])|총\s?자산\s?이익률|return\son\sassets"),
    ("leverage", "rate", r"부채\s?비율|debt[_\s-]to[_\s-]equity|debt\sratio"),
    ("current_ratio", "rate", r"유동\s?비율|current[_\s]ratio"),
    ("quick_ratio", "rate", r"당좌\s?비율|quick[_\s]ratio"),
    ("margin", "rate", r"(?:영업|순|매출\s?총)?\s?이익률|마진|(?<![A-Za-z])OPM(?![A-Za-z])|\bmargins?\b"),
    ("yield", "rate", r"배당\s?수익률|dividend\syield|\byields?\b"),
    ("stake", "rate", r"지분율?|\bstakes?\b|보유\s?비중"),
    ("p_up", "rate", r"상승\s?확률|probability"),
    ("tax", "rate", r"tax\srate|세율"),
    ("return", "rate", r"수익률|등락률|상승률|하락률|증가율|성장률|\breturns?(?=_|\b)|\breturned\b|\bchange\b|growth"),
    ("up_count", "breadth", r"up[_ ]count|(?:오른|상승(?:한)?)\s?종목(?=[은이]?\s|\s?수)|\badvancers\b|\bgainers\b"),
    ("down_count", "breadth", r"down[_ ]count|(?:내린|하락(?:한)?)\s?종목(?=[은이]?\s|\s?수)|\bdecliners\b|\blosers\b"),
    ("rsi", "bare", r"(?<![A-Za-z])rsi(?![A-Za-z])|상대\s?강도"),
    ("signal", "price", r"(?<![A-Za-z])macd[_ ]signal|시그널(?:선)?|signal(?:\sline)?(?=\s(?:of|at|is|was)\b)"),
    ("histogram", "price", r"히스토그램|\bhistogram\b"),
    ("macd", "price", r"(?<![A-Za-z])macd(?![A-Za-z])"),
    ("beta", "bare", r"베타|\bbeta\b"),
    ("per", "bare", r"(?<![A-Za-z])(?-i:PER)(?![A-Za-z])|주가\s?수익\s?비율|\bP/?E\b(?:\sratio)?|price-to-earnings"),
    ("pbr", "bare", r"(?<![A-Za-z])PBR(?![A-Za-z])|\bP/?B\b(?:\sratio)?|price-to-book"),
    ("volume_ratio", "volume", r"volume_ratio|평균\s?거래량\s?대비|평소\s?대비"),
    ("turnover", "amount", r"거래\s?대금|turnover|trading\svalue"),
    ("volume", "volume", r"거래량|\bvolumes?(?=_|\b)|shares\s(?:traded|changed\shands)"),
    ("market_cap", "amount", r"시가\s?총액|시총|market\s(?:cap(?:itali[sz]ation)?|value)"),
    ("revenue", "amount", r"매출(?:액)?(?!\s?총이익|\s?원가)|\brevenues?\b|\b(?:net\s)?sales\b|영업\s?수익"),
    ("ebitda", "amount", r"(?<![A-Za-z])(?-i:EBITDA)(?![A-Za-z])|상각\s?전\s?영업\s?이익"),
    ("operating", "amount", r"(?-i:\bOP\b(?!M))|영업\s?(?:이익|익(?![가-힣])|손실|손익|흑자|적자)|operating[_\s](?:profit|income|loss|earnings)"),
    ("net", "amount", r"(?:당기\s?)?순\s?(?:이익|손실|손익|익(?![가-힣]))|net[_\s](?:income|profit|earnings|loss)"),
    ("assets", "amount", r"자산\s?총계|총\s?자산|total\sassets"),
    ("equity", "amount", r"자본\s?총계|총\s?자본|(?:자기|순)\s?자본(?!\s?이익)|(?:shareholders['’]?|stockholders['’]?|total)\sequity|\bequity\b(?!\s(?:market|fund|research|analyst|investor|stake|securit|offering|index|holder|capital|strateg|derivativ))"),
    ("debt", "amount", r"부채|\bdebt\b|liabilities"),
    ("contract", "amount", r"계약\s?(?:금액|규모)|수주(?:액|금액|\s?규모)|contract\s(?:worth|valued?)"),
)  # fmt: skip
FAMILIES = {tag: family for tag, family, _ in _TABLE}
_PATTERN = re.compile("|".join(f"(?P<a{i}>{p})" for i, (_, _, p) in enumerate(_TABLE)), re.IGNORECASE)
ACCOUNTS = frozenset(
    [
        "revenue",
        "operating",
        "ebitda",
        "net",
        "margin",
        "assets",
        "debt",
        "equity",
        "eps",
        "dividend",
        "yield",
        "volume",
        "turnover",
        "market_cap",
        "stake",
        "contract",
        "per",
        "pbr",
        "roe",
        "roa",
        "leverage",
        "current_ratio",
        "quick_ratio",
        "target",
    ]
)
"""Measures that a change or a level is told of: what one did says nothing of another."""
MAGNITUDES = frozenset({"volatility", "drawdown", "margin", "yield", "stake", "p_up", "tax"})
"""Measures that are stated without a sign: a drawdown of 12 % is -0.12 or 0.12 in evidence."""


def attributes(text: str) -> list[Attribute]:
    """Every word that names a measure."""
    return [
        Attribute(found.start(), found.end(), _TABLE[int((found.lastgroup or "a0")[1:])][0])
        for found in _PATTERN.finditer(text)
    ]
