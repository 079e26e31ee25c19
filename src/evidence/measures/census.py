"""Census 2021 counted residents by disability, health and unpaid care; the shares are ours.

No breakdown by age is held, so no share is age-standardised: the share of residents aged 65 and
over is given beside the others, to be read with them. Limits say how far chance alone moves a
share of so many people, so that two wards are told apart by more than that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import pandas as pd

from evidence.geography import codes as gss
from evidence.measures import trail
from evidence.measures.area import checked, described
from evidence.measures.frame import empty, measure_frame
from evidence.methods.interval import wilson
from evidence.standing import weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

PERIOD = "21 March 2021"
WARD_VINTAGE = "2024"
CONFIDENCE = 0.95

AUTHORITIES = "census2021_authorities"
"""Counts by authority."""
SMALL = "census2021_lsoa_luton"
"""Counts by small area: of Luton only."""
_WARDS = "lsoa21_ward24"
COUNTED = "Total"
"""The category of everybody whom a topic's table counts."""
_DISABLED = "Disabled under the Equality Act"
_LIMITED = f"{_DISABLED}: Day-to-day activities limited"
_CARE = "Provides {} unpaid care a week"
_OLDER = (
    *(f"Aged {age} to {age + 4} years" for age in range(65, 85, 5)),
    "Aged 85 years and over",
)


@dataclass(frozen=True)
class Share:
    """One share: the census categories counted, of everybody whom the topic's table counts.

    ``topic`` is the topic in the census tables and the breakdown of the measure, ``label`` the
    category; ``ages`` are those of the people counted and of their base.
    """

    topic: str
    label: str
    counted: tuple[str, ...]
    ages: str = "all ages"


TABLES = {
    "age": "table TS007A",
    "disability": "table TS038",
    "ethnic_group": "ethnic group",
    "general_health": "table TS037",
    "household_deprivation": "household deprivation",
    "unpaid_care": "table TS039",
}
_CARE_HOURS = {
    "up to 19 hours": _CARE.format("19 hours or less"),
    "20 to 49 hours": _CARE.format("20 to 49 hours"),
    "50 hours or more": _CARE.format("50 or more hours"),
}
SHARES = (
    Share("age", "aged 65 and over", _OLDER),
    Share("disability", "disabled", (_DISABLED,)),
    Share("disability", "limited a lot", (f"{_LIMITED} a lot",)),
    Share("disability", "limited a little", (f"{_LIMITED} a little",)),
    Share("general_health", "bad or very bad", ("Bad health", "Very bad health")),
    Share("unpaid_care", "any hours", tuple(_CARE_HOURS.values()), "5+"),
    *(Share("unpaid_care", label, (name,), "5+") for label, name in _CARE_HOURS.items()),
)
"""What is given for authorities, wards and small areas."""
ETHNIC = (Share("ethnic_group", "Asian", ("Asian, Asian British or Asian Welsh",)),)
"""What is held by small area only, and given for the authority that they make up."""


def shares(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give every share of ``SHARES`` for authorities; England is the sum of its authorities.

    breakdown is the topic ("disability"), category the share ("limited a lot"); numerator and
    denominator are people, those of unpaid care aged 5 and over. Counties have no rows.
    """
    asked = checked(store, areas)
    where = {} if gss.ENGLAND in asked else {"authority_code": list(asked)}
    counts = store.read(AUTHORITIES, where=where)
    every = counts["authority_code"].nunique()
    own = counts[counts["authority_code"].isin(asked)].assign(group=lambda x: x["authority_code"])
    parts = [own]
    if gss.ENGLAND in asked:
        parts.append(counts.assign(group=gss.ENGLAND))

    def lineage(source: str, topic: str, categories: Sequence[str], codes: pd.Series) -> trail.Part:
        here = trail.selection(
            AUTHORITIES, "count", {"authority_code": codes, **which(source, topic, categories)}
        )
        england = trail.selection(AUTHORITIES, "count", which(source, topic, categories))
        return pd.Series(here).where(codes != gss.ENGLAND, str(england))

    rows = _added(pd.concat(parts, ignore_index=True), SHARES, lineage)
    if rows.empty:
        return empty()
    note = f"; England is the sum of {every} authorities"
    rows["method"] += pd.Series(note, index=rows.index).where(rows["area_code"] == gss.ENGLAND, "")
    return _framed(store, described(store, rows), AUTHORITIES)


def wards(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give every share by ward of 2024, where small areas are held: approximate, by best fit."""
    counts = _small(store, areas)
    if counts.empty:
        return empty()
    names = dict(zip(counts["ward_code"], counts["ward_name"], strict=True))

    def lineage(source: str, topic: str, categories: Sequence[str], codes: pd.Series) -> trail.Part:
        return _through(
            trail.selection(_WARDS, "lsoa_code", {"ward_code": codes}), source, topic, categories
        )

    rows = _added(counts.assign(group=counts["ward_code"]), SHARES, lineage)
    rows["method"] += "; small areas matched with wards: best fit"
    rows["area_name"] = rows["area_code"].map(names)
    return _framed(store, rows, SMALL, _WARDS, area_type="ward", area_vintage=WARD_VINTAGE)


def small_areas(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give every share by small area (LSOA of 2021), where they are held."""
    counts = _small(store, areas)
    if counts.empty:
        return empty()
    names = dict(zip(counts["lsoa_code"], counts["lsoa_name"], strict=True))

    def lineage(source: str, topic: str, categories: Sequence[str], codes: pd.Series) -> trail.Part:
        return trail.selection(
            SMALL, "count", {"lsoa_code": codes, **which(source, topic, categories)}
        )

    rows = _added(counts.assign(group=counts["lsoa_code"]), SHARES, lineage)
    rows["area_name"] = rows["area_code"].map(names)
    return _framed(store, rows, SMALL, area_type="LSOA", area_vintage="2021")


def ethnic_groups(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give the shares of ``ETHNIC`` for authorities whose small areas are held: their sum."""
    counts = _small(store, areas)
    if counts.empty:
        return empty()

    def lineage(source: str, topic: str, categories: Sequence[str], codes: pd.Series) -> trail.Part:
        matched = trail.selection(_WARDS, "lsoa_code", {"authority_code": codes})
        return _through(matched, source, topic, categories)

    rows = _added(counts.assign(group=counts["authority_code"]), ETHNIC, lineage)
    rows["method"] += "; sum of the small areas"
    return _framed(store, described(store, rows), SMALL, _WARDS)


def _small(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Read the counts of small areas of ``areas``, each with its ward and authority."""
    asked = [area for area in checked(store, areas) if area != gss.ENGLAND]
    columns = ["lsoa_code", "lsoa_name", "ward_code", "ward_name", "authority_code"]
    matched = store.read(_WARDS, columns=columns, where={"authority_code": asked})
    counts = store.read(SMALL, columns=["lsoa_code", "topic", "category", "count", "source"])
    return counts.merge(matched, on="lsoa_code", how="inner", validate="many_to_one")


def _added(
    counts: pd.DataFrame,
    chosen: Sequence[Share],
    lineage: Callable[[str, str, Sequence[str], pd.Series], trail.Part],
) -> pd.DataFrame:
    """Add the counts of each group into shares: area_code to method of the measure frame."""
    added = counts.groupby(["topic", "category", "group"])["count"].sum().astype("float64")
    sources = dict(zip(counts["topic"], counts["source"], strict=True))
    frames = []
    for share in chosen:
        if share.topic not in added.index.get_level_values("topic"):
            continue
        topic = pd.Series(added.xs(share.topic, level="topic"))
        whole = pd.Series(topic.xs(COUNTED, level="category"))
        part = topic[topic.index.get_level_values("category").isin(share.counted)]
        part = part.groupby("group").sum().reindex(whole.index)
        codes = pd.Series(whole.index, dtype="str")
        # Nobody counted is no share.
        limits = wilson(part.where(whole > 0), whole.where(whole > 0), CONFIDENCE)
        base = "residents aged 5 and over" if share.ages == "5+" else "usual residents"
        frames.append(
            pd.DataFrame(
                {
                    "area_code": codes,
                    "variant": f"Census 2021, {TABLES[share.topic]}",
                    "age_band": share.ages,
                    "breakdown": share.topic,
                    "category": share.label,
                    "numerator": part.to_numpy(),
                    "denominator": whole.to_numpy(),
                    "value": 100 * limits.value,
                    "lower": 100 * limits.lower,
                    "upper": 100 * limits.upper,
                    "confidence": CONFIDENCE,
                    "lineage": trail.together(
                        lineage(sources[share.topic], share.topic, share.counted, codes),
                        lineage(sources[share.topic], share.topic, [COUNTED], codes),
                    ),
                    "method": f"counted, as a share of {base}; not age-standardised; limits: "
                    "Wilson",
                }
            )
        )
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def _through(matched: trail.Part, source: str, topic: str, categories: Sequence[str]) -> trail.Part:
    """Lead from small areas selected in the ward lookup to their counts."""
    found = {"lsoa_code": trail.reference(_WARDS, "lsoa_code"), **which(source, topic, categories)}
    return trail.together(matched, trail.selection(SMALL, "count", found))


def which(source: str, topic: str, categories: Sequence[str]) -> dict[str, trail.Part]:
    """Say in a trail which rows of a census table are meant: of a topic, by category."""
    # As evidence.tables.lineage writes values: a space would end the selection.
    named = "|".join(quote(category, safe="-_.~:,()/+") for category in categories)
    # The source is named because the table holds a dataset for each topic.
    return {"source": source, "topic": topic, "category": named}


def _framed(store: Store, rows: pd.DataFrame, *tables: str, **constants: str) -> pd.DataFrame:
    return measure_frame(
        rows,
        measure="census_share",
        period=PERIOD,
        sex="persons",
        status="calculated",
        standing=weakest(store.standing(table) for table in tables).value,
        **constants,
    )
