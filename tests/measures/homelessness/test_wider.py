"""England without London, and the least that the ratio elsewhere can be."""

from __future__ import annotations

import pytest

from evidence.measures.frame import row
from evidence.measures.homelessness import temporary, wider

ENGLAND = "E92000001"
LATEST = "31 December 2025"


def test_england_less_london_is_the_rest_that_mhclg_prints(store):
    found = wider.outside_london(store)
    # MHCLG, TA1, 31 December 2025, "Rest of England": 7,630 in another district of 58,610;
    # households 24,440,280 less 3,575,228 = 20,865,052.
    # 7,630 / 20,865.052 = 0.365683 and 58,610 / 20,865.052 = 2.809003.
    for measure, count, rate in (
        (temporary.ELSEWHERE_RATE, 7_630, 0.365683),
        (temporary.RATE, 58_610, 2.809003),
    ):
        here = row(found, measure=measure, period=LATEST)
        assert (here["numerator"], here["denominator"]) == (count, 20_865_052)
        assert here["value"] == pytest.approx(rate, abs=1e-6)
    assert set(found["measure"]) == {temporary.ELSEWHERE_RATE, temporary.RATE}
    assert set(found["area_code"]) == {ENGLAND}
    assert found["lower"].isna().all()


def test_the_ratio_is_least_if_all_without_a_home_are_elsewhere(store):
    found = wider.bounds(store, ["E06000032", "E06000053", "E09000001"])
    # Luton: 93 elsewhere, 9 with no accommodation secured, 932 in all; 84 / 932 = 9.0129%.
    least = row(found, measure=wider.LEAST, area_code="E06000032", period=LATEST)
    assert (least["numerator"], least["denominator"]) == (84, 932)
    assert least["value"] == pytest.approx(9.0129, abs=1e-4)
    # City of London: 34 elsewhere and 33 in all; no ratio can be given.
    city = row(found, measure=wider.LEAST, area_code="E09000001", period=LATEST)
    assert city["status"] == "not applicable"
    # Isles of Scilly: nobody, and no ratio to nobody.
    scilly = found[(found["area_code"] == "E06000053") & (found["measure"] == wider.LEAST)]
    assert scilly["value"].isna().all()


def test_the_least_ratio_is_never_above_the_ratio(store):
    areas = ["E06000032", "E08000003", "E08000025", "E09000002"]
    shares = temporary.accommodation(store, areas)
    shares = shares[shares["measure"] == temporary.SHARE]
    least = wider.bounds(store, areas)
    least = least[least["measure"] == wider.LEAST]
    both = shares.merge(least, on=["area_code", "period"]).dropna(subset=["value_x", "value_y"])
    assert len(both) > 50
    assert (both["value_y"] <= both["value_x"]).all()
    assert (both["value_y"] >= 0).all()


def test_a_rate_stands_beside_that_of_the_same_quarter_or_none(store):
    rest = wider.outside_london(store)
    # 7,630 / 20,865.052, as above.
    found = wider.beside(rest, temporary.ELSEWHERE_RATE, LATEST)
    assert found["value"] == pytest.approx(0.365683, abs=1e-6)
    assert wider.beside(rest, temporary.ELSEWHERE_RATE, "31 December 1066") is None
    assert wider.beside(rest, temporary.HOUSEHOLDS, LATEST) is None
    unknown = rest.assign(value=float("nan"))
    assert wider.beside(unknown, temporary.ELSEWHERE_RATE, LATEST) is None


def test_england_without_london_is_given_with_england_only(store):
    assert wider.OUTSIDE in set(wider.everything(store, [ENGLAND])["breakdown"])
    assert wider.OUTSIDE not in set(wider.everything(store, ["E06000032"])["breakdown"])
