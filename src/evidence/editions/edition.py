"""An edition says by what name, date and address a book is cited; a book may have none yet."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from evidence.errors import InputError, Problem, suggestion
from evidence.sources import field

RECONSTRUCTION = "reconstruction"
_KINDS = {"edition": "Edition", RECONSTRUCTION: "Reconstruction"}
NAME = re.compile(r"\d{4}\.\d+")
"""What an edition is called: YEAR.N."""

_ROOT = re.compile(r"https?://[\w.:-]+(/[\w.~-]+)*/?")
_UNDATED = datetime.date(1980, 1, 1)
_YEARS = range(_UNDATED.year, 2108)
"""Years that a zip file, and so an archive, a DOCX and an XLSX, can be dated in."""


def order(name: str) -> tuple[int, int]:
    """Return what editions' names, YEAR.N, are sorted by."""
    year, number = name.split(".")
    return int(year), int(number)


@dataclass(frozen=True)
class Edition:
    """Name an edition, YEAR.N, with its date (ISO), kind and the address of the site's root.

    ``base`` is "" where the site has no address of its own. All is "" of an unreleased book.
    """

    name: str = ""
    date: str = ""
    kind: str = ""
    base: str = ""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Edition:
        """Read an edition from a mapping, strictly; an empty mapping is an unreleased book.

        Raises InputError with every fault.
        """
        if not given:
            return UNRELEASED
        known = [item.name for item in fields(cls)]
        faults = [
            f"key {key!r} is unknown{suggestion(str(key), known)}"
            for key in given
            if key not in known
        ]
        # YAML reads an unquoted 2026.1 as a number and an unquoted day as a date.
        values = {name: str(given.get(name) or "") for name in known}
        values["base"] = values["base"].rstrip("/")
        if not NAME.fullmatch(values["name"]):
            faults.append(f"name is YEAR.N, such as 2026.1, not {values['name']!r}")
        if values["kind"] not in _KINDS:
            faults.append(f"kind is {' or '.join(_KINDS)}, not {values['kind']!r}")
        if values["base"] and not _ROOT.fullmatch(values["base"]):
            faults.append(f"base is the address of a site or empty, not {values['base']!r}")
        try:
            year = int(field.day(values["date"])[:4])
        except ValueError:
            faults.append(f"date is a day, such as 2026-03-02, not {values['date']!r}")
        else:
            if year not in _YEARS:
                faults.append(
                    f"date lies in {_YEARS[0]} to {_YEARS[-1]}, the years that files in an archive "
                    f"can carry, not in {year}"
                )
        if faults:
            problems = [Problem("_config.yml", f"evidence_edition: {fault}") for fault in faults]
            raise InputError(f"{len(faults)} problem(s) in the edition", problems)
        return cls(**values)

    @property
    def released(self) -> bool:
        """Whether there is an edition at all."""
        return bool(self.name)

    @property
    def reconstructed(self) -> bool:
        """Whether it was made later than what it shows."""
        return self.kind == RECONSTRUCTION

    @property
    def made_later(self) -> str:
        """When a reconstruction was made, and of what; "" of any other edition."""
        then = self.name.partition(".")[0]
        return (
            f"made in {self.day.year}, of what could be known in {then}"
            if self.reconstructed
            else ""
        )

    @property
    def title(self) -> str:
        """The edition in a word or two."""
        return f"{_KINDS[self.kind]} {self.name}" if self.released else "Unreleased"

    @property
    def cited(self) -> str:
        """The edition as a citation names it: of a reconstruction, when it was made too."""
        made = f" ({self.kind}, {self.day.year})" if self.reconstructed else ""
        return f"{self.name}{made}" if made else self.title

    @property
    def line(self) -> str:
        """The edition in a sentence."""
        if not self.released:
            return "Not released as an edition yet: its numbers may still change."
        return f"{self.title} of {self.dated}."

    @property
    def dated(self) -> str:
        """Its date as readers write it."""
        return field.in_words(self.day)

    @property
    def day(self) -> datetime.date:
        """The date that files carry: of an unreleased book a fixed one, never the clock's."""
        return datetime.date.fromisoformat(self.date) if self.released else _UNDATED

    def address(self, place: str) -> str:
        """Return the permanent address of ``place``, a path from the root of the book.

        Without an edition, or a site of its own, it is the path itself.
        """
        return f"{self.base}/e/{self.name}/{place}" if self.released and self.base else place


UNRELEASED = Edition()
"""The book before any edition is cut."""
