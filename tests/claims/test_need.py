"""What is said of need is true of the council's own documents, and absent where none is held."""

from __future__ import annotations

import pytest

from evidence.claims import alternative
from evidence.claims import disability as say
from evidence.claims import learning_disability as tell
from evidence.claims.need import tile
from evidence.measures import census, learning_disability, stated, survey
from evidence.measures.frame import join
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
    assert text.startswith("On ONS's headline 2022-based projection (migration category variant)")
    assert "about 4,400 people aged 18 and over with a learning disability" in text
    assert "at Emerson and Hatton rates; about 3,700 on the 2018-based one" in text
    assert text.endswith("market position statement has 4,361.")


def test_a_rate_worked_back_from_a_figure_proves_nothing(store, luton):
    differences = published.against(store, [luton.code])
    (mental,) = say.against_document(differences, luton, "common-mental-disorder-2020")
    assert "25,582" in mental.text
    assert mental.text.endswith("so that proves nothing.")
    assert "reproduced" not in mental.text
    (learning,) = tell.against_document(differences, luton, "learning-disability-2020")
    # The statement: "There are over 3,886 people (18yrs+)"; the rates, worked back from what other
    # councils publish, give 3,922.
    assert "has over 3,886 people aged 18 and over with a learning disability" in learning.text
    assert learning.text.endswith('give 3,922, 0.9% more, which agrees with "over".')
    assert "proves nothing" not in learning.text
    # The slide on dementia names no year.
    (undated,) = say.against_document(differences, luton, "dementia-diagnosed-2020")
    assert "2,020 people aged 65 and over with dementia and does not say of what" in undated.text
    assert "applied to its own population table of 2020" in undated.text


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
    assert tell.elsewhere(homes, scilly) == ()
    assert say.carers_stated(said, census.shares(store, scilly.codes), scilly) == ()


def test_a_difference_from_england_is_named_where_intervals_lie_apart(store, luton):
    homes = learning_disability.accommodation(store, luton.care_codes)
    (home,) = tell.own_home(homes, luton)
    # DHSC, ASCOF 2024-25, 2e(1): 404 of 535, 75.5%; England 81.4%.
    assert "404 of 535" in home.text
    assert "75.5% (95% interval 71.7% to 79.0%), lower than England's 81.4%" in home.text
    (rest,) = tell.elsewhere(homes, luton)
    # 535 - 404.
    assert "Of the 535 people" in rest.text
    assert "131 were recorded elsewhere" in rest.text


def test_placements_elsewhere_are_told_with_their_two_bases(store, luton):
    (told,) = tell.out_of_borough(stated.claims(store, [luton.code]), luton)
    # The market position statement: 33 "because their needs can not be met within Luton"; 10% of
    # adults "who are receiving social care support".
    assert "33 people" in told.text
    assert "because their needs cannot be met in Luton" in told.text
    assert "10% of adults with a learning disability who get social care" in told.text
    assert "neither a date nor a base" not in told.text


def test_census_is_counted_and_read_with_age(store, luton, scilly):
    shares = census.shares(store, luton.codes)
    (counted,) = say.disabled(shares, luton)
    text = counted.text
    # ONS, Census 2021: 30,946 disabled in Luton, 13,909 limited a lot.
    assert "counted 30,946 residents of Luton (13.7%)" in text
    assert "13,909 of them limited a lot" in text
    assert "not age-standardised" in text
    assert "16,081 residents of Luton aged 5 and over" in say.care(shares, luton).text
    (wards,) = say.wards(census.wards(store, [luton.code]), luton)
    assert "Wards are approximate" in wards.text
    assert say.wards(census.wards(store, [scilly.code]), scilly) == ()


def test_the_statements_carers_are_no_trend(store, luton):
    shares, said = census.shares(store, luton.codes), stated.claims(store, [luton.code])
    (told,) = say.carers_stated(said, shares, luton)
    # The market position statement: 18,000, "based on the 2011 census"; ONS TS039: 16,081.
    assert "an estimated 18,000 carers, based on the census of 2011" in told.text
    assert "16,081" in told.text
    assert "no trend" in told.text


def test_wards_in_worse_health_though_younger_are_named(store, luton, scilly):
    shares, wards = census.shares(store, luton.codes), census.wards(store, [luton.code])
    worse, least = say.ward_health(wards, shares, luton)
    # Census 2021, TS037, wards of 2024 by best fit: England 5.153%; by statsmodels'
    # proportion_confint(method="wilson") Leagrave's 693 of 11,193 have 5.76% to 6.65% and Lewsey's
    # 610 of 10,110 have 5.59% to 6.52%. Farley's 836 of 15,468 (5.4%) have 5.06% to 5.77% and
    # Biscot's 574 of 10,917 (5.3%) 4.86% to 5.69%: these hold England's.
    assert worse.text.startswith("In Leagrave (6.2%) and Lewsey (6.0%) a larger share")
    assert "than in England (5.2%), by more than chance would explain (95% intervals)" in worse.text
    # Beech Hill's 744 of 14,753 have 4.70% to 5.41%, which holds Luton's 4.74%.
    assert least.text.startswith("Beech Hill has the smallest share")
    assert least.text.endswith(
        "about 5.0% (95% interval 4.7% to 5.4%), was similar to that of Luton as a whole (4.7%)."
    )
    # A ward in better health than the place is not told of, one in worse health is.
    bad = wards["category"] == "bad or very bad"
    better = wards.assign(upper=wards["upper"].mask(bad, 4.0))
    assert not any("Beech Hill" in one.text for one in say.ward_health(better, shares, luton))
    worst = wards.assign(lower=wards["lower"].mask(bad, 4.8))
    assert "was higher than that of Luton" in say.ward_health(worst, shares, luton)[-1].text
    none = census.wards(store, [scilly.code])
    assert say.ward_health(none, census.shares(store, scilly.codes), scilly) == ()


@pytest.fixture(scope="module")
def people(store, luton, scilly):
    areas = [luton.code, scilly.code]
    models = [*MODELS, "autism"]
    return modelled(store, areas, models, rounds=["rebased", *ROUNDS])


def test_the_newest_survey_is_set_beside_the_model(store, luton, people):
    rates, applied = survey.rates(store), survey.applied(store, [luton.code], year=2023)
    found, level = alternative.mental_health(rates, applied, people, luton, 2023)
    assert "22.6% of people aged 16 to 64" in found.text
    # 22.6% of the 143,928 people aged 18 to 64 of mid-2023 (ONS, rebased) is 32,528; the model's
    # 14.7% of men and 23.1% of women come to 27,015, 18.8%.
    assert "come to 18.8% of people aged 18 to 64 in Luton" in level.text
    assert "about 32,500 people aged 18 to 64 in Luton would have such a condition" in level.text
    assert level.text.endswith("where 27,000 are modelled.")
    (moved,) = alternative.level_and_round(applied, people, luton, now=2023, year=2035)
    both = moved.text
    assert both.endswith(
        "the projection round puts the number for mid-2035 at about 22,600 or 28,200."
    )
    # 0.8% of the 170,821 people aged 18 and over is 1,367.
    (surveyed,) = alternative.autism(rates, applied, people, luton, 2023)
    autism = surveyed.text
    assert "found 0.8% of people aged 16 and over in England autistic" in autism
    assert "about 1,400 autistic people" in autism


def test_what_matters_most_is_said_by_size(store, luton, scilly, people):
    for place, start in (
        (luton, "What counts as a learning disability matters most: about 4,100 people"),
        # One round is held of Scilly: nothing to set the definition against.
        (scilly, "What counts as a learning disability moves the number far: about 40 people"),
    ):
        registers = learning_disability.on_registers(store, [place.code], year=2023)
        told = alternative.matters_most(people, registers, place, now=2023, year=2035).text
        assert told.startswith(start)
        assert ("The projection round comes next: about 3,700 or about 4,400" in told) == (
            place is luton
        )


def test_a_round_is_followed_from_its_base_year(luton, people):
    (told,) = alternative.course(
        people, luton, condition="common mental disorder", ages="18-64", now=2023, year=2035
    )
    # The page's own table: 26,580, 27,950 and 28,183; 27,413 projected and 27,015 estimated.
    assert "from about 26,600 in mid-2022 to about 28,000 in mid-2024 and about 28,200" in told.text
    assert told.text.endswith(
        "about 27,400; the rates on the estimate for mid-2023 give about 27,000."
    )
    late = alternative.course(
        people, luton, condition="common mental disorder", ages="18-64", now=2021, year=2035
    )
    assert late == ()


def test_the_newest_survey_stands_in_the_lead(store, luton, scilly, people):
    applied = join(
        *(
            survey.applied(store, [luton.code, scilly.code], year=year, variant=name)
            for name, year in (("rebased", 2023), *((name, 2035) for name in ROUNDS))
        )
    )
    newest = say.Newest(survey.rates(store), applied)
    about = {"condition": "common mental disorder", "ages": "18-64", "year": 2035}
    nothing = published.said(store, [scilly.code])
    told = say.by_round(people, nothing, luton, **about, survey=newest).text
    # ONS: 151,442 people aged 18 to 64 in mid-2035 (2022-based) and 121,146 (2018-based); 22.6% of
    # them are 34,226 and 27,379.
    assert "about 34,200 at the newest survey's rate (2023-24, people aged 16 to 64)" in told
    assert told.endswith("; about 22,600 and 27,400 on the 2018-based one.")
    # One round is held of Scilly.
    alone = say.by_round(people, nothing, scilly, **about, survey=newest).text
    assert alone.endswith("at the newest survey's rate (2023-24, people aged 16 to 64).")
    card = tile(people, luton, "common mental disorder", "18-64", 2023, newest)
    # 22.6% of 143,928.
    assert card.fact["comparison"].endswith("; 32,500 at the newest survey's rate, 2023-24")


def test_numbers_that_none_meets_prove_nothing(store, luton, scilly):
    names = ["learning disability", "autism"]
    differences = published.against(store, [luton.code], names)
    (told,) = tell.unmet(differences, luton)
    # The statement prints 1,861 autistic people for 2035 where ours are 1,880: 1.02% more. It says
    # "over 3,886" of learning disability in 2020, and ours are 3,922.
    assert told.text.startswith(
        "Of the numbers in the table that the statement gives as they are, ours meet none, and are "
        "at most 1.0% off"
    )
    assert 'not all those held here. Its "over 3,886" agrees with our 3,922. That' in told.text
    # Were ours fewer, they would bear out nothing; without the word, all numbers are alike.
    plain = "Ours meet none of the statement's numbers in the table, and are at most 1.0% off"
    fewer = differences.assign(
        numerator=differences["numerator"].where(~differences["more_than"], 3_880)
    )
    for other in (fewer, differences.assign(more_than=False)):
        (alike,) = tell.unmet(other, luton)
        assert alike.text.startswith(plain)
        assert "over" not in alike.text
    assert tell.unmet(differences[differences["more_than"]], luton) == ()
    # One that is met, or whose rates were worked back from it, and the sentence is not true.
    met = differences.assign(numerator=differences["denominator"])
    assert tell.unmet(met, luton) == ()
    back = published.against(store, [luton.code], ["common mental disorder"])
    assert tell.unmet(back, luton) == ()
    assert tell.unmet(published.against(store, [scilly.code], names), scilly) == ()
