"""The command line: parse, call one use case of ``evidence.main``, print its report, exit.

Only this package prints, exits or reads the environment. Heavy imports wait inside the verbs.
"""

from __future__ import annotations

import sys
import traceback

import click

from evidence.cli import data, difference, edition, pages, publication
from evidence.errors import EvidenceError, InputError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def app(debug: bool) -> None:
    """Analyse, check and publish the evidence of one council or of every council."""
    # run_command_line() looks for the flag on the whole command line.
    del debug


for _verb in (
    *(data.fetch, data.tidy, data.measure),
    *(pages.run, pages.build, pages.check, pages.cite),
    *(edition.edition, difference.diff),
    *(publication.publish, publication.review),
):
    app.add_command(_verb)


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
