"""The price, or the move, that a question asks whether a share will get to: "100만원 갈까", "will it hit $300"."""

import re
from typing import NamedTuple

from agents.planner.amounts import in_digits

_NUMBER = r"(?P<n>\d[\d,]*(?:\.\d+)?)"
_NO_PRICE = r"(?! ?(?:월|일|년|주|개월|달(?!러)|거래일|분기|시간|번|억|조|%|퍼센트|프로|퍼(?![가-힣])|배|종목|개|위|day|week|month|year|session|percent|pct|x(?![a-z])|million|billion|shares?))"
_PUT_IN = (
    r"넣|투자|투입|몰빵|올인|몰아|영끌|[베배]팅|어치|샀|산|물[려렸]|벌|인데|있는데|들고|갖고|가지고|빌[려리린렸]|대출|모[았은아]|저축|받아|내서|땡[겨기]|끌어"
    r"|묻[어을]|태[우워울]|박[아을]|질러|지르|굴[려리]|으로 (?!떨|내|오|올|하락|상|빠|회|갈|간|가|되|돌)|(?<!원에 )(?:사도|사면|살까|매수|매입|담아|들어가)"
)
"""Behind an amount: it is what somebody puts in, holds or borrows."""
_MONEY_BEFORE = re.compile(
    r"(?:재산|자산|여윳돈|자금|목돈|시드|시드 ?머니|종잣돈|투자금|원금|월급|연봉|보너스|상여금|성과급|적금|예금|예적금|저축|저축액|돈|현금|퇴직금|연금|비상금|대출|대출금|빚|마통|용돈|전세금|보증금|학자금|등록금)"
    r"(?: ?(?:이|가|은|는|을|를|으로|로|인|의|중|중에|에서|한|약|총|다|전부|합쳐|몽땅|딱|만)){0,2} ?$"
    r"|(?<![a-z])(?:put(?:ting)?|invest\w*|borrow\w*|sav(?:e|ed|ing|ings)|spend\w*|inherit\w*|have|got|with|deposit\w*|loan|throw\w*|sink\w*|park\w*|dump\w*|allocat\w*|mov(?:e|ing)|bet(?:ting)?|stake|risk\w*|yolo|drop(?:ping)?|(?:left|gave|lent|paid) me|turn\w*|buy\w*|bought)"
    r"(?: (?:of|all|my|our|a|an|the|this|that|his|her|about|around|roughly|another|some|extra|up|to|only|just|in|entire|whole|last)){0,4} ?$"
    r"|(?<!hit )(?<!reach )(?<!touch )(?<!to )(?<!above )(?<!below )(?<!over )(?<!under )(?<![a-z])(?:my|our)(?: (?:last|whole|entire|spare|extra))? $"
)
_MONEY_AFTER = re.compile(
    r" ?(?:of |in )?(?:(?:my|our|the|a) )?(?:life |total |entire |emergency |student |home )?(?:savings?|inheritance|bonus|loan|mortgage|cash|salary|pension|bank|retirement|nest egg|lump sum|portfolio|capital)(?![a-z])"
    r"| (?:into|worth|to (?:invest|put|spend|buy|work with|play with|start|bet))(?![a-z])| enough(?![a-z])| of (?:my|our|the)(?![a-z])| ?비중"
)
_KOREAN = re.compile(
    rf"(?<![\d.,a-z억])(?<!억 )(?<!rsi )(?<!per )(?<!pbr )(?<!평단 )(?<!평단가 ){_NUMBER}(?![\d,.]*\d){_NO_PRICE} ?(?P<unit>백만|천만|만|천)?(?P<rest>\d+)? ?(?P<money>원|전자|닉스|달러|불)?{_NO_PRICE}"
    rf"(?:(?!{_PUT_IN})[^\d,.?]){{0,14}}?(?P<verb>갈|가나|가냐|가니|간다|가는|가려|찍|넘|뚫|돌파|도달|오를|올라|떨어|내려|내릴|깨|회복|될까|되나|터치|안착|가능|빠질|무너|밑|아래)"
)
_ENGLISH = re.compile(
    rf"(?:(?P<verb>hit|reach\w*|touch\w*|get (?:back )?to|go(?:ing)? (?:back )?(?:to|above|over|below|under|past)|break\w*(?: through| above| below| past)?|cross\w*|fall\w* (?:to|below|under)"
    rf"|drop\w* (?:to|below|under)|dip\w* (?:to|below|under)|climb\w* to|ris\w+ to|recover\w* (?:to)?|back (?:to|above|below)|above|below|over|under|see|top) (?:the )?|(?P<dollar>\$) ?){_NUMBER}(?P<k>k)?(?![\d,.]*\d){_NO_PRICE}"
)
_MOVE = re.compile(r"(?<![\d.,])(?P<n>\d+(?:\.\d+)?) ?(?:%|퍼센트|프로|percent|pct)")
_TIMES = (
    (re.compile(r"(?:두|2) ?배|따블|\bdoubl(?:e|ing)\b|\b2x\b"), 1.0),
    (re.compile(r"(?:세|3) ?배|\btripl(?:e|ing)\b|\b3x\b"), 2.0),
    (re.compile(r"(?:열|10) ?배|텐배거|\bten[- ]?bagger\b|\b10x\b"), 9.0),
    (re.compile(r"반 ?토막|절반(?:으로|까지)|\bhalv(?:e|ing)\b|\bcut in half\b"), -0.5),
)
_DOWN = re.compile(
    r"떨어|내려|내릴|깨[질지]|빠[질지]|무너|하락|급락|밑으로|아래로|\b(?:fall|drop|below|under|down|lose|crash|dip|sink|decline)\w*"
)
_REACHES = re.compile(
    r"갈까|가나|오를|올라|떨어|내릴|빠질|될까|되나|가능|상승|하락|\b(?:will|would|could|can|might|going to|gonna|go|rise|gain|fall|drop|lose)\b"
)
_SCALES = {"천": 1e3, "만": 1e4, "백만": 1e6, "천만": 1e7}
_FARTHEST = 20
"""Times the close: an amount above that is money somebody has, not the price of a share."""
_BARE = 1_000
"""A bare number below this is counted in 만 where prices are in won ("하이닉스 50 갈까")."""


class Aim(NamedTuple):
    """`price` of one share, or the `move` (a fraction) to get to; `down`: whether the question expects a fall.

    `bare`: the price was said without a unit.
    """

    price: float | None
    move: float | None
    down: bool
    bare: bool = False

    def of(self, close: float, currency: str) -> float:
        """The price of one share that is meant, in the currency of its prices."""
        if self.price is None:
            return close * (1 + (self.move or 0.0))
        in_man = self.bare and currency == "KRW" and self.price < _BARE
        return self.price * _SCALES["만"] if in_man else self.price

    def is_price(self, close: float, currency: str) -> bool:
        """Whether a share with that close may be asked about at this price: false of amounts many times as high."""
        return self.price is None or self.of(close, currency) <= close * _FARTHEST


def aim(question: str) -> Aim | None:
    """What a question asks whether it is reached; None where it names no price and no move."""
    text = in_digits(question.lower())
    down = _DOWN.search(text) is not None
    if found := _asked(_KOREAN, text):
        scale = _SCALES.get(found["unit"] or "", 1.0)
        value = _value(found["n"]) * scale + float(found["rest"] or 0)
        return Aim(value, None, down, bare=not (found["unit"] or found["money"])) if value else None
    if found := _asked(_ENGLISH, text):
        value = _value(found["n"]) * (1e3 if found["k"] else 1.0)
        return Aim(value, None, down, bare=not found["dollar"]) if value else None
    return _moved(text, down=down)


def _asked(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first number of a pattern that is no money somebody puts in, has or borrows."""
    return next((found for found in pattern.finditer(text) if not _is_put_in(text, found)), None)


def _is_put_in(text: str, found: re.Match[str]) -> bool:
    ended = found.start("verb") if found.re is _KOREAN else found.end()
    return bool(_MONEY_BEFORE.search(text[: found.start()]) or _MONEY_AFTER.match(text, ended))


def _moved(text: str, *, down: bool) -> Aim | None:
    times = next((move for said, move in _TIMES if said.search(text)), None)
    if times is not None:
        return Aim(None, times, times < 0)
    found = _asked(_MOVE, text) if _REACHES.search(text) else None
    if found is None or not float(found["n"]):
        return None
    share = min(float(found["n"]) / 100, 0.99) if down else float(found["n"]) / 100
    return Aim(None, -share if down else share, down)


def _value(written: str) -> float:
    return float(written.replace(",", ""))
