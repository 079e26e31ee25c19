"""Building makes one table in memory from the files of its sources, checked and in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa

from evidence.errors import InputError, Problem, suggestion
from evidence.paths import Project
from evidence.sources.catalogue import Catalogue, Source
from evidence.sources.fetch import check
from evidence.tables import parquet
from evidence.tables.validation import validate

Reader = Callable[..., pd.DataFrame]
Schemas = Mapping[str, pandera.DataFrameSchema]


def find_reader(name: str) -> Reader:
    """Return the reader called "<module>.<function>"; raise LookupError where there is none."""
    module_name, _, function = name.partition(".")
    full = f"evidence.tables.readers.{module_name}"
    try:
        module = import_module(full)
    except ModuleNotFoundError as fault:
        if fault.name not in (full, "evidence.tables.readers"):
            raise
        raise LookupError(f"no module of readers {module_name!r}") from fault
    found: Reader | None = getattr(module, function, None)
    if found is None:
        raise LookupError(f"no reader {name!r}{suggestion(function, vars(module))}")
    return found


@dataclass(frozen=True)
class Rules:
    """What a whole table must be: its schema and, where that is known, how many rows it has."""

    schemas: Schemas
    rows: Mapping[str, int]


def find_rules() -> Rules:
    """Return the rules of every table."""
    module = import_module("evidence.tables.schemas")
    return Rules(module.SCHEMAS, module.ROWS)


@dataclass(frozen=True)
class Work:
    """What building needs: the project, its catalogue, a mirror or None for data/raw, and rules."""

    project: Project
    catalogue: Catalogue
    mirror: Path | None
    rules: Rules
    reader_of: Callable[[str], Reader]

    def shown(self, source: Source) -> str:
        """Name a source's file as its owner would look for it."""
        if source.vintage.held:
            return source.vintage.held
        folder = "data/raw" if self.mirror is None else self.mirror.as_posix()
        return f"{folder}/{source.vintage.path}"


def build(work: Work, name: str) -> pa.Table:
    """Read, check and order one table; raise InputError with every problem of its sources."""
    schemas = work.rules.schemas
    if name not in schemas:
        message = f"table {name} has no schema{suggestion(name, schemas)}"
        problem = Problem("evidence.tables.schemas", message)
        raise InputError(f"table {name} cannot be checked", [problem])
    schema = schemas[name]
    frames: list[pd.DataFrame] = []
    headings: dict[str, Mapping[str, str]] = {}
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for dataset in work.catalogue.table(name):
        for source in dataset.sources:
            files[source.key] = work.shown(source)
            try:
                frame = _read(work, source)
            except InputError as fault:
                problems += fault.problems or [Problem(files[source.key], fault.summary)]
                continue
            headings[source.key] = frame.attrs.get("source_columns", {})
            frame.attrs = {}
            frames.append(frame)
    if problems:
        raise InputError(f"table {name} cannot be made", problems)
    frame, problems = validate(_join(frames), schema, name, files, headings)
    key = [schema.unique] if isinstance(schema.unique, str) else list(schema.unique or ())
    if not problems and not key:
        problems = [Problem("evidence.tables.schemas", f"the schema of {name} has no key (unique)")]
    expected = work.rules.rows.get(name, len(frame))
    if len(frame) != expected:
        message = f"has {len(frame):,} rows where the whole table has {expected:,}"
        problems = [*problems, Problem(f"data/tables/{name}.parquet", message)]
    if problems:
        raise InputError(f"table {name} does not meet its schema", problems)
    frame = frame.sort_values(key, kind="stable", ignore_index=True)
    nullable = [str(column) for column, rules in schema.columns.items() if rules.nullable]
    return parquet.from_frame(frame, key, nullable, headings)


def _read(work: Work, source: Source) -> pd.DataFrame:
    """Read one file that is as declared, and note which source its rows are of."""
    shown, path = work.shown(source), source.locate(work.project, work.mirror)
    fault = check(path, source)
    if fault:
        remedy = f"run: evidence fetch {source.dataset.id}, or see {source.dataset.page}"
        raise _input_error(shown, fault, remedy if source.vintage.path else "")
    reader = source.dataset.reader
    try:
        read = work.reader_of(reader)
    except LookupError as error:
        raise _input_error(f"data/catalogue/{source.dataset.id}.yml", str(error)) from error
    try:
        frame = read(path, **source.dataset.options)
    except InputError as error:
        own = (path.name, str(path))  # readers know the file, not where the project keeps it
        problems = [
            replace(problem, file=shown) if problem.file in own else problem
            for problem in error.problems
        ]
        raise InputError(error.summary, problems) from error
    except Exception as error:  # a reader that breaks must not stop the other tables
        message = f"reader {reader} broke: {type(error).__name__}: {error}"
        raise _input_error(shown, message) from error
    if "source_row" not in frame:
        raise _input_error(shown, f"reader {reader} does not say which rows it read")
    said = _crs_fault(frame)
    if said:
        raise _input_error(shown, said)
    return frame.assign(source=source.key)


def _input_error(file: str, message: str, remedy: str = "") -> InputError:
    return InputError(message, [Problem(file, message, remedy)])


def _crs_fault(frame: pd.DataFrame) -> str | None:
    system: Any = getattr(frame, "crs", None)
    if "geometry" not in map(str, frame.dtypes):
        return None
    if system is None or not system.equals("EPSG:4326", ignore_axis_order=True):
        return f"boundaries must be in longitude and latitude (EPSG:4326), not {system}"
    return None


def _join(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Put the sources of a table behind one another, provenance last, one index over all."""
    provenance = [name for name in parquet.PROVENANCE if any(name in frame for frame in frames)]
    whole = []
    for frame in frames:
        extra: dict[str, Any] = {}
        if "source_row_last" in provenance and "source_row_last" not in frame:
            extra["source_row_last"] = frame["source_row"]
        if "source_column" in provenance and "source_column" not in frame:
            extra["source_column"] = ""
        values = [name for name in frame.columns if name not in parquet.PROVENANCE]
        whole.append(frame.assign(**extra)[[*values, *provenance]])
    return pd.concat(whole, ignore_index=True)
