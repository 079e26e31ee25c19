"""Every claim of the documents, held against the evidence: verdicts worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence.errors import InputError
from evidence.measures.documents import basis, check, tally, trend
from evidence.measures.documents.calculation import calculated
from evidence.measures.documents.document import documents
from evidence.measures.documents.verdict import Verdict
from evidence.tables.resolution import unresolved

LUTON, MAIDSTONE, MANCHESTER = "E06000032", "E07000110", "E08000003"

# Claim, word of what it is held against, verdict. Worked out by hand from the documents.
EXPECTED = (
    # No start and no base is stated. 242.0/223.8 to the power of 20/15 is 1.1099.
    ("population-increase-20-years-per-cent", "table", Verdict.NEEDS_EXPLAINING),
    # ONS, 2022-based: 227,298 in 2022 and 239,728 in 2042, 5.5%.
    ("population-increase-20-years-per-cent", "2022-based", Verdict.NEEDS_EXPLAINING),
    ("population-increase-20-years", "2022-based", Verdict.NEEDS_EXPLAINING),
    # 35,200 people aged 25 to 34 in 2020, 32,800 in 2035.
    ("growth-across-all-ages", "table", Verdict.CONTRADICTED),
    # 214,700 / 4,336 = 49.5, but on which ONS figure the 48 stands is not said.
    ("population-density", "own people", Verdict.NEEDS_EXPLAINING),
    # 17% of 214,700 is 36,499, but from what the 17% is taken is not said.
    ("population-increase-20-years", "17%", Verdict.NEEDS_EXPLAINING),
    # 15,457,715 in the tables, by hand: 2,551,114 + 467,146 + 8,696,690 + 3,742,765.
    ("learning-disability-spend", "tables", Verdict.NEEDS_EXPLAINING),
    # 33 placements for want of provision; 10% of 568 adults is 57 people, for any reason.
    ("learning-disability-out-of-borough", "10%", Verdict.NOT_COMPARABLE),
    ("learning-disability-living-out-of-area", "33", Verdict.NOT_COMPARABLE),
    # 12 + 13 + 6 + 15 + 7 + 24 = 77; 1 + 60 + 14 + 3 = 78 ratings.
    ("services-quality-assured", "six kinds", Verdict.REPRODUCED),
    ("services-quality-assured", "ratings", Verdict.NOT_COMPARABLE),
    # Placements in a year; households on a day.
    ("temporary-accommodation-out-of-borough", "31 December 2025", Verdict.NOT_COMPARABLE),
    # February against the ends of quarters.
    ("temporary-accommodation-households", "31 March 2023", Verdict.NOT_COMPARABLE),
    # ONS, as first published: 214,710 for mid-2015 and 214,658 for mid-2017.
    ("population-now", "mid-2015", Verdict.WITHIN_ROUNDING),
    ("population-now", "mid-2017", Verdict.WITHIN_ROUNDING),
    # 38,400 / 27,800 = 1.381
    ("aged-65-over-increase-15-years", "table", Verdict.WITHIN_ROUNDING),
    # 26,204 (mid-2020, rebased) to 31,804 (mid-2035, 2022-based) is 21.4%.
    ("aged-65-over-increase-15-years", "2022-based", Verdict.DIFFERS),
    ("aged-65-over-2035", "table", Verdict.REPRODUCED),
    # The 2022-based projections: 31,804 in 2035.
    ("aged-65-over-2035", "2022-based", Verdict.DIFFERS),
    ("aged-65-over-2020", "rebased", Verdict.DIFFERS),
    # Farley 2, Northwell 1, South 1 of IoD2019's most deprived tenth.
    ("most-deprived-tenth", "2019", Verdict.REPRODUCED),
    ("youngest-population", "median age", Verdict.NOT_COMPARABLE),
    ("younger-than-national", "region", Verdict.REPRODUCED),
    ("younger-under-45", "region", Verdict.REPRODUCED),
    # 149,443 aged 18 to 64 in 2025 on the 2022-based projections: 7.8% more than 138,600.
    ("table-18-64-2025", "2022-based", Verdict.DIFFERS),
    # 224,134 in mid-2020, rebased: 0.1% more than 223,800.
    ("table-all-ages-2020", "rebased", Verdict.CLOSE),
    # 142 + 286, 21 + 73, 134 + 468 + 109, 694 + 81 + 298 + 136
    ("residential-supported", "age groups", Verdict.REPRODUCED),
    ("nursing-supported", "age groups", Verdict.REPRODUCED),
    ("requirement-specialist-homes-for-older-people-older-people-by-2030", "", Verdict.REPRODUCED),
    ("substance-misuse-treatment", "four groups", Verdict.REPRODUCED),
    # 30,626 + 1,186,747 = 1,217,373, printed as 1,217,374; 294,422 + 376,197 = 670,619.
    (
        "spend-by-need-day-care-internal-and-external-physical-support-65-over",
        "",
        Verdict.WITHIN_ROUNDING,
    ),
    ("spend-by-need-day-care-internal-and-external-physical-support-18-64", "", Verdict.REPRODUCED),
    # 1,265,705 + 7,153,654 + 18,525 + 4,787 = 8,442,671, of two support reasons only.
    ("spend-home-care-external-all-18-over-2019-20", "by need", Verdict.NOT_COMPARABLE),
    # 834 - 786 = 48 empty on a day; 100 vacancies in a year.
    ("vacancies-sheltered-housing-12-months-before-writing", "June 2020", Verdict.NOT_COMPARABLE),
    # 12 services; 35 + 4 ratings.
    ("services-quality-assured-domiciliary", "ratings", Verdict.NOT_COMPARABLE),
    # 150 of 1,053 beds less 22.5% is 18.4%; nothing is dated alike.
    ("self-funders-per-cent", "1,053 beds", Verdict.NEEDS_EXPLAINING),
    # DHSC, ASCOF 2024-25: 394 people with direct payments; 535 aged 18 to 64 of measure 2e(1).
    ("direct-payments-people", "2024-25", Verdict.NOT_COMPARABLE),
    ("learning-disability-supported", "2024-25", Verdict.NOT_COMPARABLE),
    # "over 3,886": 3,922 is more.
    ("learning-disability-2020", "own table", Verdict.REPRODUCED),
    ("learning-disability-2020", "rebased", Verdict.REPRODUCED),
    # 72 / 150 = 0.48
    ("supported-living-increase", "150", Verdict.REPRODUCED),
    # 14,800 + 4,500 + 2,500 = 21,800, printed as 22,000.
    ("frail-65-over", "degrees", Verdict.WITHIN_ROUNDING),
    # The rates were worked back from these very numbers.
    ("personal-care-disability-2020", "own table", Verdict.INFERRED),
    ("common-mental-disorder-2020", "own table", Verdict.INFERRED),
    # POPPI's rates, worked on the table's rounded bands: 2,056.
    # The slide names no year, so no model of one year meets or misses it.
    ("dementia-diagnosed-2020", "own table", Verdict.NEEDS_EXPLAINING),
    ("dementia-diagnosed-2020", "rebased", Verdict.NEEDS_EXPLAINING),
    ("dementia-2035", "2022-based", Verdict.DIFFERS),
    ("unsatisfactory-housing", "", Verdict.NOT_HELD),
    ("marsh-farm-homes", "", Verdict.NOT_HELD),
)


@pytest.fixture(scope="module")
def checks(store):
    return check.checked(store, [LUTON, MAIDSTONE])


@pytest.mark.parametrize(("claim", "against", "verdict"), EXPECTED)
def test_verdicts(checks, claim, against, verdict):
    found = [item for item in checks if item.claim == claim and against in item.against]
    assert [item.verdict for item in found] == [verdict]


def test_what_the_words_leave_to_the_years_after_the_table(store):
    found = trend.growth(store, [LUTON, MAIDSTONE]).set_index("breakdown")
    left = found.loc["growth-left-after-the-table"]
    # 17% in 20 years from 223,800 comes to 261,846 in 2040; the table has 242,000 in 2035.
    assert left["value"] == pytest.approx(100 * (223_800 * 1.17 / 242_000 - 1))
    assert left["period"] == "mid-2035 to mid-2040"
    assert unresolved(store, [left["lineage"]]) == []
    assert trend.growth(store, [MANCHESTER]).empty


def test_nothing_is_contradicted_but_on_the_same_base_date_and_definition(checks):
    found = [item for item in checks if item.verdict is Verdict.CONTRADICTED]
    assert [item.claim for item in found] == ["growth-across-all-ages"]
    assert {item.relation.value for item in found} == {"same"}
    assert {item.kind.value for item in found} == {"the document's own figures"}


def test_sums_of_printed_cells(store):
    found = calculated(store, [LUTON]).set_index("breakdown")
    value = found["value"]
    assert value["learning-disability-spend"] == 15_457_715
    assert value["direct-payments"] == 8_203_334  # printed 8,203,333
    assert value["day-care-internal"] == 4_500_505
    assert value["nursing-long-stay"] == 3_734_052
    assert value["density"] == pytest.approx(49.5157, abs=1e-4)
    assert value["home-care-by-need"] == 8_442_671
    assert value["sheltered-homes-empty"] == 48
    assert value["domiciliary-ratings"] == 39
    # The stock of homes has no date, so homes empty on a day rest on more than what is printed.
    assert found["standing"].eq("derived").to_dict() == {
        name: name == "sheltered-homes-empty" for name in found.index
    }


def test_figures_beside_sentences(store):
    found = basis.PRODUCERS["document_setting"](store, LUTON).set_index("breakdown")["value"]
    # ONS, 2022-based, migration category: 227,298.0 in 2022, 239,728.286 in 2042.
    assert found["growth-in-people"] == pytest.approx(12_430.3, abs=0.1)
    assert found["growth-of-all-ages"] == pytest.approx(5.4687, abs=1e-4)
    # 31,803.976 / 26,204
    assert found["growth-65-over"] == pytest.approx(21.371, abs=1e-3)
    # DHSC, ASCOF 2024-25, as published.
    assert found["people-with-direct-payments"] == 394
    assert found["adults-supported-learning-disability"] == 535


def test_london_has_32_boroughs(store):
    found = basis.PRODUCERS["document_setting"](store, LUTON).set_index("breakdown")
    less = found.loc["london-boroughs-less-dense"]
    # ONS, mid-2020 estimates over the hectares of its authority boundaries: Luton has 51.7 people
    # a hectare (52 on 4,336); below are Bromley 22, Havering 23, Hillingdon 27, Richmond 34,
    # Bexley 40, Enfield 40, Kingston 45, Barnet 45, Croydon 46, Sutton 47, Harrow 51 and Hounslow
    # 51; next is Redbridge with 54. The City of London, 31, is not one of the 32 boroughs.
    assert (less["value"], less["denominator"]) == (12, 32)


def test_a_district_and_an_area_without_a_later_round_have_no_such_figures(store):
    maidstone = set(basis.PRODUCERS["document_setting"](store, MAIDSTONE)["breakdown"])
    assert "median-age-against-region" in maidstone
    assert not maidstone & {"growth-of-all-ages", "people-with-direct-payments"}
    assert basis.PRODUCERS["document_setting"](store, MANCHESTER).empty


def test_every_claim_is_checked_and_counted_once(store, checks):
    counts = tally.tally(store, checks)
    agreeing = counts[counts["breakdown"] == tally.AGREEMENT].set_index(["variant", "category"])
    counts = counts[counts["breakdown"] == tally.VERDICT]
    by_verdict = counts[counts["area_code"] == LUTON].set_index(["variant", "category"])["value"]
    agreed = by_verdict[tally.ALL, "reproduced"] + by_verdict[tally.ALL, "within rounding"]
    either = agreeing.loc[(tally.ALL, tally.EITHER), "value"]
    assert either.max() == agreed
    # Typed from the list: 10 of them with estimates, boundaries, the census or a model.
    own = agreeing.loc[(tally.ALL, "the document's own figures"), "value"]
    assert either.max() - own.max() == 10
    whole = counts[counts["variant"] == tally.ALL].groupby("area_code")["value"].sum()
    assert whole[LUTON] + whole[MAIDSTONE] == len(checks) == len(store.read(check.CHECKS))
    assert (counts.groupby(["area_code", "variant"])["value"].sum()).to_dict() == (
        counts.groupby(["area_code", "variant"])["denominator"].first()
    ).to_dict()


def test_differences_leave_out_what_cannot_be_compared(store, checks):
    frame = tally.differences(store, checks)
    found = frame.set_index(["breakdown", "category"])["value"]
    assert found["aged-65-over-2035", "the 2022-based projections"] == pytest.approx(
        -17.18, abs=0.01
    )
    assert "temporary-accommodation-households" not in found.index.get_level_values(0)
    # A percentage differs by percentage points: 21.4 less 38.
    points = frame[frame["measure"] == "document_difference_points"].set_index("breakdown")["value"]
    assert points["aged-65-over-increase-15-years"].min() == pytest.approx(-16.63, abs=0.01)
    assert "aged-65-over-2035" not in points.index


def test_an_area_has_its_own_documents_only(store, checks):
    assert [item.slug for item in documents(store, MAIDSTONE)] == ["maidstone-action-plan"]
    assert documents(store, MANCHESTER) == ()
    assert check.checked(store, [MANCHESTER]) == ()
    assert {item.verdict for item in checks if item.area_code == MAIDSTONE} == {Verdict.NOT_HELD}


class Altered:
    """A store of which one row of the checks says something else."""

    def __init__(self, store, claim, /, **columns):
        self._store, self._claim, self._columns = store, claim, columns

    def read(self, table, *args, **more):
        frame = self._store.read(table, *args, **more)
        if table == check.CHECKS:
            frame = frame.copy()
            for name, value in self._columns.items():
                frame.loc[frame["claim"] == self._claim, name] = value
        return frame

    def __getattr__(self, name):
        return getattr(self._store, name)


@pytest.mark.parametrize(
    ("columns", "column", "said"),
    [
        ({"breakdown": "densty"}, "measure", "no row of document_arithmetic for E06000032"),
        (
            {"measure": "document_arithmetics"},
            "measure",
            "no measure is called 'document_arithmetics'",
        ),
        ({"breakdown": None, "period": None}, "measure", "rows of document_arithmetic"),
        ({"claim": "no-such-claim"}, "claim", "no claim or figure is called 'no-such-claim'"),
    ],
)
def test_a_row_that_cannot_be_checked_is_named(store, monkeypatch, columns, column, said):
    # Only what the row needs is made, so that the test is quick.
    empty = pd.DataFrame(columns=["measure", *check.KEY])
    slow = set(basis.PRODUCERS) - {"document_arithmetic"}
    for name in slow:
        monkeypatch.setitem(basis.PRODUCERS, name, lambda store, area: empty)
    altered = Altered(store, "services-quality-assured", **columns)
    with pytest.raises(InputError) as caught:
        check.checked(altered, [LUTON])
    source = store.read(check.CHECKS)
    rows = set(source.loc[source["claim"] == "services-quality-assured", "source_row"])
    mine = [problem for problem in caught.value.problems if problem.row in rows]
    assert mine
    assert all(problem.file == "data/published/checks.csv" for problem in mine)
    assert any(said in problem.message and problem.column == column for problem in mine)


def test_a_claim_without_a_check_is_named(store):
    altered = Altered(store, "marsh-farm-homes", claim="wheelchair-standard-homes")
    with pytest.raises(InputError) as caught:
        check.checked(altered, [LUTON])
    assert "claim 'marsh-farm-homes' has no row" in str(caught.value.problems[0])
