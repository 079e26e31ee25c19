"""The verbs of publishing: publish, review."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from evidence.cli.edition import this_machine
from evidence.cli.option import jobs
from evidence.cli.terminal import finish, progress_bar, this_project
from evidence.file import write_whole


@click.command()
@click.option("--dry-run", is_flag=True, help="Write nothing: say what would be published.")
@jobs
def publish(dry_run: bool, jobs: int) -> None:
    """Compose the site of all editions at _build/site, published ones untouched.

    Each is copied from its archive in _build/editions, or made again where there is none, and held
    against its manifest, byte by byte. What a repository that gives DOIs asks of each edition is
    written to _build/deposit.
    """
    from evidence.main import publication

    project = this_project()
    with progress_bar() as progress:
        rebuild = publication.remake(project, this_machine(jobs), progress)
        report = publication.publish(project, rebuild, progress, dry_run=dry_run)
    finish(report)


@click.command()
@click.argument("span", metavar="BASE..HEAD")
@click.option("--out", type=click.Path(path_type=Path), help="File for the Markdown; none: stdout.")
@click.option("--junit", type=click.Path(path_type=Path), help="File for the report in JUnit XML.")
@click.option("--quick", is_flag=True, help="Leave out the gates that run every page.")
@jobs
def review(span: str, out: Path | None, junit: Path | None, quick: bool, jobs: int) -> None:
    """Report what a change does: pages, findings and figures that move and why, and every gate.

    BASE and HEAD are commits, such as main..HEAD. Both are read as they are committed.
    """
    from evidence.main import review as use_case

    with progress_bar() as progress:
        found = use_case.review(this_project(), span, this_machine(jobs), progress, quick=quick)
    if junit is not None:
        write_whole(junit, found.junit())
    if out is None:
        click.echo(found.markdown(), nl=False)
    else:
        write_whole(out, found.markdown().encode("utf-8"))
        click.echo(f"wrote {out}")
    for gate in found.failed:
        click.echo(f"failed: {gate.name}", err=True)
    if found.failed:
        sys.exit(1)
