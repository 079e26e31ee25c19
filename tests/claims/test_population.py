import pytest

from evidence.claims import population as say
from evidence.claims import population_outlook as say_outlook
from evidence.claims import population_statement as say_statement
from evidence.errors import CheckError
from evidence.measures import plan, population, projection, statement
from evidence.measures.documents import trend
from evidence.measures.frame import join
from evidence.measures.stated import claims


def yearly_path(store, code, name, band):
    return population.of_variant(store, [code], name, years=range(2025, 2036), ages=[band])


def test_the_plan_is_set_against_the_newest_round(store, luton):
    newest = plan.chosen(store, luton, "newest")
    differences = plan.differences(store, luton, newest)
    older, working = say.plan_findings(differences, luton, [("65+", 2035), ("18-64", 2025)])
    # Market position statement, slide 14: 38,400 and 138,600; ONS 2022-based, migration category:
    # 31,804 and 149,443. 31,804 / 38,400 = 0.828; 149,443 / 138,600 = 1.078.
    assert "31,800 people aged 65 and over in Luton, 17.2% fewer than the 38,400" in older.text
    assert "149,400 people aged 18 to 64 in Luton, 7.8% more than the 138,600" in working.text
    # The statement names no round, and nothing in it says that anybody planned on one.
    assert "based round" not in older.text
    assert "planned" not in older.text
    assert older.standing == "transcribed"


def test_a_total_is_printed_and_a_sum_come_to(store, luton):
    differences = plan.differences(store, luton, plan.chosen(store, luton, "newest"))
    every = [(band, year) for band in ("all ages", "18-64", "65+") for year in (2025, 2030, 2035)]
    # Slide 14 prints these three totals for each of its years; 75+ and 85+ are sums of its bands
    # (3,700 + 2,600 in 2035), 0-17 what 18-64 and 65+ leave of the total.
    for said in say.plan_findings(differences, luton, every):
        assert said.text.endswith(
            "that the table in the council's market position statement prints."
        )
    for said in say.plan_findings(
        differences, luton, [(band, 2035) for band in ("75+", "85+", "0-17")]
    ):
        assert said.text.endswith("statement comes to.")
    (older,) = say_outlook.planned_for(differences, luton, "65+", 2030)
    assert "34,700 people aged 65 and over that the table" in older.text
    assert "statement prints for mid-2030 would be" in older.text
    (oldest,) = say_outlook.planned_for(differences, luton, "85+", 2035)
    assert "statement comes to for mid-2035 would be" in oldest.text


def test_a_sum_of_rounded_bands_is_compared_no_more_exactly_than_it_is_known(store, luton):
    differences = plan.differences(store, luton, plan.chosen(store, luton, "newest"))
    oldest, older = say.plan_findings(differences, luton, [("85+", 2035), ("75+", 2030)])
    # Slide 14: 3,700 + 2,600 = 6,300, each to the nearest 100 and so within 100 together, 1.6%;
    # ONS 4,416: 29.9% fewer, which is 28.8% to 31.0% of what may stand behind the 6,300.
    assert "4,400 people aged 85 and over in Luton, 30% fewer than the 6,300" in oldest.text
    assert "20% fewer than the 16,400" in older.text


def test_the_plan_is_turned_in_one_sentence(store, luton, scilly):
    newest = plan.chosen(store, luton, "newest")
    differences = plan.differences(store, luton, newest)
    (said,) = say.turned(differences, luton, "18-64", "65+", 2035)
    # The same table for 2035: 144,400 and 38,400; ONS 151,442 and 31,804, 4.9% more, 17.2% fewer.
    assert "151,400 people aged 18 to 64 in Luton, 4.9% more than the 144,400" in said.text
    assert said.text.endswith("31,800 people aged 65 and over, 17.2% fewer than its 38,400.")
    assert "which we infer to be the 2016-based round" in said.text
    other = plan.differences(store, scilly, plan.chosen(store, scilly, "newest"))
    assert say.turned(other, scilly, "18-64", "65+", 2035) == ()


def test_an_area_without_a_plan_claims_nothing(store, scilly):
    newest = plan.chosen(store, scilly, "newest")
    assert newest.name == "2018-based"
    differences = plan.differences(store, scilly, newest)
    assert say.plan_findings(differences, scilly, [("65+", 2035)]) == ()
    assert "Isles of Scilly" in plan.not_held(scilly, newest).text


def test_a_round_that_is_not_held_gives_way_to_the_newest_that_is(store, scilly, luton):
    wanted = "2022-based migration category"
    assert plan.chosen(store, luton, "2018-based").name == "2018-based"
    assert plan.chosen(store, luton, wanted).name == wanted
    assert plan.chosen(store, scilly, wanted).name == "2018-based"


def test_size_and_its_change_are_told_beside_england(store, luton):
    changes = population.change(store, luton.codes, start=2013, end=2023)
    said = say.size(changes, luton).text
    # ONS mid-year estimates, rebased: Luton 231,028 in mid-2023; an estimate, so not to the person.
    assert said.startswith("An estimated 231,000 people lived in Luton in mid-2023. Since mid-2013")
    assert "in England it rose by" in said


def test_a_projection_is_held_against_what_was_estimated(store, luton, scilly):
    for place, words in ((luton, "more than"), (scilly, "fewer than")):
        errors = projection.errors(store, [place.code])
        assert words in say.missed(errors, place, "65+").text


def test_every_other_round_is_tested_in_the_last_year_it_shares(store, luton, scilly):
    told = [say.missed(errors, luton, "18-64", "65+") for errors in plan.tested(store, luton)]
    # Slide 14 prints 136,200 and 27,800 for 2020, where ONS now estimates 138,958 and 26,204; the
    # 2022-based round has 146,056 and 26,827 for mid-2023, estimated at 143,928 and 26,893.
    assert [claim.text for claim in told] == [
        "For Luton in mid-2020 the council's market position statement has 136,200 people aged 18 "
        "to 64 (2.0% fewer than the 138,958 estimated since the census) and 27,800 people "
        "aged 65 and over (6.1% more than the 26,204 estimated since the census).",
        "For Luton in mid-2023 the 2022-based migration category projection has 146,100 people "
        "aged 18 to 64 (1.5% more than the 143,928 estimated since the census) and 26,800 people "
        "aged 65 and over (0.2% fewer than the 26,893 estimated since the census); this is no "
        "test: it was published in June 2025, after the year estimated, and starts from mid-2022 "
        "of the same series.",
    ]
    assert len({claim.id for claim in told}) == 2
    assert plan.tested(store, scilly) == []


def test_an_error_is_set_beside_that_of_the_first_year(store, luton, scilly):
    errors = projection.errors(store, [luton.code], years=[2018, 2023], ages=["18-64"])
    # 130,114 against 137,267 in mid-2018; 126,594 against 143,928 in mid-2023 (ONS).
    (began,) = say.began(errors, luton, "18-64")
    said = began.text
    assert "In mid-2018, the year it starts from, the 2018-based projection had 7,153 fewer" in said
    assert "for mid-2023 it has 17,334 fewer" in said
    other = projection.errors(store, [scilly.code], years=[2018, 2023], ages=["18-64"])
    (began,) = say.began(other, scilly, "18-64")
    assert "more people aged 18 to 64" in began.text


def test_all_ages_come_first(store, luton, scilly):
    for place in (luton, scilly):
        newest = plan.chosen(store, place, "newest")
        ahead = population.change(store, [place.code], start=2025, end=2035, variant=newest.name)
        differences = plan.differences(store, place, newest)
        course = yearly_path(store, place.code, newest.name, "all ages")
        said = say_outlook.total(ahead, differences, course, place).text
        # ONS 2022-based: 236,102, then 234,922 in mid-2028, and 236,799; slide 14: 242,000. Ages 0
        # to 17: 59,104 and 53,553.
        luton_says = (
            "rises by 0.3% between mid-2025 and mid-2035, to 236,800 (by way of 234,900 in "
            "mid-2028): 2.1% fewer than the 242,000 that the table in the council's market "
            "position statement prints. The number aged 0 to 17 falls by 9.4%."
        )
        assert (luton_says in said) is (place is luton)
        assert ("statement" in said) is (place is luton)


def test_the_oldest_are_told_in_halves(store, luton):
    given = {"variant": "2022-based migration category", "ages": ["85+"]}
    halves = population.halves(store, [luton.code], start=2025, end=2035, **given)
    course = yearly_path(store, luton.code, given["variant"], "85+")
    # ONS 2022-based: 3,884 in mid-2025, 3,912 in mid-2030, 4,418 in mid-2035; but 3,790 in
    # mid-2027, which is below both ends of its half.
    (said,) = say_outlook.in_halves(halves, course, luton, "85+")
    assert said.text.endswith(
        "goes from 3,880 in mid-2025 to 3,790 in mid-2027, 3,910 in mid-2030 and 4,420 in mid-2035."
    )
    # Were every year between on the way, halves would tell it all.
    straight = course.assign(value=[3884.0 + 3 * at for at in range(len(course))])
    (said,) = say_outlook.in_halves(halves, straight, luton, "85+")
    assert "rises by 0.7% between mid-2025 and mid-2030, and rises by 12.9% between" in said.text
    # What rounds to an end lies at it.
    level = course.assign(value=[3884.0, 3881.0, *[3884.0] * (len(course) - 2)])
    (said,) = say_outlook.in_halves(halves, level, luton, "85+")
    assert "goes from" not in said.text
    assert say_outlook.in_halves(halves.iloc[:0], course, luton, "85+") == ()
    assert population.halves(store, [luton.code], start=2025, end=2026, **given).empty


def test_the_bands_that_gain_most_are_named(store, luton, scilly):
    given = {"start": 2025, "end": 2035, "ages": "five-year"}
    newest = "2022-based migration category"
    by_age = population.change(store, [luton.code], variant=newest, **given)
    (said,) = say_outlook.gaining(by_age, luton)
    # By the table of the page: +1,529 aged 70 to 74 and +1,465 aged 50 to 54.
    assert "are 70 to 74 (1,530 more) and 50 to 54 (1,460 more)." in said.text
    (one,) = say_outlook.gaining(
        population.change(store, [scilly.code], variant="2018-based", **given), scilly
    )
    assert "the five-year age band that gains most people in the Isles of Scilly" in one.text
    assert say_outlook.gaining(by_age[by_age["value"] < 0], luton) == ()


def test_a_plan_is_told_from_its_own_side(store, luton, scilly):
    differences = plan.differences(store, luton, plan.chosen(store, luton, "newest"))
    (older,) = say_outlook.planned_for(differences, luton, "65+", 2035)
    # 38,400 - 31,804 = 6,596; 144,400 - 151,442 = -7,042.
    assert "a plan for the 38,400 people aged 65 and over" in older.text
    assert "would be for 6,600 more than the 2022-based" in older.text
    (working,) = say_outlook.planned_for(differences, luton, "18-64", 2035)
    assert "would be for 7,000 fewer than the 2022-based" in working.text
    assert say_outlook.planned_for(differences, luton, "65+", 2036) == ()
    none = plan.differences(store, scilly, plan.chosen(store, scilly, "newest"))
    assert say_outlook.planned_for(none, scilly, "65+", 2035) == ()


def test_the_statement_is_set_against_its_own_table_a_year_at_a_time(store, luton, scilly):
    stated = statement.stated_growth(store, [luton.code])
    table = population.change(
        store, [luton.code], start=2020, end=2035, variant="2016-based", ages=["all ages"]
    )
    (said,) = say_statement.contradicted(stated, trend.growth(store, [luton.code]), table, luton)
    # Slide 13 says 17 per cent in the next 20 years, slide 14 prints 223,800 and 242,000:
    # 1.17^(1/20) = 1.00788; (242.0/223.8)^(1/15) = 1.00523; 1.17 / (242.0/223.8) = 1.0820.
    assert "increase by 17% over 20 years, which is 0.79% a year" in said.text
    assert "grows by 0.52% a year between mid-2020 and mid-2035" in said.text
    assert (
        "leave 8.2% of growth to the years between mid-2035 and mid-2040, beside 8.1% in"
        in said.text
    )
    nothing = trend.growth(store, [scilly.code])
    assert say_statement.contradicted(stated, nothing, table, scilly) == ()


def test_growth_of_older_people_is_set_beside_the_newest_round(store, luton, scilly):
    newest = "2022-based migration category"
    yearly = population.a_year(
        join(
            population.change(store, [luton.code], start=2020, end=2035, variant="2016-based"),
            population.change(store, [luton.code], start=2025, end=2035, variant="2016-based"),
            population.change(store, [luton.code], start=2025, end=2035, variant=newest),
            population.since_estimate(store, [luton.code], start=2020, end=2035, variant=newest),
        )
    )
    told = claims(store, [luton.code], ["aged-65-over-increase-15-years"])
    (said,) = say_statement.older(told, yearly, luton, newest, "2016-based")
    # (38.4/30.7)^(1/10) = 1.0226; (31,804/27,556)^(1/10) = 1.0144; (38.4/27.8)^(1/15) = 1.0218;
    # 26,204 were estimated in mid-2020: (31,804/26,204)^(1/15) = 1.0130.
    assert "rises by 38% (2020 to 2035). Over the same years, mid-2025 to mid-2035" in said.text
    assert "by 2.26% a year in the statement's table and by 1.44% in the 2022-based" in said.text
    assert "mid-2020 to mid-2035 it grows by 2.18% a year in that table" in said.text
    assert said.text.endswith("to the projection for mid-2035 it is 1.30%.")
    assert say_statement.older(told, yearly, scilly, newest, "2016-based") == ()
    began = population.change(store, [luton.code], start=2022, end=2025, variant=newest)
    (every,) = say_statement.over_same_years(yearly, began, luton, newest, "2016-based")
    # (242.0/230.9)^(1/10) = 1.0047; (236,799/236,102)^(1/10) = 1.0003; 0.52% as above; 224,134
    # estimated in mid-2020: (236,799/224,134)^(1/15) = 1.0037; 236,102/227,298 = 1.0387.
    assert "by 0.47% a year in the statement's table and by 0.03% in the 2022-based" in every.text
    assert "0.52% a year in that table" in every.text
    assert (
        "it is 0.37%. Before that, between mid-2022 and mid-2025, the projection rises by 3.9%"
        in (every.text)
    )
    # Where only first-published estimates are held, growth is told from them: 213,528 in mid-2020,
    # and (236,799/213,528)^(1/15) = 1.0069.
    first = population.since_estimate(
        store, [luton.code], start=2020, end=2035, variant=newest, series="first published"
    )
    then = join(yearly[~yearly["variant"].str.contains(" against ")], population.a_year(first))
    (early,) = say_statement.over_same_years(then, began, luton, newest, "2016-based")
    assert "to the projection for mid-2035 it is 0.69%." in early.text
    none = yearly[yearly["variant"] != "2016-based"]
    assert say_statement.over_same_years(none, began, luton, newest, "2016-based") == ()


def test_younger_is_said_only_where_every_band_is(store, luton, scilly):
    shares = population.sex_shares(store, [luton.code, luton.england.code], year=2023)
    (said,) = say_statement.younger(shares, luton, 45)
    # ONS, mid-2023: 7,020 of Luton's 231,028 are women of 20 to 24; 3.04% beside England's 2.93%.
    assert "nearest to England were women aged 20 to 24 (3.0%; England 2.9%)" in said.text
    # Women of 45 to 49: 2.90% beside 3.02%.
    assert say_statement.younger(shares, luton, 50) == ()
    other = population.sex_shares(store, [scilly.code, scilly.england.code], year=2023)
    assert say_statement.younger(other, scilly, 45) == ()


def test_another_area_has_no_statement(store, scilly):
    assert statement.stated_growth(store, [scilly.code]).empty


def test_key_facts_are_five_and_bound(store, luton):
    changes = population.change(store, luton.codes, start=2013, end=2023)
    shares = population.shares(store, luton.codes, years=[2023])
    newest = "2022-based migration category"
    ahead = population.change(store, [luton.code], start=2025, end=2035, variant=newest)
    since = population.since_estimate(store, [luton.code], start=2023, end=2035, variant=newest)
    strip = say.key_facts(changes, shares, ahead, since, luton)
    # ONS: 236,799 projected for mid-2035, 231,028 estimated for mid-2023: 2.5% more.
    assert strip.facts[2].fact["comparison"] == (
        "rises by 0.3% from mid-2025; 2.5% more than estimated for mid-2023"
    )
    assert [fact.fact["value"] for fact in strip.facts][:1] == ["231,000"]
    assert len(strip.facts) == 5
    assert all(fact.bounds for fact in strip.facts)


def test_a_band_that_is_not_there_is_refused(store, luton):
    errors = projection.errors(store, [luton.code])
    with pytest.raises(CheckError, match="age_band='66\\+'"):
        say.missed(errors, luton, "66+")
