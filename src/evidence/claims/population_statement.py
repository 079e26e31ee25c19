"""What a council's statement says of its people, set beside its own table and the newest round."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place


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

    ``stated``: ``stated.claims``; ``yearly``: ``population.a_year`` of the document's own round
    ``planned`` and of the ``newest``, which may be the same. None where no document is held.
    """
    said = stated[
        (stated["area_code"] == place.code)
        & (stated["breakdown"] == "aged-65-over-increase-15-years")
    ]
    if said.empty:
        return ()
    table, now = (
        row(yearly, area_code=place.code, age_band="65+", variant=name)
        for name in (planned, newest)
    )
    start, end = str(table["period"]).split(" to ")
    first, last = str(now["period"]).split(" to ")
    template = (
        "It also says that the number of people {ages} rises by {said} ({span}). In its table "
        "that is {table} a year between {start} and {end}"
    )
    fields: dict[str, Bound | str] = {}
    if newest != planned:
        template += "; in the {newest} projection it is {now} a year between {first} and {last}"
        fields = {"newest": newest, "now": bind(now, _two), "first": first, "last": last}
    return (
        claim(
            "population-statement-older",
            f"{template}.",
            ages=wording.ages("65+"),
            said=bind(said.iloc[0], lambda value: wording.percent(value, 0)),
            span=str(said.iloc[0]["period"]),
            table=bind(table, _two),
            start=start,
            end=end,
            **fields,
        ),
    )


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
