"""Schemas of the Indices of Deprivation."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from evidence.tables.schemas.parts import coded, long, named, one_of, real, short, table
from evidence.tables.schemas.patterns import AUTHORITY, LSOA

DOMAINS = (
    "income",
    "employment",
    "education",
    "health",
    "crime",
    "barriers",
    "living_environment",
)
INDICES = ("imd", *DOMAINS, "idaci", "idaopi")
LSOAS_2019 = 32_844
LSOAS_2025 = 33_755
AUTHORITIES_2019 = 317

_LSOA = {"lsoa_code": coded(LSOA)}
_AREA = {**_LSOA, "authority_code": coded(AUTHORITY)}
_NAMED_AREA = {
    "lsoa_code": coded(LSOA),
    "lsoa_name": named(),
    "authority_code": coded(AUTHORITY),
    "authority_name": named(),
}
_DENOMINATORS = {
    name: long(0, 100_000)
    for name in (
        "population",
        "population_0_15",
        "population_16_59",
        "population_60_over",
        "population_working_age",
    )
}


def _positions(names: tuple[str, ...], count: int) -> dict[str, pa.Column]:
    return {
        column: part
        for name in names
        for column, part in (
            (f"{name}_rank", long(1, count)),
            (f"{name}_decile", short(1, 10)),
        )
    }


def _ages_add_up(frame: pd.DataFrame) -> pd.Series:
    bands = frame[["population_0_15", "population_16_59", "population_60_over"]].sum(axis=1)
    return bands == frame["population"]


_ADD_UP = pa.Check(_ages_add_up, name="age bands add up to the population")
_RELEASE = {
    "release": short(2004, 2015),
    **_LSOA,
    "imd_score": real(0, 100),
    "imd_rank": long(1, LSOAS_2019),
    "imd_decile": short(1, 10),
}
_LSOA_KEY = ["lsoa_code"]

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "iod2019_index": table({**_NAMED_AREA, **_positions(("imd",), LSOAS_2019)}, _LSOA_KEY),
    "iod2019_domains": table({**_AREA, **_positions(DOMAINS, LSOAS_2019)}, _LSOA_KEY),
    "iod2019_supplementary": table(
        {**_AREA, **_positions(("idaci", "idaopi"), LSOAS_2019)}, _LSOA_KEY
    ),
    "iod2019_denominators": table({**_AREA, **_DENOMINATORS}, _LSOA_KEY, checks=[_ADD_UP]),
    "iod2019_transformed": table(
        {**_AREA, **{f"{domain}_transformed": real(0, 100) for domain in DOMAINS}}, _LSOA_KEY
    ),
    "iod2019_scores": table({**_AREA, "imd_score": real(0, 100)}, _LSOA_KEY),
    "iod2019_authorities": table(
        {
            "authority_code": coded(AUTHORITY),
            "authority_name": named(),
            "domain": one_of(INDICES),
            "average_rank": real(1, LSOAS_2019),
            "average_rank_rank": short(1, AUTHORITIES_2019),
            "average_score": real(),
            "average_score_rank": short(1, AUTHORITIES_2019),
            "proportion": real(0, 1),
            "proportion_rank": short(1, AUTHORITIES_2019),
            "extent": real(0, 1, nullable=True),
            "extent_rank": short(1, AUTHORITIES_2019, nullable=True),
            "local_concentration": real(1, LSOAS_2019, nullable=True),
            "local_concentration_rank": short(1, AUTHORITIES_2019, nullable=True),
        },
        ["authority_code", "domain"],
    ),
    "iod2025_index": table({**_NAMED_AREA, **_positions(("imd",), LSOAS_2025)}, _LSOA_KEY),
    "iod2025_supplementary": table(
        {**_AREA, **_positions(("idaci", "idaopi"), LSOAS_2025)}, _LSOA_KEY
    ),
    "iod2025_scores": table(
        {
            **_AREA,
            "imd_score": real(0, 100),
            **{
                column: part
                for domain in DOMAINS
                for column, part in (
                    (f"{domain}_score", real()),
                    (f"{domain}_rank", long(1, LSOAS_2025)),
                    (f"{domain}_decile", short(1, 10)),
                )
            },
            "population_mid2022": long(0, 100_000),
        },
        _LSOA_KEY,
    ),
    "iod2025_luton": table(
        {**_LSOA, **_DENOMINATORS, "idaci_score": real(0, 1), "idaopi_score": real(0, 1)},
        _LSOA_KEY,
        checks=[_ADD_UP],
    ),
    "imd_2015_luton": table(_RELEASE, ["release", "lsoa_code"]),
    "imd_earlier_luton": table(_RELEASE, ["release", "lsoa_code"]),
}

ROWS: dict[str, int] = {
    **dict.fromkeys(
        (
            "iod2019_index",
            "iod2019_domains",
            "iod2019_supplementary",
            "iod2019_denominators",
            "iod2019_transformed",
            "iod2019_scores",
        ),
        LSOAS_2019,
    ),
    "iod2019_authorities": AUTHORITIES_2019 * len(INDICES),
    **dict.fromkeys(("iod2025_index", "iod2025_supplementary", "iod2025_scores"), LSOAS_2025),
    "iod2025_luton": 125,
    "imd_2015_luton": 121,
    "imd_earlier_luton": 121 * 3,
}
