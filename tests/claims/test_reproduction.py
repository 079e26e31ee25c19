"""What is said of printed need follows from the figures, and is absent where none is printed."""

from __future__ import annotations

import pytest

from evidence.claims import reproduction as say
from evidence.measures.prevalence.reproduction import reproductions, tally
from evidence.measures.prevalence.split import implied


@pytest.fixture(scope="module")
def made(store, luton, scilly):
    return reproductions(store, [luton.code, scilly.code])


def test_the_finding_counts_every_printed_figure(store, luton, made):
    (found,) = say.finding(tally(store, made), luton)
    assert found.text.startswith("Documents about Luton print 35 figures of modelled need.")
    assert "6 are close, at most 2% off; 26 are met or nearly met at" in found.text
    assert "reproduced exactly" not in found.text  # none is, so none is said to be
    (strip,) = say.key_facts(tally(store, made), luton)
    assert [fact.bounds[0].value for fact in strip.facts] == [6, 26, 3]


def test_the_furthest_is_the_dementia_number_called_diagnosed(luton, made):
    (found,) = say.furthest(made, luton)
    # The statement: 2,020; Dementia UK rates on its table, rounded as POPPI does: 2,056.
    assert "dementia, set against 2020: 2,020 people" in found.text
    assert found.text.endswith("gives 2,056, 1.8% more.")


def test_a_split_that_meets_a_figure_is_told_with_what_it_does_not_prove(store, luton, made):
    (found,) = say.by_split(implied(store, [luton.code]), made, luton)
    assert "Where 70,000 of its 136,200 people aged 18 to 64 are men" in found.text
    assert "autism in 2020 is met exactly" in found.text
    assert "has 70,400" in found.text
    assert "common mental disorder and two or more psychiatric disorders" in found.text
    assert found.text.endswith("their rates were worked back from them.")
    # The men are found by trying which meet the figure: worked back from it.
    assert found.standing == "inferred"


def test_a_place_without_printed_need_claims_nothing(store, scilly, made):
    none = [item for item in made if item.area_code == scilly.code]
    assert say.finding(tally(store, none), scilly) == ()
    assert say.finding(tally(store, made), scilly) == ()
    assert say.furthest(made, scilly) == ()
    assert say.by_split(implied(store, [scilly.code]), made, scilly) == ()
    assert say.key_facts(tally(store, none), scilly) == ()
