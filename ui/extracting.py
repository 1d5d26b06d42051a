"""`stockelper graph extract --batch`: relations and events of texts, line by line."""

import datetime as dt
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, field_validator

from kg.extraction.model import ModelExtractor
from kg.extraction.reader import Reader
from kg.extraction.records import Document, Extracted, Extractor
from stockelper.errors import BadInput, ModelError
from stockelper.models import Configured, open_model
from stockelper.securities.resolver import Resolver
from stockelper.settings import load
from ui.batch import parsed, run_batch
from ui.listed import listed_resolver
from ui.output import error_text, say


class Line(BaseModel):
    """One line of a batch."""

    model_config = ConfigDict(extra="ignore")

    title: str = ""
    text: str = ""
    published: dt.date | None = None

    @field_validator("title", "text", mode="before")
    @classmethod
    def none_is_empty(cls, value: object) -> object:
        """A text that is not known has nothing in it."""
        return "" if value is None else value

    @field_validator("published", mode="before")
    @classmethod
    def day_of_a_moment(cls, value: object) -> object:
        """The day of a date with a time behind it."""
        return value[:10] if isinstance(value, str) and len(value) > 10 else value or None


def extract_batch(options: Namespace) -> int:
    """Read every line; exit code 1 when none could be read.

    Raises:
        BadInput: when no file is given or it cannot be read.
    """
    if options.batch is None:
        raise BadInput("bad_field", field="--batch", reason="a file of JSON lines is expected")
    extractor = extractor_of(listed_resolver(options), open_model(load(options.data)))
    return run_batch(options.batch, lambda record: _extracted(record, extractor))


class WithModel:
    """A model's reading, and the rules' where the model fails, which is said."""

    def __init__(self, model: ModelExtractor, rules: Reader) -> None:
        self._model = model
        self._rules = rules

    @property
    def version(self) -> str:
        """The model's."""
        return self._model.version

    def extract(self, document: Document) -> Extracted:
        """Relations and events of one document."""
        try:
            return self._model.extract(document)
        except ModelError as error:
            say(f"stockelper: {document.id}: {error_text(error)}")
            return replace(self._rules.extract(document), read_by=self._rules.version)


def extractor_of(resolver: Resolver, model: Configured | None) -> Extractor:
    """The rules, or the configured model with the rules behind it."""
    rules = Reader(resolver)
    return WithModel(ModelExtractor(model, resolver), rules) if model is not None else rules


def _extracted(record: Mapping[str, object], extractor: Extractor) -> Mapping[str, object]:
    line = parsed(Line, record)
    if not (line.title.strip() or line.text.strip()):
        raise BadInput("bad_field", field="text", reason="neither a title nor a text")
    found = extractor.extract(Document(str(record.get("id")), line.title, line.text, line.published))
    return {
        "relations": [relation.as_object() for relation in found.relations],
        "events": [event.as_object() for event in found.events],
    }
