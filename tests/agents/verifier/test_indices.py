"""The verifier knows every index by the name that answers give it."""

import pytest

from agents.verifier import verify
from stockelper.language.catalogue import render
from stockelper.markets.names import INDICES
from stockelper.types import Language
from tests.agents.verifier.conftest import figure

NAMED = [one for one in INDICES if one.startswith("INDEX:") and one != "INDEX:PRACTICE"]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("index", NAMED)
def test_a_true_level_of_an_index_holds_and_that_of_another_does_not(index: str, language: Language) -> None:
    name = render(language, f"market.index_{index.partition(':')[2]}")
    text = f"{name} closed at 4,214.17." if language == "en" else f"{name}의 종가는 4,214.17입니다."
    own = figure("close", "index", 4_214.17, "points", security=index)
    assert all(claim.supported for claim in verify(text, [own]))
    other = figure("close", "index", 4_214.17, "points", security=next(one for one in NAMED if one != index))
    assert not all(claim.supported for claim in verify(text, [other]))
