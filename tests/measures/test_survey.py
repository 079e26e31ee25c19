"""Survey rates are given as published, for England only, with their own ages."""

from __future__ import annotations

import pytest

from evidence.measures import survey
from evidence.measures.frame import row
from evidence.tables.lineage import resolve


def test_the_newest_survey_as_published(store):
    rates = survey.rates(store)
    assert set(rates["area_code"]) == {"E92000001"}
    # NHS England, APMS 2023/4: 22.6% of people aged 16 to 64, 25.8% of those aged 16 to 24.
    condition = "common mental health condition"
    assert row(rates, breakdown=condition, age_band="16-64", sex="persons")["value"] == 22.6
    assert row(rates, breakdown=condition, age_band="16-24", sex="persons")["value"] == 25.8
    assert row(rates, breakdown="psychotic disorder")["age_band"] == "16+"
    assert set(rates["standing"]) == {"verified"}


def test_rates_are_applied_to_the_ages_of_the_model(store):
    found = survey.applied(store, ["E06000032"], year=2023)
    mental = row(found, breakdown="common mental health condition")
    # ONS mid-2023, rebased: 143,928 people aged 18 to 64; 22.6% of them.
    assert mental["age_band"] == "18-64"
    assert mental["denominator"] == 143_928
    assert mental["value"] == pytest.approx(32_527.7, abs=0.05)
    autism = row(found, breakdown="autism")
    # 26,893 are aged 65 and over: 0.8% of 170,821.
    assert autism["denominator"] == 143_928 + 26_893
    assert autism["value"] == pytest.approx(1_366.57, abs=0.005)
    walked = resolve(store, mental["lineage"])
    people = walked[walked["column"] == "population"]["value"].astype("float64").sum()
    assert people == mental["denominator"]
    assert survey.applied(store, ["E06000032"], year=1066).empty


def test_rates_are_applied_to_a_round_too(store):
    newest = "2022-based migration category"
    areas = ["E06000032", "E06000053"]
    found = survey.applied(store, areas, year=2035, variant=newest)
    mental = row(found, breakdown="common mental health condition")  # held of Luton alone
    # ONS, 2022-based: 151,442 people aged 18 to 64 in mid-2035; 22.6% of them are 34,226.
    assert mental["denominator"] == pytest.approx(151_442, abs=1)
    assert mental["value"] == pytest.approx(34_226, abs=1)
    assert mental["method"].endswith(f"applied to the {newest} projection")
    # The survey is confirmed; that its rate holds in Luton in 2035 is assumed.
    assert mental["standing"] == "derived"
