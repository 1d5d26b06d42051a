"""Judging forecasts: scores, walk-forward splits, bootstrap intervals and what many tries are worth.

Matrices have one row a session and one column a security; NaN marks what has no outcome or no forecast.
"""
