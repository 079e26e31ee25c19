"""The Indices of Deprivation by small area are read as the ministry (or a named copy) prints them.

Ranks count from 1, the most deprived; decile 1 is the most deprived tenth of England.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evidence.tables.readers import raw
from evidence.tables.readers.columns import Column, code, decile, number, read_columns, text, whole
from evidence.tables.schemas.deprivation import LSOAS_2019, LSOAS_2025
from evidence.tables.schemas.patterns import AUTHORITY, LSOA

_FIRST_RANK = " (where 1 is most deprived)"
_FIRST_DECILE = " (where 1 is most deprived 10% of LSOAs)"
_IMD = "Index of Multiple Deprivation (IMD)"
_DOMAINS_2019 = {
    "income": "Income",
    "employment": "Employment",
    "education": "Education, Skills and Training",
    "health": "Health Deprivation and Disability",
    "crime": "Crime",
    "barriers": "Barriers to Housing and Services",
    "living_environment": "Living Environment",
}
_TRANSFORMED_2019 = {
    "income": "Income",
    "employment": "Employment",
    "education": "Education",
    "health": "Health",
    "crime": "Crime",
    "barriers": "Barriers",
    "living_environment": "Living Environment",
}
_SUPPLEMENTARY = {
    "idaci": "Income Deprivation Affecting Children Index (IDACI)",
    "idaopi": "Income Deprivation Affecting Older People (IDAOPI)",
}
_AREAS_2019 = {"lsoa": "LSOA code (2011)", "authority": "Local Authority District code (2019)"}
_AREAS_2025 = {"lsoa": "LSOA code (2021)", "authority": "Local Authority District code (2024)"}
_NAMES_2019 = ["LSOA name (2011)", "Local Authority District name (2019)"]
_NAMES_2025 = ["LSOA name (2021)", "Local Authority District name (2024)"]
_IMD_2019 = [_IMD + " Rank" + _FIRST_RANK, _IMD + " Decile" + _FIRST_DECILE]
# File 1 of 2025 cuts this heading short; File 3 of 2025 does not.
_DECILE_2025 = _IMD + " Decile (where 1 is most deprived 10% of LSOA"


def _areas(headings: dict[str, str]) -> list[Column]:
    return [
        code("lsoa_code", headings["lsoa"], LSOA),
        code("authority_code", headings["authority"], AUTHORITY),
    ]


def _named_areas(headings: dict[str, str], names: list[str]) -> list[Column]:
    lsoa, authority = _areas(headings)
    return [
        lsoa,
        text("lsoa_name", names[0]),
        authority,
        text("authority_name", names[1]),
    ]


def _positions(headings: dict[str, str], count: int) -> list[Column]:
    """Declare rank and decile of each index."""
    return [
        column
        for name, heading in headings.items()
        for column in (
            whole(f"{name}_rank", f"{heading} Rank{_FIRST_RANK}", 1, count),
            decile(f"{name}_decile", f"{heading} Decile{_FIRST_DECILE}"),
        )
    ]


def iod2019_index(path: Path) -> pd.DataFrame:
    """Read File 1 of 2019: the IMD rank and decile of every LSOA (2011)."""
    return read_columns(
        raw.open_xlsx(path, "IMD2019"),
        [
            *_named_areas(_AREAS_2019, _NAMES_2019),
            whole("imd_rank", _IMD + " Rank", 1, LSOAS_2019),
            decile("imd_decile", _IMD + " Decile"),
        ],
        key=["lsoa_code"],
    )


def iod2019_domains(path: Path) -> pd.DataFrame:
    """Read File 2 of 2019: ranks and deciles of the seven domains."""
    return read_columns(
        raw.open_csv(path),
        [*_areas(_AREAS_2019), *_positions(_DOMAINS_2019, LSOAS_2019)],
        key=["lsoa_code"],
        unused=[*_NAMES_2019, *_IMD_2019],
    )


def iod2019_supplementary(path: Path) -> pd.DataFrame:
    """Read File 3 of 2019: ranks and deciles of IDACI and IDAOPI."""
    return read_columns(
        raw.open_csv(path),
        [*_areas(_AREAS_2019), *_positions(_SUPPLEMENTARY, LSOAS_2019)],
        key=["lsoa_code"],
        unused=[*_NAMES_2019, *_IMD_2019],
    )


def iod2019_denominators(path: Path) -> pd.DataFrame:
    """Read File 6 of 2019: mid-2015 people without prisoners, the release's own denominators."""
    end = ": mid 2015 (excluding prisoners)"
    return read_columns(
        raw.open_csv(path),
        [
            *_areas(_AREAS_2019),
            whole("population", "Total population" + end),
            whole("population_0_15", "Dependent Children aged 0-15" + end),
            whole("population_16_59", "Population aged 16-59" + end),
            whole("population_60_over", "Older population aged 60 and over" + end),
            whole(
                "population_working_age",
                "Working age population 18-59/64: for use with Employment Deprivation Domain "
                "(excluding prisoners)",
            ),
        ],
        key=["lsoa_code"],
        unused=_NAMES_2019,
    )


def iod2019_transformed(path: Path) -> pd.DataFrame:
    """Read File 9 of 2019: domain scores after the exponential transformation, 0 to 100."""
    return read_columns(
        raw.open_csv(path),
        [
            *_areas(_AREAS_2019),
            *(
                number(
                    f"{name}_transformed", f"{heading} Score - exponentially transformed", 0, 100
                )
                for name, heading in _TRANSFORMED_2019.items()
            ),
        ],
        key=["lsoa_code"],
        unused=_NAMES_2019,
    )


def iod2019_scores(path: Path) -> pd.DataFrame:
    """Read the IMD score of 2019 from a re-shaped table; the rest of it is in official files."""
    indices = ["imd", *_DOMAINS_2019, *_SUPPLEMENTARY]
    return read_columns(
        raw.open_csv(path),
        [
            code("lsoa_code", "lsoa11_code", LSOA),
            code("authority_code", "lad19_code", AUTHORITY),
            number("imd_score", "imd_score", 0, 100),
        ],
        key=["lsoa_code"],
        unused=[
            "lsoa11_name",
            "lad19_name",
            *(f"{index}_{kind}" for index in indices for kind in ("rank", "decile")),
            *(f"{domain}_transformed" for domain in _DOMAINS_2019),
            *("pop_total", "pop_0_15", "pop_16_59", "pop_60_plus", "pop_working_18_59_64"),
            *_NUMERATORS,
        ],
    )


_NUMERATORS = (
    "income_deprived_people",
    "employment_deprived_people",
    "idaci_children",
    "idaopi_people",
)


def iod2025_index(path: Path) -> pd.DataFrame:
    """Read File 1 of 2025: the IMD rank and decile of every LSOA (2021)."""
    return read_columns(
        raw.open_xlsx(path, "IMD25"),
        [
            *_named_areas(_AREAS_2025, _NAMES_2025),
            whole("imd_rank", _IMD + " Rank" + _FIRST_RANK, 1, LSOAS_2025),
            decile("imd_decile", _DECILE_2025),
        ],
        key=["lsoa_code"],
    )


def iod2025_supplementary(path: Path) -> pd.DataFrame:
    """Read File 3 of 2025: ranks and deciles of IDACI and IDAOPI."""
    return read_columns(
        raw.open_xlsx(path, "IoD2025 IDACI & IDAOPI"),
        [*_areas(_AREAS_2025), *_positions(_SUPPLEMENTARY, LSOAS_2025)],
        key=["lsoa_code"],
        unused=[*_NAMES_2025, *_IMD_2019],
    )


def iod2025_scores(path: Path) -> pd.DataFrame:
    """Read scores, ranks and deciles of 2025 from a re-shaped table, with ONS mid-2022 people.

    The population counts every resident; the release's own denominators leave prisoners out.
    """
    return read_columns(
        raw.open_csv(path),
        [
            code("lsoa_code", "lsoa21_code", LSOA),
            code("authority_code", "lad24_code", AUTHORITY),
            number("imd_score", "imd_score", 0, 100),
            *(
                column
                for domain in _DOMAINS_2019
                for column in (
                    number(f"{domain}_score", f"{domain}_score"),
                    whole(f"{domain}_rank", f"{domain}_rank", 1, LSOAS_2025),
                    decile(f"{domain}_decile", f"{domain}_decile"),
                )
            ),
            whole("population_mid2022", "pop_mid2022_ons"),
        ],
        key=["lsoa_code"],
        unused=[
            *("lsoa21_name", "lad24_name", "imd_rank", "imd_decile"),
            *(f"{index}_{kind}" for index in _SUPPLEMENTARY for kind in ("rank", "decile")),
            *_NUMERATORS,
        ],
    )


def iod2025_luton(path: Path) -> pd.DataFrame:
    """Read denominators and IDACI/IDAOPI scores of 2025 from a transcription for one authority."""
    return read_columns(
        raw.open_csv(path),
        [
            code("lsoa_code", "lsoa21_code", LSOA),
            whole("population", "pop_total"),
            whole("population_0_15", "pop_0_15"),
            whole("population_16_59", "pop_16_59"),
            whole("population_60_over", "pop_60_plus"),
            whole("population_working_age", "pop_working_18_66"),
            number("idaci_score", "idaci_score", 0, 1),
            number("idaopi_score", "idaopi_score", 0, 1),
        ],
        key=["lsoa_code"],
        unused=[
            *("lsoa21_name", "lad24_code", "lad24_name", "ward24_code", "ward24_name"),
            *("imd_score", "imd_rank", "imd_decile"),
            *(
                f"{domain}_{kind}"
                for domain in _DOMAINS_2019
                for kind in ("score", "rank", "decile")
            ),
            *(f"{index}_{kind}" for index in _SUPPLEMENTARY for kind in ("rank", "decile")),
            *_NUMERATORS,
        ],
    )
