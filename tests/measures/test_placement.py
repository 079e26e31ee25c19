"""What documents state of placements, and what two of the numbers come to."""

import pytest

from evidence.measures import placement

LUTON = "E06000032"


def test_both_readings_of_care_homes(store):
    found = placement.readings(store, [LUTON])
    # Statement, "Long Term Residential and Nursing Care (1)": 428 and 94 people in long-term care,
    # about 12 and about 72 out of borough. 12/428, 72/94; interchanged 72/428, 12/94.
    shares = found.set_index(["breakdown", "category"])["value"]
    assert shares[placement.AS_PRINTED, placement.RESIDENTIAL] == pytest.approx(2.804, abs=1e-3)
    assert shares[placement.AS_PRINTED, placement.NURSING] == pytest.approx(76.596, abs=1e-3)
    assert shares[placement.INTERCHANGED, placement.RESIDENTIAL] == pytest.approx(16.822, abs=1e-3)
    assert shares[placement.INTERCHANGED, placement.NURSING] == pytest.approx(12.766, abs=1e-3)
    # That the people placed are among those in care is inferred.
    assert set(found["standing"]) == {"inferred"}


def test_what_is_stated(store):
    found = placement.stated(store, [LUTON]).set_index("breakdown")["value"]
    assert found[placement.DISABILITY] == 33
    assert found[placement.OUT_OF_AREA] == 10
    assert found[placement.MENTAL_HEALTH] == 10
    review = placement.reviewed(store, [LUTON]).set_index("breakdown")["value"]
    assert review[placement.MADE_IN_A_YEAR] == 93
    assert (review[placement.IN_ACCOMMODATION], review[placement.TARGET]) == (1069, 922)
    assert (review[placement.NIGHTLY], review[placement.NIGHTLY_TARGET]) == (262, 35)


def test_another_council_states_nothing(store):
    for found in (placement.readings, placement.stated, placement.reviewed):
        assert found(store, ["E06000052"]).empty
