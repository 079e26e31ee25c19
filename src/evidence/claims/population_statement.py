"""What a council's statement says of its people, set beside its own table and the newest round."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place

_SAME = (
    "Over the same years, {start_a} to {end_a}, the number of people {who} grows by {table_a} a "
    "year in the statement's table and by {round_a} in the {newest} projection. From {start_b} to "
    "{end_b} it grows by {table_b} a year in that table; from the estimate for {start_b} to the "
    "projection for {end_b} it is {round_b}."
)


def contradicted(
    stated: pd.DataFrame, growth: pd.DataFrame, printed: pd.DataFrame, place: Place
) -> tuple[Claim, ...]:
    """Set the growth that a document states beside the growth in its own table, a year at a time.

    ``stated``: ``statement.stated_growth``; ``growth``: ``trend.growth`` of the same document;
    ``printed``: ``population.change`` over its table, all ages. None where no document is held.
    """
    own = growth[growth["area_code"] == place.code]
    said = stated[stated["area_code"] == place.code]
    parts = {str(part["breakdown"]): part for _, part in own.iterrows()}
    needed = ("growth-a-year-in-words", "growth-a-year-in-the-table", "growth-left-after-the-table")
    if said.empty or any(name not in parts for name in needed):
        return ()
    words, table, left = (parts[name] for name in needed)
    start, end = str(table["period"]).split(" to ")
    after, last = str(left["period"]).split(" to ")
    return (
        claim(
            "population-statement-growth",
            "The market position statement says that {possessive} population is projected to "
            "increase by {said} over {span}, which is {words} a year; its own table grows by "
            "{table} a year between {start} and {end}. If both begin in the same year, the words "
            "leave {left} of growth to the years between {after} and {last}, beside {before} in "
            "all the years of the table.",
            possessive=wording.possessive(place.name),
            said=bind(said.iloc[0], lambda value: wording.percent(value, 0)),
            span=str(said.iloc[0]["period"]),
            words=bind(words, _two),
            table=bind(table, _two),
            start=start,
            end=end,
            left=bind(left, wording.percent),
            after=after,
            last=last,
            before=bind(
                row(
                    printed,
                    measure="population_change_percent",
                    area_code=place.code,
                    age_band="all ages",
                ),
                wording.percent,
            ),
        ),
    )


def older(
    stated: pd.DataFrame, yearly: pd.DataFrame, place: Place, newest: str, planned: str
) -> tuple[Claim, ...]:
    """Set the growth of older people that a document states beside the newest round, a year.

    Over the same years each time. ``stated``: ``stated.claims``; ``yearly``: as for
    ``over_same_years``; its table alone where ``newest`` is ``planned``. None where no document is
    held.
    """
    said = stated[
        (stated["area_code"] == place.code)
        & (stated["breakdown"] == "aged-65-over-increase-15-years")
    ]
    if said.empty:
        return ()
    fields: dict[str, Bound | str]
    if newest == planned:
        table = row(yearly, area_code=place.code, age_band="65+", variant=planned)
        start, end = str(table["period"]).split(" to ")
        told = "In its table that is {table} a year between {start} and {end}."
        fields = {"table": bind(table, _two), "start": start, "end": end}
    else:
        told, fields = _SAME, _same_years(yearly, place, "65+", newest, planned)
    return (
        claim(
            "population-statement-older",
            "It also says that the number of people {ages} rises by {said} ({span}). " + told,
            ages=wording.ages("65+"),
            said=bind(said.iloc[0], lambda value: wording.percent(value, 0)),
            span=str(said.iloc[0]["period"]),
            **fields,
        ),
    )


def over_same_years(
    yearly: pd.DataFrame, began: pd.DataFrame, place: Place, newest: str, planned: str
) -> tuple[Claim, ...]:
    """Set the growth of all ages in a document's table beside the newest round, a year.

    ``yearly``: ``population.a_year`` over two spans, each of the document's own round ``planned``
    and of the ``newest``: of the rounds over the years that both hold, and of the table over all
    its years beside ``since_estimate`` of the newest. ``began``: ``population.change`` of the
    newest round from its first year to the first that both hold. None where no table is held, or
    it is the newest.
    """
    if newest == planned or not (yearly["variant"] == planned).any():
        return ()
    first = row(
        began, measure="population_change_percent", area_code=place.code, age_band="all ages"
    )
    start, end = str(first["period"]).split(" to ")
    return (
        claim(
            "population-statement-same-years",
            _SAME + " Before that, between {begin} and {then}, the projection {first}.",
            first=bind(first, wording.rises_or_falls),
            begin=start,
            then=end,
            **_same_years(yearly, place, "all ages", newest, planned),
        ),
    )


def _same_years(
    yearly: pd.DataFrame, place: Place, band: str, newest: str, planned: str
) -> dict[str, Bound | str]:
    """Bind growth a year of the table and of the newest round over the spans that both have."""
    own = yearly[(yearly["area_code"] == place.code) & (yearly["age_band"] == band)]
    now = row(own, variant=newest)
    # Against the estimates that are held: which series that is, the row says itself.
    since = row(own[own["variant"].str.startswith(f"{newest} against ")])
    fields: dict[str, Bound | str] = {"newest": newest, "who": wording.ages(band)}
    for letter, there in (("a", now), ("b", since)):
        table = row(own, variant=planned, period=there["period"])
        start, end = str(there["period"]).split(" to ")
        fields |= {
            f"table_{letter}": bind(table, _two),
            f"round_{letter}": bind(there, _two),
            f"start_{letter}": start,
            f"end_{letter}": end,
        }
    return fields


def younger(shares: pd.DataFrame, place: Place, under: int) -> tuple[Claim, ...]:
    """Say that each five-year band below an age is a larger share of people than in England.

    ``shares``: ``population.sex_shares`` of the place and England for one year, in five-year
    bands. None where one of the bands, of women or of men, is no larger.
    """
    own = shares[shares["measure"] == "population_share_of_all"]
    own = own[own["age_band"].str.extract(r"^(\d+)", expand=False).astype("int64") < under]
    here, england = (own[own["area_code"] == code] for code in (place.code, place.england.code))
    both = here.merge(england[["sex", "age_band", "value"]], on=["sex", "age_band"])
    if both.empty or not (both["value_x"] > both["value_y"]).all():
        return ()
    near = both.iloc[int((both["value_x"] - both["value_y"]).to_numpy().argmin())]
    keys = {"sex": near["sex"], "age_band": near["age_band"]}
    one, other = row(here, **keys), row(england, **keys)
    return (
        claim(
            "population-statement-younger",
            "The statement calls {area} younger than England at ages under {under}, for women and "
            "for men. In {period} every five-year band under {under} was a larger share of all "
            "residents than in England, of women and of men; nearest to England were {who} {ages} "
            "({here}; England {england}).",
            area=place.name,
            under=str(under),
            period=str(near["period"]),
            who="women" if near["sex"] == "female" else "men",
            ages=wording.ages(str(near["age_band"])),
            here=bind(one, wording.percent),
            england=bind(other, wording.percent),
        ),
    )


def _two(value: float) -> str:
    """Put growth a year, which is small, to two decimals."""
    return f"{wording.number(value, 2)}%"
