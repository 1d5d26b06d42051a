"""When things become known: the evening before a session, the morning of it, or during it."""

from datetime import datetime

from collectors.practice.days import Days, local

EVENING, MORNING = 0.45, 0.80
"""Shares of announcements: below the first after the close of the day before, below the second before the open."""


def announcement(days: Days, session: int, draw: float, minute: float) -> tuple[datetime, bool]:
    """The moment for session `session` from two uniforms, and whether it lies before the open."""
    if draw < EVENING:
        return local(days.before(session), 16 * 60 + 35 + 110 * minute), True
    if draw < MORNING:
        return local(days.sessions[session], 7 * 60 + 20 + 80 * minute), True
    return local(days.sessions[session], 10 * 60 + 10 + 240 * minute), False
