"""Forecasts of price changes: features, models, intervals, walk-forward evaluation, registry."""
