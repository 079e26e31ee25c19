"""The use cases of pages: run them, build the book of them, cite what is in it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence

from evidence.errors import PageError, UsageError
from evidence.main.area import areas_of, default
from evidence.main.book import html, jupyter_book
from evidence.main.report import Progress, Report
from evidence.measures.place import authorities
from evidence.paths import Project
from evidence.runner import execute, page, plan
from evidence.site import budget, layout
from evidence.site import cite as citing
from evidence.tables.store import Store


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
    known = areas_of(Store(project), project, areas)
    runs = plan.plan(
        project, chosen, default_area=default(project), areas=known, given=given, force=force
    )
    return _ran(execute.execute(runs, project, jobs=jobs, progress=progress))


def build(project: Project, area: str | None, jobs: int, progress: Progress) -> Report:
    """Run what is stale, build the book afresh, put it in its place and weigh its pages."""
    areas = [area] if area else []
    (code,) = areas_of(Store(project), project, areas)
    ran = run(project, [], areas, {}, progress, jobs=jobs)
    if ran.exit_code:
        return ran
    if code == default(project):
        source, target = project.root, project.build / "html"
    else:
        name = authorities(Store(project)).name(code)
        notebooks = [item.name for item in page.pages(project)]
        source = layout.lay_out(project, code, name, notebooks)
        target = project.build / "sites" / code
    staging = project.build / ".staging" / code
    shutil.rmtree(staging, ignore_errors=True)
    problem = jupyter_book(source, staging)
    if problem:
        return Report(ran.done, (problem,), PageError.exit_code)
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    html(staging).rename(target)
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


def _ran(report: execute.Report) -> Report:
    error = report.error()
    return Report(
        tuple(str(outcome) for outcome in report.outcomes),
        (str(error),) if error else (),
        PageError.exit_code,
        tuple(outcome.detail for outcome in report.failures if outcome.detail),
    )
