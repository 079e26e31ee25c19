"""Executing a plan leaves whole results only, and a report of every page instead of a first stop.

Pages run in worker processes of their own, also when there is one.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass

from evidence.errors import PageError
from evidence.paths import Project
from evidence.runner import notebook
from evidence.runner.plan import Run
from evidence.runner.worker import Outcome, Status, prepare, work

Progress = Callable[[str, int, int], None]


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
    pages = {run.page.path for run in stale}
    imported = {line for page in pages for line in notebook.imports(notebook.read(page))}
    imports = tuple(sorted(imported))
    # No more is handed over than is worked on: what a pool has queued cannot be called back.
    waiting = deque(stale)
    while waiting:
        # A pool gives up when one of its workers dies: what is left then gets another.
        yield from _until_broken(waiting, _pool(project, jobs), jobs, project, imports)


def _until_broken(
    waiting: deque[Run],
    pool: ProcessPoolExecutor,
    jobs: int,
    project: Project,
    imports: tuple[str, ...],
) -> Iterable[Outcome]:
    under_way: dict[Future[Outcome], Run] = {}
    broken = False
    try:
        while under_way or (waiting and not broken):
            while waiting and len(under_way) < jobs and not broken:
                try:
                    future = pool.submit(work, waiting[0], project, imports)
                except BrokenExecutor:
                    broken = True
                else:
                    under_way[future] = waiting.popleft()
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                broken = broken or isinstance(future.exception(), BrokenExecutor)
                yield _outcome(future, under_way.pop(future))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(project: Project, jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=prepare,
        initargs=(project,),
    )


def _outcome(future: Future[Outcome], run: Run) -> Outcome:
    error = future.exception()
    if error is None:
        return future.result()
    # A worker has died, this page's own or the one beside it: nothing else comes through.
    return Outcome(
        page=run.page.name,
        area=run.area,
        destination=run.destination,
        status=Status.FAILED,
        problem=(
            f"{run.page.name}: a worker process died while it ran ({type(error).__name__}); "
            "run it again, with --jobs 1 if memory was short"
        ),
    )
