"""Settings: one reader of the environment, documented field by field."""

import re
from pathlib import Path

import pytest

from stockelper.errors import BadSetting
from stockelper.settings import PREFIX, Settings, load

EXAMPLE = Path(__file__).parent.parent / ".env.example"


def variable(name: str) -> str:
    return name.upper() if name.startswith("langfuse_") else PREFIX + name.upper()


def test_the_example_names_exactly_the_settings() -> None:
    named = set(re.findall(r"^# ([A-Z0-9_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))
    assert named == {variable(name) for name in Settings.model_fields}


def test_a_wrong_value_stops_the_start_and_names_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STOCKELPER_MODEL_TIMEOUT_S", "soon")
    with pytest.raises(BadSetting) as caught:
        load()
    assert caught.value.parameters["setting"] == "STOCKELPER_MODEL_TIMEOUT_S"


def test_an_address_of_an_unknown_kind_is_a_wrong_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STOCKELPER_DOCUMENTS_URL", "postgres://localhost/x")
    with pytest.raises(BadSetting) as caught:
        load()
    assert caught.value.parameters["setting"] == "STOCKELPER_DOCUMENTS_URL"


def test_the_command_line_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STOCKELPER_DATA", "/elsewhere")
    assert load(tmp_path).documents() == f"sqlite:///{tmp_path / 'documents.db'}"


def test_keys_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STOCKELPER_MODEL_API_KEY", "sk-very-secret")
    monkeypatch.setenv("LANGFUSE_SECRET_KEY", "sk-lf-secret")
    assert "sk-" not in repr(load())


def test_an_empty_variable_is_an_unset_one_not_the_current_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STOCKELPER_DATA", "")
    monkeypatch.setenv("STOCKELPER_PORT", "")
    assert load().data.is_absolute()
    assert load().port == 8501


def test_the_environment_names_the_file_of_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = tmp_path / "chosen.env"
    chosen.write_text("STOCKELPER_PORT=8600\nSTOCKELPER_ENV_FILE=another.env\n")
    (tmp_path / "another.env").write_text("STOCKELPER_PORT=8700\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STOCKELPER_ENV_FILE", str(chosen))
    assert load().port == 8600
    monkeypatch.setenv("STOCKELPER_PORT", "8800")
    assert load().port == 8800
