"""Modelled need is people times rates: set against what was worked out from the same files."""

import pytest

from evidence.errors import UsageError
from evidence.measures.frame import row
from evidence.measures.prevalence.model import models
from evidence.measures.prevalence.need import ROUNDED, modelled
from evidence.tables.lineage import resolve

LUTON, MAIDSTONE = "E06000032", "E07000110"
NEWEST = "2022-based migration category"


def people(frame, **equal):
    return row(frame, measure="modelled_people", sex="persons", **equal)["value"]


def test_dementia_of_three_rounds_on_one_rate_set(store):
    found = modelled(store, [LUTON], ["dementia-uk"], rounds=["2018-based", NEWEST], years=[2035])
    # The project's data notes, worked out once from the same files: about 2,495 and 2,226.
    assert people(found, variant="Dementia UK on 2018-based") == pytest.approx(2495, abs=0.5)
    assert people(found, variant=f"Dementia UK on {NEWEST}") == pytest.approx(2226, abs=0.5)


def test_cfas2_does_not_give_the_statements_number(store):
    found = modelled(store, [LUTON], ["dementia-cfas2"], rounds=["2018-based"], years=[2020])
    # The same notes: CFAS II gives 1,802 in 2020, so that is not what the statement used.
    assert people(found) == pytest.approx(1802, abs=0.5)


def test_one_band_is_people_times_rate(store):
    found = modelled(
        store,
        [LUTON],
        ["dementia-cfas2"],
        rounds=["rebased"],
        years=[2023],
        by_sex=True,
        by_age=True,
    )
    cell = row(found, measure="modelled_people", sex="female", age_band="80-84")
    walked = resolve(store, cell["lineage"])
    counted = walked.loc[walked["table"] == "mid_year_estimates", "value"].astype(float).sum()
    # CFAS II: 9.5 per cent of women of 80 to 84.
    assert cell["denominator"] == counted
    assert cell["value"] == pytest.approx(0.095 * counted)
    parts = found[(found["measure"] == "modelled_people") & (found["age_band"] != "65+")]
    assert parts["value"].sum() == pytest.approx(2 * people(found, age_band="65+"))


def test_personal_care_is_what_the_statement_prints(store):
    found = modelled(
        store, [LUTON], ["personal-care-disability"], rounds=["2016-based"], mode="pansi"
    )
    # Market position statement: 5,897, 6,144, 6,258 and 6,404; the rates were worked back from
    # these, which is why they can agree without proving anything.
    printed = {2020: 5897, 2025: 6144, 2030: 6258, 2035: 6404}
    for year, count in printed.items():
        assert people(found, period=f"mid-{year}") == pytest.approx(count, abs=1)
    assert set(found["standing"]) == {"inferred"}


def test_pansi_rounds_people_then_each_total(store):
    found = modelled(store, [LUTON], ["autism"], rounds=["2016-based"], years=[2020], mode="pansi")
    told = found[found["measure"] == "modelled_people"].set_index("age_band")
    assert (told["value"] % 1 == 0).all()
    assert (told["denominator"] % 100 == 0).all()
    assert told.loc["18+", "value"] == told.loc["18-64", "value"] + told.loc["65+", "value"]
    assert told["variant"].str.endswith(ROUNDED).all()


def test_the_split_by_sex_is_told_and_weakens_the_number(store):
    found = modelled(store, [LUTON], ["dementia-cfas2"], rounds=["2016-based"], years=[2020])
    one = row(found, measure="modelled_people")
    assert one["standing"] == "derived"
    assert "sexes are those of the 2018-based round" in one["method"]
    # The statement's own people: 27,800 aged 65 and over in 2020, as its finer bands add up.
    assert one["denominator"] == pytest.approx(27800)


def test_what_is_not_held_gives_no_rows(store):
    found = modelled(
        store, [MAIDSTONE], ["dementia-cfas2"], rounds=["2016-based", NEWEST], years=[2035]
    )
    assert found.empty


def test_every_model_is_modelled_for_every_kind_of_area(store):
    found = modelled(
        store, [MAIDSTONE, "E92000001"], list(models(store)), rounds=["2018-based"], years=[2025]
    )
    assert set(found["breakdown"]) == {model.condition for model in models(store).values()}
    share = found[found["measure"] == "modelled_prevalence"]["value"]
    assert share.between(0, 30).all()


def test_an_unknown_round_or_model_is_refused(store):
    with pytest.raises(UsageError, match="did you mean 2018-based"):
        modelled(store, [LUTON], ["autism"], rounds=["2018-base"])
    with pytest.raises(UsageError, match="did you mean autism"):
        modelled(store, [LUTON], ["autsm"], rounds=["rebased"])
