import pytest

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
BODIES = "Physical Disabilities, Sensory Impairment, Acquired Brian Injury"
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
    assert len(frame) == 10 + len(NEED_CLAIMS)


def test_claims_of_the_peer_challenge(meets):
    frame = published.claims(HELD / "claims.csv", document=CHALLENGE)
    meets(frame, "published_claims")
    assert dict(zip(frame["claim"], frame["value"], strict=True)) == HOUSING_CLAIMS
    assert frame["place"].str.startswith("Progress Review").all()


def test_every_claim_quotes_its_own_number():
    for document in (STATEMENT, CHALLENGE):
        for row in published.claims(HELD / "claims.csv", document=document).itertuples():
            words = {f"{row.value:,.0f}", f"{row.value:.0f}", f"{row.value / 1e6:.1f}M"}
            named = row.claim in ("most-deprived-tenth", "youngest-population")
            assert named or any(word in row.quote for word in words), row.claim


def test_a_document_that_is_not_held_is_refused_with_a_suggestion():
    with pytest.raises(InputError, match="Market Position") as caught:
        published.claims(HELD / "claims.csv", document=STATEMENT.replace("Market", "Markt"))
    assert "did you mean" in str(caught.value.problems[0])
