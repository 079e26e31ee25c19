"""Survey rates are given as published, for England only, with their own ages."""

from __future__ import annotations

from evidence.measures import survey
from evidence.measures.frame import row


def test_the_newest_survey_as_published(store):
    rates = survey.rates(store)
    assert set(rates["area_code"]) == {"E92000001"}
    # NHS England, APMS 2023/4: 22.6% of people aged 16 to 64, 25.8% of those aged 16 to 24.
    condition = "common mental health condition"
    assert row(rates, breakdown=condition, age_band="16-64", sex="persons")["value"] == 22.6
    assert row(rates, breakdown=condition, age_band="16-24", sex="persons")["value"] == 25.8
    assert row(rates, breakdown="psychotic disorder")["age_band"] == "16+"
    assert set(rates["standing"]) == {"verified"}
