"""Inequality figures set the fifths of a place side by side, always with the share of the old."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import dots
from evidence.figures.deprivation_selection import figure
from evidence.figures.drawing import Record
from evidence.figures.figure import Figure
from evidence.figures.intervals import Mark, intervals
from evidence.figures.table import Column, FigureTable, rounded
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.inequality import RELEASE
from evidence.measures.place import Place
from evidence.measures.release import spoken
from evidence.sources.catalogue import Catalogue

_FIFTHS = {
    "1": "Most deprived",
    "2": "Second",
    "3": "Third",
    "4": "Fourth",
    "5": "Least deprived",
}
_PANELS = {
    "bad or very bad": ("In bad or very bad health", "Bad or very\nbad health"),
    "limited a lot": ("Limited a lot by disability", "Limited a lot\nby disability"),
    "deprived in two or more dimensions": (
        "Households deprived in two or more dimensions",
        "Households\ndeprived in\ntwo or more",
    ),
    "aged 65 and over": ("Aged 65 and over", "Aged 65\nand over"),
}
_SHARES = {
    "bad or very bad": "In bad or very bad health",
    "disabled": "Disabled",
    "limited a lot": "Limited a lot",
    "limited a little": "Limited a little",
    "any hours": "Giving any unpaid care (aged 5+)",
    "50 hours or more": "Giving 50 hours or more (aged 5+)",
    "deprived in two or more dimensions": "Households deprived in two or more dimensions",
    "aged 65 and over": "Aged 65 and over",
}
_UNADJUSTED = (
    "Not age-standardised: the more deprived fifths may be younger or older, so read each beside "
    "the share aged 65 and over."
)
_LEVEL, _OUTER = 0.95, 0.998


def by_fifth(found: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw shares by fifth of deprivation, a panel for each share, with 95% limits.

    ``found``: ``inequality.by_fifth`` of the place.
    """
    rows = found[(found["area_code"] == place.code) & (found["confidence"] == _LEVEL)]
    if rows.empty:
        raise CheckError(f"no census share by fifth is held for {place.name}: show a notice")
    points: list[Record] = []
    for number, label in _FIFTHS.items():
        point: Record = {"row": label, "kind": "place"}
        for share in _SHARES:
            own = row(rows, breakdown=share, category=number)
            field = _field(share)
            point |= {
                field: rounded(own["value"], 1),
                f"{field}_text": wording.percent(own["value"]),
                f"{field}_lower": rounded(own["lower"], 2),
                f"{field}_upper": rounded(own["upper"], 2),
                f"{field}_count": int(own["numerator"]),
            }
        points.append(point)
    drawing = dots.compared(
        list(_FIFTHS.values()),
        points,
        [
            dots.Panel(
                title=title,
                short=short,
                field=_field(share),
                text=f"{_field(share)}_text",
                highest=max(float(str(point[f"{_field(share)}_upper"])) for point in points),
                lower=f"{_field(share)}_lower",
                upper=f"{_field(share)}_upper",
            )
            for share, (title, short) in _PANELS.items()
        ],
    )
    first, last = points[0], points[-1]
    columns = [Column("row", "Fifth of small areas")]
    for share, title in _SHARES.items():
        unit = "households" if share.startswith("deprived") else "people"
        columns += [
            Column(f"{_field(share)}_count", f"{title}, {unit}", unit, "number"),
            Column(_field(share), title, "%", "number", 1),
            Column(f"{_field(share)}_lower", f"{title}, lower limit", "%", "number", 2),
            Column(f"{_field(share)}_upper", f"{title}, upper limit", "%", "number", 2),
        ]
    health = "bad_or_very_bad_text"
    return figure(
        "inequality-fifths",
        f"{first[health]} of residents of the most deprived fifth of {place.name} were in bad or "
        f"very bad health; {last[health]} of the least deprived fifth",
        f"Residents (households in one panel) counted at Census 2021, % of each fifth of the small "
        f"areas of {place.name} by rank on {spoken(RELEASE)}, with 95% intervals; where no bar "
        f"shows, the interval is narrower than its dot. {_UNADJUSTED}",
        drawing,
        FigureTable.of(f"Census 2021 by fifth of deprivation, {place.name}", columns, points),
        "Dots with 95% intervals for five fifths from the most to the least deprived. "
        + " ".join(
            f"{title}: {first[f'{_field(share)}_text']} to {last[f'{_field(share)}_text']}."
            for share, (title, _) in _PANELS.items()
        ),
        catalogue,
        rows,
    )


def indices(found: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw the relative index of each share with its 95% limits; the slope stands in the table.

    ``found``: ``inequality.indices`` of the place.
    """
    own = found[found["area_code"] == place.code]
    ratios = own[(own["measure"] == "inequality_ratio") & (own["confidence"] == _LEVEL)]
    if ratios.empty:
        raise CheckError(f"no inequality index is held for {place.name}: show a notice")
    ordered = ratios.sort_values(["value", "breakdown"], ascending=[False, True])
    marks = [
        Mark(
            _SHARES[share],
            value,
            f"{wording.number(value, 2)} ({wording.number(low, 2)} to {wording.number(high, 2)})",
            "place",
            low,
            high,
            short=wording.number(value, 2),
            beneath=f"({wording.number(low, 2)} to {wording.number(high, 2)})",
        )
        for share, value, low, high in zip(
            ordered["breakdown"], ordered["value"], ordered["lower"], ordered["upper"], strict=True
        )
    ]
    drawing = intervals(
        marks,
        axis="Most deprived end over least deprived end; the dashed line, 1, is no difference",
        decimals=3,
        level=1.0,
    )
    top = marks[0]
    records = []
    for share in ordered["breakdown"]:
        record: Record = {"share": _SHARES[share]}
        for name, measure in (("ratio", "inequality_ratio"), ("slope", "inequality_slope")):
            for level, end in ((_LEVEL, ""), (_OUTER, "_outer")):
                item = row(own, measure=measure, breakdown=share, confidence=level)
                record[name] = item["value"]
                record[f"{name}_lower{end}"] = item["lower"]
                record[f"{name}_upper{end}"] = item["upper"]
        records.append(record)
    columns = [Column("share", "Share at Census 2021")]
    for name, title, unit, decimals in (
        ("ratio", "Relative index", "ratio", 2),
        ("slope", "Slope index", "percentage points", 1),
    ):
        columns.append(Column(name, title, unit, "number", decimals))
        for which, shown in (("", "95%"), ("_outer", "99.8%")):
            columns += [
                Column(f"{name}_{end}{which}", f"{title}, {end} {shown} limit", unit, "number", 2)
                for end in ("lower", "upper")
            ]
    return figure(
        "inequality-indices",
        f"{top.label}: fitted over the whole scale, {wording.number(top.value or 0.0, 1)} times as "
        f"frequent at the most deprived end of {place.name} as at the least deprived",
        "Relative index of inequality, with 95% intervals: what a logistic line fitted to the "
        f"census counts of five fifths of the small areas of {place.name} ({spoken(RELEASE)}) has "
        "at the most deprived end over what it has at the least. The slope index in the table is "
        f"the one less the other. Census 2021. {_UNADJUSTED}",
        drawing,
        FigureTable.of(f"Inequality indices, {place.name}", columns, records),
        "Dots with 95% intervals of the relative index, from "
        f"{top.text} ({top.label}) to {marks[-1].text} ({marks[-1].label}).",
        catalogue,
        own,
    )


def _field(share: str) -> str:
    return share.replace(" ", "_")
