import pytest

from evidence.errors import InputError
from evidence.tables.readers import prevalence


def test_rates_keep_the_standing_of_each_row(extract, meets):
    frame = prevalence.prevalence_rates(extract("prevalence_rates.csv"))
    meets(frame, "prevalence_rates")
    assert set(frame["standing"]) == {"unverified", "verified", "derived"}
    first = frame.iloc[0]
    # Dementia UK 2014: men aged 65-69, 1.5 per cent; the table itself was not seen.
    assert (first["sex"], first["age_from"], first["age_to"]) == ("male", 65, 69)
    assert (first["rate_percent"], first["standing"]) == (1.5, "unverified")
    assert first["applies_year"] == "any"
    adults = frame.loc[frame["age_to"].eq(64) & frame["age_from"].eq(16)].iloc[0]
    assert adults["rate_percent"] == 22.6  # APMS 2023/4, people aged 16 to 64


def test_cfas_limits(extract, meets):
    frame = prevalence.cfas2_rates(extract("cfas2.csv"))
    meets(frame, "cfas2_rates")
    oldest = frame.set_index(["age_band", "sex"]).loc[("90+", "female")]
    # Matthews et al., Lancet 2013: women aged 90 and over, 35.0% (28.4 to 42.3).
    assert list(oldest[["prevalence", "lower_95", "upper_95"]]) == [0.35, 0.284, 0.423]


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        (",unverified,", ",doubtful,", "standing"),
        (",male,65,69,", ",male,69,65,", "age_to"),
        (",1.5,", ",150,", "rate_percent"),
        (",2025,", ",25,", "applies_year"),
    ],
)
def test_a_bad_rate_is_refused(extract, rewritten, old, new, column):
    with pytest.raises(InputError) as caught:
        prevalence.prevalence_rates(rewritten(extract("prevalence_rates.csv"), old, new))
    assert {problem.column for problem in caught.value.problems} == {column}


def test_limits_must_enclose_their_rate(extract, rewritten):
    path = rewritten(extract("cfas2.csv"), "0.35,0.284,0.423", "0.35,0.384,0.423")
    with pytest.raises(InputError, match="do not enclose"):
        prevalence.cfas2_rates(path)
