"""Answers that need no evidence: questions back, refusals, help and explanations."""

from agents.context import Context
from agents.guard import wants_a_sure_pick
from agents.planner.murmurs import is_murmur, is_thanks
from agents.tools.tape import name_of, security_of
from agents.writer.draft import Draft
from agents.writer.explaining import asked_about, explained, not_known
from agents.writer.helping import told, topic_of
from agents.writer.reach import TOPICS, asks_until_when, asks_where_from, reach
from stockelper.language.catalogue import render
from stockelper.markets.registry import is_simulated
from stockelper.types import Plan, Status

SUGGESTIONS = 3


def reply(plan: Plan, context: Context) -> Draft | None:
    """The whole answer where no specialist is needed, else None."""
    language = plan.language
    if plan.unsafe or "unsafe" in plan.kinds:
        code = "answer.no_pick" if wants_a_sure_pick(plan.question) else "answer.unsafe"
        return _said("refused", render(language, code), plan)
    if not plan.in_scope or "out_of_scope" in plan.kinds:
        if concept := asked_about(plan.question, language):
            return _said("answered", concept, plan)
        return _said("refused", render(language, "answer.out_of_scope"), plan)
    if plan.unknown and not plan.securities and not plan.specialists:
        return _said("refused", _unknown(plan, context), plan)
    if plan.clarify:
        return Draft(text=plan.clarify, status="clarify")
    if mixes_markets(plan):
        return _mixed(plan, context)
    if plan.specialists or not {"help", "education"} & set(plan.kinds):
        return None
    return _in_words(plan, context)


def preface(plan: Plan) -> str:
    """What is explained in words beside what evidence tells; empty where nothing is.

    A topic of the product counts only where it is recognised, a concept only where it is known.
    """
    topic = topic_of(plan.question) if "help" in plan.kinds else None
    parts = [told(topic, plan.language) if topic else None]
    parts.append(explained(plan.question, plan.language) if "education" in plan.kinds else None)
    return "\n\n".join(part for part in parts if part)


def mixes_markets(plan: Plan) -> bool:
    """Whether the plan sets practice companies beside real ones, which no answer does."""
    return len({is_simulated(security) for security in plan.securities}) > 1


def _reaching(plan: Plan, context: Context) -> str | None:
    """Up to when the store reaches, where a question about its data asks it; None where it does not."""
    topic = topic_of(plan.question) if "help" in plan.kinds else None
    if topic not in TOPICS or not asks_until_when(plan.question):
        return None
    told_of = "sources" if asks_where_from(plan.question) else "freshness"
    return f"{reach(context, plan.language)}\n\n{told(told_of, plan.language)}"


def _in_words(plan: Plan, context: Context) -> Draft:
    """Help, an explanation, or both; a question that is read as help for want of anything else may name a concept."""
    said = plan.question.lower()
    if is_thanks(said) or is_murmur(said):
        return _said(
            "answered", render(plan.language, f"answer.{'thanks' if is_thanks(said) else 'murmur'}"), plan
        )
    if text := _reaching(plan, context) or preface(plan):
        return _said("answered", text, plan)
    if "help" in plan.kinds:
        concept = explained(plan.question, plan.language)
        return _said("answered", concept or told(None, plan.language), plan)
    return _said("no_data", not_known(plan.question, plan.language), plan)


def _said(status: Status, text: str, plan: Plan) -> Draft:
    examples = tuple(
        render(plan.language, f"followup.example_{key}") for key in ("quote", "compare", "briefing")
    )
    return Draft(text=text, status=status, follow_ups=examples)


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
