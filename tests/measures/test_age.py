"""Age bands and their adding up."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.errors import UsageError
from evidence.measures.age import BANDS, FIVE_YEAR, OLDER, SINGLE, add_up, bands


def test_sets():
    assert [band.name for band in bands("bands")] == [
        "all ages",
        "0-17",
        "18-64",
        "65+",
        "75+",
        "85+",
    ]
    assert len(FIVE_YEAR) == 19
    assert len(SINGLE) == 91
    assert [band.name for band in bands(["65+", "42", "65+"])] == ["65+", "42"]
    assert bands("90+")[0].lowest == 90


def test_bands_add_up():
    ages = np.arange(91, dtype="float64")[None, :]
    all_ages, young, working, older, _, _ = add_up(ages, BANDS)[0]
    assert all_ages == 90 * 91 / 2
    assert young == 17 * 18 / 2
    assert young + working + older == all_ages
    ten_years = add_up(ages, [*OLDER, *bands(["85+"])])
    assert ten_years.sum() == older
    assert add_up(ages, FIVE_YEAR).sum() == all_ages
    assert add_up(ages, SINGLE).tolist() == ages.tolist()


def test_unknown_band_and_short_rows_are_refused():
    with pytest.raises(UsageError, match="did you mean"):
        bands(["65-"])
    with pytest.raises(UsageError, match="91 are needed"):
        add_up(np.zeros((1, 90)), BANDS)
