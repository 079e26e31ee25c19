import pytest

from evidence.claims import deprivation as say
from evidence.measures import deprivation, lsoa, ward

RELEASES = ["IoD2019", "IoD2025"]


@pytest.fixture(scope="module")
def deciles(store, luton, scilly):
    return lsoa.deciles(store, [luton.code, scilly.code], RELEASES)


def test_small_areas_in_the_most_deprived_tenth_are_counted(deciles, luton):
    # MHCLG, IoD2025 File 1: 17 of Luton's 125; IoD2019 File 1: 4 of 121.
    said = say.most_deprived_tenth(deciles, luton, "IoD2025").text
    assert said == (
        "17 of Luton's 125 small areas are in the most deprived tenth of England on the 2025 index."
    )
    old = say.most_deprived_tenth(deciles, luton, "IoD2019").text
    assert old.startswith("4 of Luton's 121 small areas were in")
    (claim,) = say.not_a_trend(deciles, luton, *RELEASES)
    both = claim.text
    assert "17 of Luton's 125" in both
    assert "4 of 121" in both
    assert "not a trend" in both


def test_one_small_area_is_singular_and_none_is_said(deciles, scilly):
    said = say.most_deprived_tenth(deciles, scilly, "IoD2025").text
    assert said == (
        "The Isles of Scilly is 1 small area, which is not in the most deprived tenth of England "
        "on the 2025 index."
    )
    lowest = say.none_in_most_deprived_tenth(deciles, scilly, "IoD2025").text
    assert "the most deprived are 1 in decile 7" in lowest


def test_wards_are_named_with_how_well_small_areas_fit_them(store, luton, scilly):
    old = ward.deciles(store, [luton.code], "IoD2019")
    (said,) = say.wards_holding(old, luton, "IoD2019")
    # The market position statement: "These areas are Farley, Northwell and South".
    assert "Farley (2), Northwell (1) and South (1). Small areas fill these wards exactly." in (
        said.text
    )
    new = ward.deciles(store, [luton.code], "IoD2025")
    (said,) = say.wards_holding(new, luton, "IoD2025")
    assert "Beech Hill (4), Central (4), Farley (3), Biscot (2)" in said.text
    assert "approximate" in said.text
    none = ward.deciles(store, [scilly.code], "IoD2025")
    assert say.wards_holding(none, scilly, "IoD2025") == ()


def test_rank_spread_and_extent(store, luton, scilly):
    ranks = deprivation.ranks(store, [luton.code], "IoD2019")
    (said,) = say.rank(ranks, luton, "IoD2019")
    # File 10, IoD2019: rank of average score 70 of 317.
    assert "Luton ranks 70 of 317 authorities" in said.text
    # File 10, IoD2019: rank of average rank 52.
    assert "on average score and 52 on average rank" in said.text
    assert say.rank(ranks, scilly, "IoD2019") == ()
    assert say.spread(ward.spread(store, [scilly.code], "IoD2025"), "IoD2025") == ()
    summaries = deprivation.summaries(store, luton.codes, "IoD2019")
    # File 10, IoD2019: extent 0.271.
    assert "is 27.1% in Luton" in say.beside_england(summaries, luton, "IoD2019").text
