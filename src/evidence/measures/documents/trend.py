"""What a document's own table of projected people says about growth, for its sentences' sake."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.area import described
from evidence.measures.documents.calculation import CLAIMS, MEASURE
from evidence.measures.frame import empty, measure_frame

if TYPE_CHECKING:
    from evidence.tables.store import Store

_TABLE = "projections_2016_statement"
_FIRST, _LAST = 2020, 2035
GROWTH = "population-increase-20-years-per-cent"
_SPAN = re.compile(r"next (\d+) years")
# The bands that its table prints side by side; totals are left out.
_TOTALS = ("all", "18-64", "65+")


def growth(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give growth at the pace of the table, the least change by age, and older people's lead.

    Rows by breakdown: ``growth-at-the-table-s-pace`` (all ages, over the span that its sentence
    names), ``least-change-by-age``, ``older-people-ahead``. No rows for an area whose statement is
    not held.
    """
    held = {
        code
        for table in (CLAIMS, _TABLE)
        for code in store.read(table, columns=["authority_code"])["authority_code"].unique()
    }
    rows = [row for area in areas if area in held for row in _in_the_table(store, area)]
    if not rows:
        return empty()
    return measure_frame(
        described(store, pd.DataFrame(rows)),
        measure=MEASURE,
        status="calculated",
        standing=store.standing(_TABLE).value,
    )


def _in_the_table(store: Store, area: str) -> Iterator[dict[str, object]]:
    table = store.read(_TABLE, where={"authority_code": [area], "year": [_FIRST, _LAST]})
    if table.empty:
        return
    people = table.pivot_table(index="age_band", columns="year", values="population")
    change = people[_LAST] - people[_FIRST]
    percent = 100 * change / people[_FIRST]
    base = {
        "area_code": area,
        "variant": str(table["document"].iloc[0]),
        "period": f"mid-{_FIRST} to mid-{_LAST}",
    }
    for years, trail in spans(store, area):
        yield {
            **base,
            "breakdown": "growth-at-the-table-s-pace",
            "category": f"growth of all ages in its table, carried on to {years} years",
            "value": 100 * float((1 + percent["all"] / 100) ** (years / (_LAST - _FIRST)) - 1),
            "unit": "per cent",
            "method": "growth of all ages compounded to the span that the sentence names",
            "lineage": f"{_trail(area, ['all'])} {trail}",
        }
    single = change.drop(list(_TOTALS))
    least = str(single.idxmin())
    yield {
        **base,
        "breakdown": "least-change-by-age",
        "category": f"change of the age group that grows least in its table, {least}",
        "value": float(single[least]),
        "unit": "people",
        "method": "smallest change of any age group that the table prints",
        "lineage": _trail(area, [least]),
    }
    yield {
        **base,
        "breakdown": "older-people-ahead",
        "category": "growth of people aged 65 and over less growth of people aged 18 to 64",
        "value": float(percent["65+"] - percent["18-64"]),
        "unit": "percentage points",
        "method": "difference of two percentage changes",
        "lineage": _trail(area, ["65+", "18-64"]),
    }


def spans(store: Store, area: str) -> Iterator[tuple[int, str]]:
    """Give the years over which its sentence has the population grow, with their trail."""
    for claim in store.read(CLAIMS, where={"claim": [GROWTH], "authority_code": [area]}).to_dict(
        "records"
    ):
        named = _SPAN.search(claim["quote"])
        if named is not None:
            yield int(named[1]), f"{CLAIMS}?claim={GROWTH}&source={claim['source']}#quote"


def _trail(area: str, bands: list[str]) -> str:
    named = "|".join(band.replace("+", "%2B") for band in bands)
    return f"{_TABLE}?authority_code={area}&age_band={named}&year={_FIRST}|{_LAST}#population"
