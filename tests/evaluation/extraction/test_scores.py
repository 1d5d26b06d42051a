"""Scores of extraction, and that our cases are read as they are written."""

import pytest

from evaluation.extraction.cases import cases
from evaluation.extraction.scores import Labelled, Scores, relation_key
from kg.extraction.records import Extracted, FoundEvent, FoundRelation, Mention


def test_what_is_found_wrong_and_missing_is_counted() -> None:
    a, b = Mention("A", "company", "X:A"), Mention("B", "company")
    found = Extracted(
        (FoundRelation("SUPPLIES", a, b, None, 0.8), FoundRelation("HOLDS", a, b, 0.1, 0.8)),
        (FoundEvent("buyback", a, 0.8, {"amount": 1e9, "currency": "KRW"}),),
    )
    events = {("buyback", "x:a"): {"amount": 1e9, "date": "2025-01-02"}}
    scores = Scores()
    scores.add(found, Labelled(frozenset({relation_key("SUPPLIES", "X:A", "b")}), events))
    assert (scores.relations.precision(), scores.relations.recall()) == (0.5, 1.0)
    assert (scores.events.precision(), scores.slots.precision(), scores.slots.recall()) == (1.0, 0.5, 0.5)


def test_the_direction_of_a_symmetric_relation_does_not_matter() -> None:
    assert relation_key("COMPETES_WITH", "B", "A") == relation_key("COMPETES_WITH", "a", "b")
    assert relation_key("SUPPLIES", "B", "A") != relation_key("SUPPLIES", "A", "B")


def test_the_cases_cover_every_relation_and_event_and_silence_in_both_languages() -> None:
    for language in ("ko", "en"):
        mine = [case for case in cases() if case.language == language]
        assert len({key[0] for case in mine for key in case.truth.relations}) >= 10
        assert len({key[0] for case in mine for key in case.truth.events}) >= 15
        assert sum(not case.truth.relations and not case.truth.events for case in mine) >= 15
        assert not any("{" in case.text for case in mine)


@pytest.mark.parametrize(
    ("labelled_as", "found"),
    [("Tarn excavators", "Tarn"), ("migraine spray Zelora", "Zelora"), ("Halo 4 earbuds", "Halo 4")],
)
def test_products_are_compared_by_their_names(labelled_as: str, found: str) -> None:
    assert relation_key("MAKES", "A", labelled_as) == relation_key("MAKES", "A", found)


def test_products_without_a_name_are_compared_whole() -> None:
    assert relation_key("MAKES", "A", "heat pumps") != relation_key("MAKES", "A", "pumps")
    assert relation_key("MAKES", "A", "AI chips") != relation_key("MAKES", "A", "AI servers")
