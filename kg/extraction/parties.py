"""Who can be a side of a claim: people, firms that rate others, and names that are products, places or somebody's past."""

import re

from kg.extraction.masking import FIRM, Masked
from kg.extraction.records import Mention
from kg.extraction.rulebook import Rule

_BROKER = re.compile(
    r"증권|투자증권|Securities|Goldman|골드만|Morgan|모건|JP ?모[건간]|Citi|씨티|UBS|HSBC|Barclays|바클레이|Nomura|노무라|Macquarie|맥쿼리|CLSA|Jefferies|제프리|Bernstein|번스타인|Daiwa|다이와"
    r"|Mizuho|미즈호|Deutsche|도이|Wedbush|웨드부시|Evercore|Piper|Raymond James|KeyBanc|Oppenheimer|Needham|Stifel|Cowen|RBC|Rosenblatt|Baird|Loop Capital|BofA|Bank of America|뱅크오브|Wells Fargo|S&P|Moody|무디스"
    r"|Fitch|피치|기업평가|신용평가|신평|한기평|BNP|Credit Suisse|크레디트|Susquehanna|Truist|Argus|Melius|Benchmark|Wolfe|William Blair|BMO|Roth|D\.A\. Davidson|Canaccord|JMP|HSBC|Guggenheim|Stephens"
)

_LEFT = re.compile(
    r"\b(?:(?:formerly|previously|most recently|lately|late|once|before that|ex|veteran|alumn(?:us|a)|defect(?:ed|or|s)|retired|hailing)[ -](?:[\w-]+ ){0,5}?(?:of|at|with|from|for)|away from|(?:comes|came|arrives|arrived|joins|joined|moves|moved|lured|poached|hired|recruited|snatched|defected) (?:[\ue400-\ue4ff] )?(?:over )?from)\s(?:rival\s|the\s)?$"
)
"""Before the company that somebody comes from: formerly of ▢."""


def came_from(masked: Masked, at: int) -> bool:
    """Whether a company is the one that somebody leaves or left."""
    return _LEFT.search(masked.text, 0, at) is not None


_POSSESSED = re.compile(rf"{FIRM}['’]s\s$")
_SITED = re.compile(
    r"\b(?:plant|factory|facility|site|works|complex|mine|mill|yard|refinery|smelter|port|office|headquarters|line|lab|campus|cent(?:er|re)|warehouse|fab|base|hub|store|branch|dam|field|town|city|village|island|airport|station)\s(?:in|at|near|outside|off|of)\s$"
)
"""Before a place: a plant in ▢."""
_WITH_PRODUCTS = frozenset({"SUBSIDIARY_OF", "MAKES", "ACQUIRES"})


def is_thing_of(rule: Rule, masked: Masked, at: int) -> bool:
    """Whether a name is no company but what one before it owns, a product or a place: ▢'s ▢ trucks."""
    unsure = masked.mentions(at)[0].kind == "name" and not masked.korean
    if not unsure or rule.relation in _WITH_PRODUCTS:
        return False
    if _SITED.search(masked.text, 0, at):
        return True
    owned = _POSSESSED.search(masked.text, 0, at) is not None
    return owned and re.match(r"\s[a-z]", masked.text[at + 1 :]) is not None


def is_broker(mention: Mention) -> bool:
    """Whether a mention is a firm that rates others."""
    return _BROKER.search(mention.text) is not None


def is_person(mention: Mention) -> bool:
    """Whether a mention is a person, or a name of as many words as people have."""
    return mention.kind == "person" or (mention.kind == "name" and 1 <= mention.text.count(" ") <= 2)
