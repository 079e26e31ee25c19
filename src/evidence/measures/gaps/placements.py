"""What is not held of placements outside a place: each of the four meanings has its own gaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evidence.measures import placement
from evidence.measures.homelessness import destination, quarter, temporary
from evidence.measures.place import Place

if TYPE_CHECKING:
    from evidence.tables.store import Store


def missing(store: Store, place: Place) -> Iterator[tuple[str, str, str]]:
    """Give id, what is missing and what would fill it, in the order of the page."""
    yield from _adults(store, place)
    yield from _temporary(store, place)
    yield from _others()


def _adults(store: Store, place: Place) -> Iterator[tuple[str, str, str]]:
    yield (
        "placements.adults",
        "no national count that we know of is published of adults whose council places them "
        "outside its area.",
        "The council's own Client Level Data, with the address of each care home, would give it.",
    )
    if place.is_district:
        yield (
            "placements.county",
            f"adult social care is the duty of {place.upper_tier.name}: it is the placing "
            "authority, and only placements outside the county would count.",
            f"The Client Level Data of {place.upper_tier.name} would give them.",
        )
    if placement.stated(store, [place.upper_tier.code]).empty:
        yield (
            "placements.stated",
            "no council document is held that states how many adults are placed elsewhere.",
            "A market position statement that prints them would fill the gap, as far as it says "
            "of whom and when.",
        )
    if placement.reviewed(store, [place.code]).empty:
        yield (
            "placements.reviewed",
            "no review is held that states numbers in temporary accommodation.",
            "A document that prints them could be set beside the published quarters.",
        )


def _temporary(store: Store, place: Place) -> Iterator[tuple[str, str, str]]:
    held = quarter.ordered(temporary.accommodation(store, [place.code]))
    elsewhere = held[held["measure"] == temporary.ELSEWHERE]
    latest = quarter.last(elsewhere)
    for status in latest["status"]:
        if status == "suppressed":
            yield (
                "placements.elsewhere",
                "households in another district are suppressed for the latest quarter: fewer than "
                "five were recorded there, which may be none.",
                "The council's own records would give the number.",
            )
        elif status != "published":
            yield (
                "placements.elsewhere",
                "households in another district are not published for the latest quarter.",
                "The council's next return to MHCLG would give the number.",
            )
    gone = elsewhere[~elsewhere["status"].isin(["published", "suppressed"])]
    if len(gone):
        yield (
            "placements.quarters",
            f"MHCLG prints no figures for {len(gone)} of {len(elsewhere)} quarters: the lines "
            "break there.",
            "Later revisions of MHCLG's live tables may hold them.",
        )
    # The first quarter of MHCLG's detailed tables is June 2018.
    if len(elsewhere) and elsewhere["period"].iloc[0] != quarter.day("2018-06"):
        yield (
            "placements.predecessors",
            f"quarters before {elsewhere['period'].iloc[0]} belong to the authorities that were "
            "merged into this one, and are not added up: a household in a district that is now "
            "the same authority would count as elsewhere. Whether homes in those former districts "
            "are still returned as elsewhere is not published.",
            "The council's own records would tell.",
        )
    where = quarter.last(destination.destinations(store, [place.code]))
    if not where["status"].eq("published").any():
        yield (
            "placements.destinations",
            "where households were sent is not published for the latest quarter: MHCLG suppresses "
            "it for authorities that sent fewer than five, and has none for some.",
            "The council's own records would fill the gap.",
        )
    yield (
        "placements.destinations-earlier",
        "where households were sent before June 2025 is not published, nor to which district "
        "within a region.",
        "The council's notices to host authorities would give both.",
    )
    yield (
        "placements.received",
        "households that other authorities have placed here are not published by host authority.",
        "The notices that placing authorities send would give them.",
    )
    yield (
        "placements.revisions",
        "each quarter is as its own workbook has it: later revisions are not held.",
        "MHCLG's live tables on homelessness would fill the gap.",
    )


def _others() -> Iterator[tuple[str, str, str]]:
    yield (
        "placements.nhs",
        "NHS out-of-area placements (adults in acute mental-health beds outside their usual local "
        "network of services) are not held.",
        "NHS England's mental health services data set would give them, by provider and by NHS "
        "area and not by authority.",
    )
    yield (
        "placements.children",
        "children in care placed outside the authority are not held.",
        "The Department for Education's figures on children looked after (SSDA903) would fill the "
        "gap; a place is kept for them among the sources.",
    )
    yield (
        "placements.education",
        "pupils placed in special schools and colleges outside the authority are not held.",
        "The council's records of education, health and care plans would give them.",
    )
