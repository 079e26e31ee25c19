"""What the deprivation chapter says, each sentence true or absent for any authority."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Claim, Strip, bind, claim, fact
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place

_TENTH = "lsoas_in_decile"


def most_deprived_tenth(deciles: pd.DataFrame, place: Place, release: str) -> Claim:
    """Say how many small areas lie in the most deprived tenth of England on one release.

    ``deciles``: ``lsoa.deciles`` of the release.
    """
    there = _first_decile(deciles, place, release)
    return claim(
        f"deprivation-tenth-{release.lower()}",
        "{count} of {area_s} {all} small areas {are} in the most deprived tenth of England on "
        "{release}.",
        count=bind(there, _count_or_none, "numerator"),
        area_s=wording.possessive(place.name),
        all=bind(there, wording.number, "denominator"),
        are="is" if there["numerator"] == 1 else "are",
        release=release,
    )


def not_a_trend(deciles: pd.DataFrame, place: Place, earlier: str, later: str) -> Claim:
    """Set two releases side by side and say that the difference is no trend."""
    before = _first_decile(deciles, place, earlier)
    after = _first_decile(deciles, place, later)
    return claim(
        "deprivation-not-a-trend",
        "On {later}, {count} of {area_s} {all} small areas are in the most deprived tenth of "
        "England; on {earlier} it was {before} of {before_all}. This is not a trend: the small "
        "areas, the measure of income and the rest of England all changed between the two.",
        later=later,
        count=bind(after, wording.number, "numerator"),
        area_s=wording.possessive(place.name),
        all=bind(after, wording.number, "denominator"),
        earlier=earlier,
        before=bind(before, wording.number, "numerator"),
        before_all=bind(before, wording.number, "denominator"),
    )


def wards_holding(deciles: pd.DataFrame, place: Place, release: str, wards: str) -> Claim | None:
    """Name the wards that hold small areas in the most deprived tenth; None where none does.

    ``deciles``: ``ward.deciles`` of the release; ``wards`` names the wards and how small areas
    were matched with them.
    """
    holding = deciles[
        (deciles["measure"] == _TENTH)
        & (deciles["variant"] == release)
        & (deciles["category"] == "1")
        & (deciles["numerator"] > 0)
    ].sort_values(["numerator", "area_name"], ascending=[False, True], kind="stable")
    if holding.empty:
        return None
    shown = holding.head(10)
    fields = {
        f"n{letter}": bind(item, wording.number, "numerator") for letter, item in _each(shown)
    }
    parts = [f"{{w{letter}}} ({{n{letter}}})" for letter, _ in _each(shown)]
    names = {f"w{letter}": str(item["area_name"]) for letter, item in _each(shown)}
    rest = len(holding) - len(shown)
    listed = wording.area_list(parts, most=len(parts))
    if rest:
        listed = ", ".join(parts) + ", and {rest}"
        names["rest"] = wording.count_of(rest, "other ward")
    return claim(
        f"deprivation-wards-{release.lower()}",
        "Small areas in the most deprived tenth of England on {release}, by ward: "
        + listed
        + " ({wards}).",
        release=release,
        wards=wards,
        **fields,
        **names,
    )


def beside_england(summaries: pd.DataFrame, place: Place, release: str) -> Claim:
    """Say how the extent of deprivation compares with England's."""
    here = _summary(summaries, place.code, release, "extent")
    england = _summary(summaries, place.england.code, release, "extent")
    return claim(
        f"deprivation-extent-{release.lower()}",
        "Extent, the share of people living in the most deprived areas of England on a falling "
        "scale, is {here} in {area} and {england} in England on {release}.",
        here=bind(here, _percent),
        area=place.name,
        england=bind(england, _percent),
        release=release,
    )


def rank(ranks: pd.DataFrame, place: Place, release: str) -> Claim | None:
    """Say where the authority stands on average score; None where it was not ranked."""
    held = ranks[
        (ranks["measure"] == "deprivation_average_score_rank")
        & (ranks["area_code"] == place.code)
        & (ranks["variant"] == release)
    ]
    if held.empty:
        return None
    there = held.iloc[0]
    return claim(
        f"deprivation-rank-{release.lower()}",
        "{area} ranks {rank} of {all} authorities in England on average score ({release}; first "
        "is the most deprived).",
        area=place.name,
        rank=bind(there, wording.number),
        all=bind(there, wording.number, "denominator"),
        release=release,
    )


def spread(spread: pd.DataFrame, place: Place, release: str) -> Claim | None:
    """Name the ward whose small areas lie furthest apart; None where no ward holds two."""
    ranks = spread[(spread["measure"] == "lsoa_rank_within_ward") & (spread["variant"] == release)]
    wide = ranks.pivot(index="area_code", columns="category", values="value")
    gap = (wide["least deprived"] - wide["most deprived"]).sort_index()
    if gap.empty or gap.max() <= 0:
        return None
    code = str(gap.idxmax())
    low, high = (
        row(
            spread,
            measure="lsoa_decile_within_ward",
            variant=release,
            area_code=code,
            category=category,
        )
        for category in ("most deprived", "least deprived")
    )
    if low["value"] == high["value"]:
        return None
    return claim(
        f"deprivation-spread-{release.lower()}",
        "A ward's average hides its range: in {ward} small areas lie from decile {low} to decile "
        "{high} of England on {release}.",
        ward=str(low["area_name"]),
        low=bind(low, wording.number),
        high=bind(high, wording.number),
        release=release,
    )


def key_facts(
    deciles: pd.DataFrame, summaries: pd.DataFrame, ranks: pd.DataFrame, place: Place, release: str
) -> Strip:
    """Put the most deprived tenth, extent, average score and rank side by side."""
    tenth = _first_decile(deciles, place, release)
    tiles = [
        fact(
            "fact-deprivation-tenth",
            bind(tenth, wording.number, "numerator"),
            "of {all} small areas",
            "in the most deprived tenth of England, {release}",
            all=bind(tenth, wording.number, "denominator"),
            release=release,
        )
    ]
    for name, words, label in (
        ("extent", _percent, "extent of deprivation, {release}"),
        ("average_score", _score, "average score, {release}"),
    ):
        tiles.append(
            fact(
                f"fact-deprivation-{name.replace('_', '-')}",
                bind(_summary(summaries, place.code, release, name), words),
                "",
                label,
                "England {england}",
                england=bind(_summary(summaries, place.england.code, release, name), words),
                release=release,
            )
        )
    held = ranks[
        (ranks["measure"] == "deprivation_average_score_rank")
        & (ranks["area_code"] == place.code)
        & (ranks["variant"] == release)
    ]
    if len(held):
        tiles.append(
            fact(
                "fact-deprivation-rank",
                bind(held.iloc[0], wording.number),
                "of {all} authorities",
                "on average score, {release}; first is the most deprived",
                all=bind(held.iloc[0], wording.number, "denominator"),
                release=release,
            )
        )
    return Strip(tuple(tiles))


def _first_decile(deciles: pd.DataFrame, place: Place, release: str) -> pd.Series:
    return row(deciles, measure=_TENTH, variant=release, area_code=place.code, category="1")


def _summary(summaries: pd.DataFrame, code: str, release: str, name: str) -> pd.Series:
    return row(summaries, measure=f"deprivation_{name}", variant=release, area_code=code)


def _each(frame: pd.DataFrame) -> list[tuple[str, pd.Series]]:
    # Letters, because a template holds no digit.
    return [(chr(ord("a") + place), item) for place, (_, item) in enumerate(frame.iterrows())]


def _count_or_none(value: float) -> str:
    return wording.number(value) if value else "None"


def _percent(share: float) -> str:
    return wording.percent(100 * share)


def _score(value: float) -> str:
    return wording.number(value, 1)
