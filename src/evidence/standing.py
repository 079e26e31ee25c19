"""Standing says how firmly a figure is held; a number is no better than its weakest input."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Standing(StrEnum):
    """How an input came to us, strongest first."""

    OFFICIAL = "official"
    RESHAPED = "reshaped"
    TRANSCRIBED = "transcribed"
    VERIFIED = "verified"
    DERIVED = "derived"
    INFERRED = "inferred"
    UNVERIFIED = "unverified"

    @property
    def strength(self) -> int:
        """Place in the order, 0 the strongest."""
        return _ORDER.index(self)

    @property
    def meaning(self) -> str:
        """What a reader is told."""
        return _MEANINGS[self]


_ORDER = list(Standing)
_MEANINGS = {
    Standing.OFFICIAL: "the publisher's own file",
    Standing.RESHAPED: "the publisher's figures through somebody's copy, checked against a "
    "published total",
    Standing.TRANSCRIBED: "copied out of a document or a third party's file",
    Standing.VERIFIED: "a published study, confirmed by a second source",
    Standing.DERIVED: "worked out from published figures under a stated assumption, such as that a "
    "study's rates hold here",
    Standing.INFERRED: "worked back from published results; it cannot prove them",
    Standing.UNVERIFIED: "not confirmed by any second source",
}


def weakest(standings: Iterable[Standing | str]) -> Standing:
    """Return the weakest of ``standings``; at least one is needed."""
    return max((Standing(standing) for standing in standings), key=lambda item: item.strength)
