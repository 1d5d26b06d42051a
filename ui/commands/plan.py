"""`stockelper plan`: how a question, or a file of them, would be routed. Writes nothing and asks no model."""

from argparse import ArgumentParser, Namespace
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from agents.guard import guard
from agents.planner import plan
from stockelper.clock import Clock, parse_as_of
from stockelper.errors import BadInput
from stockelper.securities.at import bundled_resolver
from stockelper.settings import load
from stockelper.types import Plan
from ui.batch import parsed, run_batch
from ui.output import as_json, emit, show
from ui.wiring import Product, open_product

if TYPE_CHECKING:
    from stockelper.securities.resolver import Resolver


class Line(BaseModel):
    """One line of a batch."""

    model_config = ConfigDict(extra="ignore")

    question: str
    thread: str | None = None
    as_of: str | None = None


@dataclass(frozen=True)
class Asked:
    """What planning reads: the securities of a time and the clock."""

    resolver: "Resolver"
    clock: Clock


@dataclass
class Planning:
    """Plans questions at their own times and keeps each conversation's turns."""

    product: Product
    stored: bool
    threads: dict[str, list[Plan]] = field(default_factory=dict[str, list[Plan]])

    def warm(self) -> None:
        """Load names and words now, so that the first line is timed like the others."""
        resolver = self.product.resolver() if self.stored else bundled_resolver()
        plan("AAPL 삼성전자", Asked(resolver, self.product.clock))

    def plan(self, line: Line) -> Plan:
        """The line's plan. Raises BadInput for a question that is empty or too long, or a bad time."""
        refusal = guard(line.question).refusal
        if refusal in {"empty", "too_long"}:
            raise BadInput(f"question_{refusal}", length=len(line.question))
        clock = Clock(parse_as_of(line.as_of)) if line.as_of else self.product.clock
        resolver = self.product.resolver(clock) if self.stored else bundled_resolver()
        before = self.threads.get(line.thread, []) if line.thread else []
        made = plan(line.question, Asked(resolver, clock), before, self.product.settings.language)
        if line.thread:
            self.threads[line.thread] = [*before, made]
        return made


def arguments(parser: ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("question", nargs="?", help="the question, in Korean or English")
    parser.add_argument("--batch", type=Path, metavar="FILE", help="JSON lines of questions")


def run(options: Namespace) -> int:
    """Plan; exit code 1 when no line of a batch could be planned."""
    if (options.question is None) == (options.batch is None):
        raise BadInput("one_of", fields="QUESTION, --batch FILE")
    with _planning(options) as planning:
        return _batch(planning, options.batch) if options.batch else _single(planning, options)


@contextmanager
def _planning(options: Namespace) -> Generator[Planning]:
    settings = load(options.data)
    stored = settings.documents_url is not None or (settings.data / "documents.db").exists()
    product = open_product(options)
    try:
        yield Planning(product, stored)
    finally:
        product.close()


def _single(planning: Planning, options: Namespace) -> int:
    made = planning.plan(Line(question=options.question))
    if options.json:
        emit(as_object(made))
    else:
        show(as_text(made))
    return 0


def _batch(planning: Planning, path: Path) -> int:
    planning.warm()
    return run_batch(path, lambda record: as_object(planning.plan(parsed(Line, record))))


def as_object(made: Plan) -> dict[str, object]:
    """The JSON of a plan with every security that is named, those that are not to be told again (`without`) last.

    The question is left out: the caller has it, and it may hold what was masked.
    """
    told = made.model_dump(mode="json", by_alias=True, exclude={"question"})
    return {**told, "securities": [*made.securities, *made.without]}


def as_text(made: Plan) -> str:
    """A plan for a terminal: a line for each thing it says."""
    told = as_object(made)
    names = ("kinds", "securities", "specialists", "window", "horizon_days", "clarify", "confidence", "ms")
    return "\n".join(f"{name}: {as_json(told[name])}" for name in names if told[name] not in (None, []))
