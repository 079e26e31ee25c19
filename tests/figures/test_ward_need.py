"""The figure of need by ward names its vintage, its fit and no order that is not there."""

import json

import pytest

from evidence.errors import CheckError
from evidence.figures import neighbour as similar
from evidence.figures import ward_need as draw
from evidence.measures import census
from evidence.measures.context import neighbour
from evidence.measures.place import Place
from evidence.measures.prevalence.ward import need
from evidence.measures.prevalence.ward_census import against_census


@pytest.fixture(scope="module")
def luton(store):
    return Place.of(store, "E06000032")


@pytest.fixture(scope="module")
def held(store, luton):
    found = need(store, [luton.code])
    return found, against_census(found, census.wards(store, [luton.code]))


def drawn(held, luton, catalogue, vintage, found=None):
    rows, shares = held
    given = rows if found is None else found
    return draw.by_ward(given, shares, place=luton, catalogue=catalogue, vintage=vintage)


@pytest.mark.parametrize("kind", [("2019", "exact", 19), ("2024", "approximate", 20)])
def test_the_title_holds_vintage_and_fit(held, luton, catalogue, kind):
    vintage, fit, wards = kind
    figure = drawn(held, luton, catalogue, vintage)
    assert figure.title.endswith(f"in mid-2023 (wards of {vintage}, {fit}; shares of mid-2019)")
    assert "which is no ranking" in figure.subtitle
    # The text says the limits as the table has them.
    ends = {row[0]: row[4:6] for row in figure.table.rows}
    for name in (figure.table.rows[0][0], figure.table.rows[-1][0]):
        assert " to ".join(f"{end:.0f}" for end in ends[name]) in figure.alt
    assert len(figure.table.rows) == wards
    assert str(figure.standing) == "derived"
    # Only the wards of 2024 can be set beside the census.
    names = [column.name for column in figure.table.columns]
    assert ("counted" in names) == (vintage == "2024")
    people = [row[names.index("people")] for row in figure.table.rows]
    assert sum(people) == pytest.approx(26_893, abs=wards)


def test_the_title_names_no_ward_where_intervals_overlap(held, luton, catalogue):
    found = held[0]
    limited = found["measure"] == "modelled_people_interval"
    alike = found.assign(
        lower=found["lower"].mask(limited, 20.0), upper=found["upper"].mask(limited, 180.0)
    )
    figure = drawn(held, luton, catalogue, "2019", alike)
    assert figure.title.startswith("About 50 to 140 people in each ward were expected to live")
    assert "no ward can be told from another" in figure.title
    assert "Northwell" not in figure.title


def test_what_is_not_held_is_refused(store, catalogue):
    place = Place.of(store, "E07000110")
    nothing = need(store, [place.code])
    with pytest.raises(CheckError, match="show a notice"):
        draw.by_ward(nothing, nothing, place=place, catalogue=catalogue, vintage="2019")


@pytest.mark.parametrize("area", ["E06000032", "E07000110", "E06000053"])
def test_similar_areas_are_listed_with_their_distances(store, area):
    place = Place.of(store, area)
    found = neighbour.distances(store, [area], others=[one.code for one in place.comparators])
    listing = similar.authorities(found, neighbour.names(store, found), place=place)
    rows = listing.table.rows
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)
    assert {row[0] for row in rows if row[0].endswith(" (comparator)")} == {
        f"{one.name} (comparator)" for one in place.comparators
    }
    text = json.dumps(listing.record(), ensure_ascii=False)
    assert "nan" not in text.lower().replace("finance", "")
    council = place.upper_tier.code
    near = neighbour.distances(store, [council], councils=True)
    councils = similar.councils(near, neighbour.names(store, near), place=place)
    assert councils.folded
    assert len(councils.table.rows) == 20
    assert place.upper_tier.name in councils.table.caption


def test_a_gap_is_put_without_the_unit_of_its_feature(store, luton):
    found = neighbour.distances(store, [luton.code])
    listing = similar.authorities(found, neighbour.names(store, found), place=luton)
    rows = {row[0]: row[-1] for row in listing.table.rows}
    assert rows["Barking and Dagenham (comparator)"] == "Housing completions, 1.5 higher"
    assert rows["Birmingham (comparator)"] == "Anxiety, 2.1 higher"
    with pytest.raises(CheckError, match="show a notice"):
        similar.authorities(found.head(0), {}, place=luton)
