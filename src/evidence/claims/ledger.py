"""The ledger lists every claim that the pages make and holds each against its measure row."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from evidence.claims.claim import MIME, STRIP_MIME
from evidence.errors import Problem
from evidence.measures.frame import KEY


@dataclass(frozen=True)
class Entry:
    """One claim as a page stores it."""

    page: str
    cell: int
    record: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The claim's id."""
        return str(self.record["id"])


@dataclass(frozen=True)
class Ledger:
    """Every claim of a set of executed pages, in page and cell order."""

    entries: tuple[Entry, ...]

    @classmethod
    def read(cls, pages: list[Path]) -> Ledger:
        """Collect the claims that executed notebooks hold."""
        return cls(tuple(entry for page in pages for entry in _entries(page)))

    def contradictions(self) -> list[Problem]:
        """Report ids that stand for different sentences on different pages."""
        first: dict[str, Entry] = {}
        problems = []
        for entry in self.entries:
            earlier = first.setdefault(entry.id, entry)
            if earlier.record["text"] != entry.record["text"]:
                problems.append(
                    Problem(
                        entry.page,
                        f"cell {entry.cell}: claim {entry.id!r} reads "
                        f"{entry.record['text']!r} but {earlier.page} says "
                        f"{earlier.record['text']!r}",
                        "run both pages anew, or give one claim another id",
                    )
                )
        return problems

    def verify(self, frame: pd.DataFrame) -> list[Problem]:
        """Hold each bound number against a freshly calculated measure frame."""
        rows = {
            _key(record): record
            for record in frame[[*KEY, "value", "numerator", "denominator", "lower", "upper"]]
            .astype(object)
            .to_dict("records")
        }
        problems = []
        for entry in self.entries:
            for bound in entry.record["bounds"]:
                row = rows.get(_key(bound["key"]))
                if row is None:
                    problems.append(_problem(entry, bound, "is not among the measures"))
                elif not math.isclose(row[bound["column"]], bound["value"], rel_tol=1e-9):
                    problems.append(_problem(entry, bound, f"is now {row[bound['column']]}"))
        return problems


def _entries(page: Path) -> Iterator[Entry]:
    notebook = json.loads(page.read_text(encoding="utf-8"))
    for number, cell in enumerate(notebook["cells"], start=1):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if MIME in data:
                yield Entry(page.name, number, data[MIME])
            for record in data.get(STRIP_MIME, {}).get("facts", []):
                yield Entry(page.name, number, record)


def _key(record: Mapping[Any, Any]) -> tuple[object, ...]:
    return tuple(
        None if value is None or (isinstance(value, float) and math.isnan(value)) else value
        for value in (record[name] for name in KEY)
    )


def _problem(entry: Entry, bound: Mapping[str, Any], what: str) -> Problem:
    key = ", ".join(str(value) for value in bound["key"].values() if value not in (None, ""))
    return Problem(
        entry.page,
        f"cell {entry.cell}: claim {entry.id!r} shows {bound['shown']} "
        f"({bound['column']} of {key}), which {what}",
        "run the page anew: evidence run",
    )
