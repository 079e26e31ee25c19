"""What is not held of the population of a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evidence.measures import estimate
from evidence.measures.density import has_fine_boundary, lsoa_density
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS, rounds_held

if TYPE_CHECKING:
    from evidence.tables.store import Store

_THIRD_PARTY = (
    " The third party's file behind the dementia diagnosis rate has totals for mid-2025; they have "
    "not been checked and are not used."
)


def missing(store: Store, place: Place) -> Iterator[tuple[str, str, str]]:
    """Give id, what is missing and what would fill it, in the order of the page."""
    held = {item.name for item in rounds_held(store, place.code)}
    for item in ROUNDS.values():
        if item.name not in held:
            if item.by_single_year:
                remedy = (
                    "ONS publishes them for every authority; that file for this authority would "
                    "fill the gap."
                )
            else:
                remedy = (
                    "Only a council document that prints them, or ONS's own file of that round, "
                    "would fill the gap."
                )
            yield (f"projections.{item.name}", f"{item.title}, are not held.", remedy)
    if len(held) < 2:
        yield (
            "projections.comparison",
            "only one projection round is held, so rounds cannot be compared.",
            "A second round for this authority would fill the gap.",
        )
    counted = estimate.held(store)
    if counted.name != estimate.REBASED:
        yield (
            "density.none",
            "density is not given: it is worked out from estimates rebased after the census, which "
            "are not held.",
            "ONS's rebased mid-year estimates would fill the gap.",
        )
    elif not has_fine_boundary(store, place.code):
        yield (
            "density.boundary",
            "density is approximate: no fine boundary is held, so land is measured on a coarse "
            "one.",
            "ONS's full-resolution boundary of the authority would make it exact.",
        )
    if lsoa_density(store, [place.code]).empty:
        yield (
            "density.small-areas",
            "density by small area is not held.",
            "ONS's small-area population estimates with land area would fill the gap.",
        )
    later = f"estimates of mid-{counted.year + 1} and later by age"
    if counted.name == estimate.REBASED:
        later += ", and ONS's revision of mid-2022 onwards,"
    yield (
        "population.later-years",
        f"{later} are not held." + (_THIRD_PARTY if _has_totals(store, place) else ""),
        "The next edition of ONS's mid-year estimates would fill the gap.",
    )
    yield (
        "population.wards",
        "population estimates by ward are not held.",
        "ONS's ward-level mid-year estimates would fill the gap.",
    )


def _has_totals(store: Store, place: Place) -> bool:
    """Whether the file behind the diagnosis rate, which has totals of people too, has the place."""
    return bool(len(store.read("dementia_diagnosis", where={"area_code": [place.code]})))
