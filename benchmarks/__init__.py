"""Benchmarks time what the project does beside the stock way, in the same run on the same data."""
