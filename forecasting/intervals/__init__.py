"""Intervals of returns that hold as often as they say, from bars known at the as-of day alone.

`volatility_states` of a market, then `market_statistics` for a horizon and level, then `interval_history`
or, for the last day, `intervals`. The same bars give the same intervals; a panel's later rows change no
earlier interval.
"""
