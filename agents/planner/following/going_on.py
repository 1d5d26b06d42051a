"""A turn that narrows or widens the question before it: "besides Hyundai, who else?", "is that risky?", "and for banks?"."""

import re

from agents.planner.besides import BEFORE, BEHIND
from agents.planner.reading import words
from stockelper.securities.resolver import Resolver
from stockelper.types import Plan

_LONGEST = 60
"""Letters that such a turn has at most."""
_SET_ASIDE = re.compile(
    rf"(?:그럼 |그러면 |그리고 )?(?P<ko>.{{2,20}}?)(?:은|는|을|를)? ?(?:{BEHIND})(?:는|은|도)?(?: ?(?:또|다른|딴|누구|누가|어디|뭐|있어|있나|있지|없어|없나|곳은?|데는?|회사는?|업체는?|더|좀|알려줘|요))*[\s?.!]*"
    rf"|(?:and |so |but |ok,? )?(?:{BEFORE}|not) (?P<en>[\w .&'-]{{2,30}}?)(?:,| -)?(?: (?:who|what|which|anyone|anybody|any|is there|are there|else|others?|ones|more|companies))*[\s?.!]*",
    re.IGNORECASE,
)
"""Asks for the others of a list of relations just told."""
_RISK = re.compile(
    r"(?:그럼 |그러면 |so |and |then |ok,? )*(?:(?:그거|이거|그게|이게|이 ?정도면|이러면|그 ?정도면|내 ?포트폴리오|포트폴리오)(?:는|은|가|이)? ?)?(?:너무 |많이 |좀 )?(?:위험|분산|안전|쏠|편중|몰려|치우)[가-힣 ]{0,10}[\s?.!]*"
    r"|(?:so |and |then |ok,? )*(?:is|are|am) (?:that|this|it|they|i|my portfolio) (?:too |very |well |well-|over)?(?:risky|diversified|safe|concentrated|balanced|exposed|overexposed)[\s?.!]*|(?:and |so )?how risky is (?:that|this|it)[\s?.!]*",
    re.IGNORECASE,
)
"""Asks how risky the shares just counted are."""
_ITS_RISK = re.compile(
    r"(?:so |and |then |ok,? )*(?:what are |what about |how about )?(?:its|the|their) (?:main |biggest |key )?risks?(?: then)?[\s?.!]*|(?:and |so )?how risky is (?:it|that)(?: stock)?[\s?.!]*|(?:그럼 |근데 )?(?:리스크|위험)(?:는|은|가|이)?(?: ?(?:뭐야|뭐가 있어|있어|어때|얼마나 돼))?[\s?.!]*|얼마나 위험(?:해|한데|한가)[\s?.!]*",
    re.IGNORECASE,
)
"""Asks how risky the share just spoken of is."""
_AND_FOR = re.compile(
    r"(?:and|or|what about|how about|then) (?:for |to )?(?P<en>[a-z -]{3,24})[\s?.!]*|(?:그럼 |그러면 |그리고 )?(?P<ko>[가-힣]{2,8}?)(?:에는|한테는|에|은|는)[\s?.!]*",
    re.IGNORECASE,
)
"""Asks what was just told of some shares for others."""


def gone_on(text: str, last: Plan, resolver: Resolver) -> str | None:
    """The question before, narrowed or widened by the turn; None where the turn does neither."""
    if len(text) > _LONGEST or last.clarify:
        return None
    if last.kinds == ("relations",) and last.securities and (found := _SET_ASIDE.fullmatch(text)):
        return _without(found, last, resolver)
    if last.kinds == ("portfolio",) and last.securities and _RISK.fullmatch(text):
        return f"{last.question.rstrip(' .?!')}. {text}"
    if len(last.securities) == 1 and _ITS_RISK.fullmatch(text):
        name = resolver.listing.get(last.securities[0])
        return f"How risky is {name.name_en or name.name} stock?" if name else None
    told = last.kinds == ("education",) and words()["effect_asked"].search(last.question.lower())
    if told and (found := _AND_FOR.fullmatch(text)) and not resolver.resolve(text).mentions:
        return f"{found['en'] or found['ko']}: {last.question}"
    return None


def _without(found: re.Match[str], last: Plan, resolver: Resolver) -> str | None:
    """The list asked for again without those that the turn names."""
    name = found["ko"] or found["en"]
    named = {one for m in resolver.resolve(name, of_stocks=True).mentions for one in m.candidates}
    if not named or named & set(last.securities):
        return None
    return f"{name} 말고 {last.question}" if found["ko"] else f"besides {name}, {last.question}"
