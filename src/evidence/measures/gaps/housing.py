"""What is not held of the specialist housing of a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evidence.measures.care import outcome_limits
from evidence.measures.housing import home
from evidence.measures.place import Place

if TYPE_CHECKING:
    from evidence.tables.store import Store


def missing(store: Store, place: Place) -> Iterator[tuple[str, str, str]]:
    """Give id, what is missing and what would fill it, in the order of the page."""
    if home.required(store, [place.code]).empty:
        yield (
            "housing.documents",
            "how many specialist homes the council has, and how many it plans for, is not held.",
            "The council's housing strategy or market position statement would fill the gap.",
        )
        yield (
            "housing.occupancy",
            "how many specialist homes have a tenant is not held.",
            "The council's housing management records would fill the gap.",
        )
    else:
        yield (
            "housing.basis",
            "the studies behind the specialist homes required, for older people and for people "
            "with a learning disability, are not held, nor the population they used.",
            "The studies themselves would fill the gap.",
        )
        yield (
            "housing.built",
            "how many of the homes required have been built since is not held.",
            "The council's returns of homes completed, by kind, would fill the gap.",
        )
    own = outcome_limits.own_home(store, [place.upper_tier.code])
    if not own["value"].notna().any():
        yield (
            "housing.own-home",
            f"where people with long-term support from {place.upper_tier.name} live is suppressed "
            "or not available.",
            "DHSC prints it where no person could be told from it.",
        )
    yield (
        "housing.landlords",
        "sheltered, extra care and age exclusive homes of other landlords are not held.",
        "A register of specialist housing by scheme, or the Regulator of Social Housing's return, "
        "would fill the gap.",
    )
    yield (
        "housing.waiting",
        "how many people wait for a specialist home, and how many homes are accessible, is not "
        "held.",
        "The council's housing register would fill the gap.",
    )
