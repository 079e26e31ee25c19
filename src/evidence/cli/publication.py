"""The verbs of publishing: publish, review."""

from __future__ import annotations

import click

from evidence.cli.edition import this_machine
from evidence.cli.option import jobs
from evidence.cli.terminal import finish, progress_bar, this_project


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
