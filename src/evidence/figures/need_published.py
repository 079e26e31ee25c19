"""Published need is listed beside what the method it names gives, and what that shows."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.listing import Listing
from evidence.figures.table import Column, FigureTable
from evidence.measures import wording
from evidence.measures.documents.verdict import CLOSE_WITHIN, Verdict
from evidence.measures.place import Place
from evidence.measures.prevalence.need import ROUNDED
from evidence.measures.prevalence.published import PLANNED, verdict

_TOTALS = ("18+", "18-64", "65+")
_TOLD_APART = (Verdict.CLOSE, Verdict.DIFFERS, Verdict.NEEDS_EXPLAINING)


def published(differences: pd.DataFrame, *, id: str, place: Place) -> Listing:
    """List what documents state of need, what the stated method gives, and how far apart.

    ``differences``: ``prevalence.published.against`` of the place. Ours are rounded as PANSI does,
    and judged by the rule of the chapter on documents, which has single bands of age too.
    """
    found = differences[
        (differences["measure"] == "modelled_difference_percent")
        & (differences["area_code"] == place.code)
        & differences["variant"].str.endswith(ROUNDED)
        & differences["age_band"].isin(_TOTALS)
    ]
    if found.empty:
        raise CheckError(f"no document of {place.name} states need: show a notice instead")
    columns = (
        Column("about", "Who is counted"),
        Column("year", "Year"),
        Column("stated", "Stated", "people", "number"),
        Column("ours", "Ours", "people", "number"),
        Column("verdict", "What that shows"),
    )
    records = [
        {
            "about": _about(item["breakdown"], item["age_band"]),
            "year": item["period"].removeprefix("mid-"),
            "stated": item["denominator"],
            "ours": item["numerator"],
            "verdict": shown(item),
        }
        for _, item in found.sort_values(["breakdown", "period"]).iterrows()
    ]
    caption = (
        f"Modelled need that documents of {place.name} state, beside ours: the same rates, rounded "
        f"as PANSI does, on the document's own population table (taken to be ONS's {PLANNED} round)"
    )
    if any(str(item["verdict"]).startswith("Close") for item in records):
        caption += f". Close: not met, and at most {CLOSE_WITHIN:.0%} off"
    return Listing(id, FigureTable.of(caption, columns, records))


def shown(item: pd.Series) -> str:
    """Say what holding a row of ``prevalence.published.against`` in per cent comes to."""
    found = verdict(item)
    words = found.value[:1].upper() + found.value[1:]
    if found not in _TOLD_APART and not item["more_than"]:
        return words
    percent = float(item["value"])
    side = wording.higher_or_lower(percent)
    apart = "less than 0.1% away" if side == "about the same" else wording.percent(percent)
    if side != "about the same":
        apart += f" {side}"
    if item["more_than"]:
        stated = wording.people(float(item["denominator"]), counted=True)
        return f"{words}: over {stated} is stated, and ours is {apart}"
    return f"{words}: ours is {apart}"


def _about(condition: str, age_band: str) -> str:
    return f"{condition[0].upper()}{condition[1:]}, {wording.ages(age_band)}"
