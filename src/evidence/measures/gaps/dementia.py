"""What is not held of dementia in a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evidence.measures.place import Place
from evidence.measures.prevalence import ward
from evidence.measures.prevalence.diagnosis import diagnosis
from evidence.measures.rounds import ROUNDS, rounds_held

if TYPE_CHECKING:
    from evidence.tables.store import Store


def missing(store: Store, place: Place) -> Iterator[tuple[str, str, str]]:
    """Give id, what is missing and what would fill it, in the order of the page."""
    held = {item.name for item in rounds_held(store, place.code)}
    for item in ROUNDS.values():
        if item.name not in held:
            yield (
                f"dementia.{item.name}",
                f"need on the {item.name} round is not held, since that round is not.",
                "The round's projections for this authority would fill the gap.",
            )
    if not ward.holds(store, place.code):
        yield (
            "dementia.wards",
            "older people and modelled dementia are not given by ward: people by small area, sex "
            "and age are not held.",
            "The ONS's small-area population estimates by sex and single year of age would fill "
            "the gap.",
        )
    if diagnosis(store, [place.upper_tier.code]).empty:
        yield (
            "dementia.diagnosis",
            f"recorded diagnoses of dementia in {place.upper_tier.name} are not held.",
            "NHS England's primary care dementia data for this council would fill the gap.",
        )
    yield (
        "dementia.interval",
        "limits are held of one of the two rate sets (CFAS II) only: numbers on Dementia UK rates "
        "have no interval.",
        "The published Dementia UK table, which has not been seen, would fill the gap if it gives "
        "any.",
    )
    yield (
        "dementia.support",
        "people supported by the council with memory and cognition as their main need, and where "
        "they live, are not held.",
        "The council's Client Level Data would fill the gap.",
    )
    yield (
        "dementia.under-65",
        "dementia before the age of 65 is not modelled: neither rate set, as held here, covers it.",
        "Practice registers by age would fill the gap.",
    )
