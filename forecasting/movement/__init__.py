"""The published benchmarks of next-day movement: which way does a stock go on a day when it goes anywhere."""
