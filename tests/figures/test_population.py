"""Population figures come out whole, true and readable for any authority, or are refused."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest

from evidence.errors import CheckError
from evidence.figures import population as figures
from evidence.figures.age_balance import Band, balance, finding
from evidence.figures.figure import NARROW, WIDE
from evidence.figures.printed import not_printed
from evidence.figures.static import static_svg
from evidence.measures import density, population, projection
from evidence.measures.documents import trend
from evidence.measures.frame import empty, join
from evidence.measures.place import Place
from evidence.measures.rounds import rounds_held

LUTON = "E06000032"
# Maidstone, Manchester, Cornwall, Westmorland and Furness (created 2023), Isles of Scilly.
TRIED = ("E07000110", "E08000003", "E06000052", "E06000064", "E06000053")
HORIZON = 2040


def drawn(store, catalogue, area: str, name: str = "") -> dict[str, figures.Figure]:
    place = Place.of(store, area)
    held = [item.name for item in rounds_held(store, area)]
    frames = {
        "rounds_by_age": (
            projection.projections(store, [area], held),
            population.estimates(store, [area]),
        ),
        "past": (
            population.estimates(store, [area]),
            population.change(store, [area], start=2001, end=2023),
        ),
        "pyramid": (
            population.sex_shares(store, place.codes[:2], year=2023),
            population.shares(store, place.codes[:2], years=[2023], ages="five-year"),
        ),
        "ages": (
            population.change(
                store, [area], start=2023, end=HORIZON, ages="five-year", variant=held[-1]
            ),
        ),
        "density": (density.density(store, place.codes, years=[2023]),),
        "errors": (projection.errors(store, place.codes),),
    }
    if "2016-based" in held:
        frames["plan_differences"] = (
            projection.differences(store, [area], newest=held[-1], plan="2016-based"),
        )
        spans = (("2016-based", 2020), ("2016-based", 2025), (held[-1], 2025))
        since = population.since_estimate(store, [area], start=2020, end=2035, variant=held[-1])
        followed = [
            population.change(store, [area], start=start, end=2035, variant=name)
            for name, start in spans
        ]
        frames["stated_growth"] = (
            trend.growth(store, [area]),
            population.a_year(join(*followed, since)),
        )
    if name:
        place = dataclasses.replace(place, name=name)
        for parts in frames.values():
            for frame in parts:
                frame.loc[frame["area_code"] == area, "area_name"] = name
    given = {"place": place, "catalogue": catalogue}
    return {
        key: getattr(figures, key)(
            *parts, **given, **({"horizon": HORIZON} if key == "rounds_by_age" else {})
        )
        for key, parts in frames.items()
    }


@pytest.fixture(scope="module")
def luton(store, catalogue):
    return drawn(store, catalogue, LUTON)


@pytest.mark.parametrize("area", TRIED)
def test_every_figure_comes_out_for_any_authority(store, catalogue, area):
    made = drawn(store, catalogue, area)
    assert len(made) == 6
    ids = [figure.id for figure in made.values()]
    assert len(set(ids)) == len(ids)
    for figure in made.values():
        text = json.dumps([figure.spec, figure.record()], ensure_ascii=False)
        assert "Luton" not in text.replace("Luton Borough Council", "")
        assert not re.search(r"\bnan\b|\bNone\b|not available", figure.title + figure.alt)
        for narrow, most in ((None, WIDE), (figure.narrow, NARROW)):
            svg = static_svg(figure.spec, narrow)
            assert float(re.search(r'width="([\d.]+)"', svg)[1]) <= most


def test_titles_state_what_was_found(luton):
    # The statement's slide 14 prints 38,400 people aged 65 and over and 144,400 aged 18 to 64
    # in 2035, and 223,800 in 2020 and 230,900 in 2025 against 242,000 in 2035: 0.52% and 0.47% a
    # year; slide 13 says 17% in 20 years, 0.79% a year. ONS's newest: 236,102 and 236,799 in ten
    # years, 0.03% a year; 224,134 were estimated for mid-2020: 0.37%.
    title = luton["rounds_by_age"].title
    assert "mid-2035" in title
    assert "(151,400 against 144,400)" in title
    assert "fewer people aged 65 and over (31,800 against 38,400)" in title
    assert luton["stated_growth"].title.endswith(
        "over the same years: mid-2025 to mid-2035, 0.47% in the statement's table and "
        "0.03% in the 2022-based round; mid-2020 to mid-2035, 0.52% and 0.37% (the "
        "round from the estimate)"
    )
    assert "0.79% in the statement's words (over 20 years)" in luton["stated_growth"].alt
    # ONS: 48,566, 115,125 and 22,198 in mid-2001; 60,207, 143,928 and 26,893 in mid-2023.
    assert luton["past"].title.endswith(
        "aged 0 to 17 rose by 24.0%, aged 18 to 64 rose by 25.0% and aged 65 and over rose by 21.2%"
    )
    assert "statement's table" in luton["plan_differences"].title
    assert "infer to be the 2016-based" in luton["plan_differences"].subtitle
    assert "(Leicester) to +11.6% (Coventry)" in luton["errors"].subtitle
    most = max(row[3] for row in luton["ages"].table.rows)
    assert f"is projected to grow most (by {round(most / 10) * 10:,})" in luton["ages"].title


def test_an_age_parts_the_larger_shares_from_the_smaller(luton, store):
    # ONS, mid-2023: 0 to 4 7.36% and 5.31%, 75 to 79 2.26% and 4.14%; every band under 50 larger.
    assert luton["pyramid"].title == (
        "Women and men together, Luton has a larger share of its people than England at every age "
        "band under 50 and a smaller one from there up; furthest apart at 0 to 4 "
        "(7.4%; England 5.3%) and 75 to 79 (2.3%; England 4.1%)"
    )
    bands = [Band("0-4", 4.0, 5.0), Band("5-9", 5.0, 5.0), Band("10-14", 6.0, 5.0)]
    assert "furthest above England's at ages 10 to 14" in finding(bands, "X")
    turned = finding([bands[0], bands[2]], "X")
    assert turned.startswith(
        "Women and men together, X has a smaller share of its people than England at every age band"
    )
    assert "under 10 and a larger one" in turned
    assert "furthest above" in finding([*bands[::2], Band("15-19", 4.0, 5.0)], "X")
    place = Place.of(store, LUTON)
    with pytest.raises(CheckError, match="needs shares"):
        balance(population.shares(store, [LUTON], years=[2023], ages="five-year"), place)


def test_alt_text_gives_the_range(luton):
    rows = luton["plan_differences"].table.rows
    percent = [row[-1] for row in rows]
    alt = luton["plan_differences"].alt
    assert f"−{abs(min(percent)):.1f}%" in alt
    assert f"+{max(percent):.1f}%" in alt


def test_the_table_holds_every_value_of_the_chart(luton):
    figure = luton["rounds_by_age"]
    charted = {
        (row["year"], row["value"])
        for name, rows in figure.spec["datasets"].items()
        if name.startswith("lines")
        for row in rows
    }
    assert charted <= {(row[2], row[3]) for row in figure.table.rows}
    for key in ("plan_differences", "ages", "density", "errors", "stated_growth"):
        held = {
            cell for row in luton[key].table.rows for cell in row if isinstance(cell, int | float)
        }
        for name, rows in luton[key].spec["datasets"].items():
            if name.startswith(("bars", "dots")):
                assert {row["value"] for row in rows} <= held


def test_what_a_sentence_says_of_all_ages_and_children_stands_in_a_table(luton):
    # The statement's slide 14 prints 223,800 for 2020 and 242,000 for 2035, and 144,400 aged 18 to
    # 64 and 38,400 aged 65 and over, which leaves 59,200; ONS: 236,102, 236,799, 59,104 and 53,553.
    held = {tuple(row[:3]): row[3] for row in luton["rounds_by_age"].table.rows}
    statement = "Table of the council's statement (taken to be the 2016-based round)"
    newest = "2022-based migration category projection"
    assert held["all ages", statement, 2020] == 223_800
    assert held["all ages", statement, 2035] == 242_000
    assert held["0-17", statement, 2035] == 59_200
    assert held["all ages", newest, 2025] == pytest.approx(236_102, abs=1)
    assert held["all ages", newest, 2035] == pytest.approx(236_799, abs=1)
    assert held["0-17", newest, 2025] == pytest.approx(59_104, abs=1)
    assert held["0-17", newest, 2035] == pytest.approx(53_553, abs=1)
    both = {tuple(row[1:3]): row[3:5] for row in luton["plan_differences"].table.rows}
    assert both["All ages", "mid-2035"] == (pytest.approx(236_799, abs=1), 242_000)
    assert both["0 to 17", "mid-2035"] == (pytest.approx(53_553, abs=1), 59_200)


def test_england_stands_beside_the_place_in_the_table_of_the_past(store, catalogue):
    place = Place.of(store, LUTON)
    figure = figures.past(
        population.estimates(store, place.codes, ages=["all ages", "0-17", "18-64", "65+"]),
        population.change(store, [LUTON], start=2001, end=2023),
        place=place,
        catalogue=catalogue,
    )
    labels = [column.label for column in figure.table.columns]
    assert labels[-2:] == ["All ages, Luton", "All ages, England"]
    # ONS, rebased: Luton 231,028 and England 57,690,323 in mid-2023.
    assert figure.table.rows[-1][0] == 2023
    assert figure.table.rows[-1][-2:] == (231_028, 57_690_323)
    # 209,626 in mid-2013: what "rose by 10.2%" starts from.
    assert next(row[-2] for row in figure.table.rows if row[0] == 2013) == 209_626


def test_what_the_statement_does_not_print_is_told_in_a_note(luton, store):
    # Slide 14 has bands from 18-24 up, and totals of 18-64, 65+ and all ages.
    told = (
        "The statement's table has no people under 18: 0 to 17 is its total less 18 to 64 and less "
        "65 and over, each rounded to 100. Its numbers for 75 and over and for 85 and over are "
        "sums of its bands."
    )
    for name in ("rounds_by_age", "plan_differences"):
        assert told in luton[name].note
    given = {"years": [2035], "ages": ["18-64", "85+", "all ages"]}
    rows = projection.projections(store, [LUTON], ["2016-based", "2018-based"], **given)
    assert not_printed(rows) == (
        "The numbers of the statement's table for 85 and over are sums of its bands.",
    )
    assert not_printed(rows[rows["age_band"] != "85+"]) == ()
    assert not_printed(rows[rows["variant"] == "2018-based"]) == ()


def test_projections_are_dashed_dotted_or_ringed(luton):
    rows = luton["rounds_by_age"].spec["datasets"]["lines0"]
    drawn_as = {row["line"]: row["drawn"] for row in rows}
    assert drawn_as == {
        "Rebased estimate": "solid",
        "Table of the council's statement (taken to be the 2016-based round)": "dots",
        "2018-based projection": "dashed",
        "2022-based migration category projection": "dashed",
    }
    assert {row["year"] for row in rows if row["ring"]} == {2018, 2022}
    assert max(row["year"] for row in rows) == HORIZON


@pytest.mark.parametrize("rounds", [["2018-based"], ["2016-based", "2018-based"]])
def test_one_or_two_rounds_are_enough(store, catalogue, rounds):
    figure = figures.rounds_by_age(
        projection.projections(store, [LUTON], rounds),
        population.estimates(store, [LUTON], years=range(2015, 2024)),
        place=Place.of(store, LUTON),
        catalogue=catalogue,
        horizon=HORIZON,
    )
    assert rounds[-1] in figure.title


def test_an_approximate_density_is_marked(luton, store, catalogue):
    assert "5,328 people" in luton["density"].title
    assert luton["density"].note[0].startswith("Densities marked “about” are approximate")
    texts = {row["name"]: row["text"] for row in luton["density"].spec["datasets"]["bars0"]}
    assert texts.pop("Luton") == "5,328"
    assert all(text.startswith("about ") for text in texts.values())


@pytest.mark.parametrize("name", ["ages", "density", "errors", "plan_differences"])
def test_an_empty_frame_is_refused(store, catalogue, name):
    with pytest.raises(CheckError, match="notice"):
        getattr(figures, name)(empty(), place=Place.of(store, LUTON), catalogue=catalogue)


def test_frames_of_two_are_refused_when_either_is_empty(store, catalogue):
    given = {"place": Place.of(store, LUTON), "catalogue": catalogue}
    for name in ("past", "pyramid", "stated_growth"):
        with pytest.raises(CheckError, match="notice"):
            getattr(figures, name)(empty(), empty(), **given)
    with pytest.raises(CheckError, match="notice"):
        figures.rounds_by_age(empty(), empty(), horizon=HORIZON, **given)


def test_a_hostile_name_passes_as_data(store, catalogue):
    hostile = "<script>alert(1)</script>"
    for figure in drawn(store, catalogue, LUTON, hostile).values():
        assert "<script" not in static_svg(figure.spec)
        assert hostile in json.dumps(figure.record())


def test_the_same_frames_give_the_same_figure(luton, store, catalogue):
    again = drawn(store, catalogue, LUTON)
    for key, figure in luton.items():
        assert json.dumps(again[key].spec) == json.dumps(figure.spec)
        assert again[key].record() == figure.record()
