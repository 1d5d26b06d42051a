"""`stockelper graph extract --batch`: relations and events of texts, line by line."""

import datetime as dt
from argparse import Namespace
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, field_validator

from kg.extraction.reading import RuleExtractor
from kg.extraction.records import Document, Extractor
from stockelper.errors import BadInput
from ui.batch import parsed, run_batch
from ui.listed import listed_resolver


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
    extractor: Extractor = RuleExtractor(listed_resolver(options))
    return run_batch(options.batch, lambda record: _extracted(record, extractor))


def _extracted(record: Mapping[str, object], extractor: Extractor) -> Mapping[str, object]:
    line = parsed(Line, record)
    if not (line.title.strip() or line.text.strip()):
        raise BadInput("bad_field", field="text", reason="neither a title nor a text")
    found = extractor.extract(Document(str(record.get("id")), line.title, line.text, line.published))
    return {
        "relations": [relation.as_object() for relation in found.relations],
        "events": [event.as_object() for event in found.events],
    }
