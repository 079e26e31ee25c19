"""Outlines of any place: small, whole, and honest about their borders."""

from __future__ import annotations

import json

import pytest

from evidence.measures import ward
from evidence.measures.outline import lsoa_outline, ward_outline
from evidence.measures.place import Place


def codes(outline):
    return [shape["id"] for shape in outline.topology["objects"]["areas"]["geometries"]]


@pytest.mark.parametrize("release", ["IoD2019", "IoD2025"])
@pytest.mark.parametrize("area", ["E06000032", "E07000110", "E06000053"])
def test_every_area_is_drawn(store, area, release):
    place = Place.of(store, area)
    matched = ward.lookup(store, [area], release).frame
    small, wards = lsoa_outline(store, place, release), ward_outline(store, place, release)
    assert codes(small) == sorted(matched["lsoa_code"])
    assert codes(wards) == sorted(matched["ward_code"].unique())
    names = {
        shape["id"]: shape["properties"]["name"]
        for shape in wards.topology["objects"]["areas"]["geometries"]
    }
    assert names == dict(zip(matched["ward_code"], matched["ward_name"], strict=True))
    # Small enough for a notebook under 1 MB with several maps.
    assert len(json.dumps(small.topology, separators=(",", ":"))) < 40_000


def test_fine_and_approximate_outlines_say_which_they_are(store):
    fine = ward_outline(store, Place.of(store, "E06000032"), "IoD2019")
    assert not fine.approximate
    assert fine.note == "Wards of 2019."
    coarse = ward_outline(store, Place.of(store, "E07000110"), "IoD2025")
    assert coarse.approximate
    assert "union of their best-fit small areas" in coarse.note
    assert lsoa_outline(store, Place.of(store, "E07000110"), "IoD2025").approximate
