"""A call runs a method by its name on plain lists: how a worked example reaches its method."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from evidence.errors import UsageError, suggestion
from evidence.methods import deprivation, funnel, need, quantile, ranking, simulation
from evidence.methods import inequality as indices
from evidence.methods import mean as averages
from evidence.methods import standardisation as standard
from evidence.methods.interval import Estimate, Floats, poisson_limits, poisson_rate, wilson

Results = dict[str, Floats]


@dataclass(frozen=True)
class Call:
    """One method by name: ``given`` and ``results`` are its arguments and results, with headings.

    ``by_row`` says that each value given has a result of its own.
    """

    run: Callable[..., Results]
    given: Mapping[str, str]
    results: Mapping[str, str]
    by_row: bool = True


_ESTIMATE = {"value": "Value", "lower": "Lower limit", "upper": "Upper limit"}
_LIMITS = {"lower": "Lower limit", "upper": "Upper limit"}
_LEVEL = {"confidence": "Confidence"}
_SETTING = {"areas": "Small areas nationally"}


def _estimate(found: Estimate) -> Results:
    return {name: np.atleast_1d(values) for name, values in found._asdict().items()}


def _pair(found: tuple[Floats, Floats]) -> Results:
    return {"lower": np.atleast_1d(found[0]), "upper": np.atleast_1d(found[1])}


def _one(found: Any) -> Results:
    return {"value": np.atleast_1d(np.asarray(found, dtype=np.float64))}


def _standardised(*, count: Any, population: Any, standard_population: Any, **rest: Any) -> Results:
    area = ["one"] * len(np.atleast_1d(count))
    found = standard.directly_standardised_rate(
        area, count, population, standard_population, **rest
    )
    return {str(name): found[name].to_numpy() for name in found}


def _index(which: str) -> Callable[..., Results]:
    return lambda **given: _estimate(getattr(indices.inequality(**given), which))


def _summary(method: Callable[..., Any]) -> Callable[..., Results]:
    def run(**given: Any) -> Results:
        lengths = [len(values) for values in given.values() if isinstance(values, np.ndarray)]
        return _one(method(["one"] * lengths[0], **given).to_numpy())

    return run


def _drawn(*, rate: Any, lower: Any, upper: Any, confidence: float = 0.95) -> Results:
    drawn = simulation.logit_draws(rate, lower, upper)
    return _pair(simulation.interval(drawn, confidence))


def _people(*, rate: Any, lower: Any, upper: Any, people: Any, confidence: float = 0.95) -> Results:
    drawn = simulation.logit_draws(rate, lower, upper) @ np.asarray(people, dtype=np.float64)
    return _pair(simulation.interval(drawn[:, None], confidence))


def _chance(*, expected: Any, confidence: float = 0.95) -> Results:
    certain = np.tile(np.asarray(expected, dtype=np.float64), (simulation.DRAWS, 1))
    return _pair(simulation.interval(simulation.with_count_noise(certain), confidence))


_GROUPS = {
    "values": "Value",
    "lower": "Lower limit",
    "upper": "Upper limit",
    "population": "People",
    "transform": "Transform",
    **_LEVEL,
}
_AREAS = {"population": "People", **_SETTING}

CALLS: Mapping[str, Call] = {
    "proportion": Call(
        lambda **given: _estimate(wilson(**given)),
        {"count": "Count", "total": "Out of", **_LEVEL},
        _ESTIMATE,
    ),
    "crude-rate": Call(
        lambda **given: _estimate(poisson_rate(**given)),
        {"count": "Count", "base": "People or households", "multiplier": "For each", **_LEVEL},
        _ESTIMATE,
    ),
    "count-limits": Call(
        lambda **given: _pair(poisson_limits(**given)), {"count": "Count", **_LEVEL}, _LIMITS
    ),
    "mean": Call(
        lambda **given: _estimate(averages.mean(**given)),
        {"values": "Value", **_LEVEL},
        _ESTIMATE,
        by_row=False,
    ),
    "directly-standardised-rate": Call(
        _standardised,
        {
            "count": "Events",
            "population": "People",
            "standard_population": "Standard population",
            "multiplier": "For each",
            **_LEVEL,
        },
        _ESTIMATE,
        by_row=False,
    ),
    "standardised-ratio": Call(
        lambda **given: _estimate(standard.standardised_ratio(**given)),
        {"observed": "Observed", "expected": "Expected", "reference": "Reference", **_LEVEL},
        _ESTIMATE,
    ),
    "quantile": Call(
        lambda **given: _one(quantile.quantile(**given)),
        {"values": "Value", "quantiles": "Quantiles", "highest_first": "Highest first"},
        {"value": "Quantile"},
    ),
    "slope-index": Call(_index("slope"), _GROUPS, _ESTIMATE, by_row=False),
    "relative-index": Call(_index("relative"), _GROUPS, _ESTIMATE, by_row=False),
    "funnel-of-proportions": Call(
        lambda **given: _pair(funnel.proportion_limits(**given)),
        {"target": "Target", "total": "Out of", "overdispersion": "Overdispersion", **_LEVEL},
        _LIMITS,
    ),
    "funnel-of-rates": Call(
        lambda **given: _pair(funnel.rate_limits(**given)),
        {"target": "Target", "base": "Expected", "overdispersion": "Overdispersion", **_LEVEL},
        _LIMITS,
    ),
    "overdispersion": Call(
        lambda scores: _one(funnel.overdispersion(scores)),
        {"scores": "Score"},
        {"value": "Overdispersion"},
        by_row=False,
    ),
    "average-score": Call(
        _summary(deprivation.average_score),
        {"score": "Score", "population": "People"},
        {"value": "Average score"},
        by_row=False,
    ),
    "average-rank": Call(
        _summary(deprivation.average_rank),
        {"rank": "Rank", **_AREAS},
        {"value": "Average rank"},
        by_row=False,
    ),
    "share-in-decile-1": Call(
        _summary(deprivation.proportion),
        {"decile": "Decile"},
        {"value": "Share in decile 1"},
        by_row=False,
    ),
    "extent": Call(
        _summary(deprivation.extent),
        {"rank": "Rank", **_AREAS},
        {"value": "Extent"},
        by_row=False,
    ),
    "extent-weight": Call(
        lambda **given: _one(deprivation.extent_weight(**given)),
        {"rank": "Rank", **_SETTING},
        {"value": "Weight"},
    ),
    "local-concentration": Call(
        _summary(deprivation.local_concentration),
        {"rank": "Rank", **_AREAS},
        {"value": "Local concentration"},
        by_row=False,
    ),
    "people-with": Call(
        lambda people, rate, pansi=False: _one(need.people_with(people, rate, pansi=pansi)),
        {"people": "People", "rate": "Rate", "pansi": "Rounded as PANSI does"},
        {"value": "People with the condition"},
        by_row=False,
    ),
    "rate-interval": Call(
        _drawn,
        {"rate": "Rate", **_LIMITS, **_LEVEL},
        _LIMITS,
    ),
    "people-interval": Call(
        _people,
        {"people": "People", "rate": "Rate", **_LIMITS, **_LEVEL},
        _LIMITS,
        by_row=False,
    ),
    "count-interval": Call(_chance, {"expected": "Expected", **_LEVEL}, _LIMITS),
    "rank": Call(
        lambda **given: _one(ranking.rank(**given)),
        {"values": "Value", "highest_first": "Highest first"},
        {"value": "Rank"},
    ),
    "rank-limits": Call(
        lambda **given: _pair(ranking.rank_limits(**given)),
        {"draws": "Draws", "highest_first": "Highest first", **_LEVEL},
        _LIMITS,
        by_row=False,
    ),
}


def call(name: str, given: Mapping[str, Any]) -> Results:
    """Run the method called ``name`` on ``given``, None for a missing value: a list by result.

    Raises UsageError for a method or an argument that there is not, and what the method raises.
    """
    found = find(name)
    for argument in given:
        if argument not in found.given:
            near = suggestion(argument, found.given)
            raise UsageError(f"method {name} takes no {argument!r}{near}")
    return found.run(**{argument: _array(value) for argument, value in given.items()})


def find(name: str) -> Call:
    """Look a method up by name; refuse an unknown one with a suggestion."""
    if name not in CALLS:
        raise UsageError(f"no method is called {name!r}{suggestion(name, CALLS)}")
    return CALLS[name]


def _array(value: Any) -> Any:
    """Turn lists into arrays, with NaN where a value is missing; settings stay as they are."""
    if not isinstance(value, list):
        return value
    rows = [[np.nan if one is None else one for one in row] for row in _rows(value)]
    if isinstance(value[0], list) if value else False:
        return np.array(rows, dtype=np.float64)
    return np.array(rows[0], dtype=np.float64)


def _rows(value: list[Any]) -> list[list[Any]]:
    return value if value and isinstance(value[0], list) else [value]
