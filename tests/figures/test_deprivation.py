from __future__ import annotations

import json

import pytest

from evidence.errors import CheckError
from evidence.figures import deprivation as figures
from evidence.figures.density_map import density_map
from evidence.figures.static import static_svg
from evidence.measures import density, deprivation, lsoa, outline, ward
from evidence.measures.frame import empty
from evidence.measures.place import Place

LUTON = "E06000032"
CORNWALL = "E06000052"
SCILLY = "E06000053"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def drawn(store, catalogue):
    """Every figure of a place and release, drawn once."""
    known: dict[tuple[str, str], dict] = {}

    def draw(area, release="IoD2025"):
        if (area, release) not in known:
            known[area, release] = _draw(store, catalogue, area, release)
        return known[area, release]

    return draw


def _draw(store, catalogue, area, release):
    place = Place.of(store, area)
    about = {"place": place, "release": release, "catalogue": catalogue}
    summaries = ward.summaries(store, [area], release)
    wards = outline.ward_outline(store, place, release)
    found = {
        "map": figures.small_area_map(
            lsoa.values(store, [area], release),
            outline.lsoa_outline(store, place, release),
            wards,
            **about,
        ),
        "wards": figures.ward_map(summaries, wards, **about),
        "summaries": figures.summaries(deprivation.summaries(store, place.codes, release), **about),
        "domains": figures.domains(ward.domains(store, [area], release), summaries, **about),
        "spread": figures.spread(ward.spread(store, [area], release), **about),
        "profile": figures.decile_profile(
            lsoa.deciles(store, [area]), place=place, catalogue=catalogue
        ),
    }
    if area != SCILLY:
        found["tenth"] = figures.wards_in_most_deprived_tenth(
            ward.deciles(store, [area], release), **about
        )
    return found


def _texts(value, path=()):
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(part, (*path, key))
    elif isinstance(value, str):
        yield path, value


def _size(figure):
    return len(json.dumps(figure._repr_mimebundle_(), separators=(",", ":")))


@pytest.mark.parametrize("area", ["E07000110", "E08000003", CORNWALL, "E06000064", SCILLY, LUTON])
def test_every_figure_is_drawn_for_the_trial_authorities(drawn, area):
    for figure in drawn(area).values():
        assert "nan" not in f"{figure.title} {figure.subtitle} {figure.alt}".lower().split()
        assert figure.alt.startswith(("Map", "Five", "Table", "Chart", "Two", "Bars"))
        assert "range" in figure.alt


def test_the_note_says_once_whose_people_weight_averages(drawn):
    # The catalogue: the index's own denominators are held for Luton, ONS's residents elsewhere.
    weighted = "are weighted by all residents of mid-2022, prisoners included: the index's own"
    assert drawn(LUTON)["summaries"].note[0] == (
        f"Averages and extent of England and other authorities {weighted} denominators are held "
        "for Luton only."
    )
    maidstone = drawn("E07000110")
    for name, what in (
        ("summaries", "Averages and extent"),
        ("wards", "Averages and extent"),
        ("domains", "Averages"),
    ):
        assert maidstone[name].note[0] == (
            f"{what} {weighted} denominators are not held for Maidstone."
        )
    # Luton's wards are weighted by the index's own, and so is everything of 2019; deciles and
    # ranks of small areas by nobody.
    spared = [drawn(LUTON)[name] for name in ("wards", "domains")]
    spared += [maidstone[name] for name in ("map", "spread", "profile", "tenth")]
    spared += drawn(LUTON, "IoD2019").values()
    assert all("weighted by" not in line for figure in spared for line in figure.note)


def test_a_comparator_with_denominators_of_its_own_is_spared(store, catalogue):
    place = Place.of(store, "E07000110", [LUTON])
    figure = figures.summaries(
        deprivation.summaries(store, place.codes, "IoD2025"),
        place=place,
        release="IoD2025",
        catalogue=catalogue,
    )
    assert figure.note[0] == (
        "Averages and extent of all but Luton are weighted by all residents of mid-2022, prisoners "
        "included: the index's own denominators are not held for Maidstone."
    )


def test_no_map_is_heavy(drawn):
    assert max(_size(figure) for figure in drawn(LUTON).values()) < 80_000
    assert max(_size(figure) for figure in drawn(CORNWALL).values()) < 150_000


def test_figures_are_drawn_alike_each_time(store, catalogue, drawn):
    again = _draw(store, catalogue, LUTON, "IoD2019")
    for name, figure in drawn(LUTON, "IoD2019").items():
        assert json.dumps(figure._repr_mimebundle_()) == json.dumps(again[name]._repr_mimebundle_())


def test_the_map_counts_what_mhclg_ranked(drawn):
    # IoD2019 File 1: 4 of Luton's 121 LSOAs are in decile 1 (File 10's proportion, 0.0331).
    figure = drawn(LUTON, "IoD2019")["map"]
    assert figure.title == (
        "4 of Luton's 121 small areas were in the most deprived tenth of England on the 2019 index"
    )
    # File 1 of 2025: 17 of 125.
    assert drawn(LUTON)["map"].title == (
        "17 of Luton's 125 small areas are in the most deprived tenth of England on the 2025 index"
    )
    assert len(figure.table.rows) == 121
    assert "wards of 2019" in drawn(LUTON, "IoD2019")["wards"].subtitle


def test_the_summaries_are_those_of_file_10(drawn):
    # IoD2019 File 10, E06000032: average score 25.898; England's table is not in it.
    figure = drawn(LUTON, "IoD2019")["summaries"]
    assert figure.table.rows[0][:3] == ("Luton", LUTON, 25.9)
    assert [row[0] for row in figure.table.rows[:2]] == ["Luton", "England"]
    scores = [row[2] for row in figure.table.rows[2:]]
    assert scores == sorted(scores, reverse=True)


def test_every_title_names_its_index_and_no_code_of_it(drawn):
    for release, index in (("IoD2019", "the 2019 index"), ("IoD2025", "the 2025 index")):
        for name, figure in drawn(LUTON, release).items():
            assert index in figure.title or name == "profile"
            text = json.dumps([figure.record()["table"], figure.title, figure.subtitle, figure.alt])
            assert "IoD20" not in text


def test_best_fit_wards_are_called_approximate(drawn):
    for name in ("wards", "domains", "spread", "tenth"):
        assert "approximate" in drawn(CORNWALL)[name].subtitle


def test_a_chart_of_many_wards_shows_thirty_and_its_table_all(drawn):
    for name, dataset in (("domains", "cells"), ("spread", "points")):
        figure = drawn(CORNWALL)[name]
        assert "30 most deprived of 87 wards" in figure.subtitle
        assert len({row["row"] for row in figure.spec["datasets"][dataset]}) == 30
        assert len(figure.table.rows) == 87


def test_the_profile_says_that_it_is_no_trend(drawn):
    figure = drawn(LUTON)["profile"]
    assert "Not a trend" in figure.subtitle
    # Deciles 2 to 4: 65 of 121 (29, 18, 18) and 65 of 125 (27, 20, 18), against England's 30%.
    assert figure.title.startswith("Both releases put more of Luton's small areas")
    assert figure.title.endswith("decile 1 holds 3.3% on the 2019 index and 13.6% on the 2025 one")


def test_a_place_without_a_most_deprived_small_area_has_no_such_figure(store, catalogue):
    place = Place.of(store, SCILLY)
    with pytest.raises(CheckError, match="say so in a sentence"):
        figures.wards_in_most_deprived_tenth(
            ward.deciles(store, [SCILLY], "IoD2025"),
            place=place,
            release="IoD2025",
            catalogue=catalogue,
        )


def test_a_hostile_name_stays_data(store, catalogue):
    place = Place.of(store, LUTON)
    frame = ward.spread(store, [LUTON], "IoD2025")
    frame["area_name"] = frame["area_name"].replace("Central", HOSTILE)
    figure = figures.spread(frame, place=place, release="IoD2025", catalogue=catalogue)
    assert any(row[0] == HOSTILE for row in figure.table.rows)
    held = [path for path, text in _texts(figure.spec) if "alert(1)" in text]
    assert held
    # Only rows of data and the list that puts rows in order: no expression holds the name.
    assert all("datasets" in path or "domain" in path for path in held)
    assert "<script" not in static_svg(figure.spec)


def test_nothing_is_drawn_of_nothing(store, catalogue):
    about = {"place": Place.of(store, LUTON), "release": "IoD2025", "catalogue": catalogue}
    wards = outline.ward_outline(store, about["place"], "IoD2025")
    for draw in (
        lambda: figures.small_area_map(empty(), wards, **about),
        lambda: figures.ward_map(empty(), wards, **about),
        lambda: figures.summaries(empty(), **about),
        lambda: figures.domains(empty(), empty(), **about),
        lambda: figures.spread(empty(), **about),
        lambda: figures.wards_in_most_deprived_tenth(empty(), **about),
        lambda: figures.decile_profile(empty(), place=about["place"], catalogue=catalogue),
        lambda: density_map(empty(), wards, place=about["place"], catalogue=catalogue),
    ):
        with pytest.raises(CheckError):
            draw()


def test_density_is_mapped_where_small_areas_are_held(store, catalogue):
    place = Place.of(store, LUTON)
    figure = density_map(
        density.lsoa_density(store, [LUTON], years=[2022]),
        outline.lsoa_outline(store, place, "IoD2025"),
        place=place,
        catalogue=catalogue,
    )
    assert len(figure.table.rows) == 125
    assert "577 to 20,247" in figure.alt
    assert _size(figure) < 80_000
