"""Executing a plan leaves whole results only, and a report of every page instead of a first stop.

Pages run in worker processes of their own, also when there is one: papermill changes the working
directory, and kernels inherit the worker's environment, which is pinned there and nowhere else.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from pathlib import Path

from evidence.errors import PageError
from evidence.fingerprint import file_sha256
from evidence.paths import Project
from evidence.runner import notebook, nursery
from evidence.runner.notebook import Notebook
from evidence.runner.plan import Run, remember

CELL_SECONDS = 900
"""The longest that one cell may take."""

PINNED = {
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    # One thread: sums over several are added up in another order each time.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    # Nor does Arrow's allocator keep one, which would forbid to fork.
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    # The kernel of this environment, not one that the user has registered under the same name.
    "JUPYTER_PREFER_ENV_PATH": "1",
}
"""The environment of every kernel: what else could tell in a result."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")

Progress = Callable[[str, int, int], None]


class Status(StrEnum):
    """What became of a page."""

    OK = "ok"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """What became of one run: ``ok`` (result written), ``unchanged``, ``skipped`` or ``failed``.

    ``seconds`` is for printing only. ``problem`` names page, cell and exception of a failure;
    ``detail`` is the traceback, for whoever asks for it.
    """

    page: str
    area: str
    destination: Path
    status: Status
    seconds: float = 0.0
    problem: str = ""
    detail: str = ""

    def __str__(self) -> str:
        line = f"{self.page} {self.area}: {self.status}"
        if self.status is not Status.SKIPPED:
            line += f", {self.seconds:.1f} s"
        return line


@dataclass(frozen=True)
class Report:
    """The outcome of every run of a plan, in the plan's order."""

    outcomes: tuple[Outcome, ...]

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """The runs that failed."""
        return tuple(outcome for outcome in self.outcomes if outcome.status is Status.FAILED)

    def error(self) -> PageError | None:
        """Return the error that says which pages failed, or None."""
        if not self.failures:
            return None
        lines = (f"  {outcome.problem}" for outcome in self.failures)
        return PageError(
            "\n".join([f"{len(self.failures)} of {len(self.outcomes)} pages failed", *lines])
        )


def execute(
    runs: Iterable[Run],
    project: Project,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Report:
    """Execute the stale ones of ``runs``, ``jobs`` side by side, and report on all.

    Every result is written, and remembered, as soon as it is there; a page that fails leaves its
    former result alone. ``progress`` is called with a line, the number done and the number to
    do, after each page. On KeyboardInterrupt the pages that are under way are finished, nothing
    further is begun, and the interrupt is raised again: the next call goes on from there.
    """
    runs = tuple(runs)
    stale = [run for run in runs if run.stale]
    outcomes = {
        run.destination: Outcome(run.page.name, run.area, run.destination, Status.SKIPPED)
        for run in runs
    }
    if stale:
        for done, outcome in enumerate(_outcomes(stale, project, min(jobs, len(stale))), start=1):
            outcomes[outcome.destination] = outcome
            if progress:
                progress(str(outcome), done, len(stale))
    return Report(tuple(outcomes[run.destination] for run in runs))


def _outcomes(stale: list[Run], project: Project, jobs: int) -> Iterable[Outcome]:
    """Yield the outcome of each of ``stale`` as it comes in."""
    pool = ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_prepare,
        initargs=(project,),
    )
    # No more is handed over than is worked on: what a pool has queued cannot be called back.
    waiting = iter(stale)
    pages = {run.page.path for run in stale}
    imported = {line for page in pages for line in notebook.imports(notebook.read(page))}
    imports = tuple(sorted(imported))
    under_way: dict[Future[Outcome], Run] = {}
    try:
        while True:
            for run in islice(waiting, jobs - len(under_way)):
                under_way[pool.submit(_execute, run, project, imports)] = run
            if not under_way:
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                yield _outcome(future, under_way.pop(future))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _outcome(future: Future[Outcome], run: Run) -> Outcome:
    error = future.exception()
    if error is None:
        return future.result()
    # The worker itself has died: nothing else comes through.
    return Outcome(
        page=run.page.name,
        area=run.area,
        destination=run.destination,
        status=Status.FAILED,
        problem=f"{run.page.name}: could not be run: {type(error).__name__}: {error}",
    )


def _prepare(project: Project) -> None:
    """Make this worker process ready to start kernels that give the same result everywhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process decides what stops
    os.environ.update(PINNED)
    # IPython's start-up files and history are the user's own; kernels here have none.
    ipython = project.build / ".cache" / "ipython"
    ipython.mkdir(parents=True, exist_ok=True)
    os.environ["IPYTHONDIR"] = str(ipython)
    # jsonschema compiles a grammar for two seconds to be able to check one format of address,
    # which notebooks do not have; it goes without when the module cannot be imported.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def _execute(run: Run, project: Project, imports: tuple[str, ...]) -> Outcome:
    """Execute one page in this worker process."""
    began = time.perf_counter()
    outcome = Outcome(run.page.name, run.area, run.destination, Status.OK)
    try:
        changed = _write(run, project, imports)
    except _PageFailedError as failure:
        outcome = replace(
            outcome, status=Status.FAILED, problem=failure.problem, detail=failure.detail
        )
    except Exception as error:  # a kernel that died, a cell that took too long, a full disk
        outcome = replace(
            outcome,
            status=Status.FAILED,
            problem=f"{run.page.name}: {type(error).__name__}: {error}",
            detail=traceback.format_exc(),
        )
    else:
        outcome = replace(outcome, status=Status.OK if changed else Status.UNCHANGED)
    return replace(outcome, seconds=time.perf_counter() - began)


class _PageFailedError(Exception):
    """A cell raised, or wrote to the error stream."""

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.detail = detail


def _write(run: Run, project: Project, imports: tuple[str, ...]) -> bool:
    """Execute the page and write its result; say whether the file's content changed."""
    before = file_sha256(run.page.path)
    source = notebook.normalise(notebook.for_area(notebook.read(run.page.path), run.area))
    executed = _papermill(run, source, project, imports)
    for number, cell in notebook.code_cells(executed):
        name = notebook.label(_numbered(run, executed, number), cell)
        if cell["execution_count"] != number:
            raise _PageFailedError(f"{run.page.name}, {name}: was not executed in its order")
        for output in cell["outputs"]:
            if output["output_type"] == "stream" and output["name"] == "stderr":
                first = output["text"].strip().splitlines()[0]
                raise _PageFailedError(
                    f"{run.page.name}, {name}: wrote to the error stream: {first}",
                    output["text"],
                )
    if run.in_place and file_sha256(run.page.path) != before:
        raise _PageFailedError(f"{run.page.name}: was edited while it ran; run it again")
    changed = notebook.write(executed, run.destination)
    remember(run)
    return changed


def _papermill(run: Run, source: Notebook, project: Project, imports: tuple[str, ...]) -> Notebook:
    """Return ``source`` executed, normalised; nothing is written to disk."""
    import nbformat  # noqa: PLC0415 - takes a second, and only where pages are run
    import papermill  # noqa: PLC0415
    from papermill.exceptions import PapermillExecutionError  # noqa: PLC0415

    # The kernels of this worker come from a nursery of its own, where there can be one.
    options = {}
    if nursery.AVAILABLE:
        from evidence.runner import provisioner  # noqa: PLC0415

        options["kernel_manager_class"] = provisioner.manager(nursery.nursery(imports))
    try:
        executed = papermill.execute_notebook(
            nbformat.from_dict(source),
            None,
            parameters=dict(run.injected) or None,
            kernel_name=notebook.KERNEL,
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
            execution_timeout=CELL_SECONDS,
            shutdown_kernel="immediate",  # it holds nothing that is still wanted
            extra_arguments=["--log-level=CRITICAL"],  # its remarks on itself are no page's
            cwd=project.root,
            **options,
        )
    except PapermillExecutionError as error:
        number = error.exec_count or 0
        cells = dict(notebook.code_cells(source))
        shown = _numbered(run, source, number)
        name = notebook.label(shown, cells[shown]) if shown in cells else "the injected parameters"
        raise _PageFailedError(
            f"{run.page.name}, {name}: {error.ename}: {error.evalue}",
            _COLOUR.sub("", "\n".join(error.traceback)),
        ) from None
    return notebook.normalise(executed)


def _numbered(run: Run, page: Notebook, number: int) -> int:
    """Return the number that a cell has in the page itself, where nothing is injected."""
    if not run.injected:
        return number
    for count, cell in notebook.code_cells(page):
        if notebook.PARAMETERS in notebook.tags(cell):
            return number - 1 if number > count else number
    return number
