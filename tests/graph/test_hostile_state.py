"""What lies in the data folder is not trusted, and what a run leaves there holds nothing personal."""

import asyncio
import datetime as dt
import sqlite3
from pathlib import Path

import ormsgpack
import pytest

from collectors.practice.cast import companies
from graph.state import STATE_VERSION
from graph.turns import Turns
from stockelper.errors import BadInput
from stockelper.types import Answer
from tests.graph.conftest import Opened
from ui.wiring import Product

A, B = companies()[0].name.ko, companies()[5].name.ko
CONSTRUCTOR = 0
"""The msgpack extension by which langgraph names a function and its argument."""


def ask(product: Product, question: str, thread: str) -> Answer:
    return product.runs.answer(product.runs.start(question, thread))


def planted(product: Product, values: dict[str, object]) -> None:
    """Change the channels of every stored checkpoint."""
    product.close()
    with sqlite3.connect(product.settings.data / "checkpoints.db") as connection:
        for rowid, blob in connection.execute("SELECT rowid, checkpoint FROM checkpoints").fetchall():
            found = ormsgpack.unpackb(blob)
            found["channel_values"] |= values
            packed = ormsgpack.packb(found, option=ormsgpack.OPT_NON_STR_KEYS)
            connection.execute("UPDATE checkpoints SET checkpoint = ? WHERE rowid = ?", (packed, rowid))
    connection.close()


def test_a_checkpoint_that_names_a_function_does_not_get_it_called(opened: Opened, tmp_path: Path) -> None:
    first, touched = opened(), tmp_path / "touched"
    ask(first, f"{A} 주가", "t")
    call = ormsgpack.packb(("pathlib", "Path.touch", str(touched)))
    hostile = ormsgpack.packb(("os", "mkdir", str(touched)))
    planted(first, {"turns": [ormsgpack.Ext(CONSTRUCTOR, hostile)], "plan": ormsgpack.Ext(CONSTRUCTOR, call)})
    ask(opened(), "그럼 거래량은?", "t")
    assert not touched.exists()


@pytest.mark.parametrize(
    "values", [{"state_version": STATE_VERSION + 1}, {"turns": "nonsense"}, {"turns": None}]
)
def test_a_state_of_another_version_starts_anew_with_one_note_and_then_goes_on(
    opened: Opened, values: dict[str, object]
) -> None:
    first = opened()
    ask(first, f"{A} 주가", "t")
    planted(first, values)
    second = opened()
    restarted = ask(second, f"{B} 주가", "t")
    assert [note.code for note in restarted.notes].count("conversation_restarted") == 1
    follow_up = ask(second, "거래량은?", "t")
    assert restarted.plan is not None and follow_up.plan is not None
    assert follow_up.plan.securities == restarted.plan.securities != ()
    assert "conversation_restarted" not in [note.code for note in follow_up.notes]


def test_a_run_that_fails_leaves_no_personal_data_behind(opened: Opened) -> None:
    product = opened()
    long_ago = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
    run = product.runs.start(f"010-1234-5678로 {A} 주가 알려줘", "t", as_of=long_ago)
    with pytest.raises(BadInput):
        product.runs.answer(run)
    product.close()
    stored = [file for file in product.settings.data.iterdir() if file.is_file()]
    assert not [file.name for file in stored if b"1234-5678" in file.read_bytes()]


@pytest.mark.parametrize("thread", ["a/b", "a\udcff", "a\x00b", "t\u202e", "x" * 129])
def test_a_thread_that_no_store_can_keep_is_bad_input(opened: Opened, thread: str) -> None:
    product = opened()
    with pytest.raises(BadInput):
        ask(product, f"{A} 주가", thread)


def test_a_question_with_halves_of_characters_is_answered_and_traced(opened: Opened) -> None:
    product = opened()
    answer = ask(product, f"\udcff {A} 주가 \ud800", "t")
    product.tracing.flush()
    assert answer.status == "answered"
    assert product.traces.show(answer.trace_id or "") is not None


def test_a_third_request_waits_for_the_second_of_its_conversation() -> None:
    turns, inside, most = Turns(), 0, 0

    async def turn() -> None:
        nonlocal inside, most
        async with turns.of("local/t"):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    async def three() -> None:
        first, second = asyncio.create_task(turn()), asyncio.create_task(turn())
        await first
        await asyncio.gather(second, turn(), turn())

    asyncio.run(three())
    assert most == 1
