"""The command line: parse, call one use case of ``evidence.main``, print its report, exit.

Only this module prints, exits or reads the environment. Heavy imports wait inside the verbs.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evidence.errors import EvidenceError, InputError, UsageError

if TYPE_CHECKING:
    from evidence.main import Report
    from evidence.paths import Project

areas = click.option(
    "--area", "areas", multiple=True, help="GSS code of an authority, repeatable, or 'all'."
)
jobs = click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Pages side by side."
)
mirror = click.option(
    "--mirror",
    type=click.Path(path_type=Path),
    help="Read published files from this directory instead of the web.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def app(debug: bool) -> None:
    """Analyse, check and publish the evidence of one council or of every council."""
    # run_command_line() looks for the flag on the whole command line.
    del debug


@app.command()
@click.argument("sources", nargs=-1)
@mirror
def fetch(sources: tuple[str, ...], mirror: Path | None) -> None:
    """Fill data/raw with published files, each held to its size and digest.

    SOURCES are dataset ids such as mhclg/iod2019-index; none means all.
    """
    from evidence import main

    with _progress() as progress:
        report = main.fetch(_project(), sources, mirror, progress)
    _finish(report)


@app.command()
@click.argument("tables", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing: compare with the committed tables.")
@mirror
def tidy(tables: tuple[str, ...], check: bool, mirror: Path | None) -> None:
    """Turn published files into tidy tables, every problem reported at once.

    TABLES are names such as iod2019_index; none means all.
    """
    from evidence import main

    if check != (mirror is not None):
        raise UsageError("--check and --mirror go together: evidence tidy --check --mirror DIR")
    with _progress() as progress:
        if mirror is not None:
            report = main.tidy_check(_project(), tables, mirror, progress)
        else:
            report = main.tidy(_project(), tables, progress)
    _finish(report)


@app.command()
@areas
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "parquet", "json"]),
    default="csv",
    show_default=True,
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="File to write; none: standard output."
)
def measure(areas: tuple[str, ...], form: str, out: Path | None) -> None:
    """Calculate every measure for some areas under the measure contract."""
    from evidence import main

    if out is None and form == "parquet":
        raise UsageError("parquet is binary: name a file with --out FILE")
    content = main.measure(_project(), areas, form)
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        main.write_whole(out, content)
        click.echo(f"wrote {out} ({len(content):,} bytes)")


@app.command()
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

    with _progress() as progress:
        report = main.run(
            _project(), pages, areas, dict(parameters), progress, jobs=jobs, force=force
        )
    _finish(report)


@app.command()
@click.option("--area", help="GSS code of one authority; none means the default place.")
@jobs
def build(area: str | None, jobs: int) -> None:
    """Run what is stale, then build the book at _build/html (_build/sites/CODE for an area)."""
    from evidence import main

    with _progress() as progress:
        report = main.build(_project(), area, jobs, progress)
    _finish(report)


@app.command()
def check() -> None:
    """Pass every gate and name those that failed."""
    from evidence import main

    with _progress() as progress:
        report = main.check(_project(), progress)
    _finish(report)


@app.command()
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

    click.echo(main.cite(_project(), id, style), nl=False)


def run_command_line() -> None:
    """Run the command line; errors of our own end in one message and their exit code."""
    debug = "--debug" in sys.argv
    try:
        app(prog_name="evidence")
    except EvidenceError as error:
        if debug:
            traceback.print_exc()
        click.echo(f"evidence: {error}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:  # a full disk, a folder that may not be written
        if debug:
            traceback.print_exc()
        click.echo(f"evidence: {error.filename or 'a file'}: {error.strerror or error}", err=True)
        sys.exit(InputError.exit_code)


def _project() -> Project:
    from evidence.paths import Project

    return Project.find()


def _finish(report: Report) -> None:
    for line in report.lines():
        click.echo(line)
    if "--debug" in sys.argv:
        for traceback_ in report.detail:
            click.echo(traceback_, err=True)
    if report.exit_code:
        sys.exit(report.exit_code)


class _progress:  # noqa: N801 - used as a function
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
