"""A turn that asks nothing: "hmm", "음", "ok", "thanks!", "고마워 ㅎㅎ". In small letters it is no ticker, whatever a share is called."""

import re

from stockelper.types import Language, Plan

_MURMUR = (
    r"(?:h+m+|m+h*m+|u+h+m*|u+h+[ -]?h+u+h+|u+m+|e+r+m*|a+h+a*|o+h+|a+w+|o+k+(?:ay|ie|i)?|k+|right|well|i see|got it|gotcha|sure|fine|alright|all right|cool|nice|great|perfect|understood|noted|wow|good to know|makes sense|i understand|yeah|yep|yup|nah|nope|lol|haha+|so|and|interesting)"
    r"|(?:(?:음|흠)+|으음+|어+|아+하?|오+|엥|헐|헉|와+|우와|대박|그렇구나|그렇군요?|그렇네요?|아 ?그래요?|그래요?|그렇군|알겠어요?|알겠습니다|알았어요?|오케이|오키|ㅇㅋ+|ㅇㅇ+|ㅇㅎ+|ㅋ+|ㅎ+|ㅠ+|ㅜ+|ㄴㄴ+|ㅇㄱㄹㅇ|넵+|넹|네+|예|응+|굿|좋아요?|좋네요?)"
)
_THANKS = (
    r"(?:(?:many |big |huge )?thank(?:s|s? you)(?: (?:a lot|a bunch|a million|so much|very much|again|for (?:that|this|(?:the|your) (?:help|answer|info|information)|your help|explaining)|man|mate|buddy|bro|dude))*|thankyou|th?anx|thx|tysm|tyvm|ty|cheers|much appreciated|(?:i )?appreciate (?:it|that|the help)|that(?:'s| is|s)? (?:(?:all|enough)(?: for (?:now|today))?|(?:very |really |so |super )?(?:helpful|useful|great|good|perfect)|helps?(?: a lot)?|all i (?:need|needed|wanted))|(?:very |really )?(?:helpful|useful)|good (?:job|bot|work|answer)|well done|bye|goodbye|see (?:you|ya)|good night"
    r"|(?:(?:정말|진짜|너무|매우|대단히|많이|아주|다들|답변|설명|정보|도움|친절히?) ?){0,3}(?:고마워요?|고맙(?:습니다|다|네요?|당|슴다)|고마웡|감사(?:합니다|해요?|드립니다|드려요|했습니다|요|함|염|여|하네요)?|감사감사|땡큐|쌩큐|생유|ㄱㅅ+|ㄳ+|ㅌㅋ+)"
    r"|(?:많은 |큰 |정말 )?도움(?:이|은)? ?(?:많이 ?)?(?:됐|되었|됩|돼|되네)[가-힣]*|수고(?:했어요?|하셨습니다|하셨어요|하세요|요|해|링)?|잘 ?(?:봤|읽었|알겠)[가-힣]*|유용(?:하네요?|해요?|합니다)|(?:이제 )?(?:됐|되었)(?:어요?|습니다|다)|충분(?:해요?|합니다)|안녕히 ?계세요|잘 ?있어요?|바이(?:바이)?|ㅂㅂ|ㅂㅇ|다음에 (?:또 )?(?:봐|올게|물어볼게)요?)"
)
_SAID = rf"(?:{_MURMUR}|{_THANKS})"
_MURMURS = re.compile(rf"{_SAID}(?:[\s.,!~…ㅋㅎㅠㅜ^;:)]+{_SAID}){{0,3}}")
_THANKED = re.compile(rf"(?<![a-z가-힣]){_THANKS}(?![a-z가-힣])")
_ASKS = re.compile(
    r"[?？]|알려|보여|얼마|뭐|무슨|무엇|왜|어때|어떻|줘|주세요|찾아|언제|어디|누구|다음 ?(?:종목|회사)|주가|뉴스|차트|수익|그럼|그리고|추천"
    r"|(?<![a-z])(?:what|how|why|when|where|which|who|show|tell|give|get|find|is|are|does|do|did|can|could|price|news|chart|compare|add|now|thanks to|thank goodness|then)(?![a-z])"
)
"""Asks or orders something beside the thanks."""
_LONGEST = 32
"""Letters that thanks have at most."""
_EDGES = re.compile(r"^[\s.,!~…ㅋㅎㅠㅜ^;]+|[\s.,!?~…ㅋㅎㅠㅜ^;:()<>3♥♡_-]+$")


def is_murmur(text: str) -> bool:
    """Whether a text in small letters is nothing but a murmur or thanks."""
    bare = text.strip(" .,!?~…")
    return any(_MURMURS.fullmatch(one) for one in (bare, _EDGES.sub("", text)))


def is_thanks(text: str) -> bool:
    """Whether a text in small letters is thanks, or a good-bye, and asks nothing."""
    return len(text) <= _LONGEST and _THANKED.search(text) is not None and _ASKS.search(text) is None


def asks_nothing(plan: Plan) -> bool:
    """Whether a turn of a conversation was a murmur or thanks, on which no later one leans."""
    said = plan.question.lower()
    return plan.kinds == ("help",) and (is_murmur(said) or is_thanks(said))


def murmured(text: str, language: Language, *, names: bool) -> Plan | None:
    """The plan of a turn that asks nothing; None where it asks anything.

    `names`: a security is read in it, which in capitals is meant: HMM.
    """
    quiet = is_murmur(text.lower()) or (is_thanks(text.lower()) and not names)
    if not quiet or (names and _EDGES.sub("", text).isupper()):
        return None
    return Plan(question=text, language=language, kinds=("help",), confidence=0.95)
