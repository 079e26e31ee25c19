"""Where households were sent, as MHCLG's table TA9 has it."""

import numpy as np
import pytest

from evidence.measures.frame import row
from evidence.measures.homelessness import destination, quarter
from evidence.measures.place import authorities

LUTON, ENGLAND = "E06000032", "E92000001"


@pytest.fixture(scope="module")
def last(store):
    known = authorities(store)
    return quarter.last(destination.destinations(store, [*known.in_use, ENGLAND]))


def test_luton_at_the_end_of_2025(last):
    # TA9, 31 December 2025, Luton: 93, of them East of England 42, South East 43, East Midlands 6,
    # West Midlands 2; 45.2% in the same region.
    here = last[last["area_code"] == LUTON]
    regions = here[here["breakdown"] == destination.REGION].set_index("category")["value"]
    assert regions[regions > 0].to_dict() == {
        "East of England": 42,
        "South East": 43,
        "East Midlands": 6,
        "West Midlands": 2,
    }
    sides = here[here["breakdown"] == destination.SIDE].set_index("category")
    assert sides["value"].to_dict() == {
        destination.SAME: 42,
        destination.OTHER: 51,
        destination.UNKNOWN: 0,
    }
    assert (sides["denominator"] == 93).all()
    share = row(here, measure=destination.SAME_REGION)
    assert share["value"] == pytest.approx(45.1613, abs=1e-4)
    assert share["lower"] < share["value"] < share["upper"]


def test_england_has_a_share_without_limits(last):
    share = row(last, measure=destination.SAME_REGION, area_code=ENGLAND)
    assert share["value"] == pytest.approx(86.4312, abs=1e-4)
    assert np.isnan([share["lower"], share["numerator"]]).all()


def test_printed_shares_are_the_regions_over_the_total(last):
    rows = last[(last["measure"] == destination.SAME_REGION) & last["numerator"].notna()]
    assert len(rows) > 150
    assert np.allclose(rows["value"], 100 * rows["numerator"] / rows["denominator"], atol=1e-6)


def test_suppressed_destinations_have_no_sums(last):
    hidden = last[last["area_code"] == "E06000052"]
    assert set(hidden["status"]) == {"suppressed"}
    assert hidden["value"].isna().all()
    assert destination.SIDE not in set(hidden["breakdown"])
