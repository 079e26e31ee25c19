"""Later projections are followed over the very years that a document's sentences speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import population
from evidence.measures.area import described
from evidence.measures.documents.setting import MEASURE, YEAR
from evidence.measures.documents.trend import spans
from evidence.measures.estimate import REBASED
from evidence.measures.frame import empty, measure_frame, row
from evidence.measures.rounds import Round, rounds_held
from evidence.standing import weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

_END = 2035
_ALL, _OLD = "all ages", "65+"


def later(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give growth by the newest round, for areas that have a document and a round after 2020.

    Rows by breakdown: ``growth-of-all-ages`` (per cent) and ``growth-in-people`` over as many
    years as the sentence names, from the round's first; ``growth-65-over`` (per cent) from the
    rebased estimate for mid-2020 to the projection for mid-2035.
    """
    held = set(store.read("published_documents", columns=["authority_code"])["authority_code"])
    rows = []
    for area in areas:
        rounds = rounds_held(store, area) if area in held else ()
        if rounds and rounds[-1].base_year > YEAR:
            rows += [*_over_the_span(store, area, rounds[-1]), *_older(store, area, rounds[-1])]
    if not rows:
        return empty()
    return measure_frame(
        described(store, pd.DataFrame(rows)), measure=MEASURE, sex="persons", status="projected"
    )


def _over_the_span(store: Store, area: str, newest: Round) -> Iterator[dict[str, object]]:
    for years, trail in spans(store, area):
        end = newest.first_year + years
        if end > newest.last_year:
            continue
        found = population.of_variant(
            store, [area], newest.name, years=[newest.first_year, end], ages=[_ALL]
        )
        before, after = (row(found, period=f"mid-{year}") for year in (newest.first_year, end))
        base = {
            "variant": newest.name,
            "period": f"mid-{newest.first_year} to mid-{end}",
            "age_band": _ALL,
            **_between(before, after),
            "lineage": f"{after['lineage']} {before['lineage']} {trail}",
        }
        yield {
            **base,
            "breakdown": "growth-of-all-ages",
            "category": "growth of all ages",
            "value": 100 * (after["value"] / before["value"] - 1),
            "unit": "per cent",
            "method": f"{newest.name}: growth over {years} years from its first",
        }
        yield {
            **base,
            "breakdown": "growth-in-people",
            "category": "growth of all ages",
            "value": after["value"] - before["value"],
            "unit": "people",
            "method": f"{newest.name}: growth over {years} years from its first",
        }


def _older(store: Store, area: str, newest: Round) -> Iterator[dict[str, object]]:
    was = population.of_variant(store, [area], REBASED, years=[YEAR], ages=[_OLD]).iloc[0]
    then = population.of_variant(store, [area], newest.name, years=[_END], ages=[_OLD]).iloc[0]
    yield {
        "variant": f"{REBASED} to {newest.name}",
        "period": f"mid-{YEAR} to mid-{_END}",
        "age_band": _OLD,
        **_between(was, then),
        "breakdown": "growth-65-over",
        "category": "growth of people aged 65 and over",
        "value": 100 * (then["value"] / was["value"] - 1),
        "unit": "per cent",
        "method": f"from the {REBASED} estimate to the {newest.name} projection",
        "lineage": f"{then['lineage']} {was['lineage']}",
    }


def _between(before: pd.Series, after: pd.Series) -> dict[str, object]:
    return {
        "area_code": before["area_code"],
        "numerator": after["value"],
        "denominator": before["value"],
        "standing": weakest([before["standing"], after["standing"]]).value,
    }
