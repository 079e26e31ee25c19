"""Places with limits, beside an order by pandas and a simulation of its own."""

import numpy as np
import pandas as pd
import pytest

from evidence.errors import UsageError
from evidence.measures.context import roll
from evidence.measures.context.likeness import nearest
from evidence.measures.context.position import ALL, SIMILAR, positions
from evidence.measures.place import authorities
from evidence.tables.resolution import unresolved

LUTON, SCILLY, CORNWALL, KENT = "E06000032", "E06000053", "E06000052", "E10000016"
CITY = "E09000001"


@pytest.fixture(scope="module")
def rates(store):
    """Households living there and those elsewhere of every authority, straight from the table."""
    rows = store.read("homelessness_ta1", where={"quarter": ["2025-12"]})
    wide = rows.pivot(index="authority_code", columns="measure", values="value")
    wide = wide[wide.index.str.match("E0[6-9]") & wide["another_district"].notna()]
    return wide.assign(
        base=1000 * wide["households_in_area_thousands"],
        rate=wide["another_district"] / wide["households_in_area_thousands"],
    )


@pytest.fixture(scope="module")
def found(store):
    return positions(store, authorities(store).in_use, [roll.ELSEWHERE_RATE])


def test_places_are_those_of_the_published_rates(rates, found):
    own = found[found["category"] == ALL].set_index("area_code")
    expected = rates["rate"].rank(method="min", ascending=False)
    # MHCLG, TA1, 31 December 2025: 185 of 296 authorities have a number in another district, 104
    # are suppressed and 7 have no figures. City of London, with 34 elsewhere and 33 in temporary
    # accommodation, is one of the 185.
    assert len(own) == len(rates) == 185
    assert set(own["denominator"]) == {185.0}
    assert own["value"][CITY] == 27
    # Luton: 93 over 82.513 thousand households = 1.127; 50 of the 185 have a higher rate.
    assert own["value"][LUTON] == 51
    # One code of the table is newer than that in use: 2025 calls it otherwise.
    both = own["value"].reindex(expected.index).dropna()
    assert len(both) >= len(rates) - 2
    assert both.to_dict() == expected[both.index].to_dict()


def test_limits_agree_with_an_independent_simulation(rates, found):
    # Counts drawn anew from the Poisson around each count, in order each time.
    generator = np.random.Generator(np.random.MT19937(11))
    count, base = (rates[name].to_numpy() for name in ("another_district", "base"))
    drawn = generator.poisson(count, size=(4000, len(count))) / base
    ranks = pd.DataFrame(drawn).rank(axis=1, method="min", ascending=False)
    low, high = (ranks.quantile(tail).to_numpy() for tail in (0.025, 0.975))
    own = found[found["category"] == ALL].set_index("area_code")
    near = 0
    for at, code in enumerate(rates.index):
        if code in own.index:
            near += (
                abs(own["lower"][code] - low[at]) <= 4 and abs(own["upper"][code] - high[at]) <= 4
            )
    # The two differ by half a case in each count: a few places, or more for a handful of homes.
    assert near > 0.9 * len(rates)
    assert own["lower"][LUTON] == pytest.approx(low[list(rates.index).index(LUTON)], abs=2)
    assert own["upper"][LUTON] == pytest.approx(high[list(rates.index).index(LUTON)], abs=2)


def test_limits_hold_the_place_and_stay_on_the_list(found):
    assert (found["lower"] <= found["value"]).all()
    assert (found["upper"] >= found["value"]).all()
    assert (found["lower"] >= 1).all()
    assert (found["upper"] <= found["denominator"]).all()
    assert (found["confidence"] == 0.95).all()


def test_among_those_most_like_it_by_hand(store, rates, found):
    own = found[(found["area_code"] == LUTON) & (found["category"] == SIMILAR)].iloc[0]
    rate = rates["rate"]
    near = [code for code in nearest(store, authorities(store).in_use)[LUTON] if code in rate]
    assert own["denominator"] == len(near) + 1
    assert own["value"] == 1 + sum(rate[code] > rate[LUTON] for code in near)


def test_whoever_else_is_asked_for_changes_nothing(store, found):
    alone = positions(store, [LUTON], [roll.ELSEWHERE_RATE])
    both = found[found["area_code"] == LUTON].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone.reset_index(drop=True), both)


def test_one_without_a_published_count_has_no_place(store, found):
    assert CORNWALL not in set(found["area_code"])
    assert positions(store, [CORNWALL], [roll.ELSEWHERE_RATE]).empty
    assert positions(store, [SCILLY], [roll.ADMISSIONS_65_OVER]).empty


def test_nobody_at_all_could_be_almost_anywhere(store):
    # No household of the Isles of Scilly is in temporary accommodation, of about a thousand: the
    # last place by value, and as good as any by chance.
    own = positions(store, [SCILLY], [roll.TEMPORARY_RATE])
    every = own[own["category"] == ALL].iloc[0]
    assert every["value"] == every["denominator"]
    assert every["upper"] == every["denominator"]
    assert every["lower"] < every["denominator"] / 2


def test_a_roll_of_councils_ranks_councils(store):
    own = positions(store, [KENT, "E07000110"], [roll.ADMISSIONS_65_OVER])
    assert set(own["area_code"]) == {KENT}
    # ASCOF 2024-25, 2C: 152 of 153 councils have an outcome (all but the Isles of Scilly).
    assert own.loc[own["category"] == ALL, "denominator"].item() == 152
    assert set(own["age_band"]) == {"65+"}


def test_every_roll_is_walked_back(store):
    own = positions(store, [LUTON])
    assert set(own["breakdown"]) == set(roll.ROLLS)
    assert unresolved(store, own["lineage"]) == []
    assert own[own["breakdown"] == roll.DISABLED_SHARE]["method"].str.contains("not age-").all()


def test_an_unknown_roll_is_refused(store):
    with pytest.raises(UsageError, match="no roll is called"):
        positions(store, [LUTON], ["admissions"])
