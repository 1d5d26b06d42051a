"""The model as writer: it gets the findings and the numbered sources, and nothing else.

Its text is only a proposal; the verifier, and the guard against advice, decide whether it may stand.
"""

import re
from collections.abc import Sequence
from importlib.resources import files

from agents.writer import Draft
from stockelper.types import Evidence, Language, Plan

LANGUAGES: dict[Language, str] = {"ko": "Korean (polite, ~습니다)", "en": "English"}
MARKER = re.compile(r"\[(\d+)\]")
EVIDENCE_SHOWN = 60
TEXT_SHOWN = 400


def instructions() -> str:
    """What the model is told to do, whatever the question."""
    return files("agents").joinpath("prompts/model_writer.md").read_text(encoding="utf-8")


def _fact(item: Evidence, cited_as: int | None) -> str:
    span = f"{item.period.from_}..{item.period.to}" if item.period else item.date
    parts = (
        f"source={f'[{cited_as}]' if cited_as else 'none'}",
        item.kind,
        item.security,
        item.name,
        None if item.value is None else f"value={item.value!r} {item.currency or item.unit or ''}".strip(),
        span and f"when={span}",
        item.basis and f"basis={item.basis}",
        item.title and f"title={item.title!r}",
        item.text and f"text={item.text[:TEXT_SHOWN]!r}",
    )
    return " | ".join(str(part) for part in parts if part)


def request(plan: Plan, draft: Draft, evidence: Sequence[Evidence]) -> str:
    """The message to the model: the question, the evidence with its source numbers, the plain draft."""
    number = {key: citation.n for citation in draft.citations for key in citation.evidence_ids}
    facts = "\n".join(_fact(item, number.get(item.id)) for item in evidence[:EVIDENCE_SHOWN])
    return (
        f"Language of the answer: {LANGUAGES[plan.language]}\n\n<question>\n{plan.question}\n</question>\n\n"
        f"<evidence>\n{facts}\n</evidence>\n\n<draft>\n{draft.text}\n</draft>"
    )


def cites(text: str, draft: Draft) -> bool:
    """Whether the text cites at least one source, and none that does not exist."""
    cited = {int(n) for n in MARKER.findall(text)}
    known = {citation.n for citation in draft.citations}
    return cited <= known and bool(cited or not known)


def labelled(text: str, draft: Draft) -> str:
    """The text with the sentence that its figures are simulated, where the draft's are and it left that out."""
    said = next((note.text for note in draft.notes if note.code == "simulated"), "")
    return text if not draft.simulated or said in text else f"{text.rstrip()} {said}"
