"""Where the states of conversations are kept: LangGraph's savers, on SQLite or on MongoDB.

Out of the box a stored state could name any function, which reading it would call; `STRICT` refuses that.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from stockelper.store.sqlite_connections import translated

if TYPE_CHECKING:
    from stockelper.store.mongo_connection import Connection

STRICT = JsonPlusSerializer(allowed_msgpack_modules=None)


@asynccontextmanager
async def sqlite_checkpoints(path: Path) -> AsyncGenerator[BaseCheckpointSaver[str]]:
    """States in one file.

    Raises:
        StoreReadOnly: when the file or its folder cannot be written.
        StoreError: when it is damaged or cannot be opened otherwise.
    """
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    async with AsyncExitStack() as stack:
        with translated(path):  # the set-up at once, so that what is wrong with the file is said here
            saver = await stack.enter_async_context(AsyncSqliteSaver.from_conn_string(str(path)))
            await saver.setup()
        saver.serde = STRICT
        yield saver


@asynccontextmanager
async def mongo_checkpoints(url: str, seconds: float) -> AsyncGenerator[BaseCheckpointSaver[str]]:
    """States in the documents' database.

    Raises:
        StoreError: when no server answers within `seconds`.
    """
    from stockelper.store.mongo_connection import Connection

    connection = Connection(url, seconds)
    try:
        yield await asyncio.to_thread(_saver, connection)
    finally:
        connection.close()


def _saver(connection: "Connection") -> BaseCheckpointSaver[str]:
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata, CheckpointTuple
    from langgraph.checkpoint.mongodb import MongoDBSaver

    class Saver(MongoDBSaver):
        """The driver's errors leave it as the store's."""

        def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
            with connection.translated():
                return super().get_tuple(config)

        def put(
            self,
            config: RunnableConfig,
            checkpoint: Checkpoint,
            metadata: CheckpointMetadata,
            new_versions: ChannelVersions,
        ) -> RunnableConfig:
            with connection.translated():
                return super().put(config, checkpoint, metadata, new_versions)

        def put_writes(
            self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = ""
        ) -> None:
            with connection.translated():
                super().put_writes(config, writes, task_id, task_path)

    with connection.translated():
        return Saver(connection.client, connection.database.name, serde=STRICT)
