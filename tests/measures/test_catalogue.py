"""All measures together: told apart, defined, and walked back to rows of source files."""

from __future__ import annotations

from functools import partial

import pytest

from evidence.measures import catalogue
from evidence.measures.catalogue import all_measures
from evidence.measures.definitions import DEFINITIONS
from evidence.measures.frame import KEY
from evidence.standing import Standing
from evidence.tables.lineage import resolve
from evidence.tables.resolution import unresolved

AREAS = ["E06000032", "E92000001", "E07000110", "E06000064"]


def given(work, topics, store, areas):
    """Give what one part gives, none of it of a topic that the part does not name."""
    known = {item.id for topic in topics for item in topic}
    for frame in work(store, areas):
        assert set(frame["measure"]) <= known, work
        yield frame


@pytest.fixture(scope="module")
def everything(store):
    with pytest.MonkeyPatch.context() as patch:
        checked = [(partial(given, *part), part[1]) for part in catalogue.PARTS]
        patch.setattr(catalogue, "PARTS", checked)
        return all_measures(store, AREAS)


def test_key_is_unique(everything):
    assert not everything.duplicated(list(KEY)).any()


def test_every_definition_is_used_and_every_measure_defined(everything):
    assert set(everything["measure"]) == set(DEFINITIONS)


def test_words_and_names_are_whole(everything):
    for column in ("variant", "area_type", "area_name", "period", "unit", "method"):
        assert (everything[column] != "").all(), column
    assert set(everything["standing"]) <= set(Standing)


def test_areas_asked_for_are_those_given(everything):
    kinds = everything[everything["area_type"].isin(["unitary authority", "country"])]
    assert set(kinds["area_code"]) == {"E06000032", "E06000064", "E92000001"}


def test_every_round_is_followed_from_its_own_base(everything):
    changes = everything[everything["measure"] == "population_change"]
    begun = changes[changes["period"].str.endswith(" to mid-2025")]
    # ONS's rounds by single year of age begin in their base year: mid-2018 and mid-2022.
    started = {
        (variant, period) for variant, period in zip(begun["variant"], begun["period"], strict=True)
    }
    assert started == {
        ("2018-based", "mid-2018 to mid-2025"),
        ("2022-based migration category", "mid-2022 to mid-2025"),
    }


def sample(frame):
    """Take the first row of each kind, other than England's, whose rows are everybody's."""
    small = frame[frame["area_code"] != "E92000001"]
    kinds = small.groupby(["measure", "variant", "area_type", "method"], sort=True)
    return kinds.head(1)


def test_lineage_of_every_measure_leads_to_a_file(store, everything):
    for found in everything.groupby("measure").head(1).itertuples():
        walked = resolve(store, found.lineage)
        assert len(walked) > 0
        assert (walked["source"] != "").all()
        assert (walked["path"] != "").all()


def test_lineage_of_every_row_resolves(store, everything):
    assert unresolved(store, everything["lineage"]) == []


def test_counts_are_the_sum_of_the_rows_they_name(store, everything):
    counts = everything[
        (everything["measure"] == "population") & ~everything["method"].str.contains(" less ")
    ]
    for found in sample(counts).itertuples():
        walked = resolve(store, found.lineage)
        assert walked["value"].astype("float64").sum() == pytest.approx(found.value, rel=1e-9)


def test_numerator_and_denominator_are_in_the_first_and_second_selection(store, everything):
    kinds = ("population_share", "population_change_percent", "population_difference_percent")
    # What a document states in words has neither.
    own = everything[everything["measure"].isin(kinds) & (everything["status"] != "published")]
    for found in sample(own).itertuples():
        if " less all ages" in found.method or found.age_band == "0-17":
            continue
        walked = resolve(store, found.lineage)
        sums = walked["value"].astype("float64").groupby(walked["selection"]).sum()
        assert sums[1] == pytest.approx(found.numerator, rel=1e-9)
        assert sums[2] == pytest.approx(found.denominator, rel=1e-9)
