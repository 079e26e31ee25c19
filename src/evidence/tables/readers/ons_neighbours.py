"""ONS statistical nearest neighbours and the features they rest on are read from one workbook.

Counties, districts and all four nations stand side by side in it, as its publisher made it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from evidence.tables.readers import raw
from evidence.tables.readers.columns import code, number, read_columns, text
from evidence.tables.readers.raw import Raw
from evidence.tables.schemas.patterns import AUTHORITY_UK

_HEADING_ROW = 4
_MODELS = {"global": "7.a", "economic": "7.b", "demographic": "7.c"}
_NEIGHBOURS = 20
_FEATURES_SHEET = "4"
_MARKS = {"[x]": "not available", "[c]": "suppressed"}
_FEATURES = (
    "4g coverage (%)",
    "5g coverage (%)",
    "Anxiety (0 to 10 scale)",
    "Business births (%)",
    "Children in relative poverty (%)",
    "CO2 emissions (per capita)",
    "Dependency ratio",
    "Employment rate (%)",
    "Gigabit capable broadband availability (%)",
    "Gross median weekly pay (£)",
    "Gross value added per hour worked (£)",
    "Guest nights stayed (per 10,000 population)",
    "Happiness (0 to 10 scale)",
    "Healthy life expectancy (years)",
    "High growth businesses (%)",
    "Households that are renting privately (%)",
    "Housing completions (per 10,000 population)",
    "Life satisfaction (0 to 10 scale)",
    "Mean domestic electricity consumption (KwH per meter)",
    "Median house price (£)",
    "Museums (per 100,000 population)",
    "Population change (%)",
    "Population density (residents per square km)",
    "Population who smoke cigarettes (%)",
    "Proportion of residents of white ethnicity (%)",
    "Residents who are not religious (%)",
    "Residents with level 3 or above qualifications (%)",
    "Residents with no qualifications (%)",
    "Supermarkets (per 10,000 population)",
    "Workers employed in construction (%)",
    "Workers employed in manufacturing (%)",
)


def nearest_neighbours(path: Path) -> pd.DataFrame:
    """Read the twenty nearest neighbours of every authority under each of three models."""
    sheets = raw.open_sheets(path, list(_MODELS.values()), _HEADING_ROW)
    places = range(1, _NEIGHBOURS + 1)
    frames = []
    for model, sheet in _MODELS.items():
        wide = read_columns(
            sheets[sheet],
            [
                code("authority_code", "Local Authority Code", AUTHORITY_UK),
                *(
                    code(f"code_{place}", f"Neighbour {place}: code", AUTHORITY_UK)
                    for place in places
                ),
                *(text(f"name_{place}", f"Neighbour {place}: name") for place in places),
            ],
            key=["authority_code"],
            unused=["Local Authority Name"],
        )
        frames += [
            pd.DataFrame(
                {
                    "authority_code": wide["authority_code"],
                    "model": model,
                    "rank": np.int16(place),
                    "neighbour_code": wide[f"code_{place}"],
                    "neighbour_name": wide[f"name_{place}"],
                    "source_row": wide["source_row"],
                    "source_column": f"Neighbour {place}: code",
                }
            )
            for place in places
        ]
    tidy = pd.concat(frames, ignore_index=True)
    tidy = tidy.astype({"model": str, "source_column": str, "rank": np.int16})
    tidy.attrs["source_columns"] = {
        "authority_code": "Local Authority Code",
        "model": "(the sheet: 7.a global, 7.b economic, 7.c demographic)",
    }
    return tidy


def neighbour_features(path: Path) -> pd.DataFrame:
    """Read the features behind the models, before any winsorising.

    A value marked [c] is suppressed and one marked [x] is not available: both are missing here,
    and ``status`` says which. Source: table 4 of the workbook.
    """
    sheet = raw.open_xlsx(path, _FEATURES_SHEET, _HEADING_ROW)
    marks = sheet.cells.apply(lambda cells: cells.str.strip().map(_MARKS))
    # A mark is a value that its publisher withholds; the number standing in is never seen again.
    unmarked = Raw(sheet.file, sheet.cells.mask(marks.notna(), "0"), sheet.rows, sheet.heading_row)
    wide = read_columns(
        unmarked,
        [
            code("authority_code", "Local Authority Code", AUTHORITY_UK),
            *(number(feature, feature) for feature in _FEATURES),
        ],
        key=["authority_code"],
        unused=["Local Authority Name"],
    )
    parts = [
        pd.DataFrame(
            {
                "authority_code": wide["authority_code"],
                "feature": feature,
                "value": wide[feature].mask(marks[feature].notna()),
                "status": marks[feature].fillna("published"),
                "source_row": wide["source_row"],
                "source_column": feature,
            }
        )
        for feature in _FEATURES
    ]
    tidy = pd.concat(parts, ignore_index=True)
    tidy = tidy.astype({"feature": str, "status": str, "source_column": str})
    tidy.attrs["source_columns"] = {"authority_code": "Local Authority Code"}
    return tidy
