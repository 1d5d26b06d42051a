"""A turn that says nothing: "hmm", "음", "ok". In small letters it is no ticker, whatever a share is called."""

import re

from stockelper.types import Language, Plan

_MURMUR = (
    r"(?:h+m+|m+h*m+|u+h+m*|u+h+[ -]?h+u+h+|u+m+|e+r+m*|a+h+a*|o+h+|a+w+|o+k+(?:ay|ie|i)?|k+|right|well|i see|got it|gotcha|sure|fine|alright|all right|cool|nice|great|perfect|understood|noted|wow|yeah|yep|yup|nah|nope|lol|haha+|so|and|interesting)"
    r"|(?:(?:음|흠)+|으음+|어+|아+하?|오+|엥|헐|헉|와+|우와|대박|그렇구나|그렇군요?|그렇네요?|아 ?그래요?|그래요?|그렇군|알겠어요?|알겠습니다|알았어요?|오케이|오키|ㅇㅋ+|ㅇㅇ+|ㅇㅎ+|ㅋ+|ㅎ+|ㅠ+|ㅜ+|ㄴㄴ+|ㅇㄱㄹㅇ|넵+|넹|네+|예|응+|굿|좋아요?|좋네요?)"
)
_MURMURS = re.compile(rf"(?:{_MURMUR})(?:[\s.,!~…]+(?:{_MURMUR})){{0,3}}")
_EDGES = re.compile(r"^[\s.,!~…ㅋㅎㅠㅜ^;]+|[\s.,!?~…ㅋㅎㅠㅜ^;]+$")


def is_murmur(text: str) -> bool:
    """Whether a text in small letters is nothing but a murmur."""
    bare = text.strip(" .,!?~…")
    return any(_MURMURS.fullmatch(one) for one in (bare, _EDGES.sub("", text)))


def murmured(text: str, language: Language, *, names: bool) -> Plan | None:
    """The plan of a turn that says nothing; None where it says anything.

    `names`: a security is read in it, which in capitals is meant: HMM.
    """
    if not is_murmur(text.lower()) or (names and _EDGES.sub("", text).isupper()):
        return None
    return Plan(question=text, language=language, kinds=("help",), confidence=0.95)
