"""Need and census figures come out whole for any authority, or are refused."""

from __future__ import annotations

import json
import re

import pytest

from evidence.errors import CheckError
from evidence.figures import cascade, census, disability, learning_disability, need
from evidence.figures.figure import NARROW, WIDE
from evidence.figures.need_published import verdict
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
    assert made["by_age"].title.endswith("prints 6,404")
    assert made["own_home"].title.startswith("75.5% of adults")
    assert made["health"].title.startswith("13.7% of Luton's residents")
    assert "approximate" in made["wards"].subtitle
    assert made["by_age"].standing is Standing.INFERRED


def test_a_verdict_never_calls_an_inferred_rate_proof():
    assert verdict(0.0, Standing.INFERRED).startswith("Consistent")
    assert verdict(0.5, Standing.DERIVED) == "Near, 0.5% apart"
    assert verdict(-9.0, Standing.VERIFIED) == "Differs by 9.0%"


def test_what_is_not_held_is_refused(store):
    place = Place.of(store, SCILLY)
    given = {"place": place, "catalogue": store.catalogue}
    with pytest.raises(CheckError):
        learning_disability.own_home(measure.accommodation(store, place.care_codes), **given)
    with pytest.raises(CheckError):
        disability.supported(empty(), **given)
    with pytest.raises(CheckError):
        need.published(against(store, [SCILLY]), id="x", place=place)
