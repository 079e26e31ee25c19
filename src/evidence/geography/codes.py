"""A GSS code says by its first three characters what kind of area it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

ENGLAND = "E92000001"

_PATTERN = re.compile(r"[A-Z]\d{8}")

# Entity prefixes: ONS, Register of Geographic Codes. Only those that the tables hold.
AREA_TYPES = {
    "E01": "LSOA",
    "E02": "MSOA",
    "E05": "ward",
    "E06": "unitary authority",
    "E07": "non-metropolitan district",
    "E08": "metropolitan district",
    "E09": "London borough",
    "E10": "county",
    "E12": "region",
    "E92": "country",
}


def is_code(text: str) -> bool:
    """Say whether ``text`` has the shape of a GSS code: one letter, eight digits."""
    return _PATTERN.fullmatch(text) is not None


def area_type(code: str) -> str:
    """Name the kind of area from its code; an empty string for a kind not held here."""
    return AREA_TYPES.get(code[:3], "") if is_code(code) else ""


def nearest_code(text: str, known: Iterable[str]) -> str:
    """Find the known code that differs least from ``text``; empty when none is near.

    One character missing, doubled or wrong is the common slip, and codes are alike: take the
    nearest that shares the prefix before any other.
    """
    codes = sorted(known)
    same_kind = [code for code in codes if code[:3] == text[:3]]
    for group in (same_kind, codes):
        completed = [code for code in group if _without_one(code, text)]
        if completed:
            # Several codes may be one character away: the one that agrees furthest is nearest.
            return max(completed, key=lambda code: _common_start(code, text))
        close = get_close_matches(text, group, n=1, cutoff=0.75)
        if close:
            return close[0]
    return ""


def _without_one(code: str, text: str) -> bool:
    return len(text) == len(code) - 1 and any(
        code[:at] + code[at + 1 :] == text for at in range(len(code))
    )


def _common_start(code: str, text: str) -> int:
    return next(
        (at for at, (one, other) in enumerate(zip(code, text, strict=False)) if one != other),
        min(len(code), len(text)),
    )
