"""What a document prints of need is set beside what its stated method gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import stated
from evidence.measures.comparison import weaker
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.prevalence.model import MODELS
from evidence.measures.prevalence.need import Mode, modelled

if TYPE_CHECKING:
    from evidence.tables.store import Store


@dataclass(frozen=True)
class Published:
    """A claim that states a number of people in need: of which model, year and ages it is."""

    claim: str
    model: str
    year: int
    ages: str


PUBLISHED = (
    Published("dementia-diagnosed-2020", "dementia-uk", 2020, "65+"),
    Published("dementia-2035", "dementia-uk", 2035, "65+"),
    Published("learning-disability-2020", "learning-disability", 2020, "18+"),
    Published("learning-disability-2035", "learning-disability", 2035, "18+"),
    Published("autism-2020", "autism", 2020, "18+"),
    Published("autism-2035", "autism", 2035, "18+"),
    Published("common-mental-disorder-2020", "common-mental-disorder", 2020, "18-64"),
    Published(
        "two-or-more-psychiatric-disorders-2020",
        "two-or-more-psychiatric-disorders",
        2020,
        "18-64",
    ),
    Published("personal-care-disability-2020", "personal-care-disability", 2020, "18-64"),
    Published("personal-care-disability-2035", "personal-care-disability", 2035, "18-64"),
)
"""What the held documents state of modelled need."""

PLANNED = "2016-based"
"""The round that those documents stand on."""


_MODES: tuple[Mode, ...] = ("full", "pansi")


def against(store: Store, areas: Sequence[str], conditions: Sequence[str] = ()) -> pd.DataFrame:
    """Give by how much our models differ from what documents state, in people and per cent.

    Each stated number (denominator) is set against every model of its condition on the round the
    document stands on (numerator), in full precision and as PANSI rounds. category is the claim's
    id. No rows for an area of which no document is held.
    """
    about = [
        item for item in PUBLISHED if not conditions or MODELS[item.model].condition in conditions
    ]
    said = stated.claims(store, areas, [item.claim for item in about])
    if said.empty:
        return empty()
    named = pd.DataFrame(
        {
            "category": [item.claim for item in about],
            "breakdown": [MODELS[item.model].condition for item in about],
            "period": [f"mid-{item.year}" for item in about],
            "age_band": [item.ages for item in about],
        }
    )
    theirs = said[["area_code", "breakdown", "value", "lineage", "standing"]].rename(
        columns={
            "breakdown": "category",
            "value": "denominator",
            "lineage": "of",
            "standing": "other",
        }
    )
    names = [one.id for one in MODELS.values() if one.condition in set(named["breakdown"])]
    years = sorted({item.year for item in about})
    ours = join(
        *(
            modelled(store, areas, names, rounds=[PLANNED], years=years, mode=mode)
            for mode in _MODES
        )
    )
    ours = ours[ours["measure"] == "modelled_people"]
    kept = ["area_code", "area_type", "area_name", "area_vintage", "variant", "sex"]
    pairs = (
        ours[[*kept, "breakdown", "period", "age_band", "value", "lineage", "standing"]]
        .rename(columns={"value": "numerator"})
        .merge(named, on=["breakdown", "period", "age_band"])
        .merge(theirs, on=["area_code", "category"])
    )
    pairs["lineage"] = pairs["lineage"] + " " + pairs.pop("of")
    pairs["standing"] = weaker(pairs["standing"], pairs.pop("other"))
    pairs["method"] = pairs["variant"] + " less what the document states"
    gap = pairs["numerator"] - pairs["denominator"]
    return join(
        measure_frame(pairs.assign(value=gap), measure="modelled_difference", status="calculated"),
        measure_frame(
            pairs.assign(value=100 * gap / pairs["denominator"]),
            measure="modelled_difference_percent",
            status="calculated",
        ),
    )
