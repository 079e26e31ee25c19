"""The use cases of data: fetch published files, tidy them into tables, measure areas."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from evidence.errors import InputError
from evidence.main.area import areas_of
from evidence.main.report import Progress, Report
from evidence.measures.catalogue import all_measures
from evidence.paths import Project
from evidence.sources import catalogue
from evidence.sources import fetch as fetching
from evidence.tables import tidy as tidying
from evidence.tables.store import Store


def fetch(
    project: Project, sources: Sequence[str], mirror: Path | None, progress: Progress
) -> Report:
    """Fill data/raw with the files of ``sources`` (all when none), from a mirror or the web."""
    loaded = catalogue.load(project)
    chosen = loaded.select(sources) if sources else loaded.sources
    fetched = fetching.fetch(project.raw, chosen, mirror, progress)
    counted = dict.fromkeys(("copied", "downloaded", "kept"), 0)
    for file in fetched.files:
        counted[file.action] += 1
    summary = ", ".join(f"{count} {action}" for action, count in counted.items())
    return Report(
        (f"{len(fetched.files)} files in order: {summary}",),
        tuple(str(problem) for problem in fetched.problems),
        InputError.exit_code,
    )


def tidy(project: Project, tables: Sequence[str], progress: Progress) -> Report:
    """Make ``tables`` (all when none) from the files in data/raw."""
    return _tidied(tidying.tidy(project, tables or None, progress))


def tidy_check(project: Project, tables: Sequence[str], mirror: Path, progress: Progress) -> Report:
    """Make ``tables`` in memory from a mirror and compare them with the committed ones."""
    return _tidied(tidying.tidy_check(project, mirror, tables or None, progress))


def measure(project: Project, areas: Sequence[str], form: str) -> bytes:
    """Return every measure of ``areas`` (the default place when none) as csv, json or parquet."""
    store = Store(project)
    frame = all_measures(store, areas_of(store, project, areas))
    if form == "csv":
        return frame.to_csv(index=False, lineterminator="\n").encode("utf-8")
    if form == "json":
        return (frame.to_json(orient="records", lines=True, force_ascii=False)).encode("utf-8")
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), buffer, compression="zstd")
    return buffer.getvalue()


def _tidied(report: tidying.TidyReport) -> Report:
    return Report(
        tuple(f"{table.name}: {table.outcome}, {table.rows:,} rows" for table in report.tables),
        tuple(str(problem) for problem in report.problems),
        InputError.exit_code,
    )
