"""What is said of residents of the more and the less deprived parts of a place."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place

_LEVEL = 0.95
_SHARES = {
    "disabled": "disabled residents",
    "limited a lot": "residents limited a lot",
    "limited a little": "residents limited a little",
    "any hours": "unpaid carers",
    "50 hours or more": "carers giving 50 hours or more",
}
_WORDS = {
    "higher": "higher towards the most deprived end",
    "lower": "lower towards it",
    "unclear": "without a clear slope",
}

Direction = Literal["higher", "lower", "unclear"]


def health(found: pd.DataFrame, indices: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how bad health differs between the ends, beside age; () where no fifths are held.

    ``found``: ``inequality.by_fifth``; ``indices``: ``inequality.indices``.
    """
    own = found[(found["area_code"] == place.code) & (found["confidence"] == _LEVEL)]
    if own.empty:
        return ()
    slope = _slope(indices, place, "bad or very bad")
    most, least, older_most, older_least = (
        row(own, breakdown=share, category=fifth)
        for share in ("bad or very bad", "aged 65 and over")
        for fifth in ("1", "5")
    )
    told = {
        "higher": "rises by {slope} percentage points from the least to the most deprived end",
        "lower": "falls by {slope} percentage points from the least to the most deprived end",
        "unclear": "shows no clear difference between the ends: {slope} percentage points",
    }[_direction(slope)]
    stepped = ", though the shares do not go step by step" if _uneven(own, slope) else ""
    return (
        claim(
            "inequality-health",
            "At Census {year}, {most} of residents of the most deprived fifth of {place}'s small "
            "areas were in bad or very bad health, and {least} of those of the least deprived "
            f"fifth. A logistic line fitted over the five fifths {told} ({{confidence}} interval "
            f"{{interval}}){stepped}. Of residents of the most deprived fifth {{older}} were "
            "{ages}, of those of the least deprived fifth {younger}: nothing here is "
            "age-standardised.",
            year=str(slope["period"]).rsplit(" ", 1)[-1],
            most=bind(most, wording.percent),
            place=place.name,
            least=bind(least, wording.percent),
            slope=bind(slope, _signed if _direction(slope) == "unclear" else _size),
            confidence=wording.confidence(slope["confidence"]),
            interval=wording.between(
                *_sizes(slope), _plain if _direction(slope) != "unclear" else _signed
            ),
            older=bind(older_most, wording.percent),
            younger=bind(older_least, wording.percent),
            ages=wording.ages("65+"),
        ),
    )


def others(found: pd.DataFrame, indices: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say which other shares are higher or lower towards the deprived end; () if none are held.

    ``found``: ``inequality.by_fifth``; ``indices``: ``inequality.indices``. A share that does not
    rise or fall from each fifth to the next, as shown, is said not to go step by step.
    """
    if indices.empty or place.code not in set(indices["area_code"]):
        return ()
    own = found[(found["area_code"] == place.code) & (found["confidence"] == _LEVEL)]
    sorted_by: dict[str, list[str]] = {}
    fields: dict[str, Bound | str] = {}
    for letter, (share, name) in zip("abcdefg", _SHARES.items(), strict=False):
        slope = _slope(indices, place, share)
        field = f"slope_{letter}"
        fields[field] = bind(slope, _signed)
        fields[f"name_{letter}"] = name
        stepped = ", not step by step" if _uneven(own, slope) else ""
        sorted_by.setdefault(_direction(slope), []).append(
            f"{{name_{letter}}} ({{{field}}}{stepped})"
        )
    parts = [
        f"{words} for {wording.area_list(sorted_by[way])}"
        for way, words in _WORDS.items()
        if way in sorted_by
    ]
    text = "; ".join(parts)
    return (
        claim(
            "inequality-others",
            "Lines fitted to other shares, in percentage points from the least deprived end to the "
            f"most deprived end of {{place}}, are {text}.",
            place=place.name,
            **fields,
        ),
    )


def _slope(indices: pd.DataFrame, place: Place, share: str) -> pd.Series:
    return row(
        indices,
        measure="inequality_slope",
        area_code=place.code,
        breakdown=share,
        confidence=_LEVEL,
    )


def _uneven(own: pd.DataFrame, slope: pd.Series) -> bool:
    """Say whether shares, as shown, turn back between two fifths where the slope is clear."""
    way = _direction(slope)
    if way == "unclear":
        return False
    fifths = own[own["breakdown"] == slope["breakdown"]].sort_values("category")["value"]
    shown = [float(wording.number(value, 1).replace(",", "")) for value in fifths]
    steps = [late - early for early, late in pairwise(shown)]
    # Fifths go from the most to the least deprived.
    return any(step > 0 if way == "higher" else step < 0 for step in steps)


def _plain(value: float) -> str:
    return wording.number(value, 1)


def _size(value: float) -> str:
    return _plain(abs(value))


def _signed(value: float) -> str:
    shown = _size(value)
    return shown if shown == _plain(0.0) else f"{'+' if value > 0 else '−'}{shown}"


def _direction(slope: pd.Series) -> Direction:
    if slope["lower"] > 0:
        return "higher"
    return "lower" if slope["upper"] < 0 else "unclear"


def _sizes(slope: pd.Series) -> tuple[float, float]:
    """Give the limits as the sentence tells the slope: its size, where the direction is clear."""
    if slope["upper"] < 0:
        return -float(slope["upper"]), -float(slope["lower"])
    return float(slope["lower"]), float(slope["upper"])
