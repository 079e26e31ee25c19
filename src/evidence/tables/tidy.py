"""Tidying makes the tables from the raw files: each table whole and checked, or not written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from evidence.errors import InputError, Problem, UsageError
from evidence.fingerprint import table_sha256
from evidence.paths import Project
from evidence.sources import catalogue
from evidence.sources.catalogue import Catalogue
from evidence.tables import parquet
from evidence.tables.build import Reader, Rules, Work, build, find_reader, find_rules
from evidence.tables.difference import differences

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class TableReport:
    """What became of one table: ``outcome`` is written, unchanged, failed, same or differs."""

    name: str
    outcome: str
    rows: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class TidyReport:
    """What became of every table that was asked for."""

    tables: tuple[TableReport, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every table."""
        return tuple(problem for table in self.tables for problem in table.problems)

    def raise_for_problems(self) -> None:
        """Raise InputError with every problem, if there is any."""
        if self.problems:
            failed = [table.name for table in self.tables if table.problems]
            raise InputError(f"not in order: {', '.join(failed)}", self.problems)


def tidy(
    project: Project,
    tables: Iterable[str] | None = None,
    progress: Progress | None = None,
    *,
    rules: Rules | None = None,
    reader_of: Callable[[str], Reader] = find_reader,
) -> TidyReport:
    """Make ``tables`` (default: all that the catalogue feeds) from data/raw, one at a time.

    A table is rewritten only where its content changed, and not at all where it has a problem;
    the others go on. ``progress`` is told table, how many are done, how many there are. Raises
    UsageError for a table that nothing feeds and InputError for a catalogue that is not in order.
    """

    def one(name: str, built: pa.Table) -> TableReport:
        path = project.tables / f"{name}.parquet"
        if _held_digest(path) == table_sha256(built):
            return TableReport(name, "unchanged", built.num_rows)
        parquet.write(built, path)
        return TableReport(name, "written", built.num_rows)

    loaded = catalogue.load(project)
    work = Work(project, loaded, None, rules or find_rules(), reader_of)
    return TidyReport(_each(work, _names(loaded, tables), one, progress))


def tidy_check(
    project: Project,
    mirror: Path,
    tables: Iterable[str] | None = None,
    progress: Progress | None = None,
    *,
    rules: Rules | None = None,
    reader_of: Callable[[str], Reader] = find_reader,
) -> TidyReport:
    """Make every table in memory from ``mirror`` and compare it with the committed one.

    Nothing is written. A missing file, a difference and a committed table that nothing feeds are
    problems. Raises UsageError where ``mirror`` is no folder.
    """
    if not mirror.is_dir():
        raise UsageError(f"the mirror {mirror} is not a folder")

    def one(name: str, built: pa.Table) -> TableReport:
        path = project.tables / f"{name}.parquet"
        shown = path.relative_to(project.root).as_posix()
        if not path.is_file():
            return _failed(name, [Problem(shown, "is missing", f"run: evidence tidy {name}")])
        if _held_digest(path) == table_sha256(built):
            return TableReport(name, "same", built.num_rows)
        said = ["cannot be read"]
        if _held_digest(path) is not None:
            said = differences(
                pq.read_table(path, partitioning=None), built, parquet.key_of(built.schema)
            )
        problems = tuple(
            Problem(shown, f"is not what its sources give: {words}", f"run: evidence tidy {name}")
            for words in said
        )
        return TableReport(name, "differs", built.num_rows, problems)

    loaded = catalogue.load(project)
    work = Work(project, loaded, mirror, rules or find_rules(), reader_of)
    reports = list(_each(work, _names(loaded, tables), one, progress))
    if tables is None:
        for path in sorted(project.tables.glob("*.parquet")):
            if path.stem not in loaded.tables:
                shown = path.relative_to(project.root).as_posix()
                problem = Problem(shown, "no dataset in the catalogue feeds it", "remove it")
                reports.append(_failed(path.stem, [problem]))
    return TidyReport(tuple(reports))


def _names(loaded: Catalogue, tables: Iterable[str] | None) -> list[str]:
    names = list(loaded.tables) if tables is None else sorted(set(tables))
    for name in names:
        loaded.table(name)  # refuses a table that nothing feeds
    return names


def _each(
    work: Work,
    names: list[str],
    one: Callable[[str, pa.Table], TableReport],
    progress: Progress | None,
) -> tuple[TableReport, ...]:
    reports = []
    for done, name in enumerate(names):
        if progress:
            progress(name, done, len(names))
        try:
            reports.append(one(name, build(work, name)))
        except InputError as fault:
            problems = fault.problems or (Problem(f"data/tables/{name}.parquet", fault.summary),)
            reports.append(_failed(name, problems))
        except OSError as fault:
            reports.append(_failed(name, [Problem(f"data/tables/{name}.parquet", str(fault))]))
    if progress:
        progress("", len(names), len(names))
    return tuple(reports)


def _failed(name: str, problems: Iterable[Problem]) -> TableReport:
    return TableReport(name, "failed", 0, tuple(problems))


def _held_digest(path: Path) -> str | None:
    """Return the digest of the table at ``path``, None where there is no readable one."""
    try:
        return parquet.digest(path)
    except (OSError, pa.ArrowException, TypeError):
        return None
