"""Measurements of the product, each against a reference taken in the same run where there is one.

A bench is a module with `run(options) -> list[Row]`, and `data(options)` naming the files it reads.
"""
