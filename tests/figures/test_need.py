"""Need and census figures come out whole for any authority, or are refused."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest

from evidence.errors import CheckError
from evidence.figures import (
    cascade,
    census,
    disability,
    learning_disability,
    need,
    need_ages,
)
from evidence.figures.figure import NARROW, WIDE
from evidence.figures.need_published import shown
from evidence.figures.static import static_svg
from evidence.measures import census as counted
from evidence.measures import learning_disability as measure
from evidence.measures import stated
from evidence.measures.frame import empty
from evidence.measures.place import Place
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.published import against, said
from evidence.standing import Standing
from evidence.tables.store import Store

LUTON, MAIDSTONE, SCILLY = "E06000032", "E07000110", "E06000053"
ROUNDS = ["rebased", "2018-based", "2022-based migration category"]
PERSONAL = "moderate or serious personal care disability"


@pytest.fixture(scope="module")
def store():
    return Store.open()


def drawn(store, area):
    place = Place.of(store, area)
    given = {"place": place, "catalogue": store.catalogue}
    told = said(store, [area])
    models = ["learning-disability", "learning-disability-moderate-severe"]
    people = modelled(store, [area], models, rounds=ROUNDS)
    now = people[people["variant"].str.endswith("rebased") & (people["period"] == "mid-2023")]
    ages = modelled(
        store,
        [area],
        ["personal-care-disability"],
        rounds=["2018-based"],
        years=[2035],
        by_age=True,
    )
    shares = counted.shares(store, place.codes)
    made = {
        "rounds": need.rounds(people, told, ["learning disability"], id="x", horizon=2035, **given),
        "by_age": need.by_age(
            ages, stated.figures(store, [area], [PERSONAL]), PERSONAL, id="y", year=2035, **given
        ),
        "known": learning_disability.known(
            now, measure.on_registers(store, [area], year=2023), told.iloc[:0], **given
        ),
        "health": census.compared(shares, census.HEALTH, **given),
        "care": census.compared(shares, census.CARE, **given),
        "cascade": cascade.cascade(
            measure.cascade(store, place, year=2023), id="z", condition="a disability", **given
        ),
    }
    homes = measure.accommodation(store, place.care_codes)
    if area != SCILLY:
        made["own_home"] = learning_disability.own_home(homes, **given)
    wards = counted.wards(store, [area])
    if len(wards):
        made["wards"] = census.by_ward(wards, shares, census.HEALTH, **given)
    return made


@pytest.mark.parametrize("area", [LUTON, MAIDSTONE, SCILLY])
def test_every_figure_comes_out_for_any_authority(store, area):
    for figure in drawn(store, area).values():
        assert not re.search(r"\bnan\b|\bNone\b", figure.title + figure.alt)
        text = json.dumps(figure.record(), ensure_ascii=False)
        assert area == LUTON or "Luton" not in text.replace("Luton Borough Council", "")
        for narrow, most in ((None, WIDE), (figure.narrow, NARROW)):
            svg = static_svg(figure.spec, narrow)
            assert float(re.search(r'width="([\d.]+)"', svg)[1]) <= most


def test_titles_state_what_was_found(store):
    made = drawn(store, LUTON)
    # The statement: 4,361 people with a learning disability and 6,404 with a personal care
    # disability in 2035; DHSC: 75.5% in their own home; ONS: 13.7% disabled.
    assert made["rounds"].title.endswith("statement has 4,361")
    # The statement prints 1,099 aged 35 to 44 and 2,583 aged 55 to 64 in 2035; the rates on the
    # 2018-based round give fewer of both.
    assert made["by_age"].title.startswith("About 5,500 people aged 18 to 64")
    assert made["by_age"].subtitle.endswith("All ages together: 5,500 (statement 6,404)")
    assert made["own_home"].title.startswith("75.5% of adults")
    assert made["health"].title.startswith("13.7% of Luton's residents")
    assert "approximate" in made["wards"].subtitle
    assert made["by_age"].standing is Standing.INFERRED


def told_of(stated, ours, *, worked_back=False, more_than=False, relation="same"):
    percent = 100 * (ours - stated) / stated
    row = {"denominator": stated, "numerator": ours, "value": percent}
    row |= {"worked_back": worked_back, "more_than": more_than, "relation": relation}
    return shown(pd.Series(row))


def test_a_verdict_is_that_of_the_chapter_on_documents():
    # The rates were worked back from 25,582, so that 25,549 proves nothing.
    assert told_of(25_582, 25_549, worked_back=True).startswith("Consistent")
    # (1,659 - 1,652) / 1,652 = 0.42%; (4,358 - 4,361) / 4,361 = -0.07%.
    assert told_of(1_652, 1_659) == "Close: ours is 0.4% higher"
    assert told_of(4_361, 4_358) == "Close: ours is 0.1% lower"
    assert told_of(25_582, 25_583) == "Close: ours is less than 0.1% away"
    # (2,226 - 2,911) / 2,911 = -23.5%.
    assert told_of(2_911, 2_226) == "Differs: ours is 23.5% lower"
    assert told_of(5_897, 5_897) == "Reproduced"
    # "Over 3,886" is borne out by more, and not by fewer: (3,922 - 3,886) / 3,886 = 0.93%.
    over = "over 3,886 is stated, and ours is"
    assert told_of(3_886, 3_922, more_than=True) == f"Reproduced: {over} 0.9% higher"
    assert told_of(3_886, 3_870, more_than=True) == f"Close: {over} 0.4% lower"
    # (2,056 - 2,020) / 2,020 = 1.8%, of a number without a year.
    undated = told_of(2_020, 2_056, relation="not stated")
    assert undated == "Needs explaining: ours is 1.8% higher"


def test_documents_are_compared_by_one_arithmetic(store):
    place = Place.of(store, LUTON)
    made = need.published(against(store, [LUTON], ["autism"]), id="x", place=place)
    # PANSI's rounding of the statement's own table: 1,659 autistic people in 2020.
    assert made.table.rows[0][1:4] == ("2020", 1652, 1659)
    # Two of its personal-care numbers stand in a sentence; its table is a chapter of its own.
    made = need.published(against(store, [LUTON], [PERSONAL]), id="x", place=place)
    assert [row[2] for row in made.table.rows] == [5897, 6404]


def test_ages_are_listed_by_round(store):
    people = modelled(store, [LUTON], ["learning-disability"], rounds=[*ROUNDS, "2016-based"])
    made = need_ages.by_round(
        people, "learning disability", id="x", place=Place.of(store, LUTON), year=2035
    )
    young, old, both = made.table.rows
    assert young[0] == "Aged 18 to 64"
    for column in range(1, 4):
        assert young[column] + old[column] == pytest.approx(both[column], abs=1)
    with pytest.raises(CheckError, match="show a notice"):
        need_ages.by_round(
            people, "learning disability", id="x", place=Place.of(store, LUTON), year=2050
        )


def test_the_cascade_is_titled_by_the_pair_that_shares_a_base(store):
    place, given = Place.of(store, LUTON), {"catalogue": store.catalogue}
    made = learning_disability.steps(measure.cascade(store, place, year=2023), place=place, **given)
    # DHSC, ASCOF 2024-25, 2e(1): 404 of 535.
    assert made.title.startswith("535 people aged 18 to 64")
    assert "404 of them" in made.title
    scilly = Place.of(store, SCILLY)
    made = learning_disability.steps(
        measure.cascade(store, scilly, year=2023), place=scilly, **given
    )
    assert "numbers are held for 1 of 8 steps" in made.title


def test_the_supported_are_added_by_reason(store):
    found = stated.figures(store, [LUTON], ["people supported"], ["adult social care"])
    made = disability.supported(found, place=Place.of(store, LUTON), catalogue=store.catalogue)
    # The market position statement: 792 and 758; 18, 5 and 3.
    assert made.title == (
        "In 2019/20 Luton supported 1,550 people mainly for physical support and 26 for sensory "
        "support"
    )


def test_what_is_not_held_is_refused(store):
    place = Place.of(store, SCILLY)
    given = {"place": place, "catalogue": store.catalogue}
    with pytest.raises(CheckError):
        learning_disability.own_home(measure.accommodation(store, place.care_codes), **given)
    with pytest.raises(CheckError):
        disability.supported(empty(), **given)
    with pytest.raises(CheckError):
        need.published(against(store, [SCILLY]), id="x", place=place)
