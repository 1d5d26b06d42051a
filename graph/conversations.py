"""Stored conversations: threads and their answers, each under its user; another user's are not found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from stockelper.errors import NotFound
from stockelper.store.collections import COLLECTIONS, FEEDBACK, QUESTIONS, THREADS
from stockelper.store.documents import Documents, eq
from stockelper.types import Answer

TITLE_LENGTH = 60


@dataclass(frozen=True)
class Thread:
    """One conversation in the list of a user."""

    id: str
    title: str
    updated: datetime


class Conversations:
    """Reads and writes threads, answers and feedback in the documents store."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def store(self, answer: Answer, now: datetime) -> None:
        """Keep a finished answer and put its thread on top of the list."""
        self._put_thread(answer.user, answer.thread, now, title=answer.question)
        self._write(
            QUESTIONS.name,
            {
                "user": answer.user,
                "run": answer.run,
                "thread": answer.thread,
                "asked": now,
                "question": answer.question,
                "status": answer.status,
                "answer": answer.model_dump_json(by_alias=True),
            },
            now,
        )

    def threads(self, user: str) -> Sequence[Thread]:
        """The user's conversations that are not hidden, newest first."""
        rows = self._documents.read(THREADS.name, eq("user", user)).filter(
            ~pl.col("hidden").fill_null(value=False)
        )
        ordered = rows.sort("updated", descending=True)
        return [Thread(row["thread"], row["title"], row["updated"]) for row in ordered.iter_rows(named=True)]

    def answers(self, user: str, thread: str) -> Sequence[Answer]:
        """The answers of one conversation in order; empty when this user has no such thread."""
        rows = self._documents.read(QUESTIONS.name, eq("user", user), eq("thread", thread), order=("asked",))
        return [Answer.model_validate_json(text) for text in rows["answer"]]

    def answer(self, user: str, run: str) -> Answer:
        """One stored answer.

        Raises:
            NotFound: when this user has no such run.
        """
        rows = self._documents.read(QUESTIONS.name, eq("user", user), eq("run", run))
        if rows.is_empty():
            raise NotFound(what="run", id=run)
        return Answer.model_validate_json(rows["answer"][0])

    def rename(self, user: str, thread: str, title: str, now: datetime) -> None:
        """Give a conversation another title. Raises NotFound."""
        self._change(user, thread, {"title": title[:TITLE_LENGTH]}, now)

    def hide(self, user: str, thread: str, now: datetime) -> None:
        """Take a conversation off the list; its answers stay stored. Raises NotFound."""
        self._change(user, thread, {"hidden": True}, now)

    def rate(self, answer: Answer, value: int, reason: str | None, now: datetime) -> None:
        """Keep a thumb: `value` 1 or -1; a later one replaces it."""
        row = {"user": answer.user, "run": answer.run, "trace_id": answer.trace_id, "value": value}
        self._write(FEEDBACK.name, {**row, "reason": reason, "given": now}, now)

    def rating(self, user: str, run: str) -> int | None:
        """The thumb that this user gave, if any."""
        rows = self._documents.read(FEEDBACK.name, eq("user", user), eq("run", run))
        return None if rows.is_empty() else int(rows["value"][0])

    def _put_thread(self, user: str, thread: str, now: datetime, title: str) -> None:
        rows = self._documents.read(THREADS.name, eq("user", user), eq("thread", thread))
        if not rows.is_empty():
            self._change(user, thread, {"updated": now}, now)
            return
        row = {"user": user, "thread": thread, "title": title[:TITLE_LENGTH], "started": now}
        self._write(THREADS.name, {**row, "updated": now, "hidden": False}, now)

    def _change(self, user: str, thread: str, values: dict[str, object], now: datetime) -> None:
        rows = self._documents.read(THREADS.name, eq("user", user), eq("thread", thread))
        if rows.is_empty():
            raise NotFound(what="thread", id=thread)
        self._write(THREADS.name, {**rows.row(0, named=True), **values}, now)

    def _write(self, collection: str, row: dict[str, object], now: datetime) -> None:
        frame = pl.DataFrame([row], schema=COLLECTIONS[collection].schema())
        self._documents.upsert(collection, frame, recorded_at=now)
