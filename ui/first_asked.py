"""Forecasts that are opened with the first one asked for: most questions need none."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from stockelper.types import Forecast, Language

if TYPE_CHECKING:
    from forecasting.service import Forecasts


class WhenAsked:
    """`agents.context.Forecasts` over a service that `opened` gives."""

    def __init__(self, opened: "Callable[[], Forecasts]") -> None:
        self._opened = opened

    def forecast(self, security: str, *, horizon: int, as_of: date, language: Language) -> Forecast:
        """See `agents.context.Forecasts`."""
        return self._opened().forecast(security, horizon=horizon, as_of=as_of, language=language)
