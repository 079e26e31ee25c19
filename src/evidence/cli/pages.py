"""The verbs of pages: run, build, check, cite."""

from __future__ import annotations

import click

from evidence.cli.option import areas, jobs
from evidence.cli.terminal import finish, progress_bar, this_project


@click.command()
@click.argument("pages", nargs=-1)
@areas
@click.option(
    "-p",
    "--parameter",
    "parameters",
    type=(str, str),
    multiple=True,
    metavar="NAME VALUE",
    help="A page's parameter, repeatable.",
)
@jobs
@click.option("--force", is_flag=True, help="Run pages that are not stale too.")
def run(
    pages: tuple[str, ...],
    areas: tuple[str, ...],
    parameters: tuple[tuple[str, str], ...],
    jobs: int,
    force: bool,
) -> None:
    """Run stale pages through papermill and report on each.

    PAGES are names such as population; none means all.
    """
    from evidence import main

    with progress_bar() as progress:
        report = main.run(
            this_project(), pages, areas, dict(parameters), progress, jobs=jobs, force=force
        )
    finish(report)


@click.command()
@click.option("--area", help="GSS code of one authority; none means the default place.")
@jobs
def build(area: str | None, jobs: int) -> None:
    """Run what is stale, then build the book at _build/html (_build/sites/CODE for an area)."""
    from evidence import main

    with progress_bar() as progress:
        report = main.build(this_project(), area, jobs, progress)
    finish(report)


@click.command()
def check() -> None:
    """Pass every gate and name those that failed."""
    from evidence import main

    with progress_bar() as progress:
        report = main.check(this_project(), progress)
    finish(report)


@click.command()
@click.argument("id")
@click.option(
    "--style",
    type=click.Choice(["harvard", "bibtex", "ris", "link"]),
    default="harvard",
    show_default=True,
)
def cite(id: str, style: str) -> None:
    """Say how a figure, a finding or a page of the book is cited.

    ID is its id, such as population-size; figure-, claim- or page- in front tells two apart.
    """
    from evidence import main

    click.echo(main.cite(this_project(), id, style), nl=False)
