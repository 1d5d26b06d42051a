"""What the notes of an answer say, and how often."""

from agents.writer.notes import rendered
from stockelper.types import Note


def _refused(name: str, reason: str, date: str = "2026-01-06") -> Note:
    return Note(code="refresh_prices", parameters={"name": name, "reason": reason, "date": date})


def test_what_holds_of_several_companies_is_said_once_in_both_languages() -> None:
    notes = [_refused("Nvidia", "no connection"), _refused("AMD", "no connection")]
    (english,) = rendered(notes, "en")
    assert english.text.startswith(
        "Newer prices of Nvidia, AMD could not be fetched just now (no connection)"
    )
    (korean,) = rendered(notes, "ko")
    assert korean.text.startswith("Nvidia, AMD의 최신 시세를 지금 받아오지 못했습니다(no connection)")


def test_another_reason_or_another_date_is_a_note_of_its_own() -> None:
    notes = [
        _refused("Nvidia", "no connection"),
        _refused("AMD", "too many requests"),
        _refused("Intel", "no connection", "2026-01-05"),
    ]
    assert len(rendered(notes, "en")) == 3


def test_a_company_noted_twice_is_named_once() -> None:
    notes = [
        _refused("Nvidia", "no connection"),
        _refused("AMD", "no connection"),
        _refused("AMD", "no connection"),
    ]
    (only,) = rendered(notes, "en")
    assert only.text.count("AMD") == 1


def test_a_name_with_a_comma_is_one_name() -> None:
    notes = [_refused("Amazon.com, Inc.", "no connection"), _refused("Amazon.com, Inc.", "no connection")]
    (only,) = rendered(notes, "en")
    assert only.text.count("Amazon.com, Inc.") == 1


def test_a_note_on_one_company_alone_stays_its_own() -> None:
    notes = [
        Note(code="no_bars", parameters={"name": name, "symbol": symbol, "market": "us"})
        for name, symbol in (("Nvidia", "NVDA"), ("AMD", "AMD"))
    ]
    assert len(rendered(notes, "en")) == 2
