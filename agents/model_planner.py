"""The model as reader of a question that the rules are unsure of: it words it plainly, and the rules plan that.

The model never gives a plan, an id or a date of its own: what it says is a question like any other, which the guard
reads, whose securities are resolved in code, and which the answer's notes show to the asker.
"""

import datetime as dt
from collections.abc import Sequence
from importlib.resources import files

from stockelper.types import Language, Plan

LANGUAGES: dict[Language, str] = {"ko": "Korean", "en": "English"}
UNSURE = 0.7
"""The confidence of a plan below which the model is asked."""
OUTSIDE = 0.8
"""The same for a question that was read as having nothing to do with shares, where a mistake costs the whole answer."""
LONGEST = 300
"""Characters of a plainly worded question."""
_NOTHING = "OUT OF SCOPE"
_TURNS = 3


def is_unsure(plan: Plan) -> bool:
    """Whether the rules are so unsure of a plan that a model should read the question."""
    return not plan.unsafe and plan.confidence < (UNSURE if plan.in_scope else OUTSIDE)


def instructions() -> str:
    """What the model is told to do, whatever the question."""
    return files("agents").joinpath("prompts/model_planner.md").read_text(encoding="utf-8")


def request(question: str, history: Sequence[Plan], today: dt.date, language: Language) -> str:
    """The message to the model: the day, the questions before, the question."""
    before = "\n".join(plan.question for plan in history[-_TURNS:])
    return (
        f"Today: {today}\nLanguage: {LANGUAGES[language]}\n\n<before>\n{before}\n</before>\n\n"
        f"<question>\n{question}\n</question>"
    )


def reading(text: str) -> str | None:
    """The question as the model words it; None where it found none, or what it says is no single short line."""
    said = text.strip().strip('"')
    if not said or "\n" in said or len(said) > LONGEST or said.upper().startswith(_NOTHING):
        return None
    return said


def is_better(read: Plan, plan: Plan) -> bool:
    """Whether the plan of the model's wording may stand in for the rules' own plan of the question."""
    return read.in_scope and not read.unsafe and (read.confidence > plan.confidence or not plan.in_scope)
