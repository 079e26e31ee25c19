"""Gaps say what is not held for a place, so that a page never shows an empty chart in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from evidence.errors import UsageError, suggestion
from evidence.measures import release as releases
from evidence.measures.density import has_fine_boundary
from evidence.measures.lsoa import EARLIER, earlier_held
from evidence.measures.notice import Notice
from evidence.measures.place import Place
from evidence.measures.release import EXACT
from evidence.measures.rounds import ROUNDS, rounds_held
from evidence.measures.ward import lookup

if TYPE_CHECKING:
    from evidence.tables.store import Store


def gaps(store: Store, place: Place, topic: str = "") -> tuple[Notice, ...]:
    """List what is not held for a place: one topic ("population", "deprivation") or all.

    Notices come in the order of a page's sections; their ids are fixed, so that a page can ask
    for one (``one``) where its figure would stand.
    """
    if topic and topic not in _TOPICS:
        raise UsageError(f"no topic is called {topic!r}{suggestion(topic, _TOPICS)}")
    chosen = [topic] if topic else list(_TOPICS)
    return tuple(
        Notice(name, place.code, place.name, missing, remedy)
        for key in chosen
        for name, missing, remedy in _TOPICS[key](store, place)
    )


def one(notices: tuple[Notice, ...], name: str) -> Notice | None:
    """Pick the notice of a name; None where that gap is not there."""
    return next((notice for notice in notices if notice.id == name), None)


def _population(store: Store, place: Place) -> Iterator[tuple[str, str, str]]:
    held = {item.name for item in rounds_held(store, place.code)}
    for item in ROUNDS.values():
        if item.name not in held:
            if item.by_single_year:
                remedy = (
                    "ONS publishes them for every authority; that file for this authority would "
                    "fill the gap."
                )
            else:
                remedy = (
                    "Only a council document that prints them, or ONS's own file of that round, "
                    "would fill the gap."
                )
            yield (f"projections.{item.name}", f"{item.title}, are not held.", remedy)
    if len(held) < 2:
        yield (
            "projections.comparison",
            "only one projection round is held, so rounds cannot be compared.",
            "A second round for this authority would fill the gap.",
        )
    if not has_fine_boundary(store, place.code):
        yield (
            "density.boundary",
            "density is approximate: no fine boundary is held, so land is measured on a coarse "
            "one.",
            "ONS's full-resolution boundary of the authority would make it exact.",
        )
        yield (
            "density.small-areas",
            "density by small area is not held.",
            "ONS's small-area population estimates with land area would fill the gap.",
        )
    yield (
        "population.later-years",
        "estimates of mid-2024 and later, and ONS's revision of mid-2022 onwards, are not held.",
        "The next edition of ONS's mid-year estimates would fill the gap.",
    )
    yield (
        "population.wards",
        "population estimates by ward are not held.",
        "ONS's ward-level mid-year estimates would fill the gap.",
    )


def _deprivation(store: Store, place: Place) -> Iterator[tuple[str, str, str]]:
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
    exact = store.read(EXACT["IoD2025"].table, columns=["lsoa_code"])
    index = store.read(
        releases.RELEASES["IoD2025"].index,
        columns=["lsoa_code"],
        where={"authority_code": [place.code]},
    )
    if not set(index["lsoa_code"]) <= set(exact["lsoa_code"]):
        yield (
            "deprivation.denominators-2025",
            "the 2025 release's own populations are not held: ONS mid-2022 estimates stand in, "
            "which differ where there are prisons; averages of the employment domain and of "
            "income deprivation among children and older people are left out.",
            "MHCLG's File 7 of the 2025 release would fill the gap.",
        )
    else:
        yield (
            "deprivation.comparison-2025",
            "comparison with England and other authorities on the employment domain and on income "
            "deprivation among children and older people is not held for the 2025 release: the "
            "numbers of people at risk, by which they are averaged, are held for this authority "
            "only.",
            "MHCLG's File 7 of the 2025 release would fill the gap.",
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


_TOPICS: dict[str, Callable[[Store, Place], Iterator[tuple[str, str, str]]]] = {
    "population": _population,
    "deprivation": _deprivation,
}
