"""Small areas: their own values, and counts by decile, back to 2004 where held."""

from __future__ import annotations

import pytest

from evidence.errors import UsageError
from evidence.measures import lsoa
from evidence.measures.frame import row

LUTON, MAIDSTONE, ENGLAND = "E06000032", "E07000110", "E92000001"


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        # MHCLG, File 1 of each release: small areas of Luton by decile.
        ("IoD2019", [4, 29, 18, 18, 21, 7, 9, 10, 5, 0]),
        ("IoD2025", [17, 27, 20, 18, 12, 7, 6, 14, 4, 0]),
    ],
)
def test_small_areas_by_decile(store, release, expected):
    frame = lsoa.deciles(store, [LUTON], [release])
    counts = frame[frame["measure"] == "lsoas_in_decile"]
    assert counts["category"].tolist() == [str(decile) for decile in range(1, 11)]
    assert counts["value"].tolist() == expected
    shares = frame[frame["measure"] == "share_of_lsoas_in_decile"]
    assert shares["value"].sum() == pytest.approx(100, abs=1e-6)


def test_earlier_releases_where_held(store):
    frame = lsoa.deciles(store, [LUTON, MAIDSTONE], list(lsoa.EARLIER))
    assert set(frame["area_code"]) == {LUTON}
    # MHCLG (CLG, ODPM), IMD 2004, 2007, 2010 and 2015: small areas of Luton in the first tenth.
    first = frame[(frame["category"] == "1") & (frame["measure"] == "lsoas_in_decile")]
    assert dict(zip(first["variant"], first["value"], strict=True)) == {
        "IoD2004": 3,
        "IoD2007": 6,
        "IoD2010": 9,
        "IoD2015": 9,
    }
    assert set(first["denominator"]) == {121}
    assert lsoa.earlier_held(store, LUTON) == tuple(lsoa.EARLIER)
    assert lsoa.earlier_held(store, MAIDSTONE) == ()


def test_tenths_of_england_are_tenths(store):
    frame = lsoa.deciles(store, [ENGLAND], ["IoD2025"])
    shares = frame[frame["measure"] == "share_of_lsoas_in_decile"]
    assert shares["value"].between(9.99, 10.01).all()


def test_values_of_small_areas(store):
    frame = lsoa.values(store, [LUTON], "IoD2025", domains=["income", "idaci"])
    # MHCLG, IoD2025, File 1 and File 7, row E01015693.
    one = frame[frame["area_code"] == "E01015693"]
    for measure, category, value in (
        ("deprivation_rank", "", 26060),
        ("deprivation_decile", "", 8),
        ("deprivation_score", "", 9.114),
        ("deprivation_rank", "income", 19661),
        ("deprivation_score", "income", 0.154),
        ("deprivation_rank", "idaci", 24017),
        ("deprivation_score", "idaci", 0.187),
    ):
        assert row(one, measure=measure, category=category)["value"] == value
    assert set(frame["status"]) == {"published"}
    assert len(frame) == 125 * 9


def test_scores_that_are_not_held_are_left_out(store):
    frame = lsoa.values(store, [LUTON], "IoD2019", domains=["income", "idaopi"])
    scored = frame[frame["measure"] == "deprivation_score"]
    assert set(scored["category"]) == {""}
    elsewhere = lsoa.values(store, [MAIDSTONE], "IoD2025", domains=["idaci"])
    assert set(elsewhere.loc[elsewhere["measure"] == "deprivation_score", "category"]) == {""}


def test_refusals(store):
    with pytest.raises(UsageError, match="did you mean income"):
        lsoa.values(store, [LUTON], "IoD2019", domains=["incom"])
    with pytest.raises(UsageError, match="no release is called 'IoD2011'"):
        lsoa.deciles(store, [LUTON], ["IoD2011"])


def test_older_peoples_index_is_counted_by_decile(store):
    found = lsoa.index_deciles(store, ["E06000032"], "IoD2025", "idaopi")
    # MHCLG, IoD2025 File 3: 27 of Luton's 125 small areas are in the first decile of IDAOPI.
    first = row(found, category="1")
    assert (first["numerator"], first["denominator"]) == (27, 125)
    assert found["value"].sum() == 125
    assert first["breakdown"] == "decile of idaopi"
    with pytest.raises(UsageError, match="did you mean idaopi"):
        lsoa.index_deciles(store, ["E06000032"], "IoD2025", "idaop")
