"""A funnel says how far counts over denominators would stray from one value by chance alone.

With several levels of ``confidence``, limits have a row for each.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from evidence.errors import InputError
from evidence.methods.interval import Confidence, Floats, Values, normal_quantile, tail_of

LEVELS = (0.95, 0.998)
"""The two levels at which limits are drawn."""
_TRIMMED = 0.1


def proportion_limits(
    target: float, total: Values, confidence: Confidence = 0.95, overdispersion: float = 1.0
) -> tuple[Floats, Floats]:
    """Give the proportions between which counts of ``total`` lie around ``target``.

    The inversion of Wilson's interval: outside p ± z √(φ p (1 - p) / n), and only there, the
    interval of the observed proportion leaves the target out. Limits stay within 0 and 1;
    ``overdispersion`` φ widens them. Raises InputError for a target outside 0 to 1 and for a total
    of nought or less.

    Source: Spiegelhalter DJ. Funnel plots for comparing institutional performance. Statistics in
    Medicine 2005; 24: 1185-1202.
    """
    if not 0 <= target <= 1:
        raise InputError(f"the target of a proportion is between 0 and 1, not {target}")
    n = _positive(total, "total")
    half = normal_quantile(confidence) * np.sqrt(overdispersion * target * (1 - target) / n)
    return np.maximum(target - half, 0.0), np.minimum(target + half, 1.0)


def rate_limits(
    target: float, base: Values, confidence: Confidence = 0.95, overdispersion: float = 1.0
) -> tuple[Floats, Floats]:
    """Give the rates (events to one of ``base``) between which counts lie around ``target``.

    The inversion of the exact Poisson interval: with E = target x base events expected, the upper
    limit is the count whose own lower limit is E, the lower the count whose upper limit is E,
    nought where there is none. With ``overdispersion`` φ above 1 they are E ± z √(φ E), not
    below nought. A ratio is a rate with the expected count as its base and 1 as its target.

    Source: Spiegelhalter DJ. Funnel plots for comparing institutional performance. Statistics in
    Medicine 2005; 24: 1185-1202.
    """
    if not target > 0:
        raise InputError(f"the target of a rate is above nought, not {target}")
    n, z, tail = _positive(base, "base"), normal_quantile(confidence), tail_of(confidence)
    events = target * n
    if overdispersion > 1:
        half = z * np.sqrt(overdispersion * events)
        return np.maximum(events - half, 0.0) / n, (events + half) / n
    # The exact limits of a count k are gamma quantiles; pdtrik solves them for k.
    never = special.pdtr(0, events) >= tail
    lower = np.where(never, 0.0, special.pdtrik(tail, np.where(never, 100.0, events)))
    return lower / n, (special.pdtrik(1 - tail, events) + 1) / n


def overdispersion(scores: Values, trimmed: float = _TRIMMED) -> float:
    """Estimate φ, how much more standardised scores vary than chance alone allows; at least 1.

    ``scores`` are (observed - expected) / standard error under the target, missing ones left out.
    The ``trimmed`` share at each end is drawn in to the value where it begins (winsorised), so
    that a few outlying areas do not widen the funnel they lie outside of; φ is then the mean
    square. Fewer than 2 scores say nothing: φ is 1.

    Source: Spiegelhalter DJ. Handling over-dispersion of performance indicators. Quality and
    Safety in Health Care 2005; 14: 347-351.
    """
    found = np.asarray(scores, dtype=np.float64)
    found = found[~np.isnan(found)]
    if len(found) < 2:
        return 1.0
    low, high = np.quantile(found, [trimmed, 1 - trimmed])
    return max(1.0, float(np.mean(np.clip(found, low, high) ** 2)))


def _positive(values: Values, what: str) -> Floats:
    found = np.asarray(values, dtype=np.float64)
    if (found <= 0).any():
        raise InputError(f"a {what} is nought or less")
    return found
