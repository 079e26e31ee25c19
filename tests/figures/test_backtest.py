"""Back-test figures come out for any authority, with the values that the measures hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import CheckError
from evidence.figures import backtest as draw
from evidence.figures import revision as draw_base
from evidence.figures.boxes import Box, boxes
from evidence.figures.deviation import ticks
from evidence.figures.fans import Fan, Path, fans
from evidence.figures.other_round import other_rounds
from evidence.figures.splits import Split, splits
from evidence.figures.static import static_svg
from evidence.measures import accuracy, population, projection
from evidence.measures.place import Place

# By hand: 210,985 against 231,028 (mid-2023) and 213,528 against 224,134 (mid-2020) in Luton; 8,903
# against 13,462 and 10,938 against 8,331 in the City of London.
TITLES = {
    "E06000032": ("8.7% too few people in Luton", "4.7% too few people in Luton"),
    "E06000064": ("0.9% too few people in West", "0.3% too few people in West"),
    "E09000001": ("33.9% too few people in City", "31.3% too many people in City"),
}
AGES = ["all ages", "18-64", "65+", "85+"]
BOX = Box("All ages", (-4.5, -2.5, -0.4, 2.0, 3.6), -8.7, "−8.7%", -0.2, (("Near", 8.8),))


@pytest.fixture(scope="module", params=list(TITLES))
def figures(request, store, catalogue):
    place = Place.of(store, request.param)
    tested = accuracy.everything(store, place.codes)
    three = (
        population.estimates(store, [place.code], ages=AGES),
        population.first_published(store, [place.code], ages=AGES),
        projection.projections(store, [place.code], ["2018-based"], ages=AGES),
    )
    with_place = {"place": place, "catalogue": catalogue}
    drawn = [
        draw.by_age(tested, **with_place),
        draw.by_lead(tested, **with_place),
        draw.at_the_time(tested, **with_place),
        draw_base.parts(tested, **with_place),
        draw_base.series(*three, tested, **with_place),
        draw_base.by_age(tested, **with_place),
    ]
    return place, tested, {figure.id: figure for figure in drawn}


def test_each_is_drawn_at_both_widths_and_names_the_place(figures):
    place, _, drawn = figures
    assert len(drawn) == 6
    for figure in drawn.values():
        for narrow in ({}, figure.narrow):
            svg = static_svg(figure.spec, narrow)
            assert "NaN" not in svg
            assert "undefined" not in svg
        assert place.name in figure.subtitle
        assert "nan" not in figure.title + figure.alt
        assert "not available" not in figure.title + figure.alt
        assert figure.standing == "reshaped"


def test_tables_hold_what_the_measures_do(figures):
    place, tested, drawn = figures
    table = drawn["backtest-by-age"].table
    names = [column.name for column in table.columns]
    rows = {row[0]: dict(zip(names, row, strict=True)) for row in table.rows}
    assert list(rows) == ["All ages", "0 to 17", "18 to 64", "65 to 74", "75 to 84", "85 and over"]
    own = accuracy.error_of(tested, place.code, 2023, "85+")
    told = rows["85 and over"]
    assert told["area0"] == round(own["value"], 1)
    assert told["first"] == round(own["numerator"])
    assert told["second"] == own["denominator"]
    assert told["p0"] <= told["p10"] <= told["p25"] <= told["p50"] <= told["p75"] <= told["p100"]
    assert len(drawn["backtest-by-lead"].table.rows) == 6 * 6


def test_what_sentences_say_of_all_authorities_stands_in_the_table(figures):
    place, tested, drawn = figures
    for name, find, year in (
        ("backtest-by-age", accuracy.error_of, 2023),
        ("backtest-revision", accuracy.revision_of, 2020),
    ):
        table = drawn[name].table
        labels = {column.name: column.label for column in table.columns}
        assert labels["median_size"] == "Half were out by more than"
        assert labels["beyond"] == f"Authorities further out than {place.name}"
        told = dict(zip(labels, table.rows[0], strict=True))
        like = find(tested, place.code, year, "all ages")
        beyond = accuracy.among_all(tested, accuracy.FURTHER_OUT, like, area=place.code)
        size = accuracy.among_all(tested, accuracy.ABSOLUTE_MEDIAN, like)
        assert told["beyond"] == beyond["value"]
        assert told["median_size"] == pytest.approx(size["value"], abs=0.05)
        # At every age and in every year, not only where a sentence is.
        assert all(isinstance(row[-1], int) for row in table.rows)
    if place.code == "E09000001":
        # Of all authorities the City of London is furthest out for mid-2023, and lies in the range.
        assert drawn["backtest-by-age"].table.rows[0][-1] == 0


def test_parts_in_people_add_up_in_the_table(figures):
    _, _, drawn = figures
    for row in drawn["backtest-parts"].table.rows:
        _, _, base, growth, people, *_ = row
        assert abs(base + growth - people) <= 1


def test_titles_say_how_far_out(figures):
    place, _, drawn = figures
    error, revised = TITLES[place.code]
    assert error in drawn["backtest-by-age"].title
    assert revised in drawn["backtest-revision"].title


def test_boxes_draw_what_there_is():
    none = Box("Nobody", BOX.ends, None, "[x]")
    points = boxes([BOX, none], axis="Error", place="Here").spec["datasets"]
    assert [point["value"] for point in points["boxes0"]] == [-8.7, None]
    assert [other["name"] for other in points["others0"]] == ["Near"]
    assert "Here" in [item["label"] for item in points["key"]]
    alone = boxes([none], axis="Error", place="Here").spec["datasets"]["key"]
    assert [item["label"] for item in alone] == ["Middle four fifths", "Middle half", "Median"]
    flat = Box("Flat", (0.0,) * 5, 0.0, "0.0%")
    assert "0.0%" in static_svg(boxes([flat], axis="Error", place="Here").spec)


def test_a_long_heading_of_a_panel_breaks_where_the_chart_ends():
    group = "People aged 85 and over who live alone in homes of a kind that no census counts"
    drawing = splits(
        [Split("Here", 4.0, -2.0, "2.0%", group)], axis="X", first="A", then="B", both="C"
    )
    # A bold character takes 7.2 pixels at most: 80 of them fit on a page, and 50 on a phone.
    assert drawing.spec["vconcat"][1]["title"]["text"] == group
    narrow = drawing.narrow["/vconcat/1/title/text"]
    assert len(narrow) > 1
    assert " ".join(narrow) == group


def test_splits_start_where_the_first_step_ends():
    drawing = splits([Split("Here", 4.0, -37.9, "−33.9%")], axis="X", first="A", then="B", both="C")
    first, then = drawing.spec["datasets"]["steps0"]
    assert (first["start"], first["end"]) == (0, 4.0)
    assert (then["start"], then["end"]) == (4.0, -33.9)
    assert "−33.9%" in static_svg(drawing.spec, drawing.narrow)


def test_fans_name_only_who_is_drawn():
    fan = Fan(
        "All ages", ((2018, BOX.ends), (2019, BOX.ends)), (Path("Here", "place", ((2018, 1.0),)),)
    )
    labels = [item["label"] for item in fans([fan], place="Here").spec["datasets"]["key"]]
    assert labels == ["Middle four fifths", "Middle half", "Median", "Here"]


@pytest.mark.parametrize(
    "nothing",
    [
        lambda: boxes([], axis="X", place="Here"),
        lambda: splits([], axis="X", first="A", then="B", both="C"),
        lambda: fans([], place="Here"),
    ],
)
def test_nothing_is_not_drawn(nothing):
    with pytest.raises(CheckError, match="show a notice"):
        nothing()


@given(st.floats(-300, 0), st.floats(0, 300), st.floats(60, 700))
def test_ticks_are_few_hold_nought_and_lie_within(low, high, pixels):
    marked = ticks(low, high, pixels)
    assert 0 in marked
    assert len(marked) <= 9
    assert min(marked) >= low - 1e-6
    assert max(marked) <= high + 1e-6


def test_other_rounds_are_listed_where_they_are_held(figures):
    place, tested, _ = figures
    listed = other_rounds(tested, place=place)
    if place.code != "E06000032":
        assert listed == ()
        return
    rows = {row[2]: row for row in listed[0].table.rows}
    # The statement's slide 14: 223,800 and 27,800 for 2020; ONS now estimates 224,134 and 26,204.
    got = ("mid-2020", "All ages", "Printed", 223_800, 224_134, -334, -0.1)
    assert rows["All ages"][1:] == got
    assert rows["65 and over"][3:] == ("Printed", 27_800, 26_204, 1_596, 6.1)
    # It prints nobody under 18: 223,800 - 136,200 - 27,800; and 7,700 + 6,600.
    assert rows["0 to 17"][3:5] == ("Its total less 18 to 64 and less 65 and over", 59_800)
    assert rows["65 to 74"][3:5] == ("Sum of 65 to 69 and 70 to 74", 14_300)
    assert "infer to be the 2016-based round" in rows["All ages"][0]
