"""Density: fine land where it is held, coarse and said to be approximate elsewhere."""

from __future__ import annotations

import pytest

from evidence.measures.density import density, has_fine_boundary, lsoa_density
from evidence.measures.frame import row

LUTON, MAIDSTONE, ENGLAND = "E06000032", "E07000110", "E92000001"


def test_density_of_a_finely_bounded_authority(store):
    frame = density(store, [LUTON], years=[2023])
    found = row(frame, measure="population_density")
    # ONS, Standard Area Measurements: Luton 43.35 square kilometres.
    assert found["denominator"] == pytest.approx(43.35, rel=0.002)
    assert found["numerator"] == 231028
    assert "approximate" not in found["method"]
    hectare = row(frame, measure="population_density_hectare")
    assert hectare["value"] == pytest.approx(found["value"] / 100, rel=1e-9)
    assert has_fine_boundary(store, LUTON)


def test_density_elsewhere_is_approximate_and_says_so(store):
    frame = density(store, [MAIDSTONE, ENGLAND], years=[2023])
    assert frame["method"].str.startswith("approximate").all()
    # ONS, Standard Area Measurements: Maidstone 393 square kilometres, England 130,310.
    per_km2 = frame[frame["measure"] == "population_density"].set_index("area_code")
    assert per_km2.loc[MAIDSTONE, "denominator"] == pytest.approx(393, rel=0.01)
    assert per_km2.loc[ENGLAND, "denominator"] == pytest.approx(130310, rel=0.01)
    assert not has_fine_boundary(store, MAIDSTONE)


def test_county_has_no_boundary_and_no_rows(store):
    assert density(store, ["E10000016"], years=[2023]).empty
    assert density(store, [LUTON], years=[1990]).empty


def test_density_of_small_areas(store):
    frame = lsoa_density(store, [LUTON, MAIDSTONE], years=[2022])
    assert len(frame) == 125
    # ONS, LSOA population density, mid-2022: E01015693.
    found = row(frame, area_code="E01015693")
    assert found["value"] == pytest.approx(4640.334816, rel=1e-9)
    assert found["area_name"] == "Luton 007A"
    assert lsoa_density(store, [MAIDSTONE]).empty
