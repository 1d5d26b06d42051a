"""A turn that asks for more of what was just told, or whether it is much: "더 자세히", "tell me more", "is that a lot?"."""

import re

from stockelper.types import Language, Measure, Plan

_MORE = re.compile(
    r"(?:그럼 |그거 |그건 |이거 |좀 |조금 )*(?:더 ?(?:좀 ?)?(?:자세(?:히|하게|한 ?(?:거|내용|설명))|구체적(?:으로)?|상세(?:히|하게)|깊(?:이|게)|길게|알려|설명|말해|얘기해)|자세(?:히|하게|한 ?내용)|구체적으로|상세(?:히|하게))(?: ?(?:좀|더|설명|알려|말해|보여|얘기해|분석|부탁))*(?:해)? ?(?:줘|줘요|주세요|줄래|봐|볼래|요|해요)?"
    r"|(?:(?:and|ok|okay|please|can you|could you|can i (?:get|have|see)|i want|i'd like|give me|show me|tell me|say|some|a bit|a little|any|go into|in|with) )*(?:more (?:details?|info(?:rmation)?|about (?:it|that|this)|on (?:it|that|this))|more|elaborate(?: on (?:it|that|this))?|go deeper|dig deeper|expand(?: on (?:it|that|this))?|(?:a )?detailed? (?:version|answer|breakdown)|details?|break it down)(?: please| pls)?"
)
_MUCH = re.compile(
    r"(?:그럼 |그러면 |근데 |그게 |그거 |그건 |이게 |이거 |이 ?정도면 |그 ?정도면 )*(?:(?:많이|엄청|크게|꽤) ?(?:오른|떨어진|내린|빠진|하락한|상승한|움직인) ?(?:거|건|편|셈)|(?:많은|적은|작은|큰|좋은|나쁜|높은|낮은|괜찮은|잘 ?(?:한|나온|오른|간)|선방한|양호한|평범한) ?(?:거|건|편|셈|수익률|성적)|선방|잘했|괜찮)(?:야|이야|인가|인가요|예요|에요|이에요|임|가|가요|지|죠|아|니|은거야|한거야|맞아)?(?: ?(?:아니야|맞아|나쁜 ?거야))?"
    r"|(?:그게 |그건 |이게 |그럼 )?(?:평소|평균|보통|전날|어제|예전|다른 ?날)보다 ?(?:훨씬 |더 |좀 )?(?:많|높|적|낮|크|작|큰|높은|많은|낮은)\S{0,5}"
    r"|(?:and |so |but |ok )*(?:is|was) (?:that|it|this) (?:more|higher|less|lower|bigger|smaller|larger) than (?:usual|normal|average|typical)"
    r"|(?:so |and )?(?:good or bad|a lot|much|high or low)"
    r"|(?:and |so |but |ok )*(?:is|was) (?:that|it|this) (?:really |even |considered |actually |quite |very )?(?:a lot|much|high|low|big|large|small|good|bad|great|decent|normal|impressive|typical|unusual|significant|a good (?:return|result|year)|a bad (?:return|result|year))(?: or (?:bad|not|low|small|a little))?(?: (?:then|though|for (?:it|a stock)))?"
)
_EDGE = re.compile(r"[\s.,!?~…ㅋㅎㅠㅜ]+$|^[\s.,!~…]+")
_MARKET: dict[Language, str] = {"ko": "시장 대비로는?", "en": "compared to the market?"}
_SAYS_ITSELF: frozenset[Measure] = frozenset(
    {"volume", "rsi", "volatility", "bollinger", "macd", "volume_ratio"}
)
"""Figures whose own sentence says whether they are much: beside their average, or within their bands."""
_WIDE: tuple[Measure, ...] = ("return", "volatility", "drawdown")


def told_fully(text: str, before: Plan | None, language: Language) -> Plan | None:
    """The plan before with more to tell; None where the turn asks for anything else, or nothing of a security was told."""
    if before is None or not before.securities or before.clarify:
        return None
    bare = _EDGE.sub("", text.lower())
    if _MORE.fullmatch(bare):
        return _wider(before).model_copy(update={"question": text, "language": language})
    if _MUCH.fullmatch(bare) and before.measures and set(before.measures) <= _SAYS_ITSELF:
        return before.model_copy(update={"language": language})
    return None


def as_a_comparison(text: str, before: Plan | None, language: Language) -> str:
    """Whether a return is much is told by the market's: the turn as the question for that; any other turn as it is."""
    if before is None or len(before.securities) != 1 or before.kinds[0] not in ("quote", "compare"):
        return text
    dated = before.window is not None and before.window.from_ < before.window.to
    return _MARKET[language] if dated and _MUCH.fullmatch(_EDGE.sub("", text.lower())) else text


def _wider(before: Plan) -> Plan:
    """A single figure becomes the card, the card of a day its indicators, that of a stretch what moved it."""
    if before.kinds == ("compare",):
        return before.model_copy(update={"measures": tuple(dict.fromkeys((*before.measures, *_WIDE)))})
    if before.kinds[0] not in ("quote", "technical"):
        return before
    if before.measures and before.kinds == ("quote",):
        return before.model_copy(update={"measures": ()})
    dated = before.window is not None and before.window.label != "default"
    if dated:
        return before.model_copy(
            update={"kinds": ("quote", "explain_move"), "measures": (), "specialists": ("market", "news")}
        )
    return before.model_copy(update={"kinds": ("quote", "technical"), "measures": ()})
