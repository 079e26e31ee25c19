"""Mid-year estimates by age and sex are read with each series kept apart: they must never be mixed.

Age 90 means 90 and over. Sex is "female" or "male".
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from evidence.errors import Problem
from evidence.tables.readers import raw
from evidence.tables.readers.columns import code, label, number, read_columns, refused, text, whole
from evidence.tables.readers.raw import Raw
from evidence.tables.schemas.parts import TOP_AGE
from evidence.tables.schemas.patterns import AUTHORITY_UK, GSS, LSOA

_PRINCIPAL = "v1"
_SEX_COLUMNS = {"f": "female", "m": "male"}
_ENGLAND = ("E06", "E07", "E08", "E09", "E10", "E92")


def mid_year_estimates(path: Path, first_year: int = 2001) -> pd.DataFrame:
    """Read the rebased estimates of English authorities, counties and England.

    Ages 91 to 100 are somebody's modelled split of 90 and over: they are added up again, and
    ``source_row`` to ``source_row_last`` name the records that were added. Years before
    ``first_year`` and areas that are not local government (ICBs) are left out.
    """
    return _split_by_sex(raw.open_parquet(path), first_year=first_year)


def projections_2018(path: Path) -> pd.DataFrame:
    """Read the principal 2018-based projections; ages above 90 are added up as for estimates."""
    opened = raw.open_parquet(path)
    others = (
        opened.cells["variant"].ne(_PRINCIPAL)
        if "variant" in opened.cells
        else pd.Series(False, index=opened.cells.index)
    )
    if others.any():
        raise refused(
            opened.file,
            [
                Problem(
                    opened.file,
                    f"{opened.cells.at[place, 'variant']!r} is not the principal projection",
                    f"expected {_PRINCIPAL}",
                    row=int(opened.rows[place]),
                    column="variant",
                )
                for place in np.flatnonzero(others)
            ],
        )
    return _split_by_sex(opened, unused=["variant"])


def _split_by_sex(
    opened: Raw, *, first_year: int = 0, unused: tuple[str, ...] | list[str] = ()
) -> pd.DataFrame:
    wide = read_columns(
        opened,
        [
            code("authority_code", "area_code", GSS),
            whole("year", "year", 1980, 2100),
            whole("age", "age", 0, 130),
            whole("f", "f"),
            whole("m", "m"),
        ],
        key=["authority_code", "year", "age"],
        unused=unused,
    )
    kept = wide["authority_code"].str[:3].isin(_ENGLAND) & (wide["year"] >= first_year)
    wide = wide.loc[kept]
    wide["age"] = wide["age"].clip(upper=TOP_AGE).astype(np.int16)
    grouped = wide.groupby(["authority_code", "year", "age"], sort=True, as_index=False).agg(
        f=("f", "sum"),
        m=("m", "sum"),
        source_row=("source_row", "min"),
        source_row_last=("source_row", "max"),
        records=("source_row", "size"),
    )
    # A range of rows names what was added only while nothing else lies inside it.
    broken = grouped["source_row_last"] - grouped["source_row"] + 1 != grouped["records"]
    if broken.any():
        raise refused(
            opened.file,
            [
                Problem(
                    opened.file,
                    "the ages of 90 and over do not stand together",
                    "sort the file by area, year and age",
                    row=int(row),
                )
                for row in grouped.loc[broken, "source_row"]
            ],
        )
    parts = [
        grouped.assign(sex=sex, population=grouped[column].astype(np.int32), source_column=column)
        for column, sex in _SEX_COLUMNS.items()
    ]
    tidy = pd.concat(parts, ignore_index=True)
    order = ["authority_code", "year", "sex", "age", "population"]
    rows = ["source_row", "source_row_last", "source_column"]
    tidy = tidy[order + rows].astype({"source_row": np.int32, "source_row_last": np.int32})
    tidy = tidy.astype({"sex": str, "source_column": str})
    tidy.attrs["source_columns"] = {
        "authority_code": "area_code",
        "year": "year",
        "age": "age",
    }
    return tidy


def mid_year_estimates_first_published(path: Path) -> pd.DataFrame:
    """Read the estimates of mid-2015 to 2020 as first published: English areas and regions.

    The file holds both sexes together as well; where they are not the sum of the two, every such
    record is a problem. Footnotes that stand below the sheets as records are passed over.
    """
    opened = raw.open_parquet(path)
    if {"code", "population"} <= set(opened.cells.columns):
        coded = opened.cells["code"].astype(str).str.fullmatch(GSS)
        opened = opened.where(coded | opened.cells["population"].notna())
    every = read_columns(
        opened,
        [
            code("authority_code", "code", GSS),
            text("authority_name", "name"),
            whole("year", "year", 1980, 2100),
            label("sex", "sex", {"females": "female", "males": "male", "persons": "persons"}),
            whole("age", "age", 0, TOP_AGE),
            whole("population", "population"),
        ],
        key=["authority_code", "year", "sex", "age"],
    )
    headings = every.attrs["source_columns"]
    every["population"] = every["population"].astype(np.int32)
    _check_persons(opened.file, every)
    kept = every["authority_code"].str[:3].isin([*_ENGLAND, "E12"]) & every["sex"].ne("persons")
    tidy = every.loc[kept].reset_index(drop=True)
    tidy.attrs["source_columns"] = headings
    return tidy


def _check_persons(file: str, every: pd.DataFrame) -> None:
    key = ["authority_code", "year", "age"]
    persons = every.loc[every["sex"].eq("persons")].set_index(key)
    both = every.loc[every["sex"].ne("persons")].groupby(key)["population"].sum()
    off = persons["population"] - both.reindex(persons.index, fill_value=0)
    problems = [
        Problem(
            file,
            f"persons are {difference:+d} against women and men together",
            "they must agree",
            row=int(row),
            column="population",
        )
        for row, difference in zip(
            persons.loc[off.ne(0), "source_row"], off.loc[off.ne(0)].astype(int), strict=True
        )
    ]
    if problems:
        raise refused(file, problems)


def mid_2011_estimates(path: Path) -> pd.DataFrame:
    """Read mid-2011 estimates as Nomis delivers them: gender 1 and 2, C_AGE = age + 101.

    The file holds the whole United Kingdom, England is kept. It does not name its year.
    """
    frame = read_columns(
        raw.open_csv(path, separator="\t"),
        [
            code("authority_code", "GEOGRAPHY_CODE", AUTHORITY_UK),
            label("sex", "GENDER", {"1": "male", "2": "female"}),
            whole("age", "C_AGE", 101, 101 + TOP_AGE),
            whole("population", "OBS_VALUE"),
        ],
        key=["authority_code", "sex", "age"],
    )
    headings = frame.attrs["source_columns"]
    tidy = frame.loc[frame["authority_code"].str.startswith("E")].reset_index(drop=True)
    tidy["age"] = (tidy["age"] - 101).astype(np.int16)
    tidy.attrs["source_columns"] = headings
    return tidy


def lsoa21_population(path: Path) -> pd.DataFrame:
    """Read people by LSOA (2021) and year from a wide table, with each LSOA's area in km2.

    The density columns are passed over: they are the two others divided.
    """
    opened = raw.open_csv(path)
    years = range(2011, 2023)
    wide = read_columns(
        opened,
        [
            code("lsoa_code", "lsoa21_code", LSOA),
            number("area_km2", "area_km2", 0, 1000),
            *(whole(f"{year}", f"mid{year}_population") for year in years),
        ],
        key=["lsoa_code"],
        unused=["lsoa21_name", *(f"mid{year}_density_per_km2" for year in years)],
    )
    parts = [
        pd.DataFrame(
            {
                "lsoa_code": wide["lsoa_code"],
                "year": np.int16(year),
                "population": wide[f"{year}"].astype(np.int32),
                "area_km2": wide["area_km2"],
                "source_row": wide["source_row"],
                "source_column": f"mid{year}_population",
            }
        )
        for year in years
    ]
    tidy = pd.concat(parts, ignore_index=True).astype({"year": np.int16, "source_column": str})
    tidy.attrs["source_columns"] = {"lsoa_code": "lsoa21_code", "area_km2": "area_km2"}
    return tidy


def lsoa11_population(path: Path) -> pd.DataFrame:
    """Read people by LSOA (2011), year and single year of age."""
    return read_columns(
        raw.open_csv(path),
        [
            code("lsoa_code", "lsoa11_code", LSOA),
            whole("year", "mid_year", 1980, 2100),
            whole("age", "age", 0, TOP_AGE),
            whole("population", "population", 0, 100_000),
        ],
        key=["lsoa_code", "year", "age"],
    )


def lsoa11_population_sex(path: Path) -> pd.DataFrame:
    """Read people by LSOA (2011), year, sex and single year of age."""
    return read_columns(
        raw.open_csv(path),
        [
            code("lsoa_code", "lsoa11_code", LSOA),
            whole("year", "mid_year", 1980, 2100),
            label("sex", "sex", _SEX_COLUMNS),
            whole("age", "age", 0, TOP_AGE),
            whole("population", "population", 0, 100_000),
        ],
        key=["lsoa_code", "year", "sex", "age"],
    )


def projections_2022(path: Path, variant: str) -> pd.DataFrame:
    """Read 2022-based projections of one authority; ``variant`` names which, as the file does not.

    Values carry the publisher's decimals.
    """
    frame = read_columns(
        raw.open_csv(path),
        [
            code("authority_code", "area_code", AUTHORITY_UK),
            whole("year", "year", 2022, 2100),
            label("sex", "sex", {"female": "female", "male": "male"}),
            whole("age", "age", 0, TOP_AGE),
            number("population", "population", 0),
        ],
        key=["authority_code", "year", "sex", "age"],
        unused=["area_name"],
    )
    frame.insert(1, "variant", pd.Series(variant, index=frame.index, dtype=str))
    return frame
