"""Metrics, cases and benchmarks."""
