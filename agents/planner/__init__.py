"""The planner: what a question asks for, found without a model."""

from agents.planner.planner import plan

__all__ = ["plan"]
