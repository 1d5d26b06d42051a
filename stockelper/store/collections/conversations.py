"""States of conversations: questions with their answers, threads, feedback."""

from stockelper.store.collection import Collection

QUESTIONS = Collection(
    name="questions",
    key=("user", "run"),
    columns={
        "user": "text",
        "run": "text",
        "thread": "text",
        "asked": "time",
        "question": "text",
        "status": "text",
        "answer": "json",
    },
    versioned=False,
    indexes=(("user", "thread", "asked"),),
)
"""Every question's run with its stored answer (the JSON of `Answer`)."""

THREADS = Collection(
    name="threads",
    key=("user", "thread"),
    columns={
        "user": "text",
        "thread": "text",
        "title": "text",
        "started": "time",
        "updated": "time",
        "hidden": "bool",
    },
    versioned=False,
)

FEEDBACK = Collection(
    name="feedback",
    key=("user", "run"),
    columns={
        "user": "text",
        "run": "text",
        "trace_id": "text",
        "value": "int",
        "reason": "text",
        "given": "time",
    },
    versioned=False,
)
"""Thumbs: `value` 1 or -1."""
