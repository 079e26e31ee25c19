"""A selection is the evidence that a recipe allows: whole tables, some of their rows, or none.

A table without an allowed row stays, empty: measures find that nothing is held, as they do for a
place that a table does not cover. A dataset without an allowed vintage becomes a slot, which says
that it came later. A correction is in where its row is and it was known by the day.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import yaml

from evidence.editions.recipe import Recipe
from evidence.errors import InputError, Problem
from evidence.paths import Project
from evidence.sources.catalogue import Catalogue, Source
from evidence.sources.declaration import read
from evidence.sources.field import in_words
from evidence.tables import correction, parquet
from evidence.tables.correction import Correction

_SHARED = ("licences.yml", "assumptions", "examples")
_SLOT = ("title", "publisher", "licence", "page", "geography", "coverage", "cautions")


@dataclass(frozen=True)
class Selection:
    """What of a catalogue a recipe allows; raises InputError where a table has no such row."""

    recipe: Recipe
    catalogue: Catalogue

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The vintages that are in, in order of the catalogue."""
        return tuple(source for source in self.catalogue.sources if self._allows(source))

    def lay_out(self, project: Project, folder: Path) -> None:
        """Put the allowed evidence of ``project`` into data/ below ``folder``."""
        target = Project(folder)
        target.tables.mkdir(parents=True)
        for name in _SHARED:
            _copy(project.root / "data" / name, folder / "data" / name)
        for source in self.sources:
            held = source.vintage.held
            # What was added to a prevalence model lies with the assumptions, copied above.
            if held and not (folder / held).exists():
                _copy(project.root / held, folder / held)
        for dataset in self.catalogue:
            path = target.catalogue / f"{dataset.id}.yml"
            declared = read(project.catalogue / f"{dataset.id}.yml", f"{dataset.id}.yml").content
            _write(path, self._declaration(dataset.id, declared))
        for slot in self.catalogue.slots:
            name = f"{slot}.yml"
            _copy(project.catalogue / name, target.catalogue / name)
        for table in self.catalogue.tables:
            name = f"{table}.parquet"
            self._narrow(table, project.tables / name, target.tables / name)
        kept = {
            item.id: item.model_dump(exclude={"id"}, exclude_defaults=True)
            for item in correction.load(project)
            if self._allows_correction(item, target)
        }
        if kept:
            _write(target.corrections, {"corrections": kept})

    def _allows(self, source: Source) -> bool:
        last = source.vintage.last_day
        if last is not None and last <= date.fromisoformat(self.recipe.published_by):
            return True
        named = (*self.recipe.undated, *self.recipe.compiled, *self.recipe.reference)
        return source.key in named

    def _allows_correction(self, item: Correction, target: Project) -> bool:
        allowed = item.vintage in {source.key for source in self.sources}
        if not allowed or item.date > self.recipe.published_by:
            return False
        if item.vintage not in self.recipe.compiled:
            return True
        path = target.tables / f"{item.table}.parquet"
        narrowed = pq.read_table(path, partitioning=None) if path.is_file() else None
        return narrowed is None or correction.remains(narrowed, item)

    def _declaration(self, dataset: str, declared: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the catalogue says of a dataset with its allowed vintages, or a slot."""
        allowed = {source.name for source in self.sources if source.dataset.id == dataset}
        vintages = {
            name: said | self._told(f"{dataset}@{name}")
            for name, said in declared["vintages"].items()
            if name in allowed
        }
        if vintages:
            return {**declared, "vintages": vintages}
        day = in_words(self.recipe.published_by)
        return (
            {"slot": True}
            | {name: declared[name] for name in _SLOT if name in declared}
            | {
                "gives": f"It was published after {day}, or its date is not known: it is no part "
                "of this reconstruction.",
                "remedy": "Read the newest edition, which holds it.",
            }
        )

    def _told(self, key: str) -> dict[str, str]:
        """Return what a recipe says, in place of the catalogue, of the rows of a file it keeps."""
        only = self.recipe.compiled.get(key)
        told = {"published": only.published, "period": only.period} if only else {}
        return {name: text for name, text in told.items() if text}

    def _narrow(self, table: str, held: Path, target: Path) -> None:
        """Write the rows of a table that come of allowed vintages."""
        datasets = self.catalogue.table(table)
        every = {source.key for dataset in datasets for source in dataset.sources}
        allowed = {source.key for source in self.sources} & every
        compiled = {key: self.recipe.compiled[key] for key in allowed & {*self.recipe.compiled}}
        if allowed == every and not compiled:
            _copy(held, target)
            return
        content = pq.read_table(held, partitioning=None)
        source = content.column("source")
        kept = pc.is_in(source, value_set=pa.array(sorted(allowed), pa.string()))
        for key, only in sorted(compiled.items()):
            own = pc.equal(source, key)
            for column, values in sorted(only.rows.items()):
                meets = self._meets(content, table, key, column, values)
                kept = pc.and_(kept, pc.or_(pc.invert(own), meets))
            if not pc.any(pc.and_(own, kept)).as_py():
                raise self._fault(key, "rows", f"table {table} has no row that meets all of it")
        parquet.write(content.filter(kept), target)

    def _meets(
        self, content: pa.Table, table: str, key: str, column: str, values: list[Any]
    ) -> pa.ChunkedArray:
        if column not in content.column_names:
            raise self._fault(key, f"rows.{column}", f"table {table} has no such column")
        field = content.schema.field(column)
        try:
            wanted = pa.array(values, field.type)
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            said = f"column {column!r} of {table} holds {field.type}"
            raise self._fault(key, f"rows.{column}", said) from error
        missing = [one for one in values if one not in content.column(column).unique().to_pylist()]
        if missing:
            said = f"table {table} has no row with {', '.join(map(repr, missing))}"
            raise self._fault(key, f"rows.{column}", said)
        return pc.is_in(content.column(column), value_set=wanted)

    def _fault(self, key: str, at: str, message: str) -> InputError:
        file = f"data/editions/recipes/{self.recipe.name}.yml"
        problem = Problem(file, f"key 'compiled.{key}.{at}': {message}")
        return InputError("1 problem(s) in the recipe", [problem])


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True), encoding="utf-8"
    )


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)
