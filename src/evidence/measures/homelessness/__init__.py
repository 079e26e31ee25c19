"""Households in temporary accommodation: how many, how many elsewhere, and where."""
