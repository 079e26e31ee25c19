"""Learning disability: who is likely to be known to services, who is supported, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import estimate, outcome, stated
from evidence.measures.age import TOP, Band
from evidence.measures.area import described
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.place import Place
from evidence.measures.prevalence.base import base
from evidence.measures.prevalence.cascade import Rung, missing
from evidence.measures.prevalence.need import modelled, named
from evidence.measures.prevalence.rate import APPLIED_STANDING
from evidence.measures.trail import selection, together
from evidence.methods.interval import wilson
from evidence.standing import weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

YEAR = "2024-25"
"""The only year for which ASCOF gives accommodation in its present form."""
CONFIDENCE = 0.95
ELSEWHERE = "elsewhere or not recorded"
"""People in long-term support whom ASCOF does not count in their own home or with family."""
SUPPORTED = "learning-disability-supported"
OUT_OF_BOROUGH = "learning-disability-out-of-borough"

_RATES = "prevalence_rates"
_ADMINISTRATIVE = "learning_disability_administrative"
_ADULTS = Band("20+", 20, TOP)


def on_registers(store: Store, areas: Sequence[str], *, year: int) -> pd.DataFrame:
    """Give adults who would be on a council's register at the rate of 24 registers in 2004.

    The rate (Emerson and Hatton: 0.46% of people aged 20 and over) is applied to the newest
    estimates of ``year``; it counts people known to services, not people with the disability.
    """
    rate = store.read(_RATES, where={"condition": [_ADMINISTRATIVE]}).iloc[0]
    series = estimate.held(store).name
    held = base(store, areas, series, [_ADULTS], years=[year], by_sex=False)
    if held is None:
        return empty()
    rows = pd.DataFrame(
        {
            "area_code": held.keys["area_code"],
            "denominator": held.people[:, 0],
            "value": held.people[:, 0] * float(rate["rate_percent"]) / 100,
            "lineage": together(
                selection(_RATES, "rate_percent", {"condition": _ADMINISTRATIVE}),
                held.trail(_ADULTS.lowest, _ADULTS.highest, "persons"),
            ),
        }
    )
    return measure_frame(
        described(store, rows),
        measure="people_at_register_rate",
        variant=f"Emerson and Hatton, registers, on {series}",
        period=f"mid-{year}",
        sex="persons",
        age_band=_ADULTS.name,
        breakdown="learning disability",
        method=f"rate of 24 councils' registers applied to {named(held)}",
        status="modelled",
        standing=weakest([rate["standing"], held.standing, APPLIED_STANDING]).value,
    )


def accommodation(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give adults with a learning disability by home: the share in their own, and the counts.

    ``own_home_share`` is in per cent with Wilson's 95% limits, from ASCOF 2e(1)'s own numerator
    and denominator; ``ascof_people`` is each of these by itself (category "own home or family",
    "supported") and what is left (``ELSEWHERE``). People aged 18 to 64 who received long-term
    support. A suppressed council keeps its status and has no value.
    """
    found = outcome.outcomes(store, areas, [outcome.LEARNING_DISABILITY_OWN_HOME], [YEAR])
    if found.empty:
        return empty()
    known = found["numerator"].notna() & found["denominator"].notna()
    limits = wilson(
        found["numerator"].to_numpy(), found["denominator"].to_numpy(), confidence=CONFIDENCE
    )
    constants = {"variant": "ASCOF 2e(1)", "breakdown": "learning disability"}
    shares = found.drop(columns=["measure", "unit", "statistic"]).assign(
        value=100 * limits.value,
        lower=100 * limits.lower,
        upper=100 * limits.upper,
        confidence=CONFIDENCE,
        status=found["status"].where(~known, "calculated"),
        category="own home or family",
        method="numerator over denominator as published, with Wilson's limits",
        **constants,
    )
    both = found.loc[known].drop(columns=["measure", "unit", "statistic"])
    counts = [
        both.assign(
            value=value,
            numerator=float("nan"),
            denominator=float("nan"),
            category=category,
            method=method,
            status=status,
            **constants,
        )
        for category, value, method, status in (
            ("own home or family", both["numerator"], "as published", both["status"]),
            ("supported", both["denominator"], "as published", both["status"]),
            (
                ELSEWHERE,
                both["denominator"] - both["numerator"],
                "people in long-term support less those in their own home or with family",
                "calculated",
            ),
        )
    ]
    return join(
        measure_frame(shares, measure="own_home_share"),
        *(measure_frame(part, measure="ascof_people") for part in counts if len(part)),
    )


def cascade(store: Store, place: Place, *, year: int) -> tuple[Rung, ...]:
    """Give the rungs of learning disability, from modelled need to out-of-borough placements.

    Need is that of the newest estimates of ``year``. Support is the council's: the county's in a
    district. Only the two rungs of ASCOF have one base.
    """
    need = modelled(
        store,
        [place.code],
        ["learning-disability"],
        rounds=[estimate.held(store).name],
        years=[year],
    )
    need = need[(need["measure"] == "modelled_people") & (need["age_band"] == "18+")]
    people = accommodation(store, [place.upper_tier.code])
    people = people[people["measure"] == "ascof_people"]
    council = place.upper_tier.name
    # In a district the need is the district's and the support the county's: the chart says so.
    whose = f", {council}" if place.is_district else ""
    client_level = "The council's Client Level Data, {}, would fill the gap."
    return (
        Rung(
            "need",
            "Modelled need",
            "adults with a learning disability, Emerson and Hatton's rates",
            f"residents of {place.name} aged 18 and over",
            need,
        ),
        missing(
            "register",
            "On a general practice register",
            "patients of any age on the learning disability register (QOF)",
            "patients of general practices",
            "The register counts of NHS England's Quality and Outcomes Framework would fill the "
            "gap.",
        ),
        Rung(
            "supported",
            f"Supported by the council{whose}",
            "adults whose primary support reason is a learning disability, as the council's "
            "market position statement says",
            f"adults supported by {council} in the year",
            stated.claims(store, [place.upper_tier.code], [SUPPORTED]),
            client_level.format("by primary support reason"),
        ),
        Rung(
            "long-term",
            f"In long-term support{whose}",
            "people aged 18 to 64 with learning disability support (ASCOF)",
            f"people aged 18 to 64 whom {council} gave long-term support in the year",
            people[people["category"] == "supported"],
            "DHSC suppresses or does not give the count; the council's own would fill the gap.",
        ),
        Rung(
            "own-home",
            f"In own home, supported living or with family{whose}",
            "those of the step above who live in their own home or with family (ASCOF), which "
            "includes supported living, Shared Lives and sheltered or extra care housing",
            "the people of the step above",
            people[people["category"] == "own home or family"],
            "DHSC suppresses or does not give the count; the council's own would fill the gap.",
        ),
        missing(
            "supported-living",
            "Of these, in supported living",
            "people with learning disability support in supported living, who are part of the step "
            "above",
            f"people supported by {council}",
            client_level.format("by service and primary support reason"),
        ),
        missing(
            "care-home",
            "In residential or nursing care",
            "people with learning disability support in a care home",
            f"people supported by {council}",
            client_level.format("by service and primary support reason"),
        ),
        Rung(
            "elsewhere",
            "Placed out of the borough (with autism)",
            "people with a learning disability or autism placed out of the borough, as the "
            "council's market position statement says",
            "not stated",
            stated.claims(store, [place.upper_tier.code], [OUT_OF_BOROUGH]),
            client_level.format("with the address of each placement"),
        ),
    )
