"""Lineages are checked in bulk as they are walked back one by one."""

import pytest

from evidence.errors import CheckError, EvidenceError
from evidence.tables.lineage import resolve
from evidence.tables.resolution import unresolved
from evidence.tables.store import Store

HELD = (
    "mid_year_estimates?authority_code=E06000032&year=2020&age=65..90&sex=female|male#population",
    "cfas2_rates#prevalence",
    "lsoa21_ward24?ward_code=E05015240#lsoa_code "
    "iod2025_index?lsoa_code=@lsoa21_ward24.lsoa_code#imd_rank",
    "ascof?measure=2c&year=2024-25&statistic=outcome#value",
)
NOT_HELD = (
    "",
    "mid_year_estimates?authority_code=E06000032&year=1066#population",
    "mid_year_estimates?authority_code=E06000032&age=91..99#population",
    # Both values are there, but in no row together: England has no single row in this table.
    "mid_year_estimates?authority_code=E06000032&sex=persons#population",
    "mid_year_estimates?authority_code=E06000032#inhabitants",
    "mid_year_estimates?burgh=E06000032#population",
    "no_such_table#population",
    "mid_year_estimates?authority_code#population",
    "lsoa21_ward24?ward_code=E05000000#lsoa_code "
    "iod2025_index?lsoa_code=@lsoa21_ward24.lsoa_code#imd_rank",
    "iod2025_index?lsoa_code=@lsoa21_ward24.lsoa_code#imd_rank",
    "ascof?measure=2a..2c#value",
    HELD[0] + " no_such_table#population",
)


@pytest.fixture(scope="module")
def store():
    return Store.open()


def walked(store, text):
    try:
        return len(resolve(store, text)) > 0
    except (CheckError, EvidenceError):
        return False


@pytest.mark.parametrize("text", [*HELD, *NOT_HELD])
def test_says_what_walking_back_says(store, text):
    assert (unresolved(store, [text]) == []) == walked(store, text) == (text in HELD)


def test_each_is_named_once_in_order(store):
    bad = [NOT_HELD[1], NOT_HELD[6]]
    assert unresolved(store, [*HELD, bad[1], bad[0], HELD[0], bad[1]]) == [bad[1], bad[0]]


def test_nothing_is_unresolved_of_nothing(store):
    assert unresolved(store, []) == []
