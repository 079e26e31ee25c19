"""Care and housing figures come out whole for any authority whose evidence is held."""

from __future__ import annotations

import json
import re

import pytest

from evidence.errors import CheckError
from evidence.figures import care, housing, learning_disability_spend, outcome, spend
from evidence.figures.figure import NARROW, WIDE
from evidence.figures.static import static_svg
from evidence.measures import population, projection, stated
from evidence.measures.care import bed, outcome_limits, people, unit_cost
from evidence.measures.care import spend as spending
from evidence.measures.housing import home
from evidence.measures.place import Place
from evidence.measures.rounds import newest_held, rounds_held

LUTON = "E06000032"
TRIED = ("E07000110", "E08000003", "E06000052", "E06000064")


@pytest.fixture(scope="module")
def luton(store, catalogue):
    """Every figure of the two chapters that stands on the council's own documents."""
    place = Place.of(store, LUTON)
    given = {"place": place, "catalogue": catalogue}
    spent = spending.spend(store, [LUTON])
    beds = stated.figures(store, [LUTON], subjects=["beds available", "self-funders"])
    made = [
        spend.services(spent, **given),
        spend.reasons(spent, **given),
        spend.working_age(spent, people.shares(store, [LUTON]), **given),
        learning_disability_spend.text_and_tables(
            spending.learning_disability(store, [LUTON]), spent, **given
        ),
        care.supported(people.supported(store, [LUTON]), **given),
        care.beds(bed.beds(store, [LUTON]), beds, **given),
        care.unit_costs(unit_cost.unit_costs(store, [LUTON, "E92000001"]), **given),
        housing.required(
            home.required(store, [LUTON]),
            stated.figures(store, [LUTON], subjects=["stock"]),
            **given,
        ),
        housing.occupancy(home.occupancy(store, [LUTON]), **given),
    ]
    return {figure.id: figure for figure in made}


def sound(figure):
    """Check what holds of any figure: it fits both widths and says no missing value."""
    assert not re.search(r"\bnan\b|\bNone\b|not available", figure.title + figure.alt)
    for narrow, most in ((None, WIDE), (figure.narrow, NARROW)):
        svg = static_svg(figure.spec, narrow)
        assert float(re.search(r'width="([\d.]+)"', svg)[1]) <= most


def test_figures_of_the_documents_come_out(luton):
    assert len(luton) == 9
    for figure in luton.values():
        sound(figure)
        assert figure.standing in {"transcribed", "reshaped", "derived"}
    # Cells of a table that names no year, printed under the one whose totals it has; and beds
    # filled if a void rate of no stated beds is of these. The totals are printed with their year.
    # Occupied homes of a stock that has no date are so many per cent of it if it is of that date.
    derived = {"spend-by-reason", "learning-disability-spend", "care-home-beds"}
    derived |= {"sheltered-occupancy"}
    assert {luton[name].standing for name in derived} == {"derived"}
    assert luton["spend-by-service"].standing == "transcribed"


def test_titles_state_what_was_found(luton):
    # Statement: 20,878,113 + 1,526,144 = 22,404,257; 142 of 428; 12,526,197 of 20,878,114;
    # "circa £12.6M" against 15,457,715; 1,053 beds x 77.5%. PSS-EX1 2014-15: of nine groups Luton's
    # mean is above England's in physical support, memory and mental health at 18-64 and learning
    # disability at 65+; there £1,178 against £881.
    assert "£22.4 million in 2019/20" in luton["spend-by-service"].title
    assert "33.2%" in luton["working-age-share"].title
    assert "60.0%" in luton["working-age-share"].title
    assert "£12.6 million" in luton["learning-disability-spend"].title
    assert "£15.5 million" in luton["learning-disability-spend"].title
    assert "816" in luton["care-home-beds"].title
    assert luton["weekly-cost"].title.startswith("In 4 of 9 groups")
    assert "£1,178 / £881" in json.dumps(luton["weekly-cost"].spec, ensure_ascii=False)
    assert "711" in luton["specialist-homes"].title


def test_parts_of_a_stack_end_at_its_whole(luton):
    data = luton["learning-disability-spend"].spec["datasets"]
    ends = {}
    for part in data["parts0"]:
        # Each part begins where the one before it ends.
        assert part["start"] == ends.get(part["label"], 0)
        ends[part["label"]] = part["end"]
    # The statement's words, "circa £12.6 million": a tooltip has pounds as a reader meets them.
    assert data["parts0"][0]["told"] == "£12.6 million"
    assert ends == {whole["label"]: whole["end"] for whole in data["wholes0"]}
    assert sorted(ends.values()) == [12_600_000, 12_600_209, 15_457_715]


def test_services_without_a_year_are_hollow(luton):
    bars = luton["spend-by-service"].spec["datasets"]["bars0"]
    hollow = {bar["name"] for bar in bars if bar["fill"] == "#FFFFFF"}
    assert hollow == {"Direct payments", "Day care", "Supported living"}


@pytest.mark.parametrize("area", TRIED)
def test_outcomes_come_out_for_any_council(store, catalogue, area):
    place = Place.of(store, area)
    frames = {
        "2c": outcome_limits.admissions(store, place.care_codes),
        "3d(2a)": outcome_limits.direct_payments(store, place.care_codes),
        "2e(1)": outcome_limits.own_home(store, place.care_codes),
    }
    for which, frame in frames.items():
        figure = outcome.outcome(frame, which, place=place, catalogue=catalogue)
        sound(figure)
        assert place.upper_tier.name in figure.title
        assert "Luton" not in json.dumps([figure.spec, figure.record()])


@pytest.mark.parametrize("area", [LUTON, *TRIED, "E06000053"])
def test_older_people_come_out_for_any_authority(store, catalogue, area):
    place = Place.of(store, area)
    plans = [item.name for item in rounds_held(store, area) if item.is_plan]
    newest = newest_held(store, area).name
    bands = ["65+", "75+", "85+"]
    figure = housing.older(
        projection.projections(store, [area], [*plans, newest], ages=bands),
        population.estimates(store, [area], ages=bands),
        place=place,
        catalogue=catalogue,
    )
    sound(figure)
    # Statement: 34,700 aged 65 and over in 2030.
    assert ("34,700" in figure.title) == (area == LUTON)
    assert {row[0] for row in figure.table.rows} == set(bands)
    # Which round the statement prints is inferred: nowhere is its table called that projection.
    assert "2016-based projection" not in figure.alt + str(figure.table.rows) + str(figure.spec)
    if area == LUTON:
        series = "Table of the council's statement (taken to be the 2016-based round)"
        assert {row[1] for row in figure.table.rows} >= {series, "Rebased estimate"}
        assert f"{series}, aged 65 and over: 27,800 in mid-2020" in figure.alt
        assert "taken to be the 2016-based round" in figure.subtitle
        # The statement's 13,500 of 2020 stands above the estimate of 12,310: the label goes below.
        (along,) = (item for item in figure.spec["datasets"]["labels1"] if item["along"])
        assert along["value"] < 12_256


def test_a_suppressed_outcome_has_no_figure(store, catalogue):
    place = Place.of(store, "E06000053")
    rates = outcome_limits.admissions(store, place.care_codes)
    with pytest.raises(CheckError, match="suppressed"):
        outcome.outcome(rates, "2c", place=place, catalogue=catalogue)
