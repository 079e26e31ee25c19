"""A claim is a sentence with numbers, each bound to one row of a measure frame.

A claim is made from a template that holds no digit of its own: every number comes in through a
:class:`Bound` (a cell of a measure frame, put in words by ``evidence.measures.wording``) or a
label of the row (its period, area or age band). So prose cannot hold a typed-in statistic.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any, Literal

import pandas as pd

from evidence.errors import CheckError
from evidence.measures.article import in_label, in_sentence
from evidence.measures.frame import KEY
from evidence.standing import Standing, weakest

MIME = "application/vnd.evidence.claim+json"
STRIP_MIME = "application/vnd.evidence.strip+json"

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BINDABLE = ("value", "numerator", "denominator", "lower", "upper")


@dataclass(frozen=True)
class Bound:
    """One cell of a measure frame as a sentence shows it."""

    key: tuple[tuple[str, str | float], ...]
    column: str
    value: float
    shown: str
    status: str
    standing: Standing
    lineage: str

    def __str__(self) -> str:
        return self.shown

    def record(self) -> dict[str, Any]:
        """Return the cell as JSON can hold it: missing parts of the key are null."""
        return {
            "key": {name: _json(value) for name, value in self.key},
            "column": self.column,
            "value": _json(self.value),
            "shown": self.shown,
            "status": self.status,
            "standing": self.standing.value,
            "lineage": self.lineage,
        }


def bind(row: pd.Series, words: Callable[[float], str], column: str = "value") -> Bound:
    """Bind one cell of a measure row; ``words`` puts it as the sentence shows it.

    ``row`` is one row of a measure frame; ``column`` is value, numerator, denominator, lower or
    upper. Raises CheckError where the row holds no such number.
    """
    if column not in _BINDABLE:
        raise CheckError(f"a claim binds one of {', '.join(_BINDABLE)}, not {column!r}")
    value = float(row[column])
    if math.isnan(value):
        raise CheckError(
            f"measure {row['measure']!r} for {row['area_code']} ({row['period']}) has no {column}: "
            "say that it is not held instead of binding it"
        )
    return Bound(
        key=tuple((name, row[name]) for name in KEY),
        column=column,
        value=value,
        shown=words(value),
        status=str(row["status"]),
        standing=Standing(row["standing"]),
        lineage=str(row["lineage"]),
    )


@dataclass(frozen=True)
class Claim:
    """A sentence, the cells it stands on, and the standing of the weakest of them."""

    id: str
    text: str
    bounds: tuple[Bound, ...]
    kind: Literal["finding", "fact"] = "finding"
    fact: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        if not _SLUG.fullmatch(self.id):
            raise CheckError(f"claim id {self.id!r} is not lower-case words joined by hyphens")
        if not self.bounds:
            raise CheckError(f"claim {self.id!r} is bound to no measure")

    @property
    def standing(self) -> Standing:
        """The weakest standing of the numbers in the sentence."""
        return weakest(bound.standing for bound in self.bounds)

    def record(self) -> dict[str, Any]:
        """Return the claim as it is stored in a notebook."""
        return {
            "id": self.id,
            "kind": self.kind,
            "text": self.text,
            "standing": self.standing.value,
            "facts": dict(self.fact) if self.fact else None,
            "bounds": [bound.record() for bound in self.bounds],
        }

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {MIME: self.record(), "text/markdown": self.text, "text/plain": self.text}


def claim(id: str, template: str, **fields: Bound | str) -> Claim:
    """Make a claim from a template such as ``"In {area}, {count} people ..."``.

    Raises CheckError for a digit in the template itself, for a field that is missing or unused,
    and for a claim that holds no number. Places are named as a sentence names them.
    """
    return Claim(id, in_sentence(_fill(id, template, fields)), _bounds(fields))


def fact(
    id: str, value: Bound, unit: str, label: str, comparison: str = "", **fields: Bound | str
) -> Claim:
    """Make one tile of a key-facts strip: a number, what it counts, and one comparison.

    ``unit``, ``label`` and ``comparison`` are templates like those of :func:`claim`.
    """
    templates = {"unit": unit, "label": label, "comparison": comparison}
    parts = {"value": value.shown} | {
        name: in_label(_fill(id, template, fields, used_all=False))
        for name, template in templates.items()
    }
    text = f"{parts['value']} {parts['unit']}: {parts['label']}"
    text += f" ({parts['comparison']})" if parts["comparison"] else ""
    return Claim(id, text, (value, *_bounds(fields)), kind="fact", fact=parts)


@dataclass(frozen=True)
class Strip:
    """The key facts of a chapter: three to five claims side by side."""

    facts: tuple[Claim, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.facts) <= 5:
            raise CheckError(f"a key-facts strip holds 1 to 5 facts, not {len(self.facts)}")

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        lines = [item.text for item in self.facts]
        return {
            STRIP_MIME: {"facts": [item.record() for item in self.facts]},
            "text/markdown": "\n".join(f"- {line}" for line in lines),
            "text/plain": "\n".join(lines),
        }


def _fill(
    id: str, template: str, fields: Mapping[str, Bound | str], *, used_all: bool = True
) -> str:
    names = set()
    for literal, name, _, _ in Formatter().parse(template):
        if any(character.isdigit() for character in literal):
            raise CheckError(
                f"claim {id!r} types a number in its template ({literal.strip()!r}): bind it"
            )
        if name is not None:
            names.add(name)
    absent, unused = names - set(fields), set(fields) - names
    if absent or (used_all and unused):
        raise CheckError(f"claim {id!r}: missing {sorted(absent)}, unused {sorted(unused)}")
    return template.format_map({name: str(value) for name, value in fields.items()})


def _bounds(fields: Mapping[str, Bound | str]) -> tuple[Bound, ...]:
    return tuple(value for value in fields.values() if isinstance(value, Bound))


def _json(value: object) -> object:
    if isinstance(value, float) and math.isnan(value):
        return None
    return value.item() if hasattr(value, "item") else value
