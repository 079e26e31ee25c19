"""A calculation adds up or divides what a document prints, so that it can be held against itself.

Each is declared once, by the ids of the printed figures and claims that it stands on; nothing is
mended, and a calculation of which a part is missing gives no row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.area import described
from evidence.measures.frame import empty, measure_frame
from evidence.measures.trail import together

if TYPE_CHECKING:
    from evidence.tables.store import Store

MEASURE = "document_arithmetic"
CLAIMS, FIGURES = "published_claims", "published_figures"
_IDS = {CLAIMS: "claim", FIGURES: "figure"}


@dataclass(frozen=True)
class Calculation:
    """``factor`` x (``parts`` - ``less``) x ``times`` / ``whole``: sums of printed numbers."""

    id: str
    title: str
    unit: str
    parts: tuple[str, ...]
    less: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    factor: float = 1.0


_YOUNG, _OLD = "18-64", "65-over"
_LEARNING = "learning-disability-support"
_MINDS = "mental-health-support"


def _care(setting: str, stay: str, cells: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"spend-{setting}-{stay}-stay-{need}-{age}-2019-20" for need, age in cells)


_PHYSICAL = (("physical-support", _YOUNG), ("physical-support", _OLD))
_SENSES = (("sensory-support", _OLD),)
_MEMORY = (("memory-and-cognition", _OLD),)
_LEARN = ((_LEARNING, _YOUNG), (_LEARNING, _OLD))
_MIND = ((_MINDS, _YOUNG), (_MINDS, _OLD))
_RESIDENTIAL = (*_PHYSICAL, *_SENSES, *_MEMORY, *_LEARN, *_MIND)
_NURSING_LONG = (*_PHYSICAL, *_MEMORY, *_LEARN, *_MIND)
_NURSING_SHORT = (*_PHYSICAL, *_MEMORY, _LEARN[0], _MIND[1])
_DIRECT = tuple(
    f"spend-direct-payments-{need}-{age}"
    for need in ("physical-support", "sensory-support", "memory-and-cognition", _LEARNING, _MINDS)
    for age in (_YOUNG, _OLD)
)
_DAY_EXTERNAL = tuple(
    f"spend-day-care-external-{cell}"
    for cell in (
        "physical-support-18-64",
        "physical-support-65-over",
        "sensory-support-18-64",
        "memory-and-cognition-18-64",
        "memory-and-cognition-65-over",
        "learning-disability-support-18-64",
    )
)
_DAY_INTERNAL = tuple(
    f"spend-day-care-internal-{cell}"
    for cell in (
        "physical-support-18-64",
        "physical-support-65-over",
        "memory-and-cognition-65-over",
        "learning-disability-support-18-64",
        "commissioning-and-service-delivery",
    )
)
_LEARNING_SPEND = (
    f"spend-direct-payments-{_LEARNING}-{_YOUNG}",
    f"spend-direct-payments-{_LEARNING}-{_OLD}",
    *_care("nursing-homes", "long", _LEARN),
    *_care("nursing-homes", "short", _LEARN[:1]),
    *_care("residential-care-homes", "long", _LEARN),
    *_care("residential-care-homes", "short", _LEARN),
    f"spend-day-care-external-{_LEARNING}-{_YOUNG}",
    f"spend-day-care-internal-{_LEARNING}-{_YOUNG}",
)
_PEOPLE = "people-supported-{}-long-stay-all-{}-2019-20"

CALCULATIONS = (
    Calculation("direct-payments", "sum of the ten cells of its table", "£", _DIRECT),
    Calculation("day-care-external", "sum of the cells of its table", "£", _DAY_EXTERNAL),
    Calculation("day-care-internal", "sum of the cells of its table", "£", _DAY_INTERNAL),
    Calculation(
        "residential-long-stay",
        "sum of the cells of its table",
        "£",
        _care("residential-care-homes", "long", _RESIDENTIAL),
    ),
    Calculation(
        "residential-short-stay",
        "sum of the cells of its table",
        "£",
        _care("residential-care-homes", "short", _RESIDENTIAL),
    ),
    Calculation(
        "nursing-long-stay",
        "sum of the cells of its table",
        "£",
        _care("nursing-homes", "long", _NURSING_LONG),
    ),
    Calculation(
        "nursing-short-stay",
        "sum of the cells of its table",
        "£",
        _care("nursing-homes", "short", _NURSING_SHORT),
    ),
    Calculation(
        "learning-disability-spend",
        "sum of every cell for learning disability in its tables",
        "£",
        _LEARNING_SPEND,
    ),
    Calculation(
        "residential-people",
        "sum of its two age groups",
        "people",
        tuple(_PEOPLE.format("residential-care-homes", age) for age in (_YOUNG, _OLD)),
    ),
    Calculation(
        "nursing-people",
        "sum of its two age groups",
        "people",
        tuple(_PEOPLE.format("nursing-homes", age) for age in (_YOUNG, _OLD)),
    ),
    Calculation(
        "specialist-homes",
        "sum of its three kinds of home",
        "homes",
        (
            "requirement-age-exclusive-housing-older-people-by-2030",
            "requirement-sheltered-housing-older-people-by-2030",
            "requirement-extra-care-housing-older-people-by-2030",
        ),
    ),
    Calculation(
        "supported-living-increase",
        "150 and 222 placements, as it prints them",
        "per cent",
        ("placements-supported-living-learning-disability-support-18-over-2017-18",),
        ("placements-supported-living-learning-disability-support-18-over-2015-16",),
        ("placements-supported-living-learning-disability-support-18-over-2015-16",),
        factor=100.0,
    ),
    Calculation(
        "frail-65-over",
        "sum of its three degrees of frailty",
        "people",
        ("frail-mild", "frail-moderate", "frail-severe"),
    ),
    Calculation(
        "substance-misuse",
        "sum of its four groups",
        "people",
        tuple(
            f"substance-misuse-{group}"
            for group in ("opiates", "non-opiates", "alcohol", "alcohol-and-non-opiates")
        ),
    ),
    Calculation(
        "services-quality-assured",
        "sum of its six kinds of service",
        "services",
        tuple(
            f"services-quality-assured-{kind}"
            for kind in (
                "domiciliary",
                "learning-disability",
                "nursing",
                "residential",
                "mental-health",
                "non-statutory",
            )
        ),
    ),
    Calculation(
        "care-quality-ratings",
        "sum of the four ratings it lists",
        "services",
        tuple(
            f"care-quality-{rating}"
            for rating in ("outstanding", "good", "requires-improvement", "inadequate")
        ),
    ),
    Calculation(
        "people-out-of-area",
        "10% of the 568 adults it supported",
        "people",
        ("learning-disability-living-out-of-area",),
        times=("learning-disability-supported",),
        factor=0.01,
    ),
    Calculation(
        "seventeen-per-cent",
        "17% of the 214,700 people it starts from",
        "people",
        ("population-increase-20-years-per-cent",),
        times=("population-now",),
        factor=0.01,
    ),
    Calculation(
        "share-out-of-borough",
        "33 people as a share of the 568 adults it supported",
        "per cent",
        ("learning-disability-out-of-borough",),
        whole=("learning-disability-supported",),
        factor=100.0,
    ),
    Calculation(
        "density",
        "its people divided by its hectares",
        "people per hectare",
        ("population-now",),
        whole=("area-hectares",),
    ),
)


def calculated(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give every calculation of which all parts are printed for an area.

    variant is the document, breakdown the calculation's id, category what was done; numerator and
    denominator are those of a quotient. Unit as declared, standing that of the transcription.
    """
    printed = _printed(store, areas)
    held = set(printed["authority_code"])
    rows = [row for area in areas if area in held for row in _rows(printed, area)]
    if not rows:
        return empty()
    return measure_frame(
        described(store, pd.DataFrame(rows)),
        measure=MEASURE,
        period="as printed",
        status="calculated",
        standing=store.standing(CLAIMS).value,
    )


def _printed(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    frames = []
    for table, name in _IDS.items():
        read = store.read(
            table,
            columns=[name, "authority_code", "document", "value", "source"],
            where={"authority_code": list(areas)},
        )
        frames.append(read.rename(columns={name: "id"}).assign(table=table))
    found = pd.concat(frames, ignore_index=True)
    return found[found["value"].notna()].set_index("id")


def _rows(printed: pd.DataFrame, area: str) -> Iterator[dict[str, object]]:
    mine = printed[printed["authority_code"] == area]
    for item in CALCULATIONS:
        asked = (*item.parts, *item.less, *item.times, *item.whole)
        if not set(asked) <= set(mine.index):
            continue
        top = mine.loc[list(item.parts), "value"].sum() - mine.loc[list(item.less), "value"].sum()
        top *= mine.loc[list(item.times), "value"].sum() if item.times else 1
        bottom = mine.loc[list(item.whole), "value"].sum() if item.whole else float("nan")
        yield {
            "area_code": area,
            "variant": mine.loc[item.parts[0], "document"],
            "breakdown": item.id,
            "category": item.title,
            "numerator": top if item.whole else float("nan"),
            "denominator": bottom,
            "value": item.factor * (top / bottom if item.whole else top),
            "unit": item.unit,
            "method": "worked out from what the document prints: " + item.title,
            "lineage": lineage(mine.loc[list(dict.fromkeys(asked))]),
        }


def lineage(found: pd.DataFrame) -> str:
    """Write the trail of printed numbers: index their ids, with the table each stands in."""
    selections = [
        f"{table}?{_IDS[str(table)]}={'|'.join(sorted(rows.index))}&source={source}#value"
        for (table, source), rows in found.groupby(["table", "source"], sort=True)
    ]
    return str(together(*selections))
