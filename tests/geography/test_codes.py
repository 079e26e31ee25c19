"""GSS codes: shape, kind of area, nearest. Prefixes: ONS Register of Geographic Codes."""

from __future__ import annotations

import pytest

from evidence.geography import codes

KNOWN = ["E06000031", "E06000032", "E06000033", "E07000110", "E08000003"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("E06000032", "unitary authority"),
        ("E07000110", "non-metropolitan district"),
        ("E08000003", "metropolitan district"),
        ("E09000002", "London borough"),
        ("E10000016", "county"),
        ("E05002193", "ward"),
        ("E01015693", "LSOA"),
        ("E92000001", "country"),
        ("W06000001", ""),
        ("E0600003", ""),
        ("", ""),
    ],
)
def test_area_type(code, kind):
    assert codes.area_type(code) == kind


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("E0600032", "E06000032"),
        ("E060000032", "E06000032"),
        ("E07000111", "E07000110"),
        ("XYZ", ""),
        ("", ""),
    ],
)
def test_nearest_code(text, nearest):
    assert codes.nearest_code(text, KNOWN) == nearest
