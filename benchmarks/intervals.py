"""A million proportions and a million rates with limits at 95% and 99.8%, beside statsmodels."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from evidence.methods.interval import poisson_rate, wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEVELS = (0.95, 0.998)
_MANY = 1_000_000


def measured() -> Iterator[tuple[str, float, float]]:
    """Give name, our seconds and statsmodels' for each statistic."""
    generator = np.random.Generator(np.random.PCG64(1))
    total = generator.integers(1, 10_000, _MANY).astype(float)
    count = np.floor(total * generator.random(_MANY))
    yield (
        "a million proportions, limits at 95% and 99.8%",
        _best(lambda: wilson(count, total, LEVELS)),
        _best(
            lambda: [
                proportion_confint(count, total, alpha=1 - level, method="wilson")
                for level in LEVELS
            ]
        ),
    )
    events = generator.poisson(15, _MANY).astype(float)
    yield (
        "a million rates, limits at 95% and 99.8%",
        _best(lambda: poisson_rate(events, total, 100_000, LEVELS)),
        _best(
            lambda: [
                confint_poisson(events, total, method="exact-c", alpha=1 - level)
                for level in LEVELS
            ],
            times=1,
        ),
    )


def _best(run: Callable[[], object], times: int = 3) -> float:
    found = []
    for _ in range(times):
        start = perf_counter()
        run()
        found.append(perf_counter() - start)
    return min(found)
