"""What is said of small areas that the average of their ward hides."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.release import spoken

_TENTH = "lsoas_in_decile"
_LOW = ("1", "2", "3")
_HALF = ("6", "7", "8", "9", "10")
_MOST = 6


def hidden(
    deciles: pd.DataFrame,
    by_decile: pd.DataFrame,
    by_ward: pd.DataFrame,
    summaries: pd.DataFrame,
    *,
    place: Place,
    release: str,
) -> tuple[Claim, ...]:
    """Say what aiming at wards by their average would miss; wards of one small area hide nothing.

    ``deciles``: ``lsoa.deciles``; ``by_decile``: ``ward.deciles``; ``by_ward``:
    ``ward.summaries``; ``summaries``: ``deprivation.summaries`` with England.
    """
    counts = by_decile[(by_decile["measure"] == _TENTH) & (by_decile["variant"] == release)]
    if counts.empty or (counts["denominator"] < 2).all():
        return ()
    england = row(
        summaries,
        measure="deprivation_average_rank",
        variant=release,
        area_code=place.england.code,
    )
    ranks = by_ward[
        (by_ward["measure"] == "deprivation_average_rank") & (by_ward["variant"] == release)
    ]
    ranks = ranks.set_index(ranks["area_code"].rename("ward"))
    below = set(ranks.loc[ranks["value"] <= england["value"], "area_code"])
    held = counts[counts["numerator"] > 0]
    first = held[held["category"] == "1"]
    outside = first[first["area_code"].isin(below)]
    half = set(held.loc[held["category"].isin(_HALF), "area_code"])
    low = held[held["category"].isin(_LOW) & held["area_code"].isin(below)]
    low = low[~low["area_code"].isin(set(outside["area_code"]))]
    return (
        *_first_tenth(
            row(deciles, measure=_TENTH, variant=release, area_code=place.code, category="1"),
            first,
            ranks,
            england,
            place=place,
            release=release,
        ),
        *_both_ends(first[first["area_code"].isin(half)], release),
        *_comfortable(low, ranks, england, release),
    )


def _first_tenth(
    there: pd.Series,
    first: pd.DataFrame,
    ranks: pd.DataFrame,
    england: pd.Series,
    *,
    place: Place,
    release: str,
) -> tuple[Claim, ...]:
    if not there["numerator"]:
        return ()
    of_wards = ranks.loc[first["area_code"]]
    outside = first[(of_wards["value"] <= england["value"]).to_numpy()]
    name = f"deprivation-averages-{release.lower()}"
    average = bind(england, wording.number)
    if outside.empty:
        one = there["numerator"] == 1
        lie = "lies in a ward" if one else "lie in wards"
        # What is said of all of them is decided by the least deprived.
        least = of_wards.sort_values(["value", "area_code"]).iloc[0]
        return (
            claim(
                name,
                "{every} {count} of {area_s} small areas in the most deprived tenth of England "
                "{lie} more deprived than England by average rank ({england} on {index}).",
                every="The" if one else "All",
                count=bind(there, wording.number, "numerator"),
                area_s=wording.possessive(place.name),
                lie=bind(least, lambda _: lie),
                england=average,
                index=spoken(release),
            ),
        )
    names, fields = _listed(outside, ranks)
    return (
        claim(
            name,
            f"{names} {{hold}} small areas in the most deprived tenth of England (their number in "
            "brackets), though no more deprived than England by average rank ({england} on "
            "{index}).",
            hold="holds" if len(outside) == 1 else "hold",
            england=average,
            index=spoken(release),
            **fields,
        ),
    )


def _both_ends(wide: pd.DataFrame, release: str) -> tuple[Claim, ...]:
    if wide.empty:
        return ()
    names, fields = _listed(wide)
    return (
        claim(
            f"deprivation-both-ends-{release.lower()}",
            f"{names} {{hold}} small areas in the most deprived tenth of England (their number in "
            "brackets) beside others in its less deprived half on {index}: an average hides both.",
            hold="holds" if len(wide) == 1 else "hold",
            index=spoken(release),
            **fields,
        ),
    )


def _comfortable(
    low: pd.DataFrame, ranks: pd.DataFrame, england: pd.Series, release: str
) -> tuple[Claim, ...]:
    """Name wards no more deprived than England that hold small areas in its lowest three tenths."""
    if low.empty:
        return ()
    lowest = low.loc[low["category"].astype(int).groupby(low["area_code"]).idxmin()]
    names, fields = _listed(lowest, ranks, tenth=True)
    return (
        claim(
            f"deprivation-comfortable-{release.lower()}",
            f"{names} {{are}} no more deprived than England by average rank on {{index}} "
            "({england}), yet {hold} small areas in its most deprived three tenths.",
            are="is" if len(lowest) == 1 else "are",
            index=spoken(release),
            england=bind(england, wording.number),
            hold="holds" if len(lowest) == 1 else "hold",
            **fields,
        ),
    )


def _listed(
    wards: pd.DataFrame, ranks: pd.DataFrame | None = None, *, tenth: bool = False
) -> tuple[str, dict[str, Bound | str]]:
    """Put wards with their numbers in a template; with ``tenth`` the decile is named too.

    With ``ranks``, average ranks by ward, each name is bound to the rank that it is named for.
    """
    ordered = wards.sort_values(["numerator", "area_name"], ascending=[False, True], kind="stable")
    fields: dict[str, Bound | str] = {}
    parts = []
    for letter, (_, item) in zip("abcdef", ordered.head(_MOST).iterrows(), strict=False):
        name = str(item["area_name"])
        fields[f"w{letter}"] = name if ranks is None else _for_rank(ranks, item["area_code"], name)
        fields[f"n{letter}"] = bind(item, wording.number, "numerator")
        within = f"{{n{letter}}}"
        if tenth:
            fields[f"d{letter}"] = str(item["category"])
            within += f" in decile {{d{letter}}}"
        parts.append(f"{{w{letter}}} ({within})")
    rest = len(ordered) - len(parts)
    if rest:
        fields["rest"] = wording.count_of(rest, "other ward")
        return ", ".join(parts) + " and {rest}", fields
    return wording.area_list(parts, most=_MOST), fields


def _for_rank(ranks: pd.DataFrame, code: str, name: str) -> Bound:
    return bind(row(ranks, area_code=code), lambda _: name)
