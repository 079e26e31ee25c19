"""A cascade goes from people in need to people placed: rungs that share no base share no ratio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from evidence.errors import CheckError
from evidence.measures import estimate, stated
from evidence.measures.frame import empty
from evidence.measures.place import Place
from evidence.measures.prevalence.diagnosis import diagnosis
from evidence.measures.prevalence.need import modelled

if TYPE_CHECKING:
    from evidence.tables.store import Store


_PRIMARY_CARE = "NHS England's primary care dementia data for this council would fill the gap."


@dataclass(frozen=True)
class Rung:
    """One step: whom it counts, out of whom, on what date; missing where ``frame`` has no row.

    ``frame`` is a measure frame of one row, its value the people of the rung. ``remedy`` says
    what would fill a missing rung. ``published_as`` is what kind of number a published one is:
    who published it counted, estimated or modelled it.
    """

    id: str
    label: str
    definition: str
    base: str
    frame: pd.DataFrame
    remedy: str = ""
    published_as: Literal["counted", "estimated", "modelled"] = "counted"

    def __post_init__(self) -> None:
        if len(self.frame) > 1:
            raise CheckError(f"rung {self.id!r} has {len(self.frame)} rows: one or none is needed")
        if self.is_missing and not self.remedy:
            raise CheckError(f"rung {self.id!r} is missing and does not say what would fill it")

    @property
    def is_missing(self) -> bool:
        """Whether no number is held."""
        return self.frame.empty or bool(self.frame["value"].isna().all())

    @property
    def value(self) -> float:
        """People of the rung; NaN where it is missing."""
        return float("nan") if self.is_missing else float(self.frame["value"].iloc[0])

    @property
    def period(self) -> str:
        """The date or period of the count; "" where it is missing."""
        return "" if self.is_missing else str(self.frame["period"].iloc[0])

    @property
    def status(self) -> str:
        """How the number was come by; "not available" where it is missing."""
        return "not available" if self.is_missing else str(self.frame["status"].iloc[0])

    @property
    def kind(self) -> str:
        """What kind of number it is, in the glossary's words; "not available" where missing."""
        return self.published_as if self.status == "published" else self.status


def missing(id: str, label: str, definition: str, base: str, remedy: str) -> Rung:
    """Make a rung of which nothing is held."""
    return Rung(id, label, definition, base, empty(), remedy)


def dementia(store: Store, place: Place, *, year: int) -> tuple[Rung, ...]:
    """Give the rungs of dementia for a place, from modelled need to out-of-borough placements.

    Need is that of the newest estimates of ``year``, CFAS II rates. Support is the council's:
    the county's in a district.
    """
    need = modelled(
        store, [place.code], ["dementia-cfas2"], rounds=[estimate.held(store).name], years=[year]
    )
    need = need[(need["measure"] == "modelled_people") & (need["age_band"] == "65+")]
    known = diagnosis(store, [place.upper_tier.code])
    expected, recorded = (
        known[known["measure"] == measure] for measure in ("dementia_expected", "dementia_recorded")
    )
    frail, caseload = (
        stated.figures(store, [place.code], subjects=[subject])
        for subject in (
            "people with dementia on the frailty patient risk tool",
            "caseload of the dementia specialist service",
        )
    )
    council = place.upper_tier.name
    supported = f"people supported by {council}"
    patients = f"patients of general practices in {council}"
    return (
        Rung(
            "need",
            "Modelled need",
            "people expected to live with dementia, CFAS II rates",
            "residents aged 65 and over",
            need,
        ),
        Rung(
            "expected",
            "Expected among patients",
            "people aged 65 and over whom NHS England expects to have dementia, CFAS II rates",
            patients,
            expected,
            _PRIMARY_CARE,
            published_as="modelled",
        ),
        Rung(
            "recorded",
            "Diagnosed and recorded",
            "people aged 65 and over with a diagnosis on record, NHS England",
            patients,
            recorded,
            _PRIMARY_CARE,
        ),
        missing(
            "register",
            "On a general practice register",
            "patients of any age on the dementia register (QOF)",
            "patients of general practices",
            "The register counts of NHS England's Quality and Outcomes Framework would fill the "
            "gap.",
        ),
        Rung(
            "frailty",
            "Known through the frailty tool",
            "people identified with dementia on the local frailty patient risk tool",
            "not stated",
            frail,
            "The local frailty tool's own count would fill the gap.",
        ),
        Rung(
            "caseload",
            "With a specialist dementia service",
            "people with moderate or severe dementia on the caseload of a specialist service, "
            "about, as a document of the council prints it",
            "not stated",
            caseload,
            "The service's own caseload would fill the gap.",
            published_as="estimated",  # "about 200"
        ),
        missing(
            "supported",
            "Supported by the council",
            "people whose primary support reason is memory and cognition",
            supported,
            "The council's Client Level Data, by primary support reason, would fill the gap.",
        ),
        missing(
            "care-home",
            "In residential or nursing care",
            "people supported for memory and cognition in a care home",
            supported,
            "The council's Client Level Data, by service, would fill the gap.",
        ),
        missing(
            "elsewhere",
            "Placed out of the borough",
            "people supported for memory and cognition in a care home in another council's area",
            supported,
            "The council's Client Level Data with the address of each care home would fill the "
            "gap.",
        ),
    )
