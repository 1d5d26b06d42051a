"""What forecasts share changes none of them: kept or made anew, alone or among many, whatever is stored later."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from forecasting.registry import Models
from forecasting.service import Asked, Forecasts
from forecasting.vintages import vintage
from stockelper.store.documents import Documents
from stockelper.types import Forecast
from tests.forecasting.simulated import KRX, bars, stored

TRAINED = date(2025, 5, 30)
DAYS = (date(2025, 6, 2), date(2025, 6, 12), date(2025, 6, 13), date(2025, 6, 27))
ASKED = [
    Asked(f"KRX:{number:06d}", horizon, day) for day in DAYS for number in (1, 12, 30) for horizon in (1, 5)
]
REVISED = datetime(2025, 6, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module", params=["linear", "lightgbm"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of its own with a vintage of one kind."""
    made = tmp_path_factory.mktemp(str(request.param))
    documents = stored(bars(carries=0.3), made)
    vintage(documents, Models(made / "models"), KRX, TRAINED, [1, 5], str(request.param))
    documents.close()
    return made


@pytest.fixture
def documents(folder: Path, tmp_path: Path) -> Iterator[Documents]:
    store = stored(bars(carries=0.3), tmp_path)
    yield store
    store.close()


def answers(documents: Documents, folder: Path, kept: Path | None, asked: list[Asked]) -> list[Forecast]:
    made = Forecasts(documents, Models(folder / "models"), kept).many(asked)
    assert all(isinstance(one, Forecast) for one in made), made
    return [one for one in made if isinstance(one, Forecast)]


def test_among_many_a_forecast_is_the_one_made_alone_and_the_one_that_was_kept(
    documents: Documents, folder: Path, tmp_path: Path
) -> None:
    together = answers(documents, folder, None, ASKED)
    assert [answers(documents, folder, None, [one])[0] for one in ASKED] == together
    first = answers(documents, folder, tmp_path / "kept", ASKED)
    again = answers(documents, folder, tmp_path / "kept", ASKED)
    assert first == again == together
    backwards = answers(documents, folder, tmp_path / "kept", ASKED[::-1])
    assert backwards == together[::-1]
    assert [answers(documents, folder, tmp_path / "kept", [one])[0] for one in ASKED] == together


def test_what_became_known_later_changes_no_forecast_of_before_and_those_after(
    documents: Documents, folder: Path, tmp_path: Path
) -> None:
    """A revision of a past bar, a company that is listed later, and bars of later days."""
    kept = tmp_path / "kept"
    before = [one for one in ASKED if one.as_of < REVISED.date()]
    after = [one for one in ASKED if one.as_of > REVISED.date()]
    first, last = answers(documents, folder, kept, before), answers(documents, folder, kept, after)
    whole = bars(carries=0.3).with_columns(
        interval=pl.lit("1d"), basis=pl.lit("splits"), source=pl.lit("import")
    )
    past = (pl.col("date") > date(2025, 5, 1)) & (pl.col("date") < date(2025, 6, 12))
    revised = whole.filter(past, pl.col("security") == "KRX:000001").with_columns(pl.col("close") * 1.01)
    documents.upsert("bars", revised, recorded_at=REVISED, revised_at=REVISED)
    new = whole.filter(pl.col("date") > date(2025, 6, 16), pl.col("security") == "KRX:000002")
    documents.upsert("bars", new.with_columns(security=pl.lit("KRX:000001A")), recorded_at=REVISED)
    for place in (kept, None):
        assert answers(documents, folder, place, before) == first
        assert answers(documents, folder, place, after) != last
        assert answers(documents, folder, place, before) == first
    assert answers(documents, folder, kept, after) == answers(documents, folder, None, after)


def sectors(names: str, known_at: datetime) -> pl.DataFrame:
    """A listing in which the securities have the sectors in turn."""
    return pl.DataFrame(
        {
            "security": [f"KRX:{number:06d}" for number in range(1, 31)],
            "valid_from": [known_at.date()] * 30,
            "market": ["krx"] * 30,
            "sector": [names[number % len(names)] for number in range(30)],
            "known_at": [known_at] * 30,
        }
    )


def test_a_sector_that_changes_later_changes_no_forecast_of_before_and_those_after(tmp_path: Path) -> None:
    """Of a model that was trained with sectors: in the store of the others nobody has one."""
    documents, kept = stored(bars(carries=0.3), tmp_path), tmp_path / "kept"
    long_ago = datetime(2020, 1, 2, tzinfo=UTC)
    documents.upsert("securities", sectors("AB", long_ago), recorded_at=long_ago)
    vintage(documents, Models(tmp_path / "models"), KRX, TRAINED, [1, 5], "linear")
    before = [one for one in ASKED if one.as_of < REVISED.date()]
    after = [one for one in ASKED if one.as_of > REVISED.date()]
    first, last = (answers(documents, tmp_path, kept, asked) for asked in (before, after))
    documents.upsert("securities", sectors("ABC", REVISED), recorded_at=REVISED)
    for place in (kept, None):
        assert answers(documents, tmp_path, place, before) == first
        assert answers(documents, tmp_path, place, after) != last
    assert answers(documents, tmp_path, kept, after) == answers(documents, tmp_path, None, after)
    documents.close()


def test_files_that_were_cut_off_or_are_of_something_else_are_made_again(
    documents: Documents, folder: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    first = answers(documents, folder, kept, ASKED)
    files = list(kept.rglob("*.npz"))
    assert {path.parent.parent.name for path in files} >= {"bars"}
    for path in files:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert answers(documents, folder, kept, ASKED) == first
