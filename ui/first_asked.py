"""Forecasts that are opened with the first one asked for: most questions need none. Those that are made are kept."""

import logging
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from stockelper.clock import wall_clock
from stockelper.errors import StoreError
from stockelper.types import Forecast, Language

if TYPE_CHECKING:
    from forecasting.service import Forecasts
    from stockelper.store.documents import Documents

logger = logging.getLogger(__name__)


class WhenAsked:
    """`agents.context.Forecasts` over a service that `opened` gives; what it says goes into the track record."""

    def __init__(self, opened: "Callable[[], Forecasts]", documents: "Documents") -> None:
        self._opened, self._documents = opened, documents

    def forecast(self, security: str, *, horizon: int, as_of: date, language: Language) -> Forecast:
        """See `agents.context.Forecasts`. A store that takes nothing keeps no answer back."""
        from forecasting.track_record import keep

        made = self._opened().forecast(security, horizon=horizon, as_of=as_of, language=language)
        try:
            keep(self._documents, [made], wall_clock())
        except StoreError as error:
            logger.warning("a forecast of %s was not kept: %s", security, error.code)
        return made
