"""Notes in words: what a reader should know about the data behind an answer, and what is missing."""

import re
from collections.abc import Iterable, Iterator, Sequence

from agents.writer.values import parameters
from stockelper.language.catalogue import codes, render
from stockelper.types import Language, Note

MISSING = frozenset(
    {
        "briefing_without", "facts_which", "few_shared", "no_watchlist", "no_analyst", "no_fit", "no_funds", "no_holdings_of", "no_limits", "no_pick", "no_relations_in", "no_targets", "not_stored", "no_bars", "no_beta", "not_computed", "no_bars_market", "no_common", "no_facts", "no_flows", "no_shorts", "other_currency", "no_graph", "no_index_level", "no_market_since", "no_members", "no_recommendation", "no_news", "no_backtest", "horizon_beyond",
        "no_news_words", "no_outlook", "no_outlook_series", "no_portfolio", "no_relations", "no_relations_besides", "no_subsidiaries_us", "no_relations_by", "no_such_tie", "no_relations_known", "no_sectors", "no_series", "no_trading", "relations_which",
        "outlook_which", "screen_statements", "screen_unapplied", "screen_unavailable", "screen_unclear", "screen_unread", "screen_worth",
        "bars_too_old", "damaged_model", "halted_long", "halted_that_day", "history_has_gaps", "history_too_short", "market_too_small", "no_bar_that_day",
        "no_bars_in_market", "no_model", "no_volume", "not_scored", "price_jumped", "price_never_moved", "record_too_short",
    }
)  # fmt: skip
"""Notes on what a part of the question could not be answered from."""
DOUBTS = frozenset(
    {
        "spelt_as",
        "stale",
        "set_apart",
        "leap",
        "crossed",
        "run_up",
        "run_down",
        "usual_volume",
        "holders_told",
    }
)
"""Notes on how the figures of an answer are to be read, with names and figures that no evidence has."""
IN_TEXT = (
    MISSING
    | DOUBTS
    | {
        "horizon_taken",
        "no_advice",
        "no_session",
        "news_old",
        "not_exposed",
        "basis_splits",
        "basis_total",
        "invested_abroad",
        "invested_raw",
        "invested_splits",
        "invested_total",
        "simulated",
    }
)
"""Notes that an answer's own text repeats."""

SHARED = frozenset(
    {
        "stale", "refresh_prices", "refresh_news", "refresh_no_prices", "refresh_no_news",
        "no_facts", "no_news", "no_relations", "no_relations_besides", "no_subsidiaries_us", "no_relations_by", "no_relations_known", "no_flows", "no_shorts",
    }
)  # fmt: skip
"""Notes on the state of what is stored, which often hold of every company of an answer."""

_LETTER = re.compile(r"[^\W\d_]")
_HEADING = re.compile(r"(?:다음과 같습니다 ?(?:\[\d+\])*\.|:)\s*$")
"""The end of a line that a list follows."""


def rendered(notes: Iterable[Note], language: Language) -> tuple[Note, ...]:
    """The notes with their text, each once; what holds of several companies alike is said of them together."""
    done = (note.model_copy(update={"text": _text(note, language)}) for note in _together(notes))
    return tuple({note.text: note for note in done}.values())


def for_text(notes: Iterable[Note], *, answered: bool) -> str:
    """The notes that belong into the answer's text: all of them where there is no other answer."""
    told = sorted(notes, key=lambda note: note.code not in MISSING)
    return " ".join(note.text for note in told if _is_told(note) or not answered)


def _is_told(note: Note) -> bool:
    """Whether an answer's own text repeats a note: by its code, or because the question is about what it speaks of."""
    return note.code in IN_TEXT or _is_asked(note)


def _is_asked(note: Note) -> bool:
    return bool(note.parameters.get("asked"))


def spans(text: str, notes: Iterable[Note]) -> list[tuple[int, int]]:
    """Where a text says what is missing, word for word: that names what no evidence can have."""
    said = (
        (text.find(note.text), note.text)
        for note in notes
        if note.text and (note.code in MISSING | DOUBTS or _is_asked(note))
    )
    return [(at, at + len(words)) for at, words in said if at >= 0]


def says_anything(text: str, notes: Iterable[Note]) -> bool:
    """Whether a text says more than its notes and the headings of lists."""
    for note in notes:
        text = text.replace(note.text, " ") if note.text else text
    return any(_LETTER.search(line) and not _HEADING.search(line) for line in text.split("\n"))


def _together(notes: Iterable[Note]) -> Iterator[Note]:
    """The notes, those in `SHARED` that differ in the company's name alone as one with all the names."""
    alike: dict[tuple[object, ...], list[Note]] = {}
    for note in notes:
        apart = "name" if note.code in SHARED else None
        rest = sorted(item for item in note.parameters.items() if item[0] != apart)
        alike.setdefault((note.code, note.text, *rest), []).append(note)
    return (_naming_all(ones) for ones in alike.values())


def _naming_all(notes: Sequence[Note]) -> Note:
    first = notes[0]
    if first.code not in SHARED or "name" not in first.parameters:
        return first
    names = dict.fromkeys(str(note.parameters["name"]) for note in notes)
    return first.model_copy(update={"parameters": {**first.parameters, "name": ", ".join(names)}})


def _text(note: Note, language: Language) -> str:
    section = "note" if f"note.{note.code}" in codes(language) else "error"
    return render(language, f"{section}.{note.code}", **parameters(note.parameters, language))
