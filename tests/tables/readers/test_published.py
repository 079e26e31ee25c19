import math

import pytest
from pandera.errors import SchemaErrors

from evidence.errors import InputError
from evidence.paths import Project
from evidence.tables.readers import published

HELD = Project.find().published
STATEMENT = (
    "Luton Borough Council: Market Position Statement, "
    "Adult Social Care Services and support in Luton"
)
CHALLENGE = (
    "Local Government Association: Strategic Housing Peer Challenge, "
    "Progress Review of Luton Borough Council, 20 April 2023"
)


def test_the_statement_s_table(meets):
    frame = published.statement_population(HELD / "market_position_statement_population.csv")
    meets(frame, "projections_2016_statement")
    people = frame.set_index(["age_band", "year"])["population"]
    # The statement, slide 14.
    assert people[("all", 2020)] == 223_800
    assert people[("all", 2035)] == 242_000
    assert people[("18-64", 2025)] == 138_600
    assert people[("65+", 2035)] == 38_400
    assert people[("85-89", 2035)] + people[("90+", 2035)] == 6_300
    parts = {
        "18-64": ["18-24", "25-34", "35-44", "45-54", "55-64"],
        "65+": ["65-69", "70-74", "75-79", "80-84", "85-89", "90+"],
    }
    for total, bands in parts.items():
        for year in (2020, 2025, 2030, 2035):  # "Figures may not sum due to rounding"
            assert abs(sum(people[(band, year)] for band in bands) - people[(total, year)]) <= 200


def test_claims_are_exact_words_with_their_number(meets):
    frame = published.claims(HELD / "claims.csv", document=STATEMENT)
    meets(frame, "published_claims")
    by_claim = frame.set_index("claim")
    assert by_claim.loc["population-now", "value"] == 214_700
    assert by_claim.loc["population-increase-20-years", "quote"].endswith(
        "around 30,000 people over the next 20 years"
    )
    assert by_claim.loc["population-density", "value"] == 48
    assert by_claim.loc["aged-65-over-2035", "period_to"] == "2035"


def test_a_bad_transcription_is_refused(rewritten):
    path = rewritten(HELD / "market_position_statement_population.csv", ",65+,2035,", ",66+,2035,")
    with pytest.raises(InputError) as caught:
        published.statement_population(path)
    assert [item.column for item in caught.value.problems] == ["age_band"]
    path = rewritten(HELD / "claims.csv", "population-now", "../population now")
    with pytest.raises(InputError, match="claim"):
        published.claims(path, document=STATEMENT)


# Typed from the documents, beside the heading of the page each number stands on.
DEMENTIA = "Dementia"
LEARNING = "Learning Disability and Autism Spectrum Disorder (1)"
HOMES = "Long Term Residential and Nursing Care (1)"
MINDS = "Mental Health (1)"
BODIES = "Physical Disabilities, Sensory Impairment, Acquired Brian Injury (sic)"
NEED_CLAIMS = {
    "dementia-diagnosed-2020": (DEMENTIA, 2020),
    "dementia-2035": (DEMENTIA, 2911),
    "cognitive-impairment-not-diagnosed": (DEMENTIA, 2000),
    "learning-disability-2020": (LEARNING, 3886),
    "learning-disability-2035": (LEARNING, 4361),
    "autism-2020": (LEARNING, 1652),
    "autism-2035": (LEARNING, 1861),
    "learning-disability-out-of-borough": (LEARNING, 33),
    "learning-disability-out-of-borough-summary": ("Executive Summary (2)", 33),
    "learning-disability-living-in-luton": (LEARNING, 90),
    "learning-disability-living-out-of-area": (LEARNING, 10),
    "learning-disability-spend": (LEARNING, 12_600_000),
    "learning-disability-supported": (LEARNING, 568),
    "residential-out-of-borough": (HOMES, 12),
    "nursing-out-of-borough": (HOMES, 72),
    "residential-supported": (HOMES, 428),
    "residential-cost": (HOMES, 20_878_113),
    "nursing-supported": (HOMES, 94),
    "nursing-cost": (HOMES, 3_734_052),
    "mental-health-out-of-borough": (MINDS, 10),
    "common-mental-disorder-2020": (MINDS, 25_582),
    "two-or-more-psychiatric-disorders-2020": (MINDS, 9795),
    "personal-care-disability-2020": (BODIES, 5897),
    "personal-care-disability-2035": (BODIES, 6404),
}
HOUSING_CLAIMS = {
    "temporary-accommodation-out-of-borough": 93,
    "temporary-accommodation-households": 1069,
    "temporary-accommodation-target": 922,
    "nightly-lets": 262,
    "nightly-lets-target": 35,
}


def test_claims_of_need_stand_where_the_statement_has_them():
    frame = published.claims(HELD / "claims.csv", document=STATEMENT).set_index("claim")
    for claim, (place, value) in NEED_CLAIMS.items():
        assert (frame.loc[claim, "place"], frame.loc[claim, "value"]) == (place, value), claim
    # The statement says "diagnosed" of what is a model's estimate, and the quotation keeps it.
    assert frame.loc["dementia-diagnosed-2020", "quote"].endswith("diagnosed with dementia")
    assert len(frame) == 106


def test_claims_of_the_peer_challenge(meets):
    frame = published.claims(HELD / "claims.csv", document=CHALLENGE)
    meets(frame, "published_claims")
    held = dict(zip(frame["claim"], frame["value"], strict=True))
    assert {name: held[name] for name in HOUSING_CLAIMS} == HOUSING_CLAIMS
    assert frame["place"].str.startswith("Progress Review").all()


# Numbers that the documents put in words.
IN_WORDS = {
    "most-deprived-tenth": "Farley, Northwell and South",
    "youngest-population": "3rd",
    "information-three-times": "three times",
    "majority-non-white-british-towns": "only three",
    "unsatisfactory-housing-doubled": "doubled",
    "marsh-farm-homes": "six homes",
    "temporary-workers-pay": "three times",
    "community-equipment-spend": "£272k",
    "hospital-intake-providers": "one provider",
    "respite-care-homes": "one care home",
    "supported-living-created-council": "two Luton Council owned",
    "supported-living-created-providers": "two provider owned",
}
ACTIONS = (
    "Luton Borough Council: Housing Strategy, Priorities and actions (web page, copyright 2022)"
)
WELLBEING = "Luton Borough Council: Housing Strategy (web page, copyright 2024)"
PLAN = "Maidstone Borough Council: Housing Strategy Action Plan 2023-28 (Appendix 1)"


def test_every_claim_quotes_its_own_number():
    seen = 0
    for document in (ACTIONS, WELLBEING, CHALLENGE, STATEMENT, PLAN):
        for row in published.claims(HELD / "claims.csv", document=document).itertuples():
            seen += 1
            if row.unit == "statement":
                assert math.isnan(row.value), row.claim
                continue
            words = {f"{row.value:,.0f}", f"{row.value:.0f}", f"{row.value / 1e6:.1f}M"}
            words = {IN_WORDS[row.claim]} if row.claim in IN_WORDS else words
            assert any(word in row.quote for word in words), row.claim
    assert seen == 130


def test_a_value_is_blank_only_in_a_claim_in_words(rewritten, meets):
    path = rewritten(HELD / "claims.csv", "living in Luton,214700", "living in Luton,")
    with pytest.raises(SchemaErrors, match="statement in words"):
        meets(published.claims(path, document=STATEMENT), "published_claims")


def test_documents_and_checks_meet_their_schemas(meets):
    documents = published.documents(HELD / "documents.csv")
    meets(documents, "published_documents")
    assert list(documents["document"]) == [ACTIONS, WELLBEING, CHALLENGE, STATEMENT, PLAN]
    meets(published.checks(HELD / "checks.csv"), "published_checks")


def test_a_relation_that_is_none_is_refused(rewritten):
    path = rewritten(HELD / "checks.csv", ",different base,", ",another base,")
    with pytest.raises(InputError) as caught:
        published.checks(path)
    assert {item.column for item in caught.value.problems} == {"relation"}


def test_a_document_that_is_not_held_is_refused_with_a_suggestion():
    with pytest.raises(InputError, match="Market Position") as caught:
        published.claims(HELD / "claims.csv", document=STATEMENT.replace("Market", "Markt"))
    assert "did you mean" in str(caught.value.problems[0])
