"""True answers of the product itself over real prices and news."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from evaluation.bench.subject import Subject
from evaluation.mutations.real import spans_of
from evaluation.mutations.sample import Sample

_QUOTING = re.compile(r"[^\n]*“[^\n]*”[^\n]*")
"""A line with a verbatim quotation, which is held as a whole and makes no claims of its own."""


def samples(
    subject: Subject, asked: Sequence[tuple[str, datetime]], names: Sequence[Sequence[str]]
) -> list[Sample]:
    """The answers to questions, each asked at its moment; those without evidence are left out.

    `names` are companies that may stand for each other, one sequence a language.
    """
    made: list[Sample] = []
    for question, moment in asked:
        answer = subject.answer(question, moment)
        if not answer.evidence:
            continue
        quoted = [found.span() for found in _QUOTING.finditer(answer.answer)]
        spans = tuple(
            span for span in spans_of(answer.answer) if not any(a <= span.start < b for a, b in quoted)
        )
        others = _others(answer.answer, names)
        made.append(Sample("answered", answer.language, answer.answer, answer.evidence, spans, False, others))
    return made


def _others(text: str, names: Sequence[Sequence[str]]) -> Mapping[str, Sequence[str]]:
    return {
        name: group
        for group in names
        for name in group
        if re.search(rf"(?<![가-힣A-Za-z]){re.escape(name)}", text)
    }
