"""Verbs of rules in all their forms."""

import pytest

from kg.extraction.english_verbs import conjugated, forms


@pytest.mark.parametrize(
    ("verb", "found"),
    [
        ("buy", {"buy", "buys", "bought", "buying"}),
        ("snap up", {"snap up", "snaps up", "snapped up", "snapping up"}),
        ("control", {"control", "controls", "controlled", "controlling"}),
        ("freeze", {"freeze", "freezes", "froze", "frozen", "freezing"}),
        ("tie", {"tie", "ties", "tied", "tying"}),
        ("supply", {"supply", "supplies", "supplied", "supplying"}),
        ("withhold", {"withhold", "withholds", "withheld", "withholding"}),
    ],
)
def test_a_verb_has_the_forms_of_english(verb: str, found: set[str]) -> None:
    assert set(forms(verb)) == found


def test_verbs_of_a_pattern_are_written_out() -> None:
    assert conjugated("<v:omit>") == "(?:omitting|omitted|omits|omit)"
