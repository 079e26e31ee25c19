"""MHCLG's summaries of deprivation by authority are read from every sheet of File 10 of 2019."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from evidence.tables.readers import raw
from evidence.tables.readers.columns import Column, code, number, read_columns, text, whole
from evidence.tables.readers.raw import Raw
from evidence.tables.schemas.deprivation import AUTHORITIES_2019, LSOAS_2019
from evidence.tables.schemas.patterns import AUTHORITY

# Sheet, and the words its headings open with (those of the IMD sheet drift to "IMD 2019").
_SHEETS = {
    "imd": ("IMD", ("IMD", "IMD 2019")),
    "income": ("Income", ("Income",)),
    "employment": ("Employment", ("Employment",)),
    "education": ("Education", ("Education, Skills and Training",)),
    "health": ("Health", ("Health Deprivation and Disability",)),
    "crime": ("Crime", ("Crime",)),
    "barriers": ("Barriers", ("Barriers to Housing and Services",)),
    "living_environment": ("Living", ("Living Environment",)),
    "idaci": ("IDACI", ("IDACI",)),
    "idaopi": ("IDAOPI", ("IDAOPI",)),
}
_SUMMARIES = {
    "average_rank": "Average rank",
    "average_rank_rank": "Rank of average rank",
    "average_score": "Average score",
    "average_score_rank": "Rank of average score",
    "proportion": "Proportion of LSOAs in most deprived 10% nationally",
    "proportion_rank": "Rank of proportion of LSOAs in most deprived 10% nationally",
}
_IMD_ONLY = {
    "extent": "Extent",
    "extent_rank": "Rank of extent",
    "local_concentration": "Local concentration",
    "local_concentration_rank": "Rank of local concentration",
}


def iod2019_authorities(path: Path) -> pd.DataFrame:
    """Read the summary measures of the IMD, the domains and the two supplementary indices.

    One row per authority and ``domain``. Extent and local concentration are published for the
    IMD alone and missing elsewhere. An average rank is of reversed ranks: higher is more
    deprived; a rank of authorities counts from 1, the most deprived. Source: IoD2019 File 10.
    """
    sheets = raw.open_sheets(path, [sheet for sheet, _ in _SHEETS.values()])
    frames = []
    for domain, (sheet, openings) in _SHEETS.items():
        frame = read_columns(
            _without_openings(sheets[sheet], openings),
            _columns(with_imd=domain == "imd"),
            key=["authority_code"],
            unused=[
                *("Income scale", "Rank of Income Scale"),
                *("Employment scale", "Rank of Employment Scale"),
            ],
        )
        for name in _IMD_ONLY:
            # A rank that is missing in nine sheets of ten must still be whole.
            held = frame[name] if name in frame else pd.Series(np.nan, index=frame.index)
            frame[name] = held.astype("Int16") if name.endswith("_rank") else held
        frame.insert(2, "domain", pd.Series(domain, index=frame.index, dtype=str))
        frames.append(frame)
    headings = {
        **{column.name: column.heading for column in _columns(with_imd=True)},
        "domain": "(the sheet)",
    }
    order = ["authority_code", "authority_name", "domain", *_SUMMARIES, *_IMD_ONLY, "source_row"]
    whole_book = pd.concat(frames, ignore_index=True)[order]
    whole_book.attrs["source_columns"] = headings
    return whole_book


def _columns(*, with_imd: bool) -> list[Column]:
    wanted = {**_SUMMARIES, **(_IMD_ONLY if with_imd else {})}
    return [
        code("authority_code", "Local Authority District code (2019)", AUTHORITY),
        text("authority_name", "Local Authority District name (2019)"),
        *(_summary(name, heading) for name, heading in wanted.items()),
    ]


def _summary(name: str, heading: str) -> Column:
    if name in ("proportion", "extent"):
        return number(name, heading, 0, 1)
    if name in ("average_rank", "local_concentration"):
        return number(name, heading, 1, LSOAS_2019)
    if name == "average_score":
        return number(name, heading)  # health and crime scores may be negative
    return whole(name, heading, 1, AUTHORITIES_2019)


def _without_openings(sheet: Raw, openings: tuple[str, ...]) -> Raw:
    """Drop the domain's name from the front of each heading, so that one declaration fits all."""
    cells = sheet.cells.rename(
        columns=lambda heading: next(
            (
                heading.removeprefix(f"{opening} - ")
                for opening in openings
                if heading.startswith(f"{opening} - ")
            ),
            heading,
        )
    )
    return Raw(sheet.file, cells, sheet.rows, sheet.heading_row)
