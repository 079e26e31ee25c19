"""The use cases, one function per verb: each composes rooms and returns a report.

Nothing here prints, exits or reads the environment. Every report has ``lines()`` for a person
and an ``exit_code``.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from evidence.claims.ledger import Ledger
from evidence.errors import EvidenceError, InputError, PageError, Problem, UsageError
from evidence.geography.codes import ENGLAND
from evidence.measures.catalogue import all_measures
from evidence.measures.place import authorities
from evidence.measures.prevalence import model
from evidence.paths import Project
from evidence.runner import execute, guard, page, plan
from evidence.site import budget, layout
from evidence.site import cite as citing
from evidence.sources import catalogue
from evidence.sources import fetch as fetching
from evidence.tables import store as stores
from evidence.tables import tidy as tidying

Progress = Callable[[str, int, int], None]

ALL = "all"


@dataclass(frozen=True)
class Report:
    """What a verb has to say: lines for a person, problems, and the exit code they mean.

    ``detail`` holds tracebacks for whoever asks for them.
    """

    done: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    failure_code: int = 1
    detail: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where there is no problem."""
        return self.failure_code if self.problems else 0

    def lines(self) -> list[str]:
        """Return what was done, then what went wrong."""
        return [*self.done, *self.problems]


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
    store = stores.Store(project)
    frame = all_measures(store, _areas(store, project, areas))
    if form == "csv":
        return frame.to_csv(index=False, lineterminator="\n").encode("utf-8")
    if form == "json":
        return (frame.to_json(orient="records", lines=True, force_ascii=False)).encode("utf-8")
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), buffer, compression="zstd")
    return buffer.getvalue()


def run(
    project: Project,
    pages: Sequence[str],
    areas: Sequence[str],
    parameters: Mapping[str, str],
    progress: Progress,
    *,
    jobs: int = 1,
    force: bool = False,
) -> Report:
    """Run stale pages for ``areas`` and report on each."""
    given = dict(parameters)
    if plan.AREA in given:
        if areas:
            raise UsageError("the area is named twice: by --area and by -p area")
        areas = [given.pop(plan.AREA)]
    chosen = page.select(page.pages(project), pages)
    known = _areas(stores.Store(project), project, areas)
    runs = plan.plan(
        project, chosen, default_area=_default(project), areas=known, given=given, force=force
    )
    return _ran(execute.execute(runs, project, jobs=jobs, progress=progress))


def build(project: Project, area: str | None, jobs: int, progress: Progress) -> Report:
    """Run what is stale, build the book afresh, put it in its place and weigh its pages."""
    areas = [area] if area else []
    (code,) = _areas(stores.Store(project), project, areas)
    ran = run(project, [], areas, {}, progress, jobs=jobs)
    if ran.exit_code:
        return ran
    if code == _default(project):
        source, target = project.root, project.build / "html"
    else:
        name = authorities(stores.Store(project)).name(code)
        notebooks = [item.name for item in page.pages(project)]
        source = layout.lay_out(project, code, name, notebooks)
        target = project.build / "sites" / code
    staging = project.build / ".staging" / code
    shutil.rmtree(staging, ignore_errors=True)
    problem = _jupyter_book(source, staging)
    if problem:
        return Report(ran.done, (problem,), PageError.exit_code)
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    (staging / "_build" / "html").rename(target)
    shutil.rmtree(staging, ignore_errors=True)
    shown = target.relative_to(project.root).as_posix()
    weights = budget.weigh(target)
    return Report(
        (*ran.done, *map(str, weights), f"built {shown}/index.html"),
        tuple(f"over the budget of a page: {weight}" for weight in weights if weight.over),
    )


def cite(project: Project, id: str, style: str) -> str:
    """Return the citation of a figure, a claim or a page of the book, in one style.

    Raises UsageError for an id or a style that is not known.
    """
    # The first page repeats findings of its chapters, which are where they are cited.
    pages = sorted(page.pages(project), key=lambda item: item.name != "index")
    return citing.cite(project, {item.name: item.path for item in pages}, id, style)


def check(project: Project, progress: Progress) -> Report:
    """Pass every gate, each to its end, and name those that failed."""
    gates: dict[str, Callable[[], list[str]]] = {
        "catalogue and tables": lambda: _table_faults(project),
        "prevalence models": lambda: _texts(model.faults(stores.Store(project))),
        "pages as they must be stored": lambda: _page_faults(project),
        "pages up to date": lambda: _stale(project),
        "claims hold": lambda: _claim_faults(project),
    }
    done: list[str] = []
    problems: list[str] = []
    for number, (name, gate) in enumerate(gates.items()):
        progress(name, number, len(gates))
        try:
            faults = gate()
        except EvidenceError as error:  # a gate that cannot be tried has not been passed
            faults = [str(error)]
        done.append(f"{'failed' if faults else 'passed'}: {name}")
        problems += [f"{name}: {fault}" for fault in faults]
    progress("done", len(gates), len(gates))
    return Report(tuple(done), tuple(problems))


def write_whole(path: Path, content: bytes) -> None:
    """Write a whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _default(project: Project) -> str:
    return str(yaml.safe_load(project.place.read_text(encoding="utf-8"))["area"])


def _areas(store: stores.Store, project: Project, areas: Sequence[str]) -> list[str]:
    """Return the codes meant: the default place for none, every authority for "all"."""
    known = authorities(store)
    if not areas:
        return [_default(project)]
    if ALL in areas:
        return list(known.in_use)
    return list(dict.fromkeys(known.check(area) for area in areas))


def _tidied(report: tidying.TidyReport) -> Report:
    return Report(
        tuple(f"{table.name}: {table.outcome}, {table.rows:,} rows" for table in report.tables),
        tuple(str(problem) for problem in report.problems),
        InputError.exit_code,
    )


def _ran(report: execute.Report) -> Report:
    error = report.error()
    return Report(
        tuple(str(outcome) for outcome in report.outcomes),
        (str(error),) if error else (),
        PageError.exit_code,
        tuple(outcome.detail for outcome in report.failures if outcome.detail),
    )


def _table_faults(project: Project) -> list[str]:
    loaded = catalogue.load(project)
    held = set(stores.Store(project).names())
    missing = sorted(set(loaded.tables) - held)
    stray = sorted(held - set(loaded.tables))
    return [
        *(f"data/tables/{name}.parquet is missing: run evidence tidy {name}" for name in missing),
        *(f"data/tables/{name}.parquet is fed by no dataset: remove it" for name in stray),
    ]


def _page_faults(project: Project) -> list[str]:
    return _texts(
        guard.check(page.pages(project), area=_default(project), tables_in=project.tables)
    )


def _stale(project: Project) -> list[str]:
    runs = plan.plan(project, page.pages(project), default_area=_default(project))
    return [
        f"{stale.page.name} is stale ({stale.reason}): run evidence run"
        for stale in runs
        if stale.stale
    ]


def _claim_faults(project: Project) -> list[str]:
    store = stores.Store(project)
    ledger = Ledger.read([item.path for item in page.pages(project)])
    areas = {
        bound["key"]["area_code"] for entry in ledger.entries for bound in entry.record["bounds"]
    }
    # Claims about a ward or a small area are found among the measures of its authority.
    default = _default(project)
    known = [code for code in authorities(store).in_use if code in areas | {default}]
    frame = all_measures(store, [*known, ENGLAND])
    return _texts([*ledger.contradictions(), *ledger.verify(frame)])


def _texts(problems: Iterable[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def _jupyter_book(source: Path, output: Path) -> str:
    """Build the book at ``source`` below ``output``; return what went wrong, or nothing."""
    output.mkdir(parents=True)
    start = "from jupyter_book.cli.main import main; main()"  # it has no __main__
    options = ["--path-output", str(output), "-W", "--keep-going", "--all", "-q"]
    command = [sys.executable, "-c", start, "build", str(source), *options]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=source)
    if ran.returncode == 0 and (output / "_build" / "html" / "index.html").is_file():
        return ""
    said = [line for line in (ran.stdout + ran.stderr).splitlines() if line.strip()]
    return "\n  ".join(["the book could not be built:", *said[-30:]])
