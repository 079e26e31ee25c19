"""Wards: exact on the wards of 2019, best fit on those of 2024; one authority and any other."""

from __future__ import annotations

import pytest

from evidence.measures import ward
from evidence.measures.frame import row

LUTON, MAIDSTONE, SCILLY = "E06000032", "E07000110", "E06000053"


def test_old_wards_are_exact_where_boundaries_show_it(store):
    old, new = ward.lookup(store, [LUTON], "IoD2019"), ward.lookup(store, [LUTON], "IoD2025")
    # ONS: 121 LSOAs of 2011 in the 19 wards to April 2023, 125 of 2021 in the 20 since.
    assert (len(old.frame), old.frame["ward_code"].nunique()) == (121, 19)
    assert (len(new.frame), new.frame["ward_code"].nunique()) == (125, 20)
    assert (old.fit, old.vintage) == ("exact", "2019")
    assert (new.fit, new.vintage) == ("best fit", "2024")
    assert ward.lookup(store, [MAIDSTONE], "IoD2019").fit == "best fit"
    # One authority that is not exact makes the whole lookup best fit.
    assert ward.lookup(store, [LUTON, MAIDSTONE], "IoD2019").fit == "best fit"


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        # MHCLG, IoD2019 and IoD2025, File 1, by ONS's lookups.
        ("IoD2019", {"Farley": 2, "Northwell": 1, "South": 1}),
        (
            "IoD2025",
            {
                "Central": 4,
                "Beech Hill": 4,
                "Farley": 3,
                "Biscot": 2,
                "Dallow": 1,
                "Northwell": 1,
                "Round Green": 1,
                "South": 1,
            },
        ),
    ],
)
def test_wards_with_small_areas_in_the_most_deprived_tenth(store, release, expected):
    frame = ward.deciles(store, [LUTON], release)
    first = frame[(frame["category"] == "1") & (frame["value"] > 0)]
    assert dict(zip(first["area_name"], first["value"], strict=True)) == expected
    # Every small area is in one decile of one ward.
    assert frame["value"].sum() == {"IoD2019": 121, "IoD2025": 125}[release]


def test_summaries_of_wards(store):
    frame = ward.summaries(store, [LUTON], "IoD2019")
    assert len(frame) == 19 * 5
    assert set(frame["area_type"]) == {"ward"}
    assert set(frame["area_vintage"]) == {"2019"}
    scores = frame[frame["measure"] == "deprivation_average_score"]
    # Wards weighed by their people give the authority: MHCLG, File 10, average score 25.908.
    weighed = (scores["value"] * scores["denominator"]).sum() / scores["denominator"].sum()
    assert weighed == pytest.approx(25.908, abs=0.0006)
    assert scores["method"].str.endswith("matched with wards: exact").all()
    new = ward.summaries(store, [LUTON], "IoD2025")
    assert new["method"].str.contains("best fit").all()


def test_domains_of_wards(store):
    frame = ward.domains(store, [LUTON], "IoD2025")
    ranks = frame[frame["measure"] == "deprivation_domain_average_rank"]
    assert len(ranks) == 20 * 9


def test_spread_within_wards(store):
    frame = ward.spread(store, [LUTON], "IoD2019")
    index = store.read("iod2019_index").set_index("lsoa_code")["imd_rank"]
    codes = ward.lookup(store, [LUTON], "IoD2019").frame
    inside = index[codes.loc[codes["ward_name"] == "Farley", "lsoa_code"]]
    for category, value in (
        ("most deprived", inside.min()),
        ("median", inside.median()),
        ("least deprived", inside.max()),
    ):
        found = row(frame, measure="lsoa_rank_within_ward", area_name="Farley", category=category)
        assert found["value"] == value
        assert found["denominator"] == len(inside)


@pytest.mark.parametrize("release", ["IoD2019", "IoD2025"])
def test_any_authority_has_wards(store, release):
    for area in (MAIDSTONE, SCILLY):
        assert len(ward.summaries(store, [area], release)) % 5 == 0
        assert len(ward.summaries(store, [area], release)) > 0
    assert ward.summaries(store, [], release).empty
    assert ward.deciles(store, [], release).empty
    assert ward.spread(store, [], release).empty
    assert ward.domains(store, [], release).empty
