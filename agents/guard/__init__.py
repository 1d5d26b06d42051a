"""The gate of every question: size, personal data, and what the product refuses."""

from agents.guard.advice import advice
from agents.guard.guard import LIMIT, UNSAFE, Guarded, Refusal, guard, kept
from agents.guard.threats import wants_a_sure_pick

__all__ = ["LIMIT", "UNSAFE", "Guarded", "Refusal", "advice", "guard", "kept", "wants_a_sure_pick"]
