"""The models on disk: each a folder of a text, a record and a card, written whole or not at all.

`models/<market>/<horizon>/<name>/` holds `model.txt`, `record.npz` and `card.json`. The card says what the
model was trained on and the hashes of the two others, and bears a seal of its own. A vintage is every model of one `trained_until`; a
forecast for a day takes the newest that had seen no label later than that day.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from forecasting.cards import Card, Champion, DamagedModel, NoModel, Unreadable, Vintages, read_card
from forecasting.features.design import Design
from forecasting.kept_files import write_whole
from forecasting.models.kinds import KINDS
from forecasting.models.model import Fitted, Vector
from forecasting.record import Record, read_record
from stockelper.errors import StoreReadOnly

CARD, TEXT, RECORD = "card.json", "model.txt", "record.npz"
CHAMPION = "champion.json"


@dataclass(frozen=True, eq=False)
class Stored:
    """A model that was read back whole."""

    card: Card
    fitted: Fitted
    record: Record

    def score(self, design: Design) -> Vector:
        """See `Fitted`.

        Raises:
            DamagedModel: the model learnt from other features than these.
        """
        if design.names != self.card.features:
            raise DamagedModel(model=self.card.name, reason="it reads other features than this version makes")
        return self.fitted.score(design)


class Models:
    """The models in one data folder; several processes may write and read at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def vintages(self, market: str, horizon: int) -> Vintages:
        """Every model of a market and horizon, the latest seat of a date last, and those that cannot be read."""
        found = [read_card(path) for path in self._paths(market, horizon)]
        cards = [one for one in found if isinstance(one, Card)]
        cards.sort(key=lambda card: (card.trained_until, card.seat, card.name))
        return Vintages(tuple(cards), tuple(one for one in found if isinstance(one, Unreadable)))

    def cards(self, market: str, horizon: int) -> list[Card]:
        """Every readable card, oldest vintage first."""
        return list(self.vintages(market, horizon).cards)

    def newest(self, market: str, horizon: int, as_of: date) -> Card:
        """The card of the newest model that had seen nothing later than a day.

        Raises:
            NoModel: there is none.
            DamagedModel: it cannot be read.
        """
        found = self.vintages(market, horizon).newest(as_of)
        if found is None:
            raise NoModel(market=market, horizon=horizon, as_of=as_of.isoformat())
        return found

    def load(self, card: Card) -> Stored:
        """The model of a card.

        Raises:
            DamagedModel: a file is missing, was changed or cut off.
        """
        folder = self._at(card.market, card.horizon) / card.name
        try:
            contents = {name: (folder / name).read_bytes() for name in (TEXT, RECORD)}
        except OSError as error:
            raise DamagedModel(model=card.name, reason=str(error.strerror)) from error
        for name, content in contents.items():
            if hashlib.sha256(content).hexdigest() != card.hashes.get(name):
                raise DamagedModel(model=card.name, reason=f"{name} is not what was written")
        try:
            fitted = KINDS[card.kind].load(contents[TEXT].decode())
            return Stored(card, fitted, read_record(contents[RECORD]))
        except (ValueError, KeyError, RecursionError) as error:
            raise DamagedModel(model=card.name, reason=str(error)) from error

    def write(self, card: Card, fitted: Fitted, record: Record) -> Card:
        """Put a model on the shelf; the same again changes nothing. Returns the card with its hashes.

        Raises:
            StoreReadOnly: the folder cannot be written.
        """
        contents = {TEXT: fitted.text().encode(), RECORD: record.to_bytes()}
        hashes = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
        whole = card.model_copy(update={"hashes": hashes}).sealed()
        contents[CARD] = whole.model_dump_json(indent=1).encode()
        home = self._at(card.market, card.horizon)
        try:
            home.mkdir(parents=True, exist_ok=True)
            _placed(home, card.name, contents)
        except OSError as error:
            raise StoreReadOnly(path=str(home), reason=error.strerror) from error
        return whole

    def champion(self, market: str, horizon: int) -> Champion | None:
        """The kind that was promoted last; None where none ever was."""
        try:
            return Champion.model_validate_json((self._at(market, horizon) / CHAMPION).read_bytes())
        except (OSError, ValueError):
            return None

    def promote(self, market: str, horizon: int, champion: Champion) -> None:
        """Use a kind for new vintages from now on.

        Raises:
            StoreReadOnly: the folder cannot be written; the kind before stays in use.
        """
        home = self._at(market, horizon)
        try:
            home.mkdir(parents=True, exist_ok=True)
            write_whole(home / CHAMPION, champion.model_dump_json(indent=1).encode())
        except OSError as error:
            raise StoreReadOnly(path=str(home), reason=error.strerror) from error

    def _at(self, market: str, horizon: int) -> Path:
        return self._folder / market / str(horizon)

    def _paths(self, market: str, horizon: int) -> Iterator[Path]:
        home = self._at(market, horizon)
        folders = home.glob("[!.]*/") if home.is_dir() else iter(())
        return (path / CARD for path in folders if path.is_dir())


def _placed(home: Path, name: str, contents: Mapping[str, bytes]) -> None:
    """Write into a folder of its own and rename it: who reads sees all of a model or nothing."""
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
    try:
        for file, content in contents.items():
            with (fresh / file).open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
        if (home / name).exists():
            (home / name).rename(fresh / "before")
        fresh.joinpath("whole").mkdir()
        for file in contents:
            (fresh / file).rename(fresh / "whole" / file)
        (fresh / "whole").rename(home / name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
