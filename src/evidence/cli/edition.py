"""The verbs of editions: edition build, cut, list, verify."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.option import jobs
from evidence.cli.terminal import finish, progress_bar, this_project

if TYPE_CHECKING:
    from evidence.main.edition import Machine

date = click.option("--date", required=True, metavar="DAY", help="Its date, such as 2026-03-02.")
recipe = click.option(
    "--recipe",
    type=click.Path(path_type=Path),
    help="The recipe of a reconstruction, a file of data/editions/recipes.",
)


@click.group()
def edition() -> None:
    """Cut editions of the book, list them and prove them."""


@edition.command()
@click.argument("name")
@date
@recipe
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="An empty folder to make it in."
)
@jobs
def build(name: str, date: str, recipe: Path | None, out: Path, jobs: int) -> None:
    """Make what an edition freezes, from this checkout, and record nothing.

    NAME is YEAR.N, such as 2026.1.
    """
    from evidence.main import edition as use_case

    with progress_bar() as progress:
        report = use_case.build(
            this_project(), name, date, out.absolute(), progress, recipe=recipe, jobs=jobs
        )
    finish(report)


@edition.command()
@click.argument("name")
@date
@recipe
@jobs
def cut(name: str, date: str, recipe: Path | None, jobs: int) -> None:
    """Freeze what is committed as the edition NAME: its archive and its manifest.

    It is made clean, away from this checkout. A dirty tree, a gate that fails, a stale page and a
    name that exists are refused.
    """
    from evidence.main import cut as use_case

    with progress_bar() as progress:
        report = use_case.cut(
            this_project(), name, date, this_machine(jobs), progress, recipe=recipe
        )
    finish(report)


@edition.command("list")
def listing() -> None:
    """List the editions that are cut."""
    from evidence.main import edition as use_case

    finish(use_case.listing(this_project()))


@edition.command()
@click.argument("name")
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    help="The edition's archive; none: the one in _build/editions, where there is one.",
)
@click.option(
    "--here", is_flag=True, help="Use this environment, if it is the recorded lock's, and say so."
)
@jobs
def verify(name: str, archive: Path | None, here: bool, jobs: int) -> None:
    """Make the edition NAME again and compare every byte with what is recorded of it.

    It is made from the recorded commit, or another with the same inputs, in an environment that
    is installed anew from the recorded lock.
    """
    from evidence.main import proof

    with progress_bar() as progress:
        report = proof.verify(
            this_project(), name, archive, this_machine(jobs), progress, here=here
        )
    finish(report)


def this_machine(jobs: int) -> Machine:
    """Return what the environment says of this machine."""
    from evidence.main.edition import Machine

    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container may run as nobody that it knows
        user = ""
    return Machine(dict(os.environ), user, Path.home(), jobs)
