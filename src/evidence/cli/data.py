"""The verbs of data: fetch, tidy, measure."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from evidence.cli.option import areas
from evidence.cli.terminal import finish, progress_bar, this_project
from evidence.errors import UsageError
from evidence.file import write_whole

mirror = click.option(
    "--mirror",
    type=click.Path(path_type=Path),
    help="Read published files from this directory instead of the web.",
)


@click.command()
@click.argument("sources", nargs=-1)
@mirror
def fetch(sources: tuple[str, ...], mirror: Path | None) -> None:
    """Fill data/raw with published files, each held to its size and digest.

    SOURCES are dataset ids such as mhclg/iod2019-index; none means all.
    """
    from evidence import main

    with progress_bar() as progress:
        report = main.fetch(this_project(), sources, mirror, progress)
    finish(report)


@click.command()
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
    with progress_bar() as progress:
        if mirror is not None:
            report = main.tidy_check(this_project(), tables, mirror, progress)
        else:
            report = main.tidy(this_project(), tables, progress)
    finish(report)


@click.command()
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
    content = main.measure(this_project(), areas, form)
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        write_whole(out, content)
        click.echo(f"wrote {out} ({len(content):,} bytes)")
