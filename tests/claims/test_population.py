import pytest

from evidence.claims import population as say
from evidence.errors import CheckError
from evidence.measures import plan, population, projection, statement


def test_the_plan_is_set_against_the_newest_round(store, luton):
    newest = plan.chosen(store, luton, "newest")
    differences = plan.differences(store, luton, newest)
    older, working = say.plan_findings(differences, luton, [("65+", 2035), ("18-64", 2025)])
    # Market position statement, slide 14: 38,400 and 138,600; ONS 2022-based, migration category:
    # 31,804 and 149,443. 31,804 / 38,400 = 0.828; 149,443 / 138,600 = 1.078.
    assert "31,800 people aged 65 and over in Luton, 17.2% fewer than the 38,400" in older.text
    assert "149,400 people aged 18 to 64 in Luton, 7.8% more than the 138,600" in working.text
    assert older.standing == "transcribed"


def test_the_plan_is_turned_in_one_sentence(store, luton, scilly):
    newest = plan.chosen(store, luton, "newest")
    differences = plan.differences(store, luton, newest)
    (said,) = say.turned(differences, luton, ("18-64", 2025), ("65+", 2035))
    # The same rows as above: 149,443 against 138,600, and 31,804 against 38,400.
    assert "149,400 people aged 18 to 64 in Luton in mid-2025, 7.8% more than" in said.text
    assert "31,800 people aged 65 and over in mid-2035, 17.2% fewer." in said.text
    other = plan.differences(store, scilly, plan.chosen(store, scilly, "newest"))
    assert say.turned(other, scilly, ("18-64", 2025), ("65+", 2035)) == ()


def test_an_area_without_a_plan_claims_nothing(store, scilly):
    newest = plan.chosen(store, scilly, "newest")
    assert newest.name == "2018-based"
    differences = plan.differences(store, scilly, newest)
    assert say.plan_findings(differences, scilly, [("65+", 2035)]) == ()
    assert "Isles of Scilly" in plan.not_held(scilly).text


def test_a_round_that_is_not_held_gives_way_to_the_newest_that_is(store, scilly, luton):
    wanted = "2022-based migration category"
    assert plan.chosen(store, luton, "2018-based").name == "2018-based"
    assert plan.chosen(store, luton, wanted).name == wanted
    assert plan.chosen(store, scilly, wanted).name == "2018-based"


def test_size_and_its_change_are_told_beside_england(store, luton):
    changes = population.change(store, luton.codes, start=2013, end=2023)
    said = say.size(changes, luton).text
    # ONS mid-year estimates, rebased: Luton 231,028 in mid-2023.
    assert said.startswith("231,028 people lived in Luton in mid-2023. Since mid-2013 the number")
    assert "in England it rose by" in said


def test_a_projection_is_held_against_what_was_estimated(store, luton, scilly):
    for place, words in ((luton, "more than"), (scilly, "fewer than")):
        errors = projection.errors(store, [place.code])
        assert words in say.missed(errors, place, "65+").text


def test_the_statement_is_set_against_its_own_table(store, luton):
    stated = statement.stated_growth(store, [luton.code])
    printed = population.change(
        store, [luton.code], start=2020, end=2035, variant="2016-based", ages=["all ages"]
    )
    said = say.contradicted(stated, printed, luton).text
    # Slide 13 says 17 per cent in the next 20 years; slide 14 prints 223,800 and 242,000.
    assert "increase by 17% over 20 years" in said
    assert "rises by 8.1% between mid-2020 and mid-2035" in said


def test_another_area_has_no_statement(store, scilly):
    assert statement.stated_growth(store, [scilly.code]).empty


def test_key_facts_are_four_and_bound(store, luton):
    changes = population.change(store, luton.codes, start=2013, end=2023)
    shares = population.shares(store, luton.codes, years=[2023])
    ahead = population.change(
        store, [luton.code], start=2025, end=2035, variant="2018-based", ages=["18-64", "65+"]
    )
    strip = say.key_facts(changes, shares, ahead, luton)
    assert [fact.fact["value"] for fact in strip.facts][:1] == ["231,028"]
    assert len(strip.facts) == 4
    assert all(fact.bounds for fact in strip.facts)


def test_a_band_that_is_not_there_is_refused(store, luton):
    errors = projection.errors(store, [luton.code])
    with pytest.raises(CheckError, match="age_band='66\\+'"):
        say.missed(errors, luton, "66+")
