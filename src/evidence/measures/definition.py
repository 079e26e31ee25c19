"""A definition says of one measure what it counts, in what unit, and which way is worse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Polarity = Literal["higher is worse", "lower is worse", "neither"]

WORSE: Polarity = "higher is worse"
LOWER: Polarity = "lower is worse"


@dataclass(frozen=True)
class Definition:
    """One measure. ``sentence`` ends with a full stop and holds for any area."""

    id: str
    title: str
    unit: str
    statistic: str
    sentence: str
    polarity: Polarity = "neither"
