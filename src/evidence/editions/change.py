"""A change is one thing that is new, withdrawn or changed between two builds, with why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from evidence.editions.cause import Causes
from evidence.editions.edition import Edition

Kind: TypeAlias = Literal["claim", "figure", "measure", "source"]
Happened: TypeAlias = Literal["new", "withdrawn", "changed"]

NAMES: Mapping[Kind, str] = {
    "claim": "finding",
    "figure": "figure",
    "measure": "number",
    "source": "source",
}
"""What a reader calls each kind, in the order in which kinds are told."""
HAPPENED: tuple[Happened, ...] = ("new", "withdrawn", "changed")

HEADLINE, FINDING, NUMBER, TEXT = 1, 2, 3, 4
TIERS: Mapping[int, str] = {
    HEADLINE: "headline findings and key facts that changed or are withdrawn",
    FINDING: "findings that read otherwise, are new or are withdrawn",
    NUMBER: "numbers that changed",
    TEXT: "words and notes",
}


@dataclass(frozen=True)
class Number:
    """One number in two builds; ``what`` names it, ``beyond`` whether it left its interval."""

    what: str
    column: str
    old: float | None
    new: float | None
    old_text: str
    new_text: str
    beyond: bool | None
    causes: Causes

    @property
    def difference(self) -> float | None:
        """The new number less the old, where there are both."""
        if self.old is None or self.new is None:
            return None
        return float(f"{self.new - self.old:.10g}")


@dataclass(frozen=True)
class Change:
    """Something that is new, withdrawn or changed; ``old`` and ``new`` are its words."""

    kind: Kind
    id: str
    page: str
    change: Happened
    tier: int
    old: str
    new: str
    causes: Causes
    numbers: tuple[Number, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """What is new, withdrawn or changed in ``new`` against ``old``, heaviest first.

    ``titles`` are those of the pages of both, by name.
    """

    old: Edition
    new: Edition
    changes: tuple[Change, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: str, *tiers: int) -> tuple[Change, ...]:
        """Return the changes of one kind, of ``tiers`` or of all."""
        return tuple(
            change
            for change in self.changes
            if change.kind == kind and (not tiers or change.tier in tiers)
        )


def happened(old: object, new: object) -> Happened:
    """Say what became of something that each of two builds has, or has not (None)."""
    return "new" if old is None else "withdrawn" if new is None else "changed"
