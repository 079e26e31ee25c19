"""The Index of Multiple Deprivation before 2019 is read from re-shaped copies, for one authority.

Each release stands on its own small areas: LSOAs of 2001 up to 2010, of 2011 in 2015.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evidence.tables.readers import raw
from evidence.tables.readers.columns import code, decile, number, read_columns, whole
from evidence.tables.schemas.deprivation import LSOAS_2019
from evidence.tables.schemas.patterns import LSOA

_LSOAS_2001 = 32_482


def imd_2015(path: Path) -> pd.DataFrame:
    """Read the IMD of 2015 from a re-shaped table; sub-domains are passed over."""
    subdomains = (
        "children_and_young_people",
        "adult_skills",
        "geographical_barriers",
        "wider_barriers",
        "indoors",
        "outdoors",
    )
    frame = read_columns(
        raw.open_csv(path),
        [
            code("lsoa_code", "lsoa11_code", LSOA),
            number("imd_score", "imd_score", 0, 100),
            whole("imd_rank", "imd_rank", 1, LSOAS_2019),
            decile("imd_decile", "imd_decile"),
        ],
        key=["lsoa_code"],
        unused=[
            *("lsoa11_name", "lad13_code", "lad13_name", "ward19_code", "ward19_name"),
            *(
                f"{name}_sub_domain_{kind}"
                for name in subdomains
                for kind in ("score", "rank", "decile")
            ),
        ],
    )
    # The file is of one release and does not say so in a column.
    frame.insert(0, "release", pd.Series(2015, index=frame.index, dtype="int16"))
    return frame


def imd_earlier(path: Path) -> pd.DataFrame:
    """Read the IMD of 2004, 2007 and 2010 by LSOA of 2001 from a re-shaped table."""
    return read_columns(
        raw.open_csv(path),
        [
            whole("release", "iod_year", 2004, 2010),
            code("lsoa_code", "lsoa01_code", LSOA),
            number("imd_score", "imd_score", 0, 100),
            whole("imd_rank", "imd_rank", 1, _LSOAS_2001),
            decile("imd_decile", "imd_decile"),
        ],
        key=["release", "lsoa_code"],
        unused=["n_lsoas_england"],
    )
