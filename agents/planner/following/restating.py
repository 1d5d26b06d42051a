"""A turn that leans on the one before, put as the question that it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.planner import plan_window
from agents.planner.following.bare_times import placed_in_time
from agents.planner.following.beside import dated_beside
from agents.planner.following.concepts import figure_of
from agents.planner.following.corrections import LONGEST, corrected_turn
from agents.planner.following.days_beside import day_beside
from agents.planner.following.deeper import as_a_comparison
from agents.planner.following.going_on import gone_on
from agents.planner.following.lengths import of_the_list
from agents.planner.following.pointing import named_there
from agents.planner.following.replacing import replaced
from agents.planner.following.short_names import in_a_frame, spelled_out
from agents.planner.following.supposing import supposed
from agents.planner.plan_window import ASIDE
from stockelper.clock import Clock
from stockelper.securities.resolver import Resolver
from stockelper.types import Language, Plan


@dataclass(frozen=True)
class Restated:
    """A question, and the turns before that it is still read against."""

    text: str
    history: Sequence[Plan]


def restated(
    text: str, history: Sequence[Plan], resolver: Resolver, clock: Clock, language: Language
) -> Restated:
    """The question that a turn stands for; the turn itself where it leans on nothing, or says too much for that."""
    if not history or len(text) > LONGEST:
        return Restated(text, history)
    text, history = of_the_list(text, history)
    last = history[-1]
    now = plan_window.today(clock, last.securities, last.markets)
    if whole := gone_on(text, last, resolver) or replaced(text, last, resolver, now):
        return Restated(whole, history[:-1])
    text = placed_in_time(corrected_turn(text))
    text = in_a_frame(spelled_out(text, history, resolver), resolver)
    text = supposed(named_there(text, history, resolver), last, resolver, now, language)
    if whole := replaced(text, last, resolver, now):
        return Restated(whole, history[:-1])
    if figure := figure_of(text, last, resolver, now):
        return Restated(figure, history)
    anchor = next((plan for plan in reversed(history) if plan.kinds[0] not in ASIDE), None)
    text, window = as_a_comparison(text, anchor, language), anchor.window if anchor else None
    text = day_beside(text, window, now, language)
    return Restated(dated_beside(text, window, now, language), history)
