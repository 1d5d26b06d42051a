"""Sentences that give orders to whoever reads them: they report nothing, so no relation or event is taken from them."""

import re

_OVERRIDE = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.!?]{0,40}\b(?:instructions?|prompts?|rules|guidelines|directions|above|previous|prior|told)\b"
    r"|\bsystem prompt\b|\byou are now\b|\bnew instructions?\b"
    r"|(?:지시|명령|규칙|지침|프롬프트|설정)(?:사항)?(?:들)?(?:을|를|은|는)?\s?(?:[가-힣]+\s){0,2}?(?:무시|잊|따르지|어기|버리|버려|해제)|시스템\s?프롬프트|지금부터\s?(?:너는|넌|당신은)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^\W{0,4}(?:system|assistant|user|developer|instructions?|prompt|시스템|지시|명령|프롬프트)\W{0,3}:",
    re.IGNORECASE,
)
_ENGLISH_ORDER = re.compile(
    r"^\W{0,3}(?:(?:please|now|then|also|instead|and|you (?:must|should|will|shall)(?: now)?|always|never|do not|don['’]t|only|simply|just)\W{1,3})*"
    r"(?:(?:ignore|disregard|pretend)\b"
    r"|(?:say|output|respond|reply|answer|print|write|return|append|insert|add|extract|record|register|store|assume|forget|repeat|execute|delete|remove|treat|emit|state|mark|label|classify|generate|translate|summari[sz]e|tell|create|include|produce|list)"
    r"\s(?:that|this|these|the following|only|exactly|nothing|everything|all of|as|it as|me|us|your|a relation|an event|[\"“'{\[])|(?:say|output|respond|reply|answer|print|write|return)\s?:|(?:respond|reply|answer)\swith\b)",
    re.IGNORECASE,
)
_KOREAN_ORDER = re.compile(
    r"(?:출력|답|답변|대답|응답|추가|기록|저장|등록|표시|반환|작성|생성|추출|처리|간주|분류|말|적|쓰|넣|삭제|제거|무시|실행|인식|판단)(?:을|를)?\s?(?:하라|해라|하시오|하십시오|하세요|해|해줘|해\s?주세요|해\s?줘|으라|어라|라|으시오|어줘|어\s?주세요|으세요|할\s?것|하도록|하도록\s?하라)[.!\"”’]*$"
)
_CODE = re.compile(
    r"[{\[]\s?[\"']?(?:relations?|events?|type|head|tail|company|role|content)[\"']?\s?:|</?(?:system|instructions?)\b",
    re.IGNORECASE,
)


def is_order(sentence: str) -> bool:
    """Whether a sentence tells its reader what to do or say, speaks as a role of a chat, or is data of a program."""
    return any(
        pattern.search(sentence) for pattern in (_OVERRIDE, _ROLE, _ENGLISH_ORDER, _KOREAN_ORDER, _CODE)
    )
