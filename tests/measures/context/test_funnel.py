"""Funnels around England's published values, by formula and by a second count of what lies out."""

import numpy as np
import pytest

from evidence.measures.context import roll
from evidence.measures.context.funnel import CHANCE, FUNNELS, SPREAD, curve, limits
from evidence.measures.frame import row
from evidence.tables.resolution import unresolved

LUTON, CORNWALL, ENGLAND = "E06000032", "E06000052", "E92000001"
Z95, Z998 = 1.959963985, 3.090232306


@pytest.fixture(scope="module")
def found(store):
    everyone = {code for name in FUNNELS for code in roll.everyone(store, name)}
    return limits(store, [*sorted(everyone), ENGLAND])


@pytest.fixture(scope="module")
def counted(store):
    """Numerator and denominator of every area, straight from the tables, with England's value."""
    homes = store.read("homelessness_ta1", where={"quarter": ["2025-12"]})
    wide = homes.pivot(index="authority_code", columns="measure", values="value")
    wide = wide[wide.index.str.match("E0[6-9]") & wide["another_district"].notna()]
    living = 1000 * wide["households_in_area_thousands"]
    ascof = store.read("ascof", where={"measure": ["2c"], "year": ["2024-25"]})
    care = ascof.pivot(index="area_code", columns="statistic", values="value").dropna()
    own = care[care.index.str.match("E(0[6-9]|10)")]
    return {
        # MHCLG, TA1, 31 December 2025, England: 43,040 over 24,440.28 thousand households.
        roll.ELSEWHERE_RATE: (wide["another_district"], living, 43040 / 24440280),
        # DHSC, ASCOF 2C, 2024-25, England: 65,060 of 10,981,090 people.
        roll.ADMISSIONS_65_OVER: (own["numerator"], own["denominator"], 65060 / 10981090),
    }


def scores(count, base, target):
    return (count / base - target) / np.sqrt(target / base)


@pytest.mark.parametrize("name", [roll.ELSEWHERE_RATE, roll.ADMISSIONS_65_OVER])
def test_overdispersion_by_a_second_calculation(found, counted, name):
    count, base, target = counted[name]
    z = np.sort(scores(count, base, target).to_numpy())
    # The outermost tenth at each end, to the quantile by linear interpolation.
    ends = [
        z[int(np.floor(at))] + (at % 1) * (z[int(np.ceil(at))] - z[int(np.floor(at))])
        for at in (0.1 * (len(z) - 1), 0.9 * (len(z) - 1))
    ]
    expected = np.mean([min(max(one, ends[0]), ends[1]) ** 2 for one in z])
    factor = row(found, measure="funnel_overdispersion", breakdown=name)
    assert factor["value"] == pytest.approx(expected, rel=1e-9)
    assert factor["denominator"] == len(z)
    assert factor["value"] > 10


def test_limits_of_a_share_by_formula(store):
    found = limits(store, [LUTON, ENGLAND], [roll.DISABLED_SHARE])
    factor = row(found, measure="funnel_overdispersion")["value"]
    own = found[(found["area_code"] == LUTON) & (found["measure"] == "funnel_limits")]
    # ONS, Census 2021: disabled under the Equality Act 30,946 of 225,262 in Luton, 9,774,486 of
    # 56,490,046 in England.
    p = 9774486 / 56490046
    half = np.sqrt(p * (1 - p) / 225262)
    for level, z in ((0.95, Z95), (0.998, Z998)):
        for category, widened in ((CHANCE, 1), (SPREAD, np.sqrt(factor))):
            one = row(own, category=category, confidence=level)
            assert one["value"] == pytest.approx(100 * p)
            assert (one["numerator"], one["denominator"]) == (30946, 225262)
            assert one["lower"] == pytest.approx(100 * max(p - z * half * widened, 0))
            assert one["upper"] == pytest.approx(100 * min(p + z * half * widened, 1))


def test_limits_of_the_rate_elsewhere_by_formula(found):
    factor = row(found, measure="funnel_overdispersion", breakdown=roll.ELSEWHERE_RATE)["value"]
    own = found[
        (found["area_code"] == LUTON)
        & (found["measure"] == "funnel_limits")
        & (found["breakdown"] == roll.ELSEWHERE_RATE)
        & (found["confidence"] == 0.95)
    ]
    # MHCLG: 93 over the 82,513 households of Luton; 1.761027 in England. Expected there 145.307:
    # with overdispersion its limits are 145.307 - 1.959964 x sqrt(factor x 145.307), here nought.
    for category in (CHANCE, SPREAD):
        one = row(own, category=category)
        assert (one["numerator"], one["denominator"]) == (93, 82513)
        assert one["value"] == pytest.approx(1.761027, abs=1e-6)
    wide = row(own, category=SPREAD)
    expected = 82513 * 43040 / 24440280
    assert wide["lower"] == 0
    assert wide["upper"] == pytest.approx(
        1000 * (expected + Z95 * np.sqrt(factor * expected)) / 82513
    )
    # Chance alone: exact, which at 145 expected is near the normal, and so is checked against it.
    chance = row(own, category=CHANCE)
    assert chance["lower"] == pytest.approx((expected - Z95 * np.sqrt(expected)) / 82.513, abs=0.02)
    assert chance["upper"] == pytest.approx((expected + Z95 * np.sqrt(expected)) / 82.513, abs=0.02)


def test_limits_of_a_rate_with_overdispersion_by_formula(found):
    factor = row(found, measure="funnel_overdispersion", breakdown=roll.ADMISSIONS_65_OVER)["value"]
    one = row(
        found,
        measure="funnel_limits",
        breakdown=roll.ADMISSIONS_65_OVER,
        area_code=LUTON,
        category=SPREAD,
        confidence=0.95,
    )
    expected = 65060 / 10981090 * one["denominator"]
    half = Z95 * np.sqrt(factor * expected)
    assert one["unit"] == "per 100,000 people"
    assert one["lower"] == pytest.approx(1e5 * (expected - half) / one["denominator"])
    assert one["upper"] == pytest.approx(1e5 * (expected + half) / one["denominator"])


@pytest.mark.parametrize("name", [roll.ELSEWHERE_RATE, roll.ADMISSIONS_65_OVER])
def test_areas_outside_are_counted(found, counted, name):
    count, base, _ = counted[name]
    own = found[(found["measure"] == "funnel_limits") & (found["breakdown"] == name)]
    for category in (CHANCE, SPREAD):
        for level in (0.95, 0.998):
            told = row(
                found,
                measure="funnel_outside",
                breakdown=name,
                category=category,
                confidence=level,
            )
            here = own[(own["category"] == category) & (own["confidence"] == level)]
            per = 1000 if name == roll.ELSEWHERE_RATE else 1e5
            value = per * here["numerator"] / here["denominator"]
            outside = (value < here["lower"]) | (value > here["upper"])
            assert told["value"] == outside.sum()
            assert told["denominator"] == len(count) == len(here) == len(base)


def test_wider_levels_and_overdispersion_hold_the_narrower(found):
    own = found[found["measure"] == "funnel_limits"]
    keys = ["breakdown", "area_code"]
    wide = own.pivot(index=keys, columns=["category", "confidence"], values=["lower", "upper"])
    for inner, outer in (
        ((CHANCE, 0.95), (CHANCE, 0.998)),
        ((SPREAD, 0.95), (SPREAD, 0.998)),
        ((CHANCE, 0.95), (SPREAD, 0.95)),
    ):
        assert (wide[("lower", *outer)] <= wide[("lower", *inner)]).all()
        assert (wide[("upper", *outer)] >= wide[("upper", *inner)]).all()
    assert (own["lower"] < own["value"]).all()
    assert (own["upper"] > own["value"]).all()


def test_the_curve_passes_through_the_limits_of_the_largest_and_the_smallest(store, found):
    for name in FUNNELS:
        drawn = curve(store, name)
        assert len(drawn) == 61
        own = found[
            (found["measure"] == "funnel_limits")
            & (found["breakdown"] == name)
            & (found["category"] == CHANCE)
            & (found["confidence"] == 0.95)
        ].sort_values("denominator")
        for at in (0, -1):
            assert drawn["base"].iloc[at] == pytest.approx(own["denominator"].iloc[at])
            assert drawn[CHANCE, 0.95, "upper"].iloc[at] == pytest.approx(own["upper"].iloc[at])


def test_one_without_a_published_count_has_no_limits(store):
    own = limits(store, [CORNWALL], [roll.ELSEWHERE_RATE])
    assert own.empty


def test_every_lineage_resolves(store, found):
    assert unresolved(store, found["lineage"]) == []
    assert set(found[found["area_code"] == ENGLAND]["measure"]) == {
        "funnel_overdispersion",
        "funnel_outside",
    }
