"""Areas that measures are asked for are checked and described in one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.errors import UsageError
from evidence.geography import codes as gss
from evidence.measures.coding import Coding
from evidence.measures.place import authorities

if TYPE_CHECKING:
    from evidence.tables.store import Store

AUTHORITY_VINTAGE = "2024"


def checked(store: Store, areas: Sequence[str]) -> tuple[str, ...]:
    """Return the areas, each once, if all are England, regions, counties or authorities in use."""
    if isinstance(areas, str):
        raise UsageError(f"areas is one text, {areas!r}: give a list of codes")
    known = authorities(store)
    larger = {code for code in known.social_services if code.startswith("E10")}
    larger |= {gss.ENGLAND, *known.region_names}
    return tuple(dict.fromkeys(code if code in larger else known.check(code) for code in areas))


def described(store: Store, frame: pd.DataFrame) -> pd.DataFrame:
    """Add area_type, area_name and area_vintage to rows keyed by the area_code of an authority.

    Or of a county, a region or England.
    """
    known = authorities(store)
    regions = known.region_names
    # By distinct area: frames are long and hold few.
    coded = Coding.of(frame["area_code"])
    said = {
        "area_type": [gss.area_type(code) for code in coded.words],
        "area_name": [regions.get(code) or known.name(code) for code in coded.words],
        "area_vintage": ["" if code == gss.ENGLAND else AUTHORITY_VINTAGE for code in coded.words],
    }
    return frame.assign(
        **{name: pd.array(words, dtype="str").take(coded.codes) for name, words in said.items()}
    )
