"""The currency that a question wants a price told in: "in won?", "원화로 얼마야?", "convert it to dollars"."""

import re

_NO_SUM = r"(?<![\d만억천백십조,.])(?<![\d만억천백십조] )"
"""Before a Korean currency that is no sum of money: "100만원으로"."""
_AS = r" ?(?:로|으로)(?:는|은|도|만|요|써)?(?![가-힣]*(?:\d|투자|매수|샀|사면|살))| ?(?:기준|환산|표시|가격|가치|표기|단위)"
_EN_AS = r"(?<![a-z])(?:in(?:to)?|to|as|in terms of|using) (?:the |us |u\.s\. |american |south |korean |japanese |chinese |british )*"
_KO_NAMES = {
    "KRW": r"(?:한국 ?돈|한화|원화|(?<![가-힣])원)",
    "USD": r"(?:미국 ?돈|미화|미국 ?달러화?|달러화?|(?<![가-힣])불)",
    "EUR": r"유로화?",
    "JPY": r"(?:엔화|(?<![가-힣])엔)",
    "CNY": r"(?:위안화?)",
    "GBP": r"(?:파운드화?)",
}
_EN_NAMES = {
    "KRW": r"(?:won|krw)",
    "USD": r"(?:dollars?|usd|us\$|bucks)",
    "EUR": r"(?:euros?|eur)",
    "JPY": r"(?:yen|jpy)",
    "CNY": r"(?:yuan|renminbi|rmb|cny)",
    "GBP": r"(?:pounds?(?: sterling)?|gbp|sterling)",
}
_WANTED = {
    code: re.compile(
        rf"{_NO_SUM}{_KO_NAMES[code]}(?:{_AS})|{_EN_AS}{name}(?![a-z])|(?<![a-z])how many {name}(?![a-z])|(?<![a-z]){name} (?:price|value|equivalent|terms)(?![a-z])",
        re.IGNORECASE,
    )
    for code, name in _EN_NAMES.items()
}


def currency_asked(text: str) -> str | None:
    """The code of the first currency that a text wants figures in; None where it asks for none."""
    found = ((match.start(), code) for code, said in _WANTED.items() if (match := said.search(text)))
    return min(found, default=(0, None))[1]
