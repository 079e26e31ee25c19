"""Deprivation of authorities: all 317 of 2019 against MHCLG's File 10, and the 2025 release."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.errors import UsageError
from evidence.measures import deprivation, domain, grouping, ward
from evidence.measures import release as releases
from evidence.measures.deprivation import SUMMARIES
from evidence.measures.frame import row
from evidence.measures.release import DOMAINS, SUPPLEMENTARY
from evidence.tables.lineage import resolve

LUTON, ENGLAND, WESTMORLAND = "E06000032", "E92000001", "E06000064"


def by_authority(frame, measure):
    rows = frame[frame["measure"] == measure]
    return rows.set_index("area_code")["value"]


@pytest.fixture(scope="module")
def calculated(store):
    item = releases.find("IoD2019")
    return deprivation.summarise(
        store, grouping.by_source_authority(store, item, deprivation.needed(item))
    )


@pytest.fixture(scope="module")
def published(store):
    return store.read("iod2019_authorities").set_index(["domain", "authority_code"])


# METHODS.md: how far rounded denominators let our values be from File 10's.
TOLERANCES = {
    "average_score": 0.0006,
    "average_rank": 0.14,
    "local_concentration": 0.19,
    # To the decimals that File 10 gives, exactly.
    "proportion": 0.00005 + 1e-9,
    "extent": 0.0005 + 1e-9,
}


@pytest.mark.parametrize("summary", SUMMARIES)
def test_every_authority_of_2019_meets_file_10(calculated, published, summary):
    ours = by_authority(calculated, f"deprivation_{summary}")
    theirs = published.loc["imd"][summary]
    assert len(ours) == len(theirs) == 317
    assert set(ours.index) == set(theirs.index)
    assert (ours - theirs).abs().max() <= TOLERANCES[summary]


@pytest.mark.parametrize(
    ("summary", "value"),
    [
        # MHCLG, IoD2019, File 10, sheet IMD, row E06000032.
        ("average_score", 25.908),
        ("average_rank", 20864.04),
        ("proportion", 0.0331),
        ("extent", 0.271),
        ("local_concentration", 29512.26),
    ],
)
def test_luton_2019(store, summary, value):
    frame = deprivation.summaries(store, [LUTON], "IoD2019")
    found = row(frame, measure=f"deprivation_{summary}")
    assert abs(found["value"] - value) <= TOLERANCES[summary]
    assert found["status"] == "calculated"
    assert found["variant"] == "IoD2019"
    given = deprivation.published_summaries(store, [LUTON])
    assert row(given, measure=f"deprivation_{summary}")["value"] == value


@pytest.mark.parametrize("summary", SUMMARIES)
def test_ranks_of_2019_meet_file_10(store, published, summary):
    codes = sorted(set(published.loc["imd"].index) & {*store.read("regions")["authority_code"]})
    ours = by_authority(deprivation.ranks(store, codes, "IoD2019"), f"deprivation_{summary}_rank")
    theirs = published.loc["imd"][f"{summary}_rank"].reindex(ours.index).astype("float64")
    # Values that differ beyond the decimals published may change places with a neighbour.
    assert (ours - theirs).abs().max() <= 1
    assert (ours == theirs).mean() > 0.98
    assert ours[LUTON] == theirs[LUTON]


@pytest.mark.parametrize("index", [*DOMAINS, *SUPPLEMENTARY])
def test_average_ranks_of_domains_meet_file_10(store, published, index):
    codes = sorted(set(published.loc["imd"].index) & {*store.read("regions")["authority_code"]})
    frame = domain.domains(store, codes, "IoD2019")
    rows = frame[
        (frame["measure"] == "deprivation_domain_average_rank") & (frame["category"] == index)
    ]
    ours = rows.set_index("area_code")["value"]
    error = (ours - published.loc[index]["average_rank"].reindex(ours.index)).abs()
    # Published denominators are rounded. Rushmoor (E07000092) alone lies further off, by 123 ranks
    # on the index affecting older people; the cause was looked for and not found.
    apart = error.drop("E07000092") if index == "idaopi" else error
    assert apart.max() < 2
    assert error.max() < 125


def test_authority_created_since_has_the_small_areas_of_those_it_replaced(store):
    frame = deprivation.summaries(store, [WESTMORLAND], "IoD2019")
    share = row(frame, measure="deprivation_proportion")
    index = store.read("iod2019_index")
    old = index[index["authority_code"].isin(["E07000027", "E07000030", "E07000031"])]
    assert share["denominator"] == len(old)
    assert share["numerator"] == (old["imd_decile"] == 1).sum()
    assert "Barrow-in-Furness, Eden, South Lakeland" in share["method"]
    assert "authority_code=E07000027|E07000030|E07000031" in share["lineage"]
    assert deprivation.ranks(store, [WESTMORLAND], "IoD2019").empty
    assert deprivation.published_summaries(store, [WESTMORLAND]).empty


def test_england(store):
    for release, areas in (("IoD2019", 32844), ("IoD2025", 33755)):
        frame = deprivation.summaries(store, [ENGLAND], release)
        assert row(frame, measure="deprivation_proportion")["denominator"] == areas
        assert row(frame, measure="deprivation_proportion")["value"] == pytest.approx(0.1, abs=1e-4)


def test_2025_denominators_are_the_release_s_own_where_held(store):
    frame = deprivation.summaries(store, [LUTON, WESTMORLAND], "IoD2025")
    score = frame[frame["measure"] == "deprivation_average_score"].set_index("area_code")
    assert "release's own" in score.loc[LUTON, "method"]
    assert "ONS mid-2022" in score.loc[WESTMORLAND, "method"]
    assert score.loc[LUTON, "standing"] == "transcribed"
    # 17 of Luton's 125 small areas are in decile 1: MHCLG, IoD2025, File 1.
    share = row(frame, measure="deprivation_proportion", area_code=LUTON)
    assert (share["numerator"], share["denominator"]) == (17, 125)


def test_what_stand_ins_weight_is_derived_and_what_is_counted_stays_official(store):
    frame = deprivation.summaries(store, [LUTON, WESTMORLAND, ENGLAND], "IoD2025")
    held = frame.set_index(["measure", "area_code"])["standing"]
    for name in set(SUMMARIES) - {"proportion"}:
        # The catalogue: the denominators are a third party's copy, and for Luton only.
        assert held[f"deprivation_{name}", LUTON] == "transcribed"
        assert held[f"deprivation_{name}", WESTMORLAND] == "derived"
        assert held[f"deprivation_{name}", ENGLAND] == "derived"
    # File 1 gives every decile, and no people are needed to count them.
    assert set(held["deprivation_proportion"]) == {"official"}
    kinds = domain.domains(store, [LUTON, WESTMORLAND], "IoD2025")
    assert set(kinds.loc[kinds["area_code"] == LUTON, "standing"]) == {"transcribed"}
    assert set(kinds.loc[kinds["area_code"] == WESTMORLAND, "standing"]) == {"derived"}


def test_what_stand_ins_weight_in_a_ward_is_derived(store):
    for area, standing in ((LUTON, "transcribed"), ("E06000053", "derived")):
        frame = ward.summaries(store, [area], "IoD2025")
        weighted = frame["measure"] != "deprivation_proportion"
        assert set(frame.loc[weighted, "standing"]) == {standing}
        assert "derived" not in set(frame.loc[~weighted, "standing"])
        assert set(ward.domains(store, [area], "IoD2025")["standing"]) == {standing}
        # Small areas in deciles weigh nobody.
        assert "derived" not in set(ward.deciles(store, [area], "IoD2025")["standing"])


def test_a_rank_hangs_on_the_values_of_all(store):
    ranks = deprivation.ranks(store, [LUTON, WESTMORLAND], "IoD2025")
    counted = ranks["measure"] == "deprivation_proportion_rank"
    assert set(ranks.loc[counted, "standing"]) == {"official"}
    assert set(ranks.loc[~counted, "standing"]) == {"derived"}
    kinds = domain.ranks(store, [LUTON], "IoD2025")
    assert set(kinds["standing"]) == {"derived"}
    # Luton's own average is weighted by the release's denominators, those of others are not.
    for method in (
        *ranks.loc[~counted & (ranks["area_code"] == LUTON), "method"],
        *kinds["method"],
    ):
        assert "without prisoners); ranked among the 296 authorities, most of them by" in method
        assert method.endswith("ONS mid-2022 population, in place of the release's own, which "
                               "leaves prisoners out")  # fmt: skip
    other = ranks.loc[ranks["area_code"] == WESTMORLAND, "method"]
    assert other.str.endswith("ranked among the 296 authorities").all()


def test_a_release_with_all_its_denominators_stands_as_its_files(store):
    for frame in (
        deprivation.summaries(store, [LUTON, ENGLAND], "IoD2019"),
        deprivation.ranks(store, [LUTON], "IoD2019"),
        domain.ranks(store, [LUTON], "IoD2019"),
    ):
        assert "derived" not in set(frame["standing"])
        assert not frame["method"].str.contains("most of them").any()


def test_2025_ranks_are_among_296(store):
    frame = deprivation.ranks(store, [LUTON], "IoD2025")
    assert len(frame) == 5
    assert set(frame["denominator"]) == {296.0}
    assert frame["value"].between(1, 296).all()


def test_domains_whose_people_at_risk_are_not_held_are_left_out(store):
    frame = domain.domains(store, [LUTON, WESTMORLAND], "IoD2025")
    held = frame.groupby("area_code")["category"].agg(set)
    assert held[LUTON] == {*DOMAINS, *SUPPLEMENTARY}
    assert held[WESTMORLAND] == {*DOMAINS} - {"employment"}
    # MHCLG, IoD2025: the average income score of Luton is 0.365.
    income = row(
        frame,
        measure="deprivation_domain_average_score",
        area_code=LUTON,
        category="income",
    )
    assert income["value"] == pytest.approx(0.365, abs=0.0006)


def test_scores_of_2019_domains_are_transformed_and_say_so(store):
    frame = domain.domains(store, [LUTON], "IoD2019")
    measures = set(frame["measure"])
    assert "deprivation_domain_average_score" not in measures
    assert "deprivation_domain_average_transformed_score" in measures
    given = deprivation.published_summaries(store, [LUTON])
    # File 10, sheet Income: average score.
    score = row(given, measure="deprivation_domain_average_score", category="income")
    assert score["value"] == 0.155
    assert score["status"] == "published"


def test_nothing_is_missing_for_any_authority(store):
    codes = store.read("regions")["authority_code"].tolist()
    for release in ("IoD2019", "IoD2025"):
        frame = deprivation.summaries(store, codes, release)
        assert len(frame) == 296 * 5
        assert not np.isnan(frame["value"]).any()


def test_unknown_release_is_refused(store):
    with pytest.raises(UsageError, match="did you mean IoD2019"):
        deprivation.summaries(store, [LUTON], "IoD2018")


@pytest.mark.parametrize("kind", [*DOMAINS, *SUPPLEMENTARY])
def test_ranks_by_domain_of_2019_meet_file_10(store, published, kind):
    theirs = published.loc[kind]["average_rank_rank"]
    codes = sorted(set(theirs.index) & {*store.read("regions")["authority_code"]})
    ours = domain.ranks(store, codes, "IoD2019")
    ours = ours[ours["category"] == kind].set_index("area_code")["value"]
    # Denominators are published rounded, so two authorities all but level can change places.
    # Rushmoor (E07000092) lies three off where its average rank lies off, see above.
    apart = (ours - theirs.reindex(ours.index)).abs()
    assert (apart.drop("E07000092") if kind == "idaopi" else apart).max() <= 1
    assert (apart == 0).mean() > 0.98
    assert ours[LUTON] == theirs[LUTON]
    assert len(ours) == len(codes)


def test_ranks_by_domain_of_2025(store):
    ranks = domain.ranks(store, [LUTON, ENGLAND], "IoD2025").set_index("category")
    # A second reckoning, average ranks weighted by the ONS mid-2022 population.
    expected = {"income": 8, "barriers": 16, "education": 16, "health": 87}
    assert ranks["value"].loc[list(expected)].to_dict() == expected
    # Those at risk of employment deprivation are held for one authority: no place among all.
    assert "employment" not in ranks.index
    assert set(ranks["area_code"]) == {LUTON}
    assert set(ranks["denominator"]) == {296}


def test_people_of_the_most_deprived_tenth(store):
    found = deprivation.people_in_first_tenth(store, [LUTON, ENGLAND, "E06000053"], "IoD2025")
    luton = row(found, area_code=LUTON)
    # The 17 small areas of File 1 in decile 1, their people added up from the release's own
    # denominators: 32,057 of 227,298.
    assert (luton["numerator"], luton["denominator"]) == (32_057, 227_298)
    assert luton["value"] == pytest.approx(14.10, abs=0.005)
    assert row(found, area_code="E06000053")["value"] == 0
    assert "prisoners" in row(found, area_code=ENGLAND)["method"]
    walked = resolve(store, luton["lineage"])
    assert walked[walked["column"] == "population"]["value"].astype("float64").sum() == 227_298
