"""A turn that asks for no more of a concept than its explanation tells: "is lower better?", "예를 들어줘" after "PBR이 뭐야?"."""

import re

from stockelper.types import Language, Plan

_LONGEST = 50
"""Letters that such a turn has at most."""
_KO = re.compile(
    r"(?:높|낮|크|작|많|적|오르|내리|올라가|내려가|떨어지|넘|좁|넓|길|짧)(?:으면|면|을수록|ㄹ수록|수록)|클수록|길수록|(?:마이너스|플러스|음수|양수)(?:이?면|일 ?때|라면)?|\d+(?:\.\d+)? ?(?:%|배|점)?(?:보다|을|를|이|가)? ?(?:크|작|높|낮|넘|아래|위|이상|이하|미만|초과)(?:으면|면|이면)"
    r"|(?:높은|낮은|큰|작은|많은|적은|높을|낮을) ?(?:게|것이|거가|편이|건|쪽이) ?(?:더 ?)?(?:좋|나쁘|나은|나아|낫|유리|불리|위험|안전)"
    r"|좋은 ?(?:거|건|것|신호)|나쁜 ?(?:거|건|것|신호)|예시|예를|예 ?(?:하나|좀|들어)|예는|사례|쉽게|쉬운|다시 ?(?:한 ?번 ?)?(?:설명|말해|알려)|(?:더|좀) ?(?:자세|구체|설명|알려)|자세히|구체적으로"
    r"|어떻게 ?(?:해석|읽|보|봐|계산|구해|구하|쓰|써|활용)|왜 ?(?:중요|봐|보는|쓰)|무슨 ?(?:뜻|의미|말)|이해가? ?안|모르겠"
)
_EN = re.compile(
    r"(?<![a-z])(?:(?:higher|lower|bigger|smaller|larger|high|low|big|small)(?: (?:one|value|number|ratio|figure|reading))?(?: (?:is|are|always|usually|generally|really|necessarily|a))* (?:better|good|bad|worse|safer|riskier|cheap\w*|expensive|preferable|desirable|sign|thing)"
    r"|(?:better|good|bad|worse) (?:if|when) (?:it|that|this)(?:'s| is| are) (?:higher|lower|high|low|big|small)|(?:if|when|is) (?:it|that|this)?(?:'s| is)? ?(?:too |very )?(?:high|low|higher|lower|negative|positive|(?:above|below|over|under) \d+(?:\.\d+)?) ?(?:good|bad)?|(?:high|low|higher|lower)(?: (?:one|value|number|ratio|reading))? mean|good or bad|(?:good|bad) (?:sign|thing|number|value|level)"
    r"|examples?|for instance|simpler|simply|simple (?:terms|words|english)|easier|plainer|eli5|like i'm (?:5|five)|(?:explain|say|tell me)(?: \w+){0,2} (?:again|more)|tell me more|more details?|elaborate|don'?t (?:get|understand)|how (?:do|should|would|can) (?:i|you|we|one|people) (?:read|use|interpret|calculate|compute)|how is (?:it|that|this) (?:used|read|calculated|computed|interpreted)|why (?:does|is) (?:it|that|this) (?:matter|important))(?![a-z])"
)
_KO_FILLER = re.compile(
    r"\d+(?:\.\d+)? ?(?:%|배|점)?|이상|이하|미만|초과|아래|위(?!험)|그럼|그러면|그렇다면|그니까|그러니까|그래서|근데|그런데|그리고|그게|그거|그것|그건|이게|이거|이건|이것|얘|걔|그 ?(?:값|수치|지표|비율|숫자)|값|수치|지표|비율|무조건|항상|보통|대개|꼭|더|안|좀|한 ?번|하나만?|간단한?|간단히|실제|구체적인?|아주|너무|많이|주식|주가|투자|회사|기업|에게|한테|좋|나쁘|나쁜|괜찮|위험|안전|유리|불리|싸|비싸|비싼|싼|저평가|고평가|과열|매수|매도|신호|사야|팔아야|어떻게|어떤|무슨|뜻|의미|설명|말해|알려|들어|보여|가르쳐|이해|시켜|부탁|주세요|줄래|줄 ?수|있어|있나|없어|되는|돼|되나|된다|됩니까|하는|한다|해석|해|줘|봐|거야|건가|건지|건데|거지|거죠|것인가|거예요|거에요|거|것|건|인가|인지|인데|이야|이에요|예요|야|임|아니|아닌|맞|나요|가요|어요|아요|습니까|은|는|이|가|을|를|로|도|의|에|만|요|지|죠|나|어|아|니|서|면|들|던|한|줄|낫|나아|나은|계산|써|쓰|구해|봐야|보면|볼까|까|다"
)
_EN_FILLER = re.compile(
    r"(?<![a-z])(?:and|so|ok|okay|but|then|well|please|pls|can|could|would|will|you|i|we|me|us|is|are|does|do|did|was|it|its|it's|that|that's|this|these|the|a|an|of|for|with|to|in|on|what|what's|whats|how|if|when|why|mean|means|meaning|always|usually|generally|really|necessarily|thing|sign|or|not|too|very|more|again|give|show|tell|explain|say|concrete|real|quick|one|some|any|company|companies|stock|stocks|investors?|value|number|ratio|better|good|bad|worse|higher|lower|high|low|put|make|bit|little|just|though|case|use|used|read)(?![a-z])|'s"
)


def explained_again(text: str, last: Plan, language: Language) -> Plan | None:
    """The plan of the explanation just given; None where that was none, or the turn names anything else."""
    if last.kinds != ("education",) or len(text) > _LONGEST:
        return None
    lower = text.lower()
    cue, filler = (_KO, _KO_FILLER) if re.search("[가-힣]", lower) else (_EN, _EN_FILLER)
    if cue.search(lower) is None or _says_more(filler.sub(" ", cue.sub(" ", lower))):
        return None
    return last.model_copy(update={"language": language})


def _says_more(rest: str) -> bool:
    return any(letter.isalnum() for letter in rest)
