"""Every group of features. A new one is a file and a line here."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from forecasting.features.dates import dates
from forecasting.features.inputs import Inputs
from forecasting.features.microstructure import microstructure
from forecasting.features.neighbours import neighbours
from forecasting.features.news import events, news
from forecasting.features.prices import prices
from forecasting.features.relative import regime, relative
from forecasting.features.results import results
from forecasting.features.trading import trading
from forecasting.features.volatility import volatility
from forecasting.features.windows import Grid

Group = Callable[[Inputs], Iterator[tuple[str, Grid]]]
GROUPS: Mapping[str, Group] = MappingProxyType(
    {
        "prices": prices,
        "volatility": volatility,
        "trading": trading,
        "relative": relative,
        "regime": regime,
        "dates": dates,
        "microstructure": microstructure,
        "neighbours": neighbours,
        "news": news,
        "events": events,
        "results": results,
    }
)
