"""The bench of movement: its rows, what it does where the files go on, and that it repeats itself."""

from pathlib import Path

import pytest

from evaluation.bench.movement import KDD17_FILE, TWEETS_FILE, run
from evaluation.bench.result import BenchOptions, Row
from stockelper.errors import BadInput, NoData
from tests.evaluation.test_registry import never_opened
from tests.forecasting.movement.made_up import write

MEASURED = {"acl18", "kdd17", "stocknet"}


def measured(folder: Path) -> dict[str, Row]:
    rows = run(BenchOptions(folder / "shared", never_opened, data=folder))
    return {row.name: row for row in rows}


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    """The rows over files that go on to the test parts."""
    folder = tmp_path_factory.mktemp("on")
    write(folder, goes_on=True)
    return measured(folder)


@pytest.fixture(scope="module")
def ending(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Row]]:
    """A folder of files that end with validation, and the rows over it."""
    folder = tmp_path_factory.mktemp("ending")
    write(folder)
    return folder, measured(folder)


def test_without_test_days_there_are_no_test_rows(ending: tuple[Path, dict[str, Row]]) -> None:
    _, rows = ending
    assert {f"{name}.val.{measure}" for name in MEASURED for measure in ("mcc", "acc")} <= rows.keys()
    assert not {f"{name}.{measure}" for name in MEASURED for measure in ("mcc", "acc")} & rows.keys()


def test_files_that_go_on_are_scored_on_the_test_days_beside_the_published_figures(
    on: dict[str, Row],
) -> None:
    found = {name: on[name].reference for name in ("acl18.mcc", "kdd17.mcc", "stocknet.mcc", "acl18.acc")}
    assert found == {"acl18.mcc": 0.1043, "kdd17.mcc": 0.0261, "stocknet.mcc": 0.0808, "acl18.acc": 0.5490}
    row = on["kdd17.mcc"]
    assert row.value is not None
    assert row.ratio == pytest.approx(row.value / 0.0261, abs=0.01)
    assert row.ci is not None
    assert row.ci[0] <= row.value <= row.ci[1]


def test_the_test_days_change_nothing_of_what_was_chosen_and_validated(
    on: dict[str, Row], ending: tuple[Path, dict[str, Row]]
) -> None:
    _, rows = ending
    assert {name: row for name, row in on.items() if name in rows} == rows


def test_the_reversal_that_was_planted_is_found_on_the_test_days(on: dict[str, Row]) -> None:
    for name in MEASURED:
        value = on[f"{name}.mcc"].value
        assert value is not None
        assert value > 0.1, name


def test_a_second_run_gives_the_same_rows(ending: tuple[Path, dict[str, Row]]) -> None:
    folder, rows = ending
    assert measured(folder) == rows


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    write(tmp_path).file(TWEETS_FILE).unlink()
    with pytest.raises(NoData) as caught:
        measured(tmp_path)
    assert TWEETS_FILE in str(caught.value.parameters["file"])


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = write(tmp_path).file(KDD17_FILE)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(BadInput) as caught:
        measured(tmp_path)
    assert caught.value.parameters["file"] == str(path)
