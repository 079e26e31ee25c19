"""What a document prints of need is met, or missed by a stated distance."""

import pytest

from evidence.measures.frame import row
from evidence.measures.prevalence.diagnosis import beside_residents, diagnosis
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.published import against, printed

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
