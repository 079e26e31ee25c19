"""A cause says why a number is another one: it follows from what the number hangs on.

Causes come in one order (``KINDS``), all that apply; where only one applies, it is the cause. A
number hangs on the tables that its lineage names, on the assumptions that it names, on its method,
and on the modules that make its measure with all that those import. A parameter of a page moves a
claim to another row of the measures, and changes no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evidence.editions import request
from evidence.editions.entry import BoundEntry, Inputs, SourceEntry
from evidence.editions.library import closure
from evidence.measures.frame import KEY
from evidence.tables import reach

CORRECTION = "correction"
VINTAGE = "data vintage"
BOUNDARY = "boundary"
ASSUMPTION = "assumption"
PARAMETER = "parameter"
METHOD = "method"
CODE = "code"
UNKNOWN = "not found"
KINDS = (CORRECTION, VINTAGE, BOUNDARY, ASSUMPTION, PARAMETER, METHOD, CODE, UNKNOWN)

Row = Mapping[str, Any]

_SMALLER = ("E05", "E01")
"""Codes of wards and of small areas: another boundary has another code."""
_NAMED = 3
NEW_PAGE, GONE_PAGE = "is new", "is no longer there"


@dataclass(frozen=True)
class Cause:
    """One reason, by its kind and in words."""

    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}" if self.what else self.kind


Causes = tuple[Cause, ...]


@dataclass(frozen=True, eq=False)
class Grounds:
    """What two builds rest on, held against each other."""

    old: Inputs
    new: Inputs
    old_sources: tuple[SourceEntry, ...]
    new_sources: tuple[SourceEntry, ...]
    names: Mapping[str, str]
    """What areas are called, by code: pages ask for codes and show names."""

    def of_row(self, old: Row | None, new: Row | None) -> Causes:
        """Say why a measure row changed, is new (no ``old``) or is gone (no ``new``)."""
        rows = [row for row in (old, new) if row is not None]
        lineages = {str(row["lineage"]) for row in rows}
        found = [*self._of_data(lineages), *self._of_assumptions(rows)]
        if old is not None and new is not None:
            found += _vintage_of_areas(old, new)
            found += _method(old, new)
        found += self._of_code({str(row["measure"]) for row in rows})
        return self._ordered(found)

    def of_bound(
        self, page: str, old: BoundEntry, new: BoundEntry, rows: tuple[Row | None, Row | None]
    ) -> Causes:
        """Say why a claim on ``page`` gives another number; ``rows`` are its measure rows."""
        measures = {str(bound.key["measure"]) for bound in (old, new)}
        found = [
            *self._of_data({old.lineage, new.lineage}),
            *self._of_assumptions([row for row in rows if row is not None]),
            *self._of_code(measures),
        ]
        moved = [name for name in KEY if old.key[name] != new.key[name]]
        before, after = rows
        if not moved and before is not None and after is not None:
            found += _vintage_of_areas(before, after) + _method(before, after)
        if moved:
            found += self._of_move(
                page, moved, old, new, newer=any(x.kind == VINTAGE for x in found)
            )
        return self._ordered(found)

    def of_page(
        self,
        page: str,
        shown: tuple[str, str],
        lineages: Iterable[str] = (),
        tables: Iterable[str] = (),
    ) -> Causes:
        """Say why something that a page shows came, went or reads otherwise.

        It hangs on the tables that ``lineages`` name, on ``tables``, of which it may show any row,
        and on the page itself. ``shown`` is all that it was and is in words, "" where it is not.
        """
        before, after = self.old.pages.get(page), self.new.pages.get(page)
        if before is None or after is None:
            # Whatever else has changed, this alone is enough.
            return (Cause(METHOD, f"the page {page} {NEW_PAGE if before is None else GONE_PAGE}"),)
        found = [*self._of_data(lineages, tables), *self._of_parameters(page, *shown)]
        if before.source != after.source:
            found.append(Cause(METHOD, f"the page {page} was edited"))
        found += self._changed_code([*before.imports, *after.imports])
        # A value that cannot be seen, such as a switch's, is told where it is the only cause.
        return self._ordered(found or self._of_parameters(page))

    @cached_property
    def changed_tables(self) -> dict[str, str]:
        """How each table that is not what it was has changed, in words."""
        old, new = self.old.tables, self.new.tables
        return {
            name: self._vintages(name)
            for name in sorted({*old, *new})
            if old.get(name) != new.get(name)
        }

    @cached_property
    def changed_code(self) -> set[str]:
        """The modules that mean something else, are new or are gone."""
        old, new = self.old.code, self.new.code
        return {name for name in {*old, *new} if old.get(name) != new.get(name)}

    def _vintages(self, table: str) -> str:
        before = {source.key: source for source in self.old_sources if source.table == table}
        after = {source.key: source for source in self.new_sources if source.table == table}
        both = before.keys() & after.keys()
        told = [
            f"{_sources(found)} {'is' if len(found) == 1 else 'are'} {what}"
            for what, found in (
                ("new", [after[key] for key in sorted(after.keys() - before.keys())]),
                ("gone", [before[key] for key in sorted(before.keys() - after.keys())]),
                (
                    "in another file",
                    [after[key] for key in sorted(both) if before[key].sha256 != after[key].sha256],
                ),
            )
            if found
        ]
        if told:
            return " and ".join(told)
        if table not in self.old.tables or table not in self.new.tables:
            return f"the table {table} is in one of the two only"
        return f"the table {table} has other content of the same sources"

    def _of_data(self, lineages: Iterable[str], whole: Iterable[str] = ()) -> list[Cause]:
        """Say what of the rows that ``lineages`` reach, and of ``whole`` tables, is another."""
        lineages, whole = sorted(lineages), list(whole)
        named = [*(name for text in lineages for name in reach.tables(text)), *whole]
        corrected = [
            Cause(CORRECTION, f"{item.reason} ({item.source})")
            for name in sorted({*self.old.corrections, *self.new.corrections})
            if self.old.corrections.get(name) != self.new.corrections.get(name)
            for item in (self.new.corrections.get(name) or self.old.corrections[name],)
            if item.table in whole
            or any(reach.reaches(text, item.table, item.where, item.column) for text in lineages)
        ]
        return corrected + self._of_tables(named)

    def _of_tables(self, tables: Iterable[str]) -> list[Cause]:
        areas = {*self.old.boundaries, *self.new.boundaries}
        return [
            Cause(BOUNDARY if name in areas else VINTAGE, self.changed_tables[name])
            for name in dict.fromkeys(tables)
            if name in self.changed_tables
        ]

    def _of_assumptions(self, rows: Iterable[Row]) -> list[Cause]:
        old, new = self.old.assumptions, self.new.assumptions
        changed = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
        rows = list(rows)
        return [
            Cause(ASSUMPTION, f"{name} {_how(old.get(name), new.get(name))}")
            for name in changed
            if any(
                _names(row, told)
                for models in (self.old.models, self.new.models)
                if (told := models.get(name))
                for row in rows
            )
        ]

    def _of_move(
        self, page: str, moved: list[str], old: BoundEntry, new: BoundEntry, *, newer: bool
    ) -> list[Cause]:
        """Say why a claim now stands on another row of the measures.

        It was asked for; else data are newer and it follows them; else the page picks another.
        """
        keys = (_words(bound.key[name] for name in moved) for bound in (old, new))
        found = self._of_parameters(page, *keys)
        otherwise = PARAMETER if found else VINTAGE if newer else METHOD
        for name in moved:
            before, after = old.key[name], new.key.get(name)
            what = f"{request.plain(name)} {request.said(before)} is now {request.said(after)}"
            smaller = str(before).startswith(_SMALLER) or str(after).startswith(_SMALLER)
            if name == "area_code" and smaller:
                found.append(Cause(BOUNDARY, what))
            elif name == "measure":
                found.append(Cause(METHOD, what))
            else:
                found.append(Cause(otherwise, what))
        return found

    def _of_parameters(self, page: str, *shown: str) -> list[Cause]:
        """Name what the page was asked for otherwise: with ``shown``, what was and is, of that."""
        found = request.changed(
            self.old.pages.get(page), self.new.pages.get(page), self.names, *shown
        )
        return [Cause(PARAMETER, what) for what in found]

    def _of_code(self, measures: Iterable[str]) -> list[Cause]:
        makers = [
            module
            for measure in measures
            for inputs in (self.old, self.new)
            for module in inputs.makers.get(measure, ())
        ]
        return self._changed_code(makers)

    def _changed_code(self, modules: Iterable[str]) -> list[Cause]:
        modules = list(modules)
        hung = closure(self.old.imports, modules) | closure(self.new.imports, modules)
        changed = sorted(hung & self.changed_code)
        return [Cause(CODE, _listed(changed))] if changed else []

    def _ordered(self, found: Iterable[Cause]) -> Causes:
        """Order causes; packages, which are seldom one, are named where there is no other."""
        found = list(found)
        if not found and self.old.lock != self.new.lock:
            found = [Cause(CODE, "versions of packages (requirements.lock)")]
        return ordered(found)


def ordered(causes: Iterable[Cause]) -> Causes:
    """Return causes in the order of their kinds, each once; none at all is a cause not found."""
    distinct = dict.fromkeys(causes)
    found = tuple(sorted(distinct, key=lambda cause: KINDS.index(cause.kind)))
    return found or (Cause(UNKNOWN, "nothing that it is known to hang on has changed"),)


def together(causes: Iterable[Causes]) -> Causes:
    """Put the causes of several numbers together; what is known of one stands before unknown."""
    every = [cause for one in causes for cause in one]
    return ordered([cause for cause in every if cause.kind != UNKNOWN])


def _vintage_of_areas(old: Row, new: Row) -> list[Cause]:
    before, after = str(old["area_vintage"]), str(new["area_vintage"])
    return [Cause(BOUNDARY, f"areas of {before} are now of {after}")] if before != after else []


def _method(old: Row, new: Row) -> list[Cause]:
    before, after = str(old["method"]), str(new["method"])
    return [Cause(METHOD, f"was: {before}; is: {after}")] if before != after else []


def _names(row: Row, told: Mapping[Any, str]) -> bool:
    """Say whether a row names a prevalence model: its study, and its condition where it has one."""
    words = f"{row['variant']} {row['method']}"
    title = told.get("title", "")
    if not title or not re.search(rf"(?<!\w){re.escape(title)}(?!\w)", words):
        return False
    breakdown = str(row["breakdown"])
    return not breakdown or breakdown == told.get("condition")


def _how(old: str | None, new: str | None) -> str:
    return "is new" if old is None else "is gone" if new is None else "was edited"


def _words(parts: Iterable[object]) -> str:
    return " ".join(str(part) for part in parts)


def _sources(found: list[SourceEntry]) -> str:
    first, more = found[0], len(found) - 1
    return f"{first.title} ({first.key})" + (f" and {more} more of {first.table}" if more else "")


def _listed(modules: list[str]) -> str:
    shown = [name.removeprefix("evidence.") for name in modules[:_NAMED]]
    more = len(modules) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
