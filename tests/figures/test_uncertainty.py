"""The uncertainty figure comes out for any authority, with a number where a document prints one."""

import pytest

from evidence.errors import CheckError
from evidence.figures.uncertainty import uncertainty
from evidence.measures import stated
from evidence.measures.place import Place
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.spread import spread
from evidence.measures.prevalence.uncertainty import WITH_LIMITS, intervals
from evidence.measures.rounds import rounds_held


def drawn(store, catalogue, code):
    place = Place.of(store, code)
    held = [item.name for item in rounds_held(store, code)]
    need = modelled(store, [code], [WITH_LIMITS, "dementia-uk"], rounds=held, years=[2035])
    limits = intervals(store, [code], WITH_LIMITS, rounds=held, years=[2035])
    return uncertainty(
        limits,
        need,
        spread(need, limits),
        place=place,
        catalogue=catalogue,
        year=2035,
        stated=stated.claims(store, [code], ["dementia-2035"]),
        now=intervals(store, [code], WITH_LIMITS, rounds=["rebased"], years=[2023]),
    )


def test_luton(store, catalogue):
    figure = drawn(store, catalogue, "E06000032")
    # By hand: 2,646.2 - 2,026.3 over all rounds, 2,262.1 - 2,026.3 over the two newest.
    assert "differs most across 3 projection rounds: by 620 people; by 240 without" in figure.title
    # 2,262 - 2,026 on the two newer rounds; 2,245 - 1,867 between the survey's limits.
    assert figure.title.endswith("less than the 380 of the survey's interval")
    assert [row[0] for row in figure.table.rows][-2] == "Printed in the statement"
    assert len(figure.table.rows) == 8
    # The estimate of today stands in the table with the interval that the findings give.
    assert figure.table.rows[-1][:2] == ("CFAS II, on estimates", "mid-2023")
    assert "does not start at zero" in figure.subtitle
    assert "2,000 (1,900 to 2,200)" in figure.alt


@pytest.mark.parametrize("code", ["E07000110", "E08000003", "E06000064", "E06000053"])
def test_others_have_one_round(store, catalogue, code):
    figure = drawn(store, catalogue, code)
    assert "survey" in figure.title
    assert len(figure.table.rows) == 3
    assert "nan" not in figure.alt


def test_nothing_is_drawn_of_a_year_that_is_not_held(store, catalogue):
    place = Place.of(store, "E06000032")
    need = modelled(store, [place.code], [WITH_LIMITS], rounds=["2018-based"], years=[2035])
    limits = intervals(store, [place.code], WITH_LIMITS, rounds=["2018-based"], years=[2035])
    with pytest.raises(CheckError, match="mid-2036"):
        uncertainty(limits, need, spread(need, limits), place=place, catalogue=catalogue, year=2036)
