import pytest

from evidence.errors import InputError
from evidence.paths import Project
from evidence.tables.readers import published

HELD = Project.find().published


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
    frame = published.claims(HELD / "claims.csv")
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
        published.claims(path)
