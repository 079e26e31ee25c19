"""What a document prints of need is set beside what its stated method gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import stated
from evidence.measures.comparison import weaker
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.prevalence.model import models as declared_models
from evidence.measures.prevalence.need import MODES, modelled
from evidence.measures.trail import selection

if TYPE_CHECKING:
    from evidence.tables.store import Store

PLANNED = "2016-based"
"""The round that those documents stand on."""

_TABLE = "published_need"
_CLAIMS = "published_claims"
_IDS = {_CLAIMS: "claim", "published_figures": "figure"}


def printed(store: Store, areas: Sequence[str], *, tables: bool = True) -> pd.DataFrame:
    """Give the printed figures of need of ``areas``, as they are declared and in that order.

    Numbers in sentences, and with ``tables`` the cells of printed tables too.
    Columns: figure (its id), area_code, condition, model, year and ages (missing where no rates
    are held), why, document, place, value, unit, standing, lineage. No rows for an area of which
    no document is held.
    """
    need = store.read(_TABLE).sort_values("source_row", ignore_index=True)
    read = _IDS if tables else {_CLAIMS: _IDS[_CLAIMS]}
    found = pd.concat(
        [_stated(store, areas, table, name) for table, name in read.items()], ignore_index=True
    )
    return need.drop(columns=["source", "source_row"]).merge(found, on="figure")


def said(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give what sentences of documents state, with what of it is modelled need told apart.

    As ``stated.claims``, with three columns more, blank for all but modelled need: ``condition``,
    the year that it is of in ``of_period`` ("mid-2020"), and ``of_ages``.
    """
    claims = stated.claims(store, areas)
    need = store.read(_TABLE)
    need = need[need["model"].notna()].set_index("figure")
    own = need.reindex(claims["breakdown"])
    return claims.assign(
        condition=own["condition"].fillna("").to_numpy(),
        of_period=("mid-" + own["year"]).fillna("").to_numpy(),
        of_ages=own["ages"].fillna("").to_numpy(),
    )


def against(
    store: Store,
    areas: Sequence[str],
    conditions: Sequence[str] = (),
    models: Sequence[str] = (),
    *,
    tables: bool = False,
) -> pd.DataFrame:
    """Give by how much our models differ from what documents print, in people and per cent.

    Each printed number (denominator) is set against every model of its condition, or those of
    ``models``, on the round the document stands on (numerator), in each arithmetic the model is
    declared for. category is the id of the claim or figure. Numbers in sentences, and with
    ``tables`` the cells of printed tables too. No rows for an area of which no document is held.
    """
    theirs = printed(store, areas, tables=tables)
    theirs = theirs[theirs["model"].notna()]
    if conditions:
        theirs = theirs[theirs["condition"].isin(list(conditions))]
    if theirs.empty:
        return empty()
    known = declared_models(store)
    chosen = [
        item
        for name, item in known.items()
        if item.condition in set(theirs["condition"]) and (not models or name in models)
    ]
    years = sorted({int(year) for year in theirs["year"]})
    about = set(theirs["area_code"])
    ours = join(
        *(
            modelled(
                store,
                [area for area in areas if area in about],
                [item.id for item in chosen if mode in item.modes],
                rounds=[PLANNED],
                years=years,
                mode=mode,
                by_age=True,
            )
            for mode in MODES
        )
    )
    ours = ours[ours["measure"] == "modelled_people"]
    named = pd.DataFrame(
        {
            "area_code": theirs["area_code"],
            "category": theirs["figure"],
            "breakdown": theirs["condition"],
            "period": "mid-" + theirs["year"],
            "age_band": theirs["ages"],
            "denominator": theirs["value"],
            "of": theirs["lineage"],
            "other": theirs["standing"],
        }
    )
    kept = ["area_code", "area_type", "area_name", "area_vintage", "variant", "sex"]
    pairs = (
        ours[[*kept, "breakdown", "period", "age_band", "value", "lineage", "standing"]]
        .rename(columns={"value": "numerator"})
        .merge(named, on=["area_code", "breakdown", "period", "age_band"])
    )
    pairs["lineage"] = pairs["lineage"] + " " + pairs.pop("of")
    pairs["standing"] = weaker(pairs["standing"], pairs.pop("other"))
    pairs["method"] = pairs["variant"] + " less what the document states"
    gap = pairs["numerator"] - pairs["denominator"]
    return join(
        measure_frame(pairs.assign(value=gap), measure="modelled_difference", status="calculated"),
        measure_frame(
            pairs.assign(value=100 * gap / pairs["denominator"]),
            measure="modelled_difference_percent",
            status="calculated",
        ),
    )


def _stated(store: Store, areas: Sequence[str], table: str, name: str) -> pd.DataFrame:
    columns = ["authority_code", "document", "place", "value", "unit", "source"]
    rows = store.read(table, columns=[name, *columns], where={"authority_code": list(areas)})
    rows = rows[rows["value"].notna()].rename(columns={name: "figure"})
    where = {name: rows["figure"], "source": rows["source"]}
    return (
        rows.rename(columns={"authority_code": "area_code"})
        .assign(
            standing=store.standing(table).value,
            lineage=selection(table, "value", where) if len(rows) else "",
        )
        .drop(columns="source")
    )
