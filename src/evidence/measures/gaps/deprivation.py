"""What is not held of the deprivation of a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evidence.measures import inequality
from evidence.measures import release as releases
from evidence.measures.lsoa import EARLIER, earlier_held
from evidence.measures.place import Place
from evidence.measures.release import EXACT
from evidence.measures.ward import lookup

if TYPE_CHECKING:
    from evidence.tables.store import Store


def missing(store: Store, place: Place) -> Iterator[tuple[str, str, str]]:
    """Give id, what is missing and what would fill it, in the order of the page."""
    ranked = store.read(
        "iod2019_authorities", columns=["authority_code"], where={"authority_code": [place.code]}
    )
    if ranked.empty:
        yield (
            "deprivation.rank-2019",
            "this authority was created after the 2019 release, so MHCLG published no summary and "
            "no rank for it; its 2019 figures are ours, from the small areas it now holds.",
            "Nothing published would fill the gap; the 2025 release ranks it.",
        )
    exact = EXACT["IoD2025"]
    held = store.read(exact.table, columns=["lsoa_code"])
    index = store.read(
        releases.RELEASES["IoD2025"].index,
        columns=["lsoa_code"],
        where={"authority_code": [place.code]},
    )
    if index.empty:
        yield (
            "deprivation.release-2025",
            "the 2025 release is not held.",
            "MHCLG's files of that release would fill the gap.",
        )
    elif not set(index["lsoa_code"]) <= set(held["lsoa_code"]):
        yield (
            "deprivation.denominators-2025",
            "the 2025 release's own populations are not held: averages and extent, here, in "
            f"England and in most authorities ranked, are weighted by {exact.elsewhere}; averages "
            "of the employment domain and of income deprivation among children and older people "
            "are left out.",
            "The denominators of every authority (MHCLG's File 7 of the 2025 release) would fill "
            "the gap.",
        )
    else:
        yield (
            "deprivation.comparison-2025",
            "the 2025 release's own populations are held for this authority only: averages and "
            "extent of England and other authorities, and so the ranks, are weighted by "
            f"{exact.elsewhere}, and their averages on the employment domain and on income "
            "deprivation among children and older people are not held.",
            "The denominators of every authority (MHCLG's File 7 of the 2025 release) would fill "
            "the gap.",
        )
    if not index.empty:
        yield (
            "deprivation.summaries-2025",
            "MHCLG's own summaries and ranks of authorities are not held for the 2025 release: the "
            "ranks here are calculated from small areas, and may differ from its own.",
            "MHCLG's File 10 of the 2025 release would fill the gap.",
        )
    missing = [name for name in EARLIER if name not in earlier_held(store, place.code)]
    if missing:
        years = ", ".join(name.removeprefix("IoD") for name in missing)
        yield (
            "deprivation.earlier",
            f"earlier releases ({years}) are not held.",
            "MHCLG's files of those releases would fill the gap.",
        )
    for item in releases.RELEASES.values():
        if index.empty and item.name == "IoD2025":
            continue
        found = lookup(store, [place.code], item.name)
        if found.frame.empty:
            yield (
                f"deprivation.wards-{item.ward_vintage}",
                f"small areas are not matched with wards of {item.ward_vintage}.",
                "ONS's lookup for this authority would fill the gap.",
            )
        elif not found.is_exact:
            yield (
                f"deprivation.fit-{item.ward_vintage}",
                f"figures for wards of {item.ward_vintage} are approximate: each small area is "
                "counted in the ward that fits it best.",
                "Figures by output area would fit wards more closely.",
            )
    yield (
        "deprivation.scores-2019",
        "scores of the single domains of 2019 are not held, only their ranks and transformed "
        "scores.",
        "MHCLG's File 5 of the 2019 release would fill the gap.",
    )
    if inequality.by_fifth(store, [place.code]).empty:
        yield (
            "deprivation.inequality",
            "Census 2021 counts of disability, health and unpaid care by small area are not held, "
            "so nothing is said of how they differ with deprivation.",
            "ONS's tables TS007A, TS037, TS038 and TS039 by small area would fill the gap.",
        )
