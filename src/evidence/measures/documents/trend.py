"""What a document's own table of projected people says about growth, for its sentences' sake."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence.measures.area import described
from evidence.measures.documents.calculation import CLAIMS, MEASURE
from evidence.measures.documents.verdict import printed_step
from evidence.measures.frame import empty, measure_frame
from evidence.standing import Standing, weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

_TABLE = "projections_2016_statement"
_FIRST, _LAST = 2020, 2035
GROWTH = "population-increase-20-years-per-cent"
_SPAN = re.compile(r"next (\d+) years")
# The bands that its table prints side by side; totals are left out.
_TOTALS = ("all", "18-64", "65+")


def growth(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give growth in words and in the table, the least change by age, and older people's lead.

    Rows by breakdown: ``growth-at-the-table-s-pace`` (all ages, over the span that its sentence
    names), ``growth-a-year-in-words`` (with the limits that rounding leaves),
    ``growth-a-year-in-the-table``, ``growth-left-after-the-table`` (what the words ask of the years
    after the table's last), ``least-change-by-age``, ``older-people-ahead``. No rows for an area
    whose statement is not held.
    """
    held = {
        code
        for table in (CLAIMS, _TABLE)
        for code in store.read(table, columns=["authority_code"])["authority_code"].unique()
    }
    rows = [
        row
        for area in areas
        if area in held
        for row in (
            *_in_words(store, area),
            *_in_the_table(store, area),
            *_left(store, area),
        )
    ]
    if not rows:
        return empty()
    own = {"standing": store.standing(_TABLE).value}
    return measure_frame(
        described(store, pd.DataFrame([own | row for row in rows])),
        measure=MEASURE,
        status="calculated",
    )


def _in_words(store: Store, area: str) -> Iterator[dict[str, object]]:
    for claim, years in _told(store, area):
        half = printed_step(claim["value"]) / 2
        rates = [_a_year(claim["value"] + shift, years) for shift in (-half, 0.0, half)]
        yield {
            "area_code": area,
            "variant": claim["document"],
            "period": f"{years} years",
            "breakdown": "growth-a-year-in-words",
            "category": f"growth a year that comes to {claim['value']:g}% in {years} years",
            "lower": rates[0],
            "value": rates[1],
            "upper": rates[2],
            "unit": "% a year",
            "method": "compound growth a year; limits from the rounding of the printed number",
            "lineage": _said(claim),
        }


def _told(store: Store, area: str) -> Iterator[tuple[dict[str, Any], int]]:
    """Give each sentence that puts growth over a span of years, and the span."""
    found = store.read(CLAIMS, where={"claim": [GROWTH], "authority_code": [area]})
    for claim in found.to_dict("records"):
        span = _SPAN.search(claim["quote"])
        if span is not None:
            yield {str(name): value for name, value in claim.items()}, int(span[1])


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
    yield {
        **base,
        "breakdown": "growth-a-year-in-the-table",
        "category": f"growth a year of all ages, {_FIRST} to {_LAST}, in its table",
        "value": _a_year(float(percent["all"]), _LAST - _FIRST),
        "unit": "% a year",
        "method": "compound growth a year of all ages",
        "lineage": _trail(area, ["all"]),
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


def _left(store: Store, area: str) -> Iterator[dict[str, object]]:
    """Say what growth the words leave to the years after the table, if both begin together."""
    table = store.read(_TABLE, where={"authority_code": [area], "age_band": ["all"]})
    people = dict(zip(table["year"], table["population"], strict=True))
    for claim, years in _told(store, area):
        end = _FIRST + years
        if _LAST not in people or end <= _LAST:
            continue
        asked = 1 + claim["value"] / 100
        yield {
            "area_code": area,
            "variant": claim["document"],
            "period": f"mid-{_LAST} to mid-{end}",
            "breakdown": "growth-left-after-the-table",
            "category": f"growth that {claim['value']:g}% in {years} years from {_FIRST} leaves to "
            "the years after the table",
            "value": 100 * (asked * float(people[_FIRST]) / float(people[_LAST]) - 1),
            "unit": "%",
            "method": f"growth in words, less that of the table from {_FIRST} to {_LAST}, both "
            "counted as factors",
            # That both begin in the same year is assumed: the words name none.
            "standing": weakest([store.standing(_TABLE), Standing.DERIVED]).value,
            "lineage": f"{_said(claim)} {_trail(area, ['all'])}",
        }


def _said(claim: dict[str, Any]) -> str:
    return f"{CLAIMS}?claim={GROWTH}&source={claim['source']}#value"


def _a_year(percent: float, years: int) -> float:
    """Turn growth over ``years``, in per cent, into compound growth a year, in per cent."""
    return 100 * float((1 + percent / 100) ** (1 / years) - 1)


def spans(store: Store, area: str) -> Iterator[tuple[int, str]]:
    """Give the years over which its sentence has the population grow, with their trail."""
    for claim, years in _told(store, area):
        yield years, f"{CLAIMS}?claim={GROWTH}&source={claim['source']}#quote"


def _trail(area: str, bands: list[str]) -> str:
    named = "|".join(band.replace("+", "%2B") for band in bands)
    return f"{_TABLE}?authority_code={area}&age_band={named}&year={_FIRST}|{_LAST}#population"
