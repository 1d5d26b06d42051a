"""Which concept of investing a question asks about; the explanations are texts of the section `concept`."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from stockelper.language.normalise import normalise

CONCEPTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "per": ("per", "p/e", "pe ratio", "price-earnings", "price to earnings", "주가수익비율"),
        "pbr": ("pbr", "p/b", "pb ratio", "price to book", "price-to-book", "주가순자산비율"),
        "psr": ("psr", "p/s", "price to sales", "주가매출비율"),
        "eps": ("eps", "earnings per share", "주당순이익"),
        "bps": ("bps", "book value per share", "주당순자산"),
        "roe": ("roe", "return on equity", "자기자본이익률"),
        "debt_ratio": ("debt ratio", "debt-to-equity", "debt to equity", "부채비율"),
        "operating_margin": ("operating margin", "영업이익률"),
        "rsi": ("rsi", "relative strength index", "상대강도지수"),
        "macd": ("macd", "이동평균수렴확산"),
        "bollinger": ("bollinger", "볼린저"),
        "moving_average": ("moving average", "이동평균", "이평선"),
        "golden_cross": (
            "golden cross",
            "death cross",
            "골든크로스",
            "골든 크로스",
            "데드크로스",
            "데드 크로스",
        ),
        "support": ("support and resistance", "support level", "resistance level", "지지선", "저항선"),
        "dividend": ("dividend", "배당"),
        "ex_dividend": ("ex-dividend", "ex dividend", "배당락"),
        "short_selling": ("short selling", "short sale", "shorting", "공매도"),
        "short_squeeze": ("short squeeze", "숏스퀴즈", "숏 스퀴즈"),
        "market_cap": ("market cap", "market capitalisation", "market capitalization", "시가총액", "시총"),
        "etf": ("etf", "exchange traded fund", "exchange-traded fund", "상장지수펀드"),
        "index_fund": ("index fund", "인덱스 펀드", "인덱스펀드"),
        "volatility": ("volatility", "변동성"),
        "beta": ("beta", "베타"),
        "sharpe": ("sharpe", "샤프"),
        "drawdown": ("drawdown", "mdd", "낙폭"),
        "stop_loss": ("stop loss", "stop-loss", "손절", "로스컷"),
        "diversification": ("diversification", "diversify", "diversified", "분산투자", "분산 투자"),
        "futures": ("futures", "선물"),
        "options": ("option", "옵션"),
        "leverage": ("leverage", "margin trading", "레버리지", "신용거래", "미수거래"),
        "split": ("stock split", "share split", "액면분할", "주식분할"),
        "capital_increase": ("rights issue", "capital increase", "rights offering", "유상증자"),
        "bonus_issue": ("bonus issue", "bonus share", "무상증자"),
        "buyback": ("buyback", "share repurchase", "자사주", "자기주식"),
        "filing": ("disclosure", "regulatory filing", "공시"),
        "ipo": ("ipo", "going public", "initial public offering", "공모주", "기업공개"),
        "preferred": ("preferred stock", "preferred share", "우선주"),
        "adjusted_price": ("adjusted price", "adjusted close", "수정주가"),
        "circuit_breaker": ("circuit breaker", "서킷브레이커", "서킷 브레이커", "사이드카"),
        "price_limit": ("price limit", "상한가", "하한가", "가격제한폭"),
        "limit_order": ("limit order", "market order", "지정가", "시장가"),
        "bond": ("bond", "채권"),
        "interest_rate": ("interest rate", "기준금리", "금리"),
        "oil_price": ("oil price", "crude", "유가"),
        "inflation": ("inflation", "consumer price", "cpi", "인플레이션", "물가"),
        "exchange_rate": (
            "exchange rate",
            "stronger dollar",
            "weaker dollar",
            "strong dollar",
            "weak won",
            "환율",
        ),
        "dollar_cost": ("dollar cost averaging", "dollar-cost averaging", "적립식", "분할매수", "분할 매수"),
        "kospi": ("what is kospi", "what is the kospi", "kospi", "kosdaq", "코스피", "코스닥"),
        "volume": ("trading volume", "거래량"),
        "fundamental": ("fundamental analysis", "기본적 분석"),
        "technical": ("technical analysis", "기술적 분석"),
        "value_growth": ("value stock", "growth stock", "value investing", "가치주", "성장주", "가치투자"),
    }
)
"""Concept to the words that name it, in lower case."""

_NAMED = sorted(
    ((word, concept) for concept, words in CONCEPTS.items() for word in words), key=lambda n: -len(n[0])
)


def concepts_in(question: str) -> tuple[str, ...]:
    """The concepts that a question names, by their longest names and in the order of the text."""
    text = normalise(question).lower()
    found: dict[str, int] = {}
    for word, concept in _NAMED:
        if (at := _place(word, text)) >= 0:
            text = f"{text[:at]}{' ' * len(word)}{text[at + len(word) :]}"
            found.setdefault(concept, at)
    return tuple(sorted(found, key=lambda concept: found[concept]))


def _place(word: str, text: str) -> int:
    """Where a word stands in a text; -1 where it does not."""
    if not word.isascii():
        return text.find(word)
    match = re.search(rf"(?<![a-z]){re.escape(word)}(?:s|es)?(?![a-z])", text)
    return match.start() if match else -1
