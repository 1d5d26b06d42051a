"""Collecting by the clock: which jobs there are, who may run them, and the process that does."""
