"""The forms of a Korean stem that `~` marks in a rule."""

import re

import pytest

from kg.extraction.korean_verbs import conjugated


@pytest.mark.parametrize(
    ("stem", "said"),
    [
        ("찍어내~", "찍어낸다"), ("찍어내~", "찍어냈다"), ("넘기~", "넘겼다"), ("넘기~", "넘긴"), ("나누~", "나눠"),
        ("쏘~", "쐈다"), ("하~", "했다"), ("되~", "됐다"), ("만들~", "만든"), ("만들~", "만드는"), ("빚~", "빚은"),
    ],
)  # fmt: skip
def test_a_marked_stem_matches_its_forms(stem: str, said: str) -> None:
    assert re.match(conjugated(stem), said)


@pytest.mark.parametrize(("stem", "other"), [("찍어내~", "찍어도"), ("넘기~", "넘치다"), ("만들~", "만두")])
def test_it_matches_no_other_word(stem: str, other: str) -> None:
    assert re.match(conjugated(stem), other) is None
