"""What documents state of placements is said with its base and date, or not set side by side."""

from __future__ import annotations

import math

import pandas as pd

from evidence.claims.claim import Claim, bind, claim
from evidence.claims.placement_row import (
    counted,
    dated,
    latest,
    stated,
    whole,
)
from evidence.measures import placement, wording
from evidence.measures.homelessness import quarter, temporary
from evidence.measures.place import Place

_ENDS = 2
"""A month is set beside the ends of two quarters, one before and one after."""


def not_comparable(said: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say why the number placed and the share out of area cannot be laid side by side."""
    placed, out = (stated(said, name) for name in (placement.DISABILITY, placement.OUT_OF_AREA))
    if placed is None or out is None:
        return ()
    return (
        claim(
            "stated-placements-not-comparable",
            "The {number} people that the statement counts as placed out of borough and the "
            "{share} who, it says, live out of area are not comparable: the first counts people "
            "with a learning disability or autism whom the council placed, the second is a share "
            "of adults with a learning disability who receive support, whoever chose where they "
            "live.",
            number=bind(placed, counted),
            share=bind(out, whole),
        ),
    )


def mental_health(said: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say what the statement has of supported living out of borough for mental health."""
    row = stated(said, placement.MENTAL_HEALTH)
    if row is None:
        return ()
    return (
        claim(
            "stated-placements-mental-health",
            "For mental health the statement gives an upper bound over two years, not a number at "
            "a date: supported living out of borough for up to {number} people.",
            number=bind(row, counted),
        ),
    )


def readings(shares: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say what the two readings of the numbers in care homes come to; none without a document."""
    if shares.empty:
        return ()
    found = {(row["breakdown"], row["category"]): row for _, row in shares.iterrows()}
    printed, swapped = placement.AS_PRINTED, placement.INTERCHANGED
    homes = placement.RESIDENTIAL, placement.NURSING
    if not {(reading, home) for reading in (printed, swapped) for home in homes} <= set(found):
        return ()
    cells = {
        f"{name}_{part}": bind(found[reading, home], words, column)
        for name, reading, home in (
            ("a", printed, homes[0]),
            ("b", printed, homes[1]),
            ("c", swapped, homes[0]),
            ("d", swapped, homes[1]),
        )
        for part, words, column in (
            ("part", counted, "numerator"),
            ("whole", counted, "denominator"),
            ("share", whole, "value"),
        )
    }
    return (
        claim(
            "stated-care-homes-readings",
            "The statement prints about {a_part} people in residential care out of borough and "
            "about {b_part} in nursing care, and states no base. Against the {a_whole} and "
            "{b_whole} it counts in long-term care, that would be {a_share} and {b_share}; with "
            "the two numbers interchanged, {c_part} of {c_whole} ({c_share}) and {d_part} of "
            "{d_whole} ({d_share}). The document prints the first, and "
            "gives neither base nor date by which to test it.",
            **cells,
        ),
    )


def made_and_held(said: pd.DataFrame, held: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say that placements made in a year and households at a date are different things.

    ``said``: ``placement.reviewed``; ``held``: ``temporary.accommodation`` of the place.
    """
    made = stated(said, placement.MADE_IN_A_YEAR)
    now = latest(held, temporary.ELSEWHERE, place.code)
    if made is None or now is None:
        return ()
    same = made["value"] == now["value"]
    return (
        claim(
            "placements-made-and-held",
            "The review of {dated} says that {made} out-of-borough placements were made “last "
            "year”; MHCLG counts {now} households in another district on {period}. {numbers} not "
            "comparable: placements made over a year are a flow, households there on a day a "
            "stock.",
            dated=dated(made),
            made=bind(made, counted),
            now=bind(now, counted),
            period=str(now["period"]),
            numbers="The numbers are equal and" if same else "The numbers are",
        ),
    )


def since_review(types: pd.DataFrame, said: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many are in nightly paid accommodation and in bed and breakfast now; or nothing.

    ``types``: ``temporary.types`` of the place, all quarters; ``said``: ``placement.reviewed``.
    """
    if stated(said, placement.NIGHTLY) is None:
        return ()
    paid, bed = (
        latest(types[types["category"] == name], temporary.TYPE, place.code)
        for name in (temporary.NIGHTLY_PAID, temporary.BED_AND_BREAKFAST)
    )
    if paid is None or bed is None:
        return ()
    return (
        claim(
            "nightly-lets-since-review",
            "On {period} MHCLG counts {paid} households of {area} in nightly paid accommodation "
            "and {bed} in bed and breakfast.",
            period=str(paid["period"]),
            paid=bind(paid, counted),
            area=place.name,
            bed=bind(bed, counted),
        ),
    )


def reviewed(
    said: pd.DataFrame,
    held: pd.DataFrame,
    apart: pd.DataFrame,
    types: pd.DataFrame,
    place: Place,
) -> tuple[Claim, ...]:
    """Set what the review states for one month beside the ends of the quarters around it.

    ``held`` and ``types``: ``temporary.accommodation`` and ``temporary.types`` of the place;
    ``apart``: ``placement.apart``. None where one of the numbers is not held.
    """
    names = (placement.IN_ACCOMMODATION, placement.TARGET, placement.NIGHTLY)
    numbers = [stated(said, name) for name in (*names, placement.NIGHTLY_TARGET)]
    if any(row is None for row in numbers):
        return ()
    total, target, lets, lets_target = (row for row in numbers if row is not None)
    around = [quarter.code(str(period)) for period in quarter.ordered(apart)["period"]]
    frames = {
        "households": held[held["measure"] == temporary.HOUSEHOLDS],
        "apart": apart,
        **{
            name: types[types["category"] == name]
            for name in (
                temporary.NIGHTLY_PAID,
                temporary.BED_AND_BREAKFAST,
                temporary.BY_THE_NIGHT,
            )
        },
    }
    ends = {
        name: [
            row
            for end in around
            for _, row in quarter.at(frame[frame["area_code"] == place.code], end).iterrows()
            if not math.isnan(row["value"])
        ]
        for name, frame in frames.items()
    }
    if len(around) != _ENDS or any(len(found) != _ENDS for found in ends.values()):
        return ()
    (before, after), (apart_before, apart_after) = ends["households"], ends["apart"]
    nightly = ends[temporary.NIGHTLY_PAID]
    beds, both = ends[temporary.BED_AND_BREAKFAST], ends[temporary.BY_THE_NIGHT]
    return (
        claim(
            "temporary-accommodation-review",
            "The review states {total} households in temporary accommodation in {month}, against a "
            "target of {target}; MHCLG counts {before} on {first} ({apart_before}) and {after} on "
            "{last} ({apart_after}). The dates differ, so the numbers are not comparable.",
            total=bind(total, counted),
            month=wording.month(str(total["period"])),
            target=bind(target, counted),
            before=bind(before, counted),
            apart_before=bind(apart_before, wording.more_or_fewer),
            first=str(before["period"]),
            after=bind(after, counted),
            apart_after=bind(apart_after, wording.more_or_fewer),
            last=str(after["period"]),
        ),
        claim(
            "nightly-lets-review",
            "The review states {lets} nightly lets in {month}, against a target of {target}; MHCLG "
            "counts {before} households in nightly paid accommodation on {first} and {after} on "
            "{last}, and {bed_before} and {bed_after} in bed and breakfast: {both_before} and "
            "{both_after} together. The review does not say what it counts as a nightly let, so "
            "the numbers are not comparable.",
            lets=bind(lets, counted),
            month=wording.month(str(lets["period"])),
            target=bind(lets_target, counted),
            before=bind(nightly[0], counted),
            first=str(nightly[0]["period"]),
            after=bind(nightly[1], counted),
            last=str(nightly[1]["period"]),
            bed_before=bind(beds[0], counted),
            bed_after=bind(beds[1], counted),
            both_before=bind(both[0], counted),
            both_after=bind(both[1], counted),
        ),
    )
