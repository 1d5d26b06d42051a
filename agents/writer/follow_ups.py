"""What could be asked next: concrete questions that the store can answer."""

from collections.abc import Iterator

from agents.context import Context
from agents.tools.absent import asks_worth
from agents.tools.scope import has_bars
from agents.tools.tape import name_of, security_of
from kg.port import AsOf
from stockelper.language.catalogue import render
from stockelper.markets.registry import MARKETS
from stockelper.store import bars
from stockelper.store.documents import has
from stockelper.types import Kind, Language, Plan

COUNT = 3
_ABOUT_PRICE: tuple[tuple[str, set[Kind]], ...] = (
    ("performance", {"compare"}),
    ("technical", {"technical"}),
    ("quote", {"quote"}),
)
"""Follow-ups on a price to the kinds that make them needless."""


def follow_ups(plan: Plan, context: Context) -> tuple[str, ...]:
    """Up to three questions of kinds that this one did not ask."""
    candidates = _about_security(plan, context) if plan.securities else _about_market(plan)
    questions: list[str] = []
    for question in candidates:
        questions.append(question)
        if len(questions) == COUNT:
            break
    return tuple(questions)


def examples(language: Language, context: Context) -> tuple[str, ...]:
    """Questions to begin with: about well-known companies, or the practice market where nothing else is."""
    practice = context.resolver.listing.members(market="practice")
    if len(practice) < 2 or has_bars(MARKETS["krx"], context) or has_bars(MARKETS["us"], context):
        return tuple(render(language, f"followup.example_{key}") for key in ("quote", "compare", "briefing"))
    first, second = (name_of(one, language) for one in practice[:2])
    return (
        render(language, "followup.quote", name=first),
        render(language, "followup.compare", name=first, other=second),
        render(language, "followup.briefing"),
    )


def _about_security(plan: Plan, context: Context) -> Iterator[str]:
    """What else can be asked of the first security of a plan that the store can answer and that was not asked."""
    security = plan.securities[0]
    name = name_of(security_of(security, context), plan.language)
    asked: set[Kind] = set(plan.kinds)
    if len(plan.securities) > 1 and all(_has_bars(one, context) for one in plan.securities[:2]):
        names = [name_of(security_of(one, context), plan.language) for one in plan.securities[:2]]
        yield render(plan.language, "followup.compare_volatility", name=names[0], other=names[1])
    if "news" not in asked and _has_news(security, context):
        yield render(plan.language, "followup.news", name=name)
    if not asked & {"relations"} and (rival := _rival(security, context)):
        yield render(plan.language, "followup.compare", name=name, other=rival)
    if not _has_bars(security, context):
        yield from _about_market(plan)
        return
    for key, kinds in _ABOUT_PRICE:
        if not asked & kinds and not (key == "performance" and plan.window and "quote" in asked):
            yield render(plan.language, f"followup.{key}", name=name)
    yield render(plan.language, "followup.moves", name=name)
    yield render(plan.language, "followup.year", name=name)


def _about_market(plan: Plan) -> Iterator[str]:
    if "screen" in plan.kinds and asks_worth(plan.question):
        yield render(plan.language, "followup.screen_turnover")
    for kind in ("briefing", "screen"):
        if kind not in plan.kinds:
            yield render(plan.language, f"followup.{kind}")
    for key in ("screen_volume", "screen_year", "screen_rsi"):
        yield render(plan.language, f"followup.{key}")


def _has_news(security: str, context: Context) -> bool:
    known_by = context.clock.now()
    return context.documents.read(
        "articles", has("securities", security), known_by=known_by, columns=("article",), limit=1
    ).height > 0  # fmt: skip


def _has_bars(security: str, context: Context) -> bool:
    return not bars.last(context.documents, security, context.clock.now(), 1).frame.is_empty()


def _rival(security: str, context: Context) -> str | None:
    """The name of a competitor that the graph knows by now; None without a graph or a competitor in the listing."""
    if context.graph is None:
        return None
    as_of = AsOf.at(context.clock.now())
    edges = context.graph.edges((security,), direction="both", types=("COMPETES_WITH",), as_of=as_of, limit=1)
    if not edges:
        return None
    other = edges[0].tail if edges[0].head == security else edges[0].head
    known = context.resolver.listing.get(other)
    return name_of(known, context.language) if known else None
