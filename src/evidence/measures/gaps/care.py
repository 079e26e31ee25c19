"""What is not held of the care homes, home care and spend of a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evidence.measures import stated
from evidence.measures.care import outcome_limits, unit_cost
from evidence.measures.place import Place

if TYPE_CHECKING:
    from evidence.tables.store import Store


def missing(store: Store, place: Place) -> Iterator[tuple[str, str, str]]:
    """Give id, what is missing and what would fill it, in the order of the page."""
    council = place.upper_tier
    rates = outcome_limits.admissions(store, [council.code])
    if not rates["value"].notna().any():
        yield (
            "care.outcomes",
            f"admissions to care homes and other outcomes of {council.name} are suppressed or not "
            "available.",
            "DHSC prints them where no person could be told from them; the council's own records "
            "would fill the gap.",
        )
    elif rates.loc[rates["breakdown"] == "2b", "value"].isna().all():
        yield (
            "care.admissions-younger",
            f"admissions to care homes at ages 18 to 64 of {council.name} are suppressed or not "
            "available.",
            "DHSC prints them where no person could be told from them; the council's own records "
            "would fill the gap.",
        )
    document = stated.figures(store, [place.code], subjects=["spend"])
    if document.empty:
        remedy = "The tables of the council's market position statement would fill the gap."
        yield (
            "care.people",
            "how many people each service supports, and for what reason, is not held.",
            remedy,
        )
        yield (
            "care.spend",
            "what is spent by service, support reason and age is not held.",
            remedy,
        )
        yield (
            "care.beds",
            "how many beds care homes have, how many are filled and who pays is not held.",
            remedy,
        )
    else:
        yield (
            "care.years",
            "the tables of direct payments and day care, and the sentence on supported living, "
            "name no year, so services cannot be added to one total.",
            "The council's finance return for one named year would fill the gap.",
        )
        yield (
            "care.by-need",
            "home care and supported living are not broken down for people with a learning "
            "disability, people with mental ill-health or people with dementia.",
            "The same finance return, by primary support reason, would fill the gap.",
        )
    if unit_cost.unit_costs(store, [council.code]).empty:
        yield (
            "care.unit-costs",
            "what a week of care costs is not held for any year.",
            "NHS England's Adult Social Care Activity and Finance Report would fill the gap.",
        )
    else:
        yield (
            "care.unit-costs-later",
            "what a week of care cost after 2014-15 is not held.",
            "NHS England's Adult Social Care Activity and Finance Report would fill the gap.",
        )
    yield (
        "care.trend",
        "admissions, direct payments and homes of people with long-term support are held for "
        "2024-25 alone, so no change can be told.",
        "The next years of the same framework would fill the gap.",
    )
    yield (
        "care.locations",
        "which care homes stand here, how many beds each has and how each is rated is not held.",
        "The Care Quality Commission's file of active locations would fill the gap.",
    )
    yield (
        "care.client-level",
        "who lives in which home on one day, and who pays, is not held.",
        "The council's client level data would fill the gap.",
    )
