"""The verb of comparing editions: diff."""

from __future__ import annotations

import click

from evidence.cli.terminal import progress_bar, this_project


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Print every change as JSON.")
def diff(old: str, new: str, as_json: bool) -> None:
    """Say number by number what changed from one edition to another, and why.

    OLD and NEW are names such as 2026.1, or "unreleased", which is this checkout.
    """
    from evidence import main

    with progress_bar() as progress:
        compared = main.diff(this_project(), old, new, progress)
    click.echo(compared.json if as_json else compared.text, nl=False)
