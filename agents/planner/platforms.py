"""Companies that are named only as the place where something is written or read: "posts on Reddit", "레딧에 글 올려"."""

import re

from stockelper.securities.resolver import Mention

_SITES = frozenset(
    ("reddit", "facebook", "instagram", "youtube", "naver", "kakaotalk", "kakao", "레딧", "페이스북", "인스타", "인스타그램", "유튜브", "네이버", "카카오", "카톡", "카카오톡")
)  # fmt: skip
_WRITTEN = (
    "post|posts|posted|posting|thread|threads|comment|comments|people|everyone|everybody|guys|folks|users|read|saw|seen|spread"
    "|spreading|shill|shilling|pump|pumping|group|groups|community|influencers|accounts|forum|forums|viral|rumou?rs?|somebody|someone"
)
_ON = re.compile(rf"(?<![a-z])(?:{_WRITTEN}) (?:[a-z]+ ){{0,2}}?(?:on|in|across|over|via|from) (?:the )?$")
_OWN = re.compile(r"['’]s?(?![a-z])| (?:stocks?|shares?|earnings|calls|puts|position)(?![a-z])")
_AT = re.compile(
    r"^(?: ?(?:카페|블로그|밴드|종토방|오픈채팅|단톡방))?(?:에서?|에다가?) ?(?:글|댓글|도배|소문|찌라시|허위|가짜|뿌리|뿌려|퍼뜨|퍼트|올리|올려|올린|보니|봤|본|난리|누가|사람들|떠도|도는)"
    r"|^ ?(?:단톡방|오픈채팅|종토방|글(?![가-힣]{2})|댓글|게시판)"
)
_KIND = re.compile(
    r"^ (?:posts?(?! (?:a|an|its|record|strong|weak|first|better|worse|higher|lower|big|huge|surprise|profits?|loss(?:es)?|earnings|revenue|results|growth|q?\d)(?![a-z]))|threads?|comments?|accounts|bots?|rumou?rs?|hype|mods?|forums?)(?![a-z])"
)
"""What is written or read there, right behind its name: "ten fake reddit posts"."""
_BEFORE, _BEHIND = 48, 16
"""Characters around a company in which such words stand."""


def is_place(mention: Mention, lower: str) -> bool:
    """Whether a company of a text in small letters is only where people write, so that the question is not about it."""
    if mention.text.lower() not in _SITES:
        return False
    behind = lower[mention.end : mention.end + _BEHIND]
    before = lower[max(0, mention.start - _BEFORE) : mention.start]
    return (_AT.search(behind) or _KIND.match(behind)) is not None or (
        _ON.search(before) is not None and _OWN.match(lower, mention.end) is None
    )
