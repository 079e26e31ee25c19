"""Schemas of population estimates and projections, each series in a table of its own."""

from __future__ import annotations

import pandera.pandas as pa

from evidence.tables.schemas.parts import (
    ages,
    coded,
    long,
    named,
    one_of,
    real,
    sexes,
    table,
    years,
)
from evidence.tables.schemas.patterns import AUTHORITY, ENGLISH_AREA, LSOA

STATEMENT_BANDS = (
    "18-24",
    "25-34",
    "35-44",
    "45-54",
    "55-64",
    "18-64",
    "65-69",
    "70-74",
    "75-79",
    "80-84",
    "85-89",
    "90+",
    "65+",
    "all",
)
_AGE_SEX_KEY = ["authority_code", "year", "sex", "age"]
_RESIDENTS = long(0, 100_000_000)


def _by_age_and_sex(first: int, last: int) -> pa.DataFrameSchema:
    return table(
        {
            "authority_code": coded(ENGLISH_AREA),
            "year": years(first, last),
            "sex": sexes(),
            "age": ages(),
            "population": _RESIDENTS,
        },
        _AGE_SEX_KEY,
        last_row=True,
        column=True,
    )


SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "mid_year_estimates": _by_age_and_sex(2001, 2023),
    "mid_year_estimates_first_published": table(
        {
            "authority_code": coded(ENGLISH_AREA),
            "authority_name": named(),
            "year": years(2015, 2020),
            "sex": sexes(),
            "age": ages(),
            "population": _RESIDENTS,
        },
        _AGE_SEX_KEY,
    ),
    "mid_2011_estimates": table(
        {
            "authority_code": coded(AUTHORITY),
            "sex": sexes(),
            "age": ages(),
            "population": _RESIDENTS,
        },
        ["authority_code", "sex", "age"],
    ),
    "lsoa21_population_luton": table(
        {
            "lsoa_code": coded(LSOA),
            "year": years(2011, 2022),
            "population": long(0, 100_000),
            "area_km2": real(0, 1000),
        },
        ["lsoa_code", "year"],
        column=True,
    ),
    "lsoa11_population_luton": table(
        {
            "lsoa_code": coded(LSOA),
            "year": years(2017, 2020),
            "age": ages(),
            "population": long(0, 100_000),
        },
        ["lsoa_code", "year", "age"],
    ),
    "lsoa11_population_sex_luton": table(
        {
            "lsoa_code": coded(LSOA),
            "year": years(2019, 2019),
            "sex": sexes(),
            "age": ages(),
            "population": long(0, 100_000),
        },
        ["lsoa_code", "year", "sex", "age"],
    ),
    "projections_2018": _by_age_and_sex(2018, 2043),
    "projections_2022_luton": table(
        {
            "authority_code": coded(AUTHORITY),
            "variant": named(),
            "year": years(2022, 2047),
            "sex": sexes(),
            "age": ages(),
            "population": real(0),
        },
        ["authority_code", "variant", "year", "sex", "age"],
    ),
    "projections_2016_statement": table(
        {
            "authority_code": coded(AUTHORITY),
            "year": years(2020, 2035),
            "age_band": one_of(STATEMENT_BANDS),
            "population": long(0, 100_000_000),
            "row_label": named(),
            "document": named(),
            "place": named(),
        },
        ["authority_code", "year", "age_band"],
    ),
}

ROWS: dict[str, int] = {
    # 318 areas: 296 authorities, 21 counties, England; both sexes, 91 ages.
    "mid_year_estimates": 318 * 23 * 2 * 91,
    "mid_year_estimates_first_published": 388_388,
    "mid_2011_estimates": 326 * 2 * 91,
    "lsoa21_population_luton": 125 * 12,
    "lsoa11_population_luton": 121 * 3 * 91,
    "lsoa11_population_sex_luton": 121 * 2 * 91,
    "projections_2018": 318 * 26 * 2 * 91,
    "projections_2022_luton": 26 * 2 * 91,
    "projections_2016_statement": 4 * len(STATEMENT_BANDS),
}
