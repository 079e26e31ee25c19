"""Wards are put in no order that their intervals do not allow."""

import pytest

from evidence.claims import ward_need as say
from evidence.measures import census
from evidence.measures.place import Place
from evidence.measures.prevalence.ward import need
from evidence.measures.prevalence.ward_census import against_census


@pytest.fixture(scope="module")
def found(store, luton):
    return need(store, [luton.code])


def test_the_ends_are_named_where_their_intervals_do_not_overlap(found, luton):
    (said,) = say.dementia(found, luton, "2019")
    assert said.text.startswith(
        "In the wards of 2019 of Luton (which small areas fill exactly), between about 50 and "
        "about 140 people aged 65 and over each were expected to live with dementia in mid-2023"
    )
    assert "of the 171 pairs of wards" in said.text
    # Chance alone: 48 expected cases vary by 6.9; the survey adds 2.8 (its own interval is 44 to
    # 55): 48 ± 1.96 × 7.5 is 33 to 63. Rounded to ten, 40 to 60, it would be a third narrower.
    assert "Northwell (95% interval 35 to 64) and Challney (111 to 163)" in said.text
    assert said.text.endswith("in the other pairs the order may be chance.")
    (said,) = say.dementia(found, luton, "2024")
    assert "(approximate: small areas by best fit)" in said.text


def test_no_ward_is_named_where_all_intervals_overlap(found, luton):
    pairs = found["measure"] == "ward_pairs_apart"
    alike = found.assign(lower=20.0, upper=180.0, value=found["value"].mask(pairs, 0.0))
    (said,) = say.dementia(alike, luton, "2019")
    assert said.text.endswith(
        "The 95% intervals of survey and chance overlap in all 171 pairs: no ward can be told from "
        "another."
    )
    assert "Northwell" not in said.text


def test_what_is_assumed_is_said_with_the_vintage(store, found, luton):
    (said,) = say.assumed(found, luton, "2019")
    assert "26,893 people aged 65 and over estimated in Luton in mid-2023" in said.text
    assert "those of mid-2019, as first published" in said.text
    (said,) = say.at_census(against_census(found, census.wards(store, [luton.code])), luton)
    assert "Dallow, with 2.5% here and 2.1% at the census (wards of 2024" in said.text


def test_elsewhere_nothing_is_said(store, found):
    place = Place.of(store, "E07000110")
    nothing = need(store, [place.code])
    for vintage in ("2019", "2024"):
        assert say.dementia(nothing, place, vintage) == ()
        assert say.assumed(nothing, place, vintage) == ()
    assert say.at_census(against_census(nothing, nothing), place) == ()
