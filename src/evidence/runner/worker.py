"""A worker is a process that executes pages, one after another, and says what became of each.

Kernels inherit its environment, which is pinned here and nowhere else; papermill changes its
working directory.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
import traceback
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

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


def prepare(project: Project) -> None:
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


def work(run: Run, project: Project, imports: tuple[str, ...]) -> Outcome:
    """Execute one page in this worker process, from which nothing is raised.

    ``imports`` are the import statements of all pages that are to be run.
    """
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
