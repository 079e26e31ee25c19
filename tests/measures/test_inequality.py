"""Shares by fifth and their slope, against the census table counted with plain loops."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.stats.proportion import proportion_confint

from evidence.measures import inequality
from evidence.tables.resolution import unresolved

LUTON = "E06000032"


@pytest.fixture(scope="module")
def fifths(store):
    return inequality.by_fifth(store, [LUTON])


@pytest.fixture(scope="module")
def indices(store):
    return inequality.indices(store, [LUTON])


@pytest.fixture(scope="module")
def ranked(store):
    """Luton's 125 small areas from the most to the least deprived."""
    index = store.read("iod2025_index", where={"authority_code": [LUTON]})
    return index.sort_values("imd_rank")["lsoa_code"].tolist()


def counted(store, codes, topic, category):
    table = store.read("census2021_lsoa_luton", where={"lsoa_code": codes})
    return table[(table["topic"] == topic) & (table["category"] == category)]["count"].sum()


def test_fifths_are_25_small_areas_each_by_rank(store, fifths, ranked):
    assert len(ranked) == 125
    for fifth in range(5):
        own = ranked[25 * fifth : 25 * fifth + 25]
        found = fifths[
            (fifths["breakdown"] == "limited a lot")
            & (fifths["category"] == str(fifth + 1))
            & (fifths["confidence"] == 0.95)
        ].iloc[0]
        name = "Disabled under the Equality Act: Day-to-day activities limited a lot"
        assert found["numerator"] == counted(store, own, "disability", name)
        assert found["denominator"] == counted(store, own, "disability", "Total")
        low, high = proportion_confint(found["numerator"], found["denominator"], method="wilson")
        assert (found["lower"], found["upper"]) == pytest.approx((100 * low, 100 * high))


def test_fifths_add_to_the_authority(fifths):
    own = fifths[(fifths["confidence"] == 0.95)].groupby("breakdown")[["numerator", "denominator"]]
    totals = own.sum()
    # TS038: 30,946 disabled, 13,909 limited a lot, of 225,262; TS037: 8,157 and 2,519; TS039: 7,100
    # + 4,106 + 4,875 carers; households deprived in two, three or four dimensions of 78,950.
    assert totals.loc["disabled"].tolist() == [30_946, 225_262]
    assert totals.loc["limited a lot"].tolist() == [13_909, 225_262]
    assert totals.loc["bad or very bad"].tolist() == [10_676, 225_257]
    assert totals.loc["any hours"].tolist() == [16_081, 209_279]
    assert totals.loc["deprived in two or more dimensions"].tolist() == [17_564, 78_950]


def test_slope_is_the_weighted_line_through_logits(fifths, indices):
    own = fifths[(fifths["breakdown"] == "bad or very bad") & (fifths["confidence"] == 0.95)]
    own = own.sort_values("category")
    share = (own["numerator"] / own["denominator"]).to_numpy()
    people = own["denominator"].to_numpy()
    middle = (np.cumsum(people) - people / 2) / people.sum()
    fit = sm.WLS(np.log(share / (1 - share)), sm.add_constant(middle), weights=people).fit()
    top, bottom = (1 / (1 + np.exp(-end)) for end in (fit.params[0], fit.params.sum()))
    found = indices[(indices["breakdown"] == "bad or very bad") & (indices["confidence"] == 0.95)]
    value = found.set_index("measure")["value"]
    assert value["inequality_slope"] == pytest.approx(100 * (top - bottom), abs=1e-5)
    assert value["inequality_ratio"] == pytest.approx(top / bottom, abs=1e-5)


def test_limits_by_a_loop_of_its_own(fifths, indices):
    # Another generator and a plain loop: 4,000 lines through shares drawn from their counts.
    own = fifths[(fifths["breakdown"] == "disabled") & (fifths["confidence"] == 0.95)]
    own = own.sort_values("category")
    people, count = own["denominator"].to_numpy(), own["numerator"].to_numpy()
    middle = (np.cumsum(people) - people / 2) / people.sum()
    generator = np.random.Generator(np.random.MT19937(5))
    slopes = []
    for _ in range(4000):
        share = generator.binomial(people.astype(int), count / people) / people
        logit = np.log(share / (1 - share))
        gradient, height = np.polyfit(middle, logit, 1, w=np.sqrt(people))
        slopes.append(1 / (1 + np.exp(-height)) - 1 / (1 + np.exp(-height - gradient)))
    low, high = 100 * np.quantile(slopes, [0.025, 0.975])
    found = indices[
        (indices["measure"] == "inequality_slope")
        & (indices["breakdown"] == "disabled")
        & (indices["confidence"] == 0.95)
    ].iloc[0]
    assert (found["lower"], found["upper"]) == pytest.approx((low, high), abs=0.05)


def test_every_row_is_observed_and_walks_back(store, fifths, indices):
    both = pd.concat([fifths, indices])
    assert set(both["status"]) == {"calculated"}
    assert both["method"].str.contains("not age-standardised").all()
    assert unresolved(store, both["lineage"]) == []


def test_places_without_small_areas_and_england_have_no_rows(store):
    assert inequality.by_fifth(store, ["E92000001", "E06000053"]).empty
    assert inequality.indices(store, ["E92000001", "E06000053"]).empty
