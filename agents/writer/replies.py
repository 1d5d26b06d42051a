"""Answers that need no evidence: questions back, refusals, help and explanations."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from agents.context import Context
from agents.tools.tape import name_of, security_of
from agents.writer.concepts import concepts_in
from agents.writer.draft import Draft
from stockelper.language.catalogue import render
from stockelper.markets.registry import is_simulated
from stockelper.types import Plan, Status

SUGGESTIONS = 3
_SEVERAL = re.compile(
    r"이?랑|하고|[와과] |차이|[,/&]|\b(?:and|or|vs|versus|between|difference)\b", re.IGNORECASE
)
_TOPICS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "freshness": re.compile(
            r"지연|실시간|몇 ?분|업데이트|갱신|언제까지|최신|\b(?:real[- ]?time|live|delay\w*|how (?:often|fresh|current|recent|old)|updated?|up[- ]to[- ]date)\b",
            re.IGNORECASE,
        ),
        "sources": re.compile(
            r"(?:데이터|자료|정보|시세|뉴스|수치|숫자|가격|출처|소스).{0,14}(?:어디|출처|소스|가져|받아|믿)|출처|where .{0,40}(?:data|prices?|numbers|figures|news|information)|(?:data|news|price) sources?|your (?:data|sources?)",
            re.IGNORECASE,
        ),
        "in_language": re.compile(
            r"언어|(?:영어|한국어|한글|영문|국문)|\b(?:language|english|korean)\b", re.IGNORECASE
        ),
        "no_account": re.compile(
            r"(?:증권|브로커|계좌|은행|키움|토스|한투).{0,12}(?:연결|연동|등록|링크|가입|개설)|알림|푸시|\b(?:connect|link|sync|integrate)\w*\b.{0,30}(?:broker\w*|account|bank|robinhood)|\b(?:alerts?|notifications?|notify|remind)\b",
            re.IGNORECASE,
        ),
        "no_login": re.compile(
            r"로그 ?인|비밀 ?번호|비번|회원|가입|계정|\b(?:log ?in|sign ?(?:in|up)|password|my account)\b",
            re.IGNORECASE,
        ),
        "looks": re.compile(r"다크|테마|색상|화면|글자|\b(?:dark|theme|colou?rs?|font)\b", re.IGNORECASE),
        "conversations": re.compile(
            r"대화|기록|채팅|\b(?:chats?|conversations?|history|threads?)\b", re.IGNORECASE
        ),
    }
)
"""What a question about the product may be about; the first that fits is answered, else what it can do."""
EXPLAINED = 2
"""Concepts that one answer explains."""


def reply(plan: Plan, context: Context) -> Draft | None:
    """The whole answer where no specialist is needed, else None."""
    language = plan.language
    if plan.unsafe or "unsafe" in plan.kinds:
        return _said("refused", render(language, "answer.unsafe"), plan, context)
    if not plan.in_scope or "out_of_scope" in plan.kinds:
        return _said("refused", render(language, "answer.out_of_scope"), plan, context)
    if plan.unknown and not plan.securities and not plan.specialists:
        return _said("refused", _unknown(plan, context), plan, context)
    if plan.clarify:
        return Draft(text=plan.clarify, status="clarify")
    if mixes_markets(plan):
        return _mixed(plan, context)
    if plan.kinds[:1] == ("help",):
        topic = next((name for name, asked in _TOPICS.items() if asked.search(plan.question)), "help")
        return _said("answered", render(language, f"answer.{topic}"), plan, context)
    return _explained(plan, context)


def mixes_markets(plan: Plan) -> bool:
    """Whether the plan sets practice companies beside real ones, which no answer does."""
    return len({is_simulated(security) for security in plan.securities}) > 1


def _said(status: Status, text: str, plan: Plan, context: Context) -> Draft:
    examples = tuple(
        render(plan.language, f"followup.example_{key}") for key in ("quote", "compare", "briefing")
    )
    return Draft(text=text, status=status, follow_ups=examples)


def _explained(plan: Plan, context: Context) -> Draft | None:
    if "education" not in plan.kinds or plan.specialists:
        return None
    concepts = concepts_in(plan.question)[: EXPLAINED if _SEVERAL.search(plan.question) else 1]
    if not concepts:
        return _said("no_data", render(plan.language, "answer.education_unknown"), plan, context)
    told = "\n\n".join(render(plan.language, f"concept.{concept}") for concept in concepts)
    return _said("answered", told, plan, context)


def _unknown(plan: Plan, context: Context) -> str:
    name = plan.unknown[0]
    found = context.resolver.search(name, SUGGESTIONS) or context.resolver.search(name[:2], SUGGESTIONS)
    quoted = f"'{name}'"
    if not found:
        return render(plan.language, "answer.unknown", name=quoted)
    names = ", ".join(name_of(security, plan.language) for security in found)
    return render(plan.language, "answer.unknown_similar", name=quoted, similar=names)


def _mixed(plan: Plan, context: Context) -> Draft:
    names = [name_of(security_of(one, context), plan.language) for one in plan.securities]
    practice = [n for n, one in zip(names, plan.securities, strict=True) if is_simulated(one)]
    real = [n for n in names if n not in practice]
    text = render(plan.language, "answer.mixed", practice=", ".join(practice), real=", ".join(real))
    asked = tuple(render(plan.language, "followup.performance", name=name) for name in (practice[0], real[0]))
    return Draft(text=text, status="clarify", follow_ups=asked)
