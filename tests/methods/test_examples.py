"""Every worked example and every edge of data/examples holds: a page shows what is tested."""

import inspect
import math
import re

import numpy as np
import pytest

from evidence.errors import InputError, UsageError
from evidence.methods import (
    deprivation,
    funnel,
    inequality,
    interval,
    mean,
    need,
    quantile,
    ranking,
    simulation,
    standardisation,
)
from evidence.methods.call import CALLS, call, find
from evidence.paths import Project
from evidence.tables.example import load

METHODS = load(Project.find())
CASES = [
    pytest.param(case, id=f"{method.id}-{getattr(case, 'id', None) or case.case}")
    for method in METHODS.values()
    for case in (*method.examples, *method.edges)
]
# Where the paper of each method stands in the code.
DOCSTRINGS = {
    "proportion": interval.wilson,
    "crude-rate": interval.poisson_rate,
    "mean": mean.mean,
    "directly-standardised-rate": standardisation.directly_standardised_rate,
    "standardised-ratio": standardisation.standardised_ratio,
    "quantiles": quantile.quantile,
    "inequality": inequality.inequality,
    "funnel": (funnel.proportion_limits, funnel.overdispersion),
    "deprivation-summaries": deprivation,
    "modelled-need": need.people_with,
    "uncertainty": simulation.logit_draws,
    "ranks": ranking.rank_limits,
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_declared_comes_out(case):
    if case.refused:
        with pytest.raises(InputError) as caught:
            call(case.calls, case.given)
        assert case.refused in str(caught.value)
        return
    found = call(case.calls, case.given)
    for name, wanted in case.expected.items():
        assert len(found[name]) == len(wanted), name
        for ours, theirs in zip(found[name].tolist(), wanted, strict=True):
            if theirs is None:
                assert math.isnan(ours), name
            elif math.isinf(theirs):
                assert ours == theirs, name
            else:
                # A printed value is at most half its last digit off; that itself is no float.
                assert abs(ours - theirs) <= case.within + 1e-12, (name, ours, theirs)


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
def test_a_method_names_the_paper_that_its_code_names(method):
    # The citation of the page and that of the docstring are one text.
    where = DOCSTRINGS[method.id]
    pieces = where if isinstance(where, tuple) else (where,)
    told = " ".join(" ".join(inspect.getdoc(piece).split()) for piece in pieces)
    for paper in method.paper:
        words = set(re.findall(r"\w{4,}", paper))
        assert len(words - set(re.findall(r"\w{4,}", told))) <= 1, paper


def test_every_example_comes_from_outside_or_is_written_out():
    for method in METHODS.values():
        for example in method.examples:
            if example.source.startswith("By hand") and not example.working:
                # Only where there is nothing to write: a rank is counted, a quantile looked up.
                assert example.calls in ("rank", "rank-limits", "people-with"), example.id


def test_every_call_has_an_example_and_headings():
    named = {case.values[0].calls for case in CASES}
    assert named == set(CALLS)
    for case in CASES:
        found = find(case.values[0].calls)
        assert set(case.values[0].given) <= set(found.given)
        assert set(case.values[0].expected) <= set(found.results)


def test_the_edges_of_the_methods_are_all_decided():
    # What the project's method notes list for each statistic, in words of a case.
    wanted = {
        "proportion": (
            "below nought",
            "total of nought",
            "More have it",
            "missing",
            "Nobody",
            "Ever",
        ),
        "crude-rate": ("More events than people", "Nine events and ten", "No event", "missing"),
        "mean": ("missing", "One value"),
        "directly-standardised-rate": ("Nine events", "Nobody of an age", "No count for an age"),
        "standardised-ratio": ("Nothing expected", "No event"),
        "quantiles": ("Equal values", "Fewer values", "Twenty-five", "missing"),
        "inequality": ("Four groups", "missing", "below nought", "No difference"),
        "funnel": ("less than chance", "Fewer expected", "total of nought"),
        "deprivation-summaries": ("whole percentile", "beyond the tenth", "Nobody lives"),
        "modelled-need": ("half", "hundreds", "percentage"),
        "uncertainty": ("without doubt", "nought", "missing"),
        "ranks": ("missing", "alike"),
    }
    assert set(wanted) == set(METHODS)
    for name, words in wanted.items():
        cases = " | ".join(edge.case for edge in METHODS[name].edges)
        assert [word for word in words if word not in cases] == [], name


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("proportions", {}, "no method is called 'proportions'; did you mean proportion"),
        ("proportion", {"counts": [1]}, "takes no 'counts'; did you mean count?"),
    ],
)
def test_what_there_is_not_is_refused(name, given, said):
    with pytest.raises(UsageError, match=re.escape(said)):
        call(name, given)


def test_null_is_missing():
    assert np.isnan(call("rank", {"values": [None, 1]})["value"][0])
