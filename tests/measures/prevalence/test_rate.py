"""Rates are those the studies printed; each age of a model has one."""

import pytest

from evidence.errors import CheckError
from evidence.measures import learning_disability, survey
from evidence.measures.prevalence import uncertainty, ward
from evidence.measures.prevalence.model import models
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.rate import Held
from evidence.standing import Standing


@pytest.fixture(scope="module")
def known(store):
    return models(store)


@pytest.fixture(scope="module")
def held(store, known):
    return Held.read(store, known.values())


def shares(rates, sex):
    return [(rate.lowest, rate.highest, rate.share) for rate in rates.rates if rate.sex == sex]


def test_cfas2_rates_are_those_of_the_lancet(held, known):
    # Matthews et al. 2013, as NHS England uses them: men 1.2, 3.0, 5.2, 10.6, 12.8, 17.1 per cent.
    found = shares(held.of(known["dementia-cfas2"], 2023), "male")
    assert found == [
        (65, 69, pytest.approx(0.012)),
        (70, 74, pytest.approx(0.030)),
        (75, 79, pytest.approx(0.052)),
        (80, 84, pytest.approx(0.106)),
        (85, 89, pytest.approx(0.128)),
        (90, 90, pytest.approx(0.171)),
    ]


def test_the_oldest_of_dementia_uk_are_one_band(held, known):
    # Ages 90-94 (33.0) and 95+ (44.2) cannot be told apart among people of 90 and over: the
    # weighted rate, 35.4 per cent for women, stands in for both.
    read = held.of(known["dementia-uk"], 2023)
    assert shares(read, "female")[-1] == (90, 90, pytest.approx(0.354))
    assert read.standing(65, 90) is Standing.UNVERIFIED
    assert read.standing(90, 90) is Standing.DERIVED


@pytest.mark.parametrize(("year", "rate"), [(2020, 2.69597), (2026, 2.692), (2035, 2.68108)])
def test_rates_of_several_years_give_those_of_the_nearest(held, known, year, rate):
    # North Tyneside's copy of PANSI: 18-24, of 2023, 2025 and 2035.
    read = held.of(known["learning-disability"], year)
    assert shares(read, "persons")[0] == (18, 24, pytest.approx(rate / 100))


def test_every_model_covers_its_ages_once(held, known):
    for model in known.values():
        for year in (2020, 2035):
            assert held.of(model, year).rates


def test_an_age_without_a_rate_is_refused(held, known):
    broken = known["dementia-cfas2"].model_copy(update={"totals": ("60+",)})
    with pytest.raises(CheckError, match="do not cover each age from 60"):
        held.of(broken, 2023)


def test_a_model_that_stands_lower_than_its_rates_takes_them_down(held, known):
    lower = known["dementia-cfas2"].model_copy(update={"standing": Standing.UNVERIFIED})
    assert held.of(known["dementia-cfas2"], 2023).standing(65, 69) is Standing.VERIFIED
    assert held.of(lower, 2023).standing(65, 69) is Standing.UNVERIFIED


def test_rates_applied_to_others_are_derived_at_best(store):
    # The rates of CFAS II, of autism and of the newest survey are verified: studies that a second
    # source confirms. That they hold of Luton's people in 2023 is an assumption, which none does.
    places, year = ["E06000032"], 2023
    applied = [
        modelled(store, places, list(models(store)), rounds=["rebased"], years=[year]),
        uncertainty.intervals(
            store, places, uncertainty.WITH_LIMITS, rounds=["rebased"], years=[year]
        ),
        ward.need(store, places, year=year, wards=[ward.OLD]),
        survey.applied(store, places, year=year),
        learning_disability.on_registers(store, places, year=year),
    ]
    for frame in applied:
        assert {Standing(word) for word in frame["standing"]} <= {
            Standing.DERIVED,
            Standing.INFERRED,
            Standing.UNVERIFIED,
        }
    assert set(survey.rates(store)["standing"]) == {Standing.VERIFIED}
