"""A turn that asks for the answer just given in the other language: "in English please", "한국어로 다시"."""

import re

from stockelper.types import Language

_KOREAN, _ENGLISH = r"한국어|한국말|한글|국문|우리말|korean", r"영어|영문|english"
_REFUSED = re.compile(
    rf"(?:{_KOREAN}|{_ENGLISH}) ?(?:말고|빼고|아니고|대신)|\b(?:not|instead of) (?:in )?(?:korean|english)"
)
_UNREAD = re.compile(
    rf"(?P<what>{_KOREAN}|{_ENGLISH})(?:를|을)? ?(?:못|잘 ?못|모르|몰라|안 ?읽)\w*"
    r"|\bi (?:do not|don'?t|can'?t|cannot) (?:really )?(?:read|speak|understand|know) (?P<which>korean|english)"
)
_WISH = re.compile(
    rf"(?P<ko>{_KOREAN})(?:로도|로|으로|판|버전)?(?:요)?(?![a-z])|(?P<en>{_ENGLISH})(?:로도|로|으로|판|버전)?(?:요)?(?![a-z])"
)
_FILLER = re.compile(
    r"(?:방금|아까|그거|그걸|그것을?|이거|이걸|위에?|앞에?|같은|똑같은|내용|질문|답변?|대답|쉬운|쉽게|다시|한 ?번|더|좀|이제|그럼|그러면|아니|혹시|지금|말|설명|얘기|이야기|작성|번역|표시|출력|알려|써|적어|보여|바꿔|바꾸어|부탁|해|줄래|줘|주세요|주실래요|주라|달라|봐|보자|드려|드립니다|할게|요|를|을|은|는|로|만|도)"
    r"|\b(?:now|and|ok|okay|sorry|please|pls|plz|can|could|would|may|you|i|we|get|have|see|want|need|like|give|say|tell|show|write|answers?|repl(?:y|ies)|respond|repeat|translate|explain|put|do|did|make|switch|change|speak|talk|use|that|it|this|the|same|again|once|more|time|last|previous|but|instead|me|us|one|in|to|into|for|of|version|nope|no|nah|plain|simple|simpler|easy|thing|question|too|as|well|also|only|a|an|how|about|what|is|d)\b"
)


def language_wished(plain: str) -> Language | None:
    """The language that a turn in small letters asks the last answer in, if it asks nothing else."""
    text = _REFUSED.sub(" ", plain)
    if unread := _UNREAD.search(text):
        return "en" if re.fullmatch(_KOREAN, unread["what"] or unread["which"]) else "ko"
    wished = list(_WISH.finditer(text))
    if len(wished) != 1 or _says_more(_WISH.sub(" ", text)):
        return None
    return "ko" if wished[0]["ko"] else "en"


def _says_more(text: str) -> bool:
    return any(letter.isalnum() for letter in _FILLER.sub(" ", text))
