"""What is said of need is true of the council's own documents, and absent where none is held."""

from __future__ import annotations

import pytest

from evidence.claims import disability as say
from evidence.claims import learning_disability as tell
from evidence.measures import census, learning_disability, survey
from evidence.measures.prevalence import published
from evidence.measures.prevalence.need import modelled
from evidence.measures.rounds import ROUNDS

MODELS = ["learning-disability", "common-mental-disorder"]


@pytest.fixture(scope="module")
def need(store, luton, scilly):
    areas = [luton.code, scilly.code]
    return modelled(store, areas, MODELS, rounds=["rebased", *ROUNDS], years=[2023, 2035])


def test_need_is_told_by_round_and_beside_what_was_printed(store, luton, need):
    said = published.said(store, [luton.code])
    text = tell.by_round(
        need, said, luton, condition="learning disability", ages="18+", year=2035
    ).text
    # The statement has 4,361 for 2035 (PANSI); the rates on the two rounds held are ours.
    assert "about 4,400 people aged 18 and over with a learning disability" in text
    assert "about 3,700 on the 2018-based one" in text
    assert text.endswith("market position statement has 4,361.")


def test_a_rate_worked_back_from_a_figure_proves_nothing(store, luton):
    differences = published.against(store, [luton.code])
    (mental,) = say.against_document(differences, luton, "common-mental-disorder-2020")
    assert "25,582" in mental.text
    assert mental.text.endswith("so that proves nothing.")
    assert "reproduced" not in mental.text
    (learning,) = tell.against_document(differences, luton, "learning-disability-2020")
    assert "3,886" in learning.text
    assert "proves nothing" not in learning.text


def test_a_place_without_documents_claims_none(store, scilly, need):
    said = published.said(store, [scilly.code])
    differences = published.against(store, [scilly.code])
    assert tell.against_document(differences, scilly, "learning-disability-2020") == ()
    assert tell.supported(said, scilly) == ()
    assert tell.out_of_borough(said, scilly) == ()
    text = tell.by_round(
        need, said, scilly, condition="learning disability", ages="18+", year=2035
    ).text
    assert "statement" not in text
    homes = learning_disability.accommodation(store, scilly.care_codes)
    assert tell.own_home(homes, scilly) == ()


def test_a_difference_from_england_is_named_where_intervals_lie_apart(store, luton):
    homes = learning_disability.accommodation(store, luton.care_codes)
    (home,) = tell.own_home(homes, luton)
    # DHSC, ASCOF 2024-25, 2e(1): 404 of 535, 75.5%; England 81.4%.
    assert "404 of 535" in home.text
    assert "75.5% (95% interval 71.7% to 79.0%), lower than England's 81.4%" in home.text


def test_census_is_counted_and_read_with_age(store, luton, scilly):
    shares = census.shares(store, luton.codes)
    text = say.disabled(shares, luton).text
    # ONS, Census 2021: 30,946 disabled in Luton, 13,909 limited a lot.
    assert "counted 30,946 residents of Luton (13.7%)" in text
    assert "13,909 of them limited a lot" in text
    assert "not age-standardised" in text
    assert "16,081 residents of Luton aged 5 and over" in say.care(shares, luton).text
    (wards,) = say.wards(census.wards(store, [luton.code]), luton)
    assert "Wards are approximate" in wards.text
    assert say.wards(census.wards(store, [scilly.code]), scilly) == ()


def test_the_newest_survey_is_not_compared(store):
    text = say.present_survey(survey.rates(store)).text
    assert "22.6% of people aged 16 to 64" in text
    assert "cannot be compared" in text
