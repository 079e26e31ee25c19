"""What a document prints of need is met, or missed by a stated distance."""

import pytest

from evidence.measures.documents.check import checked
from evidence.measures.frame import row
from evidence.measures.prevalence.diagnosis import beside_residents, diagnosis
from evidence.measures.prevalence.need import ROUNDED, modelled
from evidence.measures.prevalence.published import against, printed, said, verdict

LUTON = "E06000032"


def percent(frame, claim, variant):
    return row(frame, measure="modelled_difference_percent", category=claim, variant=variant)[
        "value"
    ]


def test_every_printed_need_is_set_against_a_model(store):
    found = against(store, [LUTON], tables=True)
    need = printed(store, [LUTON])
    assert set(found["category"]) == set(need.loc[need["model"].notna(), "figure"])
    # Sentences alone: ten of them; the other 22 are cells of the table of personal care.
    assert len(set(found["category"])) == 32
    assert len(set(against(store, [LUTON])["category"])) == 10


@pytest.mark.parametrize(
    ("claim", "variant", "printed", "near"),
    [
        # Market position statement, slides on dementia, learning disability, autism, mental health.
        ("dementia-diagnosed-2020", "Dementia UK on 2016-based", 2020, 2),
        ("dementia-2035", "Dementia UK on 2016-based", 2911, 1),
        ("learning-disability-2020", "Emerson and Hatton on 2016-based", 3886, 1),
        ("learning-disability-2035", "Emerson and Hatton on 2016-based", 4361, 1),
        ("autism-2020", "Adult Psychiatric Morbidity Survey 2007 on 2016-based", 1652, 1),
        (
            "common-mental-disorder-2020",
            "Adult Psychiatric Morbidity Survey 2014 on 2016-based",
            25582,
            1,
        ),
    ],
)
def test_how_near_the_likely_model_comes(store, claim, variant, printed, near):
    found = against(store, [LUTON])
    one = row(found, measure="modelled_difference_percent", category=claim, variant=variant)
    assert one["denominator"] == printed
    assert abs(one["value"]) < near


def test_cfas2_is_too_far_from_the_statement_to_be_its_source(store):
    found = against(store, [LUTON], ["dementia"])
    assert percent(found, "dementia-diagnosed-2020", "CFAS II on 2016-based") < -7


def test_the_chapter_on_documents_judges_the_same_pair_alike(store):
    found = against(store, [LUTON], tables=True)
    pairs = {
        item.claim: (
            item.verdict,
            verdict(
                row(
                    found,
                    measure="modelled_difference_percent",
                    category=item.claim,
                    variant=item.evidence["variant"],
                )
            ),
        )
        for item in checked(store, [LUTON])
        if item.claim in set(found["category"])
        and item.evidence is not None
        and str(item.evidence["variant"]).endswith(ROUNDED)
    }
    # Every sentence with a number that a model is held for: ten of them.
    assert set(pairs) == set(against(store, [LUTON])["category"])
    assert len(pairs) == 10
    for name, (theirs, ours) in pairs.items():
        assert ours is theirs, name


def test_checks_of_one_number_of_need_are_on_the_same_terms(store):
    checks = store.read("published_checks")
    checks = checks[checks["measure"] == "modelled_people"].fillna({"holds_if": ""})
    terms = checks.groupby("claim")[["relation", "holds_if"]].nunique()
    assert (terms == 1).all().all()


def test_what_a_number_is_stated_as_goes_with_it(store):
    told = said(store, [LUTON]).set_index("breakdown")
    # The statement: "over 3,886 people"; all else it gives as numbers.
    assert list(told.index[told["more_than"]]) == ["learning-disability-2020"]
    found = against(store, [LUTON], tables=True)
    back = found.loc[found["worked_back"], "breakdown"]
    # The notes of the rates' source: these three were worked back from this statement. Those of
    # learning disability were too, but from what other councils publish.
    assert set(back) == {
        "common mental disorder",
        "two or more psychiatric disorders",
        "moderate or serious personal care disability",
    }
    learning = found[found["breakdown"] == "learning disability"]
    assert set(learning["standing"]) == {"inferred"}


def test_no_document_no_comparison(store):
    assert against(store, ["E07000110"]).empty


def test_recorded_dementia_is_as_published(store):
    found = diagnosis(store, [LUTON, "E92000001"])
    rate = row(found, measure="dementia_diagnosis_rate", area_code=LUTON)
    # Fingertips 92949, 2026, as transcribed: 1,659 of 2,022, 82.1%; England 66.3%.
    assert (rate["numerator"], rate["denominator"], rate["value"]) == (1659, 2022, 82.1)
    assert round(100 * 1659 / 2022, 1) == 82.0  # published from unrounded expectations
    england = row(found, measure="dementia_diagnosis_rate", area_code="E92000001")
    assert england["value"] == 66.3
    assert rate["standing"] == "transcribed"


def test_patients_who_are_not_on_record(store):
    found = diagnosis(store, [LUTON])
    assert row(found, measure="dementia_not_recorded")["value"] == 2022 - 1659
    assert row(found, measure="dementia_expected")["value"] == 2022
    need = modelled(store, [LUTON], ["dementia-cfas2"], rounds=["2018-based"], years=[2026])
    beside = beside_residents(found, need)
    # The page's table: CFAS II on the 2018-based round gives 1,945 residents in mid-2026.
    one = row(beside, measure="dementia_expected_difference_percent")
    assert (one["numerator"], round(one["denominator"])) == (2022, 1945)
    assert one["value"] == pytest.approx(100 * (2022 / 1945 - 1), abs=0.03)
    assert beside_residents(found.iloc[:0], need).empty
    assert beside_residents(found, need.assign(period="mid-2027")).empty
