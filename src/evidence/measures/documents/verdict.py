"""A verdict follows from a rule: what a document states, what is held, and how the two compare."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What holding a claim against the evidence comes to, in the order in which it is listed."""

    REPRODUCED = "reproduced"
    WITHIN_ROUNDING = "within rounding"
    CLOSE = "close"
    INFERRED = "consistent, but the rates were worked back from this document"
    DIFFERS = "differs"
    CONTRADICTED = "contradicted"
    NEEDS_EXPLAINING = "needs explaining"
    NOT_COMPARABLE = "not comparable"
    NOT_HELD = "not held"


class Relation(StrEnum):
    """How base, date and definition of a claim stand to those of the figure beside it."""

    SAME = "same"
    BASE = "different base"
    DATE = "different date"
    DEFINITION = "different definition"
    NOT_STATED = "not stated"


class Kind(StrEnum):
    """What kind of number stands beside a claim."""

    OWN = "the document's own figures"
    COUNTED = "counted or measured"
    ESTIMATED = "estimated"
    PROJECTED = "projected"
    MODELLED = "modelled"
    REMODELLED = "modelled on the document's own projections"


@dataclass(frozen=True)
class Case:
    """One claim beside one figure.

    ``stated`` is NaN for a claim that puts no number; it then holds ``holds_if`` our figure is
    "above 0" or "below 0". A claim of "more than" a number holds if our figure is "above it".
    ``lower`` and ``upper`` are the least and the most that the printed number can mean before it
    was rounded. ``ours`` is NaN where nothing is held.
    """

    stated: float
    lower: float
    upper: float
    ours: float
    relation: Relation
    kind: Kind
    inferred: bool = False
    holds_if: str = ""


MORE_THAN = "above it"
"""What a claim of more than a number holds if our figure is."""

INFERRED_WITHIN = 0.005
"""Rates worked back from printed counts carry few digits: so far off they still count as agreeing.

As a share of the stated number.
"""

CLOSE_WITHIN = 0.02
"""An estimate, a projection or a model is close so near to the stated number, as a share of it.

To a tenth of a per cent, as it is shown. None of them knows an authority's people better: the 2021
Census moved estimates by more.
"""

_EXACT = 1e-9
_HELD_APART = (Relation.BASE, Relation.DATE, Relation.DEFINITION)
_FIRM = (Kind.OWN, Kind.COUNTED)


def judged(case: Case) -> Verdict:
    """Judge one case; "contradicted" needs the same base, date and definition and firm evidence.

    Estimates, projections and models come close to a claim or differ from it: they do not
    contradict it.
    """
    if math.isnan(case.ours):
        return Verdict.NOT_HELD
    if case.relation in _HELD_APART:
        return Verdict.NOT_COMPARABLE
    agreed = _agreed(case)
    if agreed is not None:
        return agreed
    if case.relation is Relation.NOT_STATED:
        return Verdict.NEEDS_EXPLAINING
    if case.kind in _FIRM:
        return Verdict.CONTRADICTED
    return Verdict.CLOSE if is_close(case.stated, case.ours) else Verdict.DIFFERS


def is_close(stated: float, ours: float) -> bool:
    """Say whether ours lies so near to a stated number that it is called close; never to nought."""
    off = math.inf if stated == 0 else abs(ours / stated - 1)
    return round(off, 3) <= CLOSE_WITHIN


def remodelled(
    stated: float,
    ours: float,
    *,
    inferred: bool,
    relation: Relation = Relation.SAME,
    more_than: bool = False,
) -> Verdict:
    """Judge a stated number of need beside the same rates on the document's own people.

    ``inferred``: the rates were worked back from the document. ``more_than``: it states more than
    the number.
    """
    half = printed_step(stated) / 2
    return judged(
        Case(
            stated=stated,
            lower=stated - half,
            upper=stated + half,
            ours=ours,
            relation=relation,
            kind=Kind.REMODELLED,
            inferred=inferred,
            holds_if=MORE_THAN if more_than else "",
        )
    )


def printed_step(value: float) -> float:
    """Give the step to which a printed number was rounded: its last digit that is not nought.

    At least two digits count as exact: 214,700 is rounded to 100, 30,000 to 1,000, 93 to 1 and
    22.5 to 0.1.
    """
    if value == 0 or math.isnan(value):
        return 1.0
    text = f"{abs(value):.10f}".rstrip("0").rstrip(".")
    if "." in text:
        return float(f"1e-{len(text.split('.')[1])}")
    noughts = len(text) - len(text.rstrip("0"))
    return float(10 ** max(min(noughts, len(text) - 2), 0))


def _agreed(case: Case) -> Verdict | None:
    if case.holds_if in ("above 0", "below 0"):
        above = case.holds_if == "above 0"
        return Verdict.REPRODUCED if (case.ours > 0 if above else case.ours < 0) else None
    gap, size = abs(case.ours - case.stated), max(1.0, abs(case.stated))
    slack = _EXACT * size
    near = case.lower - slack <= case.ours <= case.upper + slack
    if case.inferred and (near or gap <= INFERRED_WITHIN * abs(case.stated)):
        return Verdict.INFERRED
    if case.ours > case.stated + slack if case.holds_if else gap <= slack:
        return Verdict.REPRODUCED
    return Verdict.WITHIN_ROUNDING if near else None
