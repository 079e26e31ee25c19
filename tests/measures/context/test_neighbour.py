"""Distances over ONS's features give ONS's own lists again; what is said of them is held to both.

Expected values are ONS's: the lists of nearest neighbours and, typed below, table 8 of the same
workbook (Clustering similar local authorities and statistical nearest neighbours in the UK, 14
February 2025). Nothing was fitted: the method is that of the workbook's notes 3, 19, 20 and 21.
"""

import numpy as np
import pandas as pd
import pytest

from evidence.errors import UsageError
from evidence.measures.context import neighbour
from evidence.measures.context.likeness import LISTED, likeness, nearest
from evidence.measures.context.model import MODELS
from evidence.measures.place import Place, authorities
from evidence.tables.resolution import unresolved

LUTON, SCILLY, KENT, ENGLAND = "E06000032", "E06000053", "E10000016", "E92000001"

# Table 8, "Neighbours model", 1st and 99th percentile, of features that are published for every
# area: a suppressed value is among ONS's and not among ours.
THRESHOLDS = {
    "4g coverage (%)": (89.1454, 100),
    "5g coverage (%)": (24.7656, 100),
    "Business births (%)": (7.335071821073942, 15.58327087357265),
    "CO2 emissions (per capita)": (2.314078620200415, 33.67887550454027),
    "Children in relative poverty (%)": (6.662, 40.438),
    "Dependency ratio": (0.33, 0.8219),
    "Gross value added per hour worked (£)": (26.348, 69.932),
    "Guest nights stayed (per 10,000 population)": (283.865, 29762.26),
    "High growth businesses (%)": (1.312985399192296, 8.116966690896652),
    "Households that are renting privately (%)": (7.567, 38.257),
    "Museums (per 100,000 population)": (0.3143, 59.4662),
    "Population change (%)": (-5.957, 15),
    "Population density (residents per square km)": (20.9331, 11828.9974),
    "Proportion of residents of white ethnicity (%)": (36.405, 98.3),
    "Residents who are not religious (%)": (10.762, 58.433),
    "Residents with no qualifications (%)": (9.862, 27.519),
    "Workers employed in construction (%)": (1.581, 12.333),
    "Workers employed in manufacturing (%)": (0.981, 26.057),
}

# Of 382 areas with twenty neighbours each: how many of the 7,640 are on our list too, how many of
# them in the same place. Where no value is withheld, all; else all but near ties.
AGREED = {"demographic": (7640, 7640), "global": (7623, 7310), "economic": (7620, 7332)}


@pytest.mark.parametrize("model", MODELS)
def test_the_published_lists_are_given_again(store, model):
    found = likeness(store, model)
    lists = store.read("nearest_neighbours", where={"model": [model]})
    published = lists.pivot(index="authority_code", columns="rank", values="neighbour_code")
    assert published.shape == (382, LISTED)
    on, same = 0, 0
    for code, listed in zip(published.index, published.to_numpy(), strict=True):
        own = [found.codes[at] for at in found.order[found.codes.index(code)][:LISTED]]
        on += len(set(own) & set(listed))
        same += sum(mine == theirs for mine, theirs in zip(own, listed, strict=True))
    assert (on, same) == AGREED[model]


def test_values_are_drawn_in_where_ons_does(store):
    rows = store.read("neighbour_features")
    for feature, (low, high) in THRESHOLDS.items():
        values = rows.loc[rows["feature"] == feature, "value"]
        assert values.notna().all(), feature
        scaled = likeness(store).scaled[:, MODELS["global"].features.index(feature)]
        # The thresholds are the scaled extremes, so the line through two areas between them meets
        # the extremes at ONS's thresholds.
        inside = values[(values > low) & (values < high)]
        ordered = values.to_numpy()
        first, second = (
            np.flatnonzero(ordered == pick)[0] for pick in (inside.min(), inside.max())
        )
        slope = (scaled[second] - scaled[first]) / (ordered[second] - ordered[first])
        ends = [
            ordered[first] + (end - scaled[first]) / slope for end in (scaled.min(), scaled.max())
        ]
        assert ends == pytest.approx([low, high], rel=1e-6), feature


def test_a_county_and_its_districts_are_no_neighbours(store):
    known = authorities(store)
    near = nearest(store, [*known.in_use, *(c for c in known.social_services if c[:3] == "E10")])
    for code, others in near.items():
        for other in others:
            assert known.upper_tier(other)[0] != code if other[:3] == "E07" else True
    assert all(len(others) == LISTED for others in near.values())


def test_the_nearest_are_among_those_asked_for(store):
    chosen = [LUTON, "E08000025", "E09000002", SCILLY]
    near = nearest(store, chosen)
    # ONS's list of Luton has Barking and Dagenham first and Birmingham third.
    assert near[LUTON] == ("E09000002", "E08000025", SCILLY)
    assert set(near) == set(chosen)


def test_distances_and_places_of_luton_by_hand(store):
    found = neighbour.distances(store, [LUTON])
    rows = store.read("neighbour_features")
    wide = rows.pivot(index="authority_code", columns="feature", values="value")
    drawn = wide.clip(wide.quantile(0.01), wide.quantile(0.99), axis=1)
    scaled = ((drawn - drawn.mean()) / drawn.std(ddof=0)).fillna(0)
    for other in ("E09000002", "E06000018"):
        gap = scaled.loc[other] - scaled.loc[LUTON]
        own = found[found["category"] == other].set_index(["measure", "variant"])
        distance = own.loc[("neighbour_distance", "global model, authorities")]
        assert distance["value"] == pytest.approx(np.sqrt((gap**2).sum()))
        largest = own.loc[("neighbour_feature_gap", "global model, authorities")]
        assert largest["breakdown"] == gap.abs().idxmax()
        assert largest["value"] == pytest.approx(gap[gap.abs().idxmax()])
    # Source: sheet 7.a of the workbook, row of Luton.
    published = found[found["variant"] == "ONS 2025, global model"].set_index("category")["value"]
    assert published[["E09000002", "E08000031", "E06000018"]].tolist() == [1, 2, 20]


def test_comparators_that_are_not_near_have_distances_too(store):
    far = "E07000066"  # Basildon, on no list of Luton's
    found = neighbour.distances(store, [LUTON], others=[far])
    assert far in set(found["category"])
    assert len(found[found["measure"] == "neighbour_distance"]) == LISTED + 1
    place = Place.of(store, LUTON)
    near = found[found["measure"] == "neighbour_distance"]["category"]
    assert {area.code for area in place.comparators} <= set(near)


def test_half_of_all_are_further_than_the_median(store):
    found = neighbour.distances(store, [SCILLY, LUTON])
    middle = found[found["measure"] == "neighbour_distance_median"].set_index("area_code")["value"]
    like = likeness(store)
    for code in (SCILLY, LUTON):
        apart = [
            like.apart[like.at[code], like.at[other]]
            for other in authorities(store).in_use
            if other != code
        ]
        # The middle one of an odd number is itself the median.
        assert sum(one > middle[code] + 1e-6 for one in apart) == len(apart) // 2
    held = found[found["measure"] == "neighbour_features_held"].set_index("area_code")
    # Table 4: nine values of the Isles of Scilly are marked [x] or [c].
    assert held["value"].to_dict() == {LUTON: 31, SCILLY: 22}


def test_agreement_of_one_area_and_of_england(store):
    found = neighbour.agreement(store, [LUTON, ENGLAND])
    whole = found[found["area_code"] == ENGLAND].set_index(["variant", "category"])
    assert set(whole["denominator"]) == {296 * LISTED}
    few = whole.loc[("demographic model", "in the same place")]
    assert (few["numerator"], few["value"]) == (5920, 100)
    alone = neighbour.agreement(store, [LUTON])
    both = found[found["area_code"] == LUTON].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone.reset_index(drop=True), both)


def test_councils_are_compared_with_councils(store):
    found = neighbour.distances(store, [KENT], councils=True)
    near = found[found["measure"] == "neighbour_distance"]["category"]
    assert set(near) <= set(authorities(store).social_services)
    assert neighbour.distances(store, [KENT]).empty
    assert neighbour.names(store, found)[KENT] == "Kent"


def test_every_lineage_resolves(store):
    for found in (
        neighbour.distances(store, [LUTON, SCILLY]),
        neighbour.distances(store, [KENT], councils=True),
        neighbour.agreement(store, [LUTON, ENGLAND]),
    ):
        assert unresolved(store, found["lineage"]) == []


def test_an_unknown_model_is_refused(store):
    with pytest.raises(UsageError, match="did you mean global"):
        likeness(store, "globl")
