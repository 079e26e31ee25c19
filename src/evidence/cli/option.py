"""Options that several verbs have."""

from __future__ import annotations

import click

areas = click.option(
    "--area", "areas", multiple=True, help="GSS code of an authority, repeatable, or 'all'."
)
jobs = click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Pages side by side."
)
