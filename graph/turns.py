"""The turns of a conversation, one after another, however many requests come at once."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class _Queue:
    """One conversation's lock, and how many hold it or wait for it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    inside: int = 0


class Turns:
    """Kept for a conversation as long as anybody waits for its turn."""

    def __init__(self) -> None:
        self._queues: dict[str, _Queue] = {}

    @asynccontextmanager
    async def of(self, key: str) -> AsyncGenerator[None]:
        """Wait for the conversation's turn and hold it to the end of the block."""
        queue = self._queues.setdefault(key, _Queue())
        queue.inside += 1
        try:
            async with queue.lock:
                yield
        finally:
            queue.inside -= 1
            if not queue.inside:
                del self._queues[key]
