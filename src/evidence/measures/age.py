"""Age bands are declared once; counts by single year of age are added into them exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evidence.errors import UsageError, suggestion

TOP = 90  # age 90 stands for 90 and over in every table


@dataclass(frozen=True)
class Band:
    """Ages from ``lowest`` to ``highest``, both included; 90 means 90 and over."""

    name: str
    lowest: int
    highest: int

    @property
    def is_all(self) -> bool:
        """Whether the band holds every age."""
        return self.lowest == 0 and self.highest == TOP


ALL_AGES = Band("all ages", 0, TOP)
BANDS = (
    ALL_AGES,
    Band("0-17", 0, 17),
    Band("18-64", 18, 64),
    Band("65+", 65, TOP),
    Band("75+", 75, TOP),
    Band("85+", 85, TOP),
)
OLDER = (Band("65-74", 65, 74), Band("75-84", 75, 84))
"""Ten-year bands of older people, which with 85+ make up 65+."""
FIVE_YEAR = (
    *(Band(f"{age}-{age + 4}", age, age + 4) for age in range(0, TOP, 5)),
    Band("90+", TOP, TOP),
)
SINGLE = (*(Band(str(age), age, age) for age in range(TOP)), Band("90+", TOP, TOP))

_SETS = {"bands": BANDS, "five-year": FIVE_YEAR, "single": SINGLE}
_BY_NAME = {band.name: band for band in (*SINGLE, *FIVE_YEAR, *OLDER, *BANDS)}


def bands(ages: str | Sequence[str]) -> tuple[Band, ...]:
    """Look bands up: a set ("bands", "five-year", "single") or names, each at most once."""
    if isinstance(ages, str) and ages in _SETS:
        return _SETS[ages]
    names = [ages] if isinstance(ages, str) else list(ages)
    for name in names:
        if name not in _BY_NAME:
            near = suggestion(name, [*_SETS, *_BY_NAME])
            raise UsageError(f"no age band is called {name!r}{near}")
    return tuple(_BY_NAME[name] for name in dict.fromkeys(names))


def add_up(
    single_years: npt.NDArray[np.float64], chosen: Sequence[Band]
) -> npt.NDArray[np.float64]:
    """Add counts by single year (rows x ages 0 to 90+) into bands (rows x bands)."""
    if single_years.shape[1] != TOP + 1:
        raise UsageError(f"{single_years.shape[1]} ages were given: {TOP + 1} are needed, 0 to 90+")
    return np.column_stack(
        [single_years[:, band.lowest : band.highest + 1].sum(axis=1) for band in chosen]
    )
