"""What the deprivation chapter says, each sentence true or absent for any authority."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Claim, Strip, bind, claim, fact
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.release import is_latest, spoken

_TENTH = "lsoas_in_decile"


def most_deprived_tenth(deciles: pd.DataFrame, place: Place, release: str) -> Claim:
    """Say how many small areas lie in the most deprived tenth of England on one release.

    ``deciles``: ``lsoa.deciles`` of the release.
    """
    there = _first_decile(deciles, place, release)
    if there["denominator"] == 1:
        return claim(
            f"deprivation-tenth-{release.lower()}",
            "{area} {was} {all} small area, which {verb} in the most deprived tenth of England on "
            "{index}.",
            area=place.name,
            was=_was(release),
            all=bind(there, wording.number, "denominator"),
            verb=_was(release) if there["numerator"] else f"{_was(release)} not",
            index=spoken(release),
        )
    return claim(
        f"deprivation-tenth-{release.lower()}",
        "{count} of {area_s} {all} small {areas} {are} in the most deprived tenth of England on "
        "{index}.",
        count=bind(there, _count_or_none, "numerator"),
        area_s=wording.possessive(place.name),
        all=bind(there, wording.number, "denominator"),
        areas=_areas(there),
        are=_was(release, many=there["numerator"] != 1),
        index=spoken(release),
    )


def not_a_trend(deciles: pd.DataFrame, place: Place, earlier: str, later: str) -> tuple[Claim, ...]:
    """Set two releases side by side and say that the difference is no trend.

    Where one of them is not held, say what the other has.
    """
    held = [name for name in (earlier, later) if name in set(deciles["variant"])]
    if held != [earlier, later]:
        return tuple(most_deprived_tenth(deciles, place, name) for name in held)
    before = _first_decile(deciles, place, earlier)
    after = _first_decile(deciles, place, later)
    found = claim(
        "deprivation-not-a-trend",
        "On {later}, {count} of {area_s} {all} small {areas} {are} in the most deprived tenth of "
        "England; on {earlier} it was {before} of {before_all}. This is not a trend: the small "
        "areas, the measure of income and the rest of England all changed between the two.",
        later=spoken(later),
        areas=_areas(after),
        are="is" if after["numerator"] == 1 else "are",
        count=bind(after, wording.number, "numerator"),
        area_s=wording.possessive(place.name),
        all=bind(after, wording.number, "denominator"),
        earlier=spoken(earlier),
        before=bind(before, wording.number, "numerator"),
        before_all=bind(before, wording.number, "denominator"),
    )
    return (found,)


def none_in_most_deprived_tenth(deciles: pd.DataFrame, place: Place, release: str) -> Claim:
    """Say that no small area lies in the most deprived tenth, and where the lowest do lie.

    ``deciles``: ``lsoa.deciles`` of the release.
    """
    counts = deciles[
        (deciles["measure"] == _TENTH)
        & (deciles["variant"] == release)
        & (deciles["area_code"] == place.code)
        & (deciles["numerator"] > 0)
    ]
    lowest = counts.sort_values("category", key=lambda column: column.astype(int)).iloc[0]
    return claim(
        f"deprivation-none-{release.lower()}",
        "No ward of {area} holds a small area in the most deprived tenth of England on {index}: "
        "the most deprived are {count} in decile {decile}.",
        area=place.name,
        index=spoken(release),
        count=bind(lowest, wording.number, "numerator"),
        decile=str(lowest["category"]),
    )


def wards_holding(deciles: pd.DataFrame, place: Place, release: str) -> tuple[Claim, ...]:
    """Name the wards that hold small areas in the most deprived tenth; none, no claim.

    ``deciles``: ``ward.deciles`` of the release. Its method says how small areas were matched
    with wards.
    """
    holding = deciles[
        (deciles["measure"] == _TENTH)
        & (deciles["variant"] == release)
        & (deciles["category"] == "1")
        & (deciles["numerator"] > 0)
    ].sort_values(["numerator", "area_name"], ascending=[False, True], kind="stable")
    if holding.empty:
        return ()
    vintage = str(holding["area_vintage"].iloc[0])
    exact = holding["method"].str.endswith("exact").all()
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
    said = claim(
        f"deprivation-wards-{release.lower()}",
        "Small areas in the most deprived tenth of England on {index}, by ward of {vintage}: "
        + listed
        + ". {fit}",
        index=spoken(release),
        vintage=vintage,
        fit="Small areas fill these wards exactly."
        if exact
        else "Each small area is counted in the ward that fits it best, so this is approximate.",
        **fields,
        **names,
    )
    return (said,)


def beside_england(summaries: pd.DataFrame, place: Place, release: str) -> Claim:
    """Say how the extent of deprivation compares with England's."""
    here = _summary(summaries, place.code, release, "extent")
    england = _summary(summaries, place.england.code, release, "extent")
    return claim(
        f"deprivation-extent-{release.lower()}",
        "Extent is {here} in {area} and {england} in England on {index}: the share of people who "
        "live in the most deprived three tenths of England's small areas, those in the first tenth "
        "counted in full and those in the next two ever less.",
        here=bind(here, _percent),
        area=place.name,
        england=bind(england, _percent),
        index=spoken(release),
    )


def rank(ranks: pd.DataFrame, place: Place, release: str) -> tuple[Claim, ...]:
    """Say where the authority stands on average score and on average rank; not ranked, no claim."""
    held = ranks[(ranks["area_code"] == place.code) & (ranks["variant"] == release)]
    if held.empty:
        return ()
    by_score, by_rank = (
        row(held, measure=f"deprivation_{name}_rank") for name in ("average_score", "average_rank")
    )
    said = claim(
        f"deprivation-rank-{release.lower()}",
        "{area} ranks {by_score} of {all} authorities in England on average score and {by_rank} on "
        "average rank ({index}; first is the most deprived), as calculated here from small areas.",
        area=place.name,
        by_score=bind(by_score, wording.number),
        by_rank=bind(by_rank, wording.number),
        all=bind(by_score, wording.number, "denominator"),
        index=spoken(release),
    )
    return (said,)


def spread(within: pd.DataFrame, release: str) -> tuple[Claim, ...]:
    """Name the ward whose small areas lie furthest apart; no ward with two, no claim.

    ``within``: ``ward.spread`` of the release.
    """
    ranks = within[(within["measure"] == "lsoa_rank_within_ward") & (within["variant"] == release)]
    wide = ranks.pivot(index="area_code", columns="category", values="value")
    gap = (wide["least deprived"] - wide["most deprived"]).sort_index()
    if gap.empty or gap.max() <= 0:
        return ()
    code = str(gap.idxmax())
    low, high = (
        row(
            within,
            measure="lsoa_decile_within_ward",
            variant=release,
            area_code=code,
            category=category,
        )
        for category in ("most deprived", "least deprived")
    )
    if low["value"] == high["value"]:
        return ()
    said = claim(
        f"deprivation-spread-{release.lower()}",
        "A ward's average hides its range: in {ward} small areas lie from decile {low} to decile "
        "{high} of England on {index}.",
        ward=str(low["area_name"]),
        low=bind(low, wording.number),
        high=bind(high, wording.number),
        index=spoken(release),
    )
    return (said,)


def key_facts(
    deciles: pd.DataFrame,
    summaries: pd.DataFrame,
    ranks: pd.DataFrame,
    place: Place,
    release: str,
) -> Strip:
    """Put the most deprived tenth, extent, average score and rank side by side."""
    tenth = _first_decile(deciles, place, release)
    tiles = [
        fact(
            "fact-deprivation-tenth",
            bind(tenth, wording.number, "numerator"),
            "of {all} small {areas}",
            "in the most deprived tenth of England, {index}",
            all=bind(tenth, wording.number, "denominator"),
            areas=_areas(tenth),
            index=spoken(release),
        )
    ]
    for name, words, label in (
        ("extent", _percent, "extent of deprivation, {index}"),
        ("average_score", _score, "average score, {index}"),
    ):
        tiles.append(
            fact(
                f"fact-deprivation-{name.replace('_', '-')}",
                bind(_summary(summaries, place.code, release, name), words),
                "",
                label,
                "England {england}",
                england=bind(_summary(summaries, place.england.code, release, name), words),
                index=spoken(release),
            )
        )
    held = ranks[(ranks["area_code"] == place.code) & (ranks["variant"] == release)]
    if len(held):
        by_score = row(held, measure="deprivation_average_score_rank")
        tiles.append(
            fact(
                "fact-deprivation-rank",
                bind(by_score, wording.number),
                "of {all} authorities",
                "on average score, {index}; first is the most deprived",
                "{by_rank} on average rank",
                all=bind(by_score, wording.number, "denominator"),
                by_rank=bind(row(held, measure="deprivation_average_rank_rank"), wording.number),
                index=spoken(release),
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


def _was(release: str, *, many: bool = False) -> str:
    if is_latest(release):
        return "are" if many else "is"
    return "were" if many else "was"


def _areas(there: pd.Series) -> str:
    return "area" if there["denominator"] == 1 else "areas"


def _count_or_none(value: float) -> str:
    return wording.number(value) if value else "None"


def _percent(share: float) -> str:
    return wording.percent(100 * share)


def _score(value: float) -> str:
    return wording.number(value, 1)
