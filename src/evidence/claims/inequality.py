"""What is said of residents of the more and the less deprived parts of a place."""

from __future__ import annotations

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
        "higher": "more frequent at the most deprived end by {slope} percentage points",
        "lower": "less frequent at the most deprived end by {slope} percentage points",
        "unclear": "not clearly different between the ends: {slope} percentage points",
    }[_direction(slope)]
    return (
        claim(
            "inequality-health",
            "At Census {year}, {most} of residents of the most deprived fifth of {place}'s small "
            "areas were in bad or very bad health, and {least} of those of the least deprived "
            f"fifth. Over all five fifths it was {told} ({{confidence}} interval {{interval}}). Of "
            "residents of the most deprived fifth {older} were {ages}, of those of the least "
            "deprived fifth {younger}: nothing here is age-standardised.",
            year=str(slope["period"]).rsplit(" ", 1)[-1],
            most=bind(most, wording.percent),
            place=place.name,
            least=bind(least, wording.percent),
            slope=bind(slope, _signed if _direction(slope) == "unclear" else _size),
            confidence=wording.percent(100 * slope["confidence"], 0),
            interval=wording.between(
                *_sizes(slope), _plain if _direction(slope) != "unclear" else _signed
            ),
            older=bind(older_most, wording.percent),
            younger=bind(older_least, wording.percent),
            ages=wording.ages("65+"),
        ),
    )


def others(indices: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say which other shares are higher or lower towards the deprived end; () if none are held.

    ``indices``: ``inequality.indices``.
    """
    if indices.empty or place.code not in set(indices["area_code"]):
        return ()
    sorted_by: dict[str, list[str]] = {}
    fields: dict[str, Bound | str] = {}
    for letter, (share, name) in zip("abcdefg", _SHARES.items(), strict=False):
        slope = _slope(indices, place, share)
        field = f"slope_{letter}"
        fields[field] = bind(slope, _signed)
        fields[f"name_{letter}"] = name
        sorted_by.setdefault(_direction(slope), []).append(f"{{name_{letter}}} ({{{field}}})")
    parts = [
        f"{words}: {wording.area_list(sorted_by[way])}"
        for way, words in _WORDS.items()
        if way in sorted_by
    ]
    text = "; ".join(parts)
    return (
        claim(
            "inequality-others",
            "Other shares over the whole scale from the least to the most deprived end of {place}, "
            f"in percentage points: {text}.",
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
