"""The rule that turns a claim and a figure into a verdict, case by case."""

from __future__ import annotations

import math

import pytest

from evidence.measures.documents.verdict import (
    Case,
    Kind,
    Relation,
    Verdict,
    judged,
    printed_step,
)


def case(stated=100.0, ours=100.0, relation=Relation.SAME, kind=Kind.COUNTED, **more):
    half = printed_step(stated) / 2
    return Case(stated, stated - half, stated + half, ours, relation, kind, **more)


@pytest.mark.parametrize(
    ("printed", "step"),
    [
        (214_700, 100),
        (30_000, 1_000),  # at least two digits count as exact
        (12_600_000, 100_000),
        (2_020, 10),
        (93, 1),
        (10, 1),
        (3, 1),
        (22.5, 0.1),
        (28.11, 0.01),
        (0, 1),
    ],
)
def test_a_printed_number_is_rounded_to_its_last_digit(printed, step):
    assert printed_step(printed) == pytest.approx(step)


def test_nothing_to_hold_a_claim_against_is_no_verdict_on_it():
    assert judged(case(ours=math.nan)) is Verdict.NOT_HELD


@pytest.mark.parametrize("relation", [Relation.BASE, Relation.DATE, Relation.DEFINITION])
def test_numbers_on_another_base_are_not_comparable_even_when_equal(relation):
    assert judged(case(93, 93, relation)) is Verdict.NOT_COMPARABLE


def test_equal_is_reproduced_and_near_is_rounding():
    assert judged(case(38, 38.0)) is Verdict.REPRODUCED
    assert judged(case(38, 38.13)) is Verdict.WITHIN_ROUNDING
    assert judged(case(38, 38.5)) is Verdict.WITHIN_ROUNDING
    assert judged(case(214_700, 214_658)) is Verdict.WITHIN_ROUNDING


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        (Kind.OWN, Verdict.CONTRADICTED),
        (Kind.COUNTED, Verdict.CONTRADICTED),
        (Kind.ESTIMATED, Verdict.DIFFERS),
        (Kind.PROJECTED, Verdict.DIFFERS),
        (Kind.MODELLED, Verdict.DIFFERS),
    ],
)
def test_only_firm_evidence_contradicts(kind, verdict):
    assert judged(case(48, 49.5, kind=kind)) is verdict


@pytest.mark.parametrize("kind", [Kind.ESTIMATED, Kind.PROJECTED, Kind.MODELLED, Kind.REMODELLED])
def test_what_is_no_count_is_close_within_two_per_cent_as_shown(kind):
    assert judged(case(2_911, 2_914, kind=kind)) is Verdict.CLOSE
    assert judged(case(136_200, 138_958, kind=kind)) is Verdict.CLOSE  # 2.02%, shown as 2.0%
    assert judged(case(6_258, 6_387, kind=kind)) is Verdict.DIFFERS  # 2.06%, shown as 2.1%
    assert judged(case(0, 5, kind=kind)) is Verdict.DIFFERS
    assert judged(case(2_911, 2_914, Relation.NOT_STATED, kind)) is Verdict.NEEDS_EXPLAINING


def test_more_than_a_number_holds_above_it_only():
    more = {"kind": Kind.MODELLED, "holds_if": "above it"}
    assert judged(case(3_886, 3_959, **more)) is Verdict.REPRODUCED
    assert judged(case(3_886, 3_886, **more)) is Verdict.WITHIN_ROUNDING
    assert judged(case(3_886, 3_870, **more)) is Verdict.CLOSE
    assert judged(case(3_886, 3_000, **more)) is Verdict.DIFFERS


def test_a_base_that_is_not_stated_needs_explaining():
    assert judged(case(12_600_000, 15_457_715, Relation.NOT_STATED, Kind.OWN)) is (
        Verdict.NEEDS_EXPLAINING
    )


def test_a_rate_worked_back_from_a_number_cannot_reproduce_it():
    same = case(5_897, 5_897, kind=Kind.MODELLED, inferred=True)
    assert judged(same) is Verdict.INFERRED
    # 0.13% off, as few digits of a rate allow; 2.5% off is a difference all the same.
    assert judged(case(25_582, 25_549, kind=Kind.MODELLED, inferred=True)) is Verdict.INFERRED
    assert judged(case(25_582, 26_231, kind=Kind.MODELLED, inferred=True)) is Verdict.DIFFERS


def test_a_statement_in_words_holds_by_the_sign_of_our_figure():
    words = {"stated": math.nan, "kind": Kind.OWN}
    assert judged(case(ours=5, holds_if="above 0", **words)) is Verdict.REPRODUCED
    assert judged(case(ours=-2_400, holds_if="above 0", **words)) is Verdict.CONTRADICTED
    assert judged(case(ours=-5.8, holds_if="below 0", **words)) is Verdict.REPRODUCED
