"""A calculation adds up or divides what a document prints, so that it can be held against itself.

Nothing is mended, and a calculation of which a part is missing gives no row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.area import described
from evidence.measures.documents.sums import CALCULATIONS
from evidence.measures.frame import empty, measure_frame
from evidence.measures.trail import together
from evidence.standing import Standing, weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

MEASURE = "document_arithmetic"
CLAIMS, FIGURES = "published_claims", "published_figures"
_IDS = {CLAIMS: "claim", FIGURES: "figure"}


def calculated(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give every calculation of which all parts are printed for an area.

    variant is the document, breakdown the calculation's id, category what was done; numerator and
    denominator are those of a quotient. Unit as declared; standing that of the transcription, or
    derived where the calculation supposes more than what is printed.
    """
    printed = _printed(store, areas)
    held = set(printed["authority_code"])
    own = store.standing(CLAIMS)
    rows = [row for area in areas if area in held for row in _rows(printed, area, own)]
    if not rows:
        return empty()
    return measure_frame(
        described(store, pd.DataFrame(rows)),
        measure=MEASURE,
        period="as printed",
        status="calculated",
    )


def _printed(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    frames = []
    for table, name in _IDS.items():
        read = store.read(
            table,
            columns=[name, "authority_code", "document", "value", "source"],
            where={"authority_code": list(areas)},
        )
        frames.append(read.rename(columns={name: "id"}).assign(table=table))
    found = pd.concat(frames, ignore_index=True)
    return found[found["value"].notna()].set_index("id")


def _rows(printed: pd.DataFrame, area: str, own: Standing) -> Iterator[dict[str, object]]:
    mine = printed[printed["authority_code"] == area]
    for item in CALCULATIONS:
        asked = (*item.parts, *item.less, *item.times, *item.whole)
        if not set(asked) <= set(mine.index):
            continue
        top = mine.loc[list(item.parts), "value"].sum() - mine.loc[list(item.less), "value"].sum()
        top *= mine.loc[list(item.times), "value"].sum() if item.times else 1
        bottom = mine.loc[list(item.whole), "value"].sum() if item.whole else float("nan")
        yield {
            "area_code": area,
            "variant": mine.loc[item.parts[0], "document"],
            "breakdown": item.id,
            "category": item.title,
            "numerator": top if item.whole else float("nan"),
            "denominator": bottom,
            "value": item.factor * (top / bottom if item.whole else top),
            "unit": item.unit,
            "method": "worked out from what the document prints: "
            + item.title
            + (f", supposing that {item.supposing}" if item.supposing else ""),
            "standing": (weakest([own, Standing.DERIVED]) if item.supposing else own).value,
            "lineage": lineage(mine.loc[list(dict.fromkeys(asked))]),
        }


def lineage(found: pd.DataFrame) -> str:
    """Write the trail of printed numbers: index their ids, with the table each stands in."""
    selections = [
        f"{table}?{_IDS[str(table)]}={'|'.join(sorted(rows.index))}&source={source}#value"
        for (table, source), rows in found.groupby(["table", "source"], sort=True)
    ]
    return str(together(*selections))
