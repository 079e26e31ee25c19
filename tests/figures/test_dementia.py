"""Dementia figures state what their data say, for a place with three rounds and with one."""

import pytest

from evidence.errors import CheckError
from evidence.figures import cascade, dementia, dementia_published, diagnosis
from evidence.measures import stated
from evidence.measures.place import Place
from evidence.measures.prevalence import cascade as steps
from evidence.measures.prevalence.diagnosis import diagnosis as recorded
from evidence.measures.prevalence.need import modelled
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
    figure = dementia.ages(found, place=place, catalogue=catalogue, years=(2025, 2035))
    assert len(figure.table.rows) == 12


def test_the_printed_numbers_stand_beside_the_model(store, catalogue):
    place = Place.of(store, "E06000032")
    told = stated.claims(store, [place.code], ["dementia-diagnosed-2020", "dementia-2035"])
    figure = dementia_published.published(
        told, need(store, place, years=[2020, 2035]), place=place, catalogue=catalogue
    )
    # Market position statement: 2,020 and 2,911.
    printed = [row[2] for row in figure.table.rows if row[1] == "Printed in the statement"]
    assert printed == [2020, 2911]
    assert "estimate of 2,020 lies close to a model" in figure.title


def test_diagnosis_needs_the_council(store, catalogue):
    luton = Place.of(store, "E06000032")
    figure = diagnosis.rates(recorded(store, luton.care_codes), place=luton, catalogue=catalogue)
    assert "82.1%" in figure.title
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
