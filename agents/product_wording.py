"""What a question says is supplied: chips, batteries, or whatever stands where goods stand."""

import re

_GOODS: tuple[tuple[str, str], ...] = (
    (r"(?:반도체 ?)?장비|설비", r"(?:chip ?making )?equipment|machinery|tools"),
    (r"반도체|칩|집적회로|파운드리", r"(?:micro)?chips?|semiconductors?|processors?|silicon|foundry"),
    (r"메모리|D램|디램|낸드|HBM", r"memory|DRAM|NAND|HBM"),
    (r"GPU|그래픽 ?(?:카드|칩)|가속기", r"GPUs?|accelerators?|graphics (?:cards?|chips?)"),
    (r"디스플레이|패널|OLED|액정|화면", r"displays?|panels?|screens?|OLEDs?|LCDs?"),
    (r"배터리|이차전지|2차전지|전지|셀", r"batter(?:y|ies)|(?:battery )?cells?"),
    (r"카메라(?: ?모듈)?|렌즈|이미지 ?센서", r"cameras?|lens(?:es)?|image sensors?"),
    (r"센서", r"sensors?"),
    (r"기판|PCB|회로기판", r"substrates?|PCBs?|(?:printed )?circuit boards?"),
    (r"웨이퍼", r"wafers?"),
    (r"소재|재료|양극재|음극재|분리막", r"materials?|cathodes?|anodes?|separators?"),
    (r"부품", r"parts|components?"),
    (r"강판|철강|후판", r"steel|plates"),
    (r"유리|글라스", r"glass"),
    (r"타이어", r"tyres?|tires?"),
    (r"엔진", r"engines?"),
    (r"모터", r"motors?"),
    (r"서버", r"servers?"),
    (r"케이블|전선", r"cables?"),
    (r"전력|전기|에너지", r"power|electricity|energy"),
    (r"클라우드", r"cloud(?: services)?"),
    (r"소프트웨어", r"software"),
)
"""Goods in both languages: what a question calls one way a document may call another."""
_KO = "|".join(ko for ko, _ in _GOODS)
_EN = "|".join(en for _, en in _GOODS)
_ASKED = re.compile(
    rf"(?<![가-힣A-Za-z0-9])(?P<ko>{_KO})(?:을|를)?(?: (?:\S+ ){{0,1}}?|(?=공급|납품))(?:공급|납품|대는|대 ?주는|만들어 ?주)"
    rf"|\bsuppl\w+ (?:[^?]{{1,40}}? )?with (?:its |their |the )?(?:[\w-]+ )?(?P<en>{_EN})\b"
    rf"|\b(?:suppliers?|vendors?|makers?) of (?:the |its )?(?P<of>{_EN})\b"
    rf"|\b(?P<noun>{_EN}) (?:suppliers?|vendors?)\b"
    rf"|\b(?:suppl\w+|provid\w+|sells?|makes?|delivers?) (?:the |its |most )?(?P<what>{_EN}) (?:to|for|of|in)\b",
    re.IGNORECASE,
)


def goods_asked(question: str) -> str | None:
    """The goods whose suppliers or customers a question asks for, in its word; None where it names none."""
    found = _ASKED.search(question)
    return next(word for word in found.groupdict().values() if word) if found else None


def words_for(goods: str) -> re.Pattern[str]:
    """Every word by which a document may speak of certain goods, in both languages."""
    for ko, en in _GOODS:
        if re.fullmatch(rf"{ko}|{en}", goods, re.IGNORECASE):
            return re.compile(rf"{ko}|\b(?:{en})\b", re.IGNORECASE)
    return re.compile(re.escape(goods), re.IGNORECASE)
