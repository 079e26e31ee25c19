"""Lookups between the codes of the Office for National Statistics are read as published."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evidence.tables.readers import raw
from evidence.tables.readers.columns import code, label, read_columns, text
from evidence.tables.schemas.patterns import (
    AUTHORITY,
    AUTHORITY_EW,
    AUTHORITY_UK,
    COUNTRY,
    LSOA_EW,
    REGION,
    WARD_EW,
)


def _england(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Keep the rows whose code in ``column`` is English; Wales is in the same files."""
    headings = frame.attrs["source_columns"]
    kept = frame.loc[frame[column].str.startswith("E")].reset_index(drop=True)
    kept.attrs["source_columns"] = headings
    return kept


def lsoa11_ward19(path: Path) -> pd.DataFrame:
    """Read which ward and authority of 2019 each English LSOA of 2011 lies in."""
    frame = read_columns(
        raw.open_csv(path),
        [
            code("lsoa_code", "LSOA11CD", LSOA_EW),
            text("lsoa_name", "LSOA11NM"),
            code("ward_code", "WD19CD", WARD_EW),
            text("ward_name", "WD19NM"),
            code("authority_code", "LAD19CD", AUTHORITY_EW),
            text("authority_name", "LAD19NM"),
        ],
        key=["lsoa_code"],
        unused=["FID"],
    )
    return _england(frame, "lsoa_code")


def lsoa21_ward24(path: Path) -> pd.DataFrame:
    """Read the best-fit ward and authority of 2024 of each English LSOA of 2021."""
    frame = read_columns(
        raw.open_csv(path),
        [
            code("lsoa_code", "LSOA21CD", LSOA_EW),
            text("lsoa_name", "LSOA21NM"),
            code("ward_code", "WD24CD", WARD_EW),
            text("ward_name", "WD24NM"),
            code("authority_code", "LAD24CD", AUTHORITY_EW),
            text("authority_name", "LAD24NM"),
        ],
        key=["lsoa_code"],
        unused=["LSOA21NMW", "WD24NMW", "LAD24NMW", "ObjectId"],
    )
    return _england(frame, "lsoa_code")


def lsoa11_lsoa21(path: Path) -> pd.DataFrame:
    """Read what became of each English LSOA of 2011 in 2021.

    ``change`` is the publisher's letter: U unchanged, S split, M merged, X irregular.
    """
    frame = read_columns(
        raw.open_csv(path),
        [
            code("lsoa11_code", "LSOA11CD", LSOA_EW),
            code("lsoa21_code", "LSOA21CD", LSOA_EW),
            label("change", "CHGIND", {letter: letter for letter in "USMX"}),
            code("authority_code", "LAD22CD", AUTHORITY_EW),
            text("authority_name", "LAD22NM"),
        ],
        key=["lsoa11_code", "lsoa21_code"],
        unused=["LSOA11NM", "LSOA21NM", "LAD22NMW", "ObjectId"],
    )
    return _england(frame, "lsoa11_code")


def authority_codes(path: Path) -> pd.DataFrame:
    """Read every authority code of the United Kingdom since 2011 and what it is now.

    ``current_code`` is the authority that holds the area today (itself where it still exists),
    ``upper_tier_code`` the county or the authority itself. Regions exist in England alone.
    """
    return read_columns(
        raw.open_csv(path),
        [
            code("authority_code", "LADCD", AUTHORITY_UK),
            text("authority_name", "LADNM"),
            code("current_code", "LADCD_ACTIVE", AUTHORITY_UK),
            text("current_name", "LADNM_ACTIVE"),
            code("upper_tier_code", "UTLACD", AUTHORITY_UK),
            text("upper_tier_name", "UTLANM"),
            code("region_code", "RGNCD", REGION, blank=True),
            text("region_name", "RGNNM", blank=True),
            code("country_code", "CTRYCD", COUNTRY),
            label("is_current", "Current", {"TRUE": True, "FALSE": False}),
        ],
        key=["authority_code"],
        unused=[
            *("CAUTHCD", "CAUTHNM", "CTRYNM", "EWCD", "EWNM", "GBCD", "GBNM"),
            *("UKCD", "UKNM", "LAD20CD", "LAD20NM"),
        ],
    )


def regions(path: Path) -> pd.DataFrame:
    """Read the region of every English authority of 2024."""
    return read_columns(
        raw.open_csv(path),
        [
            code("authority_code", "lad24_code", AUTHORITY),
            text("authority_name", "lad24_name"),
            code("region_code", "region24_code", REGION),
            text("region_name", "region24_name"),
        ],
        key=["authority_code"],
    )
