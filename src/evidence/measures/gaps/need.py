"""What is not held of learning disability, mental health and physical disability in a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evidence.geography import codes as gss
from evidence.measures import census, learning_disability, stated
from evidence.measures.place import Place
from evidence.measures.prevalence.published import printed

if TYPE_CHECKING:
    from evidence.tables.store import Store

Gap = tuple[str, str, str]

_CLIENTS = "The council's Client Level Data, by primary support reason, would fill the gap."
_STATEMENT = (
    "no council document that prints modelled need is held, so ours is set against none.",
    "The council's own strategy or market position statement would fill the gap.",
)


def disability(store: Store, place: Place) -> Iterator[Gap]:
    """Give id, what is missing and what would fill it, for mental health and disability."""
    if stated.claims(store, [place.code], ["common-mental-disorder-2020"]).empty:
        yield ("disability.published", *_STATEMENT)
    if census.wards(store, [place.code]).empty:
        yield (
            "disability.wards",
            "Census 2021 counts of disability, health and unpaid care by ward or small area are "
            "not held.",
            "ONS's tables TS037, TS038 and TS039 by small area would fill the gap.",
        )
    yield (
        "disability.ages",
        "Census 2021 counts of disability, health and unpaid care by age are not held, so no share "
        "is age-standardised.",
        "ONS's age-standardised proportions by authority would fill the gap.",
    )
    supported = stated.figures(store, [place.upper_tier.code], ["people supported"])
    if not supported["category"].str.startswith("physical support").any():
        yield (
            "disability.supported",
            "how many people the council supports for physical or sensory reasons is not held.",
            _CLIENTS,
        )
    yield (
        "disability.mental-health-supported",
        "how many people the council supports for their mental health is not held.",
        _CLIENTS,
    )
    yield (
        "disability.survey-tables",
        "the surveys' own tables, with their intervals, are not held: the rates behind modelled "
        "need were worked back from printed figures.",
        "NHS England's Adult Psychiatric Morbidity Survey and Health Survey for England tables "
        "would fill the gap.",
    )


def reproduction(store: Store, place: Place) -> Iterator[Gap]:
    """Give id, what is missing and what would fill it, for printed figures of need set beside ours.

    What cannot be reproduced, and why, stands in the page's own table.
    """
    if printed(store, [place.code]).empty:
        yield ("reproduction.none", *_STATEMENT)
        return
    yield (
        "reproduction.sources",
        "the studies' own tables behind learning disability, dementia (Dementia UK), mental "
        "disorders and personal care are not held, nor PANSI and POPPI as they stood when the "
        "document was written.",
        "Those tables, or PANSI's and POPPI's own figures of the time, would fill the gap.",
    )


def learning_disability_gaps(store: Store, place: Place) -> Iterator[Gap]:
    """Give id, what is missing and what would fill it, for learning disability and autism."""
    council = place.upper_tier.code
    if stated.claims(store, [place.code], ["learning-disability-2020"]).empty:
        yield ("learning-disability.published", *_STATEMENT)
    yield (
        "learning-disability.intervals",
        "the interval of the prevalence rates is not held: modelled need is shown by projection "
        "round, without limits.",
        "The study's own table would fill the gap.",
    )
    if census.ethnic_groups(store, [place.code]).empty:
        yield (
            "learning-disability.ethnic-group",
            "the ethnic groups of residents, on which the rates could depend, are not held.",
            "ONS's Census 2021 table of ethnic group for this authority would fill the gap.",
        )
    else:
        yield (
            "learning-disability.ethnic-group-england",
            "the share of England's residents who are South Asian, which the rates allow for, is "
            "not held, so whether the model is too low here, and by how much, cannot be said.",
            "ONS's Census 2021 table of ethnic group for all authorities would fill the gap.",
        )
    yield (
        "learning-disability.register",
        "people on a general practice register for learning disability are not held.",
        "NHS England's Quality and Outcomes Framework would fill the gap; a place for the file is "
        "in the catalogue.",
    )
    if stated.claims(store, [council], [learning_disability.SUPPORTED]).empty:
        yield (
            "learning-disability.supported",
            "how many adults the council supports because of a learning disability is not held.",
            _CLIENTS,
        )
    homes = learning_disability.accommodation(store, [council])
    if not homes["value"].notna().any():
        anywhere = len(learning_disability.accommodation(store, [gss.ENGLAND]))
        yield (
            "learning-disability.accommodation",
            "where adults with a learning disability live is "
            + ("suppressed or not given for this council." if anywhere else "not held."),
            "The council's own count would fill the gap.",
        )
    yield (
        "learning-disability.homes",
        "how many people with a learning disability live in supported living, residential or "
        "nursing care is not held.",
        "The council's Client Level Data, by service and primary support reason, would fill the "
        "gap.",
    )
    yield (
        "learning-disability.autism-support",
        "how many autistic people the council supports, with or without a learning disability, is "
        "not held.",
        "The council's Client Level Data, which records autism, would fill the gap.",
    )
    if stated.claims(store, [council], [learning_disability.OUT_OF_BOROUGH]).empty:
        yield (
            "learning-disability.out-of-borough",
            "how many people with a learning disability are placed in another council's area is "
            "not held.",
            "The council's Client Level Data with the address of each placement would fill the "
            "gap.",
        )
