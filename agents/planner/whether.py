"""Whether a question wants a yes or a no about what has been.

What is to come, what is worth buying, and questions with a question word are none of these.
"""

import re

_ENGLISH = re.compile(
    r"^(?:(?:so|and|but|hey|ok|okay|well|then|also|now|quick question)[,:]? )*(?:is it (?:true|right|correct) that "
    r"|(?:is|are|was|were|did|does|has|have|had|isn't|aren't|wasn't|weren't|didn't|hasn't|haven't)(?![a-z]))"
    r"|(?<![a-z])(?:up|down|higher|lower|above|below|overbought|oversold)(?: [\w'%.-]+){0,5} ?\?+$"
    r"|, ?(?:right|correct|yes|no|huh|(?:did|has|is|was)(?:n't)? it)\?*$"
)
_KOREAN = re.compile(
    r"[가-힣 ](?:어|아|커|싸|세|나|니|냐|까|야|지|죠|요|음|임|네|가|거|건|심해|불안해|대|다며|다면서|[았었였했됐졌났렸쳤갔왔랐뛴]|맞)[?？!.~ㅋㅎㅠㅜ\s]*$"
    r"|(?:맞|아니)(?:아|지|죠|나|나요|냐|야)[?？\s]*$"
)
_ASKS_MORE = re.compile(
    r"얼마|몇|언제|뭐|뭘|뭔|뭡|무엇|무언|어째|어찌|까닭|사유|사정|연유|무슨|왜|어디|누구|누가|어때|어땠|어떠|어떤|어떻|어느|며칠|얼만|이유|배경|원인|적(?:이|은|도)? ?있|알려|보여|줘|주세요|설명|추천|분석|정리|비교해"
    r"|(?<![a-z])(?:what|which|why|who|whose|how|when did|when was|tell me|show me|explain)(?![a-z])"
)
"""Words of a question that no yes or no answers."""
_TO_COME = re.compile(
    r"전망|예상|예측|오를|내릴|떨어질|빠질|갈까|될까|할까|넘을|돌파할|찍을|회복할|내일|다음 ?(?:주|달|분기|해)|내년|들고 ?가|되냐|되나|사도|팔아|살까|팔까|사야|(?<!과)매수|(?<!과)매도"
    r"|(?<![a-z])(?:will|would|should|could|can|may|might|going to|gonna|likely|expect\w*|forecast\w*|predict\w*|tomorrow|next|buy|sell|worth|good|bad|cheap|expensive|overvalued|undervalued|odds|chances?|further to|think|view|opinion|hold|keep|safe|risky)(?![a-z])"
)
"""Words of what is to come or of what to do, which nobody can answer with yes or no."""
_CAUSE = re.compile(
    r"때문|덕분|덕에|덕이|탓|인해|힘입|계기|영향|인과|맞물|끌어올|(?:소식|뉴스|발표|보도|기대감?|우려|호재|악재|실적|이슈)(?:에|으로|로)(?![가-힣])"
    r"|(?<![a-z])(?:because|due to|driv(?:en|ing|es)|drove|push(?:ed|ing)?|catalyst|caus\w*|thanks to|on the back of|behind|trigger\w*|result of|owing to|react\w*|reasons?|tied to|linked to|(?:anything|something|nothing) to do with|blame\w*|responsible|explain\w*)(?![a-z])"
)
"""Words of what moved a price, which no price answers."""
_EITHER = re.compile(
    r"아니면|(?:올랐|상승|위)\S*[,? ]+(?:내렸|떨어|하락|빠졌|아래)|(?:내렸|떨어졌|하락|빠졌)\S*[,? ]+(?:올랐|상승)"
    r"|안 ?(?:올|오|내|떨|빠|넘|깨)|못 ?(?:올|오|넘)|지 ?(?:않|못)|(?<![a-z])or(?! not)(?![a-z])"
)
"""Offers both ways, or denies one."""
_GUESS = re.compile(r"(?P<before>[가-힣]?) ?(?P<last>[가-힣])(?:까|런지|는지)요?[?.!~\s]*$")
_FIRST_SYLLABLE, _FINALS = 0xAC00, 28
_L, _SS = 8, 20
"""The numbers of the final consonants ㄹ and ㅆ."""


def asks_whether(text: str) -> bool:
    """Whether a question in small letters wants a yes or a no about what has been."""
    if any(said.search(text) for said in (_ASKS_MORE, _TO_COME, _CAUSE, _EITHER)) or foretells(text):
        return False
    return bool(_ENGLISH.search(text) or _KOREAN.search(text))


def foretells(text: str) -> bool:
    """Whether a Korean question ends in a guess at what is to come: 나올까, 뚫을 수 있을까; 올랐을까 guesses at what has been."""
    found = _GUESS.search(text)
    if found is None:
        return False
    before, last = found["before"], found["last"]
    past = last == "을" and before not in ("", "있") and _final(before) == _SS
    return _final(last) == _L and not past


def _final(syllable: str) -> int:
    """The number of a syllable's final consonant."""
    return (ord(syllable) - _FIRST_SYLLABLE) % _FINALS
