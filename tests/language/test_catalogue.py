"""The two catalogues say the same things, and rendering fills them."""

import re
from pathlib import Path

import pytest

from stockelper import clock, errors, settings
from stockelper.errors import StockelperError
from stockelper.language.catalogue import MissingText, codes, placeholders, render
from stockelper.store import collections

HANGUL = re.compile("[가-힣]")


def test_both_languages_have_the_same_texts() -> None:
    assert codes("ko") == codes("en")


def test_both_languages_fill_the_same_placeholders() -> None:
    differing = [code for code in codes("ko") if placeholders("ko", code) != placeholders("en", code)]
    assert differing == []


def test_no_english_text_holds_korean() -> None:
    assert [code for code in codes("en") if HANGUL.search(render_bare(code))] == []


def render_bare(code: str) -> str:
    return render("en", code, **dict.fromkeys(placeholders("en", code), 1))


def test_every_error_code_of_the_shared_words_has_a_text() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    raised = {kind.code for kind in kinds if issubclass(kind, StockelperError)}
    for module in (clock, settings, collections):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        raised.update(re.findall(r'raise \w+\(\s*"(\w+)"', source))
    assert "bad_as_of" in raised
    assert {f"error.{code}" for code in raised} <= set(codes("ko"))


def test_a_particle_follows_the_value() -> None:
    assert render("ko", "error.unknown_security", symbol="셀트리온").startswith("셀트리온은 ")
    assert render("ko", "error.unknown_security", symbol="NVDA").startswith("NVDA는 ")


def test_a_parameter_that_the_text_does_not_name_is_ignored() -> None:
    assert render("en", "error.not_found", anything=3) == "Not found."


def test_a_missing_text_is_named() -> None:
    with pytest.raises(MissingText) as caught:
        render("en", "error.no_such_text")
    assert caught.value.parameters["text"] == "error.no_such_text"
    assert isinstance(caught.value, KeyError)


def test_a_placeholder_without_a_value_is_named() -> None:
    with pytest.raises(MissingText) as caught:
        render("en", "error.unknown_security")
    assert "symbol" in str(caught.value.parameters["placeholder"])


@pytest.mark.parametrize(
    ("count", "told"), [(1, "1 session "), ("1", "1 session "), (2, "2 sessions "), (0, "0 sessions ")]
)
def test_a_counted_noun_has_its_number(count: object, told: str) -> None:
    text = render(
        "en",
        "outlook.interval",
        **dict.fromkeys(placeholders("en", "outlook.interval"), "x") | {"sessions": count},
    )
    assert told in text
