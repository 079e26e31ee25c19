"""Adult social care is read from DHSC's outcomes, NHS costs and recorded diagnoses of dementia."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd

from evidence.errors import Problem
from evidence.tables.readers import raw
from evidence.tables.readers.columns import (
    code,
    label,
    number,
    read_columns,
    refused,
    text,
    whole,
)
from evidence.tables.readers.raw import Raw
from evidence.tables.schemas.patterns import ENGLISH_AREA
from evidence.tables.schemas.social_care import ASCOF_MEASURE

ASCOF_STATUS = {
    "[c]": "suppressed",
    "[x]": "not available",
    "[z]": "not applicable",
}
_NOT_AN_AREA = "[z]"  # groups of councils (shire counties, inner London) have no code
_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_FIGURE = re.compile(rf"(?P<value>{_NUMBER})(?: \((?P<bracketed>{_NUMBER}|:)\))?")
_YEARS = r"20[0-9]{2} to 20[0-9]{2}"
_TITLE = re.compile(r"Table [0-9][a-z](?:\([0-9a-z]+\))?: (?P<title>.*?)(?: ?\[note [0-9]+\])*")
_COSTS = {"Numerator": "numerator", "Denominator": "denominator", "Unit costs": "unit_cost"}
_AREAS = {"luton_611": "E06000032", "england": "E92000001"}


def ascof(path: Path) -> pd.DataFrame:
    """Read the outcomes framework of English councils, regions and England, one figure a row.

    Groups of councils without a code are left out. Where a cell holds a mark, ``value`` is missing
    and ``status`` says why; elsewhere ``status`` is "published". In 2016-17 the survey of carers
    prints a second figure in brackets: ``value_bracketed``, missing elsewhere. Traces of binary
    arithmetic in the copy (23.200000000000003) are rounded away.
    """
    opened = raw.open_csv(path)
    if "ons_code" in opened.cells.columns:
        opened = opened.where(opened.cells["ons_code"].ne(_NOT_AN_AREA))
    frame = read_columns(
        opened,
        [
            code("measure", "measure", ASCOF_MEASURE),
            code("area_code", "ons_code", ENGLISH_AREA),
            text("area_name", "area_name"),
            code("year", "year", _YEARS),
            text("statistic", "statistic"),
            text("cell", "value"),
        ],
        key=["measure", "area_code", "year", "statistic"],
        unused=["la_or_area_code"],
    )
    marked = frame["cell"].isin(list(ASCOF_STATUS))
    parts = frame["cell"].str.extract(rf"^{_FIGURE.pattern}$")
    _refuse(opened, frame["source_row"], parts["value"].isna() & ~marked, "value", "no figure")
    frame["status"] = frame["cell"].map(ASCOF_STATUS).fillna("published").astype(str)
    frame["value"] = _floats(parts["value"]).round(6)
    frame["value_bracketed"] = _floats(parts["bracketed"].mask(parts["bracketed"].eq(":")))
    frame["year"] = frame["year"].str[:4] + "-" + frame["year"].str[-2:]
    columns = ["measure", "area_code", "area_name", "year", "statistic", "value", "status"]
    tidy = frame[[*columns, "value_bracketed", "source_row"]].copy()
    tidy.attrs["source_columns"] = {
        **{name: head for name, head in frame.attrs["source_columns"].items() if name != "cell"},
        "value": "value",
        "status": "value",
        "value_bracketed": "value",
    }
    return tidy


def ascof_titles(path: Path) -> pd.DataFrame:
    """Read what each measure of the outcomes framework is called, without its note marks."""
    opened = raw.open_csv(path)
    frame = read_columns(
        opened,
        [code("measure", "measure", ASCOF_MEASURE), text("title", "title")],
        key=["measure"],
    )
    bare = frame["title"].str.extract(rf"^{_TITLE.pattern}$")["title"]
    _refuse(opened, frame["source_row"], bare.isna(), "title", "not 'Table <measure>: <title>'")
    frame["title"] = bare.str.strip()
    return frame


def dementia_diagnosis(path: Path) -> pd.DataFrame:
    """Read recorded and expected people aged 65 and over with dementia, and the rate in per cent.

    The people aged 65 and over that stand in the file are of another source and are passed over.
    """
    return read_columns(
        raw.open_csv(path),
        [
            code("area_code", "code", ENGLISH_AREA),
            text("area_name", "area"),
            whole("diagnosed", "diagnosed_65plus"),
            whole("expected", "estimated_65plus"),
            number("rate_percent", "dementia_diagnosis_rate_65plus_2026", 0, 200),
        ],
        key=["area_code"],
        unused=["pop_mid2025_all", "pop_mid2025_65plus", "pop_mid2025_85plus"],
    )


def unit_costs(path: Path) -> pd.DataFrame:
    """Read PSS-EX1 2014-15: cost in thousand pounds, weeks of care, pounds a week, by area.

    The notes below the table are passed over. A unit cost printed as "." is missing. Support
    reason "all" is where the file names none.
    """
    opened = raw.open_csv(path)
    kind = "unit_cost_category"
    if kind in opened.cells.columns:
        opened = opened.where(opened.cells[kind].isin([*_COSTS]) | _has_area(opened))
    frames = [_costs_of(opened, heading, area) for heading, area in _AREAS.items()]
    tidy = pd.concat(frames, ignore_index=True)
    tidy.attrs["source_columns"] = frames[0].attrs["source_columns"]
    return tidy


def _has_area(opened: Raw) -> np.ndarray:
    """Say which rows hold a figure: a row of notes holds none."""
    held = np.zeros(len(opened.cells), dtype=bool)
    for heading in _AREAS:
        if heading in opened.cells.columns:
            held |= opened.cells[heading].str.strip().ne("").to_numpy(dtype=bool)
    return held


def _costs_of(opened: Raw, heading: str, area: str) -> pd.DataFrame:
    other = next(name for name in _AREAS if name != heading)
    frame = read_columns(
        opened,
        [
            text("support_type", "support_type"),
            text("age_group", "age_category"),
            text("support_reason", "primary_support_reason", blank=True),
            text("service", "service_delivery_mechanism"),
            text("provision", "unit_cost_provision"),
            label("statistic", "unit_cost_category", _COSTS),
            text("cell", heading),
        ],
        key=[
            "support_type",
            "age_group",
            "support_reason",
            "service",
            "provision",
            "statistic",
        ],
        unused=[other],
    )
    number_like = frame["cell"].str.fullmatch(_NUMBER)
    none = frame["cell"].eq(".") & frame["statistic"].eq("unit_cost")
    _refuse(opened, frame["source_row"], ~number_like & ~none, heading, "no figure")
    frame["support_reason"] = frame["support_reason"].fillna("all")
    frame.insert(0, "area_code", area)
    frame["value"] = _floats(frame["cell"].mask(none))
    frame["source_column"] = heading
    held = frame.attrs["source_columns"]
    tidy = frame.drop(columns="cell")
    tidy = tidy[
        [*tidy.columns.drop(["source_row", "source_column"]), "source_row", "source_column"]
    ]
    tidy.attrs["source_columns"] = {name: head for name, head in held.items() if name != "cell"}
    return tidy


def _floats(words: pd.Series) -> np.ndarray:
    return words.str.replace(",", "").astype("float64").to_numpy()


def _refuse(opened: Raw, rows: pd.Series, bad: pd.Series, column: str, message: str) -> None:
    if bad.any():
        problems = [Problem(opened.file, message, row=int(row), column=column) for row in rows[bad]]
        raise refused(opened.file, problems)
