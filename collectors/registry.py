"""Every source, in the order in which those of one kind and market are tried."""

from collections.abc import Mapping
from types import MappingProxyType

from collectors.source import Source
from collectors.sources import (
    fred,
    kis,
    kis_master,
    nasdaq_chart,
    naver_chart,
    naver_news,
    opendart_corpcode,
    opendart_filings,
    opendart_fundamentals,
    opendart_holders,
    rss,
    sec_facts,
    sec_filings,
    sec_holders,
    sec_subsidiaries,
    sec_tickers,
    yahoo,
    yahoo_fundamentals,
    yahoo_holders,
    yahoo_macro,
    yahoo_news,
)
from stockelper.errors import BadInput

_LISTED: tuple[Source, ...] = (
    kis.SOURCE,
    yahoo.SOURCE,
    naver_chart.SOURCE,
    nasdaq_chart.SOURCE,
    yahoo_macro.SOURCE,
    fred.SOURCE,
    yahoo_news.SOURCE,
    rss.SOURCE,
    naver_news.SOURCE,
    kis_master.SOURCE,
    sec_tickers.SOURCE,
    opendart_corpcode.SOURCE,
    opendart_filings.SOURCE,
    sec_filings.SOURCE,
    opendart_fundamentals.SOURCE,
    sec_facts.SOURCE,
    yahoo_fundamentals.SOURCE,
    opendart_holders.SOURCE,
    sec_holders.SOURCE,
    yahoo_holders.SOURCE,
    sec_subsidiaries.SOURCE,
)

SOURCES: Mapping[str, Source] = MappingProxyType({one.name: one for one in _LISTED})


def source(name: str) -> Source:
    """The source of that name.

    Raises:
        BadInput: when there is none.
    """
    try:
        return SOURCES[name]
    except KeyError as error:
        raise BadInput("unknown_source", source=name, known=", ".join(SOURCES)) from error
