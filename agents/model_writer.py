"""The model as writer: it gets the findings and the numbered sources, and nothing else.

Its text is only a proposal; the verifier, and the guard against advice, decide whether it may stand.
"""

import re
import unicodedata
from collections.abc import Sequence
from importlib.resources import files

from agents.facts import fact
from agents.verifier.layout import lines
from agents.verifier.saying import stems
from agents.verifier.scanning import plain
from agents.writer import Draft
from stockelper.language.normalise import detect
from stockelper.types import Claim, Evidence, Language, Plan

LANGUAGES: dict[Language, str] = {"ko": "Korean (polite, ~습니다)", "en": "English"}
LONGEST = 6_000
"""Characters of an answer; more is no answer to anything and takes long to check."""
_TELLS = frozenset({"number", "percent", "date", "direction"})
_ALIKE = 0.5
"""The share of a sentence's words that the text cited for it has, from which on the sentence restates it."""
MARKER = re.compile(r"\[(\d+)\]")
EVIDENCE_SHOWN = 60
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Letters that nobody sees and that change what is read or what a check finds."""
_ADDRESS = re.compile(r"\w://|\bwww\.|\]\(|<\s*[/!]?[a-z]", re.IGNORECASE)
"""Where readers would be sent, or what a page would run: sources are linked by their numbers alone."""


def instructions() -> str:
    """What the model is told to do, whatever the question."""
    return files("agents").joinpath("prompts/model_writer.md").read_text(encoding="utf-8")


def request(plan: Plan, draft: Draft, evidence: Sequence[Evidence]) -> str:
    """The message to the model: the question, the evidence with its source numbers, the plain draft."""
    number = {key: citation.n for citation in draft.citations for key in citation.evidence_ids}
    facts = "\n".join(fact(item, number.get(item.id)) for item in evidence[:EVIDENCE_SHOWN])
    return (
        f"Language of the answer: {LANGUAGES[plan.language]}\n\n<question>\n{plan.question}\n</question>\n\n"
        f"<evidence>\n{facts}\n</evidence>\n\n<draft>\n{draft.text}\n</draft>"
    )


def unfit(text: str, language: Language) -> str | None:
    """Why a text is no answer whatever it says: endless, without words, with hidden letters or links, in another language."""
    if len(text) > LONGEST:
        return f"{len(text)} characters"
    if not re.search(r"[^\W\d_]{2}", MARKER.sub("", text)):
        return "no words"
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return "half a character"
    if _HIDDEN.search(text):
        return "hidden characters"
    if any(not letter.isascii() and unicodedata.category(letter) in ("Nd", "No") for letter in text):
        return "figures that no check reads"
    if _ADDRESS.search(text):
        return "an address or markup"
    return None if detect(text) == language else "another language"


def unfounded(text: str, claims: Sequence[Claim], draft: Draft, evidence: Sequence[Evidence]) -> str | None:
    """The first sentence that states nothing checkable and restates neither a text it cites nor the draft; None where
    there is no such sentence: "went bankrupt" needs a source that says so, whether or not it names who did."""
    words = {
        item.id: stems(f"{item.title or ''} {item.text or ''}") for item in evidence if item.value is None
    }
    cited = {citation.n: citation.evidence_ids for citation in draft.citations}
    drafted = [stems(MARKER.sub("", draft.text[line.start : line.end])) for line in lines(plain(draft.text))]
    for line in lines(plain(text)):
        said = text[line.start : line.end]
        own = [claim for claim in claims if line.start <= claim.start < line.end]
        if any(c.kind in _TELLS for c in own):
            continue
        names = stems(" ".join(claim.text for claim in own if claim.kind == "name"))
        mine = stems(MARKER.sub("", said)) - names
        keys = [key for n in MARKER.findall(said) for key in cited.get(int(n), ()) if key in words]
        sources = [words[key] for key in keys] + ([] if names else drafted)
        if mine and not any(len(mine & theirs) >= _ALIKE * len(mine) for theirs in sources):
            return said.strip()
    return None


def cites(text: str, draft: Draft) -> bool:
    """Whether the text cites at least one source, and none that does not exist."""
    cited = {int(n) for n in MARKER.findall(text)}
    known = {citation.n for citation in draft.citations}
    return cited <= known and bool(cited or not known)


def labelled(text: str, draft: Draft) -> str:
    """The text with the sentence that its figures are simulated, where the draft's are and it left that out."""
    said = next((note.text for note in draft.notes if note.code == "simulated"), "")
    return text if not draft.simulated or said in text else f"{text.rstrip()} {said}"
