"""The deterministic writer: findings in, a cited text out."""

from agents.writer.draft import Draft
from agents.writer.write import write

__all__ = ["Draft", "write"]
