"""Beside a document's table stand numbers that it does not print, and how each was got."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence.figures.population_selection import band_label
from evidence.measures import wording
from evidence.measures.printed import Parts, band, parts_of


def not_printed(rows: pd.DataFrame) -> tuple[str, ...]:
    """Say which ages of a figure's rows the statement's table does not print, as lines of a note.

    ``rows``: rows of a measure frame. None where each rests on what is printed, or on no document.
    """
    left, added = [], []
    for age_band, made in _made(rows):
        if made.minus:
            older = " and less ".join(band_label(name) for name in made.minus)
            left.append(
                f"The statement's table has no people under {band(age_band).highest + 1}: "
                f"{band_label(age_band)} is its total less {older}, each rounded to {made.step:,}."
            )
        elif not made.is_printed:
            added.append(f"for {band_label(age_band)}")
    if added:
        told = wording.area_list(added, most=len(added))
        added = [
            f"Its numbers {told} are sums of its bands."
            if left
            else f"The numbers of the statement's table {told} are sums of its bands."
        ]
    return (" ".join([*left, *added]),) if left or added else ()


def got(row: pd.Series) -> str:
    """Say of one row how its number was got from a document's table; "" where it rests on none."""
    made = parts_of(row)
    if made is None:
        return ""
    if made.is_printed:
        return "Printed"
    names = [band_label(name) for name in (made.minus or made.plus)]
    if made.minus:
        return f"Its total less {' and less '.join(names)}"
    return f"Sum of {wording.area_list(names, most=len(names))}"


def _made(rows: pd.DataFrame) -> Iterator[tuple[str, Parts]]:
    """Give each age once, in order of age, with the bands of the table that it is made of."""
    once = rows.drop_duplicates(["variant", "age_band"])
    found = {
        str(one["age_band"]): made
        for _, one in once.iterrows()
        if (made := parts_of(one)) is not None
    }
    yield from sorted(found.items(), key=lambda item: _lowest(item[0]))


def _lowest(age_band: str) -> tuple[int, int]:
    own = band(age_band)
    return own.lowest, -own.highest
