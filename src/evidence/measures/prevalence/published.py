"""What a document prints of need is set beside what its stated method gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import stated
from evidence.measures.comparison import weaker
from evidence.measures.documents.verdict import MORE_THAN, Relation, Verdict, remodelled
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.prevalence.model import models as declared_models
from evidence.measures.prevalence.need import MODES, ROUNDED, modelled
from evidence.measures.trail import selection

if TYPE_CHECKING:
    from evidence.tables.store import Store

PLANNED = "2016-based"
"""The round that those documents stand on."""

_TABLE = "published_need"
_CLAIMS = "published_claims"
_CHECKS = "published_checks"
_IDS = {_CLAIMS: "claim", "published_figures": "figure"}


def printed(store: Store, areas: Sequence[str], *, tables: bool = True) -> pd.DataFrame:
    """Give the printed figures of need of ``areas``, as they are declared and in that order.

    Numbers in sentences, and with ``tables`` the cells of printed tables too.
    Columns: figure (its id), area_code, condition, model, year and ages (missing where no rates
    are held), why, document, place, value, unit, standing, lineage, and by the checks of documents
    ``relation`` (a ``Relation``) and ``more_than`` (more than the number is stated). No rows for
    an area of which no document is held.
    """
    need = store.read(_TABLE).sort_values("source_row", ignore_index=True)
    read = _IDS if tables else {_CLAIMS: _IDS[_CLAIMS]}
    found = pd.concat(
        [_stated(store, areas, table, name) for table, name in read.items()], ignore_index=True
    )
    rows = need.drop(columns=["source", "source_row"]).merge(found, on="figure")
    return _with_terms(store, rows, "figure")


def said(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give what sentences of documents state, with what of it is modelled need told apart.

    As ``stated.claims``, with columns more: ``condition``, the year that it is of in ``of_period``
    ("mid-2020") and ``of_ages``, blank for all but modelled need; and those of the checks of
    documents, as ``printed`` has them.
    """
    claims = stated.claims(store, areas)
    need = store.read(_TABLE)
    need = need[need["model"].notna()].set_index("figure")
    own = need.reindex(claims["breakdown"])
    told = claims.assign(
        condition=own["condition"].fillna("").to_numpy(),
        of_period=("mid-" + own["year"]).fillna("").to_numpy(),
        of_ages=own["ages"].fillna("").to_numpy(),
    )
    return _with_terms(store, told, "breakdown")


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
    ``tables`` the cells of printed tables too. Three columns more are what ``verdict`` asks for:
    ``relation`` and ``more_than``, as ``printed`` has them, and ``worked_back``: the model's rates
    were worked back from that very document. No rows for an area of which no document is held.
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
    found = join(
        measure_frame(pairs.assign(value=gap), measure="modelled_difference", status="calculated"),
        measure_frame(
            pairs.assign(value=100 * gap / pairs["denominator"]),
            measure="modelled_difference_percent",
            status="calculated",
        ),
    )
    told = theirs.set_index("figure").reindex(found["category"])
    titles = found["variant"].str.removesuffix(ROUNDED).str.removesuffix(f" on {PLANNED}")
    back = {(item.condition, item.title): item.worked_back_from for item in chosen}
    return found.assign(
        relation=told["relation"].to_numpy(),
        more_than=told["more_than"].to_numpy(),
        worked_back=[
            document in back[condition, title]
            for document, condition, title in zip(
                told["document"], found["breakdown"], titles, strict=True
            )
        ],
    )


def verdict(item: pd.Series) -> Verdict:
    """Judge a row of ``against``, by the rule of the chapter on documents and on its terms."""
    return remodelled(
        float(item["denominator"]),
        float(item["numerator"]),
        inferred=bool(item["worked_back"]),
        relation=Relation(item["relation"]),
        more_than=bool(item["more_than"]),
    )


def _with_terms(store: Store, rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Add on what terms each number of ``name`` is checked; of those not checked, on the same."""
    checks = store.read(_CHECKS, columns=["claim", "measure", "relation", "holds_if"])
    checks = checks[checks["measure"] == "modelled_people"].drop_duplicates("claim")
    own = checks.set_index("claim").reindex(rows[name])
    return rows.assign(
        relation=own["relation"].fillna(Relation.SAME.value).to_numpy(),
        more_than=own["holds_if"].eq(MORE_THAN).to_numpy(dtype=bool),
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
