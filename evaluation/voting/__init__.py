"""Trains the planner's votes on questions of several authors and judges them on authors that were left out."""
