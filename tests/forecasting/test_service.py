"""Forecasts for readers: which model answers, what a forecast holds, and the reason when there is none."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from forecasting.cards import DamagedModel, NoModel
from forecasting.registry import CARD, TEXT, Models
from forecasting.service import Asked, Forecasts
from forecasting.soundness import Unsound
from forecasting.vintages import vintage
from stockelper.errors import BadInput
from stockelper.types import Forecast
from tests.forecasting.simulated import KRX, LAST, bars, stored

TRAINED = date(2025, 5, 30)
SOUND = "KRX:000001"


def of(number: int) -> pl.Expr:
    return pl.col("security") == f"KRX:{number:06d}"


def spoilt(frame: pl.DataFrame) -> pl.DataFrame:
    """Securities 2 to 7 each with a fault of its own."""
    halted = (of(4) & (pl.col("date") >= date(2025, 5, 1))) | (of(5) & (pl.col("date") == LAST))
    frame = frame.filter(
        ~(of(2) & (pl.col("date") < date(2025, 5, 12))),
        ~(of(3) & (pl.col("date") < LAST) & (pl.col("date").dt.weekday() < 3)),
    )
    empty = pl.when(halted).then(None)
    return frame.with_columns(
        halted=halted,
        open=empty.otherwise(pl.col("open")),
        high=empty.otherwise(pl.col("high")),
        low=empty.otherwise(pl.col("low")),
        close=pl.when(of(6)).then(5000.0).when(of(7) & (pl.col("date") >= date(2025, 6, 10))).then(pl.col("close") / 5)
        .otherwise(pl.col("close")),
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("service")


@pytest.fixture(scope="module")
def service(folder: Path) -> Iterator[Forecasts]:
    documents = stored(spoilt(bars(carries=0.3)), folder)
    vintage(documents, Models(folder / "models"), KRX, TRAINED, [1, 5], "linear")
    yield Forecasts(documents, Models(folder / "models"))
    documents.close()


@pytest.fixture(scope="module")
def made(service: Forecasts) -> Forecast:
    return service.forecast(SOUND, horizon=1, as_of=LAST)


def test_a_forecast_starts_from_the_close_of_the_day_and_ends_a_session_later(made: Forecast) -> None:
    assert (made.security, made.as_of, made.horizon_days) == (SOUND, LAST, 1)
    assert made.target_date == date(2025, 7, 1)
    close = bars(carries=0.3).filter(of(1)).get_column("close")[-1]
    assert made.last_close == pytest.approx(close)
    assert made.basis == "splits"


def test_a_forecast_says_how_sure_it_is_and_how_its_intervals_held(made: Forecast) -> None:
    assert made.interval.level == 0.9
    assert made.interval.low < made.expected_return < made.interval.high
    assert 0 < made.p_up < 1
    assert made.realised_coverage.n > 200
    assert made.realised_coverage.share == pytest.approx(0.9, abs=0.08)


def test_a_forecast_says_what_moved_it_in_the_readers_language(service: Forecasts, made: Forecast) -> None:
    assert made.reasons
    assert any("last days" in sentence for sentence in made.reasons)
    korean = service.forecast(SOUND, horizon=1, as_of=LAST, language="ko")
    assert len(korean.reasons) == len(made.reasons)
    assert korean.reasons != made.reasons


def test_what_carries_on_is_called_skill(made: Forecast) -> None:
    assert made.skill.verdict == "skill"
    assert made.skill.ci is not None
    assert made.skill.ci[0] > 0


def test_what_carries_on_is_what_is_forecast(service: Forecasts) -> None:
    names = [f"KRX:{number:06d}" for number in range(8, 31)]
    frame = bars(carries=0.3).filter(pl.col("date") == LAST)
    moved = dict(frame.select("security", pl.col("close") / pl.col("open")).iter_rows())
    answers = dict(zip(names, service.many([Asked(name, 1, LAST) for name in names]), strict=True))
    rising = [
        one.expected_return for name, one in answers.items() if isinstance(one, Forecast) and moved[name] > 1
    ]
    falling = [
        one.expected_return for name, one in answers.items() if isinstance(one, Forecast) and moved[name] < 1
    ]
    assert len(rising) + len(falling) == len(names)
    assert min(len(rising), len(falling)) > 3
    assert sum(rising) / len(rising) > sum(falling) / len(falling)


def test_a_closed_day_stands_for_the_session_before_it(service: Forecasts) -> None:
    assert service.forecast(SOUND, horizon=1, as_of=date(2025, 6, 29)).as_of == date(2025, 6, 27)


@pytest.mark.parametrize(
    ("day", "horizon", "is_forecast"),
    [(1, 1, True), (2, 1, False), (2, 5, True), (7, 5, True), (8, 5, False)],
)
def test_old_prices_serve_while_what_is_forecast_is_not_past(
    service: Forecasts, day: int, horizon: int, is_forecast: bool
) -> None:
    (made,) = service.many([Asked(SOUND, horizon, date(2025, 7, day))])
    if is_forecast:
        assert isinstance(made, Forecast)
        assert made.as_of == LAST
        assert made.target_date >= date(2025, 7, day)
    else:
        assert isinstance(made, Unsound)
        assert made.code == "bars_too_old"


def test_a_day_before_every_vintage_has_no_model(service: Forecasts) -> None:
    with pytest.raises(NoModel) as refused:
        service.forecast(SOUND, horizon=1, as_of=date(2025, 5, 29))
    assert refused.value.code == "no_model"
    assert service.forecast(SOUND, horizon=1, as_of=TRAINED).trained_until == TRAINED


def test_a_horizon_that_nobody_trained_has_no_model_and_an_odd_one_is_bad_input(service: Forecasts) -> None:
    with pytest.raises(NoModel):
        service.forecast(SOUND, horizon=20, as_of=LAST)
    with pytest.raises(BadInput):
        service.forecast(SOUND, horizon=3, as_of=LAST)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (2, "history_too_short"),
        (3, "history_has_gaps"),
        (4, "halted_long"),
        (5, "halted_that_day"),
        (6, "price_never_moved"),
        (7, "price_jumped"),
        (99, "history_too_short"),
    ],
)
def test_a_faulty_history_has_a_reason_and_no_forecast(service: Forecasts, number: int, code: str) -> None:
    with pytest.raises(Unsound) as refused:
        service.forecast(f"KRX:{number:06d}", horizon=1, as_of=LAST)
    assert refused.value.code == code


def test_among_many_a_faulty_one_keeps_no_other_from_its_forecast(service: Forecasts) -> None:
    faulty, sound = service.many([Asked("KRX:000004", 1, LAST), Asked(SOUND, 1, LAST)])
    assert isinstance(faulty, Unsound)
    assert isinstance(sound, Forecast)


def test_past_forecasts_come_with_what_happened(service: Forecasts) -> None:
    past = service.history(SOUND, 5, LAST)
    assert [one.as_of for one in past] == sorted(one.as_of for one in past)
    due = [one for one in past if one.realised is not None]
    assert len(past) - len(due) == 1
    assert sum(one.held is True for one in due) > 0.75 * len(due)
    assert any(one.expected is not None for one in past)


def test_a_market_of_three_securities_has_no_forecast(tmp_path: Path, folder: Path) -> None:
    documents = stored(bars(securities=3), tmp_path)
    with pytest.raises(Unsound) as refused:
        Forecasts(documents, Models(folder / "models")).forecast(SOUND, horizon=1, as_of=LAST)
    documents.close()
    assert refused.value.code == "market_too_small"


def test_a_model_file_that_was_cut_in_half_is_refused(service: Forecasts, folder: Path) -> None:
    models = Models(folder / "models")
    card = models.newest("krx", 5, LAST)
    file = folder / "models" / "krx" / "5" / card.name / TEXT
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedModel):
        models.load(card)
    file.write_bytes(whole)
    assert models.load(card).card == card


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (b'"format": 2', b'"format": 1', "it is of format 1, and this version reads format 2"),
        (b'"tries": 6', b'"tries": 1', "its card is not what was written"),
        (
            b'"trained_until": "2025-05-30"',
            b'"trained_until": "2025-05-29"',
            "its card is not what was written",
        ),
        (b'"kind": "linear"', b'"kind": "zero"', "its card is not what was written"),
        (b'"rank_ic": ', b'"rank_ic": 1', "its card is not what was written"),
        (b'"seal": "', b'"seal": "0', "its card is not what was written"),
        (b'"versions"', b"", "its card is cut off"),
        (b'{\n "name"', b"", "its card is cut off"),
    ],
    ids=["version", "tries", "date", "kind", "metrics", "seal", "half", "empty"],
)
def test_a_changed_card_is_refused_with_its_reason_and_no_older_model_takes_its_place(
    service: Forecasts, folder: Path, before: bytes, after: bytes, reason: str
) -> None:
    models = Models(folder / "models")
    card = models.newest("krx", 5, LAST)
    older = card.model_copy(update={"name": "krx-5d-linear-2025-05-29", "trained_until": date(2025, 5, 29)})
    models.write(older, models.load(card).fitted, models.load(card).record)
    home = folder / "models" / "krx" / "5"
    file = home / card.name / CARD
    whole = file.read_bytes()
    assert whole.count(before) == 1
    file.write_bytes(whole.replace(before, after) if after else whole[: whole.index(before)])
    with pytest.raises(DamagedModel) as refused:
        service.forecast(SOUND, horizon=5, as_of=LAST)
    assert (refused.value.parameters["model"], refused.value.parameters["reason"]) == (card.name, reason)
    assert models.newest("krx", 5, date(2025, 5, 29)).name == older.name
    file.write_bytes(whole)
    shutil.rmtree(home / older.name)


@pytest.mark.parametrize("place", [("krx", "5"), ("us", "1")], ids=["horizon", "market"])
def test_a_model_in_the_folder_of_another_is_refused(
    service: Forecasts, folder: Path, tmp_path: Path, place: tuple[str, str]
) -> None:
    card = Models(folder / "models").newest("krx", 1, LAST)
    market, horizon = place
    home = tmp_path / market / horizon / card.name
    shutil.copytree(folder / "models" / "krx" / "1" / card.name, home)
    with pytest.raises(DamagedModel) as refused:
        Models(tmp_path).newest(market, int(horizon), LAST)
    assert refused.value.parameters["reason"] == "its card is that of another model"


def test_a_model_that_learnt_from_other_features_is_refused(
    service: Forecasts, folder: Path, tmp_path: Path
) -> None:
    kept = Models(folder / "models")
    stored_one = kept.load(kept.newest("krx", 1, LAST))
    other = stored_one.card.model_copy(update={"features": (*stored_one.card.features[1:], "sunspots")})
    Models(tmp_path).write(other, stored_one.fitted, stored_one.record)
    documents = stored(bars(carries=0.3), tmp_path)
    with pytest.raises(DamagedModel):
        Forecasts(documents, Models(tmp_path)).forecast(SOUND, horizon=1, as_of=LAST)
    documents.close()


def test_a_model_without_its_card_is_damaged_and_no_older_one_answers(
    service: Forecasts, folder: Path
) -> None:
    models, home = Models(folder / "models"), folder / "models" / "krx" / "5"
    card = models.newest("krx", 5, LAST)
    file = home / card.name / CARD
    whole = file.read_bytes()
    file.unlink()
    with pytest.raises(DamagedModel):
        service.forecast(SOUND, horizon=5, as_of=LAST)
    file.write_bytes(whole)


def test_a_model_that_is_being_written_is_none_yet(service: Forecasts, folder: Path) -> None:
    home = folder / "models" / "krx" / "5"
    (card,) = Models(folder / "models").cards("krx", 5)
    shutil.copytree(home / card.name, home / f".new-{card.name}")
    assert Models(folder / "models").cards("krx", 5) == [card]
    shutil.rmtree(home / f".new-{card.name}")


def test_a_vintage_trained_twice_is_one_model(service: Forecasts, folder: Path) -> None:
    models = Models(folder / "models")
    card = models.newest("krx", 5, LAST)
    stored_one = models.load(card)
    again = models.write(card, stored_one.fitted, stored_one.record)
    assert again == card
    assert len(models.cards("krx", 5)) == 1
    assert [path.name for path in (folder / "models" / "krx" / "5").iterdir()] == [card.name]
