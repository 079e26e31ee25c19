"""An age balance says at which ages an area has a larger share of its people than England."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.population_selection import band_label, items, rows_of
from evidence.measures import wording
from evidence.measures.place import Place

_SHARE = "population_share"


@dataclass(frozen=True)
class Band:
    """One age band: per cent of all residents here and in England."""

    name: str
    here: float
    england: float

    @property
    def youngest(self) -> int:
        """The age at which the band begins."""
        return int(self.name.rstrip("+").split("-")[0])

    @property
    def apart(self) -> float:
        """How far the share lies above England's: to name a band, not to print it."""
        return self.here - self.england

    @property
    def told(self) -> str:
        """The band with both shares, as a sentence has it."""
        return (
            f"{band_label(self.name)} ({wording.percent(self.here)}; England "
            f"{wording.percent(self.england)})"
        )


def balance(shares: pd.DataFrame, place: Place) -> tuple[Band, ...]:
    """Pair the shares of a place with England's, youngest band first.

    ``shares``: ``population.shares`` of both for one year, women and men together. CheckError
    where either is missing.
    """
    here = rows_of(shares, place, _SHARE)
    england = shares[(shares["area_code"] == place.england.code) & (shares["measure"] == _SHARE)]
    theirs = {item.age_band: item.value for item in items(england)}
    bands = [
        Band(item.age_band, item.value, theirs[item.age_band])
        for item in items(here)
        if item.age_band in theirs
    ]
    if not bands:
        raise CheckError("an age balance needs shares of the place and of England")
    return tuple(sorted(bands, key=lambda band: band.youngest))


def finding(bands: Sequence[Band], name: str) -> str:
    """Say at which ages the shares are larger and smaller, and where they are furthest apart.

    Where one age parts the larger shares from the smaller, that age is named.
    """
    most, least = (end(bands, key=lambda band: band.apart) for end in (max, min))
    above = [band.apart > 0 for band in bands]
    turns = [at for at in range(1, len(bands)) if above[at] != above[at - 1]]
    clear = len(turns) == 1 and all(band.apart != 0 for band in bands)
    if not clear:
        return (
            f"Shares of people in {name} lie furthest above England's at ages {most.told} and "
            f"furthest below at {least.told}"
        )
    younger, older = ("larger", "smaller") if above[0] else ("smaller", "larger")
    return (
        f"Women and men together, {name} has a {younger} share of its people than England at "
        f"every age band under {bands[turns[0]].youngest} and a {older} one from there up; "
        f"furthest apart at {most.told} and {least.told}"
    )
