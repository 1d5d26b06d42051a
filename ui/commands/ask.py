"""`stockelper ask`: a question, or a file of them, answered and printed."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from graph.events import Event
from stockelper.clock import parse_as_of
from stockelper.errors import BadInput
from stockelper.language import catalogue
from stockelper.language.normalise import detect
from stockelper.types import Answer, Language
from ui.batch import parsed, run_batch
from ui.output import emit, say, show
from ui.wiring import Product, open_product

LANGUAGES = ("ko", "en")


class Line(BaseModel):
    """One line of a batch."""

    model_config = ConfigDict(extra="ignore")

    question: str
    thread: str | None = None
    as_of: str | None = None
    user: str | None = None


def arguments(parser: ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("question", nargs="?", help="the question, in Korean or English")
    parser.add_argument("--thread", metavar="ID", help="go on with this conversation")
    parser.add_argument(
        "--language", choices=LANGUAGES, help="the answer's language (default: the question's)"
    )
    parser.add_argument("--batch", type=Path, metavar="FILE", help="JSON lines of questions")


def run(options: Namespace) -> int:
    """Answer; exit code 1 when the question (or every line of the batch) failed."""
    if (options.question is None) == (options.batch is None):
        raise BadInput("one_of", fields="QUESTION, --batch FILE")
    product = open_product(options)
    try:
        product.practise()
        return _batch(product, options) if options.batch else _single(product, options)
    finally:
        product.close()


def _single(product: Product, options: Namespace) -> int:
    line = Line(question=options.question, thread=options.thread, user=options.user)
    run_id = _start(product, line, options.language)
    try:
        if not options.json:
            language = options.language or product.settings.language or detect(line.question)
            for event in product.runs.events(run_id):
                _progress(event, language)
        answer = product.runs.answer(run_id)
    except KeyboardInterrupt:
        product.runs.cancel(run_id)
        raise
    emit(as_object(answer)) if options.json else show(as_text(answer))
    return 0


def _start(product: Product, line: Line, language: Language | None) -> str:
    from agents.guard import guard

    refusal = guard(line.question).refusal
    if refusal in {"empty", "too_long"}:
        raise BadInput(f"question_{refusal}", length=len(line.question))
    as_of: datetime | None = parse_as_of(line.as_of) if line.as_of else product.clock.as_of
    language = language or product.settings.language
    return product.runs.start(line.question, line.thread, line.user or "local", language, as_of)


def _progress(event: Event, language: Language) -> None:
    if event.type == "step" and event.data.get("state") == "started":
        name = f"page.step_{event.data['name']}"
        say(f"… {catalogue.render(language, name)}")


def _batch(product: Product, options: Namespace) -> int:
    def answered(record: Mapping[str, object]) -> Mapping[str, object]:
        line = parsed(Line, record)
        line = line.model_copy(update={"user": line.user or options.user})
        answer = product.runs.answer(_start(product, line, options.language))
        return as_object(answer)

    return run_batch(options.batch, answered)


def as_object(answer: Answer) -> dict[str, object]:
    """The JSON of an answer; its plan names every security that the question names, as `plan` does."""
    told = answer.model_dump(mode="json", by_alias=True)
    if answer.plan is not None:
        told["plan"]["securities"] = [*answer.plan.securities, *answer.plan.without]
    return told


def as_text(answer: Answer) -> str:
    """The answer for a terminal: text, sources, notes, follow-ups, trace."""
    sources = [f"[{c.n}] {c.title} · {c.source}{f' · {c.url}' if c.url else ''}" for c in answer.citations]
    notes = [f"! {note.text}" for note in answer.notes if note.text not in answer.answer]
    follow_ups = [f"> {text}" for text in answer.follow_ups]
    footer = f"({answer.status}, {answer.writer}, {answer.ms:.0f} ms, trace {answer.trace_id})"
    blocks = [answer.answer, "\n".join(sources), "\n".join(notes), "\n".join(follow_ups), footer]
    return "\n\n".join(block for block in blocks if block)
