"""Dementia figures state what their data say, for a place with three rounds and with one."""

import json

import pytest

from evidence.errors import CheckError
from evidence.figures import cascade, dementia, dementia_published, diagnosis
from evidence.figures.figure import redraw
from evidence.measures import stated
from evidence.measures.place import Place
from evidence.measures.prevalence import cascade as steps
from evidence.measures.prevalence.band_limits import band_limits
from evidence.measures.prevalence.diagnosis import diagnosis as recorded
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.uncertainty import WITH_LIMITS, intervals
from evidence.measures.rounds import rounds_held

MODELS = ["dementia-cfas2", "dementia-uk"]


@pytest.fixture(scope="module", params=["E06000032", "E07000110"])
def place(store, request):
    return Place.of(store, request.param)


def need(store, place, **options):
    held = [item.name for item in rounds_held(store, place.code)]
    return modelled(store, [place.code], MODELS, rounds=["rebased", *held], **options)


def test_rounds_are_lines_in_a_panel_for_each_rate_set(store, catalogue, place):
    figure = dementia.rounds(need(store, place), place=place, catalogue=catalogue, horizon=2035)
    assert place.name in figure.title
    rows = figure.table.rows
    assert {row[0] for row in rows} == {"CFAS II", "Dementia UK"}
    assert max(row[2] for row in rows) == 2035
    assert figure.standing == "unverified"
    # One scale for both: the panel of the higher rates must not look the lower.
    axes = [panel["layer"][0]["encoding"]["y"]["scale"]["domain"] for panel in panels_of(figure)]
    assert len(axes) == 2
    assert axes[0] == axes[1]
    assert axes[0][0] == 0


def panels_of(figure):
    return figure.spec["concat"]


def test_ages_are_drawn_for_women_and_men(store, catalogue, place):
    found = modelled(
        store,
        [place.code],
        ["dementia-cfas2"],
        rounds=["2018-based"],
        years=[2025, 2035],
        by_sex=True,
        by_age=True,
    )
    limits = band_limits(store, found)
    figure = dementia.ages(found, limits, place=place, catalogue=catalogue, years=(2025, 2035))
    assert len(figure.table.rows) == 12
    assert "women aged 90 and over are expected to be the largest group" in figure.title
    for row in figure.table.rows:
        *_, value, lower, upper = row
        assert lower < value < upper


def test_the_printed_numbers_stand_beside_the_model(store, catalogue):
    place = Place.of(store, "E06000032")
    told = stated.claims(store, [place.code], ["dementia-diagnosed-2020", "dementia-2035"])
    held = [item.name for item in rounds_held(store, place.code)]
    limits = intervals(store, [place.code], WITH_LIMITS, rounds=held, years=[2020, 2035])
    figure = dementia_published.published(
        told, need(store, place, years=[2020, 2035]), limits, place=place, catalogue=catalogue
    )
    # Market position statement: 2,020 and 2,911.
    printed = [row[2] for row in figure.table.rows if row[1] == "Printed in the statement"]
    assert printed == [2020, 2911]
    assert "The 2,020 people in the statement lie close to a model's number" in figure.title
    assert figure.title.endswith("on its own table for mid-2020 give 2,050")
    # The sentence with 2,020 names no year; the model needs one, and says which it took.
    assert [row[0] for row in figure.table.rows if row[2] in (2020, 2911)] == [
        "date not stated",
        "by 2035",
    ]
    # "By 2035, Luton is likely to have 2,911": the model takes the middle of that year.
    assert "By 2035 (modelled for mid-2035), Printed in the statement, 2,911" in figure.alt
    assert "No year stated (modelled for mid-2020)" in figure.alt
    # Every number on CFAS II rates has its limits, those on Dementia UK's have none, and what is
    # printed can have none.
    for row in figure.table.rows:
        *_, what, value, lower, upper = row
        if what.startswith("CFAS II"):
            assert lower < value < upper
        else:
            assert {lower, upper} == {"[z]" if what.startswith("Printed") else "[x]"}
    ends = {(row[0], row[1]): row[3:] for row in figure.table.rows}
    # Worked apart, to the first order: the 12 rates vary independently, with standard errors on the
    # logit scale of a 3.92th of their limits' distance; 1,864 people then have one of 86.6, and
    # limits of 1,694 and 2,033. What is drawn is a little skewed: both lie higher.
    assert ends["mid-2020", "CFAS II, statement's table"] == pytest.approx((1_694, 2_033), abs=30)


def test_diagnosis_needs_the_council(store, catalogue):
    luton = Place.of(store, "E06000032")
    figure = diagnosis.rates(recorded(store, luton.care_codes), place=luton, catalogue=catalogue)
    assert "82.1%" in figure.title
    # 1,659 / 2,022 is 82.0%: a reader who divides is told why.
    assert figure.note[0].startswith("Rates are as published")
    kent = Place.of(store, "E07000110")
    with pytest.raises(CheckError, match="Kent"):
        diagnosis.rates(recorded(store, kent.care_codes), place=kent, catalogue=catalogue)


def test_a_cascade_draws_what_is_missing(store, catalogue, place):
    rungs = steps.dementia(store, place, year=2023)
    figure = cascade.cascade(rungs, id="x", condition="dementia", place=place, catalogue=catalogue)
    values = [row[1] for row in figure.table.rows]
    assert values.count("[x]") == sum(rung.is_missing for rung in rungs)
    assert "no step is a share of the one above it" in figure.subtitle
    drawn = figure.spec["datasets"]["points"]
    assert [point["held"] for point in drawn].count("missing") == values.count("[x]")
    assert figure.title.startswith(f"For {place.name}, numbers are held for")
    # On a phone too each number keeps its date.
    phone = {point["row"]: point["text"] for point in narrow_points(figure)}
    assert phone["Modelled need"].endswith("\nmid-2023")


def narrow_points(figure):
    return redraw(figure.spec, figure.narrow)["datasets"]["points"]


def test_patients_expected_are_modelled_and_published(store, catalogue):
    place = Place.of(store, "E06000032")
    rungs = steps.dementia(store, place, year=2023)
    figure = cascade.cascade(rungs, id="x", condition="dementia", place=place, catalogue=catalogue)
    told = {row[0]: (row[1], row[3]) for row in figure.table.rows}
    # As published: 2,022 expected, 1,659 on record.
    assert told["Expected among patients"] == (2022, "modelled")
    assert told["Diagnosed and recorded"] == (1659, "counted")
    # The statement has "about 200" on the caseload, which is an estimate.
    assert told["With a specialist dementia service"] == (200, "estimated")
    assert "Modelled or estimated" in json.dumps(figure.spec)
    assert "2,022 (2026)" in {point["text"] for point in figure.spec["datasets"]["points"]}
