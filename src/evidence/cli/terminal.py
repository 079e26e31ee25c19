"""The terminal: where progress is shown, a report is printed, and the exit code given."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from evidence.main import Report
    from evidence.paths import Project


def this_project() -> Project:
    """Find the project that the working directory is in."""
    from evidence.paths import Project

    return Project.find()


def finish(report: Report) -> None:
    """Print a report and exit with its code."""
    for line in report.lines():
        click.echo(line)
    if "--debug" in sys.argv:
        for traceback_ in report.detail:
            click.echo(traceback_, err=True)
    if report.exit_code:
        sys.exit(report.exit_code)


class progress_bar:  # noqa: N801 - used as a function
    """Show a bar on a terminal and plain lines elsewhere."""

    def __enter__(self) -> Callable[[str, int, int], None]:
        self._bar: Any = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("", total=None)
        return self._step

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _step(self, name: str, done: int, total: int) -> None:
        if self._bar is not None:
            self._bar.update(self._task, description=name, completed=done, total=total)
        else:
            click.echo(f"[{done}/{total}] {name}", err=True)
